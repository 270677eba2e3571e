"""Is a connection to Helcim made without a check of the certificate, without TLS, or with its headers written down?

Read from the text, for every language alike: a sign (transport_signs.py) in a document that speaks of Helcim,
nearer to it than to another vendor, outside of comments. Which client a setting belongs to is told by the URLs in
the same call, where there are any.
"""

import bisect
import re
from collections.abc import Iterator
from functools import cache

from helcim_audit.comments import quoted
from helcim_audit.filetypes import FileType
from helcim_audit.lazy import regex
from helcim_audit.model import Document, Match, Span
from helcim_audit.names import is_helcim_host, speaks_of_helcim
from helcim_audit.scanners.clients import is_of_another
from helcim_audit.scanners.context import Neighbourhood
from helcim_audit.scanners.enclosing import enclosing, item
from helcim_audit.scanners.transport_signs import DEBUG, SIGNS, TLS, Sign

_FAMILIES = ("code", "template", "config", "collection")
_LONGEST = 2 << 20  # characters; nobody writes longer programs
_COMPANIONS = 400  # characters within which a weak sign says what a stronger one has said
_CALL = 1500  # characters of a call that are looked at for its URL
_URL_HOST = regex(r"https?://([\w.-]{1,200})")
_HANDLE = regex(r"[ \t]*curl_setopt(?:_array)?\(\s{0,4}(\$[\w>-]{1,60})\s{0,4},")
_PARAMETER = regex(r"\bdef\s{1,4}\w{1,60}\([^()]{0,300}$")  # `def pay(verify=False)`: the callers decide
_CURL = regex(r"(?<![\w./-])curl(?:\.exe)?[\"']?[ \t,](?:[^\n;|&#\\]|\\\r?\n|\\[^\r\n]|&(?!&)){1,4000}")
_FLAGS = regex(r"(?<=[\s\"'`])(?:-[aBfgGiIjJlLMnNOpqRsSZ#46]{0,12}(?P<short>[kv])[a-zA-Z#]{0,12}|--(?P<long>insecure|verbose|trace|trace-ascii))(?=[\s\"',)\]=`]|$)")
_WGET = regex(r"(?<![\w./-])wget[ \t](?:[^\n;|&#\\]|\\\r?\n|\\[^\r\n]|&(?!&)){1,4000}")
_WGET_DEBUG = regex(r"(?<=\s)(?:-[a-zA-Z]{0,3}d|--debug)(?=\s|$)")
_HTTPIE = regex(r"(?<![\w./-])(?:https?|xh)[ \t]+(?:[^\n;|&#\\]|\\\r?\n|\\[^\r\n]|&(?!&)){1,4000}")
_HTTPIE_VERBOSE = regex(r"(?<=\s)(?:-v{1,2}|--verbose|--debug|--print[= ]\"?\w{0,4}H\w{0,4}\"?|-p[ =]?\"?\w{0,4}H\w{0,4}\"?)(?=\s|$)")


def transport(document: Document, file: FileType, near: Neighbourhood) -> Iterator[Match]:
    """In a document that speaks of Helcim: checks of certificates that are off, debug output of HTTP clients, plain http."""
    text = document.text
    if (file.family not in _FAMILIES and file.language not in ("notebook", "html")) or len(text) > _LONGEST:
        return
    hits = sorted(_settled(text, [*_signs(text, file, near), *_commands(text, near)]), key=lambda hit: hit[:2])
    plain = list(_cleartext(document, file, near))
    if not hits and not plain:
        return
    spoken = _Spoken(document, file, max([end for _, end, _ in hits] + [span.end for span in plain]))
    for start, end, sign in hits:
        inside = spoken.at(start)
        if inside == "comment" or (inside == "string" and not sign.anywhere) or not near.speaks_of_helcim(start):
            continue
        if sign.own and not _is_own(text, file, near, start, end):
            continue
        if _PARAMETER.search(text, max(0, start - 400), start) or _is_of_another(text, start) or (file.family == "code" and is_of_another(text, start)):
            continue
        yield Match(sign.rule, Span(start, end), at_secret=False, language=file.language)
    for span in plain:
        inside = spoken.at(span.start)
        if inside == "comment" or (inside == "string" and not spoken.opens(span.start, text)):
            continue
        yield Match("cleartext-url", span, at_secret=False, language=file.language)


