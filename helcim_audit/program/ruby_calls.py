"""Which call of the intermediate representation is a message that Ruby sends?

`x.y` and `x.y()` are one thing: the Attribute `y`, unless the name says that something is done or asked. `y`
alone is that Attribute of Name("self") where the class defines it and no local variable hides it.
`X.new(y)`: Call of X, `new`. `f(a: x)`: a named Arg; `f("a" => x)`: a Record. A block: the last Arg, a
Function; but `fetch("X") { d }` is `fetch("X", d)`. `raise X, m`: Raise of X(m).
"""

from collections.abc import Callable

from helcim_audit.program import ir
from helcim_audit.program.pages import PRINTED, printed
from helcim_audit.program.ruby_lowering import Lowering, expression
from helcim_audit.program.treesitter import Node, named

# Messages without arguments that make something else of their receiver, or do something with it.
_WORDS = (
    "to_s to_str to_sym to_json to_h to_hash to_a to_i to_f to_param to_query inspect dup clone freeze strip chomp chop squish upcase downcase"
    " capitalize swapcase reverse length size count bytesize hash first last keys values compact flatten uniq sort sum min max chars bytes lines"
    " each_char call save save! reload destroy delete update touch perform perform_now perform_later run close open read each map to_proc"
    " html_safe h escape_html presence pop shift clear hexdigest digest encode decode unpack pretty_inspect as_json attributes present? body_stream"
)
_METHODS = frozenset(_WORDS.split())


def arguments(low: Lowering, node: Node | None) -> tuple[ir.Arg, ...]:
    """The arguments of a call. `key: value` is named; pairs with other keys are one hash."""
    found: list[ir.Arg] = []
    pairs: list[ir.Entry] = []
    for child in named(node) if node is not None else []:
        match child.kind():
            case "pair":
                entry = pair(low, child)
                if isinstance(entry.key, ir.Literal) and not _arrow(child):
                    found.append(ir.Arg(entry.value, entry.key.value))
                else:
                    pairs.append(entry)
            case "splat_argument" | "hash_splat_argument":
                inside = named(child)
                found.extend([ir.Arg(expression(low, inside[0]), spread=True)] if inside else [])
            case "block_argument":
                inside = named(child)
                found.extend([ir.Arg(expression(low, inside[0]))] if inside else [])
            case "forward_argument":
                pass
            case _:
                found.append(ir.Arg(expression(low, child)))
    if pairs and node is not None:
        found.append(ir.Arg(ir.Record(node, tuple(pairs))))
    return tuple(found)


def _arrow(node: Node) -> bool:
    return any(child.kind() == "=>" for child in node.children())


def pair(low: Lowering, node: Node) -> ir.Entry:
    """`key: value`, `"key" => value`, `key:`."""
    inside = named(node)
    key = expression(low, inside[0])
    if len(inside) > 1:
        return ir.Entry(key, expression(low, inside[-1]))
    name = key.value if isinstance(key, ir.Literal) else ""
    return ir.Entry(key, plain(low, inside[0], name))


_KERNEL = frozenset(
    (
        "puts", "print", "p", "pp", "warn", "logger", "params", "request", "response", "session", "cookies", "flash", "binding", "caller", "rand", "gets", "exit", "abort",
        "loop", "block_given", "private", "protected", "public", "yield", "super", "__method__", "super_method",
    )
)  # fmt: skip


def _is_called(node: Node) -> bool:
    """Whether a name is that of a call with arguments, which may as well be one of Ruby's own."""
    parent = node.parent()
    return parent is not None and parent.kind() == "call" and parent.field("receiver") is None


def plain(low: Lowering, node: Node, name: str) -> ir.Expr:
    """A bare name: a local variable, or a method of this class, or one from elsewhere."""
    inherited = low.inherits and name not in _KERNEL and node.kind() == "identifier" and name[:1].islower()
    if name not in low.variables and (name in low.members or (inherited and not _is_called(node))):
        return ir.Attribute(node, ir.Name(node, "self"), name)
    return ir.Name(node, name)


