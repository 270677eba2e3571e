"""What takes the place of a literal that is a secret?"""

from dataclasses import dataclass

import libcst as cst

from helcim_audit.fixes.environment import OS, Reading, pydantic_field, reading
from helcim_audit.fixes.module import Module, bound_to, literal
from helcim_audit.fixes.problem import Problem, UnsureError
from helcim_audit.fixes.removal import without_arg
from helcim_audit.fixes.variables import Variables
from helcim_audit.program.python_expressions import dotted
from helcim_audit.program.python_text import ends, quotes, split
from helcim_audit.program.resolve_python import Project
from helcim_audit.secrets import masked

_GETTERS = frozenset(("os.environ.get", "os.getenv", "environ.get", "getenv"))
_SETTERS = frozenset(("setdefault", "setenv", "putenv", "set_key", "unset_key"))
_READERS = frozenset(("config", "env", "env.str", "decouple.config"))
_OPTIONS = frozenset(("option", "argument", "Option", "Argument"))
_PIECES = (cst.SimpleString, cst.FormattedString)


@dataclass(frozen=True, slots=True)
class Move:
    """`old` becomes `new`, and what `reading` needs is imported. variable: where the value is to be put."""

    old: cst.CSTNode
    new: cst.CSTNode
    variable: str
    reading: Reading
    what: str


def moved(module: Module, problem: Problem, variables: Variables, project: Project) -> Move:
    """How the secret of `problem` is read from the environment instead. Raises UnsureError."""
    if told := _told(module, problem):
        return told
    piece = module.smallest(problem.span, _PIECES)
    if isinstance(piece, cst.FormattedString):
        return _spliced(module, problem, variables, piece, project)
    if isinstance(piece, cst.SimpleString):
        whole = module.whole(piece)
    else:
        whole = _joined(module, problem)
    _check(module, whole)
    if field := pydantic_field(module, whole):
        return _field(module, problem, variables, whole, *field)
    return _fallback(module, problem, variables, whole) or _plain(module, problem, variables, whole, project)


def _told(module: Module, problem: Problem) -> Move | None:
    """A comment or docstring keeps the last four: no program reads it."""
    text = module.text[problem.span.start : problem.span.end]
    found = module.smallest(problem.span, (cst.Comment, cst.SimpleString))
    if not isinstance(found, cst.Comment | cst.SimpleString) or "\n" in text or "\\" in text:
        return None
    if isinstance(found, cst.SimpleString) and not isinstance(module.parent(found), cst.Expr):
        return None
    place = "comment" if isinstance(found, cst.Comment) else "docstring"
    return Move(found, found.with_changes(value=found.value.replace(text, masked(text))), "", Reading(""), f"only its last four characters stay in the {place}")


def _joined(module: Module, problem: Problem) -> cst.BaseExpression:
    """Implicit or explicit concatenation, or `"".join([...])` of literals, all of it the secret."""
    found = module.smallest(problem.span, (cst.ConcatenatedString, cst.BinaryOperation, cst.Call))
    if isinstance(found, cst.ConcatenatedString | cst.BinaryOperation) and ends(found) is not None:
        return module.whole(found)
    match found:
        case cst.Call(func=cst.Attribute(value=glue, attr=cst.Name(value="join")), args=[cst.Arg(value=cst.List() | cst.Tuple() as listed)]):
            if literal(glue) is not None and all(literal(one.value) is not None for one in listed.elements):
                return found
        case _:
            pass
    raise UnsureError("it is put together from pieces that may serve elsewhere too")


def _check(module: Module, whole: cst.BaseExpression) -> None:
    """Raise UnsureError where a look-up in the environment cannot stand."""
    inner: cst.CSTNode = whole
    for around in module.above(whole):
        match around:
            case cst.Expr() if around.value is whole:
                raise UnsureError("it stands in a bare string")
            case cst.MatchCase():
                raise UnsureError("a pattern of `match` must be a literal")
            case cst.Annotation():
                raise UnsureError("an annotation must be a literal")
            case cst.FormattedStringExpression() | cst.TemplatedStringExpression():
                raise UnsureError("it is a part of an f-string")
            case cst.AssignTarget() | cst.Del():
                raise UnsureError("it is a key of what is assigned")
            case cst.Call(func=func) if inner is not func and _sets(func, around):
                raise UnsureError("the environment is set to it here: write a made-up value, or delete the line")
            case cst.Assign(targets=targets) if any(_is_environment(one.target) for one in targets):
                raise UnsureError("the environment is set to it here: write a made-up value, or delete the line")
            case cst.BaseStatement():
                return
            case _:
                pass
        inner = around


