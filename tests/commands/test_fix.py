"""The command from end to end: what it shows, writes, refuses, and never says."""

import os
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from helcim_audit.commands import fix
from helcim_audit.commands.fix_told import difference, notes
from helcim_audit.commands.scan import Request
from helcim_audit.errors import AuditError
from helcim_audit.fixes.problem import Fixed, Problem
from helcim_audit.fixes.rewrite import Rewritten
from helcim_audit.placeholders import fill
from tests.conftest import Done

TOKEN, LEGACY = fill("{{token}}"), fill("{{legacy25}}")
Tree = Callable[[Mapping[str, str | bytes]], Path]
PAY = (
    '"""Pay."""\n\nimport requests\n\nHELCIM_API_TOKEN = "{{token}}"  # live\n\n\ndef get():\n'
    '    return requests.get("https://api.helcim.com/v2/customers", headers={"api-token": HELCIM_API_TOKEN})\n'
)
FIXED = (
    '"""Pay."""\n\nimport requests\nimport os\n\nHELCIM_API_TOKEN = os.environ["HELCIM_API_TOKEN"]  # live\n\n\ndef get():\n'
    '    return requests.get("https://api.helcim.com/v2/customers", headers={"api-token": HELCIM_API_TOKEN})\n'
)


def is_silent(text: str) -> bool:
    return not any(secret[at : at + 6] in text for secret in (TOKEN, LEGACY) for at in range(len(secret) - 6))


def test_a_diff_first_then_the_change_itself(tree: Tree, audit: Callable[..., Done]) -> None:
    root = tree({"pay.py": PAY})
    os.chmod(root / "pay.py", 0o640)
    done = audit("fix", str(root))
    assert done.code == 1
    assert '-HELCIM_API_TOKEN = "*' in done.out
    assert '+HELCIM_API_TOKEN = os.environ["HELCIM_API_TOKEN"]  # live\n' in done.out
    assert "+HELCIM_API_TOKEN=\n" in done.out
    assert is_silent(done.out + done.err)
    assert "must still be replaced" in done.err
    assert (root / "pay.py").read_text() == fill(PAY)
    assert sorted(os.listdir(root)) == ["pay.py"]
    done = audit("fix", "--write", str(root))
    assert (done.code, done.out) == (0, "")
    assert "proven by a re-scan" in done.err
    assert (root / "pay.py").read_text() == FIXED
    assert (root / "pay.py").stat().st_mode & 0o777 == 0o640
    assert (root / ".env.example").read_text() == "HELCIM_API_TOKEN=\n"
    assert (root / ".gitignore").read_text() == ".env\n"
    assert audit("scan", str(root)).code == 0
    done = audit("fix", str(root))
    assert (done.code, done.out, done.err) == (0, "", "Nothing to fix.\n")


def test_what_is_left_alone_is_said_and_fails(tree: Tree, audit: Callable[..., Done]) -> None:
    root = tree({"pay.py": PAY, "doc.py": 'os.environ["HELCIM_API_TOKEN"] = "{{token}}"\n', "notes.md": "helcim token {{token}}\n"})
    done = audit("fix", "--write", ".", cwd=root)
    assert done.code == 1
    assert "doc.py:1: hardcoded-api-token: left alone, the environment is set to it here" in done.err
    assert "1 other finding that `fix` does not change" in done.err
    assert is_silent(done.out + done.err)


def test_standard_input_is_refused(audit: Callable[..., Done]) -> None:
    assert audit("fix", "-").code == 2


def planned(root: Path, *names: str) -> fix.Plan:
    return fix.plan(Request(paths=tuple(str(root / name) for name in names) or (str(root),)))


def test_files_that_stand_beside_the_project(tree: Tree) -> None:
    root = tree({"a/pyproject.toml": "", "a/src/pay.py": PAY, "b/pay.py": PAY, "b/.env.example": "X=1", "b/.gitignore": "*.env\n", ".gitignore": "dist\n"})
    made = planned(root)
    assert {change.path: change.new for change in made.changes if not change.path.endswith(".py")} == {
        "a/.env.example": "HELCIM_API_TOKEN=\n", "a/.gitignore": ".env\n", "b/.env.example": "X=1\nHELCIM_API_TOKEN=\n",
    }  # fmt: skip
    root = tree({"c/pyproject.toml": "", "c/pay.py": PAY, "c/.env.sample": "", ".gitignore": ".env\n"})
    assert {change.path: change.new for change in planned(root, "c/pay.py").changes if not change.path.endswith(".py")}.keys() == {
        str(root / "c/.env.sample"), str(root / "c/.gitignore"),
    }  # fmt: skip
    assert [change.path for change in planned(root).changes if change.path.startswith("c/")] == ["c/pay.py", "c/.env.sample"]


