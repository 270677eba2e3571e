"""How does a Python document become the intermediate representation?"""

from helcim_audit.program import ir
from helcim_audit.program.python_expressions import Lowering
from helcim_audit.program.python_functions import lambda_
from helcim_audit.program.python_guard import parse
from helcim_audit.program.python_patterns import target
from helcim_audit.program.python_places import Places
from helcim_audit.program.python_statements import block


def lower(path: str, text: str) -> ir.Module:
    """Lower a module. Raises ValueError, with a reason free of source, for what is not Python 3 or nested too deeply.

    Forms that are not obvious:

    - `dict(a=b, **c)`, `a | {...}`: Record. `[a] + b`: Sequence with a spread. `"%.4s" % x`, `f"{x:.4}"`: a Slice in a Join.
    - comprehensions: pending Loops without a body, then a Sequence (Record) of the one element; with conditions the
      element is a Choice of it and a Test of them.
    - the first parameter of a method, `cls` of a class method too, is "self" whatever it is called.
    - `import a.b`: Import of "a" as `a`, and Import of "a.b" without names. `from a import *`: Imported("*", "*").
    - `x: T` in a class body: Bind to Opaque. `del x`: Bind to a Constant. `assert t, m`: a Branch that raises m.
    - `elif`: further bodies of one Branch, each preceded by its test. A bare `*` parameter: Param("", kind="*").
    """
    module = parse(text)
    low = Lowering(lambda_, target)
    try:
        body = block(low, module)
    except RecursionError:  # the caller's stack was nearly full
        raise ValueError("nested too deeply") from None
    return ir.Module(path, "python", body, Places(module, text), (), tuple(sorted(low.lost)))
