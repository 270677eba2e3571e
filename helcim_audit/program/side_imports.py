"""Which modules does a module bring along, and on which line does it ask for them?

For a browser less than what is written: bundlers drop imports of which nothing is used (types), what only
server functions use, and what a file that only re-exports (`index.ts`) offers beyond what was asked for.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from helcim_audit.program import ir
from helcim_audit.program.resolve_javascript import Project, resolve
from helcim_audit.program.side_functions import used

_SCRIPTS = frozenset(("javascript", "typescript", "tsx"))
_DEEPEST = 6


@dataclass(frozen=True, eq=False)
class Edges:
    """imports: importer -> {imported path: line}. dropped: names of each module that a browser never gets."""

    modules: Mapping[str, ir.Module]
    imports: Mapping[str, Mapping[str, int]]
    project: Project
    dropped: Mapping[str, frozenset[str]]

    def of(self, path: str, client: bool) -> Iterator[tuple[str, int]]:
        """What `path` imports, with lines."""
        listed = self.imports.get(path, {})
        module = self.modules.get(path)
        if not client or not listed or module is None or module.language not in _SCRIPTS:
            yield from sorted(listed.items())
            return
        asked = self._asked(module)
        for target, line in sorted(listed.items()):
            names = asked.get(target)
            if names is None:
                yield target, line
            elif names:
                yield from ((final, line) for final in self._behind(target, names, 0))

    def _asked(self, module: ir.Module) -> dict[str, set[str] | None]:
        """The names that the module uses of each file it imports; None stands for all of it."""
        read = used(module.body, self.dropped.get(module.path, frozenset()))
        asked: dict[str, set[str] | None] = {}
        for one in module.body:
            match one:
                case ir.Import(module=name, names=names, types_only=False):
                    target = resolve(module.path, name, self.project)
                    whole = not names or any(imported.name in ("*", "") and imported.local in read for imported in names)
                    wanted = None if whole else {imported.name for imported in names if imported.local in read}
                case ir.Export(source=str(name), imported=imported):
                    target = resolve(module.path, name, self.project)
                    wanted = None if imported in ("*", "") else {imported}
                case _:
                    continue
            if target is not None:
                before = asked.get(target, set())
                asked[target] = None if before is None or wanted is None else before | wanted
        return asked

    def _behind(self, path: str, names: set[str], depth: int) -> Iterator[str]:
        """`path`, or what it re-exports under `names` if it does nothing else."""
        module = self.modules.get(path)
        if module is None or depth >= _DEEPEST or not module.body or not all(isinstance(one, ir.Export) and one.source for one in module.body):
            yield path
            return
        for name in sorted(names):
            exports = [one for one in module.body if isinstance(one, ir.Export)]
            sources = [(one.source, one.imported, False) for one in exports if one.name == name]
            sources = sources or [(one.source, name, True) for one in exports if one.name == "*"]
            for source, imported, any_name in sources:
                target = resolve(path, source or "", self.project)
                if target is not None and not (any_name and self._lacks(target, name)):
                    yield from self._behind(target, {imported}, depth + 1)

    def _lacks(self, path: str, name: str) -> bool:
        module = self.modules.get(path)
        return module is not None and not any(isinstance(one, ir.Export) and one.name in (name, "*") for one in module.body)
