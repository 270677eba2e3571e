"""Which front end lowers a document?"""

from dataclasses import replace

from helcim_audit.filetypes import identify
from helcim_audit.model import Span
from helcim_audit.program import command_blocks, ir
from helcim_audit.program.languages import LANGUAGES
from helcim_audit.program.languages import lower as lower_other

_SCRIPTS = frozenset(("javascript", "typescript", "tsx", "vue", "svelte", "astro", "html"))
_TEMPLATES = frozenset(
    ("blade", "twig", "erb", "ejs", "handlebars", "nunjucks", "pug", "jinja", "razor", "liquid", "haml", "slim", "jbuilder", "jsp", "freemarker", "velocity", "eex", "smarty", "gotemplate")
)
GROUPS = {"template": "template", **dict.fromkeys(_SCRIPTS, "script"), **dict.fromkeys(_TEMPLATES, "template"), "c": "cpp", "objc": "cpp"}

EMBEDDED = {"jsp": "java", "razor": "csharp", "blade": "php", "erb": "ruby", "haml": "ruby", "slim": "ruby", "jbuilder": "ruby", "eex": "elixir"}
"""Languages of templates whose code sees the classes of a program."""


HEAD = 200
"""Characters at the beginning of a document that may say what it is: `#!/usr/bin/env bash`."""


def group(language: str) -> str:
    """Languages whose modules import each other: all scripts are one."""
    return GROUPS.get(language, language)


def has_front_end(path: str, head: str = "") -> bool:
    """Whether documents of this name, that begin with `head`, are analysed as programs."""
    language = identify(path, head).language
    return language in ("python", "notebook") or language in LANGUAGES or language in _TEMPLATES or language in command_blocks.LANGUAGES


def lower(path: str, text: str) -> ir.Module:
    """The intermediate representation of a document. Raises ValueError, with a short reason free of source."""
    language = identify(path, text[:HEAD]).language
    if path.endswith(".json"):
        from helcim_audit.program.json_modules import lower as lower_json

        return lower_json(path, text)
    if language == "python":
        from helcim_audit.program.python import lower as lower_python

        return lower_python(path, text)
    if language == "notebook":
        from helcim_audit.program.notebooks import lower as lower_notebook

        return lower_notebook(path, text)
    if language in _TEMPLATES or language == "html":
        from helcim_audit.program.templates import is_template
        from helcim_audit.program.templates import lower as lower_template

        if is_template(language, text):
            return replace(lower_template(path, language, text), language="template" if language == "html" else language)
    if language == "groovy":
        return _pipeline(path, text)
    if language in command_blocks.LANGUAGES:
        return command_blocks.lower(path, language, text)
    return lower_other(path, language, text)


def _pipeline(path: str, text: str) -> ir.Module:
    """Groovy, and the commands of its `sh` steps after it, which see its variables."""
    module = lower_other(path, "groovy", text)
    if not command_blocks.blocks(text, "groovy")[0].strip():
        return module
    steps = command_blocks.lower(path, "groovy", text)
    return replace(module, body=(*module.body, *steps.body), locate=lambda at: at if isinstance(at, Span) else steps.locate(at))
