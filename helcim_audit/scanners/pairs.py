"""Which value belongs to which name, whatever the format?

Not one parser for each of fifty formats but one way of looking: find a name that announces a secret, then
look at what stands beside it. `api-token: x`, `"apiToken" => 'x'`, `<apiToken>x</apiToken>`,
`name: api-token` with `value: x` on the next line or the line before, `getenv("X") ?: "x"`, `-H 'api-token: x'`
differ only in what stands between name and value.
"""

import re
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, replace

from helcim_audit.model import Span
from helcim_audit.names import NameClass, classify
from helcim_audit.scanners.anchors import anchors
from helcim_audit.scanners.enclosing import enclosing
from helcim_audit.scanners.extents import MASK_WORD, QUOTES, value_at
from helcim_audit.secrets import SecretKind

_NAME_CHARACTERS = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-.$/")
_SHORT = re.compile(
    r"(?<![\w-])(?:api[_-]?[kK]ey|apikey|API_KEY|[kK]ey|KEY|access[_-]?[kK]ey|live|production|sandbox|[dD]efault|DEFAULT|value|VALUE|Value|auth|pass(?:word)?)(?=\\?[\"']?\]?\s{0,8}(?:=>|[:=]))"
)

_CLOSERS = re.compile(
    r"(?:\x1b\[[\d;]{0,12}m|\\{0,3}[\"'`]|[\])}]|&quot;|&#34;|\\u0022|(?<!\*)\*\*(?!\*)|__|[ ]\([\w ,./-]{1,30}\)|</?(?:key|name|th|td|code|b|strong|em|dt|span|li|p|i)(?:\s[^<>\n]{0,80})?>|[ \t]{1,40}(?=[:=|,?>\])&<\"'→⇒➜-]|\*(?!\*\*)|or\b|is\b|to\b|\n|\r)){0,8}"
)
_TYPE = re.compile(r"[ \t]{0,8}:[ \t]{0,8}[A-Za-z_&][\w.\[\]| <>?&*']{0,40}?[ \t]{0,8}(?==[^=>])|[ \t]{1,8}(?:As[ \t]{1,4})?(?:string|String|text|\[\d*\])[ \t]{0,8}(?==[^=>])")
_SEPARATOR = re.compile(r"(?:=>|:[-=]|\?\?=|\?=|\+=|;s:\d{1,4}:|\t{1,4}|\|\|=|\?\?|\|\||\?:|<-|->|={1,3}|::|:|,|\||>|\s{0,80}(?=<(?:string|value|data|str)\b)|\bor\b|\bis\b|\bto\b|%3[aAdD]|\\u003[aAdD]|&gt;|[→⇒➜])")
_CALL_SEPARATOR = re.compile(r"\s{0,8}\.\s{0,8}\w{1,24}\s{0,4}\(|[ \t]{0,8}\{[ \t]{0,8}|\s{0,4}\)\s{0,8}\.\s{0,8}\w{1,24}\(")
# Objects that hold nothing but the value: OpenTelemetry, WireMock, DynamoDB
_HOLDER = r"\\{0,3}[\"'](?:equalTo|stringValue|string_value|arrayValue|values?|exact|const|S)\\{0,3}[\"']\s{0,3}:\s{0,3}"
_OPENERS = re.compile(
    r"(?:[ \t\u00a0]{1,80}|\\\r?\n[ \t]{0,40}|&\w{1,40}[ \t]{1,4}(?=\S)|!!?[a-z]{3,6}[ \t]{1,4}(?=\S)|\x1b\[[\d;]{0,12}m|\[\]\w{1,12}\{|[\[{]\s{0,80}(?=[{]?\s{0,80}" + _HOLDER + r")|" + _HOLDER + r"|[\[(]|\{(?!\{)|(?:Bearer|bearer|BEARER|Token|Basic|Api-Token)[ \t]{1,4}|%20|\+(?=a)|(?:default|Default|defaultValue|fallback)\s{0,4}[=:]\s{0,4}|<!\[CDATA\[|<(?:string|value|td|code|b|strong|em|str|dd|data|span|kbd|pre)(?:\s[^<>\n]{0,80})?>|string\(\d{1,4}\)\s|\*\*(?!\*)|__(?=\s)|&quot;|&#34;|\\u0022|"
    r"(?:new\s+)?[A-Za-z_][\w.:]{0,40}\((?=[\"'])|(?:const|static)\s|\[\]byte\(|b(?=[\"'])|[rRuUfFN@$L]{1,2}(?=[\"'])|String\.raw(?=`))" + "{0,10}"
)
_VALUE_ELEMENT = re.compile(r"</\w{1,40}>\s{0,80}<\w{1,40}[^<>]{0,80}[vV]alue\"[^<>]{0,40}>")  # JMeter's header manager
_ELEMENT_END = re.compile(r"[\"'\]>]{0,4}\s{0,80}<")
# `["api-token"]=>` and `api-token:`, each with the value alone on the next line
_TYPED_LINE = re.compile(r"\r?\n\s{0,80}(?=string\(\d{1,4}\)\s\")")
_ALONE = rf"(?:(?i:bearer)\s)?(?:[^\s:{{}}\[\](),\"'<>]|{MASK_WORD}){{8,200}}(?=[ \t]*\r?(?:\n|\Z))"
_LINE_OF_ITS_OWN = re.compile(rf"\r?\n[ \t]{{0,40}}(?P<value>{_ALONE})")
_COLUMN = re.compile(rf"[ ]{{2,80}}(?={_ALONE})")
_LIST_ITEM = re.compile(r"-[ \t]{1,8}(?![\w.-]{1,60}:\s)")
_LINE_OPENERS = re.compile(r"\s{0,120}")
_VALUE_KEY = re.compile(r"[\"'`]?\s{0,4}[,;)]?\s{0,80}(?:-\s)?[\"']?(?:\w{1,20}:)?(?:[vV]alue|VALUE|[cC]ontent|[dD]efault|text|initialValue|currentValue|secret|data)[\"']?\s{0,8}(?:=>|[:=])")
_VALUE_KEY_FAR = re.compile(
    r"(?:(?!\n\s{0,40}-\s|[\s\"'](?:name|key)[\"']?\s{0,8}[:=])[^{}\[\]<>]){0,240}?[\s\"',;](?:[vV]alue|VALUE|initialValue|currentValue|example|default)[\"']?\s{0,8}(?:=>|[:=])"
)
_IS_NAME_VALUE = re.compile(r"(?:[kK]ey|KEY|[nN]ame|NAME|[hH]eader|[iI]d|[fF]ield|[vV]ariable|[pP]arameter|env|envName|label|option_name|path|property)[\"']?\s{0,8}(?:=>|[:=])\s{0,8}[\"'`]?$")
_BEFORE = re.compile(
    r"(?:[vV]alue|VALUE|currentValue|initialValue)[\"']?\s{0,8}(?:=>|[:=])\s{0,8}(?:\"([^\"\n]{8,400})\"|'([^'\n]{8,400})'|([^\s\"'{}]{8,400}))[^{}\[\]]{0,240}$"
)
# printf %s x | gh secret set NAME
_PIPED = re.compile(r"""\b(?:echo|printf)[ ]+(?:-\w[ ]+|['"]?%s['"]?[ ]+)?(["']?)(?P<value>[^\s"'|]{8,200})\1[ ]*\|[ ]*[^|\n]{1,80}$""")
_VALUE_NAME = re.compile(r"(?:[vV]alue|VALUE)[\"']?\s{0,8}(?:=>|[:=])")
_COMMAND = re.compile(
    r"(?:^|[\s;&|])(?:ENV|ARG|env|setx?|SET|SETX|SetEnv|proxy_set_header|fastcgi_param|uwsgi_param|add_header|RequestHeader\s+set|[\w:]*config:set|secrets?\s+set|export|declare|setenv|--(?:header|set|env|build-arg|var|from-literal|body)|echo|printenv|passwd|password|header|http-request\s+set-header)\s[^\n]{0,80}$"
)
# Headers of many vendors: a token only where the neighbourhood is Helcim's (helcim.md section 3, "Auth sinks").
_AUTH = NameClass(SecretKind.API_TOKEN, helcim=False)
_AUTH_NAMES = dict.fromkeys(("authorization", "x-auth-token", "js-token", "api_access_auth", "apiaccessauth"), _AUTH)
_PREFIXED = re.compile(r"^(?:.*[._])?(?=authorization$|x-auth-token$)")  # http.request.header.authorization
_SPACES = re.compile(r"[\"']?[ \t]{1,40}(?:--\w+[ =]{1,4})?")
_BLOCK_SCALAR = re.compile(r"[>|][-+]?[ \t]{0,4}\r?\n\s{0,40}|")
_IN_STRING = re.compile(r"(?:[\"'`]|[\"'][^\"'\n]{0,30}[$#]\{|[?&])$")


