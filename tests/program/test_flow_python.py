"""What Python's frameworks do with values between two lines of code: each flow that is found has a twin that is clean."""

import pytest

from helcim_audit.program import is_candidate
from tests.program.test_flow import found

HELCIM = "import os, requests, logging\nlog = logging.getLogger('helcim')\nTOKEN = os.environ['HELCIM_API_TOKEN']\nURL = 'https://api.helcim.com/v2'\ndef initialize():\n    return requests.post(URL + '/helcim-pay/initialize', headers={'api-token': TOKEN}).json()\n"
LINES = HELCIM.count("\n")


def places(files: dict[str, str]) -> list[tuple[str, int, str]]:
    return sorted((one.path, one.start.line, one.rule) for one in found(files))


CASES = [
    # exceptions keep what they are given
    ("class Down(Exception):\n    def __init__(self, h): self.sent = h\ndef f():\n    raise Down({'api-token': TOKEN})\ntry: f()\nexcept Down as e: log.error('%s', e.sent)", [(4, "headers-logged"), (6, "headers-logged")]),
    ("class Down(Exception):\n    def __init__(self, code): self.code = code\ntry: initialize()\nexcept (Down, KeyError) as e: log.error('%s', e.code)", []),
    # decorators
    ("def traced(f):\n    def inner(*a, **kw):\n        log.info('%r', kw)\n        return f(*a, **kw)\n    return inner\n@traced\ndef call(path, headers=None): ...\ncall('/', headers={'api-token': TOKEN})", [(3, "headers-logged")]),
    ("def traced(f):\n    def inner(*a, **kw):\n        log.info('%r', sorted(kw))\n        return f(*a, **kw)\n    return inner\n@traced\ndef call(path, headers=None): ...\ncall('/', headers={'api-token': TOKEN})", []),
    ("class Traced:\n    def __init__(self, f): self.f = f\n    def __call__(self, *a):\n        log.info('%r', a)\n        return self.f(*a)\n@Traced\ndef call(token): ...\ncall(TOKEN)", [(4, "api-token-logged")]),
    ("def traced(f):\n    def inner(self, *a):\n        print(a)\n        return f(self, *a)\n    return inner\nclass C:\n    @traced\n    def call(self, token): ...\nC().call(TOKEN)", [(3, "api-token-logged")]),
    # tuples and mappings
    ("from typing import NamedTuple\nclass Creds(NamedTuple):\n    key: str\n    shop: str\nk, s = Creds(TOKEN, '7')\nprint(k)", [(6, "api-token-logged")]),
    ("from typing import NamedTuple\nclass Creds(NamedTuple):\n    key: str\n    shop: str\nk, s = Creds(TOKEN, '7')\nprint(s)", []),
    ("def read(path):\n    out = {}\n    for line in open(path):\n        k, v = line.split('=')\n        out[k] = v\n    return out\nenv = read('.env')\nt = env['HELCIM_API_TOKEN']\nprint(env)", [(9, "api-token-logged")]),
    ("def read(path):\n    out = {}\n    for line in open(path):\n        k, v = line.split('=')\n        out[k] = v\n    return out\nenv = read('.env')\nt = env['HELCIM_API_TOKEN']\nprint(env['PORT'], sorted(env))", []),
    ("print(sorted(os.environ))\nfor name in os.environ: print(name)", []),
    ("import configparser\nc = configparser.ConfigParser()\nprint(c.get('helcim', 'account_id'))", []),
    ("import configparser\nc = configparser.ConfigParser()\nprint(c.get('helcim', 'token'))", [(3, "api-token-logged")]),
    # members of enumerations that stand elsewhere are names
    ("from helcim_sdk import AuthorizationType, Settings\nif TOKEN is None:\n    raise KeyError(AuthorizationType.SECRET_KEY)\nprint(AuthorizationType.PUBLIC_KEY)", []),
    ("from helcim_sdk import AuthorizationType, Settings\nprint(Settings.SECRET_KEY)", [(2, "api-token-logged")]),
    # what is taken out is gone
    ("from flask import Flask, jsonify\napp = Flask('x')\n@app.post('/p')\ndef p():\n    a = initialize()\n    a.pop('secretToken')\n    return jsonify(a)", []),
    ("from flask import Flask, jsonify\napp = Flask('x')\n@app.post('/p')\ndef p():\n    a = initialize()\n    del a['secretToken']\n    return jsonify(a)", []),
    ("from flask import Flask, jsonify\napp = Flask('x')\n@app.post('/p')\ndef p():\n    a = initialize()\n    a.pop('checkoutToken')\n    return jsonify(a)", [(7, "secret-token-to-client")]),
    ("h = {'api-token': TOKEN}\nh['api-token'] = '***'\nprint(h)", []),
    # models let their fields through
    ("from fastapi import FastAPI\nfrom pydantic import BaseModel\napp = FastAPI()\nclass Out(BaseModel):\n    checkoutToken: str\n@app.post('/p', response_model=Out)\ndef p():\n    return initialize()", []),
    ("from fastapi import FastAPI\nfrom pydantic import BaseModel\napp = FastAPI()\nclass Out(BaseModel):\n    checkoutToken: str\n    secretToken: str\n@app.post('/p')\ndef p() -> Out:\n    return initialize()", [(9, "secret-token-to-client")]),
    ("from rest_framework import serializers\nfrom rest_framework.response import Response\nclass Out(serializers.Serializer):\n    checkoutToken = serializers.CharField()\ndef p(request):\n    return Response(Out(initialize()).data)", []),
    ("from rest_framework import serializers\nfrom rest_framework.response import Response\nclass Out(serializers.Serializer):\n    proof = serializers.CharField(source='secretToken')\ndef p(request):\n    return Response(Out(initialize()).data)", [(6, "secret-token-to-client")]),
    ("import strawberry\n@strawberry.type\nclass Out:\n    proof: str\n@strawberry.type\nclass Mutation:\n    @strawberry.mutation\n    def start(self) -> Out:\n        return Out(proof=initialize()['secretToken'])", [(9, "secret-token-to-client")]),
    ("from flask_restful import Resource\nclass Pay(Resource):\n    def post(self):\n        return initialize()", [(4, "secret-token-to-client")]),
    ("from flask_restful import Resource\nclass Pay(Resource):\n    def post(self):\n        return {'token': initialize()['checkoutToken']}", []),
    # one of several items may be told by its name
    ("c = {'token': TOKEN, 'url': URL}\nprint({k: v for k, v in c.items() if k != 'token'})\nprint({k: v for k, v in c.items()})", [(3, "api-token-logged")]),
    ("c = {'token': TOKEN, 'url': URL}\nfor k, v in c.items():\n    if k == 'token':\n        v = '*' * 60 + v[-4:]\n    print(k, v)", []),
    ("c = {'token': TOKEN, 'url': URL}\nfor k, v in c.items():\n    if v:\n        print(k, v)", [(4, "api-token-logged")]),
    ("h = {'api-token': TOKEN}\nprint({**h, 'api-token': '***'}, dict(h, **{'api-token': '***'}))\nprint(list(h.items()))", [(3, "headers-logged")]),
    # an answer that was refused holds no secret
    ("from flask import Flask, jsonify\napp = Flask('x')\n@app.post('/p')\ndef p():\n    r = requests.post(URL + '/helcim-pay/initialize')\n    if r.status_code != 200:\n        return jsonify({'error': r.text}), 502\n    return r.json()", [(8, "secret-token-to-client")]),
    ("from flask import Flask, jsonify\napp = Flask('x')\n@app.post('/p')\ndef p():\n    r = requests.post(URL + '/helcim-pay/initialize')\n    if r.ok:\n        return {'c': r.json()['checkoutToken']}\n    else:\n        return jsonify(r.json())", []),
    ("from flask import Flask, jsonify\napp = Flask('x')\n@app.post('/p')\ndef p():\n    r = requests.post(URL + '/helcim-pay/initialize')\n    if r.status_code == 200:\n        return r.json()\n    return {}", [(7, "secret-token-to-client")]),
    # command lines
    ("import click\n@click.command()\n@click.option('--key', envvar='HELCIM_API_KEY')\n@click.option('--day')\ndef f(key, day):\n    click.echo(day)\n    click.echo(key)", [(7, "api-token-logged")]),
    ("import typer\nfrom typing import Annotated\ndef f(key: Annotated[str, typer.Option(envvar='HELCIM_API_KEY')], day: str = ''):\n    print(day)\n    print(key)", [(5, "api-token-logged")]),
    ("import argparse\np = argparse.ArgumentParser()\np.add_argument('-t', '--token', default=TOKEN)\np.add_argument('--day')\nargs = p.parse_args()\nprint(args.day)\nprint(vars(args))", [(7, "api-token-logged")]),
    # vaults, fields, subclasses
    ("import boto3\nv = boto3.client('ssm').get_parameter(Name='/prod/helcim/api-token')['Parameter']['Value']\nprint(v[-4:])\nprint(v)", [(4, "api-token-logged")]),
    ("import boto3, json\ns = json.loads(boto3.client('secretsmanager').get_secret_value(SecretId='prod/helcim')['SecretString'])\nprint(s['user'])\nprint(s)", [(4, "api-token-logged")]),
    ("from dataclasses import dataclass, field\n@dataclass\nclass C:\n    key: str = field(default_factory=lambda: TOKEN)\nprint(C())", [(5, "api-token-logged")]),
    ("class Base:\n    def auth(self): raise NotImplementedError\n    def send(self):\n        log.debug('%s', self.auth())\nclass Own(Base):\n    def auth(self): return {'api-token': TOKEN}", [(4, "headers-logged")]),
    ("class Base:\n    def __init__(self, key): self.key = key\nclass Own(Base):\n    def __init__(self, *a): super().__init__(*a)\nclass Other(Base):\n    def __init__(self, key): Base.__init__(self, key)\nprint(Own(TOKEN).key)", [(7, "api-token-logged")]),
    ("class P:\n    @property\n    def key(self): return self._k\n    @key.setter\n    def key(self, v): self._k = v\np = P()\np.key = TOKEN\nprint(p.key[-4:])\nprint(p.key)", [(9, "api-token-logged")]),
    ("import json\nc = json.load(open('c.json'))\nh = {'api-token': c['helcim']['api_token']}\nprint(c['db'], list(c))\nprint(c)", [(5, "api-token-logged")]),
    ("from rest_framework import serializers\nclass S(serializers.ModelSerializer):\n    class Meta:\n        fields = ['id', 'helcim_api_token']\nclass W(serializers.ModelSerializer):\n    class Meta:\n        fields = ['id', 'helcim_api_token']\n        extra_kwargs = {'helcim_api_token': {'write_only': True}}", [(4, "api-token-in-response")]),
    ("from django.db import models\nclass Shop(models.Model):\n    helcim_api_token = models.CharField()\n    def headers(self): return {'api-token': self.helcim_api_token}\nprint(Shop.objects.get(pk=1).name)\nprint(Shop.objects.get(pk=1).headers())", [(6, "headers-logged")]),
    ("import urllib.parse\nk = bytes.fromhex('{{legacy25|hex}}').decode()\nrequests.get(URL, headers={'api-token': k})", [(2, "hardcoded-api-token")]),
    ("class C:\n    def __init__(self): self.key, self.day = TOKEN, 1\nprint(getattr(C(), 'day'))\nprint(getattr(C(), 'key'))", [(4, "api-token-logged")]),
    ("with open('/var/log/pay.log', 'a') as out:\n    out.write('ok')\n    out.write(TOKEN)\nwith open('/etc/pay.conf', 'w') as out:\n    out.write(TOKEN)", [(3, "api-token-logged")]),
    # what an object hides of itself, and which of its fields are left
    ("import attrs\n@attrs.define\nclass C:\n    key: str = attrs.field(repr=lambda v: '***')\nc = C(TOKEN)\nprint(c)\nprint(attrs.asdict(c))", [(7, "api-token-logged")]),
    ("import attrs\n@attrs.define\nclass C:\n    shop: str\n    key: str\nc = C('x', TOKEN)\nprint(attrs.asdict(c, filter=attrs.filters.exclude(attrs.fields(C).key)), attrs.asdict(c, filter=lambda f, v: f.name != 'key'))\nprint(attrs.asdict(c, filter=lambda f, v: v is not None))", [(8, "api-token-logged")]),
    ("from rest_framework import serializers\nfrom rest_framework.response import Response\nclass S(serializers.Serializer):\n    checkoutToken = serializers.CharField()\n    secretToken = serializers.CharField(write_only=True)\ndef view(request): return Response(S(initialize()).data)", []),
    ("from pydantic import BaseModel, Field\nclass C(BaseModel):\n    key: str = Field(exclude=True)\nc = C(key=TOKEN)\nprint(c.model_dump())\nprint(c)", [(6, "api-token-logged")]),
    ("from pydantic import BaseModel\nPRIVATE = {'key'}\nclass C(BaseModel):\n    key: str\n    shop: str = ''\nc = C(key=TOKEN)\nprint(c.model_dump(exclude=PRIVATE), c.dict(include={'shop'}), c.model_copy(update={'key': '***'}))\nprint(c.model_dump(mode='json', exclude={'shop'}))", [(8, "api-token-logged")]),
    ("import dataclasses\n@dataclasses.dataclass\nclass C:\n    key: str\nc = C(TOKEN)\nprint(dataclasses.replace(c, key='***'))\nprint(dataclasses.asdict(dataclasses.replace(c, key=TOKEN)))", [(7, "api-token-logged")]),
    ("from fastapi import FastAPI\nfrom pydantic import BaseModel\napp = FastAPI()\nclass C(BaseModel):\n    key: str\nc = C(key=TOKEN)\n@app.get('/c', response_model_exclude={'key'})\ndef f():\n    return c\n@app.get('/d')\ndef g():\n    return c", [(12, "api-token-in-response")]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), CASES, ids=[text.splitlines()[-1][:60] for text, _ in CASES])
