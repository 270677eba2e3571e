"""Which front end lowers a document of a given language?"""

from collections.abc import Callable
from importlib import import_module

from helcim_audit.program import ir

__all__ = ["LANGUAGES", "lower"]

_OWN = ("go", "java", "csharp", "shell", "kotlin", "dart", "swift", "rust", "elixir", "perl", "powershell", "php", "ruby", "clojure", "batch")
_LOOSE = ("c", "cpp", "objc", "lua", "scala", "groovy", "vb", "r", "julia", "fsharp")
_SCRIPTS = ("javascript", "typescript", "tsx", "vue", "svelte", "astro", "html")
_TEMPLATES = (
    "jinja", "django", "nunjucks", "twig", "liquid", "handlebars", "mustache", "gotemplate", "blade", "ejs", "pug", "erb", "haml", "slim", "jbuilder", "eex",
    "asp", "jsp", "razor", "freemarker", "velocity", "mako", "smarty",
)

LANGUAGES = frozenset((*_OWN, *_LOOSE, *_SCRIPTS, *_TEMPLATES))
"""Names of `filetypes` that `lower` knows."""


def lower(path: str, language: str, text: str) -> ir.Module:
    """Lower `text`. Raises ValueError, with a reason free of source, for what no front end reads.

    Front ends are imported when they are first asked for: each holds the tables of one grammar.
    """
    if language in _SCRIPTS:
        from helcim_audit.program.javascript import lower as scripts

        return scripts(path, language, text)
    if language in _TEMPLATES:
        from helcim_audit.program.templates import lower as template

        return template(path, language, text)
    if language in _LOOSE:
        from helcim_audit.program.loose import lower_loosely

        return lower_loosely(path, text, language)
    if language not in LANGUAGES:
        raise ValueError("no front end for this language")
    front_end: Callable[[str, str], ir.Module] = import_module(f"helcim_audit.program.{language}").lower
    return front_end(path, text)