@dataclass(frozen=True, slots=True)
class Pair:
    """A name with the value beside it; `value` as it stands in the text between `span`."""

    name: str
    name_span: Span
    kind: NameClass
    value: str
    span: Span
    quoted: bool
    separator: str
    in_helcim: bool = False

    def moved(self, by: int) -> "Pair":
        """The same pair in a text that has `by` more characters in front."""
        return replace(
            self,
            name_span=Span(self.name_span.start + by, self.name_span.end + by),
            span=Span(self.span.start + by, self.span.end + by),
        )


def _name_at(text: str, at: int, end: int) -> tuple[int, int]:
    """The whole identifier around a telling word."""
    low = max(0, at - 80)
    start = at
    while start > low and text[start - 1] in _NAME_CHARACTERS:
        start -= 1
    high = min(len(text), end + 60)
    stop = end
    while stop < high and text[stop] in _NAME_CHARACTERS:
        # `-` and `.` end a name where no further word follows
        if text[stop] in "-.$/" and not (stop + 1 < high and text[stop + 1].isalnum()):
            break
        stop += 1
    # the letter of an escape (`\napi-token`) and option dashes are no part of the name
    if start and text[start - 1] == "\\" and text[start] in "nrt" and stop - start > 1:
        start += 1
    while start < at and text[start] in "-./$":
        start += 1
    return start, stop