def _is_own(text: str, file: FileType, near: Neighbourhood, start: int, end: int) -> bool:
    """Whether a setting of a data file belongs to Helcim: it, what it stands in, or the whole file where it stands in nothing."""
    around = enclosing(text, start)
    if speaks_of_helcim(" ".join((text[start:end], *around))):
        return True
    low, high = item(text, start) if file.language == "yaml" else next(near.records.objects(start), (0, len(text)))
    return not around or speaks_of_helcim(text[low:high])


class _Spoken:
    """What of a document is comment and what is string, up to `stop`."""

    def __init__(self, document: Document, file: FileType, stop: int) -> None:
        self._ranges = quoted(document.text, document.path, file.language, stop) if file.language not in ("notebook", "json") else []
        self._starts = [start for _, start, _ in self._ranges]

    def _range(self, at: int) -> tuple[str, int, int] | None:
        i = bisect.bisect_right(self._starts, at) - 1
        return self._ranges[i] if i >= 0 and self._ranges[i][1] <= at < self._ranges[i][2] else None

    def at(self, place: int) -> str:
        found = self._range(place)
        return found[0] if found else ""

    def opens(self, place: int, text: str) -> bool:
        """Whether the string at `place` begins there, or is a command or a document, and not a sentence."""
        found = self._range(place)
        if found is None or not text[found[1] : place].strip(" \t\r\n\"'`<("):
            return True
        before = text[max(found[1], place - 300) : place]
        return re.search(r"(?:\b(?:curl|wget|https?|xh)\b|[=\"'>(]|\b(?:GET|POST|PUT|PATCH|DELETE|HEAD)\s{0,3}|:\s)\s{0,3}[\\\"'`]{0,3}$", before) is not None


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.MULTILINE)


def _signs(text: str, file: FileType, near: Neighbourhood) -> Iterator[tuple[int, int, Sign]]:
    for sign in SIGNS:
        if (sign.languages and file.language not in sign.languages) or not any(near.names(word) for word in sign.words):
            continue
        hits = list(_compiled(sign.pattern).finditer(text))
        if not hits or (sign.unless and _compiled(sign.unless).search(text)):
            continue
        for hit in hits:
            place = hit.span("here") if "here" in hit.re.groupindex else hit.span()
            yield *place, sign


def _settled(text: str, found: list[tuple[int, int, Sign]]) -> Iterator[tuple[int, int, Sign]]:
    """Without weak signs that stand beside a stronger or an earlier one of the same rule."""
    strong = [(start, sign.rule) for start, _, sign in found if not sign.weak]
    kept: list[tuple[int, str]] = []
    for start, end, sign in sorted(found, key=lambda one: one[:2]):
        if sign.weak and any(rule == sign.rule and abs(at - start) < _COMPANIONS for at, rule in strong + kept):
            continue
        if any(at <= start < at + 80 and text.count("\n", at, start) == 0 and rule == sign.rule for at, rule in kept if at == start):
            continue
        kept.append((start, sign.rule))
        yield start, end, sign


_CURL_TLS = Sign(TLS, (), (), "", anywhere=True)
_CURL_DEBUG = Sign(DEBUG, (), (), "", anywhere=True)


def _commands(text: str, near: Neighbourhood) -> Iterator[tuple[int, int, Sign]]:
    """Switches of curl, wget and httpie, in a script or in what a program hands to a shell."""
    if near.names("curl"):
        for command in _CURL.finditer(text):
            if not _may_reach_helcim(command[0]):
                continue
            for flag in _FLAGS.finditer(text, command.start(), command.end()):
                off = flag["short"] == "k" or flag["long"] == "insecure"
                yield *flag.span(), _CURL_TLS if off else _CURL_DEBUG
                if not off and flag["short"] and "k" in flag[0]:
                    yield *flag.span(), _CURL_TLS
                if off and flag["short"] and "v" in flag[0]:
                    yield *flag.span(), _CURL_DEBUG
    for word, pattern, switch in (("wget ", _WGET, _WGET_DEBUG), ("http", _HTTPIE, _HTTPIE_VERBOSE)):
        if near.names(word):
            for command in pattern.finditer(text):
                if _may_reach_helcim(command[0]) and (word != "http" or re.search(r"api-token\s?:", command[0], re.IGNORECASE)):
                    yield from ((*flag.span(), _CURL_DEBUG) for flag in switch.finditer(text, command.start(), command.end()))


