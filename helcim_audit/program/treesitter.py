"""How does a front end read a tree-sitter tree?

A thin layer over ast-grep-py, which every language but Python comes through. Nodes are handles of the
intermediate representation as they are; `locate` turns one into a span only when something was found
there (offsets of ast-grep count characters, not bytes, and asking for them is dear on long lines).

Every call on a node crosses into Rust (0.05-0.8 us): a front end asks for the named children once.
"""

import string
import zlib

from ast_grep_py import SgNode as Node
from ast_grep_py import SgRoot

from helcim_audit.lazy import regex
from helcim_audit.model import Span

__all__ = ["LONGEST", "LONGEST_MINIFIED", "Node", "errors", "locate", "named", "parse"]

LONGEST = 2_000_000
"""Characters that are still parsed: about half a second."""

LONGEST_MINIFIED = 400_000
"""The same for text without line breaks: bundles, whose names say nothing."""

# Recovery takes time with the square of the errors (2 KB of `,+|+`: seconds), and nothing can stop it: what
# begins like that, or goes on like that, is not read. Of 20,832 real files none was refused that is of its language.
_BEGINNING = 1_000
_MOST_ERRORS = 60
_NO_SIGNS = (string.ascii_letters + string.digits + "_ \t\r\n").encode() + bytes(range(128, 256))
_MANY_SIGNS = 300
_RHYTHM = 100

# ast-grep panics on a language that it does not know: only these are passed on.
_GRAMMARS = frozenset(
    (
        "javascript", "typescript", "tsx", "html", "php", "ruby", "go", "java", "kotlin", "csharp", "dart", "swift", "rust",
        "bash", "scala", "lua", "elixir", "c", "cpp", "python",
    )
)
_HERE = regex(r"<<[<~-]?[\"']?(\w{1,40})")
# Kotlin's scanner ends the process where strings in strings nest deeper than it can note down (512): so many
# templates as could do that are refused. Swift's takes quadratic time where comments in comments do not end.
_MOST_TEMPLATES = 400
_MOST_COMMENTS = 100
_COMMENT_MARKS = regex(r"/\*|\*/")
_HERE = regex(r"<<[<~-]?[\"']?(\w{1,40})")
_SURROGATES = regex("[\ud800-\udfff]")


def parse(text: str, grammar: str) -> Node:
    """The root node of `text`. Raises ValueError, with a reason free of source, for what is not parsed."""
    if grammar not in _GRAMMARS:
        raise ValueError("no grammar for this language")
    if len(text) > LONGEST:
        raise ValueError(f"longer than {LONGEST:,} characters")
    if len(text) > LONGEST_MINIFIED and text.count("\n") < len(text) // 400:
        raise ValueError(f"minified and longer than {LONGEST_MINIFIED:,} characters")
    if grammar == "kotlin" and text.count("${") > _MOST_TEMPLATES:
        raise ValueError(f"more than {_MOST_TEMPLATES} string templates")
    marks = _COMMENT_MARKS.findall(text) if grammar == "swift" else []
    if 2 * marks.count("/*") - len(marks) > _MOST_COMMENTS:
        raise ValueError("comments that do not end")
    if len(text) > _BEGINNING and (not _is_readable(text[:_BEGINNING], grammar) or _is_noise(text, grammar)):
        raise ValueError("not of this language")
    return _root(text, grammar)


def _is_noise(text: str, grammar: str) -> bool:
    """Whether signs in a short rhythm go on over more than two windows, with errors alone. Markup stands in strings."""
    data = text.encode("utf-8", "replace")
    found = 0
    for at in range(0, len(data) - _BEGINNING, _BEGINNING):
        window = data[at : at + _BEGINNING]
        if b"</" in window or len(window.translate(None, _NO_SIGNS)) < _MANY_SIGNS or len(zlib.compress(window, 1)) > _RHYTHM:
            continue
        found += errors(_root(window.decode("utf-8", "replace"), grammar)) > _MOST_ERRORS
        if found > 1:
            return True
    return False


def _is_readable(beginning: str, grammar: str) -> bool:
    """Whether what was cut off may have closed what is all errors now: a comment, a string."""
    if errors(_root(beginning, grammar)) <= _MOST_ERRORS:
        return True
    here = _HERE.findall(beginning)
    closers = ("*/", "`", "'", '"', *((f"\n{here[-1]}\n",) if here else ()))
    return any(errors(_root(beginning + closer, grammar)) <= _MOST_ERRORS for closer in closers)


def _root(text: str, grammar: str) -> Node:
    # A surrogate stands for a byte that was no UTF-8; one character replaces one, so that offsets hold.
    return SgRoot(text if text.isascii() else _SURROGATES.sub("?", text), grammar).root()


def locate(node: Node) -> Span:
    """Characters of the text from which `node` was parsed."""
    place = node.range()
    return Span(place.start.index, place.end.index)


def named(node: Node) -> list[Node]:
    """Named children without comments."""
    return [child for child in node.named_children() if "comment" not in child.kind()]


def errors(root: Node) -> int:
    """How many places the grammar could not read."""
    return len(root.find_all(kind="ERROR"))
