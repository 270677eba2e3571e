"""Regular expressions that are compiled at their first use."""

import importlib
import re

import pytest

from helcim_audit import lazy
from tests.test_architecture import modules


def test_it_does_what_a_pattern_does() -> None:
    word = lazy.regex(r"(?P<first>[a-z])(\w*)", re.IGNORECASE)
    assert (word.sub("x", "ab cd", count=1), word.findall("ab"), word.groups, word.groupindex["first"], word.flags & re.IGNORECASE) == ("x cd", [("a", "b")], 2, 1, re.IGNORECASE)
    found = word.search("1 Ab", 1)
    assert found and found.span() == (2, 4)
    assert lazy.regex(rb"a").fullmatch(b"a")


def test_nothing_is_compiled_before() -> None:
    broken = lazy.regex("(")
    with pytest.raises(AttributeError):
        broken.unknown  # type: ignore[attr-defined]  # noqa: B018
    with pytest.raises(re.error):
        broken.match("(")


def test_all_of_the_package_are_well_formed() -> None:
    compiled = 0
    for name, _ in modules():
        module = importlib.import_module(f"helcim_audit.{name.removesuffix('.__init__')}")
        for value in vars(module).values():
            if isinstance(value, lazy._Regex):
                assert value.groups >= 0
                compiled += 1
    assert compiled > 400
