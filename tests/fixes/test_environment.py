"""How modules read their environment, and what names mean in them."""

import libcst as cst
import pytest

from helcim_audit.fixes.environment import OS, Reading, pydantic_field, reading, settings_module
from helcim_audit.fixes.module import Module, bound_to
from helcim_audit.fixes.problem import UnsureError
from tests.program.tree import Tree


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", OS),
        ("import os\n", OS),
        ("from decouple import config\n", Reading('config("NAME")')),
        ("from decouple import config as c\n", OS),
        ("import environ\nroot = environ.Env()\n", Reading('root("NAME")')),
        ("from environs import Env\nenv = Env()\n", Reading('env("NAME")')),
        ("env = Env()\n", OS),
        ("from django.conf import settings\n", Reading("settings.NAME", "django.conf", "settings", "shop/settings.py")),
        ("import django\nsettings = 1\n", OS),
    ],
)
def test_reading(text: str, expected: Reading) -> None:
    tree = Tree({"manage.py": "os.environ['DJANGO_SETTINGS_MODULE'] = 'shop.settings'\n", "shop/settings.py": ""})
    assert reading(Module("shop/views.py", text), tree) == expected


@pytest.mark.parametrize(
    "text",
    [
        "os = 1\n", "a, (os, b) = c\n", "for os in x: pass\n", "def f(os): pass\n", "def os(): pass\n", "class os: pass\n", "with a as os: pass\n",
        "from x import os\n", "import x as os\n", "(os := 1)\n", "os: int = 1\n",
    ],
)  # fmt: skip
def test_os_that_is_not_os(text: str) -> None:
    with pytest.raises(UnsureError, match="`os` means something else"):
        reading(Module("x.py", text), Tree({}))


def test_no_settings_module_is_guessed() -> None:
    assert settings_module("a/b.py", Tree({"a/manage.py": "import sys\n", "a/settings.py": ""})) is None
    assert settings_module("a/b.py", Tree({"a/manage.py": "x('DJANGO_SETTINGS_MODULE', 'gone')", "a/settings.py": ""})) is None


HEAD = "from pydantic_settings import BaseSettings\n"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("class S(BaseSettings, env_prefix='P_'):\n    key: str = 'v'\n", "P_KEY"),
        ("class S(BaseSettings):\n    model_config = SettingsConfigDict(env_prefix='P_', case_sensitive=True)\n    key: str = 'v'\n", "P_key"),
        ("class S(BaseSettings):\n    class Config:\n        env_prefix = 'P_'\n        case_sensitive = False\n    key: str = 'v'\n", "P_KEY"),
        ("class S(BaseSettings):\n    def f(self): g(env_prefix='no')\n    key: str = 'v'\n", "KEY"),
        ("class S(BaseSettings):\n    key: str = Field('v', validation_alias='THE_KEY')\n", "THE_KEY"),
        ("class S(BaseSettings):\n    def f(self):\n        key: str = 'v'\n", None),
        ("class S(BaseModel):\n    key: str = 'v'\n", None),
        ("class S(BaseSettings):\n    key = 'v'\n", None),
    ],
)
def test_variable_of_a_settings_field(text: str, expected: str | None) -> None:
    module = Module("x.py", HEAD + text)
    value = next(node for node in module.nodes if isinstance(node, cst.SimpleString) and node.value == "'v'")
    found = pydantic_field(module, value)
    assert (found[1] if found else None) == expected


def test_an_alias_that_is_computed() -> None:
    module = Module("x.py", HEAD + "class S(BaseSettings):\n    key: str = Field('v', alias=A)\n")
    value = next(node for node in module.nodes if isinstance(node, cst.SimpleString))
    with pytest.raises(UnsureError, match="alias is computed"):
        pydantic_field(module, value)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a['k'] = 'v'\n", ["k"]), ("self.token = 'v'\n", ["token"]), ("a = b = 'v'\n", ["a", "b"]), ("t: str = f(k='v')\n", ["k", "t"]),
        ("x = {'k': {'l': 'v'}}\n", ["l", "k", "x"]), ("return_('v')\n", []), ("def f(t='v'): pass\n", ["t"]), ("f((t := 'v'))\n", ["t"]),
    ],
)  # fmt: skip
def test_what_a_value_is_called(text: str, expected: list[str]) -> None:
    module = Module("x.py", text)
    value = next(node for node in module.nodes if isinstance(node, cst.SimpleString) and node.value == "'v'")
    assert [name for name in bound_to(module, value) if name] == expected