def test_one_module(text: str, expected: list[tuple[int, str]]) -> None:
    assert [(line - LINES, rule) for _, line, rule in places({"shop/pay.py": HELCIM + text + "\n"})] == expected


SETTINGS = "import os\nDEBUG = True\nGIFTS = {'PROVIDER': 'helcim', 'TOKEN': os.environ.get('GIFTS_TOKEN'), 'CURRENCY': 'CAD'}\n"
CLIENT = "import requests\nfrom django.conf import settings\ndef start():\n    return requests.post('https://api.helcim.com/v2/helcim-pay/initialize', headers={'api-token': settings.GIFTS['TOKEN']})\n"
SHOP = {"manage.py": "import django\n", "shop/settings/base.py": SETTINGS, "shop/settings/live.py": "from .base import *\n", "gifts/client.py": CLIENT}


def test_settings_of_django_are_those_of_the_project() -> None:
    commands = {"gifts/show.py": "from django.conf import settings\nprint(settings.GIFTS['TOKEN'], settings.DEBUG)\n", "gifts/clean.py": "from django.conf import settings\nprint(settings.GIFTS['CURRENCY'], settings.DEBUG)\n"}
    assert places({**SHOP, **commands}) == [("gifts/show.py", 2, "api-token-logged")]


def test_tags_that_templates_load_are_functions() -> None:
    tags = "from django import template\nfrom django.conf import settings\nregister = template.Library()\n@register.simple_tag\ndef gift(name):\n    return settings.GIFTS[name]\n"
    page = '{% load gifts %}\n<i>{% gift "CURRENCY" %}</i>\n<b data-x="{% gift "TOKEN" %}"></b>\n'
    assert places({**SHOP, "gifts/templatetags/gifts.py": tags, "gifts/templates/form.html": page}) == [("gifts/templates/form.html", 3, "api-token-rendered")]


