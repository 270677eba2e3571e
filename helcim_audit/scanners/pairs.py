"""Which value belongs to which name, whatever the format?

Not one parser for each of fifty formats but one way of looking: find a name that announces a secret, then
look at what stands beside it. `api-token: x`, `"apiToken" => 'x'`, `<apiToken>x</apiToken>`,
`name: api-token` with `value: x` on the next line or the line before, `getenv("X") ?: "x"`, `-H 'api-token: x'`
differ only in what stands between name and value.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from helcim_audit.lazy import regex
from helcim_audit.model import Span
from helcim_audit.names import NameClass, classify, speaks_of_helcim
from helcim_audit.scanners import spellings as spelling
from helcim_audit.scanners.ahead import ahead, auth_blocks
from helcim_audit.scanners.anchors import anchors
from helcim_audit.scanners.enclosing import enclosing
from helcim_audit.scanners.extents import QUOTES, value_at
from helcim_audit.secrets import SecretKind

_NAME_CHARACTERS = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-.$/")
_SHORT = regex(
    r"(?<![\w-])(?:api[_-]?[kK]ey|apikey|API_KEY|[kK]ey|KEY|access[_-]?[kK]ey|live|production|sandbox|[dD]efault|DEFAULT|value|VALUE|Value|auth|pass(?:word)?)(?=\\?[\"']?\]?\s{0,8}(?:=>|[:=]))"
)
# Headers of many vendors: a token only where the neighbourhood is Helcim's (helcim.md section 3, "Auth sinks").
_AUTH = NameClass(SecretKind.API_TOKEN, helcim=False)
_AUTH_NAMES = dict.fromkeys(("authorization", "x-auth-token", "js-token", "api_access_auth", "apiaccessauth"), _AUTH)
_SIGNED = regex(r"(?i)webhook|hook|verif|signature|hmac")
_PREFIXED = regex(r"^(?:.*[._])?(?=authorization$|x-auth-token$)")  # http.request.header.authorization


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
    if text[start - 1 : start] in ("[", ";") and (colour := _COLOUR.match(text, start, at)):
        start = colour.end()  # \x1b[33mapi-token
    while start < at and text[start] in "-./$":
        start += 1
    if text[start - 1 : start] == ":" and (under := _UNDER.search(text, max(0, start - 100), start)):
        start = under.start()
    return start, stop


_UNDER = regex(r"(?i)(?<![\w-])[\w-]{0,24}hel(?:ci|ic)m[\w-]{0,24}(?:::?[\w-]{1,24}){0,2}::?$")  # "Helcim:ApiToken"
_NEXT_KEY = regex(r"[\"'`]\s{0,3}(?::(?!:)|=>)")
_COLOUR = regex(r"\d{0,3}m(?=.)")
# "Helcim API token", "api token", "Secret Token": names in prose
_PROSE_WORDS = ("helcim", "api", "access", "secret", "webhook", "verifier", "partner", "live", "js")
_PROSE = regex(rf"(?i)(?<![\w-])(?:(?:{'|'.join(_PROSE_WORDS)})[ ]){{1,4}}$")


def _names(text: str) -> Iterator[tuple[int, int]]:
    seen = -1
    for low, high in anchors(text):
        if low < seen:
            continue
        start, stop = _name_at(text, low, high)
        if text[start - 1 : start] == " " and text[start:stop].isalpha() and text[max(0, start - 9) : start - 1].lower().endswith(_PROSE_WORDS) and (prose := _PROSE.search(text, max(0, start - 50), start)):
            start = prose.start()
        seen = stop
        if text[start - 1 : start] == "{" and text[stop : stop + 1] == "}" and not text[start - 2 : start - 1].isalnum():
            continue  # {{apiToken}}, ${API_TOKEN}: a reference; $ENV{API_TOKEN} may be given a value
        yield start, stop


def _behind(text: str, start: int, stop: int, quoted_only: bool, own_line: bool) -> tuple[int, int, bool, str] | None:
    """(start, end, quoted, separator) of the value behind a name."""
    before = text[max(0, start - 40) : start]
    if before.endswith('ame">') and (element := spelling.VALUE_ELEMENT.match(text, stop)):
        value = value_at(text, element.end(), False)
        return (*value, "value") if value else None
    if spelling.is_name_value(before):
        found = spelling.VALUE_KEY.match(text, stop) or spelling.VALUE_KEY_FAR.match(text, stop)
        if found:
            at = spelling.OPENERS.match(text, found.end()).end()  # type: ignore[union-attr]  # matches empty
            value = value_at(text, at, False)
            return (*value, "value") if value else None
    if ("] \"" in before or "> " in before or ") \"" in before) and (asked := spelling.KEY_OF_STORE.search(before)):
        then = spelling.STORED if asked[1] else spelling.ANSWERED if asked[2] else spelling.NEXT_ITEM if asked[3] else None
        stored = then.match(text, stop) if then else None
        value = value_at(text, stored.end(), False) if stored else None
        return (*value, "value") if value else None
    if quoted_only and text[stop : stop + 1] in (":", "=") and spelling.IN_STRING.search(before):
        quoted_only = False  # "api-token: x", "HELCIM_API_TOKEN=x", "${helcim.api-token:x}", "https://...?apiToken=x"
    at = spelling.CLOSERS.match(text, stop).end()  # type: ignore[union-attr]
    if annotated := spelling.TYPE.match(text, at):
        at = annotated.end()
    separator = spelling.SEPARATOR.match(text, at)
    if separator is None and text[at - 1 : at] == ">" and spelling.NEXT_CELL.search(text, stop, at + 12):
        separator = spelling.NOTHING.match(text, at)
    if separator is None and quoted_only:
        separator = spelling.CALL_SEPARATOR.match(text, at)
    if separator is None:
        # `ENV NAME value`, `setx NAME value`: white space separates, in commands that are known for it
        line = text[text.rfind("\n", 0, start) + 1 : start]
        spaces = spelling.SPACES.match(text, stop)
        if text[stop : stop + 2] == ' "' and text[start - 1 : start] in (":", "@"):
            line = "env "  # {:api-token "x"} in Clojure, @api_token "x" in Elixir
        if text[stop : stop + 3] == '") ' and spelling.CHOSEN.search(before):
            line, spaces = "env ", spelling.SPACES.match(text, stop + 2)
        if text[stop : stop + 3] == '" "' and text[start - 1 : start] == '"':
            line = "env "  # {"api-token" "x"}
        if text[start - 2 : start] == "--" and not quoted_only:
            line = "env "  # --api-token x
        if not quoted_only and spelling.NAME_OPTION.search(line[-160:]) and (option := spelling.VALUE_OPTION.match(text, stop)):
            line, spaces = "env ", option
        if not line.strip() and (column := spelling.COLUMN.match(text, stop)):
            spaces = column
        elif not spaces or spelling.WORD.match(text, spaces.end()) or not spelling.COMMAND.search(line[-160:]):
            return None
        separator = spaces
    if separator[0] == "," and quoted_only and any(mark in text[stop:at] for mark in ")]") and not spelling.CHOSEN.search(before):
        return None  # Pair(os.environ["NAME"], "x"): the next argument of another call
    at = separator.end()
    if separator[0] == "=>" and (typed := spelling.TYPED_LINE.match(text, at)):
        at = typed.end()
    at = spelling.OPENERS.match(text, at).end()  # type: ignore[union-attr]
    if text[at : at + 1] in "\r\n" and separator[0] in (",", "=>", "(", ":", "=", ">", "||", "??", "|", ":=") and (quoted_only or separator[0] in (",", ">", ":")):
        at = spelling.NEXT_LINES.match(text, at).end()  # type: ignore[union-attr]
        if separator[0] == ":" and not quoted_only and text[at : at + 2] not in ("|\n", ">\n", ">-", "|-") and text[at : at + 1] not in QUOTES and own_line:
            item = spelling.LIST_ITEM.match(text, at)
            alone = spelling.LINE_OF_ITS_OWN.match(text, separator.end())
            if not item and not alone:
                return None  # the next key, not a value
            at = item.end() if item else alone.start("value")  # type: ignore[union-attr]
    if text[at : at + 2] in (">-", "|-", "> ", "| ") or text[at : at + 2] in (">\n", "|\n"):
        at = spelling.BLOCK_SCALAR.match(text, at).end()  # type: ignore[union-attr]
    at = spelling.OPENERS.match(text, at).end()  # type: ignore[union-attr]
    if separator[0] in (",", "|", ">") and (found := spelling.VALUE_KEY.match(text, at - 1 if text[at - 1 : at] in QUOTES else at)):
        at = spelling.OPENERS.match(text, found.end()).end()  # type: ignore[union-attr]
        quoted_only = False
    value = value_at(text, at, quoted_only)
    if value is not None and separator[0] == "," and quoted_only and _NEXT_KEY.match(text, value[1]):
        return None  # { "api-token": TOKEN, "Content-Length": n }
    if value is None or (separator[0] == ">" and before.endswith("<") and not spelling.ELEMENT_END.match(text, value[1])):
        return None
    return (*value, separator[0].strip())


def pairs(text: str, quoted_only: bool = False, own: bool = False) -> Iterator[Pair]:
    """Every name of a secret in `text` with its value.

    `quoted_only`: in source code only quoted text is a value; what is not quoted is another name. `own`: all of the
    text is Helcim's, so that short names mean Helcim's too.
    """
    for start, stop in _names(text):
        name = text[start:stop]
        kind = classify(name) or _AUTH_NAMES.get(_PREFIXED.sub("", name.lower()))
        parent = kind is None
        if parent and (len(name) > 24 or (kind := classify(name, True)) is None):
            continue
        before = ahead(text, start)
        found = (*before, "value") if before else _behind(text, start, stop, quoted_only, True)
        if not before and not quoted_only and (told := spelling.SENTENCE.match(text, stop)) and (found is None or found[0] < told.start("value")):
            found = (*told.span("value"), True, "value")
        if found is None or kind is None:
            continue
        if parent:
            if not (_is_helcim_path(path := enclosing(text, start)) or own or (name.isupper() and _in_helcims_class(text, start)) or (re.sub("[^a-z]", "", name.lower()) == "secretkey" and _HELCIM_JS.search(text))):
                continue
            if name.lower().endswith("secret") and _SIGNED.search(" ".join(path)):
                kind = replace(kind, kind=SecretKind.WEBHOOK_VERIFIER)
        low, high, quoted, separator = found
        yield Pair(name, Span(start, stop), kind, text[low:high], Span(low, high), quoted, separator, parent)
    for name, place, value in auth_blocks(text):
        if kind := classify(name) or _AUTH_NAMES.get(name.lower()):
            yield Pair(name, place, kind, text[value.start : value.end], value, True, "value")
    if own or "elcim" in text or "ELCIM" in text:
        yield from _short(text, quoted_only, own)


_HELCIM_JS = regex(r"myhelcim\.com/js/|\bhelcim\.js\b|\bhelcimForm\b")
"""What a page has that loads Helcim.js: a secret key on it is that of the form."""

_CLASS = regex(r"(?m)^[ \t]*(?:module|class)[ \t]+([\w:]{1,80})[^\n]*\n(?:(?![ \t]*(?:def|fun|func|class|module|end)\b)[^\n]*\n){0,30}?[ \t]*$")


def _in_helcims_class(text: str, at: int) -> bool:
    """Whether a constant stands at the head of a class or module that is called after Helcim, in languages without braces."""
    low = max(0, at - 1500)
    opened = max(text.rfind("class ", low, at), text.rfind("module ", low, at))
    if opened < 0:
        return False
    found = _CLASS.match(text, text.rfind("\n", 0, opened) + 1, at)
    return found is not None and speaks_of_helcim(found[1])


def _short(text: str, quoted_only: bool, all_own: bool) -> Iterator[Pair]:
    """`key: x`, `default = "x"` inside something that is called helcim."""
    if len(text) > 1 << 20:
        return
    for hit in _SHORT.finditer(text):
        path = enclosing(text, hit.start())
        name = hit[0]
        lowered = name.lower()
        kind = None
        own = _is_helcim_path(path) or all_own
        if lowered in ("default", "value") and path and not own:
            kind = classify(path[0])  # 'api_token' => ['title' => ..., 'default' => 'x']
        elif not own:
            continue
        elif lowered in ("default", "value", "live", "production", "sandbox"):
            inside = len(path) > 1 and (all_own or _is_helcim_path(path[1:]))
            kind = (classify(path[0]) or (classify(path[0], True) if inside else None)) if path else None
        else:
            kind = classify(name, True)
        if kind is None:
            continue
        found = _behind(text, hit.start(), hit.end(), quoted_only, True)
        if found:
            low, high, quoted, separator = found
            yield Pair(name, Span(*hit.span()), kind, text[low:high], Span(low, high), quoted, separator, own)


def _is_helcim_path(path: tuple[str, ...]) -> bool:
    return any("helcim" in part.lower() or "helicm" in part.lower() for part in path)
