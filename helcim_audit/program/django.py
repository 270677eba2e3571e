"""Which modules does Django put together by convention: its settings, and the tags that templates load?

`from django.conf import settings` names no file: what it holds is that of the modules that are called settings. They
are followed from modules that read a setting which has to do with Helcim, as all of a project's modules read some.
"""

import posixpath
from collections.abc import Callable
from dataclasses import dataclass, field

from helcim_audit.lazy import regex
from helcim_audit.names import speaks_of_helcim
from helcim_audit.program import ir
from helcim_audit.program.resolve_python import Project

SETTINGS = "django.conf"
TAGS = "templatetags/"
_IS_SETTINGS = regex(r"(?:^|/)(?:settings(?:/\w+)?|(?:local_|base_|prod_)?settings\w{0,20})\.py$")
_MOST = 12
_PROCESSORS = regex(r"(?i)context_processors[\"']?\s{0,4}(?:[:=]|\+=|\.append\()\s{0,4}[\[(]?([^\])]{0,2000})")
_DOTTED = regex(r"[\"']([a-z_]\w*(?:\.\w+)+)[\"']")
_SETTING = regex(r"settings\.([A-Z][A-Z0-9_]{2,60})\b")


def is_settings(path: str) -> bool:
    """Whether a module is one of a project's settings, by its path."""
    return _IS_SETTINGS.search(path) is not None


@dataclass(eq=False)
class Django:
    """load: lowers a path. names: by path of a module of settings, those that have to do with Helcim."""

    project: Project
    load: Callable[[str], ir.Module | None]
    paths: list[str] = field(init=False)
    names: dict[str, frozenset[str]] = field(default_factory=dict)
    processors: list[str] | None = None

    def __post_init__(self) -> None:
        self.paths = sorted(path for path in self.project.paths() if is_settings(path))
        self.roots = sorted((posixpath.dirname(path) for path in self.project.paths() if posixpath.basename(path) == "manage.py"), key=len, reverse=True)

    def settings(self, importer: str) -> list[str]:
        """Modules of settings that `importer` reads something of Helcim from."""
        root = next((one for one in self.roots if not one or importer.startswith(one + "/")), "")
        near = [path for path in self.paths if path != importer and (not root or path.startswith(root + "/"))][:_MOST]
        read = set(_SETTING.findall(self.project.read(importer) or ""))
        return near if any(not read.isdisjoint(self._about_helcim(path)) for path in near) else []

    def _about_helcim(self, path: str) -> frozenset[str]:
        if path not in self.names:
            text = self.project.read(path) or ""
            module = self.load(path) if speaks_of_helcim(text) else None
            spans = [(one.target.id, module.locate(one.at)) for one in module.body if isinstance(one, ir.Bind) and isinstance(one.target, ir.Name)] if module is not None else []
            self.names[path] = frozenset(name for name, span in spans if speaks_of_helcim(text[span.start : span.end]))
        return self.names[path]

    def offering(self, path: str) -> frozenset[str]:
        """Functions of a module that settings name as processors of the context: what they return is offered to every template."""
        module = path.removesuffix(".py").replace("/", ".")
        if self.processors is None:
            self.processors = [name for one in self.paths[:_MOST] for block in _PROCESSORS.findall(self.project.read(one) or "") for name in _DOTTED.findall(block)]
        return frozenset(name.rpartition(".")[2] for name in self.processors if f".{module}".endswith("." + name.rpartition(".")[0]))

    def tags(self, name: str) -> list[str]:
        """The modules that `{% load name %}` means."""
        return sorted(path for path in self.project.paths() if f"/{path}".endswith(f"/{name}.py"))[:3]
