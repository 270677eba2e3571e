"""What is handed to a page, and does the page print it?

A page that stands in the tree is run with what it is given: what it prints is told there, and where the secret was
handed over, since both have to go. Of a page that is not part of the tree, what it is given counts as printed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from helcim_audit.lazy import regex
from helcim_audit.program import ir
from helcim_audit.program.events import keyed, place
from helcim_audit.program.lattice import Mark, Taint, Text, Value
from helcim_audit.program.objects import fields
from helcim_audit.program.scopes import Closure, Scope, Shape, Space, written

TYPE_CHECKING = False
if TYPE_CHECKING:
    from helcim_audit.program.calls import Given
    from helcim_audit.program.interpret import Machine

Printed = Callable[[Space, ir.Handle, Taint, str], None]
_ADDS = regex(r"(?i)(?:addattribute|addobject|setattribute)$")
_SMARTY = regex(r"(?i)\bsmarty\.assign$")
_SETS = regex(r"(?i)^self\.(?:set|viewBuilder\(\)\.(?:setVars?)|view\.(?:setVars?|set|assign))$")


@dataclass(slots=True, eq=False)
class Pages:
    """printed: tells of a secret in a page. shown: what pages printed, in order; models: what a function gives to its view; told: what was assigned to one; offers: what all pages can print; inside: whether a module holds one."""

    printed: Printed
    shown: list[tuple[str, str, int]] = field(default_factory=list)
    models: dict[int, list[Given]] = field(default_factory=dict)
    told: set[tuple[str, str, int]] = field(default_factory=set)
    offers: list[tuple[Space, ir.Handle, Taint, bool]] = field(default_factory=list)
    inside: bool = False

    def rendered(self, machine: Machine, expr: ir.Call, given: Sequence[Given], scope: Scope) -> None:
        """A call renders a page, or gives something to the one that its function will name."""
        from helcim_audit.program.calls import Given as Argument

        closure, target = scope.function, written(expr.target)
        texts = given[0].value.texts if given else ()
        if closure is not None and len(given) == 2 and texts and _ADDS.search(target):
            model = Value(fields={texts[0].value: given[1].value})
            self.models.setdefault(id(closure.function), []).append(Argument(model, expr))
        elif closure is not None and given and self.sets(expr, scope):
            model = Value(fields={texts[0].value: given[1].value}) if len(given) == 2 and texts else given[0].value
            self.models.setdefault(id(closure.function), []).append(Argument(model, expr))
            return
        if self.run(machine, given, expr, scope):
            return
        if target == "ctx.render" and given and (page := scope.space.exports.get("default")) is not None:  # Fresh: the page stands in the same module
            props = Value(fields={"data": given[0].value})
            for ref in page.refs:
                if isinstance(ref, Closure):
                    machine.invoke(ref, (Argument(props, expr),), Mark(scope.space.path, expr.at, "handed to the page"))
                    return
        if closure is not None and closure.shape is not None and scope.space.language == "csharp" and not any(one.value.texts for one in given):
            text = Text(f"{closure.shape.name.removesuffix('Controller')}/{closure.function.name.removesuffix('Async')}", scope.space.path, expr.at)
            if self.run(machine, [Argument(Value(texts=(text,)), expr), *(Argument(one.value, one.expr, "Model") for one in given)], expr, scope):
                return
        if _SMARTY.search(target):
            named = [(texts[0].value, given[1].value, given[1].expr)] if len(given) == 2 and texts else [(name, value, one.expr) for one in given for name, value in one.value.fields.items()]
            machine.shared.update({name: value for name, value, _ in named})
            self.offered(named, scope.space, alone=True)
            return
        for one in given:
            for key, taint in keyed(one.value):
                self.printed(scope.space, place(one.expr, key), taint, "handed to a page")

    def sets(self, expr: ir.Call, scope: Scope) -> bool:
        """Whether a controller gives something to the view that its function ends in: `$this->set("x", $y)`."""
        return scope.function is not None and _is_controller(scope.function) and _SETS.match(written(expr.target)) is not None

    def run(self, machine: Machine, given: Sequence[Given], expr: ir.Call, scope: Scope) -> bool:
        """Run the page that a call names, and tell where what it prints was handed over. False where it is not part of the tree."""
        before = len(self.shown)
        own = scope.find("self") if scope.space.language == "ruby" else None  # a page sees the variables of the object
        if not machine.template(scope.space, given if own is None else [*given, _own(own, expr)], expr):
            return False
        shown = set(self.shown[before:])
        for one in given:
            for key, taint in keyed(one.value):
                if taint.identity in shown:
                    self.printed(scope.space, place(one.expr, key), taint, "handed to a page that prints it")
        return True

    def viewed(self, machine: Machine, value: Value, expr: ir.Expr, scope: Scope) -> None:
        """A handler returns the name of the view that shows its model."""
        from helcim_audit.program.calls import Given as Argument

        model = self.models.get(id(scope.function.function)) if scope.function is not None else None
        if model is not None and value.texts and isinstance(expr, ir.Literal):
            self.run(machine, [Argument(value, expr), *model], ir.Call(expr.at, expr, ()), scope)

    def ended(self, machine: Machine, closure: Closure, scope: Scope) -> None:
        """A controller's function is over: the view of its name shows what was set (CakePHP, Laminas)."""
        from helcim_audit.program.calls import Given as Argument

        if scope.space.language == "ruby" and closure.shape is not None and closure.shape.name.endswith("Controller") and (own := scope.find("self")) is not None:
            name = _snake(closure.shape.name.rpartition("::")[2].removesuffix("Controller"))
            text = Text(f"{name}/{closure.function.name}", scope.space.path, closure.function.at)
            page = ir.Call(closure.function.at, ir.Name(closure.function.at, "render"), ())
            machine.template(scope.space, [Argument(Value(texts=(text,)), page), _own(own, page)], page)
            return
        if scope.space.language == "csharp" and closure.shape is not None and _ENTERS.match(closure.function.name) and scope.space.path.endswith((".cshtml.cs", ".razor.cs")):
            behind(machine, closure.shape, closure, scope)
            return
        model = self.models.get(id(closure.function)) if _is_controller(closure) else None
        if not model or closure.shape is None:
            return
        name = closure.shape.name.rpartition("\\")[2].removesuffix("Controller")
        at = model[0].expr
        text = Text(f"{name}/{_snake(closure.function.name.removesuffix('Action'))}", scope.space.path, at.at)
        if not self.run(machine, [Argument(Value(texts=(text,)), at), *model], ir.Call(at.at, at, ()), scope):
            for one in model:
                for _, taint in keyed(one.value):
                    self.printed(scope.space, one.expr.at, taint, "handed to a page")

    def offered(self, given: Iterable[tuple[str, Value, ir.Expr]], space: Space, alone: bool = False) -> None:
        """All pages can print these. alone: told of where no page is part of the tree, too."""
        for name, value, expr in given:
            for key, taint in keyed(value):
                self.offers.append((space, place(expr, key or name), taint, alone))

    def assigned(self, machine: Machine, given: Sequence[Given], scope: Scope) -> None:
        """`assign(socket, :key, value)` of Phoenix: what pages can print. A connection may be for no page at all."""
        named = [(one.name, one.value, one.expr) for one in given if one.name]
        if len(given) == 3 and given[1].value.texts and not named:
            named = [(given[1].value.texts[0].value, given[2].value, given[2].expr)]
        elif len(given) == 2 and not named:
            named = [(name, value, given[1].expr) for name, value in given[1].value.fields.items()]
        machine.shared.update({name: value for name, value, _ in named})
        self.offered(named, scope.space, alone="socket" in written(given[0].expr) if given else False)

    def finish(self, has_pages: Callable[[], bool]) -> None:
        """Tell of what pages printed of what is offered to all of them. has_pages: whether any page is part of the tree."""
        shown = set(self.shown)
        for space, at, taint, alone in self.offers:
            if taint.identity in shown or (alone and not self.inside and not has_pages()):
                self.printed(space, at, taint, "offered to every page")


