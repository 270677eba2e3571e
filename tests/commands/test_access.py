"""The least access, from code to levels, and against what is declared."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from helcim_audit.access import Declared, Level, need_of, needs
from helcim_audit.placeholders import fill
from helcim_audit.rules import operations
from tests.conftest import Done

CLIENT = """import os
import requests

BASE = "https://api.helcim.com/v2"


class Helcim:
    def __init__(self):
        self.session = requests.Session()
        self.session.headers["api-token"] = os.environ["HELCIM_API_TOKEN"]

    def _send(self, method, path, **more):
        return self.session.request(method, f"{BASE}{path}", timeout=9, **more).json()

    def refund(self, transaction, amount):
        return self._send("POST", "/payment/refund", json={"originalTransactionId": transaction, "amount": amount})

    def customer(self, number):
        return self._send("GET", f"/customers/{number}")
"""
PAGE = """export async function open(amount) {
  const r = await fetch('https://api.helcim.com/v2/helcim-pay/initialize', { method: 'POST', headers: { 'api-token': process.env.HELCIM_PAY_TOKEN } })
  return (await r.json()).checkoutToken
}
"""


def examined(audit: Callable[..., Done], root: Path, *more: str) -> dict[str, dict[str, object]]:
    done = audit("access", "--format", "json", str(root), *more)
    return {str(row["token"]): row for row in json.loads(done.out)["tokens"]}


def test_through_a_wrapper_and_per_token(tree: Callable[..., Path], audit: Callable[..., Done]) -> None:
    found = examined(audit, tree({"helcim.py": CLIENT, "pay.js": PAGE}))
    assert found["HELCIM_API_TOKEN"]["least"] == {"general": "read", "settings": "none", "transactions": "admin"}
    assert [(use["method"], use["path"], use["where"]["line"]) for use in found["HELCIM_API_TOKEN"]["uses"]] == [  # type: ignore[index, attr-defined]
        ("POST", "/payment/refund", 16), ("GET", "/customers/{}", 19),
    ]  # fmt: skip
    assert found["HELCIM_PAY_TOKEN"]["least"] == {"general": "none", "settings": "none", "transactions": "positive"}


@pytest.mark.parametrize(
    ("declared", "code", "rules"),
    [
        ("general: read, transactions: admin", 0, []),
        ("general: write, transactions: admin", 1, ["access-exceeds-use"]),
        ("product: helcim-api", 1, ["access-exceeds-use"]),
    ],
)
def test_against_what_is_declared(tree: Callable[..., Path], audit: Callable[..., Done], declared: str, code: int, rules: list[str]) -> None:
    root = tree({"helcim.py": CLIENT, ".helcim-audit.yaml": f"access:\n  - {{name: Shop, env: HELCIM_API_TOKEN, {declared}}}\n"})
    done = audit("access", "--format", "json", str(root))
    assert done.code == code
    assert [one["rule"] for one in json.loads(done.out)["tokens"][0]["complaints"]] == rules


def test_one_token_for_two_products(tree: Callable[..., Path], audit: Callable[..., Done]) -> None:
    done = audit("access", str(tree({"helcim.py": CLIENT, "pay.js": PAGE.replace("HELCIM_PAY_TOKEN", "HELCIM_API_TOKEN")})))
    assert done.code == 1
    assert "token-shared-across-products" in done.out
    assert "make a new one for helcimpay.js with General No access, Settings No access, Transactions Positive Transaction" in done.out
    assert "keep it for helcim-api with General Read, Settings No access, Transactions Admin" in done.out


def test_programs_are_told_the_steps_and_what_is_not_certain(tree: Callable[..., Path], audit: Callable[..., Done]) -> None:
    page = PAGE.replace("HELCIM_PAY_TOKEN", "HELCIM_API_TOKEN") + "export const more = (path) => fetch('https://api.helcim.com/v2/' + path, { headers: { 'api-token': process.env.HELCIM_API_TOKEN } })\n"
    [row] = examined(audit, tree({"helcim.py": CLIENT, "pay.js": page})).values()
    assert row["split"]["helcimpay.js"] == {"general": "none", "settings": "none", "transactions": "positive"}  # type: ignore[index, call-overload]
    assert len(row["steps"]) == 2  # type: ignore[arg-type]
    assert row["certain"] is False


def test_what_the_api_does_not_have_is_said(tree: Callable[..., Path], audit: Callable[..., Done]) -> None:
    done = audit("access", str(tree({"a.py": "import requests\nrequests.post('https://api.helcim.com/v2/charges/new', headers={'api-token': '{{legacy25}}'})\n"})))
    assert "/charges/new  the API has no such operation  a.py:2" in done.out
    assert fill("{{legacy25}}")[:8] not in done.out


def test_other_vendors_and_nothing(tree: Callable[..., Path], audit: Callable[..., Done]) -> None:
    done = audit("access", str(tree({"a.py": "# not helcim\nimport requests\nrequests.get('https://api.example.com/v2/customers')\n"})))
    assert done.out.startswith("No call of Helcim's API was found.")
    assert done.code == 0


@pytest.mark.parametrize(
    ("text", "words"),
    [("general: all", "no level of general"), ("produkt: helcim-api", "did you mean 'product'"), ("product: helcim", "no product")],
)
def test_broken_declarations(tree: Callable[..., Path], audit: Callable[..., Done], text: str, words: str) -> None:
    done = audit("access", str(tree({".helcim-audit.yaml": f"access:\n  - {{name: Shop, {text}}}\n", "a.py": ""})))
    assert done.code == 2
    assert words in done.err


@pytest.mark.parametrize(
    ("method", "address", "level"),
    [
        ("POST", "/payment/purchase", Level("none", "none", "positive")),
        ("POST", "/payment/reverse", Level("none", "none", "admin")),
        ("GET", "/customers/7/cards", Level("read")),
        ("GET", "/customers/{}/bank-accounts/request-new", Level("write")),
        ("GET", "/devices/A1B2/ping", Level("read", "read")),
        ("GET", "/card-terminals", Level("none", "read")),
        ("PUT", "/ach/withdraw", Level("none", "none", "positive")),
        ("PUT", "/ach/transactions/{}/refund", Level("none", "none", "admin")),
    ],
)
def test_operations(method: str, address: str, level: Level) -> None:
    need = need_of(needs(operations()), method, address)
    assert need is not None
    assert need.level == level


def test_no_such_operation() -> None:
    assert need_of(needs(operations()), "POST", "/charges") is None


def test_levels_join_and_compare() -> None:
    both = Level("read", "none", "auth").joined(Level("none", "write", "positive"))
    assert both == Level("read", "write", "positive")
    assert Declared("x", Level("write", "write", "positive")).level.exceeds(both) == ["general"]


def test_collections_and_logs_count_too(tree: Callable[..., Path], audit: Callable[..., Done]) -> None:
    collection = '{"item": [{"request": {"method": "POST", "header": [{"key": "api-token", "value": "{{HELCIM_API_TOKEN}}"}], "url": {"raw": "https://api.helcim.com/v2/payment/reverse"}}}]}'
    log = 'urllib3 DEBUG https://api.helcim.com:443 "PATCH /v2/devices/A1B2 HTTP/1.1" 404\nsee https://api.helcim.com/v2/card-terminals\n'
    root = tree({"helcim.py": CLIENT.replace("refund", "purchase"), "shop.postman_collection.json": collection, "app.log": log})
    found = examined(audit, root)
    assert found["HELCIM_API_TOKEN"]["least"] == {"general": "read", "settings": "none", "transactions": "admin"}
    text = audit("access", str(root)).out
    assert "the API has no such operation  app.log:1" in text
    assert "? /card-terminals  with which method is not told  app.log:2" in text
