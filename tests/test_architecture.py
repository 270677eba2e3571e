"""The house keeps its shape: layers, sizes, docs that are true, a tree that is clean."""

import ast
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from helcim_audit import docs
from helcim_audit.rules import load, parse, source
from tests.conftest import Done

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "helcim_audit"
# From the ground up; what shares a number may import only below itself, or its own package.
LEVELS = {
    "errors": 0, "lazy": 0, "browsers": 0, "secrets": 0, "placeholders": 0, "filetypes": 0, "names": 0, "values": 0, "model": 0, "yaml_lines": 0, "access": 0, "comments": 1, "masking": 1, "merge": 1, "workers": 1, "rules": 1,
    "sources": 2, "prefilter": 2, "scanners": 2, "program": 2, "policy": 2, "reports": 2, "tree": 3, "following": 3, "explain": 3, "redaction": 4, "engine": 4, "docs": 4, "calls": 5, "commands": 6, "hook": 7, "cli_secrets": 7, "cli": 8, "__main__": 9,
    "fixes": 3,
    "incidents": 1,
    "screenshots": 1,
    "mixed": 1,
    "liveness": 1, "exports": 3,
    "api": 7,
}  # fmt: skip


def modules() -> Iterator[tuple[str, Path]]:
    for path in sorted(PACKAGE.rglob("*.py")):
        parts = path.relative_to(PACKAGE).with_suffix("").parts
        if parts != ("__init__",):
            yield ".".join(parts), path


def imports(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("helcim_audit"):
            rest = node.module.split(".")[1:]
            found.update([rest[0]] if rest else [alias.name for alias in node.names])
        elif isinstance(node, ast.Import):
            found.update(alias.name.split(".")[1] for alias in node.names if alias.name.startswith("helcim_audit."))
    return found - {"__version__"}


@pytest.mark.parametrize(("name", "path"), list(modules()), ids=lambda value: value if isinstance(value, str) else "")
def test_layers(name: str, path: Path) -> None:
    own = name.split(".")[0]
    for other in imports(path):
        assert other == own or LEVELS[other] < LEVELS[own] or (LEVELS[own] == 0 == LEVELS[other]), f"{name} imports {other}"


def test_modules_stay_small() -> None:
    sizes = {name: len(path.read_text(encoding="utf-8").splitlines()) for name, path in modules()}
    assert {name: size for name, size in sizes.items() if size > 400} == {}
    assert sorted(sizes.values())[len(sizes) // 2] < 150


def test_every_module_says_what_it_answers() -> None:
    for name, path in modules():
        docstring = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))
        assert docstring, name


def test_no_blanket_exceptions() -> None:
    for name, path in modules():
        assert not re.search(r"except(?: Exception)?:", path.read_text(encoding="utf-8")), name


OUR_OWN_PATTERNS = {
    "access.needs", "rules.patterns", "rules._detect",  # rules.yaml
    "commands.cleanup.cleaned", "lazy.__getattr__", "comments.__init__._scanner", "comments.__init__._closer", "comments.__init__._guard", "mixed.stretches", "program.kept._outer", "program.loose_tables.pattern",
    "program.loose_values._string", "program.models.models", "program.models.__init__", "program.perl_tokens._close", "program.ruby_strings._dedented", "program.side_frameworks._rules", "program.typed._body",
    "program.template_scan._table", "scanners.transport._compiled",
    "commands.doctor._left_out",  # a glob, translated
}  # fmt: skip
"""Functions that are handed an expression of this package."""
_RUNS = {"compile", "search", "match", "fullmatch", "sub", "subn", "findall", "finditer", "split"}