def test_single_files_are_named_with_their_paths(tree: Tree) -> None:
    root = tree({"app/pay.py": PAY, "app/other.py": PAY})
    made = planned(root, "app/pay.py")
    fix.write(made)
    assert (root / "app/pay.py").read_text() == FIXED
    assert (root / "app/other.py").read_text() == fill(PAY)
    assert (root / "app/.gitignore").read_text() == ".env\n"


def test_django_settings_are_given_the_variable(tree: Tree) -> None:
    root = tree(
        {
            "manage.py": 'import os\nos.environ.setdefault("DJANGO_SETTINGS_MODULE", "shop.settings")\n',
            "shop/__init__.py": "", "shop/settings.py": 'INSTALLED_APPS = []\nHELCIM_ACCOUNT = "{{legacy16}}"\n',
            "shop/views.py": 'from django.conf import settings\n\nHEADERS = {"api-token": "{{token}}"}  # helcim\n',
        }
    )  # fmt: skip
    made = planned(root)
    fix.write(made)
    assert (root / "shop/views.py").read_text() == 'from django.conf import settings\n\nHEADERS = {"api-token": settings.HELCIM_API_TOKEN}  # helcim\n'
    assert (root / "shop/settings.py").read_text() == fill(
        'import os\n\nINSTALLED_APPS = []\nHELCIM_ACCOUNT = "{{legacy16}}"\nHELCIM_API_TOKEN = os.environ["HELCIM_API_TOKEN"]\n'
    )
    assert made.exit_code(True) == 0


def test_a_byte_order_mark_and_crlf_stay(tree: Tree) -> None:
    root = tree({"pay.py": b"\xef\xbb\xbf" + fill("import os\r\nHELCIM_API_TOKEN = '{{token}}'\r\n").encode()})
    fix.write(planned(root))
    assert (root / "pay.py").read_bytes() == b"\xef\xbb\xbfimport os\r\nHELCIM_API_TOKEN = os.environ['HELCIM_API_TOKEN']\r\n"


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (fill("HELCIM_API_TOKEN = '{{token}}'  # caf").encode() + b"\xe9\n", "the file is not UTF-8"),
        (fill("HELCIM_API_TOKEN = '{{token}}'\nprint 'x'\n").encode(), "the file is not changed: a syntax error, or not Python 3"),
        (fill("HELCIM_API_TOKEN = '{{token}}'\nx = " + "not " * 480 + "y\n").encode(), None),
    ],
)
def test_files_that_are_not_changed(tree: Tree, data: bytes, why: str | None) -> None:
    made = planned(tree({"pay.py": data}))
    if why is None:
        assert [one.why for one in made.refused] in ([], ["the file is not changed: nested too deeply"])
        return
    assert [one.why for one in made.refused] == [why]
    assert made.changes == ()
    assert made.exit_code(True) == 1
    assert notes(made, True).endswith("Nothing was changed.\n")


def test_what_a_re_scan_still_finds_is_not_changed(tree: Tree, monkeypatch: pytest.MonkeyPatch) -> None:
    """As if a change had been made that is none: the re-scan is what decides."""

    def pretend(path: str, text: str, problems: list[Problem], *_: object) -> Rewritten:
        return Rewritten(text + "# changed\n", tuple(Fixed(one, "moved", "X") for one in problems), (), {})

    monkeypatch.setattr(fix, "rewrite", pretend)
    made = planned(tree({"pay.py": PAY}))
    assert [one.why for one in made.refused] == ["a re-scan of the changed text still finds it"]
    assert (made.fixed, made.changes) == ((), ())


def test_a_file_that_changes_meanwhile_is_not_overwritten(tree: Tree) -> None:
    root = tree({"pay.py": PAY})
    made = planned(root)
    (root / "pay.py").write_text("x = 1\n")
    with pytest.raises(AuditError, match="changed while it was read"):
        fix.write(made)
    assert (root / "pay.py").read_text() == "x = 1\n"
    assert not (root / ".gitignore").exists()


def test_nothing_is_written_through_a_link(tree: Tree) -> None:
    root = tree({"pay.py": PAY, "elsewhere": ""})
    (root / ".gitignore").symlink_to(root / "elsewhere")
    with pytest.raises(AuditError, match="symbolic link"):
        planned(root)


def test_no_repr_holds_a_secret(tree: Tree) -> None:
    made = planned(tree({"pay.py": PAY}))
    assert is_silent(repr(made) + difference(made) + notes(made, False))
