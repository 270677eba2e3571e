"""Expressions that are read take what Python's own take of a text of as many letters and digits."""

import random
import re
import string
import time

import pytest

from helcim_audit.program.patterns import LENGTH, read

TOKEN = "".join(random.Random(7).sample(string.ascii_letters + string.digits + "_", 63)) + "é"
READ = [
    r"^(.{6}).*$", r"^(.{4})(.*)(.{4})$", r".(?=.{4})", r"(?<=^.{4}).*", r"(?<=.{6}).*", r"^.{6}", r".{4}$", r".", r".+", r".*", r"^(\w{5})\w*", r"(?P<head>\w{5}).*", r"(\w{3})\w+(\w{2})",
    r"(.+?)(.{4})$", r"^(.*?)(.{9})$", r"^.*(.{9})$", r"[A-Za-z0-9_é]{8}", r"[^-]+", r"[^\s]{10}(.*)", r"\S+", r"(?:.{8})+", r"(.{8})?.{50}", r"^(?:(.{2})(.{3})).+", r".(?!.{0,3}$)", r"(?!.{1,4}$).", r"(?<=^.{2}).{10}(?=.{4})",
    r"(?=.{5}).", r".{10}(?=.{4}$)", r".{3}|^.{9}", r"^.{70}$", r".{0,5}$", r"\b(\w{4})", r"(.)(.)", r".(?<=.{9})", r"(?<=.{4}).(?=.{4})", r"^.?(.)", r"[\w-]{5}", r".{2,7}", r".{2,7}?", r".{61,}?$",
]  # fmt: skip


@pytest.mark.parametrize("pattern", READ)
@pytest.mark.parametrize("once", [False, True])
def test_what_is_left(pattern: str, once: bool) -> None:
    expression = read(pattern)
    assert expression is not None
    hit = re.search(pattern, TOKEN)
    spans = expression.match()
    assert (spans and spans[0]) == (hit and hit.span())
    for number in range(min(2, expression.groups + 1)):
        if number in expression.repeated:
            continue
        left = expression.replaced(f"<\\g<{number}>>", once)
        assert left is not None
        theirs = re.sub(pattern, lambda found, number=number: f"<{found[number] or ''}>", TOKEN, count=int(once))
        ours = "".join("." if at < 0 else TOKEN[at] for at in left)
        assert ours.replace(".", "") == theirs.replace("<", "").replace(">", "")


@pytest.mark.parametrize("pattern", [r"\s", '"', r"^\"|\"$", r"[\s'\"]+", r"[^A-Za-z0-9]", r"\W", r"^Bearer ", r"\n$", r"(?:\r|\n)+", r"-", r"[._-]", r"[^\w]", r"\.", r"\$", r"[\[\]]", r"(?<=Bearer )"])
def test_what_takes_nothing_of_a_token(pattern: str) -> None:
    expression = read(pattern)
    assert expression is not None
    assert not expression.takes


@pytest.mark.parametrize("pattern", [r"^(?:Bearer )?(.{6}).*", r"(api-token: )?(.{6}).*"])
def test_words_before_it_take_nothing(pattern: str) -> None:
    expression = read(pattern)
    assert expression is not None
    assert expression.replaced(f"${expression.groups}...", False) == [*range(6), -1]


@pytest.mark.parametrize("pattern", [r"\d", r"[a-f0-9]+", r"[abc]", r"(.)\1*", "(", ")", "[", "a" * 90, r"(?>.*)", r".*+", r"(.{4}|.{6})", r".(?=.).", r"(?#x).", r"(?i).", r"(?(1).)", r"x**", r"\p{L}+"])
def test_what_is_not_read(pattern: str) -> None:
    assert read(pattern) is None


def test_ranges_of_one_case_with_a_flag() -> None:
    assert read("[a-z0-9]{4}") is None
    assert (read("[a-z0-9]{4}", "i") or pytest.fail("not read")).match() == {0: (0, 4)}


@pytest.mark.parametrize("pattern", ["(a+)+$", "(.*)*x", "(?:a|a)*b", "(.+)+$", "((.*)*)*", "((((.+)+)+)+)+$", ".*.*.*.*.*.*.*.*.*.*.*x", "(?:.{0,999}){999}", "(" * 39 + "." + ")" * 39])
def test_none_takes_long(pattern: str) -> None:
    start = time.process_time()
    expression = read(pattern)
    if expression is not None:
        expression.replaced("*", False)
    assert time.process_time() - start < 0.5


def test_positions() -> None:
    assert (read("(?<!^.{0,3}).") or pytest.fail("not read")).replaced("", False) == [0, 1, 2, 3]
    assert (read("^.{6}") or pytest.fail("not read")).replaced("***", True) == [-1, *range(6, LENGTH)]
    assert (read("^(.{6}).*") or pytest.fail("not read")).replaced("$2", True) is None
