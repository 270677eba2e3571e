"""How do Blade, ERB and EJS, which hold whole programs, become PHP, Ruby and JavaScript?"""

from helcim_audit.lazy import regex
from helcim_audit.model import Span
from helcim_audit.program import ir, php_pages
from helcim_audit.program.pages import PRINTED, RUBY, Page, Writer
from helcim_audit.program.template_lines import balanced
from helcim_audit.program.template_scan import DELIMITERS, Piece, pieces

_DIRECTIVE = regex(r"(?<![\w@])@([A-Za-z]\w*)[ \t]{0,8}(?=(\()?)")
_ATTRIBUTE = regex(r"""(?<=\s):[\w.:-]{1,60}="(\$[^"]{1,1000})\"""")
_SHOWS = frozenset(("json", "js", "dump", "dd", "lang", "class", "style", "section", "yield", "stack", "slot", "prop", "props", "livewire", "component", "inject"))
_LOADS = frozenset(("include", "includeIf", "includeWhen", "includeUnless", "includeFirst", "extends", "each", "component"))
_VIEW = regex(r"[^'\"]{0,60}['\"]([\w./:-]{1,200})['\"]")
_ENDS = {"php": regex(r"@endphp\b"), "verbatim": regex(r"@endverbatim\b")}


def blade(text: str) -> tuple[Page, tuple[ir.Stmt, ...]]:
    """A Blade template as PHP, and what it includes."""
    writer = Writer(text, php_pages.HEAD)
    loads: list[ir.Stmt] = []
    for piece in pieces(text, DELIMITERS["blade"]):
        if piece.kind == "text":
            _directives(writer, piece.start, piece.end, loads)
        else:
            php_pages.code(writer, piece.start, piece.end, prints=True)
    return writer.page(), tuple(loads)


def _directives(writer: Writer, at: int, stop: int, loads: list[ir.Stmt]) -> None:
    text = writer.source
    shown = at
    while (hit := _DIRECTIVE.search(text, at, stop)) is not None:
        name = hit[1]
        at = hit.end()
        if name in _ENDS and hit[2] is None:
            ending = _ENDS[name].search(text, at)
            end = ending.start() if ending is not None else stop
            _markup(writer, shown, hit.start())
            if name == "php":
                php_pages.code(writer, at, end, prints=False)
            else:
                writer.literal(at, end)
            shown = at = ending.end() if ending is not None else stop
            continue
        if hit[2] is None:
            continue
        end = balanced(text, at)
        inner = text[at + 1 : max(end - 1, at + 1)]
        _markup(writer, shown, hit.start())
        _directive(writer, name, at + 1, inner)
        if name in _LOADS and (view := _VIEW.match(inner)) is not None:
            loads.append(ir.Import(Span(at + 1, end), view[1], (ir.Imported("*", "*"),)))
        shown = at = end
    _markup(writer, shown, stop)


def _directive(writer: Writer, name: str, start: int, inner: str) -> None:
    if name in ("foreach", "forelse"):
        writer.close()
        writer.write("foreach (")
        writer.code(start, inner, ") {}\n")
    elif name == "php":
        writer.code(start, inner, "\n;\n")
    elif name in _SHOWS or (name in _LOADS and "," in inner):
        writer.printed(start, inner)


def _markup(writer: Writer, start: int, end: int) -> None:
    """Markup, with the PHP in it and the values that components are given (`:token="$token"`)."""
    php_pages.write(writer, start, end, lambda at, stop: _bare(writer, at, stop))


def _bare(writer: Writer, start: int, end: int) -> None:
    for hit in _ATTRIBUTE.finditer(writer.source, start, end):
        writer.literal(start, hit.start(1))
        php_pages.code(writer, *hit.span(1), prints=True)
        start = hit.end(1)
    writer.literal(start, end)


_OPENS = regex(r"(?:\bdo|\{)\s*(?:\|[^|\n]*\|)?\s*$")
_PARTIAL = regex(r"\s*render[\s(]+(?:partial:\s*|template:\s*|layout:\s*)?['\"]([\w./-]{1,200})['\"]")


def erb(text: str) -> tuple[Page, tuple[ir.Stmt, ...]]:
    """An ERB template as Ruby, and what it renders."""
    writer = Writer(text, around=RUBY)
    loads: list[ir.Stmt] = []
    for piece in pieces(text, DELIMITERS["erb"]):
        code = text[piece.start : piece.end]
        if piece.kind == "text":
            writer.literal(piece.start, piece.end)
        elif piece.kind == "code":
            writer.code(piece.start, code)
        elif _OPENS.search(code) is not None:  # a block's text is the block's
            writer.close()
            writer.write(f"{PRINTED} = ")
            writer.code(piece.start, code)
        else:
            writer.printed(piece.start, code.rstrip().removesuffix(";"))
        if (partial := _PARTIAL.match(code)) is not None and piece.kind == "print":
            loads.append(ir.Import(Span(piece.start, piece.end), partial[1], (ir.Imported("*", "*"),)))
    return writer.page(), tuple(loads)


_INCLUDE = regex(r"\s*(?:await\s+)?include(?:File)?\s*\(\s*['\"`]([^'\"`]{1,300})['\"`]")


def ejs(text: str) -> tuple[Page, tuple[ir.Stmt, ...]]:
    """An EJS template as JavaScript, and what it includes."""
    writer = Writer(text, quote="`")
    loads: list[ir.Stmt] = []
    for piece in pieces(text, DELIMITERS["ejs"]):
        match piece.kind:
            case "text":
                writer.literal(piece.start, piece.end)
            case "print":
                _print(writer, piece, loads)
            case _:
                writer.code(piece.start, text[piece.start : piece.end])
    return writer.page(), tuple(loads)


def _print(writer: Writer, piece: Piece, loads: list[ir.Stmt]) -> None:
    code = writer.source[piece.start : piece.end].rstrip().removesuffix(";")
    if (path := _INCLUDE.match(code)) is not None:
        loads.append(ir.Import(Span(piece.start, piece.end), path[1], (ir.Imported("*", "*"),)))
    writer.printed(piece.start, code)
