"""What a condition asks for and its body replaces, what is set to nothing, and what no route leads to."""

import pytest

from tests.program.test_flow import rules
from tests.program.test_flow_pages import told

ANSWER = "const app = require('express')()\napp.post('/s', async (req, res) => {\n  const r = await fetch('https://api.helcim.com/v2/helcim-pay/initialize', { method: 'POST', headers: { 'api-token': process.env.HELCIM_API_TOKEN } })\n  const s = await r.json()\n  %s\n  res.json(s)\n})\n"
HEADERS = "import os, logging\n\ndef note(headers):\n    %s\n    logging.info('helcim %%s', headers)\n\nnote({'api-token': os.environ['HELCIM_API_TOKEN']})\n"


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("if 'api-token' in headers: headers['api-token'] = '***'", []),
        ("if headers.get('api-token'): headers['api-token'] = '***'", []),
        ("if 'api-token' in headers: del headers['api-token']", []),
        ("if DEBUG: headers['api-token'] = '***'", ["headers-logged"]),
        ("if 'accept' in headers: headers['accept'] = '***'", ["headers-logged"]),
    ],
)
def test_headers_that_are_masked_where_they_are_there(line: str, expected: list[str]) -> None:
    assert [rule for rule, _ in rules(HEADERS % line)] == expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("s.secretToken = undefined", []),
        ("s['secretToken'] = null", []),
        ("if (s.secretToken) { delete s.secretToken }", []),
        ("s.checkoutToken = undefined", ["secret-token-to-client"]),
    ],
)
def test_a_field_that_is_set_to_nothing(line: str, expected: list[str]) -> None:
    assert [rule for _, _, rule in told({"server.js": ANSWER % line})] == expected


def test_methods_that_no_route_leads_to() -> None:
    text = "<?php\nclass HelcimController extends Controller {\n    %s function headers(): array { return ['api-token' => config('helcim.api_token')]; }\n}\n"
    assert told({"app/Http/Controllers/HelcimController.php": text % "private"}) == []
    assert told({"app/Http/Controllers/HelcimController.php": text % "protected static"}) == []
    assert [rule for _, _, rule in told({"app/Http/Controllers/HelcimController.php": text % "public"})] == ["api-token-in-response"]


def test_a_sum_with_an_assertion_that_something_is_there() -> None:
    text = "import { createHash } from 'crypto'\nexport const check = async (req, db) => {\n  const { data, hash } = req.body\n  const row = await db.find('helcim')\n  return createHash('sha256').update(JSON.stringify(data) + row!.secret.secretToken).digest('hex') === hash\n}\n"
    assert told({"api/check.ts": text}) == []


def test_what_is_picked_by_a_helper() -> None:
    picked = ANSWER.replace("res.json(s)", "res.json(require('lodash').pick(s, ['checkoutToken']))")
    assert told({"server.js": picked % ""}) == []
    text = "<?php\nclass HelcimController extends Controller {\n    public function start() {\n        $res = Http::withHeaders(['api-token' => config('helcim.token')])->post('https://api.helcim.com/v2/helcim-pay/initialize', [])->json();\n        return response()->json(Arr::only($res, [%s]));\n    }\n}\n"
    assert told({"app/Http/Controllers/HelcimController.php": text % "'checkoutToken'"}) == []
    assert [rule for _, _, rule in told({"app/Http/Controllers/HelcimController.php": text % "'checkoutToken', 'secretToken'"})] == ["secret-token-to-client"]


def test_a_field_of_go_that_is_not_written_out() -> None:
    text = 'package main\n\ntype session struct {\n\tCheckout string `json:"checkoutToken"`\n\tSecret string `json:"%s"`\n}\ntype upstream struct {\n\tCheckoutToken string `json:"checkoutToken"`\n\tSecretToken string `json:"secretToken"`\n}\n\nfunc start(w http.ResponseWriter, r *http.Request) {\n\treq, _ := http.NewRequest("POST", "https://api.helcim.com/v2/helcim-pay/initialize", nil)\n\tres, _ := http.DefaultClient.Do(req)\n\tvar up upstream\n\tjson.NewDecoder(res.Body).Decode(&up)\n\tjson.NewEncoder(w).Encode(session{Checkout: up.CheckoutToken, Secret: up.SecretToken})\n}\n'
    assert told({"main.go": text % "-"}) == []
    assert [rule for _, _, rule in told({"main.go": text % "secret"})] == ["secret-token-to-client"]


def test_a_hook_beside_one_that_is_called_after_helcim() -> None:
    text = "import requests\nfrom flask import Flask, request\n\napp = Flask(__name__)\nURL = 'https://api.helcim.com/v2'\n\n\n@app.post('/hooks/helcim')\ndef one():\n    print(request.data)\n    return ''\n\n\n@app.post('/hooks/ritual')\ndef two():\n    print(request.data)\n    return ''\n"
    assert told({"web.py": text}) == [("web.py", 10, "webhook-body-logged")]
