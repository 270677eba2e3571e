"""Which module is meant where a name is imported from one that only re-exports (`index.ts`)?

Running such a module runs everything that it offers; asking it runs what is asked for.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from helcim_audit.program import ir
from helcim_audit.program.resolve_javascript import Project, resolve

_DEEPEST = 6


@dataclass(eq=False)
class Barrels:
    """Re-exporting modules of a project. load: lowers a path."""

    project: Project
    load: Callable[[str], ir.Module | None]
    known: dict[tuple[str, str], tuple[str, str]] = field(default_factory=dict)

    def behind(self, path: str, name: str) -> tuple[str, str]:
        """The module that declares what `path` offers as `name`, and what it calls it there."""
        if (path, name) not in self.known:
            self.known[(path, name)] = self._behind(path, name, 0) or (path, name)
        return self.known[(path, name)]

    def _behind(self, path: str, name: str, depth: int) -> tuple[str, str] | None:
        """None where the module does not offer the name."""
        module = self.load(path)
        if module is None or depth > _DEEPEST:
            return None
        exports = [one for one in module.body if isinstance(one, ir.Export)]
        stars = [one for one in exports if one.name == "*" and one.source]
        named = next((one for one in exports if one.name == name), None)
        if len(exports) < len(module.body) or (named is not None and not named.source):
            return (path, name) if named is not None or depth == 0 else self._starred(path, stars, name, depth)
        if named is not None:
            target = resolve(path, named.source or "", self.project)
            if target is None or named.imported in ("", "*"):
                return path, name
            return self._behind(target, named.imported, depth + 1) or (path, name)
        return self._starred(path, stars, name, depth)

    def _starred(self, path: str, stars: list[ir.Export], name: str, depth: int) -> tuple[str, str] | None:
        spelt = re.compile(rf"\b{re.escape(name)}\b|\bexport\s{{0,9}}\*")
        for one in stars:
            target = resolve(path, one.source or "", self.project)
            if target is not None and spelt.search(self.project.read(target) or "") is not None and (found := self._behind(target, name, depth + 1)) is not None:
                return found
        return None
