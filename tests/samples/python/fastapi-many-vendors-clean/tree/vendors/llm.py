import logging

log = logging.getLogger(__name__)


def count(text: str, model) -> int:
    tokens = model.tokenize(text)
    log.info("tokens: %s", tokens[:10])
    return len(tokens)
