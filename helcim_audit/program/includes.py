"""Which names does a page see that another page, or a function of PHP, includes?"""

from __future__ import annotations

from collections.abc import Sequence

from helcim_audit.program import ir
from helcim_audit.program.front_ends import group
from helcim_audit.program.ir_walk import expressions
from helcim_audit.program.lattice import HOLE, NOTHING, Text, Value
from helcim_audit.program.scopes import Scope, Space

TYPE_CHECKING = False
if TYPE_CHECKING:
    from helcim_audit.program.calls import Given
    from helcim_audit.program.interpret import Machine


PAGES = frozenset(("php", "blade", "twig", "jinja", "nunjucks", "django", "liquid", "handlebars", "mustache", "gotemplate", "smarty", "latte", "freemarker", "ejs", "pug", "html", "jsp"))
"""Languages whose pages hand their names to what they include."""


def included(machine: Machine, name: str, scope: Scope, at: ir.Handle) -> None:
    """Run a page with the names of the function, or the file, that includes it."""
    from helcim_audit.program.calls import Given as Argument

    path = name.rpartition(HOLE)[2]
    page = ir.Call(at, ir.Name(at, "include"), ())
    names = {key: value for key, value in scope.names.items() if key != "self"}
    tainted = tuple(sorted((key, taint.identity) for key, value in names.items() for _, taint in value.all_taints()))
    memory = ("included", path, tainted)
    if not path or not tainted or memory in machine.known:  # with the same secrets it shows the same
        return
    machine.known[memory] = NOTHING
    machine.template(scope.space, [Argument(Value(texts=(Text(path, scope.space.path, at),)), page), Argument(Value(fields=names), page)], page)


def is_page(space: Space) -> bool:
    """Whether a file is a template, or prints markup of its own, so that it is included for what it shows."""
    return group(space.language) == "template" or any(isinstance(one, ir.Markup) for one in expressions(space.module.body))


def extracted(given: Sequence[Given], scope: Scope) -> None:
    """`extract($data)`: variables of the names that a record has."""
    scope.names.update({name: value for one in given[:1] for name, value in one.value.fields.items() if name.isidentifier()})
