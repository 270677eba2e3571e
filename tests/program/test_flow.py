"""Where values travel: each flow that is found has a twin that is clean."""

import datetime
import textwrap

import pytest

from helcim_audit.engine import Settings, run
from helcim_audit.model import Finding
from helcim_audit.placeholders import fill
from helcim_audit.program.lattice import HEADERS, NOTHING, Mark, Taint, Value, join, shown
from helcim_audit.program.models import models
from helcim_audit.program.slices import sliced
from helcim_audit.rules import load
from helcim_audit.sources.memory import Memory

SETTINGS = Settings(load(), datetime.date(2026, 1, 1))
HELCIM = "import os, requests, logging\nlog = logging.getLogger('helcim')\nTOKEN = os.environ['HELCIM_API_TOKEN']\nURL = 'https://api.helcim.com/v2'\n"


def found(files: dict[str, str]) -> list[Finding]:
    return list(run(Memory({path: fill(textwrap.dedent(text)).encode() for path, text in files.items()}), SETTINGS).findings)


def rules(text: str, path: str = "shop/helcim.py") -> list[tuple[str, int]]:
    return [(finding.rule, finding.start.line) for finding in found({path: text})]


# What stands below HELCIM, whose lines are four.
PYTHON = [
    ("log.info('token %s', TOKEN)", ["api-token-logged"]),
    ("log.info('token %s', TOKEN[-4:])", []),
    ("log.info('token %s', bool(TOKEN))", []),
    ("log.info('token %d long', len(TOKEN))", []),
    ("log.info('token %s', 'SET' if TOKEN else 'NOT SET')", []),
    ("print(f'{TOKEN[:8]}...')", ["token-preview-logged"]),
    ("print(f'{TOKEN[:4]}...{TOKEN[-4:]}')", ["token-preview-logged"]),
    ("print('%.6s' % TOKEN)", ["token-preview-logged"]),
    ("print(TOKEN[: len(TOKEN) // 2])", ["token-preview-logged"]),
    ("h = {'api-token': TOKEN}\nlog.debug('request %s', h)", ["headers-logged"]),
    ("h = {'api-token': TOKEN}\nlog.debug('request %s', list(h))", []),
    ("h = dict(accept='*/*')\nh['api-token'] = TOKEN\nprint({'url': URL, 'headers': h})", ["headers-logged"]),
    ("s = requests.Session()\ns.headers.update({'api-token': TOKEN})\nprint(s.headers)", ["headers-logged"]),
    ("h = {'api-token': TOKEN}\nfor k, v in h.items():\n    print(k, v)", ["headers-logged"]),
    ("h = {'api-token': TOKEN}\nprint({k: v for k, v in h.items() if k != 'api-token'})", []),
    ("raise ValueError(f'refused: {TOKEN}')", ["api-token-logged"]),
    ("def mask(t):\n    return '*' * (len(t) - 4) + t[-4:]\nlog.info(mask(TOKEN))", []),
    ("def mask(t):\n    return t[:6] + '***'\nlog.info(mask(TOKEN))", ["partly-masked-token"]),
    ("def trace(label, value):\n    print(label, value)\ntrace('token', TOKEN)", ["api-token-logged"]),
    ("import functools\nf = functools.partial(print, TOKEN)\nf()", []),
    ("requests.get(URL + '/customers?api-token=' + TOKEN)", ["api-token-in-url"]),
    ("requests.get(URL + '/customers?page=' + str(2), headers={'api-token': TOKEN})", []),
    ("from dataclasses import dataclass\n@dataclass\nclass C:\n    key: str\nlog.info('using %s', C(TOKEN))", ["api-token-logged"]),
    ("class C:\n    def __init__(self, key):\n        self.key = key\nlog.info('using %s', C(TOKEN))", []),
    ("class C:\n    def __init__(self):\n        self.t = TOKEN\n    def show(self):\n        print(self.t)", ["api-token-logged"]),
    ("class HelcimClient:\n    def find(self, key):\n        raise ValueError(f'no {key}')", []),
    ("class HelcimClient:\n    def __init__(self, key):\n        self.key = key\n        print(key)", ["api-token-logged"]),
    ("s = requests.Session()\np = s.prepare_request(requests.Request('GET', URL, headers={'api-token': TOKEN}))\nlog.info(p.url)\nlog.info(p.headers)", ["headers-logged"]),
    ("def wrapper(*args, **kwargs):\n    return call(*args, **kwargs)\ndef call(plan, *, api_token):\n    return requests.get(URL, params={'plan': plan}, headers={'api-token': api_token})\nwrapper('gold', api_token=TOKEN)", []),
    ("def run(func, **kwargs):\n    return func(**{k: v for k, v in kwargs.items()})\ndef pay(key):\n    return requests.get(URL, headers={'api-token': key})\ndef copy(src):\n    print(src)\nrun(pay, key=read())\nrun(copy, src=read())", []),
    ("import structlog\nstructlog.get_logger().bind(token=TOKEN)", ["api-token-logged"]),
    ("import sentry_sdk\nsentry_sdk.set_context('helcim', {'token': TOKEN})", ["api-token-logged"]),
]  # fmt: skip
JAVASCRIPT = [
    ("console.log('token', token)", ["api-token-logged"]),
    ("console.log(`token ${token.slice(-4)} ${!!token} ${token.length}`)", []),
    ("console.log(token.substring(0, 10) + '...')", ["token-preview-logged"]),
    ("const config = { apiToken: token }\nconsole.log({ ...config })", ["api-token-logged"]),
    ("const log = require('pino')({ redact: ['headers'] })\nlog.info({ headers: { 'api-token': token } })", []),
    ("const log = require('pino')({ redact: ['req.headers[\"api-token\"]'] })\nlog.info({ req: { headers: { 'api-token': token } } })", []),
    ("const log = require('pino')({ redact: { paths: ['*.api-token'], censor: '*' } })\nlog.info({ value: token })", ["api-token-logged"]),
    ("const log = require('pino')({ redact: ['headers'] })\nlog.info('token ' + token)", ["api-token-logged"]),
    ("const log = require('pino')({ redact: PATHS })\nlog.info({ token })", []),
    ("const { defineSecret } = require('firebase-functions/params')\nconst t = defineSecret('HELCIM_API_TOKEN')\nconsole.log(t.value())", ["api-token-logged"]),
    ("const { defineSecret } = require('firebase-functions/params')\nconst t = defineSecret('HELCIM_API_TOKEN')\nconsole.log(t.value().length)", []),
    ("const app = require('express')()\napp.post('/c', async (req, res) => { res.json(await createHelcimSession(req.body)) })", ["secret-token-to-client"]),
    ("const app = require('express')()\napp.post('/c', async (req, res) => { res.json(await createHelcimCustomer(req.body)) })", []),
    ("const log = require('pino')()\nlog.info({ headers: { 'api-token': token } })", ["headers-logged"]),
    ("const app = require('express')()\napp.get('/c', (req, res) => { res.json({ token }) })", ["api-token-in-response"]),
    ("const app = require('express')()\napp.get('/c', (req, res) => { res.send(`<p>${token}</p>`) })", ["api-token-rendered"]),
    ("const app = require('express')()\napp.get('/c', (req, res) => { res.json({ ready: Boolean(token) }) })", []),
    ("class H { constructor() { this.t = token }\n dump() { console.log(this.t) } }", ["api-token-logged"]),
    ("function H(t) { this.t = t }\nH.prototype.dump = function () { console.log(this.t) }\nnew H(token).dump()", ["api-token-logged"]),
    ("Promise.resolve(token).then((t) => console.log(t))", ["api-token-logged"]),
    ("const { apiToken, ...rest } = { apiToken: token, port: 1 }\nconsole.log(rest)", []),
    ("const d = { secret: 1, apiToken: token }\ndelete d.apiToken\nconsole.log(d)", []),
]


