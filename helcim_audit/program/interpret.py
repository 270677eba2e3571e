"""What does each expression of a program hold, and what happens to it on the way?

An abstract interpreter over the intermediate representation: statements in order, branches joined, loops
once, functions inlined at their calls (bounded in depth, remembered by what their arguments hold). Whatever
is never called runs by itself with unknown parameters, as an entry of the program.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace

from helcim_audit.program import http_errors, ir
from helcim_audit.program.callbacks import resolvers
from helcim_audit.program.calls import Given, call, invoke
from helcim_audit.program.failures import chosen
from helcim_audit.program.front_ends import group
from helcim_audit.program.gathered import entered, literally, sequence, weakened
from helcim_audit.program.handlers import Handler, handler
from helcim_audit.program.lattice import (
    BODY,
    CLIENT,
    HEADERS,
    NOTHING,
    SETTINGS,
    UNKNOWN,
    Mark,
    Root,
    Taint,
    Text,
    Value,
    join,
)
from helcim_audit.program.members import attribute, computed, constant, item
from helcim_audit.program.models import Models
from helcim_audit.program.recorder import Recorder
from helcim_audit.program.schemas import without
from helcim_audit.program.scopes import Closure, Instance, Scope, Shape, Space, last, written
from helcim_audit.program.sifting import without_secrets
from helcim_audit.program.slices import sliced
from helcim_audit.program.sources import all_variables, by_name, eaten, secret_text
from helcim_audit.program.statements import bind, run
from helcim_audit.program.texts import joined
from helcim_audit.secrets import SecretKind
from helcim_audit.values import Verdict, judge

_NO_TEMPLATES = frozenset(
    ("javascript", "typescript", "tsx", "vue", "svelte", "astro", "html", "python", "php", "ruby", "go", "java", "kotlin", "csharp", "dart", "swift", "rust", "shell", "elixir", "perl", "powershell", "clojure", "batch", "c", "cpp", "objc", "lua", "scala", "groovy", "vb", "r", "julia", "fsharp")
)
BUDGET = 400_000
"""Expressions that one program may cost; what is left then is said."""


@dataclass(slots=True, eq=False)
class Frame:
    """One run of a function's body (or of a module's top level): what it returns, and the errors of clients that calls in it throw."""

    closure: Closure | None = None
    handler: Handler = ""
    returned: list[Value] = field(default_factory=list)
    thrown: list[tuple[ir.Handle, Value]] = field(default_factory=list)


@dataclass(slots=True, eq=False)
class Machine:
    """The state of one interpretation.

    link: (space, module name, imported name) -> what the import binds, None if it is not of the program.
    waiting: functions that no call has run yet. used: unknown values that turned out to be tokens, by their use.
    """

    models: Models
    recorder: Recorder
    link: Callable[[Space, str, str], Value | None]
    by_class: Callable[[Space, str], Shape | None]
    imported: Callable[[Space, ir.Import, ir.Imported], Taint | None]
    template: Callable[[Space, Sequence[Given], ir.Call], bool]
    by_symbol: Callable[[Space, str], Value | None]
    by_method: Callable[[Space, str, Value, frozenset[str]], list[Closure]]
    used: dict[Root, Mark] = field(default_factory=dict)
    waiting: list[Closure] = field(default_factory=list)
    closures: dict[tuple[int, int], Closure] = field(default_factory=dict)
    known: dict[object, Value] = field(default_factory=dict)
    stack: list[int] = field(default_factory=list)
    shapes: dict[int, Shape] = field(default_factory=dict)
    nodes: dict[int, ir.Class] = field(default_factory=dict)
    instances: dict[int, Instance] = field(default_factory=dict)
    done: set[int] = field(default_factory=set)
    queued: set[int] = field(default_factory=set)
    spaces: dict[str, Space] = field(default_factory=dict)
    members: dict[Root, dict[str, Value]] = field(default_factory=dict)
    parents: dict[Root, tuple[frozenset[Root], str]] = field(default_factory=dict)
    shared: dict[str, Value] = field(default_factory=dict)
    own: frozenset[str] = frozenset()  # the modules of the program, as against what they import
    naming: str = ""  # what the value that is being evaluated will be called
    sifted: frozenset[str] = frozenset()  # names of keys of which a test around told that they are none of secrets
    hidden: frozenset[str] = frozenset()  # and that they are: what stands under them is being replaced
    pairs: dict[str, str] = field(default_factory=dict)  # value's name to key's: `[key, value]`
    families: tuple[int, dict[int, list[Shape]]] | None = None
    others: dict[tuple[int, int], Shape] = field(default_factory=dict)
    partials: dict[tuple[int, int], Closure] = field(default_factory=dict)
    outs: dict[object, dict[int, tuple[Taint, ...]]] = field(default_factory=dict)  # what functions put into what they are handed
    out: dict[int, tuple[Taint, ...]] = field(default_factory=dict)  # by the function that ran last
    failures: dict[object, Value] = field(default_factory=dict)  # what functions throw, as `known` is what they return
    resolved: dict[str, list[Value]] = field(default_factory=dict)  # with what promises are
    failed: Value | None = None  # by what the call that is being evaluated has run
    changing: tuple[int, bool] = (0, False)  # modules, and whether one of them makes other errors of what clients throw
    spent: int = 0

    @property
    def exhausted(self) -> bool:
        return self.spent > BUDGET

    def space(self, space: Space) -> None:
        """Run a module's top level, once."""
        if space.state != "new":
            return
        space.state = "running"
        frame = Frame()
        self.stack.append(id(space))
        run(self, space.module.body, space.scope, frame)
        self.stack.pop()
        space.returned = join(frame.returned)
        space.state = "done"

    def page(self, space: Space, scope: Scope) -> None:
        """Run a template with the names that it is given."""
        scope.above = space.scope
        self.run(space.module.body, scope, Frame())

    def closure(self, function: ir.Function, scope: Scope, shape: Shape | None = None, bound: Value | None = None) -> Closure:
        made = self.closures.get((id(function), id(scope)))
        if made is None:
            made = Closure(function, scope, bound, shape)
            self.closures[(id(function), id(scope))] = made
            if id(function) not in self.queued:
                self.queued.add(id(function))
                self.waiting.append(made)
        return made

    def made_by(self, closure: Closure) -> Shape:
        """The class that a constructor function stands for."""
        if closure.shape is None:
            node = self.nodes.setdefault(id(closure.function), ir.Class(closure.function.at, closure.function.name, (), ()))
            closure.shape = self.shapes.setdefault(id(node), Shape(node.name, node, closure.scope))
        return closure.shape

    def instance(self, shape: Shape) -> Instance:
        return self.instances.setdefault(id(shape), Instance(shape))

    def below(self, shape: Shape) -> list[Shape]:
        """Classes that are made from `shape`. Listed anew when others were declared since."""
        if self.families is None or self.families[0] != len(self.shapes):
            below: dict[int, list[Shape]] = {}
            for one in self.shapes.values():
                for up in one.lineage:
                    if up is not one:
                        below.setdefault(id(up), []).append(one)
            self.families = (len(self.shapes), below)
        return self.families[1].get(id(shape), [])

    def another(self, shape: Shape, at: ir.Handle) -> Shape:
        """A class like `shape` for the objects that are made at one place, which hold values of their own."""
        key = (id(shape), id(at))
        if key not in self.others:
            self.others[key] = replace(shape, attributes={})
        return self.others[key]

    def frame(self, closure: Closure, handler: Handler) -> Frame:
        return Frame(closure, handler)

    def finish(self) -> None:
        """Run every function that nothing has called."""
        while self.waiting:
            closure = self.waiting.pop(0)
            space = closure.scope.space
            if space.path not in self.own and not (space.speaks or space.kin) and group(space.language) == "script":
                continue  # of a library of the tree, nothing runs by itself
            kind = handler(self.models, closure)
            if kind or id(closure.function) not in self.done:
                invoke(self, closure, (), None, kind)

    def sent(self, names: Iterable[str], expr: ir.Expr, scope: Scope) -> Value | None:
        """What a client sent, where models say that one of `names` holds it."""
        roles = self.models.roles(names, scope.space.language)
        if "sent-headers" in roles and scope.space.helcim(expr.at):
            return Value(taints=(Taint(HEADERS, (Mark(scope.space.path, expr.at, "the headers of the request to Helcim"),)),), names=tuple(names), opaque=True)
        if "environment" in roles and (scope.space.speaks or scope.space.kin):
            return all_variables(scope.space.path, expr.at, names=tuple(names))
        if not roles & {"input", "body"}:
            return None
        taint = Taint(CLIENT, (Mark(scope.space.path, expr.at, "what the client sent"),))
        body = (Taint(BODY, taint.steps),) if "body" in roles else ()
        return Value(taints=(taint, *body), names=tuple(names), opaque=True)

    def told(self, annotation: ir.Expr | None, scope: Scope) -> tuple[str, ...]:
        """The dotted names of a type, as its module imports it."""
        if annotation is None:
            return ()
        head = annotation
        while isinstance(head, ir.Attribute):
            head = head.base
        found = scope.find(head.id) if isinstance(head, ir.Name) else None
        rest = written(annotation).partition(".")[2]
        return tuple(f"{name}.{rest}".rstrip(".") for name in found.names) if found is not None else ()

    def exported(self, spaces: Iterable[Space]) -> None:
        """Run what modules export, which may be functions that others made: `handler = wrap(async () => ...)`."""
        for space in spaces:
            for name, value in sorted(space.exports.items()):
                for _ in resolvers(self, value, ir.Name(None, name)):
                    pass
                inner = value.fields.values() if name == "actions" and self.models.in_place("svelte-actions", space.path) else ()
                for ref in (*value.refs, *(ref for one in inner for ref in one.refs)):
                    if isinstance(ref, Closure):
                        kind = handler(self.models, ref, name, space)
                        if kind or not ref.ran:
                            invoke(self, ref, (), None, kind)

    # What the modules of calls and statements need of each other.

    def run(self, body: Iterable[ir.Stmt], scope: Scope, frame: Frame) -> None:
        run(self, body, scope, frame)

    def bind(self, target: ir.Target, value: Value, scope: Scope, frame: Frame, at: ir.Handle) -> None:
        bind(self, target, value, scope, frame, at)

    def invoke(self, closure: Closure, given: Sequence[Given], mark: Mark | None, kind: Handler = "") -> Value:
        return invoke(self, closure, given, mark, kind)

    def attribute(self, base: Value, name: str, expr: ir.Expr, scope: Scope) -> Value:
        return attribute(self, base, name, expr, scope)

    def joined(self, parts: list[Value], expr: ir.Expr, scope: Scope) -> Value:
        return joined(self, parts, expr, scope)

    def entered(self, base: Value, name: str, value: Value, key: ir.Expr, scope: Scope) -> Value:
        return entered(self, base, name, value, key, scope)

    def value(self, expr: ir.Expr, scope: Scope, frame: Frame) -> Value:
        """What `expr` may hold."""
        self.spent += 1
        if self.spent > BUDGET:
            return UNKNOWN
        return _EVALUATE[type(expr)](self, expr, scope, frame)

    def unknown(self, space: Space, root: Root, at: ir.Handle, name: str, told: Iterable[str] = (), own: bool = False) -> Value:
        """Something that the program does not define, told by its name and by its uses."""
        taint = by_name(space, name, at, told, own)
        if taint is None and root in self.used:
            taint = Taint(SecretKind.API_TOKEN.value, (Mark(space.path, at, f"{name} is sent as the api-token"),))
        return Value(taints=(taint,) if taint else (), fields=self.members.get(root, {}), names=(name,) if not told else (), roots=frozenset((root,)), opaque=True)


