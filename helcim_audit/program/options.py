"""What does a command line give a program: the options of click, typer and argparse, with what stands behind them?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from helcim_audit.program import ir
from helcim_audit.program.lattice import NOTHING, Mark, Root, Value, join
from helcim_audit.program.scopes import Closure, Scope, written
from helcim_audit.program.sources import by_name, by_setting

TYPE_CHECKING = False
if TYPE_CHECKING:
    from helcim_audit.program.calls import Given
    from helcim_audit.program.interpret import Frame, Machine

_ENVIRONMENT = ("envvar", "env_var", "env", "auto_envvar")
_OPTIONS = "(options)"


def option(machine: Machine, param: ir.Param, closure: Closure, frame: Frame) -> Value:
    """What `@click.option("--token", envvar="HELCIM_API_TOKEN")` or `Annotated[str, Option(envvar=...)]` gives a parameter."""
    found = [_told(machine, one, closure.scope, frame) for one in _declaring(param, closure.function)]
    if param is closure.function.params[0] and any(written(one).rpartition(".")[2] == "pass_obj" for one in closure.function.decorators):
        found.append(machine.shared.get("obj", NOTHING))
    if isinstance(param.annotation, ir.Item) and written(param.annotation.base).rpartition(".")[2] == "Annotated":
        waiting: list[ir.Expr] = [param.annotation.key]
        while waiting:
            one = waiting.pop()
            if isinstance(one, ir.Call):
                found.append(_told(machine, one, closure.scope, frame))
            elif isinstance(one, ir.Sequence):
                waiting.extend(ir.children(one))
    told = join(found)
    return told if told.refs or any(True for _ in told.all_taints()) else NOTHING


def _declaring(param: ir.Param, function: ir.Function) -> Iterator[ir.Call]:
    for decorator in function.decorators:
        if isinstance(decorator, ir.Call) and written(decorator.target).rpartition(".")[2] in ("option", "argument") and param.name in _names(decorator):
            yield decorator


def _names(call: ir.Call) -> set[str]:
    """The names by which what a call declares is known: `--api-token` is `api_token`; `dest=` and a plain word come first."""
    said = [arg.value.value for arg in call.args if isinstance(arg.value, ir.Literal) and arg.name is None]
    dest = [arg.value.value for arg in call.args if isinstance(arg.value, ir.Literal) and arg.name == "dest"]
    plain = dest or [one for one in said if not one.startswith("-")]
    return {name.partition("/")[0].lstrip("-").replace("-", "_").lower() for name in (plain or said)}


def _told(machine: Machine, call: ir.Call, scope: Scope, frame: Frame) -> Value:
    value = NOTHING
    for arg in call.args:
        if arg.name in _ENVIRONMENT:
            for text in (inner.value for inner in (arg.value, *ir.children(arg.value)) if isinstance(inner, ir.Literal)):
                taint = by_setting(scope.space, text, call.at)
                value = value.tainted(taint) if taint is not None else value
        elif arg.name == "default":
            value = join((value, machine.value(arg.value, scope, frame)))
    return value


def parsed(machine: Machine, called: str, given: Sequence[Given], expr: ir.Call, scope: Scope, frame: Frame) -> Value | None:
    """`parser.add_argument("--token", default=...)` and, later, `parser.parse_args()`."""
    space = scope.space
    root = Root(id(space.module), _OPTIONS)
    if called in ("add_argument", "add_option") and given:
        for name in _names(expr):
            taint = by_name(space, name, expr.at)
            value = _told(machine, expr, scope, frame)
            value = Value(value.taints, value.texts, value.fields, value.rest, value.refs, value.names, value.roots | {Root(id(expr.at), name)}, opaque=True)
            if value.roots & machine.used.keys() and not value.taints:
                taint = by_name(space, f"helcim_{name}", expr.at)
            value = value.tainted(taint) if taint is not None and not value.taints else value
            machine.members.setdefault(root, {})[name] = value
        return Value(opaque=True)
    if called in ("parse_args", "parse_known_args", "parse_intermixed_args") and root in machine.members:
        mark = Mark(space.path, expr.at, "read from the command line")
        args = Value(fields=dict(machine.members[root]), names=("args",), opaque=True).step(mark)
        return args if called != "parse_known_args" else Value(fields={"0": args})
    return None