def test_macros_and_renderers() -> None:
    view = HELCIM + "from flask import render_template\ndef buy():\n    return render_template('buy.html', till=initialize())\n"
    macros = '{% macro hidden(name, value) %}\n<input name="{{ name }}" value="{{ value }}">\n{% endmacro %}\n'
    page = '{% from "parts/macros.html" import hidden %}\n{{ hidden("checkout", till.checkoutToken) }}\n{{ hidden("proof", till.secretToken) }}\n'
    assert places({"shop/views.py": view, "shop/templates/buy.html": page, "shop/templates/parts/macros.html": macros}) == [("shop/templates/buy.html", 3, "secret-token-to-client")]
    view = HELCIM + "from pyramid.view import view_config\n@view_config(renderer='shop:templates/page.jinja2')\ndef page(request):\n    return {'key': TOKEN, 'shop': 7}\n"
    assert places({"shop/views.py": view, "shop/templates/page.jinja2": "<p>{{ shop }}\n"}) == []
    assert places({"shop/views.py": view, "shop/templates/page.jinja2": "<p>{{ shop }}\n<p>{{ key }}\n"}) == [("shop/templates/page.jinja2", 2, "api-token-rendered")]


def test_objects_that_frameworks_hand_on() -> None:
    middleware = HELCIM + "class M:\n    def process_request(self, req, resp):\n        req.context.gate = requests.Session()\n        req.context.gate.headers['api-token'] = TOKEN\n    def process_response(self, req, resp, ok):\n        log.error('%s', req.context.gate.headers)\n"
    assert places({"shop/middleware.py": middleware}) == [("shop/middleware.py", LINES + 6, "headers-logged")]


