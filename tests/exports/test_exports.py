"""Exports: what each tool is given can be read, and does its work in the tool itself where that is installed."""

import json
import re
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import hyperscan
import pytest
import yaml

from bench import exports as bench
from helcim_audit.exports import TARGETS, exporter
from helcim_audit.exports.portable import PORTABLE
from helcim_audit.placeholders import fill
from helcim_audit.rules import load
from tests.conftest import Done

READ: dict[str, Callable[[str], Any]] = {
    "gitleaks": tomllib.loads,
    "betterleaks": tomllib.loads,
    "sentry": json.loads,
    "detect-secrets": lambda text: compile(text, "plugin", "exec"),
    "fluent-bit": lambda text: text,
}
TOKEN = fill("{{token}}")
LEAKS = [f'"api-token": "{TOKEN}"', f"token={TOKEN}.", f"HELCIM_API_TOKEN={fill('{{legacy25}}')}", f'"secretToken":"{fill("{{secrettoken}}")}"', f"webhook verifier_token: {fill('{{verifier}}')}"]
VALUES = [TOKEN, TOKEN, *(fill(f"{{{{{name}}}}}") for name in ("legacy25", "secrettoken", "verifier"))]


@pytest.mark.parametrize("target", TARGETS)
def test_exports_can_be_read_and_say_what_they_lack(target: str) -> None:
    text = exporter(target)(load())
    assert READ.get(target, yaml.safe_load)(text) is not None
    assert "Not expressed" in text
    assert "cleartext-url" in text
    if target != "fluent-bit":
        assert all(one.id in text or one.title in text for one in PORTABLE)


def test_github_patterns_in_githubs_engine() -> None:
    patterns = yaml.safe_load(exporter("github")(load()))["patterns"]
    found: list[str] = []
    for row in patterns:
        database = hyperscan.Database()
        database.compile(expressions=[f"(?:{row['before_secret']})(?:{row['secret_format']})(?:{row['after_secret']})".encode()], flags=hyperscan.HS_FLAG_SOM_LEFTMOST)
        for leak, value in zip(LEAKS, VALUES, strict=True):
            ends: list[int] = []
            database.scan(leak.encode(), match_event_handler=lambda *at, ends=ends: ends.append(at[2]))
            asked = all(re.search(pattern, value) for pattern in row["must_match"]) and not any(re.search(pattern, value) for pattern in row["must_not_match"])
            found += [row["name"]] if ends and asked else []
    assert {"Helcim API token", "Helcim API token, by its name", "Helcim webhook verifier token", "HelcimPay.js secretToken"} <= set(found)


def _datadog(text: str) -> str:
    for rule in yaml.safe_load(exporter("datadog")(load()))["logs_config"]["processing_rules"]:
        text = re.sub(rule["pattern"], re.sub(r"\$\{(\d)\}", r"\\g<\1>", rule["replace_placeholder"]), text)
    return text


def _sentry(text: str) -> str:
    data = json.loads(exporter("sentry")(load()))
    assert set(next(rules for selector, rules in data["applications"].items() if "$message" in selector)) == set(data["rules"])
    for rule in data["rules"].values():
        while found := re.search(rule["pattern"], text):
            text = text[: found.start(1)] + rule["redaction"]["text"] + text[found.end(1) :]
    return text


def _vector(text: str) -> str:
    program = yaml.safe_load(exporter("vector")(load()))["transforms"]["helcim_scrub"]["source"]
    for pattern, replacement in re.findall(r"""replace\(text, r'([^']*)', "(.*)"\)""", program):
        text = re.sub(pattern, re.sub(r"\$\$\{(\d)\}", r"\\g<\1>", replacement), text)
    return text


def _fluent_bit(text: str) -> str:
    lupa = pytest.importorskip("lupa.luajit21", reason="no LuaJIT (the package lupa), which is what Fluent Bit runs")
    runtime = lupa.LuaRuntime()
    runtime.execute(exporter("fluent-bit")(load()))
    _, _, record = runtime.globals().helcim_scrub("tag", 0, runtime.table_from({"log": text, "deep": runtime.table_from({"api-token": TOKEN, "n": 1})}))
    assert TOKEN not in record["deep"]["api-token"]
    assert record["deep"]["api-token"].endswith(TOKEN[-4:])
    assert record["deep"]["n"] == 1
    return str(record["log"])


@pytest.mark.parametrize("scrub", [_datadog, _sentry, _vector, _fluent_bit], ids=lambda scrub: scrub.__name__.strip("_"))
@pytest.mark.parametrize("number", range(len(LEAKS)))
def test_scrubbers_mask_what_they_find_and_nothing_else(scrub: Callable[[str], str], number: int) -> None:
    leak, value = LEAKS[number], VALUES[number]
    line = f'{{"level": "info", {leak}, "url": "https://api.helcim.com/v2/customers", "id": 17}}'
    scrubbed = scrub(line)
    assert value[:-4] not in scrubbed
    assert '"url": "https://api.helcim.com/v2/customers", "id": 17}' in scrubbed
    clean = '{"digest": "sha256 ' + fill("{{hash}}") + '", "checkoutToken": "' + fill("{{jstoken}}") + '"}'
    assert scrub(clean) == clean


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, tuple[bool, bool]]]:
    root = tmp_path_factory.mktemp("examples")
    return root, bench.write_examples(root)


@pytest.mark.parametrize("tool", bench.TOOLS, ids=lambda tool: tool.name)
def test_exports_in_the_tools_themselves(tool: bench.Tool, tree: tuple[Path, dict[str, tuple[bool, bool]]], tmp_path: Path) -> None:
    if not bench.executable(tool.name):
        pytest.skip(f"{tool.name} is not installed")
    root, files = tree
    counts = bench.count(bench.run(tool, root, tmp_path), files)
    assert counts.clean == 0
    assert counts.covered >= 0.7 * bench.count(set(files), files).covered


def test_the_matrix_has_a_row_for_us(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bench, "executable", lambda name: None)
    bench.main()
    rows = {line.split()[0]: line.split()[1:] for line in capsys.readouterr().out.splitlines() if line.strip()}
    assert rows["helcim-audit"][:2] == rows["examples"][:2]
    assert rows["helcim-audit"][2] == "0"
    assert rows["gitleaks"] == ["not", "on", "PATH"]


def test_the_command(audit: Callable[..., Done]) -> None:
    done = audit("rules", "export", "--to", "gitleaks")
    assert done.code == 0
    assert tomllib.loads(done.out)["rules"][0]["id"] == "helcim-api-token"
    assert "export needs --to" in audit("rules", "export").err
    assert "belongs to" in audit("rules", "--to", "gitleaks").err
    assert audit("rules", "export", "--to", "grep").code == 2


def test_the_page_names_every_tool() -> None:
    page = (Path(__file__).parent.parent.parent / "docs" / "exports.md").read_text(encoding="utf-8")
    assert re.findall(r"^\| `([a-z-]+)` \|", page, re.MULTILINE) == list(TARGETS)
