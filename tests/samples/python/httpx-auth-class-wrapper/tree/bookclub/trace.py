import functools
import logging

logger = logging.getLogger("bookclub")


def traced(fn):
    @functools.wraps(fn)
    def inner(*args, **kwargs):
        logger.debug("%s args=%r kwargs=%r", fn.__name__, args, kwargs)
        return fn(*args, **kwargs)

    return inner
