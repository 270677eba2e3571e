"""Which front end lowers a document?"""

import importlib.util
from dataclasses import replace
from typing import cast

from helcim_audit.filetypes import identify
from helcim_audit.program import ir
from helcim_audit.program.languages import LANGUAGES
from helcim_audit.program.languages import lower as lower_other

_SCRIPTS = frozenset(("javascript", "typescript", "tsx", "vue", "svelte", "astro", "html"))
_TEMPLATES = frozenset(
    ("blade", "twig", "erb", "ejs", "handlebars", "nunjucks", "pug", "jinja", "razor", "liquid", "haml", "slim", "jsp", "freemarker", "velocity", "eex", "smarty", "gotemplate")
)
_MODULES = {name: name for name in ("python", "php", "ruby") if importlib.util.find_spec(f"helcim_audit.program.{name}")}
GROUPS = {"template": "template", **dict.fromkeys(_SCRIPTS, "script"), **dict.fromkeys(_TEMPLATES, "template")}


def group(language: str) -> str:
    """Languages whose modules import each other: all scripts are one."""
    return GROUPS.get(language, language)


def has_front_end(path: str) -> bool:
    """Whether documents of this name are analysed as programs."""
    language = identify(path).language
    return language in LANGUAGES or language in _MODULES or (language in _TEMPLATES and importlib.util.find_spec("helcim_audit.program.templates") is not None)


def lower(path: str, text: str) -> ir.Module:
    """The intermediate representation of a document. Raises ValueError, with a short reason free of source."""
    language = identify(path).language
    if (language in _TEMPLATES or language == "html") and importlib.util.find_spec("helcim_audit.program.templates"):
        from helcim_audit.program.templates import is_template  # type: ignore[import-untyped]
        from helcim_audit.program.templates import lower as lower_template

        if is_template(language, text):
            return replace(cast("ir.Module", lower_template(path, language, text)), language="template" if language == "html" else language)
    if language in _MODULES:
        return cast("ir.Module", importlib.import_module(f"helcim_audit.program.{_MODULES[language]}").lower(path, text))
    return lower_other(path, language, text)
