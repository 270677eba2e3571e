"""Does the neighbourhood of a name speak of Helcim, or of another vendor?"""

import bisect
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain

from helcim_audit.lazy import regex
from helcim_audit.model import Document, Step
from helcim_audit.scanners.records import Records

REACH = 4000  # characters: a class, a stanza, a long function
_GRAIN = 16  # names as near to each other as this have the same neighbourhood

_HELCIM = regex(r"hel(?:ci|ic)m")
_CHECKOUT = regex("checkouttoken")
_UNLIKE = regex(r"(?:confused? with|mix(?:ed)? up with|unlike|different from|differs from|as opposed to|in contrast to|instead of|rather than|unrelated to|not related to) [*_`\"'(\[]{0,3}$")
_BESIDE = frozenset(" *_`\"'([")  # what may stand between those words and the name
# Vendors whose API tokens stand in headers and fields of the same names (helcim.md section 5), and other
# payment companies that share a settings file with Helcim.
_VENDORS = regex(
    r"(?<![a-z0-9])(?:activecampaign|active-campaign|sendbird|codacy|mailtrap|dynatrace|universal-tutorial|moneris|lokalise|logz\.?io|stripe|braintree|paypal|square(?:up)?|"
    r"adyen|authorize\.?net|twilio|sendgrid|mailgun|postmark|pipedrive|zendesk|intercom|hubspot|salesforce|shopify|bigcommerce|api\.github|(?:github|gitlab)(?!\.com/)|bitbucket(?!\.org/)|jira|atlassian|slack|discord|telegram|"
    r"datadog|newrelic|sentry|rollbar|bugsnag|cloudflare|digitalocean|heroku|netlify|vercel|linode|openai|anthropic|mapbox|algolia|contentful|sanity|strapi|airtable|notion|asana|trello|clickup|monday\.com|"
    r"snyk|sonar|jenkins|circleci|travis|buildkite|pagerduty|opsgenie|grafana|splunk|elastic|okta|auth0|firebase|supabase|plaid|worldpay|elavon|bambora|nuvei|paysafe|chargebee|recurly|quickbooks|xero|freshbooks|"
    r"canadapost|shippo|easypost|replicate|huggingface|todoist|fastly|rapidapi|apify|crowdin|transifex|phrase\.com|appcenter|browserstack|percy|wakatime|readthedocs)"
)

# In a path: a file that is about another vendor.
_ABOUT = regex(r"(?<![a-z0-9])(?:activecampaign|sendbird|codacy|mailtrap|dynatrace|moneris|lokalise|logzio|stripe|braintree|paypal|adyen|twilio|sendgrid|mailgun|shopify|worldpay|elavon|bambora|nuvei|paysafe|svix)(?![a-z0-9])")


@dataclass(frozen=True, slots=True)
class Context:
    """What a scanner may know beyond its document.

    patterns: the user's own rules, (id, pattern). clients: scripts that reach a browser, with the chain of
    imports that takes them there; servers: scripts that do not. A script in neither is judged by itself.
    """

    patterns: tuple[tuple[str, "re.Pattern[str]"], ...] = ()
    clients: Mapping[str, tuple[Step, ...]] = field(default_factory=dict)
    servers: frozenset[str] = frozenset()