# "Helcim API token", "api token", "Secret Token": names in prose
_PROSE = re.compile(r"(?i)(?<![\w-])(?:(?:helcim|api|access|secret|webhook|verifier|partner|live|js)[ ]){1,4}$")


def _names(text: str) -> Iterator[tuple[int, int]]:
    seen = -1
    for low, high in anchors(text):
        if low < seen:
            continue
        start, stop = _name_at(text, low, high)
        if text[start:stop].isalpha() and (prose := _PROSE.search(text, max(0, start - 50), start)):
            start = prose.start()
        seen = stop
        if text[start - 1 : start] == "{" and text[stop : stop + 1] == "}":
            continue  # {{apiToken}}, ${API_TOKEN}: a reference
        yield start, stop


def _behind(text: str, start: int, stop: int, quoted_only: bool, own_line: bool) -> tuple[int, int, bool, str] | None:
    """(start, end, quoted, separator) of the value behind a name."""
    before = text[max(0, start - 40) : start]
    if before.endswith('ame">') and (element := _VALUE_ELEMENT.match(text, stop)):
        value = value_at(text, element.end(), False)
        return (*value, "value") if value else None
    if _IS_NAME_VALUE.search(before):
        found = _VALUE_KEY.match(text, stop) or _VALUE_KEY_FAR.match(text, stop)
        if found:
            at = _OPENERS.match(text, found.end()).end()  # type: ignore[union-attr]  # matches empty
            value = value_at(text, at, False)
            return (*value, "value") if value else None
    if quoted_only and text[stop : stop + 1] in (":", "=") and _IN_STRING.search(before):
        quoted_only = False  # "api-token: x", "HELCIM_API_TOKEN=x", "${helcim.api-token:x}", "https://...?apiToken=x"
    at = _CLOSERS.match(text, stop).end()  # type: ignore[union-attr]
    if annotated := _TYPE.match(text, at):
        at = annotated.end()
    separator = _SEPARATOR.match(text, at)
    if separator is None and quoted_only:
        separator = _CALL_SEPARATOR.match(text, at)
    if separator is None:
        # `ENV NAME value`, `setx NAME value`: white space separates, in commands that are known for it
        line = text[text.rfind("\n", 0, start) + 1 : start]
        spaces = _SPACES.match(text, stop)
        if text[start - 1 : start] == ":" and text[stop : stop + 2] == ' "':
            line = "env "  # Clojure: {:api-token "x"}
        if not line.strip() and (column := _COLUMN.match(text, stop)):
            spaces = column
        elif not spaces or not _COMMAND.search(line[-160:]):
            return None
        separator = spaces
    at = separator.end()
    if separator[0] == "=>" and (typed := _TYPED_LINE.match(text, at)):
        at = typed.end()
    at = _OPENERS.match(text, at).end()  # type: ignore[union-attr]
    if text[at : at + 1] in "\r\n" and separator[0] in (",", "=>", "(", ":", "=", ">", "||", "??", "|", ":=") and (quoted_only or separator[0] in (",", ">", ":")):
        at = _LINE_OPENERS.match(text, at).end()  # type: ignore[union-attr]
        if separator[0] == ":" and not quoted_only and text[at : at + 2] not in ("|\n", ">\n", ">-", "|-") and text[at : at + 1] not in QUOTES and own_line:
            item = _LIST_ITEM.match(text, at)
            alone = _LINE_OF_ITS_OWN.match(text, separator.end())
            if not item and not alone:
                return None  # the next key, not a value
            at = item.end() if item else alone.start("value")  # type: ignore[union-attr]
    if text[at : at + 2] in (">-", "|-", "> ", "| ") or text[at : at + 2] in (">\n", "|\n"):
        at = _BLOCK_SCALAR.match(text, at).end()  # type: ignore[union-attr]
    at = _OPENERS.match(text, at).end()  # type: ignore[union-attr]
    if separator[0] in (",", "|", ">") and (found := _VALUE_KEY.match(text, at - 1 if text[at - 1 : at] in QUOTES else at)):
        at = _OPENERS.match(text, found.end()).end()  # type: ignore[union-attr]
        quoted_only = False
    value = value_at(text, at, quoted_only)
    if value is None or (separator[0] == ">" and before.endswith("<") and not _ELEMENT_END.match(text, value[1])):
        return None
    return (*value, separator[0].strip())


