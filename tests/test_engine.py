"""What only a whole run tells: sides through imports, published settings, suppressions, changes."""

import datetime
import os
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from helcim_audit import engine
from helcim_audit import tree as trees
from helcim_audit.engine import Settings, run
from helcim_audit.model import Finding
from helcim_audit.rules import load
from helcim_audit.sources.files import select
from helcim_audit.sources.stream import Stream

Tree = Callable[..., Path]
SETTINGS = Settings(load(), datetime.date(2026, 6, 1))
NEXT = {
    "package.json": '{"dependencies": {"next": "14"}}',
    "lib/config.ts": "export const helcim = { apiToken: '{{token}}' }\n",
    "lib/helcim.ts": "import { helcim } from './config'\nexport const pay = () => fetch('https://api.helcim.com/v2', { headers: { 'api-token': helcim.apiToken } })\n",
}
CLIENT = "'use client'\nimport { pay } from '@/lib/helcim'\nexport default function Pay() { return <button onClick={pay}>x</button> }\n"
ROUTE = "import { pay } from '@/lib/helcim'\nexport async function POST() { return Response.json(await pay()) }\n"


def scan(root: Path, **more: object) -> list[Finding]:
    return list(run(select([str(root)]), Settings(load(), datetime.date(2026, 6, 1), **more)).findings)  # type: ignore[arg-type]


def test_a_literal_that_a_client_component_brings_along_through_two_files(tree: Tree) -> None:
    finding, call = scan(tree({**NEXT, "components/Pay.tsx": CLIENT}))
    assert (finding.rule, finding.path) == ("api-token-in-client-code", "lib/config.ts")
    assert (call.rule, call.path) == ("browser-call-to-api", "lib/helcim.ts")
    assert [step.path for step in finding.trace] == ["components/Pay.tsx", "components/Pay.tsx", "lib/helcim.ts"]


def test_the_same_literal_behind_an_api_route(tree: Tree) -> None:
    (finding,) = scan(tree({**NEXT, "app/api/pay/route.ts": ROUTE}))
    assert finding.rule == "hardcoded-api-token"


@pytest.mark.parametrize("module", ["'server-only'", "type { pay } from './helcim'"])
def test_what_the_bundler_keeps_out(tree: Tree, module: str) -> None:
    files = {**NEXT, "components/Pay.tsx": CLIENT.replace("import { pay } from '@/lib/helcim'", "import type { pay } from '@/lib/helcim'")}
    if "server-only" in module:
        files = {**NEXT, "components/Pay.tsx": CLIENT, "lib/helcim.ts": "import 'server-only'\n" + NEXT["lib/helcim.ts"]}
    assert [finding.rule for finding in scan(tree(files))] == ["hardcoded-api-token"]


@pytest.mark.parametrize(
    ("path", "text", "count"),
    [
        ("next.config.js", "module.exports = { env: { HELCIM_API_TOKEN: process.env.HELCIM_API_TOKEN } }\n", 1),
        ("next.config.js", "module.exports = { env: { HELCIM_JS_TOKEN: process.env.HELCIM_JS_TOKEN } }\n", 0),
        ("vite.config.ts", "export default { define: { 'process.env.HELCIM_API_TOKEN': JSON.stringify(process.env.HELCIM_API_TOKEN) } }\n", 1),
        ("nuxt.config.ts", "export default defineNuxtConfig({ runtimeConfig: { helcimApiToken: '', public: { helcimJsToken: '' } } })\n", 0),
        ("nuxt.config.ts", "export default defineNuxtConfig({ runtimeConfig: { public: { helcimApiToken: '' } } })\n", 1),
    ],
)
def test_what_a_build_publishes(tree: Tree, path: str, text: str, count: int) -> None:
    assert [finding.rule for finding in scan(tree({path: text}))] == ["public-env-secret"] * count


def test_a_suppression_hides_its_rule_and_an_idle_one_is_told(tree: Tree) -> None:
    text = "# helcim-audit: ignore[hardcoded-api-token] revoked\nHELCIM_API_TOKEN = '{{token}}'\n\nHELCIM_TOKEN = '{{token2}}'\nx = 1  # helcim-audit: ignore[hardcoded-api-token] moved away\n"
    found = scan(tree({"a.py": text}))
    assert [(f.rule, f.start.line, f.suppressed is not None) for f in found] == [("hardcoded-api-token", 2, True), ("hardcoded-api-token", 4, False), ("unused-suppression", 5, False)]


def test_a_second_secret_on_a_suppressed_line_is_hidden_only_by_its_own_rule(tree: Tree) -> None:
    text = "HELCIM_API_TOKEN = '{{token}}'; HELCIM_WEBHOOK_SECRET = '{{verifier}}'  # helcim-audit: ignore[hardcoded-api-token] revoked\n"
    state = {f.rule: f.suppressed is not None for f in scan(tree({"a.py": text}))}
    assert state == {"hardcoded-api-token": True, "hardcoded-webhook-verifier": False}


