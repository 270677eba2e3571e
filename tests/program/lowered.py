"""A document of any language, lowered and shown as text, one line a statement, for tests."""

from helcim_audit.program import ir
from helcim_audit.program.languages import lower
from tests.program.show import show


def lines(language: str, text: str) -> list[str]:
    """The statements; those of classes and functions stand behind a line of their own, one step in."""
    module = lower("x", language, text)
    assert module.lost == (), module.lost
    return [line for one in module.body for line in _lines(one, "")]


def _lines(statement: ir.Stmt, indent: str) -> list[str]:
    match statement:
        case ir.Class(name=name, bases=bases, body=body, decorators=marks):
            head = f"class {name}({', '.join(map(show, bases))})"
        case ir.Define(function=ir.Function(name=name, params=params, body=body, decorators=marks)):
            head = f"def {name}({', '.join(map(show, params))})"
        case _:
            return [indent + show(statement)]
    return [indent + " ".join(["@" + show(mark) for mark in marks] + [head]), *(line for one in body for line in _lines(one, indent + "  "))]