def _ahead(text: str, start: int) -> tuple[int, int, bool] | None:
    """The value in front of a name: Postman's `"value": x, "key": name`."""
    low = max(0, start - 700)
    head = text[low:start]
    if piped := _PIPED.search(head[head.rfind("\n") + 1 :]):
        low = start - len(head[head.rfind("\n") + 1 :])
        return low + piped.start("value"), low + piped.end("value"), True
    if not _IS_NAME_VALUE.search(head[-40:]) or _VALUE_KEY_FAR.match(text, start):
        return None
    head = head[head.rfind("{") + 1 :]
    low = start - len(head)
    last = next(iter(deque(_VALUE_NAME.finditer(head), maxlen=1)), None)
    if last is None or not (hit := _BEFORE.match(head, last.start())):
        return None
    group = next(i for i in (1, 2, 3) if hit[i])
    return low + hit.start(group), low + hit.end(group), group != 3


def pairs(text: str, quoted_only: bool = False) -> Iterator[Pair]:
    """Every name of a secret in `text` with its value.

    `quoted_only`: in source code only quoted text is a value; what is not quoted is another name.
    """
    for start, stop in _names(text):
        name = text[start:stop]
        kind = classify(name) or _AUTH_NAMES.get(_PREFIXED.sub("", name.lower()))
        parent = False
        if kind is None:
            kind = classify(name, True) if len(name) <= 24 else None
            if kind is None or not _is_helcim_path(enclosing(text, start)):
                continue
            parent = True
        ahead = _ahead(text, start)
        found = (*ahead, "value") if ahead else _behind(text, start, stop, quoted_only, True)
        if found is None:
            continue
        low, high, quoted, separator = found
        yield Pair(name, Span(start, stop), kind, text[low:high], Span(low, high), quoted, separator, parent)
    if '"apikey"' in text or '"bearer"' in text:
        yield from _auth_blocks(text)
    if "elcim" in text or "ELCIM" in text:
        yield from _short(text, quoted_only)


_AUTH_BLOCK = re.compile(r'"(apikey|bearer)"\s{0,8}:\s{0,8}\[((?:[^\[\]"]|"[^"\n]{0,400}"){0,300})\]')
_AUTH_ENTRY = re.compile(r'\{[^{}]{0,200}?"key"\s{0,8}:\s{0,8}"(\w{1,20})"\s{0,8},\s{0,8}"value"\s{0,8}:\s{0,8}"([^"\n]{0,400})"')


def _auth_blocks(text: str) -> Iterator[Pair]:
    """Postman's `auth`: the name and the value of a header are the values of two keys called `key` and `value`."""
    for block in _AUTH_BLOCK.finditer(text):
        entries = {entry[1]: entry for entry in _AUTH_ENTRY.finditer(text, block.start(2), block.end(2))}
        name, value = entries.get("key"), entries.get("token" if block[1] == "bearer" else "value")
        kind = _AUTH if block[1] == "bearer" else name and (classify(name[2]) or _AUTH_NAMES.get(name[2].lower()))
        if value and kind:
            place = Span(*(name or value).span(2))
            yield Pair(name[2] if name else "authorization", place, kind, value[2], Span(*value.span(2)), True, "value")


def _short(text: str, quoted_only: bool) -> Iterator[Pair]:
    """`key: x`, `default = "x"` inside something that is called helcim."""
    if len(text) > 1 << 20:
        return
    for hit in _SHORT.finditer(text):
        path = enclosing(text, hit.start())
        if not _is_helcim_path(path):
            continue
        name = hit[0]
        lowered = name.lower()
        kind = None
        if lowered in ("default", "value", "live", "production", "sandbox"):
            kind = classify(path[0]) or (classify(path[0], True) if len(path) > 1 and _is_helcim_path(path[1:]) else None)
        else:
            kind = classify(name, True)
        if kind is None:
            continue
        found = _behind(text, hit.start(), hit.end(), quoted_only, True)
        if found:
            low, high, quoted, separator = found
            yield Pair(name, Span(*hit.span()), kind, text[low:high], Span(low, high), quoted, separator, True)


def _is_helcim_path(path: tuple[str, ...]) -> bool:
    return any("helcim" in part.lower() or "helicm" in part.lower() for part in path)