def test_several_literals_may_reach_one_header() -> None:
    shops = "A = ''.join(['{{legacy24|head}}', '{{legacy24|tail}}'])\nB = '{{legacy25}}'\nC = '{{legacy26}}'\n"
    use = "import requests\nfrom shops import A, B, C\nfor key in (A, B):\n    requests.get('https://api.helcim.com/v2/customers', headers={'api-token': key})\n"
    assert places({"shops.py": shops, "use.py": use}) == [("shops.py", 1, "hardcoded-api-token"), ("shops.py", 2, "hardcoded-api-token")]


def test_a_module_of_python_2_is_followed() -> None:
    text = "import os, sys, urllib2\ntok = os.environ['HELCIM_TOKEN']\ntry:\n    urllib2.urlopen('https://api.helcim.com/v2/x')\nexcept IOError, e:\n    print >>sys.stderr, 'using', tok\nprint 'using', len(tok)\n"
    assert places({"cron.py": text}) == [("cron.py", 6, "api-token-logged")]


def test_a_webhook_is_helcims_by_its_path() -> None:
    assert is_candidate("src/helcim_webhook.py", b"def lambda_handler(event, context):\n    print(event)\n")
    assert not is_candidate("src/webhook.py", b"def lambda_handler(event, context):\n    print(event)\n")


