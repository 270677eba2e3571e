"""How does a Python document become the intermediate representation?"""

from helcim_audit.lazy import regex
from helcim_audit.model import Span
from helcim_audit.program import ir
from helcim_audit.program.python_expressions import Lowering
from helcim_audit.program.python_functions import lambda_
from helcim_audit.program.python_guard import BROKEN, parse
from helcim_audit.program.python_older import Edits, readable
from helcim_audit.program.python_patterns import target
from helcim_audit.program.python_places import Places
from helcim_audit.program.python_statements import block


def lower(path: str, text: str) -> ir.Module:
    """Lower a module. Raises ValueError, with a reason free of source, for what is no Python or nested too deeply.

    What Python 3 does not read is rewritten first, where it is Python 2's or only some lines are broken.

    Forms that are not obvious:

    - `dict(a=b, **c)`, `a | {...}`: Record. `[a] + b`: Sequence with a spread. `"%.4s" % x`, `f"{x:.4}"`: a Slice in a Join.
    - comprehensions: pending Loops without a body, then a Sequence (Record) of the one element; with conditions the
      element is a Choice of it and a Test of them.
    - the first parameter of a method, `cls` of a class method too, is "self" whatever it is called.
    - `import a.b`: Import of "a" as `a`, and Import of "a.b" without names. `from a import *`: Imported("*", "*").
    - `x: T` in a class body: Bind to Opaque. `del x`: Bind to a Constant. `assert t, m`: a Branch that raises m.
    - `elif`: further bodies of one Branch, each preceded by its test. A bare `*` parameter: Param("", kind="*").
    """
    try:
        return _lowered(path, text, text, Edits())
    except ValueError as error:
        reason = str(error)
    if reason != BROKEN:
        raise ValueError(reason)
    found = readable(text)
    if found is None:
        raise ValueError(reason)
    return _lowered(path, found[0], text, *found[1:])


_TEST = regex(r"(?:^|/)(?:test_[^/]*|[^/]*_test)\.py$")
_FIXTURES = ("..conftest", ".conftest")


def _lowered(path: str, text: str, original: str, edits: Edits, left_out: int = 0) -> ir.Module:
    module = parse(text)
    low = Lowering(lambda_, target)
    if left_out:
        low.lost.add(f"{left_out} lines are no Python and were left out")
    try:
        body = block(low, module)
    except RecursionError:  # the caller's stack was nearly full
        raise ValueError("nested too deeply") from None
    places = Places(module, text)
    locate = places if text == original else lambda node: _moved(places(node), edits)
    if _TEST.search(path):  # pytest hands a test what the fixtures of these files make
        body = (*(ir.Import(module, name, (ir.Imported("*", ""),)) for name in _FIXTURES), *body)
    return ir.Module(path, "python", body, locate, (), tuple(sorted(low.lost)))


def _moved(span: Span, edits: Edits) -> Span:
    start = edits.at(span.start)
    return Span(start, max(edits.at(span.end), start))