def _literal(machine: Machine, expr: ir.Literal, scope: Scope, _: Frame) -> Value:
    text = Text(expr.value, scope.space.path, expr.at)
    value = Value(texts=(text,), roots=frozenset((Root(id(expr.at), ""),)))
    if len(expr.value) > 9 and (secret_text(text) or (Root(id(expr.at), "") in machine.used and judge(expr.value) is Verdict.SECRET)):
        return value.tainted(Taint(SecretKind.API_TOKEN.value, (Mark(text.path, text.at, "the literal"),), literal=text))
    return value


def _constant(*_: object) -> Value:
    return NOTHING


def _name(machine: Machine, expr: ir.Name, scope: Scope, _: Frame) -> Value:
    found = scope.find(expr.id) if scope.space.language != "ruby" or not expr.id[:1].isupper() else constant(machine, expr.id, scope)
    if found is None:
        defined = machine.by_symbol(scope.space, expr.id)
        if defined is not None:
            defined = computed(machine, defined, expr, scope)
            return defined.named(expr.id) if defined.opaque or defined.refs else defined
        if expr.id in machine.shared and (scope.space.language not in _NO_TEMPLATES or (scope.space.language == "elixir" and "~H" in scope.space.text)):
            return machine.shared[expr.id]
        crate = machine.link(scope.space, expr.id, "") if scope.space.language == "rust" and expr.id[:1].islower() else None
        if crate is not None:
            return crate
        sent = machine.sent((expr.id,), expr, scope)
        return sent if sent is not None else machine.unknown(scope.space, Root(id(scope.space.module), expr.id), expr.at, expr.id).named(expr.id)
    found = without_secrets(found) if machine.sifted and machine.pairs.get(expr.id) in machine.sifted else found
    if found.opaque and not found.names:
        found = found.named(expr.id)
    return computed(machine, found, expr, scope)