_TARGET = regex(r"://|[$%@]|\{|helcim|[\"']\s{0,3}[,)]")  # a URL, a variable, an argument of a program


def _may_reach_helcim(command: str) -> bool:
    if not _TARGET.search(command):
        return False  # "curl -k is not allowed"
    hosts = _URL_HOST.findall(command)
    return not hosts or any(is_helcim_host(host) for host in hosts)


_OPEN = {")": "(", "]": "[", "}": "{"}
_BLOCK = regex(r"(?:\)|=>|->|\b(?:else|do|try|finally|func|class|struct)\b[^(){}]{0,60}|\belse)\s{0,3}$")


def _is_of_another(text: str, at: int) -> bool:
    """Whether the call that `at` is an argument of names a URL, and none of Helcim's."""
    low = max(0, at - _CALL)
    depth: list[str] = []
    start = at
    for place in range(at - 1, low - 1, -1):
        mark = text[place]
        if mark in ")]}":
            depth.append(_OPEN[mark])
        elif mark in "([{":
            if depth and depth[-1] == mark:
                depth.pop()
                continue
            if mark == "{" and _BLOCK.search(text, max(0, place - 80), place):
                break
            start = place
    line = text.find("\n", at)
    start = _chain(text, start, low)
    first = text.rfind("\n", 0, start) + 1
    hosts = _URL_HOST.findall(text[first : line if line >= 0 else len(text)])
    if not hosts and (handle := _HANDLE.match(text, first)):  # curl_setopt($ch, ...): the address is given where $ch is made, or under an option
        name = re.escape(handle[1])
        made = re.compile(rf"{name}\s{{0,4}}=\s{{0,4}}curl_init\(\s{{0,4}}[\"']https?://([\w.-]{{1,200}})|curl_setopt\(\s{{0,4}}{name}\s{{0,4}},\s{{0,4}}CURLOPT_URL\s{{0,4}},\s{{0,4}}[\"']https?://([\w.-]{{1,200}})")
        found = [one[1] or one[2] for one in made.finditer(text, max(0, start - _CALL * 2), start)]
        hosts = found[-1:] or [one[1] or one[2] for one in made.finditer(text, start, start + _CALL)][:1]
    if not hosts:
        return _names_another(text, text[first : line if line >= 0 else len(text)])
    return not any(is_helcim_host(host) for host in hosts)


_ADDRESS = regex(r"\(\s{0,20}(?:url\s{0,3}[=:]\s{0,3})?f?[\"'`]?\$?\{?((?:[A-Za-z_]\w{0,60}\.){1,3}\w{0,20}(?i:host|ur[il]|base|endpoint|root)\w{0,10}|[A-Z][A-Z0-9_]{2,60})\b(?!\s{0,3}[(=])")
_OF_HELCIM = regex(r"(?i)\b\w{0,30}helcim\w{0,30}(?:\.\w{0,20})?(?:(?<=[._])|(?-i:(?=[A-Z])))(?:host|ur[il]|base|api|endpoint|root)")
_ANYONES = regex(r"(?i)(?:url|uri|host|base|api|endpoint|root|path|server|https?|self|this|cls|config|conf|cfg|settings?|env|const(?:ant)?s?|client|service|gateway|provider|pay(?:ments?)?|checkout|purchase|customers?|invoices?|transactions?|cards?|batch(?:es)?|initialize|refund|capture|verify|preauth|test|connection|v\d|prod(?:uction)?|sandbox|dev|live|default|main|app|opts?|options|args|params|request|req|[._\d])+\Z")


def _names_another(text: str, call: str) -> bool:
    """Whether a call names an address that is not Helcim's, in a document that names Helcim's otherwise: `Erp.host` beside `Helcim.host`."""
    named = _ADDRESS.search(call)
    if named is None or speaks_of_helcim(call) or _ANYONES.match(named[1]) or not _OF_HELCIM.search(text):
        return False
    return re.search(rf"\b{re.escape(named[1])}\s{{0,3}}=", text) is None


_LINK = regex(r"\)\s{0,60}\.\w{1,60}$")


def _chain(text: str, start: int, low: int) -> int:
    """Where the chain of calls begins that the call at `start` is a link of: `services.AddHttpClient("x", ...).Configure(`."""
    while (link := _LINK.search(text, max(low, start - 130), start)) is not None:
        depth = 0
        for place in range(link.start(), low - 1, -1):
            depth += (text[place] in ")]}") - (text[place] in "([{")
            if depth == 0:
                start = place
                break
        else:
            return start
    return start


