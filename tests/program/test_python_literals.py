"""Literals of Python that reach an auth header of Helcim's, and twins that do not."""

import datetime

import pytest

from helcim_audit.engine import Settings, inspect
from helcim_audit.model import Document
from helcim_audit.placeholders import fill
from helcim_audit.rules import load
from helcim_audit.scanners import Context

SETTINGS = Settings(load(), datetime.date(2026, 1, 1))
V = "{{legacy25}}"
FOUND = {
    "a name 60 lines above": (f"URL = 'https://api.helcim.com/v2'\nKEY = '{V}'\n" + "\n" * 60 + "def f():\n    return requests.get(URL, headers={'api-token': KEY})\n", 2),
    "an attribute": (f"class Pay:  # helcim\n    def __init__(self):\n        self.k = '{V}'\n    def h(self):\n        return {{'api-token': self.k}}\n", 3),
    "a class attribute": (f"class Pay:  # helcim\n    K = '{V}'\n    def h(self):\n        return {{'api-token': Pay.K}}\n", 2),
    "a parameter's default": (f"def call(k='{V}'):  # helcim\n    s.headers['api-token'] = k\n", 1),
    "an environment default": (f"K = os.environ.get('PAY_KEY', '{V}')\nrequests.get('https://api.helcim.com', headers={{'api-token': K}})\n", 1),
    "or a literal": (f"K = os.getenv('PAY_KEY') or '{V}'\nrequests.get('https://api.helcim.com', headers={{'api-token': K}})\n", 1),
    "a conditional": (f"K = os.environ['K'] if live else '{V}'\nrequests.get('https://api.helcim.com', headers={{'api-token': K}})\n", 1),
    "plus": ("A = '{{legacy25|head}}'\nK = A + '{{legacy25|tail}}'\nrequests.get('https://api.helcim.com', headers={'api-token': K})\n", 2),
    "implicit": ("K = ('{{legacy25|head}}'\n     '{{legacy25|tail}}')\nrequests.get('https://api.helcim.com', headers={'api-token': K})\n", 1),
    "join": ("K = ''.join(['{{legacy25|head}}', '{{legacy25|tail}}'])\nrequests.get('https://api.helcim.com', headers={'api-token': K})\n", 1),
    "an f-string of one name": (f"K = '{V}'\nrequests.get('https://api.helcim.com', headers={{'api-token': f'{{K}}'}})\n", 1),
    "bytes": (f"K = b'{V}'\nconn.putheader('api-token', K)  # api.helcim.com\n", 1),
    "add_header": (f"K = '{V}'\nreq = Request('https://api.helcim.com/v2')\nreq.add_header('Api-Token', K)\n", 1),
    "a list of pairs": (f"K = '{V}'\nh = [('api-token', K)]  # helcim\n", 1),
    "a constructor": (f"K = '{V}'\nclient = HelcimClient(api_key=K)\n", 1),
    "tuple assignment": (f"HOST, K = 'https://api.helcim.com', '{V}'\nh = {{'api-token': K}}\n", 1),
}
CLEAN = {
    "another vendor": f"K = '{V}'\nrequests.get('https://api-1.sendbird.com', headers={{'Api-Token': K}})\n",
    "another vendor beside helcim": f"H = os.environ['HELCIM_API_TOKEN']\n\n\n\n\n\nK = '{V}'\nrequests.get('https://api-1.sendbird.com', headers={{'Api-Token': K}})\n",
    "the environment": "K = os.environ['HELCIM_API_TOKEN']\nrequests.get('https://api.helcim.com', headers={'api-token': K})\n",
    "a placeholder": "K = 'your-api-token'\nrequests.get('https://api.helcim.com', headers={'api-token': K})\n",
    "a literal that goes elsewhere": f"K = '{V}'\nrequests.get('https://api.helcim.com', headers={{'api-token': T, 'x-request-id': K}})\n",
    "a recursive name": "K = K or K + K\nrequests.get('https://api.helcim.com', headers={'api-token': K})\n",
}


@pytest.mark.parametrize("name", FOUND)
def test_found_at_the_literal(name: str) -> None:
    text, line = FOUND[name]
    (finding,) = inspect(Document("pay.py", fill(text).encode()), Context(), SETTINGS)
    assert (finding.rule, finding.start.line) == ("hardcoded-api-token", line)
    assert fill(V)[:12] not in "".join(frame for _, frame in finding.frame)


@pytest.mark.parametrize("name", CLEAN)
def test_clean(name: str) -> None:
    assert inspect(Document("pay.py", fill(CLEAN[name]).encode()), Context(), SETTINGS) == []


def test_the_trace_leads_to_the_header() -> None:
    (finding,) = inspect(Document("pay.py", fill(FOUND["a name 60 lines above"][0]).encode()), Context(), SETTINGS)
    assert [(step.line, step.note) for step in finding.trace] == [(2, "the literal"), (64, "reaches the header api-token")]


@pytest.mark.parametrize("text", ["print 'x'\nh = {'api-token': 1}  # helcim\n", "def f(:\n  'api-token'  # helcim\n", "x = " + "(" * 3000 + ")" * 3000 + " # helcim 'api-token'\n"])
def test_what_cannot_be_parsed_is_said(text: str) -> None:
    degraded: list[object] = []
    inspect(Document("old.py", text.encode()), Context(), SETTINGS, degraded)  # type: ignore[arg-type]
    assert len(degraded) == 1
