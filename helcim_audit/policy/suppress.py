"""What did somebody decide, in the file itself, not to hear of?

`helcim-audit: ignore[rule-id] reason` in a real comment, on the finding's line or the line above. What looks
like one inside a string is text. A directive without a reason, with an unknown rule or past its date hides
nothing and is reported.
"""

import datetime
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from helcim_audit.filetypes import identify
from helcim_audit.model import Document, Span, Suppressed

_DIRECTIVE = re.compile(r"helcim-audit:[ \t]*ignore(?:\[([^\]\n]*)\])?[ \t]*([^\n]*)")
_UNTIL = re.compile(r"\buntil=(\S+)")
_TAIL = re.compile(r"\s*(?:\*/|-->|--\}\}|#\}|--%>|%>|\}\}|\*\)|\|#)\s*$")

_HASH, _SLASH, _DASH, _SEMICOLON = ("#",), ("//",), ("--",), (";",)
_BLOCK = (("/*", "*/"),)
_MARKUP = (("<!--", "-->"),)
_C = (_SLASH, _BLOCK)
# language: (line comment openers, block comments); what is not named has no comments
_COMMENTS: dict[str, tuple[tuple[str, ...], tuple[tuple[str, str], ...]]] = {
    **dict.fromkeys(["javascript", "typescript", "tsx", "go", "java", "kotlin", "scala", "groovy", "csharp", "dart", "swift", "rust", "c", "cpp", "objc", "solidity", "zig", "gradle", "fsharp", "bicep", "apex"], _C),
    **dict.fromkeys(["python", "ruby", "shell", "perl", "r", "julia", "elixir", "nim", "crystal", "yaml", "toml", "env", "dockerfile", "makefile", "nginx", "systemd", "properties", "coffee", "tcl", "http", "powershell", "nix"], (_HASH, ())),
    "php": (("//", "#"), _BLOCK), "hcl": (("#", "//"), _BLOCK), "ini": (("#", ";"), ()), "sql": (("--", "#"), _BLOCK),
    "lua": (_DASH, ()), "haskell": (_DASH, ()), "batch": (("REM ", "rem ", "::"), ()), "vb": (("'",), ()),
    "clojure": (_SEMICOLON, ()), "erlang": (("%",), ()),
    **dict.fromkeys(["html", "xml", "markdown"], ((), _MARKUP)),
    **dict.fromkeys(["vue", "svelte", "astro"], (_SLASH, (*_BLOCK, *_MARKUP))),
    "blade": (_SLASH, (("{{--", "--}}"), *_MARKUP, *_BLOCK)), **dict.fromkeys(["jinja", "twig", "nunjucks", "liquid"], ((), (("{#", "#}"), *_MARKUP))),
    "handlebars": ((), (("{{!--", "--}}"), ("{{!", "}}"), *_MARKUP)), "erb": ((), (("<%#", "%>"), *_MARKUP)), "ejs": ((), (("<%#", "%>"), *_MARKUP)),
    "razor": (_SLASH, (("@*", "*@"), *_MARKUP)), "pug": (_SLASH, ()), "bruno": ((), ()),
}  # fmt: skip
_HASH_NEEDS_SPACE = frozenset(("env", "yaml", "toml", "ini", "dockerfile", "shell", "properties", "nginx", "makefile"))


@dataclass(frozen=True, slots=True)
class Directive:
    """One suppression. `problem` says why it cannot hide anything, or is ""."""

    rules: tuple[str, ...]
    reason: str
    until: str | None
    line: int
    span: Span
    problem: str = ""

    def covers(self, rule: str, line: int) -> bool:
        return not self.problem and rule in self.rules and line in (self.line, self.line + 1)

    @property
    def suppressed(self) -> Suppressed:
        return Suppressed("inline", self.reason, self.until)


def directives(document: Document, known: Collection[str], today: datetime.date) -> list[Directive]:
    """Every directive in a comment of `document`, in order."""
    text = document.text
    if "helcim-audit:" not in text:
        return []
    language = identify(document.path, text[:200]).language
    found = []
    for hit in _DIRECTIVE.finditer(text):
        if any(start <= hit.start() < end for start, end in _comments(text, language, hit.end())):
            found.append(_read(document, hit, known, today))
    return found


def _read(document: Document, hit: re.Match[str], known: Collection[str], today: datetime.date) -> Directive:
    rules = tuple(part.strip() for part in (hit[1] or "").split(",") if part.strip())
    reason = _TAIL.sub("", hit[2]).strip()
    until = None
    problem = ""
    if dated := _UNTIL.search(reason):
        until = dated[1]
        reason = _UNTIL.sub("", reason).strip()
        try:
            if datetime.date.fromisoformat(until) < today:
                problem = f"it expired on {until}"
        except ValueError:
            problem = "until= is no date of the form YYYY-MM-DD"
    unknown = [rule for rule in rules if rule not in known]
    if not rules:
        problem = "it names no rule: write ignore[rule-id] reason"
    elif unknown:
        problem = f"there is no rule {unknown[0]!r}"
    elif not reason:
        problem = "it gives no reason"
    return Directive(rules, reason, until, document.position(hit.start())[0], Span(*hit.span()), problem)


def _comments(text: str, language: str, end: int) -> Iterator[tuple[int, int]]:
    """Ranges of comments up to `end`. Strings are passed over, so that an opener inside one opens nothing."""
    lines, blocks = _COMMENTS.get(language, ((), ()))
    if not lines and not blocks:
        return
    openers = [*lines, *(start for start, _ in blocks)]
    quotes = [] if language in ("markdown", "html", "xml") else ['"""', "'''", '"', "'", "`"]
    if language in ("env", "ini", "properties", "vb", "batch"):
        quotes = []
    scanner = re.compile("|".join(re.escape(mark) for mark in sorted([*openers, *quotes], key=len, reverse=True)))
    closing = dict(blocks)
    at = 0
    while hit := scanner.search(text, at):
        if hit.start() > end:
            return
        mark = hit[0]
        if mark in closing:
            stop = text.find(closing[mark], hit.end())
            stop = len(text) if stop < 0 else stop + len(closing[mark])
            yield hit.start(), stop
        elif mark in quotes:
            stop = _string_end(text, hit.end(), mark)
        elif mark == "#" and language in _HASH_NEEDS_SPACE and hit.start() and text[hit.start() - 1] not in " \t\n":
            stop = hit.end()
        else:
            stop = text.find("\n", hit.end())
            stop = len(text) if stop < 0 else stop
            yield hit.start(), stop
        at = max(stop, hit.end())


def _string_end(text: str, at: int, quote: str) -> int:
    closer = re.compile(r"\\.|" + re.escape(quote) + ("" if len(quote) == 3 or quote == "`" else r"|\n"), re.DOTALL)
    while hit := closer.search(text, at):
        if not hit[0].startswith("\\"):
            return hit.end()
        at = hit.end()
    return len(text)
