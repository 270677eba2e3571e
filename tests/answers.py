"""A server on the loopback address that answers as Helcim does, as its bad days do, and as an enemy would."""

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

JSON = "application/json; charset=UTF-8"


def http(status: str, body: str | bytes = b"", *headers: str) -> bytes:
    """One complete answer."""
    data = body.encode() if isinstance(body, str) else body
    lines = [f"HTTP/1.1 {status}", f"Content-Type: {JSON}", f"Content-Length: {len(data)}", "Connection: close", *headers]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + data


ACTIVE = http("200 OK", '{"message":"Connected Successfully"}')
REFUSED = http("403 Forbidden", '{"errors":"Unauthorized"}')


@dataclass
class Served:
    """`requests`: what came in, as text. `pace`: seconds between two bytes of an answer."""

    url: str = ""
    answers: list[bytes] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)
    pace: float = 0
    hold: bool = False


@contextmanager
def serving(*answers: bytes, pace: float = 0, hold: bool = False) -> Iterator[Served]:
    """Answer one request after the other; the last answer again for all that follow. `hold`: never answer."""
    served = Served(answers=list(answers), pace=pace, hold=hold)
    listener = socket.create_server(("127.0.0.1", 0))
    listener.settimeout(0.1)
    served.url = f"http://127.0.0.1:{listener.getsockname()[1]}"
    done = threading.Event()
    thread = threading.Thread(target=_serve, args=(listener, served, done))
    thread.start()
    try:
        yield served
    finally:
        done.set()
        thread.join()
        listener.close()


def _serve(listener: socket.socket, served: Served, done: threading.Event) -> None:
    while not done.is_set():
        try:
            client, _ = listener.accept()
        except TimeoutError:
            continue
        with client:
            client.settimeout(0.5)
            _answer(client, served, done)


def _answer(client: socket.socket, served: Served, done: threading.Event) -> None:
    try:
        data = b""
        while b"\r\n\r\n" not in data and (more := client.recv(65_536)):
            data += more
        served.requests.append(data.decode("latin-1"))
        if served.hold:
            done.wait(30)
            return
        answer = served.answers.pop(0) if len(served.answers) > 1 else served.answers[0] if served.answers else b""
        if not served.pace:
            client.sendall(answer)
        for byte in answer if served.pace else b"":
            if done.is_set():
                return
            client.sendall(bytes([byte]))
            time.sleep(served.pace)
    except OSError:
        return
