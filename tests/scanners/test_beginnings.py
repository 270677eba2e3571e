"""Beginnings of tokens, masked or merely told, and what only looks like one."""

import pytest

from helcim_audit.engine import inspect
from helcim_audit.model import Document
from helcim_audit.placeholders import fill
from helcim_audit.scanners import Context
from tests.score import SETTINGS


def _rules(path: str, text: str) -> list[str]:
    return [finding.rule for finding in inspect(Document(path, fill(text).encode()), Context(), SETTINGS)]


@pytest.mark.parametrize(
    "text",
    [
        "Helcim: token loaded: {{token4|first10}}... (length 58)",
        "helcim: the key starts with `{{token|first8}}`",
        "Le jeton Helcim commence par {{token12|first10}}…",
        "helcim: first 8 characters of the token: {{token2|first8}}",
        "helcim tokenPrefix={{token|first8}} length=64",
        '{"msg": "helcim", "tokenPreview": "{{token2|first8}}"}',
        "helcim api-token: [REDACTED:{{token7|first10}}]",
    ],
)
def test_a_beginning_is_no_mask(text: str) -> None:
    assert _rules("support.log", text) == ["partly-masked-token"]


@pytest.mark.parametrize(
    "text",
    [
        "helcim: a token starts with `a` and has 64 characters",
        "helcim token starts with abc123...",
        "helcim tokenPrefix=api_v2",
        "helcim token=[REDACTED:sha256:{{hash|first10}}]",
        "helcim api-token: XXXX-XXXX-{{token2|last4}}",
        "helcim tokenHint=****{{token2|last4}}",
        "helcim token starting with admin@example.com",
    ],
)
def test_what_is_no_beginning(text: str) -> None:
    assert _rules("support.log", text) == []


@pytest.mark.parametrize(
    ("path", "text", "rules"),
    [
        ("settings.csv", "id;option_name;note;option_value\n1;helcim_url;;x\n2;helcim_api_token;;{{legacy16}}\n", ["api-token-in-document"]),
        ("a.sql", "INSERT INTO settings (name, note, value) VALUES ('helcim_api_token', 'of the store', '{{legacy25}}');\n", ["api-token-in-document"]),
        ("a.md", "# Helcim\n| Variable | Note | Value |\n|---|---|---|\n| `HELCIM_API_TOKEN` | x | `{{legacy25}}` |\n", ["api-token-in-document"]),
        ("a.md", "# Helcim\n| Name | Type | Value |\n|---|---|---|\n| apiToken | string | required |\n", []),
        ("a.md", "Helcim: verify the signature with the verifier token ({{verifier}}).\n", ["hardcoded-webhook-verifier"]),
        ("a.md", "Helcim: the API token of the shop in Calgary is `{{legacy25}}`.\n", ["api-token-in-document"]),
        ("a.md", "Helcim: the API token check (`validateApiTokenV2Header`) is gone.\n", []),
        ("helcim.env", "URL=https://api.helcim.com/v2\nTOKEN={{legacy25}}\nJS_TOKEN={{jstoken}}\nIDEMPOTENCY_KEY={{legacy25}}\n", ["api-token-in-config"]),
        ("a.http", "@token = {{legacy25}}\nGET https://api.helcim.com/v2/customers\n", ["api-token-in-collection"]),
        ("a.http", "@token = {{legacy25}}\n@helcim = https://api.helcim.com/v2\nGET https://api.github.com/user\n", []),
    ],
)
def test_names_far_from_their_values(path: str, text: str, rules: list[str]) -> None:
    assert _rules(path, text) == rules


def test_the_record_decides_whose_name_it_is() -> None:
    answer = "[12-Feb-2024 19:21:07 UTC] helcim answer: array (\n  'secretToken' => '{{secrettoken}}',\n)\n[12-Feb-2024 19:22:41 UTC] [stripe] webhook ok\n"
    assert _rules("debug.log", answer) == ["unmasked-secret-field"]
    two = '[{"vendor": "helcim", "url": "x"}, {"vendor": "sendbird", "headers": {"Api-Token": "{{hex40}}"}}]'
    assert _rules("requests.log", two) == []
