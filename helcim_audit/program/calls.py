"""What does a call do with what it is given, and what does it answer?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from helcim_audit.lazy import regex
from helcim_audit.program import http_errors, includes, ir, typed
from helcim_audit.program.callbacks import callbacks, outgoing
from helcim_audit.program.called import answer
from helcim_audit.program.descriptors import is_descriptor
from helcim_audit.program.front_ends import group
from helcim_audit.program.handlers import Handler, is_given_variables, is_mask, is_state, streams
from helcim_audit.program.lattice import BODY, CLIENT, CLIENT_SECRET, HEADERS, INITIALIZE, NOTHING, UNKNOWN, Mark, Root, Taint, Value, is_auth_header, join, key
from helcim_audit.program.lookups import initialized
from helcim_audit.program.options import option
from helcim_audit.program.out_parameters import filled, gained
from helcim_audit.program.php_hooks import SERVICE, dispatched, hooked, inherited_names
from helcim_audit.program.promises import promised, resolved
from helcim_audit.program.requests import addressed
from helcim_audit.program.schemas import is_schema, let_through
from helcim_audit.program.scopes import CONSTRUCTORS, Closure, Instance, Scope, Shape, Space, last, written
from helcim_audit.program.sources import all_variables, is_body, kind_of_name
from helcim_audit.program.taken_out import removed, taken
from helcim_audit.secrets import SecretKind

TYPE_CHECKING = False
if TYPE_CHECKING:
    from helcim_audit.program.interpret import Frame, Machine

_TAKE_OUT = frozenset(("pop", "delete", "remove", "del", "unset", "removevalue", "remove_header", "removeheader", "delete_field", "removeall", "deleteheader", "swap_remove"))

DEEPEST = 10
"""Calls inside calls that are followed."""

_APART = frozenset(("php", "blade", "perl", "powershell", "shell"))
"""Languages in which a variable and a function of one name have nothing to do with each other."""



@dataclass(frozen=True, slots=True, eq=False)
class Given:
    """One argument, evaluated. expr: as it is written."""

    value: Value
    expr: ir.Expr
    name: str | None = None
    spread: bool = False


_SHOWS = frozenset(("log", "respond", "render", "persist"))


def call(machine: Machine, expr: ir.Call, scope: Scope, frame: Frame) -> Value:
    """Evaluate a call: what it is given, what it shows to whom, what it answers."""
    target, receiver = expr.target, None
    if isinstance(target, ir.Attribute):
        receiver = machine.value(target.base, scope, frame)
        callee = machine.attribute(receiver, target.name, target, scope)
        if receiver.names and (own := tuple(name for name in callee.names if name not in receiver.names)):
            callee = replace(callee, names=own)  # `$request->ip()` is no call of `request`
    else:
        callee = machine.value(target, scope, frame)
        if isinstance(target, ir.Name) and scope.space.language in _APART and not any(isinstance(ref, Closure | Shape | Space | Instance) for ref in callee.refs):
            callee = Value(names=(*(name for name in callee.names if last(name) == target.id), target.id), opaque=True)  # `hash($hash)`
    machine.recorder.sent.foretold(expr, scope)
    given = [Given(machine.value(arg.value, scope, frame), arg.value, arg.name, arg.spread) for arg in expr.args]
    if isinstance(target, ir.Name) and target.id in ("require", "import", "require_once", "include", "include_once") and given and given[0].value.texts:
        if group(scope.space.language) == "template" and len(given) > 1 and machine.template(scope.space, given, expr):
            return NOTHING
        if scope.space.language == "php":
            includes.included(machine, given[0].value.texts[0].value, scope, expr.at)
        found = machine.link(scope.space, given[0].value.texts[0].value, "")
        return found if found is not None else Value(names=(given[0].value.texts[0].value,), opaque=True)
    if isinstance(target, ir.Name) and target.id == "extract" and scope.space.language == "php":
        includes.extracted(given, scope)
    if isinstance(target, ir.Name) and target.id in ("unset", "delete"):
        removed(machine, expr, scope, frame)
        return NOTHING
    if isinstance(target, ir.Attribute) and target.name == "__new__" and scope.function is not None and scope.function.shape is not None:
        return Value(refs=(machine.instance(scope.function.shape),))
    names = _names(callee, target, scope)
    if scope.space.language == "php" and not callee.refs:
        names += inherited_names(target, scope)
    if resolved(machine, callee, given):
        return NOTHING
    if (promise := promised(machine, expr, names, given, scope)) is not None:
        return promise
    roles = machine.models.roles(names, scope.space.language)
    if _is_callback(target, scope):
        roles |= {"respond"}
    if "received" in roles or (receiver is not None and any(taint.kind in (INITIALIZE, HEADERS) for taint in receiver.taints)):
        roles -= {"respond", "render"}  # `.json(...)`, `.body(...)` of a request that is being made
    if receiver is not None and any(taint.kind == CLIENT for taint in receiver.taints) and roles & {"respond", "render"}:
        roles -= {"respond", "render"} - machine.models.roles((written(target), *(name for name in names if name not in receiver.names)), scope.space.language)  # `body.get(...)`: the receiver's name says nothing of its methods
    if names and streams(last(names[0]), [name for one in (given[:1] if scope.space.language == "go" else given[-1:]) for name in (written(one.expr), *one.value.names)]):
        machine.recorder.respond([*given, *([Given(receiver, target)] if receiver is not None else [])], scope)
    followed: list[Closure | Shape | Space] = [ref for ref in callee.refs if isinstance(ref, Closure | Shape | Space)]
    if (above := inherited(target, scope)) is not None:
        followed, receiver = [above], above.bound
    elif receiver is not None and given and isinstance(given[0].expr, ir.Name) and given[0].expr.id == "self" and any(isinstance(ref, Shape) for ref in receiver.refs):
        followed = [Closure(ref.function, ref.scope, given[0].value, ref.shape) if isinstance(ref, Closure) else ref for ref in followed]
        given, receiver = given[1:], given[0].value  # `Base.__init__(self, token)`
    followed += [method for ref in callee.refs if isinstance(ref, Instance) for method in [called_as_function(ref)] if method is not None]
    if not (followed or given) and receiver is not None and isinstance(target, ir.Attribute) and any(isinstance(ref, Instance) and (target.name in ref.shape.attributes or ref.shape.method(target.name) is not None) for ref in receiver.refs):
        return callee  # a record's accessor, a method that was run where its name was read
    if not followed and receiver is not None and isinstance(target, ir.Attribute):
        followed = [*machine.by_method(scope.space, target.name, receiver, roles)]
    if followed and "mask" not in roles:
        machine.recorder.calls.append((scope.space, given if not _handed(target, scope) else (), expr if "log" in roles else None))  # a callback is no helper: it stands where the caller is
        result = join(_follow(machine, ref, receiver, given, expr, scope, names) for ref in followed)
        machine.recorder.calls.pop()
        if machine.out:
            filled(machine, given, scope, frame)
        # `log = quiet ? () => {} : console.debug` may be either
        either = {"request", "handler"} | (_SHOWS & machine.models.roles(callee.names, scope.space.language) if callee.opaque else frozenset())
        if any(isinstance(ref, Closure) for ref in followed) and not roles & either:
            return machine.recorder.wrapped(result, given, expr, scope)
    elif followed:  # a masking helper: what it leaves is judged where that is shown
        left = join(_follow(machine, ref, receiver, given, expr, scope, names) for ref in followed)
        return Value(taints=tuple(replace(taint, form="masked") for taint in left.taints if taint.form == "preview"))
    else:
        result = None
    shown = [*given, Given(receiver, target)] if receiver is not None and receiver.texts and "render" in roles else given
    machine.recorder.call(machine, expr, names, roles, shown, scope)
    if "put" in roles and receiver is None and len(given) == 2 and given[0].value.texts and is_auth_header(given[0].value.texts[0].value):  # in the block of a builder
        machine.recorder.sent.header(machine, given[1].value, given[0].value.texts[0].value, given[0].expr, scope)
    if machine.recorder.requests.asks(expr, names, roles, receiver, given, scope):
        machine.recorder.requests.add(expr, names, given, receiver if receiver is not None else callee, scope, machine.recorder.calls)
        http_errors.fails(machine, expr, names, receiver, given, scope, frame)
    if names and last(names[0]) == "reject":
        for one in given:
            http_errors.passed_on(expr, one.value, frame)
    if expr.new and names and last(names[0]).endswith(("Error", "Exception")):  # handed to `next()` or `reject()`
        for one in given:
            machine.recorder.raised(expr, one.value, scope)
    if not http_errors.piped(machine, expr, given, scope, frame) and not (scope.space.language == "php" and hooked(machine, last(names[0]) if names else "", given, scope)):
        waits = "request" in roles and any(isinstance(ref, Closure) for one in given for ref in one.value.refs)
        callbacks(machine, expr, roles, receiver, given, scope, initialized(last(names[0]) if names else "", roles, receiver, [one.value for one in given], expr, scope) if waits else None)
    if receiver is not None and isinstance(target, ir.Attribute) and target.name.lower() in _TAKE_OUT and given and given[0].value.texts:
        taken(machine, target.base, given[0].value.texts[0].value, receiver, expr, scope, frame)
    if receiver is not None and isinstance(target, ir.Attribute) and target.name == "set_sensitive" and isinstance(target.base, ir.Name) and isinstance(expr.args[0].value if expr.args else None, ir.Constant):
        machine.bind(target.base, Value(fields={".secret": receiver}, names=("SecretStr",)), scope, frame, expr.at)  # Rust: headers show such a value as "Sensitive"
    if scope.space.language == "php" and receiver is not None and isinstance(target, ir.Attribute):
        for shape in dispatched(target.name, receiver):
            instantiate(machine, shape, given, Mark(scope.space.path, expr.at, "handed to a job"))
    told = answer(machine, expr, names, roles, receiver, given, scope, frame)
    told = addressed(told, names, given)
    told = typed.of_call(machine, told if result is None else join((result, Value(told.taints))), expr, scope)
    return http_errors.answered_with(machine, told, expr, names, receiver, given, scope) if result is None and "request" in roles and "client" not in roles else told


def _handed(target: ir.Expr, scope: Scope) -> bool:
    """Whether a function that is called was given to the one around, or to one around that."""
    return isinstance(target, ir.Name) and scope.taking(target.id) is not None


_EVENTS = frozenset(("event", "_event", "evt", "e"))
_CONTEXTS = frozenset(("context", "_context", "ctx", "_ctx", "_"))


def _is_callback(target: ir.Expr, scope: Scope) -> bool:
    """Whether `callback(null, answer)` is the third parameter of a function of AWS Lambda, which sends it."""
    if not isinstance(target, ir.Name) or target.id not in ("callback", "cb", "done") or (closure := scope.taking(target.id)) is None:
        return False
    params = [param.name for param in closure.function.params]
    return len(params) == 3 and params[2] == target.id and params[0] in _EVENTS and params[1] in _CONTEXTS


def inherited(target: ir.Expr, scope: Scope) -> Closure | None:
    """The method of a class above that `super().send(x)`, `super.send(x)` or, of a constructor, `super(x)` means."""
    match target:
        case ir.Attribute(base=ir.Call(target=ir.Name(id="super")), name=name) | ir.Attribute(base=ir.Name(id="super"), name=name):
            names: tuple[str, ...] = (name,)
        case ir.Name(id="super"):
            names = CONSTRUCTORS
        case _:
            return None
    if scope.shape is None:
        return None
    above = list(scope.shape.lineage)[1:]
    method = next((shape.methods[one] for shape in above for one in names if one in shape.methods), None)
    return Closure(method.function, method.scope, scope.find("self"), method.shape) if method is not None else None


def called_as_function(instance: Instance) -> Closure | None:
    """What runs when an object is called as a function."""
    method = next((found for name in ("call", "__call__", "__invoke", "invoke", "callAsFunction") if (found := instance.shape.method(name)) is not None), None)
    return Closure(method.function, method.scope, Value(refs=(instance,)), method.shape) if method is not None else None


def _names(callee: Value, target: ir.Expr, scope: Scope) -> tuple[str, ...]:
    text = written(target)
    if text and scope.find(text) is None and "." not in text:
        return tuple(dict.fromkeys((*callee.names, text)))
    return tuple(dict.fromkeys((*callee.names, *((text,) if text and _spoken(text) else ())))) or ((text,) if text else ())


def _spoken(text: str) -> bool:
    """Whether a local name says by itself what it is: a logger, a response."""
    head = text.partition(".")[0].lower()
    return "." in text and ("log" in head or head in ("self", "this", "res", "response", "reply", "ctx", "c", "w", "console"))


def _follow(machine: Machine, ref: object, receiver: Value | None, given: Sequence[Given], expr: ir.Call, scope: Scope, names: Sequence[str]) -> Value:
    mark = Mark(scope.space.path, expr.at, f"passed to {last(names[0]) if names else 'a function'}()")
    if isinstance(ref, Shape):
        return instantiate(machine, ref, given, mark, names)
    if isinstance(ref, Space):
        found = ref.exports.get("default")
        closures = [one for one in found.refs if isinstance(one, Closure | Shape)] if found else []
        return join(_follow(machine, one, None, given, expr, scope, names) for one in closures) if closures else UNKNOWN
    assert isinstance(ref, Closure)
    if expr.new:
        made = Value(refs=(machine.instance(machine.made_by(ref)),), names=tuple(f"{one}()" for one in names[:2]))
        invoke(machine, Closure(ref.function, ref.scope, made, ref.shape), given, mark)
        return made
    if ref.bound is None and receiver is not None and not any(isinstance(one, Space) for one in receiver.refs):
        ref = Closure(ref.function, ref.scope, receiver, ref.shape)
    return invoke(machine, ref, given, mark)


def instantiate(machine: Machine, shape: Shape, given: Sequence[Given], mark: Mark, names: Sequence[str] = ()) -> Value:
    """A new object of a class of the program."""
    if is_descriptor(shape):
        shape = machine.another(shape, mark.at)
    if "__new__" in shape.methods:
        maker = shape.methods["__new__"]
        invoke(machine, maker.on(shape), given, mark)
    made = Value(refs=(machine.instance(shape),), names=tuple(f"{one}()" for one in names[:2]))
    constructor = next((found for name in (*CONSTRUCTORS, shape.name) if (found := shape.method(name)) is not None), None)
    if constructor is not None:
        invoke(machine, Closure(constructor.function, constructor.scope, made, constructor.shape), given, mark)
    else:
        fields = [one.target.id for one in shape.node.body if isinstance(one, ir.Bind) and isinstance(one.target, ir.Name)]
        for place, one in enumerate(given):
            name = one.name or (fields[place] if place < len(fields) and not is_schema(shape) else None)
            if name and not one.spread:
                shape.write(name, machine.recorder.held(one.value, name, shape.node.at, shape.scope).step(mark))
            elif one.value.fields:  # `new Config({ token })`, `Config { token }`
                for inner, value in one.value.fields.items():
                    shape.write(inner, value.step(mark))
    taints = [taint for one in given if one.spread or len(given) == 1 for taint in one.value.taints if taint.kind == "initialize"]
    return made.tainted(*taints) if not taints or not is_schema(shape) else made.tainted(*let_through(Value(tuple(taints)), [shape]).taints)


def invoke(machine: Machine, closure: Closure, given: Sequence[Given], mark: Mark | None, kind: Handler = "") -> Value:
    """Run a function of the program. Without `mark` it runs by itself: what it is given is not known."""
    function = closure.function
    closure.ran = True
    machine.out = {}
    machine.done.add(id(function))
    if len(machine.stack) >= DEEPEST or machine.stack.count(id(function)) > 1 or machine.exhausted:
        return UNKNOWN
    memory = (id(function), id(closure.scope), kind, tuple((one.name, one.spread, key(one.value)) for one in given) if mark else None, key(closure.bound, 1) if closure.bound else ())
    known = machine.known.get(memory)
    if known is not None:
        machine.out = machine.outs.get(memory, {})
        machine.failed = join((machine.failed, machine.failures[memory])) if memory in machine.failures else machine.failed
        return known.step(Mark(mark.path, mark.at, f"returned by {function.name or 'a function'}()")) if mark is not None else known
    machine.known[memory] = UNKNOWN
    scope = Scope(closure.scope.space, closure.scope, closure)
    bound = closure.bound
    if bound is None and closure.shape is not None:
        bound = Value(refs=(machine.instance(closure.shape),), names=("self",))
    if bound is not None:
        scope.names["self"] = bound.named("self")
    machine.stack.append(id(function))
    sifted, machine.sifted = machine.sifted, frozenset()
    try:
        frame = machine.frame(closure, kind)
        _bind(machine, closure, given, mark, scope, frame)
        before = dict(scope.names)
        machine.run(function.body, scope, frame)
        machine.out = machine.outs[memory] = gained(closure, before, scope)
        machine.recorder.pages.ended(machine, closure, scope)
        result = join(frame.returned)
        if frame.thrown:
            machine.failures[memory] = join(error for _, error in frame.thrown)
            machine.failed = join((machine.failed, machine.failures[memory]))
    finally:
        machine.sifted = sifted
        machine.stack.pop()
    machine.known[memory] = result
    return result.step(Mark(mark.path, mark.at, f"returned by {function.name or 'a function'}()")) if mark is not None else result


def _bind(machine: Machine, closure: Closure, given: Sequence[Given], mark: Mark | None, scope: Scope, frame: Frame) -> None:
    function = closure.function
    params = list(function.params)
    if params and closure.shape is not None and params[0].name in ("self", "cls"):
        params = params[1:]
    places = [one for one in given if one.name is None and not one.spread]
    named = {one.name: one for one in given if one.name is not None}
    spread = [one.value for one in given if one.spread]
    for param in params:
        found: Value | None = None
        if param.kind == "*":
            rest = [one.value for one in places]
            places = []
            found = Value(fields={str(i): one for i, one in enumerate(rest)}, rest=join(rest) if rest else None, opaque=mark is None)
        elif param.kind == "**":
            found = Value(fields={name: one.value for name, one in named.items()}, opaque=mark is None)
            if mark is None and frame.handler == "response":  # `def webhook(self, **data)`
                sent = Mark(scope.space.path, function.at, f"{param.name} is what the client sent")
                found = Value((Taint(CLIENT, (sent,)), Taint(BODY, (sent,))), names=(param.name,), opaque=True)
        elif param.name in named:
            found = named.pop(param.name).value
        elif places:
            found = places.pop(0).value
        elif spread:
            said = [one.fields[param.name] for one in spread if param.name in one.fields]
            # What one function does with one of many things says nothing of the others.
            found = join(said or [replace(one.rest, roots=frozenset()) if one.rest is not None else UNKNOWN for one in spread])
        if found is not None and mark is not None:
            found = found.step(mark)
        if found is None:
            found = _missing(machine, param, closure, scope, frame, mark is None)
        if param.name:
            scope.names[param.name] = machine.recorder.held(found, param.name, (param.default or closure.function).at, scope)
        if param.pattern is not None:
            machine.bind(param.pattern, found, scope, frame, closure.function.at)


# What masking helpers call the text that they are given.
_MASKED = regex(r"(?i)value|val|v|s|str|string|text|t|tok(?:en)?|key|k|secret|x|raw|plain|cred\w*|api_?(?:token|key)|full|original|input")

# Types of parameters that frameworks hand in, and that no client has a say in.
_OF_SERVER = regex(r"(?:Service|Repository|Client|Manager|Factory|DbContext|Session|Cache|Logger|Options|Config|Configuration|Provider|Store|Gateway|Environment|Database|Model|Writer|Response|Settings|State|Pool|Connection|Redis)$|(?:^|\.)(?:web\.Data|Arc|Extension)$")


# Classes whose methods clients hand each request.
_TRANSPORTS = frozenset(("HTTPAdapter", "BaseAdapter", "AuthBase", "Auth", "BaseTransport", "AsyncBaseTransport", "HTTPTransport", "AsyncHTTPTransport"))


def _fixture(machine: Machine, param: ir.Param, closure: Closure) -> Value | None:
    """What pytest gives a test, or a fixture: the answer of the fixture that a parameter is called by."""
    function = closure.function
    if not function.name.startswith("test") and not any(_is_fixture(one) for one in function.decorators):
        return None
    held = closure.scope.space.scope.find(param.name)
    made = [ref for ref in held.refs if isinstance(ref, Closure) and ref.function is not function and any(map(_is_fixture, ref.function.decorators))] if held is not None else []
    return join(invoke(machine, ref, (), None) for ref in made[:2]) if made else None


def _is_fixture(decorator: ir.Expr) -> bool:
    return written(decorator).removesuffix("()").rpartition(".")[2] == "fixture"


def _missing(machine: Machine, param: ir.Param, closure: Closure, scope: Scope, frame: Frame, alone: bool) -> Value:
    """A parameter that no argument fills: its default, an object of its declared class, or something unknown."""
    default = machine.value(param.default, closure.scope, frame) if param.default is not None else None
    if alone and closure.function.name in CONSTRUCTORS and (service := machine.shared.get(SERVICE + param.name)) is not None:  # wired by its name
        return service
    if alone and scope.space.language == "python" and (given := option(machine, param, closure, frame)) is not NOTHING:
        return given
    if default is not None and not alone:
        return default
    if alone and scope.space.language == "python" and (fixture := _fixture(machine, param, closure)) is not None:
        return fixture
    if alone and scope.space.speaks and is_given_variables(closure.function, param, scope.space):
        return all_variables(scope.space.path, closure.function.at)
    told = written(param.annotation) if param.annotation is not None else ""
    transport = closure.shape is not None and param.name in ("request", "req", "r") and not _TRANSPORTS.isdisjoint(closure.shape.marks())
    if alone and transport and scope.space.helcim(closure.function.at):
        return outgoing(scope, closure.function)
    if alone and told and "outgoing" in machine.models.roles((told, *machine.told(param.annotation, scope)), scope.space.language) and scope.space.helcim(closure.function.at):
        return outgoing(scope, closure.function)
    shape = machine.by_class(scope.space, told.rpartition(".")[2]) if told else None
    own = Value(refs=(machine.instance(shape),)) if shape is not None else None
    alias = scope.find(told) if told and param.annotation is not None else None
    if alias is not None and any(isinstance(ref, Instance) for ref in alias.refs):  # Annotated[Client, Depends(get_client)]
        own = Value(refs=tuple(ref for ref in alias.refs if isinstance(ref, Instance)))
    value = machine.unknown(scope.space, Root(id(closure.function), param.name), closure.function.at, param.name, (closure.function.name,) if closure.function.name else ())
    value = Value(value.taints, fields=value.fields, names=tuple(filter(None, (param.name, told))), roots=value.roots, opaque=True)
    served = alone and frame.handler in ("entry", "response") and not (shape is not None and not shape.methods.keys() <= set(CONSTRUCTORS)) and not _OF_SERVER.search(told) and not is_state(closure.function, told, scope.space)
    if served and (default is None or (default.opaque and not default.taints)):
        sent = Taint(CLIENT, (Mark(scope.space.path, closure.function.at, f"{param.name} is what the client sent"),))
        if kind_of_name(param.name, True) is SecretKind.SECRET_TOKEN:
            value = replace(value, taints=(Taint(CLIENT_SECRET, sent.steps),))
        value = value.tainted(sent, *((Taint(BODY, sent.steps),) if is_body(param.name) else ()))
    elif alone and is_mask(closure.function.name) and scope.space.speaks and not value.taints and _MASKED.fullmatch(param.name):
        value = value.tainted(Taint("api-token", (Mark(scope.space.path, closure.function.at, f"what {closure.function.name}() is given to hide"),)))
    return join(one for one in (default, own, value if own is None or served else None) if one is not None)
