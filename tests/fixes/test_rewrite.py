"""Modules before and after."""

import pytest

from helcim_audit.fixes.problem import Problem
from helcim_audit.fixes.rewrite import Rewritten, defined, rewrite
from helcim_audit.fixes.variables import Variables
from helcim_audit.model import Finding, Place, SecretInfo, Span, Worktree
from helcim_audit.placeholders import fill
from tests.program.tree import Tree

TOKEN, OTHER = fill("{{legacy25}}"), fill("{{token}}")


def problem(text: str, marked: str, rule: str = "hardcoded-api-token", number: int = 0, kind: str = "api-token") -> Problem:
    """A finding of `rule` at the occurrence `number` of `marked`."""
    at = -1
    for _ in range(number + 1):
        at = text.index(marked, at + 1)
    info = SecretInfo(kind, "****", f"tok_{marked[-4:]}")
    finding = Finding(
        rule, "exposed-token", "critical", "high", "", "app/pay.py", Place(1, 1), Place(1, 2), "", (), info, Worktree(), (), "", "", "", ""
    )  # fmt: skip
    return Problem.of(finding, text, Span(at, at + len(marked)))


def fixed(text: str, files: dict[str, str] | None = None, path: str = "app/pay.py", kind: str = "api-token") -> Rewritten:
    problems = [problem(text, value, number=number, kind=kind) for value in (TOKEN, OTHER) for number in range(text.count(value))]
    return rewrite(path, text, problems, Variables(), Tree({path: text, **(files or {})}))


def after(text: str, **more: object) -> str:
    done = fixed(text, **more)  # type: ignore[arg-type]
    assert not done.refused, done.refused
    return done.text


@pytest.mark.parametrize(
    ("before", "expected"),
    [
        (f"HELCIM_API_TOKEN = '{TOKEN}'  # live\n", "import os\n\nHELCIM_API_TOKEN = os.environ['HELCIM_API_TOKEN']  # live\n"),
        (f'"""Doc."""\nimport os\n\nKEY: str = "{TOKEN}"\n', '"""Doc."""\nimport os\n\nKEY: str = os.environ["HELCIM_API_TOKEN"]\n'),
        (f"import os\nhelcimTokenLive = b'{TOKEN}'\n", "import os\nhelcimTokenLive = os.environ['HELCIM_TOKEN_LIVE'].encode()\n"),
        (f"import os\nx = f(1,\n      helcim_api_key = '{TOKEN}',)\n", "import os\nx = f(1,\n      helcim_api_key = os.environ['HELCIM_API_KEY'],)\n"),
        (f"import os\nh = {{'api-token': '{TOKEN}'}}\n", "import os\nh = {'api-token': os.environ['HELCIM_API_TOKEN']}\n"),
        (f"import os\ndef f(token='{TOKEN}'): pass\n", "import os\ndef f(token=os.environ.get('HELCIM_API_TOKEN')): pass\n"),
        (f"import os\nx = ('{TOKEN[:9]}'\n     '{TOKEN[9:]}')\n", None),
        (f"import os\nx = '{TOKEN[:9]}' + \"{TOKEN[9:]}\"\n", None),
        (f"import os\nx = ''.join(['{TOKEN[:9]}', '{TOKEN[9:]}'])\n", None),
        (f"import os\nh = {{'Authorization': 'Bearer {TOKEN}'}}\n", "import os\nh = {'Authorization': 'Bearer ' + os.environ['HELCIM_API_TOKEN']}\n"),
        (f"import os\nx = 'a={TOKEN}&b'.encode()\n", "import os\nx = ('a=' + os.environ['HELCIM_API_TOKEN'] + '&b').encode()\n"),
        (f"import os\nx = os.environ.get('HELCIM_KEY', '{TOKEN}')\n", "import os\nx = os.environ['HELCIM_KEY']\n"),
        (f"from os import environ, getenv\nx = environ.get('A', '{TOKEN}')\ny = getenv('A', '{TOKEN}')\n",
         "from os import environ, getenv\nimport os\n\nx = environ['A']\ny = os.environ['A']\n"),
        (f"import os\nx = (os.getenv('A') or '{TOKEN}')\n", "import os\nx = (os.environ['A'])\n"),
        (f"import os\nx = given or '{TOKEN}'\n", "import os\nx = given or os.environ['HELCIM_API_TOKEN']\n"),
        (f"from decouple import config\nx = config('A', default='{TOKEN}')\n", "from decouple import config\nx = config('A')\n"),
        (f"from decouple import config\nx = config('A', cast=str, default='{TOKEN}')\ny = '{TOKEN}'\n",
         "from decouple import config\nx = config('A', cast=str)\ny = config('A')\n"),
        (f"import environ\nenv = environ.Env()\nHELCIM_TOKEN = '{TOKEN}'\n", "import environ\nenv = environ.Env()\nHELCIM_TOKEN = env('HELCIM_TOKEN')\n"),
        (f"import os\r\nx = '{TOKEN}'\r\n", "import os\r\nx = os.environ['HELCIM_API_TOKEN']\r\n"),
        (f"import os\np.add_argument('--token', default='{TOKEN}')\n", "import os\np.add_argument('--token', default=os.environ.get('HELCIM_API_TOKEN'))\n"),
        (f"@click.option('--token', envvar='A', default='{TOKEN}', help='x')\ndef f(): pass\n",
         "@click.option('--token', envvar='A', required=True, help='x')\ndef f(): pass\n"),
        (f"x = 1\n# api-token: {TOKEN} (old)\n", f"x = 1\n# api-token: ****{TOKEN[-4:]} (old)\n"),
        (f"x = 1  # was '{TOKEN}'\n", f"x = 1  # was '****{TOKEN[-4:]}'\n"),
        (f'def f():\n    """Send {TOKEN}.\n\n    Always.\n    """\n', f'def f():\n    """Send ****{TOKEN[-4:]}.\n\n    Always.\n    """\n'),
        (f"import os\nx = f'{{a}} {TOKEN}'\n", "import os\nx = f'{a} {os.environ[\"HELCIM_API_TOKEN\"]}'\n"),
        (f'import os\nx = f"{TOKEN}-{{a}}"\n', "import os\nx = f\"{os.environ['HELCIM_API_TOKEN']}-{a}\"\n"),
        (f"import os as system\nx = '{TOKEN}'\n", "import os as system\nimport os\n\nx = os.environ['HELCIM_API_TOKEN']\n"),
    ],
)  # fmt: skip
def test_literals_move_to_the_environment(before: str, expected: str | None) -> None:
    if expected is None:
        start, end = before.index(TOKEN[:9]), before.index(TOKEN[9:]) + len(TOKEN[9:])
        one = problem(before, before[start - 1 : end + 1])
        done = rewrite("app/pay.py", before, [one], Variables(), Tree({}))
        assert done.refused == ()
        assert TOKEN[:9] not in done.text
        assert TOKEN[9:] not in done.text
        assert "os.environ['HELCIM_API_TOKEN']" in done.text
        return
    assert after(before) == expected
    compile(expected, "pay.py", "exec")


