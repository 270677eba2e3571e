"""What do an attribute and an item of a value hold?"""

from __future__ import annotations

from dataclasses import replace

from helcim_audit.lazy import regex
from helcim_audit.names import speaks_of_helcim
from helcim_audit.program import ir
from helcim_audit.program.calls import invoke
from helcim_audit.program.cuts import number
from helcim_audit.program.descriptors import got
from helcim_audit.program.handlers import is_unset
from helcim_audit.program.lattice import CLIENT, INITIALIZE, NOTHING, SETTING_ITEM, SETTINGS, Mark, Root, Value, join
from helcim_audit.program.mappings import unnamed
from helcim_audit.program.rows import manager
from helcim_audit.program.scopes import Closure, Instance, Scope, Shape, Space, written
from helcim_audit.program.sifting import without_secrets
from helcim_audit.program.slices import character
from helcim_audit.program.sources import by_name, of_field
from helcim_audit.program.standard_library import variables
from helcim_audit.secrets import SecretKind

TYPE_CHECKING = False
if TYPE_CHECKING:
    from helcim_audit.program.interpret import Frame, Machine

# Objects that frameworks hand from one function to another, and those that are not printed to see a secret.
_SHARED = regex(r"(?i)(?:^|\.)(?:locals|g|state|viewbag|viewdata|tempdata|app|fastify|server|request|req|event|context|ctx|instance|current_app|application|bot|(?:current_)?app\.(?:config|extensions))(?:\(\))?$")
_ENDS_IN_REQUEST = regex(r"(?i)(?:^|\.)(?:req|request|res|response|self|this|event|ctx|context|c|app|window|document|module|exports|process|require\(\)|error|err|e)$")
_WRAPS = frozenset(("parameter", "value", "secretstring", "secretbinary", "payload", "data", "plaintext", "secret_value", "secretvalue", "plaintextvalue", "0"))
_STYLES = frozenset(("black", "red", "green", "yellow", "blue", "magenta", "cyan", "white", "gray", "grey", "bold", "dim", "italic", "underline", "light_red", "light_green", "light_yellow", "light_blue", "lightRed", "lightGreen"))
_STYLED = frozenset(("ruby", "javascript", "typescript", "tsx", "swift"))
"""Languages whose libraries colour a text by an attribute of it."""
_LOOKED_UP = frozenset((SecretKind.API_TOKEN.value, SecretKind.WEBHOOK_VERIFIER.value, SecretKind.PARTNER_TOKEN.value, SETTINGS, SETTING_ITEM))
_OF_REQUESTS = regex(r"(?i)\w*(?:helcim|payment|gateway)\w*$")
_SPREADS = frozenset(("initialize", "client-input", "webhook-body"))


