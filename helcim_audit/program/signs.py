"""Which comparison is meant by an operator, whatever the language?"""

from helcim_audit.program import ir

_SAME = {
    "===": "==", "!==": "!=", "<>": "!=", "~=": "!=", "/=": "!=", "eq": "==", "ne": "!=", "gt": ">", "ge": ">=", "lt": "<", "le": "<=",
    "-eq": "==", "-ceq": "==", "-ieq": "==", "-ne": "!=", "-cne": "!=", "-gt": ">", "-ge": ">=", "-lt": "<", "-le": "<=", "-in": "in", "-notin": "not in",
    "!in": "not in", "-and": "&&", "-or": "||", "and": "&&", "or": "||",
}  # fmt: skip
_SIGNS = frozenset(("==", "!=", "<", "<=", ">", ">=", "in", "not in", "&&", "||"))
_NOT = frozenset(("!", "not", "-not", "bang"))


def told(word: str, condition: ir.Expr) -> ir.Expr:
    """What has to be true behind `if` and, where the word is `unless`, what must not."""
    return ir.Test(condition.at, (condition,), "not") if word.startswith("unless") else condition


def test(at: ir.Handle, sign: str, *parts: ir.Expr) -> ir.Test:
    """What `sign` makes of its operands. Of arithmetic and the like no more is said than that it is made of them."""
    if len(parts) == 1:
        return ir.Test(at, parts, "not" if sign.lower() in _NOT else "")
    sign = _SAME.get(sign.lower(), sign)
    return ir.Test(at, parts, sign if sign in _SIGNS else "")