@pytest.mark.parametrize(("text", "expected"), PYTHON, ids=[text.splitlines()[-1][:60] for text, _ in PYTHON])
def test_python(text: str, expected: list[str]) -> None:
    assert [rule for rule, _ in rules(HELCIM + text + "\n")] == expected


@pytest.mark.parametrize(("text", "expected"), JAVASCRIPT, ids=[text.splitlines()[-1][:60] for text, _ in JAVASCRIPT])
def test_javascript(text: str, expected: list[str]) -> None:
    assert [rule for rule, _ in rules("// api.helcim.com\nconst token = process.env.HELCIM_API_TOKEN\n" + text + "\n", "server/helcim.js")] == expected


def test_through_modules_with_a_trace() -> None:
    files = {
        "pay/config.py": "import os\n\nHELCIM = {'key': os.getenv('HELCIM_API_TOKEN')}\n",
        "pay/client.py": "from .config import HELCIM\n\n\ndef headers():\n    return {'api-token': HELCIM['key']}\n",
        "pay/views.py": "import logging\n\nfrom pay.client import headers\n\n\ndef view(request):\n    logging.info('calling with %s', headers())\n",
    }
    (finding,) = found(files)
    assert (finding.rule, finding.path, finding.start.line) == ("headers-logged", "pay/views.py", 7)
    assert finding.trace[0].path == "pay/config.py"
    assert finding.trace[-1].path == "pay/views.py"


