"""A project in memory, for tests of the program analysis."""

from helcim_audit.filetypes import identify
from helcim_audit.program import ir
from helcim_audit.program.javascript import lower
from helcim_audit.program.resolve_javascript import resolve
from helcim_audit.program.sides import Side, sides


class Tree:
    """The files of a project, path to text."""

    def __init__(self, files: dict[str, str]) -> None:
        self.files = files

    def paths(self) -> list[str]:
        return list(self.files)

    def read(self, path: str) -> str | None:
        return self.files.get(path)

    def modules(self) -> dict[str, ir.Module]:
        scripts = {path: identify(path).language for path in self.files if identify(path).family in ("code", "document")}
        return {path: lower(path, language, self.files[path]) for path, language in scripts.items()}

    def sides(self) -> dict[str, Side]:
        modules = self.modules()
        imports: dict[str, dict[str, int]] = {}
        for path, module in modules.items():
            for one in module.body:
                name = one.module if isinstance(one, ir.Import) and not one.types_only else one.source if isinstance(one, ir.Export) else None
                target = resolve(path, name, self) if name else None
                if target is not None:
                    line = self.files[path].count("\n", 0, module.locate(one.at).start) + 1
                    imports.setdefault(path, {}).setdefault(target, line)
        return sides(modules, imports, self)
