"""Which calls and assignments keep a value in a browser, while a page is open or longer?"""

from __future__ import annotations

import re

from helcim_audit.lazy import regex
from helcim_audit.program import ir
from helcim_audit.program.front_ends import group
from helcim_audit.program.handlers import kept_in_browser
from helcim_audit.program.scopes import Scope

_KEEPS = regex(r"(?:^|\.)(?:set[A-Z]\w*|dispatch|commit|\$?patch(?:State)?|next|set)$")
"""What puts a value into the state of a page: React's, Redux', Vuex', Pinia's, RxJS', a store's, a signal's."""
_PASSES = regex(r"(?i)(?:^|\.)(?:set(?:item|attribute|timeout|interval|immediate|\w*headers?)|\w*(?:params|headers?|form\w*|search|query|cookies?|url)\.set)$")
_STORED = regex(r"(?:window\.)?(?:document\.cookie$|(?:local|session)Storage\.|location(?:\.href|\.search|\.hash)?$)")
_HELD = regex(r"(?:self|this|window|globalThis|state|store)\.(?!\w+\(\))[\w.$]+$|[\w.$()]+\.(?:value|current|textContent|innerText|dataset\.\w+)$")
"""What holds a value while a page is open: a component, a store, an input."""
_OWN = frozenset(("exports", "module", "headers", "params", "url", "body", "options", "config", "req", "request"))
_ASSIGNED = regex(r"\s*=(?![=>])")


def keeps(target: str, scope: Scope) -> bool:
    """Whether a call of `target` keeps what it is given: `setSession(x)`, `store.commit("x", x)`."""
    return _KEEPS.search(target) is not None and _PASSES.search(target) is None and kept_in_browser(scope)


def holds(target: ir.Attribute | ir.Item, text: str, scope: Scope) -> bool:
    """Whether what is assigned to `target`, written as `text`, is kept: `localStorage.x`, `this.x`, `x.value`, a field of what stands outside of the function."""
    if group(scope.space.language) != "script":
        return False
    if _STORED.match(text) is not None:
        return True
    if not kept_in_browser(scope):
        return False
    base: ir.Expr = target
    while isinstance(base, ir.Attribute | ir.Item):
        base = base.base
    return _HELD.match(text) is not None or (isinstance(base, ir.Name) and base.id not in _OWN and _outer(base, target, scope))


def outlives(target: ir.Name, scope: Scope) -> bool:
    """Whether a variable that is assigned to is not one of the function's own: `secretToken = answer.secretToken`."""
    return group(scope.space.language) == "script" and kept_in_browser(scope) and _outer(target, target, scope)


def _outer(name: ir.Name, target: ir.Expr, scope: Scope) -> bool:
    if scope.above is None or scope.function is None or name.id in scope.names:
        return False
    locate, text = scope.space.module.locate, scope.space.text
    span, own = locate(target.at), locate(scope.function.function.at)
    if not _ASSIGNED.match(text, span.end):
        return False
    spelt = re.escape(name.id)
    declared = rf"\b(?:let|var|const)\s{{1,9}}(?:[{{\[][^}}\]]{{0,300}}|[^;\n]{{0,200}},\s{{0,9}})?\b{spelt}\b"
    return re.search(declared, text[own.start : span.end]) is None