def test_no_expression_of_an_audited_tree_is_run() -> None:
    """What a function was handed or found gets into an expression only escaped."""
    found = set()
    for name, path in modules():
        for function in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(function, ast.FunctionDef):
                escaped = {id(inner) for call in ast.walk(function) if isinstance(call, ast.Call) and ast.unparse(call.func) == "re.escape" for inner in ast.walk(call)}
                safe = {target.id for one in ast.walk(function) if isinstance(one, ast.Assign) and id(one.value) in escaped for target in one.targets if isinstance(target, ast.Name)}
                own = {one.arg for one in (*function.args.args, *function.args.kwonlyargs)} | {one.id for one in ast.walk(function) if isinstance(one, ast.Name) and isinstance(one.ctx, ast.Store)}
                for call in ast.walk(function):
                    if isinstance(call, ast.Call) and call.args and (ast.unparse(call.func) == "regex" or (ast.unparse(call.func).startswith("re.") and ast.unparse(call.func)[3:] in _RUNS)):
                        used = {one.id for one in ast.walk(call.args[0]) if isinstance(one, ast.Name) and id(one) not in escaped}
                        if used & (own - safe - {"re"}):
                            found.add(f"{name}.{function.name}")
    assert found == OUR_OWN_PATTERNS


def test_generated_documents_are_current() -> None:
    assert (ROOT / "docs" / "rules.md").read_text(encoding="utf-8") == docs.rules_page(), "run `make docs`"


def test_every_rule_has_both_kinds_of_examples_and_an_anchor() -> None:
    page = (ROOT / "docs" / "rules.md").read_text(encoding="utf-8")
    for rule in parse(source()).values():
        assert any(example.finds for example in rule.examples)
        assert any(not example.finds for example in rule.examples)
        assert f"\n## {rule.id}\n" in page


def test_every_rule_that_code_names_exists() -> None:
    known = set(load().rules)
    for name, path in modules():
        if name.startswith("scanners") or name == "engine":
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Match" and isinstance(node.args[0], ast.Constant):
                    assert node.args[0].value in known, f"{name} names {node.args[0].value}"


def test_readme_shows_the_help_as_it_is(audit: Callable[..., Done]) -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    block = re.search(r"```text\n(Usage: helcim-audit scan.*?)```", readme, re.DOTALL)
    assert block is not None
    shown = audit("scan", "--help", env={"COLUMNS": "80"}).out.replace("Usage: python -m helcim_audit", "Usage: helcim-audit")
    assert block[1].strip() == shown.strip(), "the README's help block is out of date"


def test_contributing_names_only_what_exists() -> None:
    for page in ("CONTRIBUTING.md", "docs/architecture.md"):
        for name in re.findall(r"`((?:helcim_audit|tests|docs|bench)/[\w./-]+|[\w-]+\.(?:yaml|toml|md))`", (ROOT / page).read_text(encoding="utf-8")):
            assert (ROOT / name).exists(), f"{page} names {name}"


def test_the_rule_of_contributing_works(tmp_path: Path) -> None:
    """The ten lines that CONTRIBUTING shows are a rule that passes its own examples."""
    block = re.search(r"```yaml\n(version: 1\n.*?)```", (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8"), re.DOTALL)
    assert block is not None
    path = tmp_path / "rule.yaml"
    path.write_text(block[1])
    done = subprocess.run([sys.executable, "-m", "helcim_audit", "rules", "check", str(path)], capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_nothing_that_python_makes_is_tracked() -> None:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, timeout=60, check=False).stdout.split("\0")
    assert [name for name in listed if "__pycache__" in name or name.endswith(".pyc")] == []


def test_our_own_tree_is_clean(audit: Callable[..., Done]) -> None:
    """Samples may show habits, and card numbers that are published for tests; no value in the tree looks like a token."""
    done = audit("scan", "--format", "json", str(ROOT))
    findings = done.report["findings"]
    assert [(f["rule"], f["path"]) for f in findings if not f["suppressed"]] == []
    assert {(f["rule"], f["path"].startswith("tests/samples/")) for f in findings if f["secret"]} <= {("card-data-in-payload", True)}
    assert {f["rule"] for f in findings if not f["path"].startswith("tests/samples/")} <= {"tls-verification-disabled", "http-debug-enabled", "api-token-in-app-bundle"}
    assert done.report["incomplete"] == []
    assert done.code == 0

