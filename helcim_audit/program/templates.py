"""How does a template become the intermediate representation?

A Markup("template") whose children are the pieces of text and the printed values, in order; before it what
the tags bind and load. Templates that hold whole programs (Blade, EJS, ERB) go through the front end of
their language, and have as many Markups as their code has runs of text.
"""

from helcim_audit.lazy import regex
from helcim_audit.model import Span
from helcim_audit.program import ir
from helcim_audit.program.pages import Page
from helcim_audit.program.template_expressions import FREEMARKER, PLAIN, SPACED, Dialect
from helcim_audit.program.template_lines import razor, velocity
from helcim_audit.program.template_scan import DELIMITERS, Delimiters, Piece, pieces
from helcim_audit.program.template_tags import PRINTS, TAGS, Lowered, code

LONGEST = 2_000_000
_SAME = {"nunjucks": "jinja", "twig": "jinja", "liquid": "jinja", "django": "jinja", "mustache": "handlebars"}
_PROGRAMS = frozenset(("blade", "eex", "ejs", "pug", "erb", "haml", "slim", "jbuilder"))
LANGUAGES = frozenset((*_SAME, *DELIMITERS, *_PROGRAMS, "razor", "velocity"))
"""Languages of `filetypes` that are templates."""

_IN_PAGE = regex(r"\{\{|\{%|\b(?:th|data-th):\w+\s*=\s*[\"'][^\"']{0,400}[$*]\{")
_GO = regex(r"\{\{-?\s*(?:\.[\w\s}]|\$|(?:range|if|with|template|define|block|end|else)\b)")
_MUSTACHE = regex(r"\{\{[#/>^!{]")
_THYMELEAF = regex(r"""\b(?:data-)?th:\w+\s*=\s*(?:"([^"]{1,2000})"|'([^']{1,2000})')|\[(?:\[|\()(.{1,500}?)(?:\]|\))\]""")
_VALUE = regex(r"[$*@#~]\{([^{}]{1,1000})\}")


def is_template(language: str, text: str) -> bool:
    """Whether a document prints values: pages of Django, Go and Thymeleaf are plain `.html`."""
    return language in LANGUAGES or (language == "html" and _IN_PAGE.search(text) is not None)


def lower(path: str, language: str, text: str) -> ir.Module:
    """Lower a template. Raises ValueError for what is too long to read or no template."""
    if len(text) > LONGEST:
        raise ValueError(f"longer than {LONGEST:,} characters")
    if language in _PROGRAMS:
        return _program(path, language, text)
    kind = _kind(language, text)
    low = Lowered(text)
    match kind:
        case "razor":
            _razor(low)
        case "velocity":
            _velocity(low)
        case "thymeleaf":
            _thymeleaf(low)
        case _ if kind in DELIMITERS:
            _delimited(low, kind, DELIMITERS[kind])
        case _:
            raise ValueError("no template language")
    low.end()
    shown = (ir.Evaluate(ir.Markup(Span(0, len(text)), "template", (), tuple(low.shown))),) if low.shown else ()
    return ir.Module(path, language, (*low.before, *shown), _place)


def _place(handle: Span) -> Span:
    return handle


def _kind(language: str, text: str) -> str:
    if language == "html":
        if "{%" in text:
            return "jinja"
        if "{{" not in text:
            return "thymeleaf"
        return "gotemplate" if _GO.search(text) else "handlebars" if _MUSTACHE.search(text) else "jinja"
    if language == "smarty" and "{{" in text and "{$" not in text:  # `.tpl` is Helm's and Go's name too
        return "gotemplate" if _GO.search(text) else "jinja"
    return _SAME.get(language, language)


_DIALECTS: dict[str, Dialect] = {"handlebars": SPACED, "gotemplate": SPACED, "freemarker": FREEMARKER}


def _delimited(low: Lowered, kind: str, delimiters: Delimiters) -> None:
    dialect, tag, prints = _DIALECTS.get(kind, PLAIN), TAGS.get(kind, code), PRINTS.get(kind)
    for piece in pieces(low.text, delimiters):
        match piece.kind:
            case "text":
                low.literal(piece.start, piece.end)
            case "print" if prints is not None:
                prints(low, piece.start, piece.end)
            case "print":
                low.show(piece.start, piece.end, dialect)
            case "tag":
                tag(low, piece.start, piece.end)
            case "code":
                code(low, piece.start, piece.end)


_EACH = regex(r"\s*(?:var|[\w.<>?]+)\s+([^\W\d]\w*)\s+in\s+")


def _razor(low: Lowered) -> None:
    for piece in razor(low.text):
        if piece.kind == "tag":
            if (each := _EACH.match(low.text, piece.start, piece.end)) is not None:
                low.loop(each, 1, each.end(), piece.end)
        else:
            _piece(low, piece, PLAIN)


_VELOCITY_SET = regex(r"set\s*\(\s*\$(\w+)[\w.]*\s*=\s*")
_VELOCITY_EACH = regex(r"foreach\s*\(\s*\$(\w+)\s+in\s+")
_VELOCITY_LOAD = regex(r"(?:parse|include)\s*\(\s*[\"']([^\"']{1,300})[\"']")


def _velocity(low: Lowered) -> None:
    text = low.text
    for piece in velocity(text):
        if piece.kind != "tag":
            _piece(low, piece, PLAIN)
        elif (bound := _VELOCITY_SET.match(text, piece.start, piece.end)) is not None:
            low.bind(bound, 1, bound.end(), piece.end)
        elif (each := _VELOCITY_EACH.match(text, piece.start, piece.end)) is not None:
            low.loop(each, 1, each.end(), piece.end)
        elif (path := _VELOCITY_LOAD.match(text, piece.start, piece.end)) is not None:
            low.load(path, 1)


def _piece(low: Lowered, piece: Piece, dialect: Dialect) -> None:
    match piece.kind:
        case "text":
            low.literal(piece.start, piece.end)
        case "print":
            low.show(piece.start, piece.end, dialect)
        case _:
            code(low, piece.start, piece.end)


def _thymeleaf(low: Lowered) -> None:
    """`th:value="${x}"`, `[[${x}]]`."""
    at = 0
    for hit in _THYMELEAF.finditer(low.text):
        for value in _VALUE.finditer(low.text, *hit.span(hit.lastindex or 0)):
            low.literal(at, value.start())
            low.show(*value.span(1))
            at = value.end()
    low.literal(at, len(low.text))


def _program(path: str, language: str, text: str) -> ir.Module:
    from helcim_audit.program import elixir, javascript, php, ruby
    from helcim_audit.program.template_indented import haml, pug
    from helcim_audit.program.template_programs import blade, ejs, erb

    if language == "eex":
        return elixir.lower_template(path, language, text)
    match language:
        case "blade":
            page, loads = blade(text)
            module = php.lower_page(path, language, page)
        case "ejs" | "pug":
            page, loads = ejs(text) if language == "ejs" else pug(text)
            module = javascript.lower_page(path, language, page)
        case "jbuilder":
            loads = ()
            module = ruby.lower_page(path, language, Page(text), frozenset(("json", "xml")))
        case _:
            page, loads = erb(text) if language == "erb" else haml(text, slim=language == "slim")
            module = ruby.lower_page(path, language, page)
    module.body = (*loads, *module.body)
    located = module.locate
    module.locate = lambda handle: handle if isinstance(handle, Span) else located(handle)
    return module
