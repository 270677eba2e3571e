"""Edits that weaken the check are findings; edits that do not are none."""

import json

import pytest

from helcim_audit.policy.weakening import weakenings

RULE = '{"rule": "hardcoded-api-token", "fingerprint": "%s", "masked": "****abcd"}'


def baseline(*names: str) -> str:
    return json.dumps({"version": 1, "salt": "s", "findings": [json.loads(RULE % name) for name in names]})


def told(path: str, old: str | None, new: str | None, files: tuple[str, ...] = (), config: str | None = None) -> list[str]:
    def read(text: str | None, name: str) -> bytes | None:
        text = text if name == path else config if name == ".helcim-audit.yaml" else None
        return None if text is None else text.encode()

    return [f"{one.line}: {one.message}" for one in weakenings([path], lambda name: read(old, name), lambda name: read(new, name), lambda: files)]


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("", "fail-on: high\n", "1: This change lets findings below high pass"),
        ("fail-on: high\n", "fail-on: low\n", None),
        ("exclude: [a/]\n", "exclude: [a/, b/]\n", "1: This change excludes more"),
        ("exclude: [a/, b/]\n", "exclude: [a/]\n", None),
        ("", "disable:\n  - hardcoded-api-token\n", "2: This change disables the rule 'hardcoded-api-token'"),
        ("severity: {partly-masked-token: medium}\n", "severity: {partly-masked-token: low}\n", "sets the severity of 'partly-masked-token' to low"),
        ("severity: {partly-masked-token: low}\n", "severity: {partly-masked-token: high}\n", None),
        ("", "ignore:\n  - {rule: hardcoded-api-token, path: a.py, reason: r}\n", "2: This change accepts findings of 'hardcoded-api-token'."),
        (
            "ignore:\n  - {rule: hardcoded-api-token, path: a.py, reason: r, until: 2026-01-01}\n",
            "ignore:\n  - {rule: hardcoded-api-token, path: a.py, reason: r, until: 2027-01-01}\n",
            "for longer",
        ),
        (
            "ignore:\n  - {rule: hardcoded-api-token, path: a.py, reason: r, until: 2027-01-01}\n",
            "ignore:\n  - {rule: hardcoded-api-token, path: a.py, reason: other, until: 2026-01-01}\n",
            None,
        ),
        ("rules: [own.yaml]\n", "", "leaves out rules"),
        ("", "baseline: other.json\n", "names another baseline"),
        ("", "salt: other\n", "void"),
        ("", "fail-onn: high\n", "1: This change breaks the configuration"),
        ("fail-on: medium\n", None, None),
    ],
)
def test_configuration(old: str, new: str | None, words: str | None) -> None:
    said = told(".helcim-audit.yaml", old, new)
    assert len(said) == (0 if words is None else 1), said
    assert words is None or words in said[0]


def test_a_table_of_pyproject() -> None:
    assert told("pyproject.toml", "[project]\nname = 'x'\n", "[project]\nname = 'x'\n[tool.helcim-audit]\nfail-on = 'critical'\n") == ["4: This change lets findings below critical pass (before: low)."]
    assert told("pyproject.toml", "[project]\nname = 'x'\n", "[project]\nname = 'y'\n") == []


def test_baseline() -> None:
    name = ".helcim-audit-baseline.json"
    assert told(name, baseline("1" * 32), baseline("1" * 32, "2" * 32)) == ["1: This change accepts one more finding in the baseline."]
    assert told(name, None, baseline("1" * 32, "2" * 32)) == ["1: This change accepts 2 more findings in the baseline."]
    assert told(name, baseline("1" * 32, "2" * 32), baseline("1" * 32)) == []
    assert told(name, baseline("1" * 32), "{") == ["1: This change breaks the baseline."]
    assert told("own.json", None, baseline("1" * 32), config="baseline: own.json\n") == ["1: This change accepts one more finding in the baseline."]


HOOKS = "repos:\n- repo: https://example.com/helcim-audit\n  rev: v1\n  hooks:\n  - id: helcim-audit\n"


@pytest.mark.parametrize(
    ("new", "words"),
    [
        (HOOKS.replace("v1", "v2"), None),
        (HOOKS + "- repo: https://example.com/other\n  rev: v1\n  hooks: [{id: other}]\n", None),
        ("repos: []\n", "removes the hook 'helcim-audit'"),
        (None, "removes the hook 'helcim-audit'"),
        (HOOKS + "    args: [--exit-zero]\n", "edits args of the hook"),
        (HOOKS + "    stages: [manual]\n", "edits stages of the hook"),
        ("exclude: .*\n" + HOOKS, "what all hooks leave out"),
    ],
)
def test_hook_manifest(new: str | None, words: str | None) -> None:
    said = told(".pre-commit-config.yaml", HOOKS, new)
    assert len(said) == (0 if words is None else 1), said
    assert words is None or words in said[0]


STEP = "jobs:\n  audit:\n    steps:\n      - run: helcim-audit scan --diff\n"


@pytest.mark.parametrize(
    ("path", "new", "words"),
    [
        (".github/workflows/ci.yml", STEP + "      - run: make test\n", None),
        (".github/workflows/ci.yml", STEP.replace("--diff", "--diff --format sarif -o x"), None),
        (".github/workflows/ci.yml", "jobs: {}\n", "removes a step"),
        (".github/workflows/ci.yml", STEP.replace("      - run", "      # - run"), "removes a step"),
        (".github/workflows/ci.yml", STEP.replace("--diff", "--diff || true"), "4: This change lets the step go on"),
        (".github/workflows/ci.yml", STEP + "        continue-on-error: true\n", "5: This change lets the step go on"),
        (".gitlab-ci.yml", STEP.replace("--diff", "--diff --exit-zero"), "4: "),
        ("Jenkinsfile", None, "removes a step"),
        ("docs/notes.txt", None, None),
    ],
)
def test_ci_files(path: str, new: str | None, words: str | None) -> None:
    said = told(path, STEP, new)
    assert len(said) == (0 if words is None else 1), said
    assert words is None or words in said[0]


@pytest.mark.parametrize(
    ("line", "hidden"),
    [
        ("*.py -diff", True),
        ("src/** linguist-generated=true", True),
        (".env* binary", True),
        ("*.py filter=crypt diff=crypt", True),
        ("*.png binary", False),
        ("*.sh text eol=lf", False),
        ("package-lock.json -diff", False),
        ("dist/** linguist-generated", False),
        ("*.py diff", False),
        ("# *.py -diff", False),
    ],
)
def test_attributes(line: str, hidden: bool) -> None:
    said = told(".gitattributes", "* text=auto\n", f"* text=auto\n{line}\n", ("src/pay.py", ".env.local", "logo.png", "package-lock.json", "dist/a.js"))
    assert len(said) == hidden
    assert not hidden or said[0].startswith("2: This change hides hand-written files")


def test_rules_of_the_project() -> None:
    assert told("own.yaml", "a", "b", config="rules: [own.yaml]\n") == ["1: This change edits rules of the project."]
    assert told("own.yaml", "a", None, config="rules: [own.yaml]\n") == ["1: This change removes rules of the project."]
    assert told("own.yaml", "a", "b") == []