@pytest.mark.parametrize(
    ("field", "expected", "variable"),
    [
        (f"helcim_api_token: SecretStr = SecretStr('{TOKEN}')", "helcim_api_token: SecretStr", "SHOP_HELCIM_API_TOKEN"),
        (f"helcim_api_token: str = '{TOKEN}'  # c", "helcim_api_token: str  # c", "SHOP_HELCIM_API_TOKEN"),
        (f"key: str = Field('{TOKEN}', alias='HELCIM_KEY')", "key: str = Field(..., alias='HELCIM_KEY')", "HELCIM_KEY"),
        (f"key: str = Field(repr=False, default='{TOKEN}')", "key: str = Field(repr=False)", "SHOP_KEY"),
        (f"key: SecretStr = Field(default=SecretStr('{TOKEN}'))", "key: SecretStr = Field()", "SHOP_KEY"),
    ],
)
def test_pydantic_settings(field: str, expected: str, variable: str) -> None:
    head = "from pydantic_settings import BaseSettings\nclass S(BaseSettings):\n    model_config = {'env_prefix': 'SHOP_'}\n    "
    done = fixed(head + field + "\n")
    assert done.text == head + expected + "\n"
    assert [one.variable for one in done.fixed] == [variable]


@pytest.mark.parametrize(
    ("text", "why"),
    [
        (f"('a' '{TOKEN}')\n", "bare string"),
        (f"x = f'{{f({TOKEN!r})}}'\n", "f-string"),
        (f"match x:\n    case '{TOKEN}': pass\n", "pattern"),
        (f"x: Literal['{TOKEN}'] = y\n", "annotation"),
        (f"os.environ['HELCIM_API_TOKEN'] = '{TOKEN}'\n", "environment is set"),
        (f"os.environ.setdefault('HELCIM_API_TOKEN', '{TOKEN}')\n", "environment is set"),
        (f"monkeypatch.setenv('HELCIM_API_TOKEN', '{TOKEN}')\n", "environment is set"),
        (f"with patch.dict(os.environ, {{'HELCIM_API_TOKEN': '{TOKEN}'}}): pass\n", "environment is set"),
        (f"def f(os): return '{TOKEN}'\n", "`os` means something else"),
        (f"x = '''\ncurl -H api-token:{TOKEN}\n'''\n", "longer text"),
        (f"tokens['{TOKEN}'] = 1\n", "key of what is assigned"),
        (f"from pydantic import BaseSettings\nclass S(BaseSettings):\n    k: str = f('{TOKEN}')\n", "computed"),
        (f"from pydantic import BaseSettings\nclass S(BaseSettings):\n    class Config:\n        env_prefix = P\n    k: str = '{TOKEN}'\n", "prefix"),
        (f"from pydantic_settings import BaseSettings\nclass S(AppSettings):\n    k: str = '{TOKEN}'\n", "inherits"),
        (f"x = g('{TOKEN[:9]}', '{TOKEN[9:]}')\n", "pieces"),
    ],
)  # fmt: skip
def test_what_is_not_certain_is_left_alone(text: str, why: str) -> None:
    if TOKEN in text:
        done = fixed(text)
    else:
        done = rewrite("x.py", text, [problem(text, f"{TOKEN[:9]}', '{TOKEN[9:]}")], Variables(), Tree({}))
    assert done.text == text
    assert [why in one.why for one in done.refused] == [True]
    assert TOKEN[:6] not in done.refused[0].why


