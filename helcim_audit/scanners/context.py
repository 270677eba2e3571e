"""Does the neighbourhood of a name speak of Helcim, or of another vendor?"""

import bisect
import re
from dataclasses import dataclass, field

from helcim_audit.model import Document

REACH = 4000  # characters: a class, a stanza, a long function

_HELCIM = re.compile(r"h(?:elcim|elicm)", re.IGNORECASE)
# Vendors whose API tokens stand in headers and fields of the same names (helcim.md section 5), and other
# payment companies that share a settings file with Helcim.
_VENDORS = re.compile(
    r"(?i)activecampaign|active-campaign|sendbird|codacy|mailtrap|dynatrace|universal-tutorial|moneris|lokalise|logz\.?io|stripe|braintree|paypal|square(?:up)?|"
    r"adyen|authorize\.?net|twilio|sendgrid|mailgun|postmark|pipedrive|zendesk|intercom|hubspot|salesforce|shopify|bigcommerce|github|gitlab|bitbucket|jira|atlassian|slack|discord|telegram|"
    r"datadog|newrelic|sentry|rollbar|bugsnag|cloudflare|digitalocean|heroku|netlify|vercel|linode|openai|anthropic|mapbox|algolia|contentful|sanity|strapi|airtable|notion|asana|trello|clickup|monday\.com|"
    r"snyk|sonar|jenkins|circleci|travis|buildkite|pagerduty|opsgenie|grafana|splunk|elastic|okta|auth0|firebase|supabase|plaid|worldpay|elavon|bambora|nuvei|paysafe|chargebee|recurly|quickbooks|xero|freshbooks|"
    r"canadapost|shippo|easypost|replicate|huggingface|todoist|fastly|rapidapi|apify|crowdin|transifex|phrase\.com|appcenter|browserstack|percy|wakatime|readthedocs|pypi|npmjs"
)


@dataclass(frozen=True, slots=True)
class Context:
    """What a scanner may know beyond its document. `patterns`: the user's own rules, (id, pattern)."""

    patterns: tuple[tuple[str, "re.Pattern[str]"], ...] = ()


@dataclass(slots=True)
class Neighbourhood:
    """The mentions of a document, found once."""

    document: Document
    _helcim: list[int] = field(default_factory=list)
    _vendors: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        text = self.document.text
        lowered = text.lower()
        if "helcim" not in lowered and "helicm" not in lowered:
            return
        self._helcim = [hit.start() for hit in _HELCIM.finditer(text)]
        if len(text) < 4 << 20:
            self._vendors = [hit.start() for hit in _VENDORS.finditer(text)]

    @property
    def mentions(self) -> bool:
        return bool(self._helcim) or _HELCIM.search(self.document.path) is not None

    def speaks_of_helcim(self, at: int) -> bool:
        """Whether Helcim is the nearest vendor that is mentioned around `at`, or the file is Helcim's by name."""
        nearest = _nearest(self._helcim, at)
        other = _nearest(self._vendors, at)
        if nearest <= REACH or (self._helcim and len(self.document.text) < 4 * REACH):
            return nearest <= other or other > REACH
        return _HELCIM.search(self.document.path) is not None and other > REACH


def _nearest(places: list[int], at: int) -> int:
    i = bisect.bisect_left(places, at)
    return min((abs(places[k] - at) for k in (i - 1, i) if 0 <= k < len(places)), default=1 << 30)