def attribute(machine: Machine, base: Value, name: str, expr: ir.Expr, scope: Scope, item: bool = False) -> Value:
    """What `base.name` or `base["name"]` holds."""
    space = scope.space
    found = [base.fields[one] for one in (("." + name, name) if not item else (name, "." + name)) if one in base.fields][:1]
    own, missed = False, base.opaque or not base.refs
    for ref in base.refs:
        if isinstance(ref, Space):
            machine.space(ref)
            exported = ref.exports.get(name) or (ref.scope.names.get(name) if ref.language not in _SCRIPTS else None)
            if exported is None and name == "default":
                exported = Value(fields=ref.exports)
            found += [exported] if exported is not None else []
        elif isinstance(ref, Shape | Instance):
            shape = ref.shape if isinstance(ref, Instance) else ref
            own = own or speaks_of_helcim(shape.name)
            member = _member(machine, shape, name, base, expr, space)
            found += [member] if member is not None else []
            missed = missed or member is None
    if name in ("class", "__class__", "constructor") and not found and (shapes := tuple(ref.shape for ref in base.refs if isinstance(ref, Instance))):
        return Value(refs=shapes, names=tuple(f"{one}.{name}" for one in base.names))
    if name in ("Value", "CurrentValue") and space.language == "csharp" and not found and any(isinstance(ref, Instance) for ref in base.refs):
        return base  # IOptions<T>
    if name == "f_locals" and space.language == "python":
        return variables(scope)
    if name == "__dict__" and base.refs:
        return Value(fields={key: value for ref in base.refs if isinstance(ref, Instance) for key, value in ref.shape.attributes.items()})
    names = tuple(f"{one}.{name}" for one in base.names) or ((written(expr),) if written(expr) else ())
    if found:
        value = join(found)
        if value.opaque and any(taint.kind == CLIENT for taint in base.taints) and (given := of_field(base, name, expr.at, space.path)) is not None:
            value = join((value, given))
        return value.named(*names) if value.opaque or not value.names else value
    if (rows := manager(machine, base, name)) is not None:
        return rows
    sent = machine.sent(names, expr, scope) if names and not any(taint.kind == INITIALIZE for taint in base.taints) else None
    if sent is not None:
        return sent
    if name.lower() in _WRAPS and any(taint.kind in _LOOKED_UP for taint in base.taints) and not base.refs and not base.fields:
        return Value(base.taints, names=base.names, opaque=True)  # get_parameter(...)["Parameter"]["Value"]
    if not item and name in _STYLES and space.language in _STYLED and base.taints and not base.refs and not base.fields:
        return base  # `token.green`
    if name in machine.shared and base.names and _OF_REQUESTS.match(name) and _SHARED.search(base.names[0]):  # by a middleware, not by the client
        return machine.shared[name]
    answer = of_field(base, name, expr.at, space.path)
    if answer is not None:
        return answer.named(*names)
    if base.rest is not None and (item or not base.opaque):
        told = by_name(space, name, expr.at) if item else None
        if told is not None:
            for one in base.roots:
                machine.used.setdefault(one, Mark(space.path, expr.at, f"{name} is read from it"))
        return base.rest.tainted(told) if told is not None else base.rest
    if base.fields and not base.opaque and not base.refs and not base.names:
        return NOTHING
    owner = next((id(ref.shape if isinstance(ref, Instance) else ref) for ref in base.refs), id(scope.space.module))
    dotted = names[0] if names else name
    root = Root(owner, name if base.refs else dotted)
    shared = machine.shared.get(name) if base.names and _SHARED.search(base.names[0]) else None
    if shared is not None:
        return shared
    if base.names and base.names[0] == "self":
        own = own or speaks_of_helcim(space.path.rpartition("/")[2])
    value = machine.unknown(space, root, expr.at, name, base.names, own).named(*names)
    if value.taints and base.roots and not base.refs and not _ENDS_IN_REQUEST.search(base.names[0] if base.names else ""):
        _remember(machine, base.roots, name if item or space.language != "python" else "." + name, value)
    elif base.roots and not base.refs:
        machine.parents.setdefault(root, (base.roots, name if item or space.language != "python" else "." + name))
    return value


def _remember(machine: Machine, roots: frozenset[Root], name: str, value: Value, depth: int = 3) -> None:
    """What is read from something unknown is a part of it, and of what that was read from."""
    for one in roots:
        machine.members.setdefault(one, {})[name] = value
        if depth and one in machine.parents:
            above, under = machine.parents[one]
            _remember(machine, above, under, Value(fields=dict(machine.members[one]), opaque=True), depth - 1)


def _is_abstract(function: ir.Function) -> bool:
    """Whether a method says nothing: its text, `...`, `pass`, `raise NotImplementedError`."""
    return all(
        isinstance(one, ir.Raise) or (isinstance(one, ir.Evaluate) and isinstance(one.value, ir.Constant | ir.Literal)) or (isinstance(one, ir.Return) and (one.value is None or isinstance(one.value, ir.Constant)))
        for one in function.body
    )


