"""Which functions does WordPress call, and who sees what they answer? What does a container of services hold?

A callback is a closure, the name of a function, or a pair of an object (or the name of its class) and the name of a method.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from helcim_audit.lazy import regex
from helcim_audit.program import ir
from helcim_audit.program.handlers import Handler
from helcim_audit.program.lattice import Value
from helcim_audit.program.scopes import Closure, Instance, Scope, Shape

TYPE_CHECKING = False
if TYPE_CHECKING:
    from helcim_audit.program.calls import Given
    from helcim_audit.program.interpret import Machine

_ANSWERING = frozenset(("add_shortcode", "register_rest_route"))
_HOOKS = _ANSWERING | {"add_action", "add_filter"}
_SENT = regex(r"^(?:wp_ajax_|admin_post_|woocommerce_api_|rest_|parse_request|template_redirect|init$|wp_loaded)")
_PRINTED = regex(r"^(?:the_content|the_title|the_excerpt|get_footer|login_message|widget_text|script_loader_tag|rest_prepare_|rest_pre_|render_block)|_html$|_message$")

_DISPATCHES = frozenset(("dispatch", "dispatchSync", "dispatchNow", "dispatchAfterResponse", "dispatchIf", "dispatchUnless"))

SERVICE = "service "
"""Before the names of what a container holds, among the values that functions share."""


def provided(machine: Machine, called: str, receiver: Value | None, given: Sequence[Given]) -> Value | None:
    """`$builder->addDefinitions(["settings" => $x])` fills a container (PHP-DI, Slim), `$container->get("settings")` asks it."""
    if called == "addDefinitions":
        for one in given:
            machine.shared.update({SERVICE + name: value for name, value in one.value.fields.items()})
        return receiver
    if called in ("apply_filters", "apply_filters_ref_array") and receiver is None and len(given) > 1:  # WordPress
        return given[1].value
    if called == "get" and receiver is not None and receiver.opaque and not receiver.taints and len(given) == 1 and given[0].value.texts:
        return machine.shared.get(SERVICE + given[0].value.texts[0].value)
    return None


def inherited_names(target: ir.Expr, scope: Scope) -> tuple[str, ...]:
    """What a method of the object itself is called in the classes above that are not part of the tree: `$this->line()` of a Command is `Command.line`."""
    if scope.shape is None or not isinstance(target, ir.Attribute) or not isinstance(target.base, ir.Name) or target.base.id != "self":
        return ()
    return tuple(f"{mark}.{target.name}" for mark in dict.fromkeys(scope.shape.marks()[:4]))


def dispatched(called: str, receiver: Value) -> list[Shape]:
    """`ChargeCard::dispatch($order)`: the job that is made of what is given, to run later."""
    return [ref for ref in receiver.refs if isinstance(ref, Shape) and ref.method(called) is None] if called in _DISPATCHES else []


def hooked(machine: Machine, called: str, given: Sequence[Given], scope: Scope) -> bool:
    """Whether a call hooks a function into WordPress; it is run as what it then is."""
    if called not in _HOOKS or len(given) < 2:
        return False
    hook = " ".join(text.value for text in given[0].value.texts[:2])
    kind: Handler = ""
    if called in _ANSWERING or (called == "add_filter" and _PRINTED.search(hook)):
        kind = "response"
    elif called == "add_action" and _SENT.search(hook):
        kind = "entry"
    route = " ".join((hook, *(text.value for text in given[1].value.texts[:2])))
    for one in given[1:]:
        for closure in _closures(machine, one.value, scope):
            closure.route = route
            machine.invoke(closure, (), None, kind)
    return True


def _closures(machine: Machine, value: Value, scope: Scope) -> Iterator[Closure]:
    for _, inner in value.everything(3):
        yield from (ref for ref in inner.refs if isinstance(ref, Closure))
        if {"0", "1"} <= set(inner.fields) and inner.fields["1"].texts:
            owner, name = inner.fields["0"], inner.fields["1"].texts[0].value
            shapes = [ref.shape for ref in owner.refs if isinstance(ref, Instance)]
            shapes += [shape for text in owner.texts if (shape := machine.by_class(scope.space, text.value.rpartition("\\")[2])) is not None]
            for shape in shapes:
                if (method := shape.method(name)) is not None:
                    yield method.on(machine.instance(shape))
        else:
            for text in inner.texts[:2]:
                found = scope.find(text.value) or (machine.by_symbol(scope.space, text.value) if re.fullmatch(r"[A-Za-z_]\w{3,80}", text.value) else None)
                yield from (ref for ref in (found.refs if found is not None else ()) if isinstance(ref, Closure))
