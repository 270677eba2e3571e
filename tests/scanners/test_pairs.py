"""Name and value, wherever they stand: (text, whether in code) finds the value."""

import re

import pytest

from helcim_audit.placeholders import fill
from helcim_audit.scanners.enclosing import enclosing
from helcim_audit.scanners.pairs import pairs

VALUE = fill("{{legacy25}}")
ANYWHERE = """HELCIM_API_TOKEN=V|export HELCIM_API_TOKEN="V"|helcim_api_token: V|"api-token": "V",|{"name":"api-token","value":"V"}|{"value":"V","key":"api-token","type":"text"}
{ "key": "api-token", "type":"text", "value": "V" }|- name: HELCIM_API_TOKEN\\n  value: V|<string name="helcim_api_token">V</string>|<add key="HelcimApiToken" value="V"/>|<key>HelcimApiToken</key>\\n<string>V</string>
ENV HELCIM_API_TOKEN V|setx HELCIM_API_TOKEN "V"|curl -H 'api-token: V' https://x|define('HELCIM_API_TOKEN', 'V');|$env:HELCIM_API_TOKEN = "V"|variable "helcim_api_token" {\\n default = "V"\\n}
'helcim' => [\\n 'key' => 'V',\\n],|helcim:\\n  sandbox: true\\n  key: V|[helcim]\\ntoken = V|VALUES ('helcim_api_token', 'V');|**API Token:** V|proxy_set_header api-token V;|--from-literal=HELCIM_API_TOKEN=V
gh secret set HELCIM_API_TOKEN --body "V"|HELCIM_API_TOKEN=${HELCIM_API_TOKEN:-V}|Helcim API token: V|{\\"api-token\\":\\"V\\"}|Authorization: Bearer V|[api-token] => V|Api-Token:[V]|Api-Token:\\n  - V|["Api-Token", "V"]
<api_token>V</api_token>|HELCIM_API_TOKEN: >-\\n  V|api-token => V|HELCIM_TOKEN := V|heroku config:set HELCIM_API_TOKEN=V|apiToken=V&x=1""".replace("\n", "|").split("|")
CODE = """os.getenv("HELCIM_API_TOKEN", "V")~process.env.HELCIM_API_TOKEN || 'V';~HELCIM_API_TOKEN: str = "V"~private static final String HELCIM_API_TOKEN = "V";~req.Header.Set("api-token", "V")
env::var("HELCIM_API_TOKEN").unwrap_or("V".to_string());~ENV.fetch('HELCIM_API_TOKEN') { 'V' }~getenv('HELCIM_API_TOKEN') ?: 'V'~'key' => env('HELCIM_API_KEY', 'V'),~new Helcim({ apiToken: 'V' })
config("HELCIM_API_TOKEN", default="V")~headers["api-token"] = "V"~var helcimApiToken string = "V"~helcim_api_token = b"V"~os.environ["HELCIM_API_TOKEN"] = "V"~.header("api-token", "V")
process.env.HELCIM_API_TOKEN ?? `V`~System.getenv().getOrDefault("HELCIM_API_TOKEN", "V")~const HELCIM_TOKEN =\\n  "V"~:helcim_api_token => 'V'~$helcim['token'] = 'V';~$config['helcim']['token'] = "V";""".replace("\n", "~").split("~")
NOT_VALUES = ["apiToken: process.env.HELCIM_API_TOKEN,", "helcimApiToken = getToken(x)", "config('services.helcim.key')", "if (helcimApiToken) return next", "public string HelcimApiToken { get; set; }"]


_V = re.compile(r"(?<![A-Z])V(?![A-Z])")


def _filled(text: str) -> str:
    return _V.sub(VALUE, text.replace("\\n", "\n"))


@pytest.mark.parametrize("text", ANYWHERE)
def test_in_configuration_and_prose(text: str) -> None:
    found = [pair.value for pair in pairs(_filled(text))]
    assert any(value.strip("-\\") == VALUE for value in found), found


@pytest.mark.parametrize("text", CODE)
def test_in_code(text: str) -> None:
    assert VALUE in [pair.value for pair in pairs(_filled(text), quoted_only=True)]


@pytest.mark.parametrize("text", NOT_VALUES)
def test_names_are_no_values_in_code(text: str) -> None:
    assert not list(pairs(text, quoted_only=True))


def test_spans_are_exact() -> None:
    text = f"a = 1\nHELCIM_API_TOKEN = '{VALUE}'\n"
    (pair,) = pairs(text)
    assert text[pair.span.start : pair.span.end] == VALUE
    assert text[pair.name_span.start : pair.name_span.end] == "HELCIM_API_TOKEN"


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("payments:\n  helcim:\n    key: X", ("helcim", "payments")),
        ("{'services': {'helcim': {'key': X", ("helcim", "services")),
        ("[payments.helcim]\nkey = X", ("payments.helcim",)),
        ("variable \"helcim_token\" {\n  default = X", ("helcim_token",)),
        ("other: 1\nkey: X", ()),
    ],
)
def test_what_encloses_a_place(text: str, path: tuple[str, ...]) -> None:
    assert enclosing(text, text.index("X") - 3)[: len(path)] == path


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("$t = $ENV{HELCIM_API_TOKEN} // 'x1y2z3w4'", True),
        ("$t = if ($env:HELCIM_API_TOKEN) { $env:HELCIM_API_TOKEN } else { 'x1y2z3w4' }", True),
        ('(or (System/getenv "HELCIM_API_TOKEN") "x1y2z3w4")', True),
        ('Dim t = If(Environment.GetEnvironmentVariable("HELCIM_API_TOKEN"), "x1y2z3w4")', True),
        ('t <- Sys.getenv("HELCIM_API_TOKEN", unset = "x1y2z3w4")', True),
        ('f(Environment.GetEnvironmentVariable("HELCIM_API_TOKEN"), "x1y2z3w4")', False),
        ("module HelcimJs\n  SECRET_KEY = 'x1y2z3w4'\nend", True),
        ("class Other\n  SECRET_KEY = 'x1y2z3w4'\nend", False),
    ],
)
def test_fallbacks(text: str, found: bool) -> None:
    assert any(pair.value == "x1y2z3w4" for pair in pairs(text, True)) is found
