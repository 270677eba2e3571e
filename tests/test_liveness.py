"""The question to Helcim: what counts as an answer, and what an enemy on the way can do."""

import shutil
import subprocess
import time
from pathlib import Path

import pytest

from helcim_audit.errors import AuditError
from helcim_audit.liveness import Endpoint, Pace, ask, endpoint
from helcim_audit.placeholders import fill
from helcim_audit.secrets import Secret, SecretKind
from tests.answers import ACTIVE, REFUSED, http, serving

TOKEN = Secret(SecretKind.API_TOKEN, fill("{{token}}"))


@pytest.mark.parametrize(
    ("answer", "state", "status", "words"),
    [
        (ACTIVE, "active", 200, "connected successfully"),
        (REFUSED, "refused", 403, "unauthorized"),
        (http("401 Unauthorized", '{"errors":"No access token"}'), "refused", 401, "unauthorized"),
        (http("200 OK", "<html>Sign in to the hotel's network</html>"), "unknown", 200, "something else may have given it"),
        (http("200 OK", '["Connected Successfully"]'), "unknown", 200, "not in the form"),
        (http("200 OK", "[" * 50_000), "unknown", 200, "not in the form"),
        (http("403 Forbidden", "<h1>Blocked</h1>"), "unknown", 403, "a proxy or a firewall"),
        (http("403 Forbidden"), "unknown", 403, "a proxy or a firewall"),
        (http("429 Too Many Requests", "{}", "Retry-After: 30"), "unknown", 429, "wait 30 seconds"),
        (http("429 Too Many Requests", "{}", "Retry-After: <b>soon"), "unknown", 429, "rate limit is reached"),
        (http("500 Internal Server Error", '{"errors":"Unauthorized"}'), "unknown", 500, "the server had an error"),
        (http("503 Service Unavailable"), "unknown", 503, "the server had an error"),
        (http("302 Found", "", "Location: https://example.com/?steal"), "unknown", 302, "not followed"),
        (http("404 Not Found"), "unknown", 404, "not one that Helcim documents"),
        (b"\x00\xff garbage\r\n\r\n", "unknown", None, "no answer"),
        (b"", "unknown", None, "no answer"),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 900\r\n\r\n{", "unknown", 200, "not in the form"),
        (b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 500 + b"\r\n", "unknown", None, "no answer"),
    ],
)
def test_what_an_answer_means(answer: bytes, state: str, status: int | None, words: str) -> None:
    with serving(answer) as served:
        got = ask(TOKEN, endpoint(served.url))
    assert (got.state, got.status) == (state, status)
    assert words in got.reason
    assert len(served.requests) == 1


def test_the_request_is_the_documented_one_and_nothing_more() -> None:
    with serving(ACTIVE) as served:
        ask(TOKEN, endpoint(served.url))
    (request,) = served.requests
    head, *headers = request.split("\r\n\r\n")[0].split("\r\n")
    assert head == "GET /v2/connection-test HTTP/1.1"
    names = {line.split(":")[0].lower() for line in headers}
    assert names == {"host", "accept", "accept-encoding", "api-token", "user-agent"}
    assert f"api-token: {TOKEN.value}" in headers


def test_a_redirect_is_not_followed_to_anywhere() -> None:
    with serving(ACTIVE) as thief, serving(http("307 Temporary Redirect", "", f"Location: {thief.url}/v2/connection-test")) as served:
        assert ask(TOKEN, endpoint(served.url)).state == "unknown"
    assert thief.requests == []


def test_a_server_that_never_answers_does_not_hold_us() -> None:
    with serving(hold=True) as served:
        start = time.monotonic()
        got = ask(TOKEN, endpoint(served.url), patience=0.3)
        assert time.monotonic() - start < 30
    assert (got.state, got.reason) == ("unknown", "no answer within 0.3 seconds")


@pytest.mark.parametrize("answer", [ACTIVE, b"HTTP/1.1 200 OK\r\n" + b"X-Long: " + b"a" * 9000, b"HTTP/1.1 200 OK\r\n\r\n" + b"{" * 9000])
def test_a_slow_drip_does_not_hold_us(answer: bytes) -> None:
    with serving(answer, pace=0.05) as served:
        start = time.monotonic()
        got = ask(TOKEN, endpoint(served.url), patience=0.5)
        assert time.monotonic() - start < 30
    assert (got.state, got.reason) == ("unknown", "no answer within 0.5 seconds")


def test_an_endless_body_is_cut() -> None:
    with serving(http("200 OK", b'{"message":"Connected Successfully","x":"' + b"a" * 5_000_000 + b'"}')) as served:
        got = ask(TOKEN, endpoint(served.url))
    assert got.state == "unknown"


def test_proxies_are_not_used(monkeypatch: pytest.MonkeyPatch) -> None:
    with serving(ACTIVE) as thief, serving(ACTIVE) as served:
        for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "http_proxy", "https_proxy", "all_proxy"):
            monkeypatch.setenv(name, thief.url)
        assert ask(TOKEN, endpoint(served.url)).state == "active"
    assert thief.requests == []


