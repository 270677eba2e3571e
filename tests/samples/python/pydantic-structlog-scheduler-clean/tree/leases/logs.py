import structlog

HIDE = ("api-token", "api_token", "secret_token")


def mask_secrets(logger, method_name, event_dict):
    for key in event_dict:
        if key.lower() in HIDE and isinstance(event_dict[key], str):
            event_dict[key] = "****" + event_dict[key][-4:]
    return event_dict


def configure():
    structlog.configure(processors=[structlog.contextvars.merge_contextvars, mask_secrets, structlog.processors.JSONRenderer()])