# --- plain http ------------------------------------------------------------------------------------

_PLAIN = regex(r"(?i)(?<![\w])http://(?:[^\s/\"'@]{1,80}@)?((?:[\w-]{1,63}\.){0,3}(?:my)?helcim\.[a-z]{2,8})(?::\d{1,5})?(?=[/\"'`?#\s<>)\\;,&]|$)[^\s\"'`<>)\\;,]{0,200}")
_PARTS = regex(
    r"(?i)[\"']http[\"']\s{0,3},\s{0,40}(?:host\s{0,3}[:=]\s{0,3})?[\"'](?:[\w-]{1,63}\.){1,3}(?:my)?helcim\.(?:com|app|dev)[\"']|(?:[\w-]{1,63}\.){1,3}(?:my)?helcim\.(?:com|app|dev)(?::80\b|[\"']\s{0,3},\s{0,3}80\b)"
    r"|\bScheme:\s{0,3}\"http\"\s{0,3},\s{0,40}Host:\s{0,3}\"[\w.-]{0,80}helcim\.\w+\"|(?<![A-Za-z])HTTPConnection\(\s{0,3}[\"'][\w.-]{0,80}helcim\.\w+[\"']|\bUri\.http\(\s{0,3}[\"'][\w.-]{0,80}helcim\.\w+[\"']"
    r"|\bhttp\.(?:request|get)\(\s{0,3}\{[^{}]{0,300}[\"'`][\w.-]{0,80}helcim\.(?:com|app)[\"'`]"
)
_NO_SERVICE = regex(r"(?i)^(?:www\.|docs?\.|devdocs\.|learn\.|support\.|hq\.|blog\.|help\.|developers?\.|status\.|go\.)|^(?:my)?helcim\.\w+$|\.(?:test|local|localhost|example|invalid|internal|lan)$")
# Names in XML, and what compares, replaces, redirects or stands in for the host.
_NAMES_ONLY = regex(r"(?i)xmlns[^\n]{0,100}$|(?:xmlns(?::\w{1,40})?|targetNamespace|namespace(?:URI)?|schemaLocation|soapAction|\$id|\$schema|@context|uri)[\"']?\s{0,3}[=:(]\s{0,3}[\"']?$")
_DOUBLES = regex(
    r"(?i)\b(?:nock|respx|requests_mock|httpretty|responses\.\w+|WebMock|stub_request|wiremock|msw|moxios|fetchMock|mockserver|sinon|HttpMock|Http::fake|startsWith|starts_with|start_with\?|StringStartsWith|hasPrefix|HasPrefix|StartsWith|replace|replaceAll|str_replace|gsub|sub|includes|contains|indexOf|equals|assert\w*|expect|raise|throw|reject|deny|redirect|upgrade)\b[^\n]{0,160}$|(?:[!=]==?|\bin\b|\bnot\b)\s{0,3}[\"'(]{0,3}$"
)
_LINKS = regex(r"(?i)\bhref\s{0,3}=\s{0,3}[\"']?$")


# One of these stands in every hit of _PARTS.
_PART_WORDS = ("\"http\"", "'http'", "scheme:", "httpconnection(", "uri.http(", "http.request(", "http.get(", ":80", ", 80", ",80")


def _cleartext(document: Document, file: FileType, near: Neighbourhood) -> Iterator[Span]:
    """Places that name a service of Helcim's by plain http."""
    text = document.text
    if file.language == "notebook":
        return
    for hit in _PLAIN.finditer(text) if near.names("http://") else ():
        if _NO_SERVICE.search(hit[1]):
            continue
        before = text[max(text.rfind("\n", 0, hit.start()) + 1, hit.start() - 200) : hit.start()]
        if _NAMES_ONLY.search(before) or _DOUBLES.search(before) or _LINKS.search(before):
            continue
        if file.language == "html" and not re.search(r"(?i)\b(?:src|action|formaction)\s{0,3}=\s{0,3}[\"']?$|\b(?:fetch|post|get|open)\([^\n]{0,60}$|[=:(]\s{0,3}[\"'`]$", before):
            continue
        yield Span(*hit.span())
    for hit in _PARTS.finditer(text) if any(map(near.names, _PART_WORDS)) else ():
        yield Span(*hit.span())
