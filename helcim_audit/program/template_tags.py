"""What does a tag of a template do: bind a name, loop, load another template, or print?"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from helcim_audit.lazy import regex
from helcim_audit.model import Span
from helcim_audit.program import ir
from helcim_audit.program.template_expressions import FREEMARKER, PLAIN, SPACED, Dialect, read


@dataclass(slots=True)
class Lowered:
    """before: what the tags do. shown: what the template prints, in order."""

    text: str
    before: list[ir.Stmt] = field(default_factory=list)
    shown: list[ir.Expr] = field(default_factory=list)
    _outer: list[tuple[re.Match[str], list[ir.Stmt], list[ir.Expr]]] = field(default_factory=list)

    def literal(self, start: int, end: int) -> None:
        if start < end and not self.text[start:end].isspace():
            self.shown.append(ir.Literal(Span(start, end), self.text[start:end]))

    def show(self, start: int, end: int, dialect: Dialect = PLAIN) -> None:
        if self.text[start:end].strip():
            self.shown.append(read(self.text, start, end, dialect))

    def bind(self, name: re.Match[str], group: int, start: int, end: int, dialect: Dialect = PLAIN) -> None:
        target = ir.Name(Span(*name.span(group)), name[group])
        self.before.append(ir.Bind(Span(name.start(group), end), target, read(self.text, start, end, dialect)))

    def loop(self, name: re.Match[str], group: int, start: int, end: int, dialect: Dialect = PLAIN) -> None:
        target = ir.Name(Span(*name.span(group)), name[group])
        self.before.append(ir.Loop(Span(start, end), target, read(self.text, start, end, dialect), ()))

    def open(self, head: re.Match[str]) -> None:
        """A macro begins; `head` has its name and parameters."""
        self._outer.append((head, self.before, self.shown))
        self.before, self.shown = [], []

    def close(self) -> None:
        """The innermost macro ends: a function that gives what it prints."""
        if not self._outer:
            return
        head, before, shown = self._outer.pop()
        at = Span(*head.span())
        params = tuple(
            ir.Param(one[1], read(self.text, *one.span(2)) if one[2] is not None else None) for one in _PARAM.finditer(self.text, *head.span(2))
        )
        body = (*self.before, ir.Return(at, ir.Markup(at, "template", (), tuple(self.shown))))
        before.append(ir.Define(ir.Function(at, head[1], params, body)))
        self.before, self.shown = before, shown

    def end(self) -> None:
        """The text ends, whatever is open."""
        while self._outer:
            self.close()

    def load(self, hit: re.Match[str], group: int, names: tuple[ir.Imported, ...] = (ir.Imported("*", "*"),)) -> None:
        self.before.append(ir.Import(Span(*hit.span(group)), hit[group], names))


_WORD = regex(r"\s*([^\W\d][\w-]*)\s*")
_SET = regex(r"([^\W\d]\w*)(?:\.[\w.]+)?\s*=(?!=)\s*")
_AS = regex(r"(.+?)\s+as\s+([^\W\d]\w*)\s*$", re.DOTALL)
_FOR = regex(r"(?:[^\W\d]\w*\s*,\s*){0,3}([^\W\d]\w*)\s+in\s+")
_PAIR = regex(r"([^\W\d]\w*)\s*=\s*(\"[^\"]*\"|'[^']*'|[^\s,]+)")
_PATH = regex(r"[(\s]*[\"']([^\"']{1,300})[\"']")
_IMPORTED = regex(r"[\"']([^\"']{1,300})[\"']\s+(?:as\s+([^\W\d]\w*)|import\s+([\w\s,]{1,400}))")
_NAMED = regex(r"([^\W\d]\w*)(?:\s+as\s+([^\W\d]\w*))?")
_MACRO = regex(r"([^\W\d]\w*)\s*\(([^{}%]{0,1000}?)\)\s*$")
_PARAM = regex(r"([^\W\d]\w*)(?:\s*=\s*(\"[^\"]*\"|'[^']*'|[^,]+))?")
_LIBRARY = regex(r"(?<![\w.])[^\W\d]\w*(?![\w.])")
_CONTROL_WORDS = (
    "if elif elseif elsif else unless ifchanged case when block macro call filter autoescape spaceless load cache raw verbatim comment"
    " blocktrans blocktranslate csrf_token endset break continue cycle now static url get_static_prefix capture tablerow form paginate schema"
    " stylesheet javascript style section layout apply sandbox stopwatch lorem regroup switch default resetcycle increment decrement liquid"
)
_CONTROL = frozenset(_CONTROL_WORDS.split())
_LOADS = frozenset(("include", "extends", "embed", "render", "import", "from", "use", "includes", "inclusion"))


def jinja(low: Lowered, start: int, end: int) -> None:
    """`{% ... %}` of Jinja, Django, Twig, Nunjucks and Liquid."""
    text = low.text
    hit = _WORD.match(text, start, end)
    if hit is None:
        return
    word, at = hit[1], hit.end()
    if word in ("set", "assign", "with", "let"):
        if (bound := _SET.match(text, at, end)) is not None and word != "with":
            low.bind(bound, 1, bound.end(), end)
        elif word == "with" and (named := _AS.match(text, at, end)) is not None:
            low.bind(named, 2, named.start(1), named.end(1))
        elif word == "with":
            for pair in _PAIR.finditer(text, at, end):
                low.bind(pair, 1, *pair.span(2))
    elif word == "for":
        if (each := _FOR.match(text, at, end)) is not None:
            low.loop(each, 1, each.end(), end)
    elif word == "macro" and (head := _MACRO.match(text, at, end)) is not None:
        low.open(head)
    elif word == "endmacro":
        low.close()
    elif word in _LOADS:
        _load(low, at, end)
    elif word == "load":  # Django's tags, which are functions of Python
        for library in _LIBRARY.finditer(text, at, end):
            low.before.append(ir.Import(Span(*library.span()), "templatetags/" + library[0], (ir.Imported("*", "*"),)))
    elif word in ("echo", "print", "do", "return"):
        low.show(at, end)
    elif word not in _CONTROL and not word.startswith("end") and (at < end or word == "debug"):
        low.show(start, end, SPACED)


def _load(low: Lowered, at: int, end: int) -> None:
    if (named := _IMPORTED.match(low.text, at, end)) is not None:
        taken = (ir.Imported("", named[2]),) if named[2] else tuple(ir.Imported(one[1], one[2] or one[1]) for one in _NAMED.finditer(named[3]))
        low.load(named, 1, tuple(one for one in taken if one.name not in ("with", "without", "context")))
    elif (path := _PATH.match(low.text, at, end)) is not None:
        given = _WITH.search(low.text, path.end(), end)
        record = read(low.text, *given.span(1)) if given is not None else None
        if isinstance(record, ir.Record):  # Twig: `with {token: t} only`
            low.before += [ir.Bind(entry.key.at, ir.Name(entry.key.at, entry.key.value), entry.value) for entry in record.entries if isinstance(entry.key, ir.Literal)]
        for pair in (*_PAIR.finditer(low.text, path.end(), end), *_NAMED_ARGUMENT.finditer(low.text, path.end(), end)) if given is None else ():
            low.bind(pair, 1, *pair.span(2))
        low.load(path, 1)


_NAMED_ARGUMENT = regex(r"(?<=[,\s])([^\W\d]\w*)\s*:\s*(\"[^\"]*\"|'[^']*'|[^\s,]+)")
_WITH = regex(r"\bwith\s*(\{.{0,2000}\})", re.DOTALL)
_BLOCK = regex(r"#\s*(each|with|let)\s+(.+?)(?:\s+as\s+\|\s*([^\W\d]\w*)[\w\s]*\|)?\s*$", re.DOTALL)
_PARTIAL = regex(r"[#>]*>\s*[\"']?([\w./-]{1,200})[\"']?")


def handlebars(low: Lowered, start: int, end: int) -> None:
    """`{{ ... }}` of Handlebars and Mustache."""
    text = low.text
    while start < end and text[start].isspace():
        start += 1
    first = text[start] if start < end else ""
    if first == "#" and (block := _BLOCK.match(text, start, end)) is not None and block[3]:
        (low.loop if block[1] == "each" else low.bind)(block, 3, *block.span(2), SPACED)
    elif first == ">" or text.startswith("#>", start):
        if (partial := _PARTIAL.match(text, start, end)) is not None:
            for pair in _PAIR.finditer(text, partial.end(), end):
                low.bind(pair, 1, *pair.span(2))
            low.load(partial, 1)
    elif first == "&":
        low.show(start + 1, end, SPACED)
    elif first not in ("#", "/", "^", "!", "") and not text.startswith("else", start):
        low.show(start, end, SPACED)


_GO_SET = regex(r"\s*(?:(?:with|if|range)\s+)?(?:\$\w+\s*,\s*)?\$(\w+)\s*:?=\s*")
_GO_WORD = regex(r"\s*(if|else|end|range|with|define|block|template|break|continue|include)\b\s*(?:\"([^\"]{1,200})\"\s*)?")


def gotemplate(low: Lowered, start: int, end: int) -> None:
    """`{{ ... }}` of Go's text/template and html/template, Helm and Hugo."""
    word = _GO_WORD.match(low.text, start, end)
    if (bound := _GO_SET.match(low.text, start, end)) is not None:
        (low.loop if word is not None and word[1] == "range" else low.bind)(bound, 1, bound.end(), end, SPACED)
    elif word is None:
        low.show(start, end, SPACED)
    elif word[1] in ("template", "block", "include") and word[2]:
        low.load(word, 2)
        low.show(word.end(), end, SPACED)


