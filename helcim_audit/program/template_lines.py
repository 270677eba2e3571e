"""Where do Pug, Haml, Slim, Razor and Velocity print, which have no closing delimiters?"""

from collections.abc import Iterator

from helcim_audit.lazy import regex
from helcim_audit.program.template_scan import Piece

# --- Razor: `@Model.X`, `@(expression)`, `@Html.Raw(x)`, `@{ code }` -------------------------------

_RAZOR = regex(r"(?<![\w@])@(?:(\*)|(@)|(\()|(\{|code\s*\{|functions\s*\{)|([^\W\d]\w*))")
_WORDS = (
    "model using inject page layout addTagHelper removeTagHelper tagHelperPrefix inherits implements namespace section attribute typeparam"
    " if else for foreach while switch do try lock await rendermode preservewhitespace bind ref key media import font charset keyframes supports"
)
_STATEMENTS = frozenset(_WORDS.split())
_TYPED = frozenset(("model", "using", "inject", "page", "inherits", "implements", "namespace", "addTagHelper", "removeTagHelper", "attribute", "layout"))
_EACH = regex(r"\s*\(")


def razor(text: str) -> Iterator[Piece]:
    """Pieces of a Razor page or component. The head of a loop is a tag."""
    at = shown = 0
    while (hit := _RAZOR.search(text, at)) is not None:
        start = hit.start()
        if hit[1]:
            end = text.find("*@", hit.end())
            end = len(text) if end < 0 else end + 2
            yield Piece("text", shown, start)
        elif hit[2]:
            at = hit.end()
            continue
        elif hit[3] or hit[4]:
            end = balanced(text, hit.end() - 1)
            yield Piece("text", shown, start)
            yield Piece("print" if hit[3] else "code", hit.end(), max(end - 1, hit.end()))
        elif hit[5] in _STATEMENTS:
            end = _line(text, hit.end()) if hit[5] in _TYPED else hit.end()
            yield Piece("text", shown, start)
            if (opening := _EACH.match(text, hit.end())) is not None and hit[5] == "foreach":
                end = balanced(text, opening.end() - 1)
                yield Piece("tag", opening.end(), max(end - 1, opening.end()))
        else:
            end = chain(text, hit.end())
            yield Piece("text", shown, start)
            yield Piece("print", hit.start(5), end)
        shown = at = max(end, hit.end())
    yield Piece("text", shown, len(text))


def _line(text: str, at: int) -> int:
    end = text.find("\n", at)
    return len(text) if end < 0 else end


_LONGEST = 8_000


def balanced(text: str, at: int) -> int:
    """Behind the bracket that closes the one at `at`, strings aside; the end of the line if none does soon."""
    depth, quote = 0, ""
    for index in range(at, min(len(text), at + _LONGEST)):
        char = text[index]
        if quote:
            if char == quote or char == "\n":
                quote = ""
        elif char in "\"'":
            quote = char
        elif char in "([{":
            depth += 1
        elif char in ")]}":
            depth -= 1
            if depth <= 0:
                return index + 1
    return _line(text, at)


_STEP = regex(r"\??\.[^\W\d]\w*|(?=[(\[])")


def chain(text: str, at: int) -> int:
    """The end of `.name`, `(...)` and `[...]` that follow a name."""
    for _ in range(40):
        step = _STEP.match(text, at)
        if step is None:
            break
        at = step.end() if step[0] else balanced(text, at)
    return at


# --- Velocity: `$x.y`, `$!{x}`, `#set($x = y)` --------------------------------------------------------

_VELOCITY = regex(r"##[^\n]*|#\*|#(set|parse|include|foreach)\s*(?=\()|\$!?(\{)?([A-Za-z_]\w*)")


def velocity(text: str) -> Iterator[Piece]:
    """Pieces of a Velocity template."""
    at = shown = 0
    while (hit := _VELOCITY.search(text, at)) is not None:
        yield Piece("text", shown, hit.start())
        end = hit.end()
        if hit[0] == "#*":
            end = text.find("*#", end)
            end = len(text) if end < 0 else end + 2
        elif hit[1]:
            end = balanced(text, hit.end())
            yield Piece("tag", hit.start(1), max(end - 1, hit.end()))
        elif hit[3]:
            end = chain(text, hit.end())
            yield Piece("print", hit.start(3), end)
            end += hit[2] is not None and text.startswith("}", end)
        shown = at = end
    yield Piece("text", shown, len(text))
