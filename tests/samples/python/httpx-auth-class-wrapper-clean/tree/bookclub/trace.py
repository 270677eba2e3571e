import functools
import logging

logger = logging.getLogger("bookclub")


def traced(fn):
    @functools.wraps(fn)
    def inner(*args, **kwargs):
        logger.debug("%s(%d args, %s)", fn.__name__, len(args), ", ".join(kwargs))
        return fn(*args, **kwargs)

    return inner