def _attribute(machine: Machine, expr: ir.Attribute, scope: Scope, frame: Frame) -> Value:
    if scope.space.language == "ruby" and expr.name[:1].isupper() and (constant := scope.find(written(expr).replace(".", "::"))) is not None and constant.refs:
        return constant
    return attribute(machine, machine.value(expr.base, scope, frame), expr.name, expr, scope)


def _slice(machine: Machine, expr: ir.Slice, scope: Scope, frame: Frame) -> Value:
    base = machine.value(expr.base, scope, frame)
    return sliced(base, expr.low, expr.high, expr.known, Mark(scope.space.path, expr.at, "cut"))


def _record(machine: Machine, expr: ir.Record, scope: Scope, frame: Frame) -> Value:
    value = NOTHING
    spread: list[Value] = []
    for entry in expr.entries:
        inner = machine.value(entry.value, scope, frame)
        if entry.key is None:
            spread.append(inner)
            value = weakened(value, inner, entry.value.at, scope)
            for name, one in inner.fields.items():
                value = value.with_field(name, one)
                _hides(spread, name, one)
            continue
        keys = (entry.key.value,) if isinstance(entry.key, ir.Literal) else tuple(text.value for text in machine.value(entry.key, scope, frame).texts[:2])
        for name in keys:
            spread = [without(one, name) for one in spread]  # `{ ...headers, "api-token": "hidden" }`
            value = entered(machine, value, name, inner, entry.key, scope)
        if not keys:
            value = Value(value.taints, fields=value.fields, rest=join((value.rest, inner)))
    machine.recorder.sent.configured(expr, value.fields.values())
    if not expr.entries and expr.kind is None:  # filled with what is read: of what is taken from it later, a name may tell
        root = Root(id(expr.at), "{}")
        told = (Taint(SETTINGS, (machine.used[root],)),) if root in machine.used else ()
        return Value(told, roots=frozenset((root,)))
    taints = [taint for one in spread for taint in one.taints]
    rest = join((value.rest, *(one.rest for one in spread if one.rest is not None)))
    made = Value(value.taints, fields=value.fields, rest=rest if rest is not NOTHING else None, opaque=any(one.opaque for one in spread)).tainted(*taints)
    return _struct(machine, expr.kind, made, scope, frame) if expr.kind is not None else made


