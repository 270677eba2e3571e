"""Which front end lowers a document of a given language?"""

from collections.abc import Callable
from importlib import import_module

from helcim_audit.program import ir

__all__ = ["LANGUAGES", "lower"]

_OWN = ("go", "java", "csharp", "shell", "kotlin", "dart", "swift", "rust", "elixir", "perl", "powershell")
_SCRIPTS = ("javascript", "typescript", "tsx", "vue", "svelte", "astro", "html")

LANGUAGES = frozenset((*_OWN, *_SCRIPTS))
"""Names of `filetypes` that `lower` knows."""


def lower(path: str, language: str, text: str) -> ir.Module:
    """Lower `text`. Raises ValueError, with a reason free of source, for what no front end reads.

    Front ends are imported when they are first asked for: each holds the tables of one grammar.
    """
    if language in _SCRIPTS:
        from helcim_audit.program.javascript import lower as scripts

        return scripts(path, language, text)
    if language not in LANGUAGES:
        raise ValueError("no front end for this language")
    front_end: Callable[[str, str], ir.Module] = import_module(f"helcim_audit.program.{language}").lower
    return front_end(path, text)
