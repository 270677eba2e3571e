"""What does an operator, a call or an item mean, in languages that are read loosely, once its parts are read?"""

from helcim_audit.lazy import regex
from helcim_audit.model import Span
from helcim_audit.program import ir, signs
from helcim_audit.program import loose_cuts as cuts
from helcim_audit.program.loose_reader import Reader
from helcim_audit.program.tokens import Token, joined

OPENS = frozenset(("(", "[", "{", "@{", "@[", "@(", "#{"))
CLOSES = frozenset((")", "]", "}"))
_STREAM = regex(r"(?i)(?:^|\.)(?:cout|cerr|clog|wcout|wcerr|q(?:debug|info|warning|critical)\(\)|log\(\)|v?log(?:ger)?\w*(?:\(\))?|log_\w+|boost_log_trivial\(\))$")


def combined(reader: Reader, at: Span, sign: str, left: ir.Expr, right: ir.Expr) -> ir.Expr:
    if sign in reader.dialect.either or sign in ("??", "?:"):
        return ir.Choice(at, (left, right))
    if sign in ("and", "&&", "andalso"):
        return ir.Choice(at, (right, ir.Test(at, (left,))))
    if sign in ("|>", "%>%"):
        call = right if isinstance(right, ir.Call) else ir.Call(at, right)
        return ir.Call(at, call.target, (ir.Arg(left), *call.args))
    if sign == "<<":
        if isinstance(left, ir.Call) and (getattr(left.target, "name", "") == "<<" or _STREAM.search(_dotted(left.target))) and left.args:
            return ir.Call(at, left.target, (*left.args, ir.Arg(right)))
        return ir.Call(at, left if _STREAM.search(_dotted(left)) else ir.Attribute(at, left, "<<"), (ir.Arg(right),))
    if sign == "\\":
        return ir.Item(at, left, right)
    if sign == "->":
        return ir.Sequence(at, (ir.Arg(left), ir.Arg(right)))
    if sign == "=>" and reader.language == "scala" and isinstance(left, ir.Name):
        return ir.Function(at, "", (ir.Param(left.id),), (ir.Return(at, right),))
    if sign == "=>":
        return ir.Opaque(at, (right,))
    return ir.Join(at, (left, right)) if sign == "%" and isinstance(left, ir.Literal) else signs.test(at, sign, left, right)


def _dotted(expr: ir.Expr) -> str:
    match expr:
        case ir.Name(id=name):
            return name
        case ir.Attribute(base=base, name=name):
            return f"{_dotted(base)}.{name}"
        case ir.Call(target=target):
            return _dotted(target) + "()"
        case _:
            return ""


def bracketed(reader: Reader) -> list[Token]:
    """The tokens up to the bracket that closes what was opened last."""
    depth, end = 0, reader.at
    while end < min(len(reader.tokens), reader.at + 40):
        one = reader.tokens[end]
        if one.kind == "sign":
            depth += (one.text in OPENS) - (one.text in CLOSES)
            if depth < 0:
                break
        end += 1
    return reader.tokens[reader.at : end]


def called(reader: Reader, at: Span, target: ir.Expr, args: tuple[ir.Arg, ...]) -> ir.Expr:
    """A call; of what makes a list with names a record, of `paste` a text."""
    if reader.language == "r":
        name = target.id if isinstance(target, ir.Name) else target.name if isinstance(target, ir.Attribute) else ""
        if name in ("c", "list", "add_headers", "req_headers") and args and all(one.name for one in args):
            return collection(at, args)
        if name in ("paste", "paste0", "glue", "str_c"):
            return joined(at, [one.value for one in args if one.name not in ("sep", "collapse")])
        if name == "substr" or name == "substring":
            return cuts.counted(at, args)
    if reader.language == "vb" and isinstance(target, ir.Name) and target.id.lower() == "mid":
        numbers = [int(one.value.text) for one in args[1:3] if isinstance(one.value, ir.Constant) and one.value.text.isdigit()]
        last = (ir.Arg(ir.Constant(at, str(sum(numbers) - 1))),) if len(numbers) == 2 else args[2:3]
        return cuts.counted(at, (*args[:2], *last))
    if reader.language == "lua" and isinstance(target, ir.Attribute) and target.name == "sub" and args:
        return cuts.counted(at, args if isinstance(target.base, ir.Name) and target.base.id == "string" else (ir.Arg(target.base), *args))
    return ir.Call(at, target, args)


def item(at: Span, base: ir.Expr, keys: tuple[ir.Arg, ...]) -> ir.Expr:
    key = keys[0].value if keys else ir.Opaque(at)
    while isinstance(key, ir.Sequence) and len(key.items) == 1:  # x[["name"]] of R
        key = key.items[0].value
    return ir.Item(at, base, key)


def collection(at: Span, listed: tuple[ir.Arg, ...]) -> ir.Expr:
    """A record where its items have keys, a sequence else."""
    if listed and all(one.name is not None for one in listed):
        return ir.Record(at, tuple(ir.Entry(ir.Literal(one.value.at, one.name or ""), one.value) for one in listed))
    return ir.Sequence(at, tuple(ir.Arg(one.value) for one in listed))


def begins(reader: Reader) -> bool:
    """Whether an argument without brackets comes next on the same line."""
    token = reader.peek()
    if token.kind == "word":
        return not reader.is_word("then", "do", "as", "is", "in", "to", "else", "elif", "and", "or", "mod", "with", "when", "of", "xor", "orelse", "andalso", "isnot", "like", "instanceof")
    return token.kind in ("string", "number") or (token.kind == "sign" and reader.language == "fsharp" and (token.text == "(" or (token.text == "{" and reader.peek(1).text == "|")))


_ENDPOINT = regex(r"[ \t]*#[*'][ \t]{0,4}@(?:get|post|put|patch|delete|head|use|filter)\b")


def annotated(text: str, at: int) -> bool:
    """Whether the comment above an offset makes an endpoint of plumber of what stands there."""
    above = text[max(0, at - 4000) : at].split("\n")[:-1]
    for line in reversed(above[-60:]):
        if _ENDPOINT.match(line):
            return True
        if line.strip() and not line.lstrip().startswith("#"):
            return False
    return False