def _call(low: Lowering, node: Node) -> ir.Expr:
    receiver, method = node.field("receiver"), node.field("method")
    passed = node.field("arguments")
    args = arguments(low, passed)
    name = method.text() if method is not None else "call"
    base = expression(low, receiver) if receiver is not None else None
    block = node.field("block")
    if block is not None:
        args = _with_block(low, name, args, block)
    if isinstance(base, ir.Name) and base.id in low.prints and base.id not in low.variables:
        return _output(low, node, args)
    if base is None:
        return _bare(low, node, name, args, method or node)
    if name == "new":
        return ir.Call(node, base, args, new=True)
    if name in ("call", "()", "yield") and isinstance(base, ir.Name | ir.Function) and receiver is not None and receiver.kind() != "constant":
        return ir.Call(node, base, args)  # of a lambda; of an object it is a method
    if name == "slice" and args and all(isinstance(arg.value, ir.Literal) and arg.name is None for arg in args):  # of a hash
        return ir.Record(node, tuple(ir.Entry(arg.value, ir.Item(node, base, arg.value)) for arg in args))
    if name.endswith("?"):
        return ir.Test(node, (base, *(arg.value for arg in args)), name)
    target = ir.Attribute(method or node, base, name)
    if not args and name not in _METHODS and not name.endswith("!"):
        return ir.Attribute(node, base, name)
    return ir.Call(node, target, args)


def _output(low: Lowering, node: Node, args: tuple[ir.Arg, ...]) -> ir.Expr:
    """`json.token x`, `json.user do ... end`."""
    for arg in args:
        if isinstance(arg.value, ir.Function):
            low.pending.extend(ir.Evaluate(one.value) if isinstance(one, ir.Return) and one.value is not None else one for one in arg.value.body)
    return ir.Markup(node, "template", (), tuple(arg.value for arg in args if not isinstance(arg.value, ir.Function)))


def _with_block(low: Lowering, name: str, args: tuple[ir.Arg, ...], block: Node) -> tuple[ir.Arg, ...]:
    """A block is the last argument; that of `fetch` is a default."""
    function = low.function(low, block)
    only = function.body[0] if len(function.body) == 1 else None
    if name == "fetch" and isinstance(only, ir.Return) and only.value is not None:
        return (*args, ir.Arg(only.value))
    return (*args, ir.Arg(function))


def _bare(low: Lowering, node: Node, name: str, args: tuple[ir.Arg, ...], at: Node) -> ir.Expr:
    match name:
        case "raise" | "fail":
            low.pending.append(ir.Raise(node, _raised(node, args)))
            return ir.Opaque(node)
        case "new":
            return ir.Call(node, ir.Name(at, "self"), args, new=True)
        case "lambda" | "proc" if args:
            return args[-1].value
        case "block_given?" | "defined?":
            return ir.Test(node, tuple(arg.value for arg in args))
        case _ if name == PRINTED:
            return printed(node, args)
        case _:
            if not args and node.kind() == "call" and name in low.members:
                return ir.Attribute(node, ir.Name(node, "self"), name)
            return ir.Call(node, plain(low, at, name), args)


def _raised(node: Node, args: tuple[ir.Arg, ...]) -> ir.Expr:
    if not args:
        return ir.Opaque(node)
    first = args[0].value
    if isinstance(first, ir.Literal | ir.Join):
        return ir.Call(node, ir.Name(node, "RuntimeError"), args, new=True)
    return ir.Call(node, first, args[1:], new=True) if len(args) > 1 else first


def _super(_: Lowering, node: Node) -> ir.Expr:
    return ir.Name(node, "super")


def _yield(low: Lowering, node: Node) -> ir.Expr:
    listed = next((child for child in named(node) if child.kind() == "argument_list"), None)
    return ir.Call(node, ir.Name(node, "yield"), arguments(low, listed))


def _identifier(low: Lowering, node: Node) -> ir.Expr:
    name = node.text()
    if name in ("raise", "fail") and name not in low.variables:
        low.pending.append(ir.Raise(node, ir.Opaque(node)))
        return ir.Opaque(node)
    return plain(low, node, name)


TABLE: dict[str, Callable[[Lowering, Node], ir.Expr]] = {
    "call": _call,
    "super": _super,
    "yield": _yield,
    "identifier": _identifier,
}