def test_two_secrets_never_share_a_variable() -> None:
    done = fixed(f"import os\nA = '{TOKEN}'\nB = '{OTHER}'\nC = '{TOKEN}'\n")
    assert done.text == "import os\nA = os.environ['HELCIM_API_TOKEN']\nB = os.environ['HELCIM_API_TOKEN_2']\nC = os.environ['HELCIM_API_TOKEN']\n"


@pytest.mark.parametrize(("kind", "variable"), [("webhook-verifier", "HELCIM_WEBHOOK_VERIFIER_TOKEN"), ("secret-token", "HELCIM_SECRET_TOKEN")])
def test_other_kinds_have_their_own_variables(kind: str, variable: str) -> None:
    assert after(f"import os\nx = '{TOKEN}'\n", kind=kind) == f"import os\nx = os.environ['{variable}']\n"


DJANGO = {
    "site/manage.py": "os.environ.setdefault('DJANGO_SETTINGS_MODULE', 'shop.settings')\n",
    "site/shop/settings.py": "import os\nDEBUG = True\nINSTALLED_APPS = []",
}


def test_django_reads_its_settings() -> None:
    before = f"from django.http import JsonResponse\n\n\ndef pay(request):\n    return call(api_token='{TOKEN}')\n"
    done = fixed(before, DJANGO, "site/shop/views.py")
    assert done.text == (
        "from django.http import JsonResponse\nfrom django.conf import settings\n\n\n"
        "def pay(request):\n    return call(api_token=settings.HELCIM_API_TOKEN)\n"
    )  # fmt: skip
    assert dict(done.settings) == {"site/shop/settings.py": ("HELCIM_API_TOKEN",)}
    settings = defined("site/shop/settings.py", DJANGO["site/shop/settings.py"], ("HELCIM_API_TOKEN", "DEBUG"), Tree(DJANGO))
    assert settings == 'import os\nDEBUG = True\nINSTALLED_APPS = []\nHELCIM_API_TOKEN = os.environ["HELCIM_API_TOKEN"]\n'


def test_django_settings_read_the_environment() -> None:
    before = f"INSTALLED_APPS = []\nHELCIM = {{'TOKEN': '{TOKEN}'}}\n"
    assert after(before, files=DJANGO, path="site/shop/settings.py") == "import os\n\nINSTALLED_APPS = []\nHELCIM = {'TOKEN': os.environ['HELCIM_API_TOKEN']}\n"


def test_django_with_other_settings_of_its_own() -> None:
    before = f"import django\nimport os\nfrom shop import settings\nx = '{TOKEN}'\n"
    assert "x = os.environ['HELCIM_API_TOKEN']" in after(before, files=DJANGO, path="site/shop/views.py")


