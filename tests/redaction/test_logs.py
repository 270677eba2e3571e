"""What a program logs leaves it masked, whatever part of the record holds the secret."""

import io
import logging
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from helcim_audit.placeholders import fill
from helcim_audit.redaction.logs import RedactingFilter, redact_processor, safe

TOKEN = fill("{{token}}")
MASKED = "*" * 60 + TOKEN[-4:]
Log = Callable[[], tuple[logging.Logger, io.StringIO]]


@pytest.fixture
def log() -> Iterator[tuple[logging.Logger, io.StringIO]]:
    logger = logging.getLogger("tests.redaction")
    out = io.StringIO()
    handler = logging.StreamHandler(out)
    handler.addFilter(RedactingFilter())
    handler.setFormatter(logging.Formatter("%(levelname)s %(message)s %(headers)s", defaults={"headers": "-"}))
    logger.addHandler(handler)
    logger.propagate = False
    yield logger, out
    logger.removeHandler(handler)


def test_messages_and_arguments(log: tuple[logging.Logger, io.StringIO]) -> None:
    logger, out = log
    logger.warning("headers: %s", {"api-token": TOKEN})
    logger.warning("api-token: " + TOKEN)
    logger.warning("%s paid %d", "somebody", 3)
    assert out.getvalue() == f"WARNING headers: {{'api-token': '{MASKED}'}} -\nWARNING api-token: {MASKED} -\nWARNING somebody paid 3 -\n"


def test_tracebacks(log: tuple[logging.Logger, io.StringIO]) -> None:
    logger, out = log
    try:
        raise ValueError("refused api-token " + TOKEN)
    except ValueError:
        logger.exception("failed", stack_info=True)
    assert TOKEN not in out.getvalue()
    assert f"ValueError: refused api-token {MASKED}" in out.getvalue()


def test_extra_fields(log: tuple[logging.Logger, io.StringIO]) -> None:
    logger, out = log
    logger.warning("sent", extra={"headers": {"accept": "*/*", "api-token": TOKEN}})
    assert out.getvalue() == f"WARNING sent {{'accept': '*/*', 'api-token': '{MASKED}'}}\n"


def test_arguments_that_do_not_fit_are_not_printed(log: tuple[logging.Logger, io.StringIO], capsys: pytest.CaptureFixture[str]) -> None:
    logger, out = log
    logger.warning("%d", TOKEN)
    assert TOKEN not in out.getvalue() + capsys.readouterr().err
    assert MASKED in out.getvalue()


def test_a_record_without_secrets_is_not_touched() -> None:
    record = logging.LogRecord("x", 20, "x.py", 1, "%s paid", ("somebody",), None)
    before = dict(record.__dict__)
    assert RedactingFilter().filter(record)
    assert record.__dict__ == before


@pytest.mark.parametrize(
    ("name", "value", "masked"),
    [
        ("headers", {"api-token": TOKEN, "n": 1}, {"api-token": MASKED, "n": 1}),
        ("headers", [("api-token", TOKEN), ("x", "y")], [("api-token", MASKED), ("x", "y")]),
        ("body", f'{{"api-token": "{TOKEN}"}}'.encode(), f'{{"api-token": "{MASKED}"}}'.encode()),
        ("api_token", fill("{{legacy25}}"), "*" * 21 + fill("{{legacy25}}")[-4:]),
        ("secretToken", fill("{{secrettoken}}"), "*" * 18 + fill("{{secrettoken}}")[-4:]),
        ("cardCVV", "123", "***"),
        ("cardNumber", int(fill("{{pan}}")), "*" * 12 + fill("{{pan}}")[-4:]),
        ("checkoutToken", fill("{{checkouttoken}}"), fill("{{checkouttoken}}")),
        ("amount", 12.5, 12.5),
    ],
)
def test_structlog(name: str, value: Any, masked: Any) -> None:
    assert redact_processor(None, "info", {"event": "x", name: value}) == {"event": "x", name: masked}


def test_objects_are_shown_masked() -> None:
    class Client:
        def __repr__(self) -> str:
            return f"Client(api_token='{TOKEN}')"

    client, clean = Client(), object()
    event = redact_processor(None, "info", {"client": client, "clean": clean})
    assert event == {"client": f"Client(api_token='{MASKED}')", "clean": clean}


def test_the_same_text_where_there_is_nothing() -> None:
    text = "POST https://api.helcim.com/v2/payment/purchase 200"
    assert safe(text) is text