def test_nobody_listens() -> None:
    with serving(ACTIVE) as served:
        pass
    got = ask(TOKEN, endpoint(served.url))
    assert got.state == "unknown"
    assert "refused; proxies are not used" in got.reason


def test_plain_text_where_tls_is_due_gets_no_token() -> None:
    with serving(ACTIVE) as served:
        got = ask(TOKEN, endpoint(served.url.replace("http:", "https:")), patience=5)
    assert (got.state, got.reason) == ("unknown", "no answer: the TLS connection failed")
    assert not any(TOKEN.value in request for request in served.requests)


@pytest.mark.skipif(not shutil.which("openssl"), reason="no openssl to make a certificate with")
def test_a_certificate_of_somebody_else_gets_no_token(tmp_path: Path) -> None:
    import ssl
    import threading

    key, certificate = tmp_path / "key.pem", tmp_path / "cert.pem"
    subprocess.run(["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=api.helcim.com", "-keyout", key, "-out", certificate], check=True, capture_output=True)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    import socket

    listener = socket.create_server(("127.0.0.1", 0))

    def shake() -> None:
        client, _ = listener.accept()
        with client:
            try:
                context.wrap_socket(client, server_side=True).close()
            except OSError:
                pass

    thread = threading.Thread(target=shake)
    thread.start()
    got = ask(TOKEN, Endpoint("127.0.0.1", listener.getsockname()[1], True), patience=5)
    thread.join()
    listener.close()
    assert (got.state, got.reason) == ("unknown", "no answer: the certificate of the server could not be verified; the token was not sent")


def test_a_name_that_cannot_be_resolved() -> None:
    got = ask(TOKEN, Endpoint("no-such-host.invalid"), patience=5)
    assert got.state == "unknown"
    assert got.status is None


@pytest.mark.parametrize("value", ["a b", "a\r\nhost: x", "é" * 20, "", "x" * 600])
def test_what_no_header_can_carry_is_not_sent(value: str) -> None:
    with serving(ACTIVE) as served:
        got = ask(Secret(SecretKind.API_TOKEN, value), endpoint(served.url))
    assert got.state == "unknown"
    assert got.reason.startswith("not asked")
    assert served.requests == []


def test_the_address_is_fixed() -> None:
    assert endpoint(None) == Endpoint("api.helcim.com", 443, True)
    assert endpoint("http://localhost:8080") == Endpoint("127.0.0.1", 8080, False)
    assert endpoint("https://[::1]") == Endpoint("::1", 443, True)
    for bad in ("https://example.com", "http://127.0.0.1.example.com", "http://" + Endpoint().host, "http://10.0.0.1", "127.0.0.1", "http://127.0.0.1/x", "http://u@127.0.0.1", "http://127.0.0.1:99999", "http://[::1", "file://127.0.0.1"):
        with pytest.raises(AuditError, match="loopback"):
            endpoint(bad)


def test_the_pace_stays_below_the_accounts_limit() -> None:
    now = [0.0]
    slept: list[float] = []

    def sleep(seconds: float) -> None:
        slept.append(seconds)
        now[0] += seconds

    pace = Pace(2.0, lambda: now[0], sleep)
    for _ in range(5):
        pace.wait()
        now[0] += 0.5
    assert slept == [1.5] * 4
    assert 60 / 2.0 <= 100 / 3