@pytest.mark.parametrize(
    ("text", "marked", "expected"),
    [
        ("log.info(f'x {api_token}')", "api_token", "log.info(f'x {(api_token or \"\")[-4:]}')"),
        ('log.info(f"x {api_token}")', "api_token", "log.info(f\"x {(api_token or '')[-4:]}\")"),
        ("log.info('x %s', self.api_token)", "self.api_token", "log.info('x %s', (self.api_token or \"\")[-4:])"),
        ("log.info('x %s', self.api_token)", "log.info('x %s', self.api_token)", "log.info('x %s', (self.api_token or \"\")[-4:])"),
        ("print(os.environ['HELCIM_API_TOKEN'])", "os.environ['HELCIM_API_TOKEN']", "print((os.environ['HELCIM_API_TOKEN'] or \"\")[-4:])"),
        ("print(os.getenv('HELCIM_API_TOKEN'))", "os.getenv('HELCIM_API_TOKEN')", "print((os.getenv('HELCIM_API_TOKEN') or \"\")[-4:])"),
        ("log.info('x', extra={'token': api_token})", "token", "log.info('x', extra={'token': (api_token or \"\")[-4:]})"),
        ("log.info('t ' + token)", "'t ' + token", "log.info('t ' + (token or \"\")[-4:])"),
        ("log.info('t %s', token[:8])", "token[:8]", "log.info('t %s', token[-4:])"),
        ("log.info('t %s', headers)", "headers", None),
        ("log.info('t %s', f(x))", "f(x)", None),
        ("log.info(api_token, secret_token)", "log.info(api_token, secret_token)", None),
    ],
)  # fmt: skip
def test_only_the_last_four_are_logged(text: str, marked: str, expected: str | None) -> None:
    done = rewrite("x.py", text, [problem(text, marked, "api-token-logged")], Variables(), Tree({}))
    assert done.text == (expected or text)
    assert len(done.refused) == (expected is None)
    if expected:
        compile(expected, "x.py", "exec")


@pytest.mark.parametrize(
    ("text", "marked", "expected"),
    [
        ("return {'checkoutToken': d['c'], 'secretToken': d['secretToken']}", "'secretToken'", "return {'checkoutToken': d['c']}"),
        ("return {\n    'secretToken': d.get('s'),\n    'checkoutToken': c,  # keep\n}", "'secretToken'", "return {\n    'checkoutToken': c,  # keep\n}"),
        ("return {\n    'checkoutToken': c,  # keep\n    'secret_token': s,\n}", "{\n    'checkoutToken': c,  # keep\n    'secret_token': s,\n}",
         "return {\n    'checkoutToken': c,  # keep\n}"),
        ("return {\n    'checkoutToken': c,  # keep\n    'secret_token': s\n}", "'secret_token'", "return {\n    'checkoutToken': c  # keep\n}"),
        ("return jsonify(\n    a=1,  # keep\n    secretToken=s\n)", "secretToken=s", "return jsonify(\n    a=1  # keep\n)"),
        ("return {'secretToken': s}", "'secretToken'", "return {}"),
        ("return jsonify(a=1, secretToken=s)", "secretToken=s", "return jsonify(a=1)"),
        ("return jsonify(secretToken=s, a=1)", "jsonify(secretToken=s, a=1)", "return jsonify(a=1)"),
        ("return JsonResponse(data)", "data", None),
        ("return {'secretToken': load()}", "'secretToken'", None),
    ],
)  # fmt: skip
def test_secret_token_is_not_returned(text: str, marked: str, expected: str | None) -> None:
    whole = "def f():\n    " + text + "\n"
    done = rewrite("x.py", whole, [problem(whole, marked, "secret-token-to-client")], Variables(), Tree({}))
    assert done.text == "def f():\n    " + (expected or text) + "\n"
    assert len(done.refused) == (expected is None)


def test_two_changes_at_one_place_take_two_runs() -> None:
    text = "log.info({'api_token': token, 'secret_token': token})\n"
    found = [problem(text, "{'api_token': token, 'secret_token': token}", "secret-token-to-client"), problem(text, "token}", "api-token-logged")]
    done = rewrite("x.py", text, found, Variables(), Tree({}))
    assert len(done.fixed) == len(done.refused) == 1


def test_what_is_not_parsed_is_said_without_source() -> None:
    with pytest.raises(ValueError, match="a syntax error, or not Python 3"):
        fixed(f"print '{TOKEN}'\n")


def test_layout_that_leaves_no_room() -> None:
    with pytest.raises(ValueError, match="no space stands where the new code needs one") as caught:
        fixed(f"def f():\n    return'{TOKEN}'\n")
    assert TOKEN[:6] not in str(caught.value)
