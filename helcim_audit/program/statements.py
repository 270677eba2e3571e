"""What does a statement change?"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from helcim_audit.lazy import regex
from helcim_audit.program import http_errors, includes, ir, typed
from helcim_audit.program.descriptors import named
from helcim_audit.program.failures import failing, refused
from helcim_audit.program.lattice import ENVIRONMENT, HEADERS, INITIALIZE, ITEMS, NOTHING, PAIRS, UNKNOWN, Mark, Value, is_auth_header, join
from helcim_audit.program.loops import loop
from helcim_audit.program.objects import excludes, hides
from helcim_audit.program.replaced import replaces
from helcim_audit.program.rows import shown
from helcim_audit.program.schemas import without
from helcim_audit.program.scopes import Closure, Instance, Scope, Shape, Space, written
from helcim_audit.program.sifting import hides_all, hides_entries, of_secrets, paired, sifted, without_secrets
from helcim_audit.program.sources import is_body, kind_of_name, of_field

TYPE_CHECKING = False
if TYPE_CHECKING:
    from helcim_audit.program.interpret import Frame, Machine


_SHARED = frozenset(("locals", "g", "state", "viewbag", "viewdata", "tempdata"))
"""Objects by which frameworks hand values from one function, or to a page."""
_OF_PYTHON = regex(r"(?:^|[._])(?:app|application|bot)(?:\.(?:config|extensions))?$|\.(?:context|ctx)$")


_OF_HELCIM = regex(r"(?i)helcim|payment|gateway")
"""What a middleware puts into a request for the handlers behind it."""
_OF_PAGES = regex(r"(?i)(?:^|\.)(?:app|res|response|fastify|server)\.locals$")


def _is_shared(base: ir.Expr, scope: Scope) -> bool:
    text = written(base)
    return text.rpartition(".")[2].lower() in _SHARED or (scope.space.language == "python" and _OF_PYTHON.search(text) is not None)


def run(machine: Machine, body: Iterable[ir.Stmt], scope: Scope, frame: Frame) -> None:
    """Run statements in order; named functions and classes are known before the first one runs."""
    statements = tuple(body)
    for one in statements:
        if isinstance(one, ir.Define) and one.function.name:
            _define(machine, one.function, scope, frame)
    for one in statements:
        _statement(machine, one, scope, frame)


def _statement(machine: Machine, one: ir.Stmt, scope: Scope, frame: Frame) -> None:
    if machine.exhausted:
        return
    match one:
        case ir.Evaluate(value=value):
            machine.value(value, scope, frame)
        case ir.Bind():
            _bind(machine, one, scope, frame)
        case ir.Return(value=value):
            if value is not None:
                if isinstance(value, ir.Sequence) and scope.space.language == "go":
                    machine.value(value, scope, frame)  # `return out, json.Unmarshal(data, &out)`
                result = typed.of_function(machine, machine.value(value, scope, frame), frame.closure, scope)
                machine.recorder.returned(machine, result, value, frame, scope)
                machine.recorder.pages.viewed(machine, result, value, scope)
                frame.returned.append(result)
        case ir.Raise(value=value):
            thrown = _thrown(machine, value, scope, frame)
            if not (isinstance(value, ir.Call) and _answers(machine, value, scope, frame)):
                machine.recorder.raised(value, thrown, scope)
            http_errors.passed_on(value, thrown, frame)
        case ir.Branch(test=test, bodies=bodies):
            if test is not None:
                machine.value(test, scope, frame)
            keys = sifted(test, scope)
            if test is not None and (replaces(test, bodies) or (bodies and not any(bodies[1:]) and hides_entries(bodies[0], keys))):
                machine.hidden, before = keys, machine.hidden
                run(machine, bodies[0], scope, frame)
                machine.hidden = before
                return
            _branch(machine, bodies, scope, frame, failing(test, scope) if len(bodies) == 2 else None, keys, of_secrets(test, scope) if keys else None)
        case ir.Loop():
            loop(machine, one, scope, frame)
            sure = hides_all(one, scope) or (isinstance(one.iterable, ir.Sequence) and one.iterable.items)
            (run(machine, one.body, scope, frame) if sure else _branch(machine, (one.body,), scope, frame))
        case ir.Define(function=function):
            if not function.name:  # code of a page's own side, or a block
                machine.closure(function, scope)
            elif function.decorators:  # which may have been imported since
                _define(machine, function, scope, frame)
        case ir.Class():
            declare(machine, one, scope, frame)
        case ir.Import():
            _import(machine, one, scope)
        case ir.Export():
            _export(machine, one, scope, frame)


def _thrown(machine: Machine, value: ir.Expr, scope: Scope, frame: Frame) -> Value:
    if isinstance(value, ir.Call):
        if any(isinstance(ref, Shape) for ref in machine.value(value.target, scope, frame).refs):
            machine.value(value, scope, frame)  # the object keeps what it is given, for whoever catches it
        return join(machine.value(arg.value, scope, frame) for arg in value.args)
    return machine.value(value, scope, frame)


def _answers(machine: Machine, value: ir.Call, scope: Scope, frame: Frame) -> bool:
    """Whether what is raised is an answer: `raise HTTPFound(address)`, `raise HTTPException(502, detail)`."""
    target = machine.value(value.target, scope, frame)
    if scope.space.language != "python" or "respond" not in machine.models.roles((*target.names, written(value.target)), "python"):
        return False
    machine.value(value, scope, frame)
    return True


def _bind(machine: Machine, one: ir.Bind, scope: Scope, frame: Frame) -> None:
    before, machine.naming = machine.naming, written(one.target) if isinstance(one.value, ir.Call) and not isinstance(one.target, ir.Pattern) else ""
    value = machine.value(one.value, scope, frame)
    machine.naming = before
    value = typed.of_declaration(machine, value, one, scope)
    if one.annotation is not None and value.opaque and not value.refs:
        shape = machine.by_class(scope.space, written(one.annotation).rpartition(".")[2])
        if shape is not None:
            value = Value(value.taints, refs=(machine.instance(shape),), names=value.names, roots=value.roots, opaque=True)
    if one.extends:
        old = machine.value(one.target, scope, frame) if not isinstance(one.target, ir.Pattern) else NOTHING
        machine.recorder.digested(one, value, scope)
        value = machine.joined([old, value], one.value, scope) if not (old.fields or value.fields or old.refs or value.refs) else join((old, value))
    bind(machine, one.target, value, scope, frame, one.at, one.value)


def bind(machine: Machine, target: ir.Target, value: Value, scope: Scope, frame: Frame, at: ir.Handle, said: ir.Expr | None = None) -> None:
    """Let `target` hold `value`, which is written as `said`."""
    match target:
        case ir.Name(id=name):
            if scope is scope.space.scope and name in scope.space.changed:
                value = join((value, scope.space.changed[name]))
            machine.recorder.named(target, value, scope)
            scope.bind(name, machine.recorder.held(value, name, target.at, scope))
        case ir.Attribute(base=base, name=name):
            if _exported(scope, target, value):
                return
            if isinstance(base, ir.Attribute) and base.name == "prototype" and _prototype(machine, base.base, name, value, scope, frame):
                return
            value = machine.recorder.held(value, name, target.at, scope)
            machine.recorder.stored(target, value, scope, said)
            _write(machine, base, name, value, scope, frame, at)
        case ir.Item(base=base, key=key):
            keys = [text.value for text in machine.value(key, scope, frame).texts[:2]]
            held = machine.value(base, scope, frame)
            for name in keys:
                if not value.taints and not value.opaque and not value.fields:  # a mask, or `del answer["secretToken"]`
                    held = without(held, name)
                if _is_shared(base, scope):
                    machine.shared[name] = value
                held = machine.entered(held, name, value, key, scope)
                machine.recorder.stored(target, value, scope)
            if not keys and isinstance(key, ir.Name) and key.id in machine.hidden and not value.taints:
                held = without_secrets(held)
            elif not keys:
                held = Value(held.taints, held.texts, held.fields, join((held.rest, value)), held.refs, held.names, held.roots, held.opaque)
            if isinstance(base, ir.Name | ir.Attribute | ir.Item):
                _rebind(machine, base, held, scope, frame, at)
        case ir.Pattern(fields=fields, rest=rest):
            machine.pairs.update(paired(fields))
            for one in fields:
                inner = value.fields.get(one.key)
                if inner is None and one.key == "1" and isinstance(one.target, ir.Name) and is_body(one.target.id):  # `status, body, errs := agent.Bytes()`
                    inner = replace(UNKNOWN, taints=tuple(taint for taint in value.taints if taint.kind == INITIALIZE)) if any(taint.kind == INITIALIZE for taint in value.taints) else None
                if inner is None and one.key in ("0", "1") and any(taint.kind in PAIRS for taint in value.taints):  # of a mapping: the key, the value
                    inner = Value(tuple(replace(taint, kind=ITEMS[taint.kind]) for taint in value.taints if taint.kind in ITEMS)) if one.key == "1" else NOTHING
                if inner is None and one.key.isdigit() and isinstance(one.target, ir.Name) and kind_of_name(one.target.id, True) is not None:
                    inner = of_field(value, one.target.id, at, scope.space.path)  # by position: the name tells which
                if inner is None and one.key.isdigit() and isinstance(one.target, ir.Name) and "checkout" in one.target.id.lower():
                    inner = UNKNOWN
                if inner is None and one.key.isdigit() and (placed := _placed(value, int(one.key))):
                    inner = machine.attribute(value, placed, ir.Name(at, placed), scope)
                if inner is None:
                    inner = machine.attribute(value, one.key, ir.Name(at, one.key), scope)
                if one.default is not None:
                    inner = join((inner, machine.value(one.default, scope, frame)))
                bind(machine, one.target, inner, scope, frame, at)
            if rest is not None:
                named = {one.key for one in fields}
                left = {name: inner for name, inner in value.fields.items() if name not in named}
                told = {kind_of_name(name, True) for name in named}
                gone = {"initialize"} if "secret-token" in told else {ENVIRONMENT} if told - {None} else set()
                taints = tuple(taint for taint in value.taints if taint.kind not in gone and (taint.kind != HEADERS or any(map(is_auth_header, left))))
                bind(machine, rest, Value(taints, fields=left, rest=value.rest, opaque=value.opaque), scope, frame, at)


def _placed(value: Value, place: int) -> str:
    """The field of a named tuple that stands at a place."""
    for ref in value.refs:
        if isinstance(ref, Instance) and not {"NamedTuple", "namedtuple"}.isdisjoint(ref.shape.marks()):
            fields = [one.target.id for one in ref.shape.node.body if isinstance(one, ir.Bind) and isinstance(one.target, ir.Name)]
            return fields[place] if place < len(fields) else ""
    return ""


def _prototype(machine: Machine, base: ir.Expr, name: str, value: Value, scope: Scope, frame: Frame) -> bool:
    """`Client.prototype.send = function () {...}`: a method of what `new Client()` makes."""
    made = False
    for ref in machine.value(base, scope, frame).refs:
        if isinstance(ref, Closure):
            shape = machine.made_by(ref)
            for method in value.refs:
                if isinstance(method, Closure):
                    shape.methods[name] = method
                    method.shape, method.bound = shape, Value(refs=(machine.instance(shape),), names=("self",))
                    made = True
    return made


def _rebind(machine: Machine, target: ir.Expr, value: Value, scope: Scope, frame: Frame, at: ir.Handle) -> None:
    """Give a changed container back to whatever holds it."""
    match target:
        case ir.Name(id=name):
            holder = scope.holder(name) or scope
            holder.names[name] = value
            if holder is not scope and holder is scope.space.scope:  # what a function does to it, others see
                scope.space.changed[name] = value
        case ir.Attribute(base=base, name=name):
            _write(machine, base, name, value, scope, frame, at)
        case ir.Item(base=base, key=ir.Literal(value=name)) if isinstance(base, ir.Name | ir.Attribute | ir.Item):
            _rebind(machine, base, machine.value(base, scope, frame).with_field(name, value), scope, frame, at)


def _write(machine: Machine, base: ir.Expr, name: str, value: Value, scope: Scope, frame: Frame, at: ir.Handle) -> None:
    from helcim_audit.program.calls import Given

    held = machine.value(base, scope, frame)
    if not value.taints and not value.opaque and not value.fields and not value.refs:  # `answer.secretToken = undefined`
        held = without(held, name)
    if _OF_PAGES.search(written(base)):
        machine.recorder.pages.offered([(name, value, ir.Name(at, name))], scope.space)
    if _is_shared(base, scope) or (isinstance(base, ir.Name) and base.id in ("req", "request", "ctx") and _OF_HELCIM.search(name) is not None) or (name == "obj" and written(base) in ("ctx", "context")):  # click's own
        machine.shared[name] = value
    shapes = [ref.shape if isinstance(ref, Instance) else ref for ref in held.refs if isinstance(ref, Instance | Shape)]
    for shape in shapes:
        shape.write(name, value)
        if (setter := shape.method(f"set {name}")) is not None:
            machine.invoke(setter.on(machine.instance(shape)), (Given(value, base),), Mark(scope.space.path, at, f"set as {name}"))
    if not shapes and isinstance(base, ir.Name | ir.Attribute | ir.Item):
        key = name if not held.opaque or scope.space.language in ("javascript", "typescript", "tsx", "vue", "svelte", "astro", "ruby") else "." + name
        _rebind(machine, base, held.with_field(key, value, weak=True), scope, frame, at)


def _exported(scope: Scope, target: ir.Attribute, value: Value) -> bool:
    """`module.exports = x`, `exports.y = x`."""
    text = written(target)
    exports = scope.space.exports
    if text == "module.exports":
        exports["default"] = value
        exports.update(value.fields)
    elif text.startswith(("module.exports.", "exports.")):
        exports[text.rpartition(".")[2]] = value
    else:
        return False
    return True


def _branch(machine: Machine, bodies: Iterable[tuple[ir.Stmt, ...]], scope: Scope, frame: Frame, failed: bool | None = None, keys: frozenset[str] = frozenset(), secrets: int | None = None) -> None:
    before, around = scope.copy(), machine.sifted
    ends = []
    for place, body in enumerate(bodies):
        scope.names = {name: refused(value) for name, value in before.items()} if failed is not None and failed == (place == 0) else dict(before)
        machine.sifted = around | keys if place != secrets else around
        run(machine, body, scope, frame)
        if not (body and isinstance(body[-1], ir.Return | ir.Raise)):
            ends.append(scope.names)
    machine.sifted = around
    # One of the two bodies of a test runs; of others, none may.
    after = dict(ends.pop(0) if failed is not None and ends else before)
    for end in ends:
        for name, value in end.items():
            old = after.get(name)
            after[name] = value if old is None else old if old is value else join((old, value))
    scope.names = after


def _decorated(machine: Machine, closure: Closure, scope: Scope, frame: Frame) -> Value:
    """What a name of a decorated function holds: the function, and what a decorator of the program makes of it."""
    from helcim_audit.program.calls import Given, called_as_function, instantiate

    value = Value(refs=(closure,))
    for decorator in reversed(closure.function.decorators):
        if written(decorator).rpartition(".")[2] in ("wraps()", "update_wrapper()"):  # the function stays what it is
            continue
        mark = Mark(scope.space.path, decorator.at, "decorated")
        for ref in machine.value(decorator, scope, frame).refs:
            if isinstance(ref, Shape) and ref.method("__call__") is not None:
                value = Value(refs=instantiate(machine, ref, (Given(value, decorator),), mark).refs)
            called = ref if isinstance(ref, Closure) else called_as_function(ref) if isinstance(ref, Instance) else None
            if called is not None:
                made = machine.invoke(called, (Given(value, decorator),), mark)
                if any(isinstance(one, Closure) for one in made.refs):
                    value = Value(refs=made.refs)
    return value


def _define(machine: Machine, function: ir.Function, scope: Scope, frame: Frame) -> None:
    owner = scope.function.shape if scope.function is not None else None
    closure = machine.closure(function, scope, owner, scope.find("self"))
    scope.names[function.name] = _decorated(machine, closure, scope, frame)


def declare(machine: Machine, one: ir.Class, scope: Scope, frame: Frame) -> None:
    """A class: its methods wait to be called, what its body binds is written to its attributes."""
    shape = machine.shapes.get(id(one))
    if shape is None:
        shape = Shape(one.name, one, scope)
        machine.shapes[id(one)] = shape
    shape.bases = tuple(machine.value(base, scope, frame) for base in one.bases)
    known = scope.names.get(one.name)
    if known is not None and scope.space.language in ("go", "ruby"):  # a type's methods stand apart from it; a module is opened again
        shape.bases = (*shape.bases, Value(refs=tuple(ref for ref in known.refs if isinstance(ref, Shape) and ref is not shape)))
    if one.name:
        scope.names[one.name] = Value(refs=(shape,))
    inner = Scope(scope.space, scope, Closure(ir.Function(one.at, "", (), ()), scope, Value(refs=(machine.instance(shape),), names=("self",)), shape))
    inner.names["self"] = Value(refs=(machine.instance(shape),), names=("self",))
    for statement in one.body:
        match statement:
            case ir.Define(function=function):
                closure = shape.methods[function.name] = machine.closure(function, scope, shape)
                if function.decorators:
                    made = next((ref for ref in _decorated(machine, closure, scope, frame).refs if isinstance(ref, Closure)), closure)
                    shape.methods[function.name] = Closure(made.function, made.scope, None, shape) if made is not closure else closure
            case ir.Bind(target=ir.Name(id=name)):
                _statement(machine, statement, inner, frame)
                value = inner.names[name]
                unwritten = typed.unwritten(scope.space, name, statement.at)
                if hides(statement.value) or unwritten or typed.unwritten(scope.space, name, statement.at, printed=True):
                    shape.hidden.add(name)
                if excludes(statement.value) or unwritten:
                    shape.excluded.add(name)
                if statement.annotation is not None and _HIDING.search(written(statement.annotation)):
                    shape.sealed.add(name)
                    value = Value(fields={".secret": machine.recorder.held(value, name, statement.value.at, inner)}, names=("SecretStr",))
                named(machine, value, shape, name, statement.at, inner)
                shape.write(name, value)
                if statement.annotation is not None and (told := typed.expected(machine, shape, name, value, statement.at)) is not None:
                    shape.expected[name] = told
            case ir.Class(name=name):
                _statement(machine, statement, inner, frame)
                if name and name in inner.names:  # `Outer.Inner`, `Outer::Inner`
                    shape.write(name, inner.names[name])
            case _:
                _statement(machine, statement, inner, frame)


    if scope.space.language == "python":
        shown(machine, shape, scope)


_HIDING = regex(r"(?i)secret(?:str|string|box|bytes|<|\b|\.)|redacted|masked|sensitive|protectedstring")


def _import(machine: Machine, one: ir.Import, scope: Scope) -> None:
    if one.types_only:
        return
    for name in one.names:
        found = machine.link(scope.space, one.module, name.name)
        if name.name == "*":
            if found is not None:
                for ref in found.refs:
                    if isinstance(ref, Space):
                        machine.space(ref)
                        if ref.language in includes.PAGES and includes.is_page(ref):
                            includes.included(machine, ref.path, scope, one.at)
                        scope.names.update({key: value for key, value in {**ref.scope.names, **ref.exports}.items() if not key.startswith("_")})
            continue
        if found is None:
            dotted = one.module.strip(".").replace("\\", ".").replace("/", ".") if name.name in ("", "default") else f"{one.module}.{name.name}"
            found = Value(names=tuple(dict.fromkeys((dotted.lstrip("."), name.name or name.local if name.name != "default" else name.local))), opaque=True)
            taint = machine.imported(scope.space, one, name)
            if taint is not None:
                found = found.tainted(taint)
        if name.local:
            scope.names[name.local] = found


def _export(machine: Machine, one: ir.Export, scope: Scope, frame: Frame) -> None:
    exports = scope.space.exports
    if one.source is None:
        if one.value is not None:
            exports[one.name] = machine.value(one.value, scope, frame)
        return
    found = machine.link(scope.space, one.source, one.imported)
    if found is None:
        return
    if one.name == "*":
        for ref in found.refs:
            if isinstance(ref, Space):
                machine.space(ref)
                exports.update({key: value for key, value in ref.exports.items() if key != "default"})
    else:
        exports[one.name] = found

