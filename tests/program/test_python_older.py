"""What Python 3 does not read is rewritten in place, and what nobody reads is left out."""

import pytest

from helcim_audit.program.python import lower
from helcim_audit.program.python_older import Edits, readable


def read(text: str) -> tuple[str, Edits, int]:
    found = readable(text)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("print 'a', b  # c", "print('a', b)  # c"),
        ("print>>f, a", "print( f, a)"),
        ("if a: print `a`; print", "if a: print(repr(a)); print"),
        ("print ('a'), b", "print(('a'), b)"),
        ("print ('a' % b)\nprint = 1\nexec 'x' in n", "print ('a' % b)\nprint = 1\nexec('x' in n)"),
        ("try: f()\nexcept (A, B), e: raise C, e\nexcept D, e: pass", "try: f()\nexcept (A, B) as  e: raise C( e)\nexcept D as  e: pass"),
        ("x = 0777 + 10L + 0x1FL + 0 + 100\nprint u''\nprint ur'x'", "x = 0o777 + 10  + 0x1F  + 0 + 100\nprint(u'')\nprint( r'x')"),
        ("if a <> b:\n\tx\n        y\nprint 'a\\'', '''b\nc'''", "if a != b:\n        x\n        y\nprint('a\\'', '''b\nc''')"),
        ("print a, \\\n  b", "print(a, \\\n  b)"),
    ],
)
def test_statements_of_python_2(text: str, expected: str) -> None:
    assert read(text)[0] == expected


def test_offsets_lead_back_to_the_document() -> None:
    text = "if a <> 010:\n\tb\n        c\ntry: print `x`, 'one'\nexcept E, e: print 'two'\n"
    new, edits, _ = read(text)
    for word in ("'one'", "'two'", "c\n", "print"):
        assert edits.at(new.index(word)) == text.index(word)
    assert lower("x.py", text).lost == ()


def test_lines_that_nobody_reads_are_left_out() -> None:
    text = "def f(x):\n    a = 1\n<<<<<<< HEAD\n    b = 2\n=======\n    b = 3\n>>>>>>> other\n    print(a)\n%matplotlib inline\n!pip install x\nc = f(4)\nd = 5\n"
    new, _, left_out = read(text)
    assert left_out == 5
    assert len(new) == len(text)
    assert [line.strip() for line in new.splitlines() if line.strip()] == ["def f(x):", "a = 1", "b = 2", "b = 3", "print(a)", "c = f(4)", "d = 5"]
    assert lower("x.py", text).lost == ("5 lines are no Python and were left out",)


@pytest.mark.parametrize("text", ["\0", "<?php echo 1;\n" * 40, "f(\n", "(" * 500, "x = `" * 100])
def test_what_is_no_python_is_refused(text: str) -> None:
    assert readable(text) is None
