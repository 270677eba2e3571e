"""Directives count in comments only, and only with a rule and a reason."""

import datetime

import pytest

from helcim_audit.model import Document
from helcim_audit.policy.suppress import directives

TODAY = datetime.date(2026, 6, 1)
MARK = "helcim-audit: ignore[hardcoded-api-token] revoked in May"
KNOWN = {"hardcoded-api-token", "api-token-in-config"}

COMMENTS = {
    "a.py": f"x = 1  # {MARK}", "a.js": f"x = 1 // {MARK}", "b.ts": f"/* {MARK} */", "a.php": f"<?php\n# {MARK}", "a.yaml": f"a: b # {MARK}", ".env": f"# {MARK}",
    "a.html": f"<!-- {MARK} -->", "a.md": f"<!-- {MARK} -->", "a.sql": f"-- {MARK}", "a.ini": f"; {MARK}", "a.tf": f"// {MARK}", "a.lua": f"-- {MARK}",
    "x.blade.php": f"{{{{-- {MARK} --}}}}", "x.j2": f"{{# {MARK} #}}", "a.bat": f"REM {MARK}", "Dockerfile": f"# {MARK}", "a.vue": f"<!-- {MARK} -->",
}  # fmt: skip
NOT_COMMENTS = {
    "a.py": f"x = '# {MARK}'", "b.py": f'"""\n# {MARK}\n"""', "a.js": f"x = '// {MARK}'", "b.js": f"x = `\n// {MARK}\n`", "c.js": f'u = "http://x" + "/* {MARK} */"',
    "a.json": f'{{"a": "// {MARK}"}}', "a.yaml": f"a: 'b # {MARK}'", "a.csv": f"# {MARK}", "a.log": f"# {MARK}", "a.php": f"<?php\n$x = \"// {MARK}\";", "a.txt": f"# {MARK}",
    "a.sql": f"INSERT INTO x VALUES ('-- {MARK}')",
}  # fmt: skip


@pytest.mark.parametrize(("path", "text"), COMMENTS.items())
def test_in_a_comment(path: str, text: str) -> None:
    (mark,) = directives(Document(path, text.encode()), KNOWN, TODAY)
    assert mark.problem == ""
    assert mark.reason == "revoked in May"
    assert mark.covers("hardcoded-api-token", mark.line)
    assert mark.covers("hardcoded-api-token", mark.line + 1)
    assert not mark.covers("hardcoded-api-token", mark.line + 2)
    assert not mark.covers("api-token-in-config", mark.line)


@pytest.mark.parametrize(("path", "text"), NOT_COMMENTS.items())
def test_in_a_string_or_where_there_are_no_comments(path: str, text: str) -> None:
    assert directives(Document(path, text.encode()), KNOWN, TODAY) == []


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("ignore reason", "names no rule"),
        ("ignore[] reason", "names no rule"),
        ("ignore[hardcoded-api-token]", "gives no reason"),
        ("ignore[hardcoded-api-tokn] reason", "no rule 'hardcoded-api-tokn'"),
        ("ignore[hardcoded-api-token] reason until=2026-05-31", "expired"),
        ("ignore[hardcoded-api-token] reason until=soon", "no date"),
    ],
)
def test_what_hides_nothing(text: str, problem: str) -> None:
    (mark,) = directives(Document("a.py", f"# helcim-audit: {text}".encode()), KNOWN, TODAY)
    assert problem in mark.problem
    assert not mark.covers("hardcoded-api-token", 1)


def test_until_is_inclusive_and_kept() -> None:
    (mark,) = directives(Document("a.py", b"# helcim-audit: ignore[hardcoded-api-token] old until=2026-06-01"), KNOWN, TODAY)
    assert (mark.problem, mark.until, mark.reason) == ("", "2026-06-01", "old")
