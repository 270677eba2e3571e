"""What Python's library, its tests and the answers of its frameworks do with values: each flow that is found has a twin that is clean."""

import pytest

from tests.program.test_flow_python import HELCIM, LINES, places

CASES = [
    # functions that are given a part of what they take
    ("from functools import partial\ndef call(token, path): print(token)\nget = partial(call, TOKEN)", [(2, "api-token-logged")]),
    ("from functools import partial\nauth = partial(lambda token, req: {**req, 'api-token': token}, TOKEN)\nprint(auth({'x': 1}))\nprint(auth({'x': 1})['x'])", [(3, "headers-logged")]),
    ("from operator import itemgetter\nfrom toolz import pipe\npublic, secret = itemgetter('checkoutToken', 'secretToken')(initialize())\nprint(public)\nprint(secret)\npipe(TOKEN, str.strip, print)\npipe(TOKEN, len, print)", [(5, "api-token-logged"), (6, "api-token-logged")]),
    # classes that calls make
    ("from collections import namedtuple\nPair = namedtuple('Pair', 'key url')\np = Pair(TOKEN, URL)\nprint(p)\nprint(p.url)\nkey, url = p\nprint(url)", [(4, "api-token-logged")]),
    # defaults that something else may replace
    ("from collections import ChainMap\nD = {'HELCIM_API_TOKEN': 'changeme', 'URL': URL}\nc = ChainMap(os.environ, D)\nprint(c['URL'])\nprint(c['HELCIM_API_TOKEN'])", [(5, "api-token-logged")]),
    ("D = {'HELCIM_API_TOKEN': 'changeme', 'URL': URL}\nc = {**D, **os.environ}\nprint(c['URL'])\nprint(c['HELCIM_API_TOKEN'])\nprint({**os.environ, 'HELCIM_API_TOKEN': '***'}['HELCIM_API_TOKEN'])", [(4, "api-token-logged")]),
    ("os.environ.setdefault('HELCIM_API_TOKEN', 'changeme')\nprint(os.environ['HELCIM_API_TOKEN'])", [(2, "api-token-logged")]),
    # attributes that say themselves how they are read
    ("class Env:\n    def __set_name__(self, owner, name): self.name = f'HELCIM_{name.upper()}'\n    def __get__(self, obj, owner): return os.environ[self.name]\nclass S:\n    api_token = Env()\n    url = Env()\nprint(S().url)\nprint(S().api_token)", [(8, "api-token-logged")]),
    ("class Cfg:\n    def __new__(cls):\n        self = super().__new__(cls)\n        self.tok, self.url = TOKEN, URL\n        return self\nprint(Cfg().url)\nprint(Cfg().tok)", [(7, "api-token-logged")]),
    # objects that say what they are
    ("class C:\n    def __init__(self): self.key = TOKEN\n    def __repr__(self): return f'C({self.key})'\nprint(C())\nprint(str(C()))\nlog.info(f'{C()}')", [(4, "api-token-logged"), (5, "api-token-logged"), (6, "api-token-logged")]),
    ("class C:\n    def __init__(self): self.key = TOKEN\n    def __str__(self): return f'C(****{self.key[-4:]})'\nprint(C())\nprint(str(C()))\nlog.info(f'{C()}')", []),
    ("class C:\n    def __init__(self): self.key = TOKEN\n    def __repr__(self): return 'C()'\n    def __str__(self): return f'C({self.key[:4]})'\nlog.info('%r', C())\nlog.info('%s', C())", [(6, "token-preview-logged")]),
    ("r = requests.get(URL, headers={'api-token': TOKEN})\nprint(vars(r.request))\nprint(vars(r.elapsed))", [(2, "headers-logged")]),
    # entries that are told apart by their names
    ("def dump(s):\n    for o in s: print(o, '***' if 'token' in o else s[o])\ndump({'api_token': TOKEN, 'url': URL})", []),
    ("def dump(s):\n    for o in s: print(o, s[o])\ndump({'api_token': TOKEN, 'url': URL})", [(2, "api-token-logged")]),
    ("print({k: v for k, v in os.environ.items() if k.startswith('HELCIM_')})", [(1, "api-token-logged")]),
    ("print({k: v for k, v in os.environ.items() if k.startswith('STRIPE_')})\nprint({k: v for k, v in os.environ.items() if 'TOKEN' not in k})", []),
    ("class S:\n    def __init__(self): self.api_token, self.url = TOKEN, URL\nfor name in ('api_token', 'url'): print(getattr(S(), name))\nprint(S().url)", [(3, "api-token-logged")]),
    ("from flask import jsonify\nKEPT, OPEN = {}, {}\ndef start():\n    d = initialize()\n    KEPT[d['checkoutToken']] = {'s': d['secretToken']}\n    OPEN[d['checkoutToken']] = {'c': d['checkoutToken']}\n@app.get('/k')\ndef k(name): return jsonify(KEPT.get(name))\n@app.get('/o')\ndef o(name): return jsonify(OPEN.get(name))", [(8, "secret-token-to-client")]),
    # functions that are handed over with what they will be given
    ("import threading\ndef work(key, n): print(key)\ndef rest(n): print(n)\nthreading.Thread(target=work, args=(TOKEN, 1)).start()\nthreading.Thread(target=rest, args=(1,)).start()", [(2, "api-token-logged")]),
    ("def work(key): print(key)\ndef rest(key): print(len(key))\npool.submit(work, TOKEN)\npool.submit(rest, TOKEN)\nasync def main(): await loop.run_in_executor(None, work, TOKEN)", [(1, "api-token-logged")]),
    ("@shared_task\ndef work(credential): print(credential)\n@shared_task\ndef rest(credential, n): print(n)\nwork.delay(TOKEN)\nrest.apply_async(args=[TOKEN, 1])", [(2, "api-token-logged")]),
    # files and questions that say what they hold
    ("from pathlib import Path\nkey = Path('/run/secrets/helcim_api_token').read_text().strip()\nport = open('/etc/helcim_port').read()\nprint(port)\nprint(key)", [(5, "api-token-logged")]),
    ("from getpass import getpass\nkey = getpass('Enter your Helcim API token: ')\nname = input('Your name: ')\nprint(name)\nprint(key)", [(5, "api-token-logged")]),
    # answers that are raised, and pages without templates
    ("from aiohttp import web\nasync def pay(request):\n    raise web.HTTPFound('/pay?s=' + initialize()['secretToken'])\nasync def fine(request):\n    raise web.HTTPFound('/pay?c=' + initialize()['checkoutToken'])", [(3, "secret-token-to-client")]),
    ("from fastapi import HTTPException\ndef pay(): raise HTTPException(502, detail=f'refused {TOKEN}')\ndef fine(): raise HTTPException(502, detail='HELCIM_API_TOKEN is not set')", [(2, "api-token-in-response")]),
    ("from flask import flash, redirect, url_for\ndef pay():\n    flash('refused ' + TOKEN)\n    flash('refused ****' + TOKEN[-4:])\n    return redirect(url_for('pay', st=initialize()['secretToken']))", [(3, "api-token-rendered"), (5, "secret-token-to-client")]),
    ("mcp = FastMCP('x')\nCONFIG = {'url': URL, 'api_token': TOKEN}\n@mcp.tool()\ndef config() -> dict: return dict(CONFIG)\n@mcp.tool()\ndef address() -> str: return CONFIG['url']", [(4, "api-token-in-response")]),
    # texts that are made when they are needed
    ("from loguru import logger\nlogger.opt(lazy=True).debug('{}', lambda: TOKEN)\nlogger.opt(lazy=True).debug('{}', lambda: len(TOKEN))", [(2, "api-token-logged")]),
    ("print(TOKEN[::-1][:4])", []),
    ("import sys\nif not TOKEN: sys.exit('HELCIM_API_TOKEN is not set')\nsys.exit(f'refused {TOKEN}')", [(3, "api-token-logged")]),
    # commands as lists
    ("import shlex\ncmd = ['curl', '-H', 'api-token: ' + TOKEN, URL]\nprint('+', ' '.join(cmd))\nprint(' '.join(shlex.quote(c) for c in cmd))\nfor c in cmd: print(c)", [(3, "headers-logged"), (4, "headers-logged"), (5, "headers-logged")]),
    ("cmd = ['curl', '-H', 'api-token: ' + TOKEN, URL]\nprint(cmd[0], cmd[-1])\nh = {'api-token': TOKEN, 'accept': '*/*'}\nprint(', '.join(h))\nfor name in h: print(name)", []),
    # texts, characters of them
    ("from textwrap import dedent\nprint(dedent(f'''\n  key: {TOKEN}\n'''))", [(2, "api-token-logged")]),
    ("t = TOKEN\nprint(t[0] + t[1] + t[2])", [(2, "token-preview-logged")]),
    ("t = TOKEN\nprint(t[0], t[-2] + t[-1])\nrows = [(URL, TOKEN)]\nprint(rows[0][0])", []),
    ("a = logging.LoggerAdapter(log, {'key': TOKEN})", [(1, "api-token-logged")]),
    ("a = logging.LoggerAdapter(log, {'key': TOKEN[-4:]})", []),
    ("import urllib.request\nr = urllib.request.Request(URL + '/helcim-pay/initialize', headers={'api-token': TOKEN})\nprint(r.header_items())\nprint(r.full_url)", [(3, "headers-logged")]),
    # what a client calls a token
    ("import hashlib\nfrom flask import request\ndef f(): return hashlib.sha256(request.json['token'].encode()).hexdigest()\ndef g(): return hashlib.sha256((request.form['token'] + 'helcim').encode()).hexdigest()", []),
    ("import hashlib, json\nfrom flask import request\ndef f():\n    b = request.json\n    return hashlib.sha256((json.dumps(b['data']) + b['token']).encode()).hexdigest()", [(5, "secret-token-from-client")]),
    # sockets
    ("from flask_socketio import emit\ndef f(): emit('paid', initialize())\ndef g(): emit('paid', initialize()['checkoutToken'])", [(2, "secret-token-to-client")]),
    # enumerations and tables
    ("import enum\nclass E(enum.Enum):\n    KEY = TOKEN\n    BASE = URL\nfor e in E: print(e.name, bool(e.value))\nfor e in E: print(e.value)", [(6, "api-token-logged")]),
    ("from prettytable import PrettyTable\nt = PrettyTable(['k', 'v'])\nt.add_row(['key', TOKEN])\nprint(t)\nu = PrettyTable(['k', 'v'])\nu.add_row(['key', bool(TOKEN)])\nprint(u)", [(4, "api-token-logged")]),
    # other vendors' tokens under the same header
    ("print({'Api-Token': os.environ['LOGZ_API_TOKEN']})\nprint({'Api-Token': os.environ['API_TOKEN']})", [(2, "headers-logged")]),
]


