"""Which files beside a change are worth a look?"""

from collections.abc import Callable
from pathlib import Path

import pytest

from helcim_audit.filetypes import _NAMES, _SUFFIXES
from helcim_audit.program.front_ends import has_front_end
from helcim_audit.sources import beside
from helcim_audit.sources.staged import Staged

Git = Callable[..., str]


def test_what_has_a_front_end_counts_as_a_program() -> None:
    paths = [path for path in (*(f"x.{suffix}" for suffix in _SUFFIXES), *_NAMES) if has_front_end(path) and not path.endswith((".html", ".yml", ".yaml"))]
    assert len(paths) > 60
    assert [path for path in paths if "." in path and not beside.is_program(path)] == []


@pytest.mark.parametrize(
    ("held", "altered", "text", "expected"),
    [
        ("config/keys.ts", "web/view.tsx", "import { k } from '../config/keys'", True),
        ("config/index.ts", "web/view.tsx", "import { k } from '../config'", True),
        ("shop/settings/base.py", "shop/views.py", "from django.conf import settings", True),
        ("internal/pay/client.go", "internal/web/page.go", "pay.Key()", True),
        ("config/keys.ts", "web/view.tsx", "export {}", False),
        ("config/keys.ts", "README.md", "see config/keys", False),
        ("notes/keys.md", "web/view.tsx", "import { k } from '../notes/keys'", False),
    ],
)
def test_names_decide(repository: Path, git: Git, held: str, altered: str, text: str, expected: bool) -> None:
    for path, content in ((held, "helcim"), (altered, text)):
        (repository / path).parent.mkdir(parents=True, exist_ok=True)
        (repository / path).write_text("old" if path == altered else content)
    git("add", "-A")
    git("commit", "-qm", "before")
    (repository / altered).write_text(text)
    git("add", "-A")
    assert Staged(str(repository)).has_neighbours(lambda data: b"helcim" in data) is expected


def test_of_many_programs_those_that_are_named_and_those_near_are_read(repository: Path, git: Git, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(beside, "_MOST_READ", 2)
    for path in ("far/away/keys.ts", "web/a.ts", "web/b.ts", "web/c.ts", "web/d.ts"):
        (repository / path).parent.mkdir(parents=True, exist_ok=True)
        (repository / path).write_text("helcim" if "keys" in path else "x")
    git("add", "-A")
    git("commit", "-qm", "before")
    (repository / "web/view.tsx").write_text("import '../far/away/keys'")
    git("add", "-A")
    assert Staged(str(repository)).has_neighbours(lambda data: b"helcim" in data)