_SMARTY = regex(r"(assign|include|foreach)\s")
_FROM = regex(r"\$([\w.>()-]+)\s+as\s+(?:\$\w+\s*=>\s*)?\$(\w+)")


def smarty(low: Lowered, start: int, end: int) -> None:
    """`{assign}`, `{include}` and `{foreach}` of Smarty; their names are in the delimiter."""
    pairs = {pair[1]: pair for pair in _PAIR.finditer(low.text, start, end)}
    if (path := pairs.get("file")) is not None and (quoted := _PATH.match(low.text, *path.span(2))) is not None:
        for key, pair in pairs.items():
            if key not in ("file", "assign", "scope", "caching", "cache_id", "compile_id"):
                low.bind(pair, 1, *pair.span(2))
        low.load(quoted, 1)
    elif (name := pairs.get("var")) is not None and (value := pairs.get("value")) is not None:
        word = re.compile(r"\w+").search(low.text, *name.span(2))
        if word is not None:
            low.bind(word, 0, *value.span(2))
    elif (each := _FROM.search(low.text, start, end)) is not None:
        low.loop(each, 2, *each.span(1))


_FREEMARKER = regex(r"\s*(assign|global|local|list|include|import|if|elseif|macro|noparse)\s+")
_LIST = regex(r"(.+?)\s+as\s+([^\W\d]\w*)", re.DOTALL)


