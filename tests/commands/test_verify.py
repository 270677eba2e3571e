"""`verify`: whose tokens are asked about, what is said, and that none is shown."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from helcim_audit.commands import verify
from helcim_audit.commands.scan import Request
from helcim_audit.errors import AuditError
from helcim_audit.liveness import Pace, endpoint
from helcim_audit.placeholders import fill
from tests.answers import ACTIVE, REFUSED, http, serving
from tests.conftest import Done

Audit = Callable[..., Done]
Tree = Callable[..., Path]
TOKEN, OTHER = fill("{{token}}"), fill("{{token2}}")
FAST = Pace(0)


def test_from_standard_input(audit: Audit) -> None:
    with serving(ACTIVE) as served:
        done = audit("verify", "--base-url", served.url, stdin=f"\n{TOKEN}\r\n{TOKEN}\n".encode())
    assert done.code == 1
    assert done.out.startswith(f"ACTIVE   ****{TOKEN[-4:]} api-token tok_")
    assert "HTTP 200, Helcim answered: connected successfully." in done.out
    assert "Replace it now" in done.out
    assert len(served.requests) == 1
    assert TOKEN[:-4] not in done.out + done.err


def test_from_the_environment(audit: Audit) -> None:
    with serving(REFUSED) as served:
        done = audit("verify", "--env", "SHOP_TOKEN", "--base-url", served.url, "--format", "json", env={"SHOP_TOKEN": TOKEN})
    assert done.code == 0
    (row,) = json.loads(done.out)["tokens"]
    assert (row["state"], row["status"], row["masked"]) == ("refused", 403, f"****{TOKEN[-4:]}")


def test_from_a_scan(tree: Tree, audit: Audit) -> None:
    root = tree({"a.env": "HELCIM_API_TOKEN={{token}}\n", "b.env": "HELCIM_API_TOKEN={{token}}\n", "hook.env": "HELCIM_WEBHOOK_VERIFIER={{verifier}}\n"})
    with serving(ACTIVE) as served:
        done = audit("verify", "--from-scan", str(root), "--base-url", served.url, "--format", "json")
    assert done.code == 1
    assert "2 secrets found" in done.err
    data = json.loads(done.out)
    assert data["asked"] == served.url + "/v2/connection-test"
    states = {row["kind"]: (row["state"], row["places"]) for row in data["tokens"]}
    assert states["api-token"] == ("active", ["a.env:1", "b.env:1"])
    assert states["webhook-verifier"][0] == "unknown"
    assert len(served.requests) == 1
    assert TOKEN[:-4] not in done.out + done.err


def test_from_the_history(repository: Path, git: Callable[..., str], audit: Audit) -> None:
    (repository / "a.env").write_text(fill("HELCIM_API_TOKEN={{token}}\n"))
    git("add", "-A")
    git("commit", "-qm", "leak")
    git("rm", "-q", "a.env")
    git("commit", "-qm", "gone")
    with serving(ACTIVE) as served:
        assert audit("verify", "--from-scan", str(repository), "--base-url", served.url).out == ""
        done = audit("verify", "--from-scan", str(repository), "--history", "--base-url", served.url)
    assert (done.code, done.out.startswith("ACTIVE"), "at a.env:1" in done.out) == (1, True, True)
    assert "belongs to --from-scan" in audit("verify", "--history").err


def test_a_damaged_token_is_never_called_refused(tree: Tree) -> None:
    questions, complete = verify.from_scan(Request(paths=(str(tree({"a.env": "HELCIM_API_TOKEN={{other}}\n"})),), jobs=1))
    assert complete
    with serving(REFUSED) as served:
        (verdict,) = verify.verdicts(questions, endpoint(served.url), FAST)
    assert (verdict.answer.state, verdict.answer.status) == ("unknown", 403)
    assert "may be active" in verdict.answer.reason


def test_after_too_many_requests_nothing_more_is_asked() -> None:
    with serving(http("429 Too Many Requests", "{}")) as served:
        given = list(verify.verdicts(verify.from_lines([TOKEN, OTHER]), endpoint(served.url), FAST))
    assert [verdict.answer.state for verdict in given] == ["unknown", "unknown"]
    assert "not asked" in given[1].answer.reason
    assert len(served.requests) == 1
    assert verify.exit_code(given) == 3


def test_exit_codes() -> None:
    with serving(REFUSED, ACTIVE) as served:
        given = list(verify.verdicts(verify.from_lines([TOKEN, OTHER]), endpoint(served.url), FAST))
    assert verify.exit_code(given) == 1
    assert verify.exit_code(given[:1]) == 0
    assert verify.exit_code(given[:1], complete=False) == 3


def test_many_places_are_counted() -> None:
    (question,) = verify.from_lines([TOKEN])
    long = verify.Question(question.id, question.masked, question.kind, None, tuple(f"{n}.py:1" for n in range(8)))
    (verdict,) = verify.verdicts([long], endpoint(None), FAST)
    assert "and 3 more places" in verify.as_text(verdict)
    assert "not asked: the connection test knows only" in verify.as_text(verdict)


@pytest.mark.parametrize(
    ("arguments", "stdin", "words"),
    [
        (["x", TOKEN], b"", "a token is never an argument"),
        (["--env", "A", "--from-scan", "."], b"", "exclude each other"),
        (["--env", "NO_SUCH_NAME"], b"", "'NO_SUCH_NAME' is not set"),
        (["--env", TOKEN], b"", "not shown"),
        ([], b"\n", "holds no token"),
        (["--base-url", "https://example.com"], b"x", "loopback address only"),
        (["--from-scan", "missing"], b"", "no such file"),
        ([f"--format={TOKEN}"], b"", "Invalid value"),
    ],
)
def test_wrong_use(audit: Audit, arguments: list[str], stdin: bytes, words: str) -> None:
    done = audit("verify", *arguments, stdin=stdin)
    assert done.code == 2
    assert words in done.err
    assert TOKEN[:-4] not in done.err + done.out


def test_unset_names_are_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EMPTY_NAME", " ")
    with pytest.raises(AuditError, match="'EMPTY_NAME' is not set or is empty"):
        list(verify.from_environment("EMPTY_NAME"))
