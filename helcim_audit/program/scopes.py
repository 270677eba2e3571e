"""Where do names, functions, classes and modules of a program live while it is interpreted?"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from helcim_audit.program import ir
from helcim_audit.program.lattice import NOTHING, Taint, Value, join

CONSTRUCTORS = ("__init__", "constructor", "__construct", "initialize", "init", "new", "__post_init__")
"""What the method of a class that makes its objects is called."""


@dataclass(slots=True, eq=False)
class Scope:
    """Names of a function, a class body or a module. owner: the class whose method this is the body of."""

    space: Space
    above: Scope | None = None
    function: Closure | None = None
    names: dict[str, Value] = field(default_factory=dict)

    def find(self, name: str) -> Value | None:
        scope: Scope | None = self
        while scope is not None:
            if name in scope.names:
                return scope.names[name]
            scope = scope.above
        return None

    def holder(self, name: str) -> Scope | None:
        scope: Scope | None = self
        while scope is not None and name not in scope.names:
            scope = scope.above
        return scope

    @property
    def shape(self) -> Shape | None:
        """The class in a method of which this code stands."""
        closure = self.function
        while closure is not None and closure.shape is None:
            closure = closure.scope.function
        return closure.shape if closure is not None else None

    def taking(self, name: str) -> Closure | None:
        """The innermost function around that has a parameter of this name."""
        closure = self.function
        while closure is not None and all(param.name != name for param in closure.function.params):
            closure = closure.scope.function
        return closure

    def bind(self, name: str, value: Value) -> None:
        """Set the name here; what an enclosing function or module calls by it may be meant as well, except in Python."""
        if self.above is not None and name not in self.names and self.space.language != "python":
            outer = self.above.holder(name)
            if outer is not None:
                outer.names[name] = join((outer.names[name], value))
        self.names[name] = value

    def copy(self) -> dict[str, Value]:
        return dict(self.names)


@dataclass(slots=True, eq=False)
class Space:
    """A module while it is interpreted. exports: what other modules see; side: "client", "server", "both", "unknown".

    place: as of its `Side`; near: whether the text around an offset speaks of Helcim. told: names of routes that the module registers.
    desktop: part of an app that runs Node.js; kin: linked with a module that speaks of Helcim; another: whether the text
    around an offset names another vendor; changed: what functions put into the module's values;
    offering: functions whose answers all templates can print; inlined: environment variables that the bundler writes into the bundle.
    """

    module: ir.Module
    near: Callable[[int], bool]
    speaks: bool
    side: str = "unknown"
    server_names: frozenset[str] = frozenset()
    told: str = ""
    text: str = ""
    desktop: bool = False
    kin: bool = False
    another: Callable[[int], bool] = field(default=lambda _: False)
    offering: frozenset[str] = frozenset()
    inlined: frozenset[str] = frozenset()
    place: str = ""
    scope: Scope = field(init=False)
    exports: dict[str, Value] = field(default_factory=dict)
    changed: dict[str, Value] = field(default_factory=dict)
    returned: Value = NOTHING
    state: str = "new"

    def __post_init__(self) -> None:
        self.scope = Scope(self)

    def helcim(self, at: ir.Handle) -> bool:
        """Whether what stands at `at` is about Helcim: by the text around it, or by what the module is linked with."""
        offset = self.module.locate(at).start
        return self.near(offset) or (self.kin and not self.another(offset))

    @property
    def path(self) -> str:
        return self.module.path

    @property
    def language(self) -> str:
        return self.module.language


@dataclass(slots=True, eq=False)
class Closure:
    """A function and the names around it. bound: its `self`. shape: the class that it is a method of. route: the address that it answers."""

    function: ir.Function
    scope: Scope
    bound: Value | None = None
    shape: Shape | None = None
    ran: bool = False
    route: str = ""

    def on(self, owner: Instance | Shape) -> Closure:
        """A method as it is called on an object, or on a class."""
        return Closure(self.function, self.scope, Value(refs=(owner,), names=("self",)), self.shape)


@dataclass(slots=True, eq=False)
class Shape:
    """A class: its methods, and what is ever written to its attributes, on the class or on any instance."""

    name: str
    node: ir.Class
    scope: Scope
    bases: tuple[Value, ...] = ()
    methods: dict[str, Closure] = field(default_factory=dict)
    attributes: dict[str, Value] = field(default_factory=dict)
    hidden: set[str] = field(default_factory=set)
    excluded: set[str] = field(default_factory=set)
    sealed: set[str] = field(default_factory=set)
    expected: dict[str, Taint] = field(default_factory=dict)  # of fields that are declared and filled from outside, by their names

    @property
    def lineage(self) -> Iterator[Shape]:
        """The class and its known bases, nearest first."""
        seen: list[Shape] = [self]
        for shape in seen:
            yield shape
            seen.extend(ref for base in shape.bases for ref in base.refs if isinstance(ref, Shape) and ref not in seen)

    def write(self, name: str, value: Value) -> None:
        if name in self.sealed and ".secret" not in value.fields:
            value = Value(fields={".secret": value}, names=("SecretStr",))
        old = self.attributes.get(name)
        self.attributes[name] = join((old, value)) if old is not None else value

    def read(self, name: str) -> Value | None:
        found = [shape.attributes[name] for shape in self.lineage if name in shape.attributes]
        return join(found) if found else None

    def method(self, name: str) -> Closure | None:
        return next((shape.methods[name] for shape in self.lineage if name in shape.methods), None)

    def marks(self) -> list[str]:
        """Last names of decorators and unknown bases: `dataclass`, `BaseModel`."""
        return [last(name) for shape in self.lineage for value in (*map(_named, shape.node.decorators), *map(_named, shape.node.bases)) for name in [value] if name]


@dataclass(slots=True, eq=False)
class Instance:
    shape: Shape


def _named(expr: ir.Expr) -> str:
    match expr:
        case ir.Name(id=name):
            return name
        case ir.Attribute(name=name):
            return name
        case ir.Call(target=target):
            return _named(target)
        case ir.Item(base=base):
            return _named(base)
        case _:
            return ""


def last(name: str) -> str:
    """The last part of a dotted name, calls included: `a.b().c()` gives `c`."""
    return name.removesuffix("()").rpartition(".")[2]


def written(expr: ir.Expr) -> str:
    """An expression as a dotted name, as far as it is one: `a.b().c`; "" for anything else."""
    match expr:
        case ir.Name(id=name):
            return name
        case ir.Attribute(base=base, name=name):
            head = written(base)
            return f"{head}.{name}" if head else name
        case ir.Call(target=target):
            head = written(target)
            return f"{head}()" if head else ""
        case ir.Item(base=base, key=ir.Literal(value=name)) if name.replace("_", "a").replace("-", "a").isalnum():
            head = written(base)
            return f"{head}.{name}" if head else name
        case _:
            return ""
