"""Values that travel into logs and responses, put right where they arrive."""

from collections.abc import Callable, Mapping
from pathlib import Path

from helcim_audit.commands import fix
from helcim_audit.commands.fix_told import notes
from helcim_audit.commands.scan import Request

Tree = Callable[[Mapping[str, str | bytes]], Path]
APP = """\
import logging
import os

import requests
from flask import Flask, jsonify

app = Flask(__name__)
log = logging.getLogger(__name__)
API_TOKEN = os.environ["HELCIM_API_TOKEN"]
URL = "https://api.helcim.com/v2/helcim-pay/initialize"


@app.post("/pay")
def pay():
    log.info("using token %s", API_TOKEN)
    log.info(f"token {API_TOKEN[:8]}")
    token = os.getenv("HELCIM_API_TOKEN")
    print(f"token: {token}")
    data = requests.post(URL, headers={"api-token": token}, json={"amount": 1}).json()
    return jsonify({
        "checkoutToken": data["checkoutToken"],  # for the browser
        "secretToken": data["secretToken"],
    })


@app.post("/all")
def everything():
    return jsonify(requests.post(URL, headers={"api-token": API_TOKEN}, json={"amount": 1}).json())
"""
FIXED = (
    APP.replace('%s", API_TOKEN)', '%s", (API_TOKEN or "")[-4:])')
    .replace("{API_TOKEN[:8]}", "{API_TOKEN[-4:]}")
    .replace("{token}", "{(token or '')[-4:]}")
    .replace('        "secretToken": data["secretToken"],\n', "")
)


def test_logs_and_responses(tree: Tree) -> None:
    root = tree({"app.py": APP})
    made = fix.plan(Request(paths=(str(root),), jobs=1))
    fix.write(made)
    assert (root / "app.py").read_text() == FIXED
    assert [one.problem.rule for one in made.fixed] == ["api-token-logged", "token-preview-logged", "api-token-logged", "secret-token-to-client"]
    assert [(one.problem.finding.start.line, one.why.partition(":")[0]) for one in made.refused] == [(28, "the response is handed on as a whole")]
    assert made.exit_code(True) == 1
    told = notes(made, True)
    assert "Logs that were written before still hold what was logged" in told
    assert sorted(path.name for path in root.iterdir()) == ["app.py"]


def test_a_literal_that_travels_is_moved_where_it_stands(tree: Tree) -> None:
    root = tree(
        {
            "keys.py": 'PAY_KEY = "{{legacy25}}"\n',
            "pay.py": 'import requests\nfrom keys import PAY_KEY\nrequests.get("https://api.helcim.com/v2/customers", headers={"api-token": PAY_KEY})\n',
        }
    )
    made = fix.plan(Request(paths=(str(root),), jobs=1))
    fix.write(made)
    assert (root / "keys.py").read_text() == 'import os\n\nPAY_KEY = os.environ["HELCIM_API_TOKEN"]\n'
    assert made.exit_code(True) == 0