_ENTERS = regex(r"On(?:Get|Post|Put|Initialized|ParametersSet|AfterRender)[A-Za-z]{0,40}$")


def behind(machine: Machine, shape: Shape, closure: Closure, scope: Scope) -> None:
    """Run the page that a class of .NET stands behind: `Pay.cshtml.cs`, `Pay.razor.cs`."""
    from helcim_audit.program.calls import Given as Argument

    at = closure.function.at
    page = ir.Call(at, ir.Name(at, "render"), ())
    own = Value(refs=(machine.instance(shape),), names=("Model",))
    named = Argument(own, page, "Model") if scope.space.path.endswith(".cshtml.cs") else Argument(Value(fields=fields(shape)), page)
    text = Text(scope.space.path.removesuffix(".cs"), scope.space.path, at)
    machine.template(scope.space, [Argument(Value(texts=(text,)), page), named], page)


def _snake(name: str) -> str:
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name).lower()


def _own(value: Value, expr: ir.Expr) -> Given:
    from helcim_audit.program.calls import Given as Argument

    return Argument(value, expr, "self")


def _is_controller(closure: Closure) -> bool:
    return closure.scope.space.language == "php" and closure.shape is not None and closure.shape.name.endswith("Controller")


def is_drupal(target: ir.Expr) -> bool:
    """Whether an assignment gives a page's scripts their settings: `$form["#attached"]["drupalSettings"]["x"] = ...`."""
    while isinstance(target, ir.Item):
        if isinstance(target.key, ir.Literal) and target.key.value in ("drupalSettings", "#attached"):
            return True
        target = target.base
    return False