@dataclass(slots=True)
class Neighbourhood:
    """Helcim's mentions in a document, found once; other vendors' are looked for only around a name in question."""

    document: Document
    _found: list[int] | None = None
    _mentioned: bool | None = None
    _lowered: str = ""
    _verdicts: dict[int, bool] = field(default_factory=dict)
    _told: dict[tuple[int, int], tuple[bool, bool]] = field(default_factory=dict)
    records: Records = field(init=False)

    def __post_init__(self) -> None:
        self._lowered = self.document.text.lower()
        self.records = Records(self._lowered)

    @property
    def _helcim(self) -> list[int]:
        """Where Helcim is mentioned: looked for when a name is in question, as in a log that was masked none is."""
        if self._found is None:
            self._found = list(self._mentions())
            if self._initializes():
                self._found = sorted([*self._found, *(hit.start() for hit in _CHECKOUT.finditer(self._lowered))])
        return self._found

    def _mentions(self) -> Iterator[int]:
        text = self._lowered
        for hit in _HELCIM.finditer(text):
            at = hit.start()
            if text[at - 1 : at] not in _BESIDE or not _UNLIKE.search(text, max(0, at - 40), at):
                yield at

    def _initializes(self) -> bool:
        """Nobody else's answer has the two: helcim-pay/initialize."""
        return "checkouttoken" in self._lowered and "secrettoken" in self._lowered

    def names(self, word: str) -> bool:
        """Whether a word, in lower case, stands anywhere in the document."""
        return word in self._lowered

    @property
    def mentions(self) -> bool:
        if self._mentioned is None:
            self._mentioned = next(self._mentions(), None) is not None or self._initializes() or _HELCIM.search(self.document.path.lower()) is not None
        return self._mentioned

    @property
    def sole(self) -> bool:
        """Whether the document mentions Helcim and no other vendor."""
        return self.mentions and _VENDORS.search(self._lowered) is None

    def speaks_of_helcim(self, at: int) -> bool:
        """Whether Helcim is the nearest vendor that is mentioned around `at`, or the file is Helcim's by name."""
        place = at // _GRAIN
        if place not in self._verdicts:
            self._verdicts[place] = self._judge(at)
        return self._verdicts[place]

    @staticmethod
    def whose(path: tuple[str, ...]) -> bool | None:
        """Whether the innermost of the things that a place stands in is called after Helcim (True) or another vendor (False)."""
        for part in map(str.lower, path):
            if _HELCIM.search(part):
                return True
            if _VENDORS.search(part):
                return False
        return None

    def names_another(self, at: int) -> bool:
        """Whether another vendor is named around `at`."""
        return _VENDORS.search(self._lowered, max(0, at - REACH), min(len(self._lowered), at + REACH)) is not None

    def _judge(self, at: int) -> bool:
        if (inside := self._in_record(at)) is not None:
            return inside
        nearest = self._nearest(at)
        if nearest > REACH and len(self._lowered) >= 4 * REACH:
            nearest = 1 << 30
        path = self.document.path.lower()
        if _HELCIM.search(path) is None and (nearest == 1 << 30 or _ABOUT.search(path)):
            return False
        reach = min(nearest, REACH)
        low, high = max(0, at - reach), min(len(self._lowered), at + reach)
        return _VENDORS.search(self._lowered, low, high) is None

    def _in_record(self, at: int) -> bool | None:
        """Whose record `at` stands in, where the innermost line, entry or object that names a vendor names one alone."""
        for record in chain(self.records.around(at), self._written_apart(at)):
            if record not in self._told:
                first = bisect.bisect_left(self._helcim, record[0])
                ours = first < len(self._helcim) and self._helcim[first] < record[1]
                self._told[record] = ours, _VENDORS.search(self._lowered, *record) is not None
            ours, theirs = self._told[record]
            if ours or theirs:
                return None if ours and theirs else ours
        return None

    def _written_apart(self, at: int) -> Iterator[tuple[int, int]]:
        """Ranges of what a format sets apart by indentation or headings."""
        path = self.document.path.lower()
        if path.endswith((".yaml", ".yml", ".sls")):
            yield from self.records.blocks(at)
        elif path.endswith((".ini", ".toml", ".cfg", ".conf")):
            yield from self.records.sections(at)

    def _nearest(self, at: int) -> int:
        i = bisect.bisect_left(self._helcim, at)
        return min((abs(self._helcim[k] - at) for k in (i - 1, i) if 0 <= k < len(self._helcim)), default=1 << 30)