def test_windows_of_a_large_log_report_once(tree: Tree, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("helcim_audit.sources.windows.WINDOW", 8192)
    monkeypatch.setattr("helcim_audit.sources.files.WINDOW", 8192)
    monkeypatch.setattr("helcim_audit.sources.windows.OVERLAP", 1024)
    lines = [f"2026-01-01 line {n} of a log that goes on and on" for n in range(2000)]
    for place in (10, 160, 161, 500, 1999):
        lines[place] = "2026-01-01 helcim api-token: {{token}}"
    found = scan(tree({"app.log": "\n".join(lines)}))
    assert [(f.rule, f.start.line) for f in found] == [("unmasked-header", n + 1) for n in (10, 160, 161, 500, 1999)]


def test_deep_and_long_input_takes_linear_time(tree: Tree) -> None:
    files = {
        "deep.json": "[" * 50_000 + '"helcim"' + "]" * 50_000,
        "long.js": "var helcim=" + "a.b(c)," * 200_000 + "1;",
        "quotes.txt": "helcim token " + "\"'" * 100_000,
        "equals.env": "HELCIM_TOKEN" + "=" * 200_000,
        "escapes.txt": "helcim " + "\\u0024" * 50_000,
        "nested.b64": "helcim " + "QUFB" * 50_000,
        "entities.html": "helcim " + "&#36;" * 50_000,
        "braces.ts": "helcim" + "{key:" * 3_000,
    }
    assert scan(tree(files)) == []


CONFIG_JS = "exports.token = process.env.HELCIM_API_TOKEN\n"
APP_JS = "const config = require('./config')\nconsole.log('helcim', config.token)\n"


def test_programs_inside_of_archives(tmp_path: Path) -> None:
    path = tmp_path / "shop.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("src/config.js", CONFIG_JS)
        archive.writestr("src/app.js", APP_JS)
        archive.writestr("src/clean.js", "const config = require('./config')\nconsole.log('helcim', !!config.token)\n")
    report = run(select([str(path)]), SETTINGS)
    assert [(one.path.rpartition("!")[2], one.start.line, one.rule) for one in report.findings] == [("/src/app.js", 2, "api-token-logged")]
    assert [step.path.rpartition("!")[2] for step in report.findings[0].trace] == ["/src/config.js", "/src/app.js"]


def test_an_archive_with_too_much_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(trees, "_MOST_HELD", len(CONFIG_JS))
    path = tmp_path / "shop.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("config.js", CONFIG_JS)
        archive.writestr("app.js", APP_JS)
    report = run(select([str(path)]), SETTINGS)
    assert not report.findings
    assert ["of the archive" in note.reason for note in report.coverage.degraded] == [True]


def test_a_program_on_standard_input() -> None:
    reading, writing = os.pipe()
    os.write(writing, b"import os\nprint('helcim', os.environ['HELCIM_API_TOKEN'])\n")
    os.close(writing)
    report = run(Stream("app.py", reading), SETTINGS)
    assert [(one.path, one.start.line, one.rule) for one in report.findings] == [("app.py", 2, "api-token-logged")]


OTHERS = "import os, logging\ndef call(post):\n    headers = {'api-token': os.environ['API_TOKEN']}\n    logging.info(headers)\n    return post(headers=headers)\n"


@pytest.mark.parametrize(
    ("beside", "followed"),
    [
        ({}, False),
        ({"README.md": "Takes payments with Helcim.\n"}, True),
        ({"lib/site-packages/pay/notes.py": "# like Helcim\n"}, False),
    ],
)
def test_programs_are_followed_where_their_project_speaks_of_helcim(tree: Tree, monkeypatch: pytest.MonkeyPatch, beside: dict[str, str], followed: bool) -> None:
    asked: list[str] = []
    monkeypatch.setattr(engine, "_followed", lambda found, candidates, *_: asked.extend(candidates) or (found, []))
    scan(tree({"shop/client.py": OTHERS, **beside}))
    assert ("shop/client.py" in asked) is followed


def test_of_installed_packages_those_are_followed_that_speak_of_helcim_themselves(tree: Tree, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    monkeypatch.setattr(engine, "_followed", lambda found, candidates, *_: asked.extend(candidates) or (found, []))
    scan(tree({"pay.py": "import helcim\n", "lib/site-packages/other/client.py": OTHERS, "lib/site-packages/pay/client.py": OTHERS, "lib/site-packages/pay/notes.md": "for Helcim\n"}))
    assert sorted(asked) == ["lib/site-packages/pay/client.py", "pay.py"]


def test_what_an_app_reads_is_told_where_its_build_settings_define_it(tree: Tree) -> None:
    plist = "<plist><dict>\n<key>HelcimApiToken</key>\n<string>$(HELCIM_API_TOKEN)</string>\n</dict></plist>\n"
    defined = scan(tree({"App/Info.plist": plist, "Config/Release.xcconfig": "HELCIM_API_TOKEN = {{plain}}\n"}))
    assert [(one.rule, one.path) for one in defined] == [("api-token-in-app-bundle", "Config/Release.xcconfig")]


def test_what_an_app_reads_is_told_there_where_nothing_defines_it(tree: Tree) -> None:
    plist = "<plist><dict>\n<key>HelcimApiToken</key>\n<string>$(HELCIM_API_TOKEN)</string>\n</dict></plist>\n"
    found = scan(tree({"App/Info.plist": plist, "Config/Release.xcconfig": "HELCIM_ENV = production\n"}))
    assert [(one.rule, one.path) for one in found] == [("public-env-secret", "App/Info.plist")]
