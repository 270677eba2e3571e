"""Does Helcim accept a token?

One GET to Helcim's connection test, which changes nothing. This module is the only one that opens a connection. The
address is fixed (a loopback address may stand in for it in tests), proxies are not used, redirects are not followed,
and the token leaves in the `api-token` header of a TLS connection or not at all.
"""

import http.client
import ipaddress
import json
import re
import socket
import ssl
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal
from urllib.parse import urlsplit

from helcim_audit import __version__
from helcim_audit.errors import AuditError
from helcim_audit.lazy import regex
from helcim_audit.secrets import Secret

HOST = "api.helcim.com"
PATH = "/v2/connection-test"
PAUSE = 2.0  # seconds between two questions: 30 a minute of the 100 that a whole merchant account may ask
PATIENCE = 15.0  # seconds for one question, from connecting to the last byte
_MOST = 65_536  # bytes of an answer that are read; the documented ones have less than a hundred
_SENDABLE = regex(r"[\x21-\x7e]{4,512}\Z")

State = Literal["active", "refused", "unknown"]


@dataclass(frozen=True, slots=True)
class Endpoint:
    """Where the question goes. `secure` is false only for a loopback address."""

    host: str = HOST
    port: int = 443
    secure: bool = True


@dataclass(frozen=True, slots=True)
class Answer:
    """`status`: of HTTP, None where no answer came. `reason`: what was seen, in words; nothing of it is the server's."""

    state: State
    status: int | None
    reason: str


def endpoint(url: str | None) -> Endpoint:
    """Helcim's, or the loopback address that `url` names. Raises AuditError for any other address."""
    if url is None:
        return Endpoint()
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        host, port, parts = "", None, urlsplit("")
    if host == "localhost":
        host = "127.0.0.1"  # what the resolver says of the name does not matter
    try:
        loopback = ipaddress.ip_address(host).is_loopback
    except ValueError:
        loopback = False
    if not loopback or parts.scheme not in ("http", "https") or parts.path not in ("", "/") or parts.query or parts.username:
        raise AuditError("--base-url takes a loopback address only", hint="such as http://127.0.0.1:8080; without it the question goes to Helcim")
    secure = parts.scheme == "https"
    return Endpoint(host, port or (443 if secure else 80), secure)


def ask(secret: Secret, to: Endpoint, patience: float = PATIENCE) -> Answer:
    """Ask once. Whatever goes wrong on the way is an answer too: "unknown", never "refused"."""
    if not _SENDABLE.match(secret.value):
        return Answer("unknown", None, "not asked: the value has characters or a length that no request header can carry")
    connection = _connection(to, patience)
    ended = threading.Event()
    opened: list[socket.socket] = []
    watchdog = threading.Timer(patience, _end, (connection, opened, ended))
    watchdog.daemon = True
    watchdog.start()
    try:
        connection.request("GET", PATH, headers={"accept": "application/json", "api-token": secret.value, "user-agent": f"helcim-audit/{__version__}"})
        opened.append(connection.sock)
        response = connection.getresponse()
        body = response.read(_MOST)
        if ended.is_set():
            return Answer("unknown", None, _late(patience))
        return _judged(response.status, response.getheader("retry-after"), body)
    except ssl.SSLCertVerificationError:
        return Answer("unknown", None, "no answer: the certificate of the server could not be verified; the token was not sent")
    except ssl.SSLError:
        return Answer("unknown", None, _late(patience) if ended.is_set() else "no answer: the TLS connection failed")
    except TimeoutError:
        return Answer("unknown", None, _late(patience))
    except socket.gaierror:
        return Answer("unknown", None, f"no answer: the name {to.host} could not be resolved; proxies are not used")
    except (OSError, http.client.HTTPException) as error:
        if ended.is_set():
            return Answer("unknown", None, _late(patience))
        # The exception's own text may hold what was sent or received; its kind does not.
        return Answer("unknown", None, f"no answer: {(isinstance(error, OSError) and error.strerror) or type(error).__name__}; proxies are not used")
    finally:
        watchdog.cancel()
        connection.close()


def _connection(to: Endpoint, patience: float) -> http.client.HTTPConnection:
    if not to.secure:
        return http.client.HTTPConnection(to.host, to.port, timeout=patience)
    # Not create_default_context, which writes the session's keys to a file where SSLKEYLOGFILE asks for it.
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    context.load_default_certs()
    return http.client.HTTPSConnection(to.host, to.port, timeout=patience, context=context)


def _end(connection: http.client.HTTPConnection, opened: list[socket.socket], ended: threading.Event) -> None:
    """Time is up: a server that sends a byte now and then would otherwise hold the connection for ever.

    opened: what a connection lets go of while the answer is still read from it, if nothing says how long that is.
    """
    ended.set()
    for one in (connection.sock, *opened):
        if one is not None:
            try:
                one.shutdown(socket.SHUT_RDWR)
            except OSError:
                pass


def _late(patience: float) -> str:
    return f"no answer within {patience:g} seconds"


def _judged(status: int, retry_after: str | None, body: bytes) -> Answer:
    """What an answer means. Only the documented forms are taken for Helcim's word."""
    said = _parsed(body)
    if status == 200:
        if said.get("message") == "Connected Successfully":
            return Answer("active", status, "Helcim answered: connected successfully")
        return Answer("unknown", status, "the answer is not in the form that Helcim documents; something else may have given it")
    if status in (401, 403):
        if "errors" in said:
            return Answer("refused", status, "Helcim answered: unauthorized")
        return Answer("unknown", status, "access was denied, but not in the form that Helcim documents; a proxy or a firewall may have given the answer")
    if status == 429:
        wait = f"; it asks to wait {retry_after} seconds" if retry_after and re.fullmatch(r"\d{1,6}", retry_after) else ""
        return Answer("unknown", status, f"the account's rate limit is reached{wait}")
    if 300 <= status < 400:
        return Answer("unknown", status, "the answer is a redirect, which is not followed")
    if status >= 500:
        return Answer("unknown", status, "the server had an error")
    return Answer("unknown", status, "the answer is not one that Helcim documents")


def _parsed(body: bytes) -> dict[str, object]:
    try:
        data = json.loads(body)
    except (ValueError, RecursionError):
        return {}
    return data if isinstance(data, dict) else {}


class Pace:
    """At most one question each `pause` seconds."""

    def __init__(self, pause: float = PAUSE, clock: Callable[[], float] = time.monotonic, sleep: Callable[[float], None] = time.sleep) -> None:
        self._pause, self._clock, self._sleep = pause, clock, sleep
        self._next = clock()

    def wait(self) -> None:
        left = self._next - self._clock()
        if left > 0:
            self._sleep(left)
        self._next = self._clock() + self._pause
