"""Where does the value that begins at a place end?"""

from helcim_audit.lazy import regex

QUOTES = "\"'`"
LONGEST = 700
_RUN = r"[A-Za-z0-9!#$%*\-.@_+/=\\^~•●…█■]"
MASK_WORD = r"(?:\[(?:\.{2,4}|…|(?i:redacted|masked|hidden|filtered|truncated|removed|snip|cut))\]|<(?i:redacted|masked|hidden|filtered|truncated|removed|snip|cut)>|\((?i:redacted|masked|hidden|filtered|truncated|removed|snip|cut)\))"
# Entities stand within a value, but for those of the quotes and brackets that end it.
_UNQUOTED = regex(rf"{_RUN}+(?:(?:&(?!(?:amp;)?(?:quot|apos|lt|gt|#34|#39|#x2[27]);)#?\w{{2,8}};|{MASK_WORD}){_RUN}*)*")
_BEHIND_MASK = regex(rf"{MASK_WORD}[A-Za-z0-9!#$%*\-@_]+(?![/\\])")
_BRACKETED = regex(r"(?:\[(?i:redacted|masked|hidden|filtered|truncated|removed)[\s:=-][^\]\n]{1,60}\]|<[A-Za-z_][\w .,:/-]{0,60}>|\[[A-Za-z_][\w .,:/-]{0,60}\]|\{\{?[^{}\n]{0,60}\}?\}|\$\{[^}\n]{0,80}\}|\$\([^)\n]{0,80}\)|[a-z][a-z0-9+.-]{1,30}://[^\s\"'<>]{1,200})")
# Written line breaks and quotes: what a program printed as one line.
_ENDS = regex(r"\\{1,2}[rn]|\\{1,3}u00(?:0[aAdD]|22|27)|%0[aAdD]")
# A text that holds the text of a value: "'x'", "('x',)", "[\"x\"]", "b'x'"
_WRAPPED = regex(r"[\[({]?\s?b?(\\{0,3}[\"'])(?:(?i:bearer|token)\s)?(?P<value>[^\"'\\\s]{1,400})\1,?\s?[\])}]?")

_QUOTE_OPERATOR = regex(r"(?:\bqq?|%[qQ]?)[{(\[|](?=[^\s\"'{}%]{8})")  # Perl's and Ruby's
_CLOSING = {"{": "}", "(": ")", "[": "]", "|": "|"}
_SCHEME = regex(r"(?i:bearer|token|api-token)[ \t]{1,4}(?=\S{8,}\Z)|(?i:bearer)[ \t]{1,4}")


def _quoted(text: str, at: int) -> tuple[int, int] | None:
    """The inside of a quoted value that opens at `at`, behind any backslashes."""
    if other := _QUOTE_OPERATOR.match(text, at):
        end = text.find(_CLOSING[other[0][-1]], other.end(), other.end() + LONGEST)
        return (other.end(), end) if end > 0 else None
    opening = at
    while at < len(text) and text[at] == "\\":
        at += 1
    quote = text[at : at + 1]
    if not quote or quote not in QUOTES:
        return None
    mark = text[opening : at + 1]
    if text[at : at + 3] == quote * 3:
        mark = quote * 3
        at += 2
    elif text[at : at + 2] == '""' and text[at + 2 : at + 3] not in ("", " ", ",", ";", ")", "]", "}", "\n", "\r", "\t"):
        mark = '""'  # a cell of a table
        at += 1
    start = at + 1
    end = text.find(mark, start, start + LONGEST)
    while end > 0 and len(mark) == 1 and text[end - 1] == "\\" and text[end - 2] != "\\":
        end = text.find(mark, end + 1, start + LONGEST)
    if end < 0:
        return None
    broken = text.find("\n", start, end)
    if broken >= 0 and len(mark) != 3 and text[broken - 1] not in "\\\r":
        return None
    if wrapped := _WRAPPED.fullmatch(text, start, end):
        return wrapped.span("value")
    if scheme := _SCHEME.match(text, start, end):
        return scheme.end(), end
    return start, end


def value_at(text: str, at: int, quoted_only: bool) -> tuple[int, int, bool] | None:
    """(start, end, whether it is quoted) of the value at `at`. Where nothing is quoted, the end is the alphabet's."""
    inside = _quoted(text, at)
    if inside:
        return (*inside, True)
    if quoted_only:
        return None
    if found := _BEHIND_MASK.match(text, at) or _BRACKETED.match(text, at):
        return found.start(), found.end(), False
    if found := _UNQUOTED.match(text, at):
        end = found.end()
        if text[end : end + 1] in ("{", "(", "[") and text[end - 1 : end] in "$#%@!":
            return None
        if written := _ENDS.search(text, at, end):
            end = written.start()
        return (at, end, False) if end > at else None
    return None
