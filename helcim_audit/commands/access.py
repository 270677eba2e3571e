"""What does `access` answer: which access each token needs, and how that compares with what it has?"""

import json
from collections.abc import Iterator

from helcim_audit.access import AREAS, BASES, PRODUCTS, SHOWN, Account, Level, accounts
from helcim_audit.calls import UNKNOWN, operations
from helcim_audit.commands.scan import Prepared, Request, prepare, source
from helcim_audit.model import Degraded
from helcim_audit.program.analysis import uses
from helcim_audit.reports.escape import visible
from helcim_audit.rules import operations as known_operations

FAILS = frozenset(("access-exceeds-use", "token-shared-across-products"))


def examine(request: Request) -> tuple[list[Account], list[Degraded]]:
    """Every token of the tree with what it is used for. Raises AuditError."""
    ready: Prepared = prepare(request)
    found, degraded = operations(source(request, ready), ready.settings)
    return accounts(uses(found, known_operations()), ready.config.access), degraded


def fails(found: list[Account]) -> bool:
    """Whether something is wrong: more access than use, or one token for several products."""
    return any(rule in FAILS for account in found for rule, _ in account.complaints)


def as_text(found: list[Account], degraded: list[Degraded]) -> str:
    """For people, with the steps in Helcim's pages."""
    lines = [line for account in found for line in (*_account(account), "")]
    if not found:
        lines = ["No call of Helcim's API was found.", ""]
    lines += [f"not understood: {visible(note.path)}: {note.reason}" for note in degraded]
    return "\n".join(lines).rstrip("\n") + "\n"


def _account(account: Account) -> Iterator[str]:
    yield f"token {visible(account.token) or '(not known)'}"
    yield f"  needs: {_level(account.least)}{'' if account.certain else ', at least: not all of its calls are understood'}"
    for use in account.uses:
        place = f"{visible(use.path)}:{use.line}"
        if use.need is not None:
            yield f"    {use.method} {visible(use.address)}  {use.need.name} ({BASES[use.need.basis]})  {place}"
        elif use.address == "/{}":
            yield f"    {use.method} ?  an address that is put together at run time  {place}"
        elif use.method == UNKNOWN:
            yield f"    ? {visible(use.address)}  with which method is not told  {place}"
        else:
            yield f"    {use.method} {visible(use.address)}  the API has no such operation  {place}"
    for product in account.products:
        yield f"  recommended for {product}: {_level(Level(*PRODUCTS[product]))}"
    if account.declared is not None:
        yield f"  declared as {visible(account.declared.name)}: {_level(account.declared.level)}"
    for rule, text in account.complaints:
        yield f"  {rule}: {visible(text)}"
    if account.steps:
        yield "  in Helcim:"
        yield from (f"    {number}. {visible(step)}" for number, step in enumerate(account.steps, 1))


def _level(level: Level) -> str:
    return ", ".join(f"{area} {SHOWN[getattr(level, area)]}" for area in AREAS)


def as_json(found: list[Account], degraded: list[Degraded]) -> str:
    """The same for programs."""
    rows = [
        {
            "token": account.token or None,
            "least": {area: getattr(account.least, area) for area in AREAS},
            "certain": account.certain,
            "declared": {"name": account.declared.name, **{area: getattr(account.declared.level, area) for area in AREAS}} if account.declared else None,
            "products": account.products,
            "complaints": [{"rule": rule, "message": text} for rule, text in account.complaints],
            "split": {product: {area: getattr(level, area) for area in AREAS} for product, level in account.split.items()},
            "steps": account.steps,
            "uses": [
                {
                    "method": use.method, "path": use.address, "operation": use.need.name if use.need else None, "basis": BASES[use.need.basis] if use.need else None,
                    "where": {"path": use.path, "line": use.line},
                }
                for use in account.uses
            ],
        }
        for account in found
    ]  # fmt: skip
    return json.dumps({"version": 1, "tokens": rows, "degraded": [{"path": note.path, "reason": note.reason} for note in degraded]}, indent=2) + "\n"