def _member(machine: Machine, shape: Shape, name: str, base: Value, expr: ir.Expr, reader: Space) -> Value | None:
    method = shape.method(name)
    if method is None or _is_abstract(method.function):  # what the classes below it say
        below = [one for one in machine.below(shape) if name in one.methods][:4]
        if below and (heirs := [_member(machine, one, name, Value(refs=(machine.instance(one),), names=base.names), expr, reader) for one in below]):
            return join(heirs)
    if method is not None and shape.scope.space.language == "ruby" and id(method.function) in machine.stack and (kept := shape.read(name)) is not None:
        return kept  # `def headers = @headers ||= {...}`: the variable, not the method
    if method is not None:
        bound = Closure(method.function, method.scope, base, method.shape)
        if is_property(method):
            return invoke(machine, bound, [], Mark(reader.path, expr.at, f"read from {name}"))
        method.ran = method.ran or bool(machine.stack)
        return Value(refs=(bound,))
    value = shape.read(name)
    if value is None:  # an attribute that the classes below it have
        value = next((found for one in machine.below(shape) if (found := one.read(name)) is not None), None)
    if value is not None and not value.taints and (value.opaque or is_unset(value)):
        told = machine.unknown(shape.scope.space, Root(id(shape), name), shape.node.at, name, (), speaks_of_helcim(shape.name))
        value = replace(value.tainted(*told.taints), roots=value.roots | told.roots)  # its use tells what it is
    return got(machine, value, base, expr, reader.path) if value is not None and reader.language == "python" else value


def computed(machine: Machine, value: Value, expr: ir.Expr, scope: Scope) -> Value:
    """What a bare name holds: of a property of the file (`String get token => ...`), what reading it answers."""
    made = [ref for ref in value.refs if isinstance(ref, Closure) and ref.function.decorators and ref.bound is None and is_property(ref)]
    if not made or scope.space.language not in _WITH_PROPERTIES:
        return value
    return join(invoke(machine, ref, [], Mark(scope.space.path, expr.at, f"read from {ref.function.name}")) for ref in made)


_WITH_PROPERTIES = frozenset(("dart", "swift", "kotlin", "ruby", "erb", "haml", "slim"))


def is_property(method: Closure) -> bool:
    """Whether a function runs when its name is read."""
    return any(written(one).rpartition(".")[2] in ("property", "cached_property", "computed_field", "setter") or written(one) == "getter" for one in method.function.decorators)


def constant(machine: Machine, name: str, scope: Scope) -> Value | None:
    """A bare constant of Ruby: of the class around it, of the modules around that, of what the class inherits or has in other files."""
    around: list[Shape] = []
    place: Scope | None = scope
    while place is not None:
        if place.function is not None and place.function.shape is not None and place.function.shape not in around:
            around.append(place.function.shape)
        place = place.above
    if around and name in around[0].attributes:
        return around[0].attributes[name]
    found = scope.find(name)
    if found is not None:
        return found
    opened = (ref for shape in around for known in (machine.by_symbol(scope.space, shape.name),) if known is not None for ref in known.refs if isinstance(ref, Shape))
    return next((value for shape in (*around, *opened) if (value := shape.read(name)) is not None), None)


def item(machine: Machine, expr: ir.Item, scope: Scope, frame: Frame) -> Value:
    base, key = machine.value(expr.base, scope, frame), machine.value(expr.key, scope, frame)
    if key.texts and not key.opaque:
        return join(attribute(machine, base, text.value, expr, scope, item=True) for text in key.texts[:3])
    if isinstance(expr.key, ir.Constant) and expr.key.text in base.fields:
        return base.fields[expr.key.text]
    place = number(expr.key) if scope.space.language == "python" else None
    if place is not None and place < 0 and base.rest is None and (last := str(len(base.fields) + place)) in base.fields:
        return base.fields[last]
    if place is not None and isinstance(expr.base, ir.Name | ir.Attribute) and (one := character(base, place, Mark(scope.space.path, expr.at, "cut"))) is not None:
        return one
    inner = join((*unnamed(base), base.rest))
    if inner is not NOTHING:
        return without_secrets(inner) if isinstance(expr.key, ir.Name) and expr.key.id in machine.sifted else inner
    if written(expr.base).rpartition(".")[2] in ("Annotated", "Optional", "ClassVar", "Final", "Type"):
        return join((key.fields.get("0"), key.fields.get("1"))) if key.fields else key
    if isinstance(expr.key, ir.Name | ir.Attribute) and base.opaque:  # app[helcim_token]
        named = by_name(scope.space, written(expr.key).rpartition(".")[2], expr.at)
        if named is not None:
            return Value(taints=(named,), opaque=True)
    return Value(taints=base.taints if any(taint.kind in _SPREADS for taint in base.taints) else (), opaque=True)


_SCRIPTS = frozenset(("javascript", "typescript", "tsx", "vue", "svelte", "astro", "html"))