def _hides(spread: list[Value], name: str, value: Value) -> None:
    """`{**headers, "api-token": "***"}`: what is entered later hides what was spread before."""
    if not value.taints and not value.opaque:
        spread[:] = [without(one, name) for one in spread]


def _struct(machine: Machine, kind: ir.Expr, made: Value, scope: Scope, frame: Frame) -> Value:
    """A struct literal is an object of its class too: the methods are known, and they see its fields."""
    shapes = [ref for ref in machine.value(kind, scope, frame).refs if isinstance(ref, Shape)]
    found = machine.by_class(scope.space, last(written(kind))) if not shapes else None
    shapes = [found] if found is not None else shapes
    for shape in shapes:
        for name, value in made.fields.items():
            shape.write(name, value)
    sealed = {name: Value(fields={".secret": value}, names=("SecretStr",)) for shape in shapes for name, value in made.fields.items() if name in shape.sealed | shape.excluded and ".secret" not in value.fields}
    made = replace(made, fields={**made.fields, **sealed})
    objects = tuple(machine.instance(shape) for shape in shapes)
    if any(shape.methods for shape in shapes):  # what such an object shows of itself is for its class to say
        return Value(made.taints, refs=objects)
    return replace(made, refs=(*made.refs, *objects)) if shapes else made