def _sets(func: cst.BaseExpression, call: cst.Call) -> bool:
    name = dotted(func)
    if name.rpartition(".")[2] in _SETTERS or (name.startswith("os.environ.") and name.endswith(".update")):
        return True
    return name.endswith("patch.dict") and any(dotted(arg.value) in ("os.environ", "environ") or literal(arg.value) == "os.environ" for arg in call.args)


def _is_environment(target: cst.BaseExpression) -> bool:
    return isinstance(target, cst.Subscript) and dotted(target.value) in ("os.environ", "environ")


def _field(module: Module, problem: Problem, variables: Variables, whole: cst.BaseExpression, field: cst.AnnAssign, variable: str) -> Move:
    """A settings field without a default is filled from the environment, and says so where it is not."""
    name = variables.choose(problem.secret, problem.kind, (), variable)
    nothing = Reading("")
    value = field.value
    if value is whole or (isinstance(value, cst.Call) and dotted(value.func).rpartition(".")[2] in ("SecretStr", "SecretBytes")):
        bare = field.with_changes(value=None, equal=cst.MaybeSentinel.DEFAULT)
        return Move(field, bare, name, nothing, f"the field is read from {name}")
    if isinstance(value, cst.Call) and dotted(value.func).rpartition(".")[2] == "Field":
        given = next((arg for arg in value.args if whole is arg.value or whole in arg.value.children or _inside(module, whole, arg)), None)
        if given is not None and given.keyword is None:
            return Move(given.value, cst.Ellipsis(), name, nothing, f"the field is read from {name}")
        if given is not None and given.keyword is not None and given.keyword.value == "default":
            return Move(value, without_arg(value, given), name, nothing, f"the field is read from {name}")
    raise UnsureError("the default of the settings field is computed")


def _inside(module: Module, node: cst.CSTNode, arg: cst.Arg) -> bool:
    return any(around is arg for around in module.above(node))


def _fallback(module: Module, problem: Problem, variables: Variables, whole: cst.BaseExpression) -> Move | None:
    """`os.getenv("X", literal)`, `os.getenv("X") or literal`, `config("X", default=literal)`: the look-up alone is left."""
    arg = module.parent(whole)
    call = module.parent(arg) if isinstance(arg, cst.Arg) else None
    if isinstance(call, cst.Call) and isinstance(arg, cst.Arg) and call.args and arg is not call.args[0]:
        name, given = dotted(call.func), literal(call.args[0].value)
        if option := _option(problem, variables, call, arg):
            return option
        if given is None or (name not in _GETTERS and name not in _READERS):
            return None
        variable = variables.choose(problem.secret, problem.kind, (), given)
        if name in _GETTERS:
            return Move(call, _environ(name, call.args[0].value), variable, _needs(name), f"read from {variable}, without a default")
        if len(call.args) > 1 and (arg.keyword is None or arg.keyword.value == "default"):
            return Move(call, without_arg(call, arg), variable, Reading(""), f"read from {variable}, without a default")
        return None
    either = arg
    if isinstance(either, cst.BooleanOperation) and isinstance(either.operator, cst.Or) and either.right is whole and isinstance(either.left, cst.Call):
        look_up = either.left
        given = literal(look_up.args[0].value) if len(look_up.args) == 1 else None
        if given is not None and dotted(look_up.func) in _GETTERS:
            variable = variables.choose(problem.secret, problem.kind, (), given)
            new = _environ(dotted(look_up.func), look_up.args[0].value).with_changes(lpar=either.lpar, rpar=either.rpar)
            return Move(either, new, variable, _needs(dotted(look_up.func)), f"read from {variable}, without a default")
    return None


def _spliced(module: Module, problem: Problem, variables: Variables, whole: cst.FormattedString, project: Project) -> Move:
    """`f"Bearer {...}"`: the look-up takes the place of the text."""
    text = module.smallest(problem.span, (cst.FormattedStringText,))
    if not isinstance(text, cst.FormattedStringText) or text not in whole.parts or any(isinstance(one, cst.FormattedString) for one in module.above(whole)):
        raise UnsureError("it is a part of an f-string")
    _check(module, whole)
    how = reading(module, project)
    variable = variables.choose(problem.secret, problem.kind, bound_to(module, whole))
    code = how.code.replace("NAME", variable).replace('"', "'" if whole.end.startswith('"') else '"')
    start = module.locate(text).start
    before, behind = text.value[: problem.span.start - start], text.value[problem.span.end - start :]
    read = cst.FormattedStringExpression(cst.parse_expression(code))
    inside = [*([cst.FormattedStringText(before)] if before else []), read, *([cst.FormattedStringText(behind)] if behind else [])]
    parts = [one for part in whole.parts for one in (inside if part is text else [part])]
    return Move(whole, whole.with_changes(parts=parts), variable, how, f"read from {code}")


