"""What takes the place of a secret that is logged, or handed to the browser?"""

import libcst as cst

from helcim_audit.fixes.environment import Reading
from helcim_audit.fixes.literals import Move
from helcim_audit.fixes.module import Module, literal
from helcim_audit.fixes.problem import Problem, UnsureError
from helcim_audit.fixes.removal import without_arg, without_element
from helcim_audit.names import classify
from helcim_audit.program.python_expressions import dotted
from helcim_audit.secrets import SecretKind

_VALUES = (cst.Name, cst.Attribute, cst.Subscript, cst.Call, cst.SimpleString, cst.FormattedStringExpression, cst.BinaryOperation)
_LOOK_UPS = frozenset(("os.environ.get", "os.getenv", "environ.get", "getenv", "config", "env"))
_NOTHING = Reading("")


def last_four(module: Module, problem: Problem) -> Move:
    """The last four characters of what is logged. Raises UnsureError."""
    found = module.smallest(problem.span, _VALUES)
    if isinstance(found, cst.SimpleString) and isinstance(entry := module.parent(found), cst.DictElement) and entry.key is found:
        found = entry.value
    if isinstance(found, cst.FormattedStringExpression):
        found = found.expression
    if isinstance(found, cst.BinaryOperation) or (isinstance(found, cst.Call) and not _is_value(found)):
        found = _the_one(found)
    if isinstance(found, cst.Subscript) and isinstance(found.slice[0].slice, cst.Slice) and len(found.slice) == 1:
        cut = found.with_changes(slice=[cst.SubscriptElement(_from_the_end())])
        return Move(found, cut, "", _NOTHING, "only the last four characters are logged")
    if not isinstance(found, cst.Name | cst.Attribute | cst.Subscript | cst.Call) or not _is_value(found):
        raise UnsureError("what is logged holds more than the secret: leave the secret out of it")
    return Move(found, _cut(module, found), "", _NOTHING, "only the last four characters are logged")


def _from_the_end() -> cst.Slice:
    return cst.Slice(lower=cst.UnaryOperation(cst.Minus(), cst.Integer("4")), upper=None)


def _cut(module: Module, value: cst.BaseExpression) -> cst.Subscript:
    """`(value or "")[-4:]`: a value that is not set must not break what logs it."""
    quote = '"'
    for around in module.above(value):
        if isinstance(around, cst.FormattedString) and around.end.startswith('"'):
            quote = "'"
    either = cst.BooleanOperation(value.with_changes(lpar=[], rpar=[]), cst.Or(), cst.SimpleString(quote * 2), lpar=[cst.LeftParen()], rpar=[cst.RightParen()])
    return cst.Subscript(either, [cst.SubscriptElement(_from_the_end())])


def _is_value(node: cst.CSTNode) -> bool:
    """Whether an expression is by its name a secret and nothing else."""
    match node:
        case cst.Name(value=name) | cst.Attribute(attr=cst.Name(value=name)):
            return _is_secret(name)
        case cst.Subscript(slice=[cst.SubscriptElement(slice=cst.Index(value=key))]):
            return _is_secret(literal(key) or "")
        case cst.Call(func=func, args=[cst.Arg(value=key), *_]):
            return (dotted(func) in _LOOK_UPS or dotted(func).endswith(".get")) and _is_secret(literal(key) or "")
        case _:
            return False


def _is_secret(name: str) -> bool:
    found = classify(name, in_helcim=True)
    return found is not None and found.kind not in (SecretKind.CARD_TOKEN, SecretKind.BANK_TOKEN)


def _the_one(found: cst.CSTNode) -> cst.CSTNode:
    """The one value in a call or sum that is a secret by its name."""
    values: list[cst.CSTNode] = []
    waiting = [arg.value for arg in found.args] if isinstance(found, cst.Call) else [found]
    waiting_nodes: list[cst.CSTNode] = list(waiting)
    while waiting_nodes:
        node = waiting_nodes.pop()
        if _is_value(node) or (isinstance(node, cst.Subscript) and _is_value(node.value)):
            values.append(node)
        elif not isinstance(node, cst.Lambda):
            waiting_nodes.extend(node.children)
    if len(values) != 1:
        raise UnsureError("several values are logged here, or none that its name calls a secret")
    return values[0]


def without_secret_token(module: Module, problem: Problem) -> Move:
    """The record or call without its `secretToken`. Raises UnsureError where the whole response is handed on."""
    for node in module.nodes:
        if not isinstance(node, cst.DictElement | cst.Arg):
            continue
        key = node.key if isinstance(node, cst.DictElement) else node.keyword
        if key is None or not _names_secret_token(key) or not _touches(module, problem, node, key):
            continue
        if not _is_quiet(node.value):
            raise UnsureError("something else happens where the secretToken is read")
        owner = module.parent(node)
        if isinstance(owner, cst.Dict) and isinstance(node, cst.DictElement):
            return Move(owner, without_element(owner, node), "", _NOTHING, "secretToken is no longer handed to the browser")
        if isinstance(owner, cst.Call) and isinstance(node, cst.Arg):
            return Move(owner, without_arg(owner, node), "", _NOTHING, "secretToken is no longer handed to the browser")
    raise UnsureError("the response is handed on as a whole: return only its checkoutToken, and keep the secretToken in the server's session")


def _names_secret_token(key: cst.BaseExpression) -> bool:
    name = key.value if isinstance(key, cst.Name) else literal(key)
    found = classify(name, in_helcim=True) if name else None
    return found is not None and found.kind is SecretKind.SECRET_TOKEN


def _touches(module: Module, problem: Problem, node: cst.CSTNode, key: cst.CSTNode) -> bool:
    """Whether the finding stands at this entry, or at a record or call around it."""
    place = module.locate(node)
    return place.overlaps(problem.span) or module.locate(key).overlaps(problem.span)


def _is_quiet(value: cst.BaseExpression) -> bool:
    """Whether nothing happens by reading `value`: names, attributes, items and `.get`."""
    waiting: list[cst.CSTNode] = [value]
    while waiting:
        node = waiting.pop()
        if isinstance(node, cst.Await | cst.Yield | cst.NamedExpr):
            return False
        if isinstance(node, cst.Call) and not (isinstance(node.func, cst.Attribute) and node.func.attr.value == "get"):
            return False
        waiting.extend(node.children)
    return True