def test_a_literal_is_a_token_by_where_it_goes() -> None:
    text = "import requests\nSHOP = '{{legacy25}}'\nOTHER = '{{legacy16}}'\n\n\ndef a():\n    requests.get('https://api.helcim.com/v2/customers', headers={'api-token': SHOP})\n\n\ndef b():\n    requests.get('https://api.example.com/x', headers={'api-token': OTHER})\n"
    assert rules(text, "shop.py") == [("hardcoded-api-token", 2)]


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        ("JsonResponse(data)", ["secret-token-to-client"]),
        ("JsonResponse({'t': data['checkoutToken']})", []),
        ("JsonResponse({'c': data['checkoutToken'], 's': data['secretToken']})", ["secret-token-to-client"]),
        ("JsonResponse({'status': 1})", []),
    ],
)
def test_answers_of_initialize(answer: str, expected: list[str]) -> None:
    text = f"""
    import os, requests
    from django.http import JsonResponse

    def start(request):
        r = requests.post('https://api.helcim.com/v2/helcim-pay/initialize', headers={{'api-token': os.environ['HELCIM_API_TOKEN']}}, json={{}})
        data = r.json()
        request.session['secret'] = data['secretToken']
        return {answer}
    """
    assert [rule for rule, _ in rules(text, "views.py")] == expected


@pytest.mark.parametrize(("key", "expected"), [("payload['secretToken']", ["secret-token-from-client"]), ("request.session['secret']", [])])
def test_hashes_of_answers(key: str, expected: list[str]) -> None:
    text = f"""
    import hashlib, json

    def validate(request):  # HelcimPay.js
        payload = json.loads(request.body)
        return hashlib.sha256((json.dumps(payload['data']) + {key}).encode()).hexdigest() == payload['hash']
    """
    assert [rule for rule, _ in rules(text, "views.py")] == expected


def test_cycles_and_depth_end() -> None:
    files = {
        "a.py": "from b import g\nimport os\n\n\ndef f(x):\n    return g(x)\n\n\nf(os.environ['HELCIM_API_TOKEN'])\n",
        "b.py": "from a import f\n\n\ndef g(x):\n    print(x)\n    return f(x)\n",
    }
    assert [(finding.rule, finding.path) for finding in found(files)] == [("api-token-logged", "b.py")]
    deep = "import os\n" + "\n".join(f"def f{n}(x):\n    return f{n + 1}(x)" for n in range(60)) + "\ndef f60(x):\n    print(x)\nf0(os.environ['HELCIM_API_TOKEN'])\n"
    assert found({"a.py": deep}) == []  # calls are followed to a bound


def test_slices() -> None:
    token = Value(taints=(Taint("api-token", (Mark("a", object(), "x"),)),))
    here = Mark("a", object(), "cut")
    assert not sliced(token, -4, None, True, here).taints
    assert sliced(token, -6, None, True, here).taints[0].form == "preview"
    assert sliced(token, None, 8, True, here).taints[0].form == "preview"
    assert sliced(token, None, 60, True, here).taints[0].form == "whole"
    assert not sliced(token, None, None, False, here).taints


def test_what_a_reader_of_a_value_sees() -> None:
    mark = Mark("a", object(), "x")
    token = Value(taints=(Taint("api-token", (mark,)),))
    headers = Value(taints=(Taint(HEADERS, (mark,)),), fields={"api-token": token, "other": NOTHING})
    assert [taint.kind for _, taint in shown(headers)] == [HEADERS]
    assert [(key, taint.kind) for key, taint in shown(Value(fields={"config": Value(fields={"key": token}), ".hidden": token}))] == [("key", "api-token")]
    assert len(join((token, token, headers)).taints) == 2


@pytest.mark.parametrize(
    ("name", "language", "role", "plays"),
    [
        ("console.log", "javascript", "log", True),
        ("self.logger.info", "python", "log", True),
        ("catalog.info", "python", "log", False),
        ("res.status().json", "typescript", "respond", True),
        ("requests.post().json", "python", "respond", False),
        ("logging.getLogger().warning", "python", "log", True),
        ("wp_send_json_success", "php", "respond", True),
        ("Rails.logger.info", "ruby", "log", True),
        ("fmt.Println", "go", "log", True),
        ("fmt.Sprintf", "go", "log", False),
    ],
)
def test_models(name: str, language: str, role: str, plays: bool) -> None:
    assert (role in models().roles([name], language)) is plays
