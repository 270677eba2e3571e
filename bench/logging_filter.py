"""What does masking cost a log record? `python -m bench.logging_filter`: microseconds a record, the best of seven rounds."""

import io
import logging
import time
from collections.abc import Callable

from helcim_audit.placeholders import fill
from helcim_audit.redaction.logs import RedactingFilter

ROWS = {
    "nothing": (20000, "GET %s %d in %.1f ms user=%s", ("/api/orders/12345", 200, 12.5, "9981")),
    "speaks of Helcim": (2000, "POST https://api.helcim.com/v2/payment/purchase for order %s: %d", ("12", 200)),
    "a token": (1000, "headers: %s", ({"api-token": fill("{{token}}")},)),
}


def _best(log: Callable[[], None], count: int) -> float:
    rounds = []
    for _ in range(7):
        began = time.perf_counter()
        for _ in range(count):
            log()
        rounds.append((time.perf_counter() - began) / count * 1e6)
    return min(rounds)


def main() -> None:
    logger = logging.getLogger("bench")
    logger.setLevel(logging.INFO)
    logger.propagate = False
    handler = logging.StreamHandler(io.StringIO())
    logger.addHandler(handler)
    masking = RedactingFilter()
    for name, (count, message, arguments) in ROWS.items():
        plain = _best(lambda: logger.info(message, *arguments), count)  # noqa: B023 - called at once
        handler.addFilter(masking)
        masked = _best(lambda: logger.info(message, *arguments), count)  # noqa: B023
        handler.removeFilter(masking)
        print(f"{name:18} {plain:7.1f} us, with the filter {masked:7.1f} us, {masked - plain:+7.1f} us")


if __name__ == "__main__":
    main()
