"""What stands where in a Python module that is to be changed?"""

from collections.abc import Iterator

import libcst as cst

from helcim_audit.model import Span
from helcim_audit.program.python_expressions import dotted
from helcim_audit.program.python_guard import parse
from helcim_audit.program.python_places import Places
from helcim_audit.program.python_text import ends, text_of


class Module:
    """A parsed module with parents and places. Raises ValueError, free of source, for what is not parsed."""

    def __init__(self, path: str, text: str) -> None:
        self.path = path
        self.text = text
        self.tree = parse(text)
        self.locate = Places(self.tree, text)
        self._parents: dict[cst.CSTNode, cst.CSTNode] = {}
        self.nodes: list[cst.CSTNode] = []
        waiting: list[cst.CSTNode] = [self.tree]
        while waiting:
            node = waiting.pop()
            self.nodes.append(node)
            for child in node.children:
                self._parents[child] = node
                waiting.append(child)

    def parent(self, node: cst.CSTNode) -> cst.CSTNode | None:
        return self._parents.get(node)

    def above(self, node: cst.CSTNode) -> Iterator[cst.CSTNode]:
        """The nodes around `node`, from the inside."""
        around = self.parent(node)
        while around is not None:
            yield around
            around = self.parent(around)

    def smallest(self, span: Span, kinds: tuple[type[cst.CSTNode], ...]) -> cst.CSTNode | None:
        """The innermost node of `kinds` that contains `span`; of equal ones the outermost."""
        best, width = None, len(self.text) + 1
        for node in self.nodes:
            if isinstance(node, kinds):
                place = self.locate(node)
                if place.contains(span) and place.end - place.start < width:
                    best, width = node, place.end - place.start
        return best

    def whole(self, node: cst.BaseExpression) -> cst.BaseExpression:
        """The literal that `node` is a piece of."""
        for around in self.above(node):
            if not isinstance(around, cst.ConcatenatedString | cst.BinaryOperation) or ends(around) is None:
                break
            node = around
        return node

    def imported(self, module: str) -> bool:
        """Whether the module, or something of it, is imported."""
        for node in self.nodes:
            if isinstance(node, cst.ImportFrom) and node.module is not None and not node.relative:
                if _below(dotted(node.module), module):
                    return True
            elif isinstance(node, cst.Import) and any(_below(dotted(alias.name), module) for alias in node.names):
                return True
        return False

    def binds(self, name: str) -> bool:
        """Whether anything but `import name` gives `name` a meaning of its own."""
        for node in self.nodes:
            match node:
                case cst.AssignTarget(target=target) | cst.AnnAssign(target=target) | cst.NamedExpr(target=target) | cst.For(target=target):
                    if name in names(target):
                        return True
                case cst.Param(name=cst.Name(value=bound)) | cst.FunctionDef(name=cst.Name(value=bound)) | cst.ClassDef(name=cst.Name(value=bound)):
                    if bound == name:
                        return True
                case cst.AsName(name=bound_name):
                    if name in names(bound_name):
                        return True
                case cst.ImportFrom(names=list() | tuple() as aliases):
                    if any(alias.asname is None and dotted(alias.name) == name for alias in aliases):
                        return True
                case _:
                    pass
        return False


def _below(name: str, module: str) -> bool:
    return name == module or name.startswith(module + ".")


def names(target: cst.CSTNode) -> Iterator[str]:
    """The names that an assignment to `target` binds."""
    match target:
        case cst.Name(value=name):
            yield name
        case cst.Tuple(elements=elements) | cst.List(elements=elements):
            for one in elements:
                yield from names(one.value)
        case _:
            return


def literal(node: cst.CSTNode | None) -> str | None:
    """The text of a string literal of one piece."""
    return text_of(node) if isinstance(node, cst.SimpleString) else None


def bound_to(module: Module, node: cst.CSTNode) -> Iterator[str]:
    """What a value is called where it stands: targets, keys, keywords, parameters, the nearest first."""
    inner = node
    for around in module.above(node):
        match around:
            case cst.Assign(targets=targets):
                for one in targets:
                    yield _called(one.target)
                return
            case cst.AnnAssign(target=target) | cst.NamedExpr(target=target):
                yield _called(target)
            case cst.DictElement(key=key) if key is not inner:
                yield literal(key) or ""
            case cst.Arg(keyword=cst.Name(value=name)) | cst.Param(name=cst.Name(value=name)):
                yield name
            case cst.BaseStatement():
                return
            case _:
                pass
        inner = around


def _called(target: cst.BaseExpression) -> str:
    match target:
        case cst.Subscript(slice=[cst.SubscriptElement(slice=cst.Index(value=key))]):
            return literal(key) or ""
        case cst.Attribute(attr=cst.Name(value=name)):
            return name
        case _:
            return next(names(target), "")