def freemarker(low: Lowered, start: int, end: int) -> None:
    """`<#...>` of FreeMarker."""
    word = _FREEMARKER.match(low.text, start, end)
    if word is None:
        return
    at = word.end()
    if word[1] in ("assign", "global", "local") and (bound := _SET.match(low.text, at, end)) is not None:
        low.bind(bound, 1, bound.end(), end, FREEMARKER)
    elif word[1] == "list" and (each := _LIST.match(low.text, at, end)) is not None:
        low.loop(each, 2, *each.span(1), FREEMARKER)
    elif word[1] in ("include", "import"):
        _load(low, at, end)


_FILE = regex(r"""\bfile\s*=\s*["']([^"']{1,300})["']""")


def directive(low: Lowered, start: int, end: int) -> None:
    """`<%@ include file="x" %>` of JSP and ASP."""
    if (path := _FILE.search(low.text, start, end)) is not None:
        low.load(path, 1)


_JSTL = regex(r"<[\w.-]{1,40}:([\w.-]{1,40})\s[^<>]{0,400}?([\w.-]{1,40})\s*=\s*[\"'][^\"'<>]{0,200}\Z")
_VARIABLE = regex(r"\bvar\s*=\s*[\"'](\w{1,80})[\"']")
_TESTED = frozenset(("test", "rendered", "disabled", "readonly", "when", "if", "unless"))


def jsp(low: Lowered, start: int, end: int) -> None:
    """`${...}` of JSP: in the attributes of tags it is tested, bound, looped over or printed."""
    text = low.text
    head = text.rfind("<", max(0, start - 500), start)
    tag = _JSTL.match(text[head : start - 1].rstrip("#$")) if head >= 0 else None
    name, attribute = tag.groups() if tag is not None else ("", "")
    if attribute in _TESTED:
        return
    named = _VARIABLE.search(text, head, min(len(text), end + 300) if (close := text.find(">", end)) < 0 else close) if attribute in ("value", "items") and name in ("set", "forEach", "forTokens", "iterator") else None
    if named is None:
        low.show(start, end)
    elif attribute == "items":
        low.loop(named, 1, start, end)
    else:
        low.bind(named, 1, start, end)


_ASSIGNED = regex(r"\s*(?:(?:var|let|const|final|dim|set|[\w.<>\[\]]{1,60})\s+)?@?([^\W\d]\w*)\s*=(?![=>])\s*", re.IGNORECASE)
_STATEMENT = regex(r"[^\n;]+")


def code(low: Lowered, start: int, end: int) -> None:
    """Statements of a language that has no front end of its own here: assignments and calls, line by line."""
    for line in _STATEMENT.finditer(low.text, start, end):
        if line[0].isspace() or len(line[0]) > 2000:
            continue
        bound = _ASSIGNED.match(low.text, *line.span())
        if bound is not None:
            low.bind(bound, 1, bound.end(), line.end())
        elif isinstance(value := read(low.text, *line.span()), ir.Call):
            low.before.append(ir.Evaluate(value))


TAGS: dict[str, Callable[[Lowered, int, int], None]] = {
    "jinja": jinja, "smarty": smarty, "freemarker": freemarker, "jsp": directive, "asp": directive,
}  # fmt: skip
PRINTS: dict[str, Callable[[Lowered, int, int], None]] = {"handlebars": handlebars, "gotemplate": gotemplate, "jsp": jsp}