def _option(problem: Problem, variables: Variables, call: cst.Call, arg: cst.Arg) -> Move | None:
    """`click.option("--token", envvar="X", default=literal)`: the option is required, and X still fills it."""
    given = next((literal(one.value) for one in call.args if one.keyword is not None and one.keyword.value == "envvar"), None)
    if given is None or dotted(call.func).rpartition(".")[2] not in _OPTIONS or arg.keyword is None or arg.keyword.value != "default":
        return None
    variable = variables.choose(problem.secret, problem.kind, (), given)
    required = any(one.keyword is not None and one.keyword.value == "required" for one in call.args)
    new = arg.with_changes(keyword=cst.Name("required"), value=cst.Name("True"))
    return Move(arg, new, variable, Reading(""), f"the option has no default, {variable} fills it") if not required else None


def _environ(getter: str, key: cst.BaseExpression) -> cst.Subscript:
    """`os.environ[key]`, with what the module imported for `getter`; `getenv` alone leads to `os.environ` too."""
    base = cst.parse_expression({"environ.get": "environ", "getenv": "os.environ"}.get(getter, "os.environ"))
    return cst.Subscript(base, [cst.SubscriptElement(cst.Index(key))])


def _needs(getter: str) -> Reading:
    return OS if getter == "getenv" else Reading("")


def _plain(module: Module, problem: Problem, variables: Variables, whole: cst.BaseExpression, project: Project) -> Move:
    how = reading(module, project)
    variable = variables.choose(problem.secret, problem.kind, bound_to(module, whole))
    quote = '"'
    first, last = ends(whole) or (None, None)
    is_bytes = False
    if first is None and (piece := next((node for node in module.nodes if isinstance(node, cst.SimpleString) and whole in module.above(node)), None)):
        quote = piece.value[-1]
    if isinstance(first, cst.SimpleString):
        prefix, _ = split(first.value)
        quote, is_bytes = first.value[len(prefix)], "b" in prefix
    code = how.code.replace("NAME", variable)
    if how is OS and not is_bytes and _is_default(module, whole):  # what is given otherwise must not need the variable
        code = f'os.environ.get("{variable}")'
    code = code.replace('"', quote) + (".encode()" if is_bytes else "")
    read = cst.parse_expression(code)
    before, behind = _rest(module, problem, first, last)
    if not before and not behind:
        return Move(whole, read.with_changes(lpar=whole.lpar, rpar=whole.rpar), variable, how, f"read from {code}")
    if not isinstance(whole, cst.SimpleString) or len(before + behind) > 200 or "\n" in before + behind:
        raise UnsureError("it is a part of a longer text")
    return Move(whole, _sum(module, whole, before, read, behind), variable, how, f"read from {code}")


def _is_default(module: Module, whole: cst.CSTNode) -> bool:
    match module.parent(whole):
        case cst.Param():
            return True
        case cst.Arg(keyword=cst.Name(value=name)):
            return name == "default"
        case _:
            return False


def _rest(module: Module, problem: Problem, first: cst.BaseExpression | None, last: cst.BaseExpression | None) -> tuple[str, str]:
    """What else than the secret stands in the literal, as it is written."""
    if first is None or last is None:  # a join
        return "", ""
    start, end = module.locate(first).start, module.locate(last).end
    return module.text[start : problem.span.start], module.text[problem.span.end : end]


def _sum(module: Module, whole: cst.SimpleString, before: str, read: cst.BaseExpression, behind: str) -> cst.BaseExpression:
    """`"text " + read + " text"`, in parentheses unless it stands alone."""
    lead, tail = quotes(whole)
    opening, closing = whole.value[:lead], whole.value[-tail:]
    result = read
    if before:
        result = cst.BinaryOperation(cst.SimpleString(opening + before + closing), cst.Add(), result)
    if behind:
        result = cst.BinaryOperation(result, cst.Add(), cst.SimpleString(opening + behind + closing))
    alone = isinstance(module.parent(whole), cst.Assign | cst.AnnAssign | cst.Arg | cst.DictElement | cst.Return | cst.Element | cst.Index)
    if whole.lpar or not alone:
        result = result.with_changes(lpar=[cst.LeftParen()], rpar=[cst.RightParen()])
    return result