@pytest.mark.parametrize(("code", "expected"), CASES, ids=range(len(CASES)))
def test_what_the_library_makes_of_values(code: str, expected: list[tuple[int, str]]) -> None:
    assert places({"shop/pay.py": HELCIM + code + "\n"}) == [("shop/pay.py", LINES + line, rule) for line, rule in expected]


def test_fixtures_of_other_files_are_handed_to_tests() -> None:
    fixtures = HELCIM + "import pytest\n@pytest.fixture\ndef helcim():\n    session = requests.Session()\n    session.headers['api-token'] = TOKEN\n    return session\n"
    tests = "def test_x(helcim):\n    r = helcim.get('/x')\n    assert r.ok, r.status_code\n    assert r.ok, f'{helcim.headers}'\n"
    assert places({"tests/conftest.py": fixtures, "tests/test_x.py": tests}) == [("tests/test_x.py", 4, "headers-logged")]


def test_an_address_of_another_module_is_called_without_a_check() -> None:
    files = {
        "net/const.py": "HELCIM = 'https://api.helcim.com/v2'\nERP = 'https://erp.local'\n",
        "net/client.py": "import requests\ndef fetch(url):\n    return requests.get(url, verify=False)\ndef kept(url):\n    return requests.get(url, verify=False)\n",
        "net/run.py": "from net import client, const\nclient.fetch(const.HELCIM + '/customers')\nclient.kept(const.ERP)\n",
    }
    assert places(files) == [("net/client.py", 3, "tls-verification-disabled")]


def test_a_webhook_is_told_by_its_headers() -> None:
    text = "import flask\n# Helcim\n@app.post('/connected')\ndef connected():\n    body = flask.request.get_data()\n    print(body)\n    {}\n"
    assert places({"pay.py": text.format("return verify(flask.request.headers['webhook-signature'], body)")}) == [("pay.py", 6, "webhook-body-logged")]
    assert places({"pay.py": text.format("return save(body)")}) == []