def _join(machine: Machine, expr: ir.Join, scope: Scope, frame: Frame) -> Value:
    if (literal := eaten(expr, scope)) is not None:
        return _literal(machine, literal, scope, frame)
    known = literally(machine, expr, scope)
    return joined(machine, [known[at] if at in known else machine.value(part, scope, frame) for at, part in enumerate(expr.parts)], expr, scope)


def _test(machine: Machine, expr: ir.Test, scope: Scope, frame: Frame) -> Value:
    for part in expr.parts:
        machine.value(part, scope, frame)
    return NOTHING


def _function(machine: Machine, expr: ir.Function, scope: Scope, _: Frame) -> Value:
    bound = scope.find("self")
    return Value(refs=(machine.closure(expr, scope, bound=bound, shape=scope.function.shape if scope.function else None),))


def _markup(machine: Machine, expr: ir.Markup, scope: Scope, frame: Frame) -> Value:
    attributes = [(entry, machine.value(entry.value, scope, frame)) for entry in expr.attributes]
    children = [(child, machine.value(child, scope, frame)) for child in expr.children]
    machine.recorder.markup(attributes, children, scope)
    return NOTHING


def _call(machine: Machine, expr: ir.Call, scope: Scope, frame: Frame) -> Value:
    before, machine.failed = machine.failed, None
    value = call(machine, expr, scope, frame)
    if machine.failed is not None:
        frame.thrown.append((expr.at, machine.failed))
    machine.failed = before
    return value


def _caught(machine: Machine, expr: ir.Caught, scope: Scope, frame: Frame) -> Value:
    shapes = [ref for kind in expr.kinds for ref in machine.value(kind, scope, frame).refs if isinstance(ref, Shape)]
    if (error := http_errors.caught(expr.body, scope, frame)) is not None:
        return error
    return Value(refs=tuple(machine.instance(shape) for shape in shapes), names=("error",), opaque=True)


def _opaque(machine: Machine, expr: ir.Opaque, scope: Scope, frame: Frame) -> Value:
    parts = [machine.value(part, scope, frame) for part in expr.parts]
    return join((*parts, UNKNOWN)) if parts else UNKNOWN


_EVALUATE: dict[type, Callable[..., Value]] = {
    ir.Literal: _literal, ir.Constant: _constant, ir.Name: _name, ir.Attribute: _attribute, ir.Item: item, ir.Slice: _slice,
    ir.Call: _call, ir.Record: _record, ir.Sequence: sequence, ir.Join: _join, ir.Choice: chosen, ir.Test: _test, ir.Function: _function,
    ir.Markup: _markup, ir.Caught: _caught, ir.Opaque: _opaque,
}  # fmt: skip