def test_a_variable_is_a_token_by_its_use_in_any_module() -> None:
    pay = "import os, requests\nJETON = os.environ['CAISSE_JETON']\nAUTRE = os.environ['CAISSE_AUTRE']\ndef payer():\n    requests.post('https://api.helcim.com/v2/payment/purchase', headers={'api-token': JETON})\n"
    show = "from caisse.payer import AUTRE, JETON\nprint(AUTRE)\nprint(JETON)\n"
    assert places({"caisse/payer.py": pay, "caisse/montrer.py": show}) == [("caisse/montrer.py", 3, "api-token-logged")]


def test_adapters_are_given_each_request() -> None:
    text = HELCIM + "class Adapter(requests.adapters.HTTPAdapter):\n    def send(self, request, **kw):\n        log.debug('%s', request.url)\n        log.debug('%s', request.headers)\n"
    assert places({"shop/pay.py": text}) == [("shop/pay.py", LINES + 4, "headers-logged")]


def test_an_answer_that_is_iterated_over_gives_the_names_of_its_fields() -> None:
    start = "import os, requests\nfrom flask import jsonify\ndef start():\n    r = requests.post('https://api.helcim.com/v2/helcim-pay/initialize', headers={'api-token': os.environ['HELCIM_API_TOKEN']}, json={}).json()\n"
    for silent in ("list(r)", "sorted(r)"):
        assert places({"pay.py": f"{start}    return jsonify({silent})\n"}) == []
    for shown in ("r", "list(r.values())", "list(v for v in r.values())"):
        assert places({"pay.py": f"{start}    return jsonify({shown})\n"}) == [("pay.py", 5, "secret-token-to-client")], shown
