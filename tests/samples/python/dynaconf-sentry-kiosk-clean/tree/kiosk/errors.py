import sentry_sdk


def before_send(event, hint):
    request = event.get("request") or {}
    request.pop("headers", None)
    for frame in _frames(event):
        frame.pop("vars", None)
    return event


def _frames(event):
    for exc in (event.get("exception") or {}).get("values", []):
        yield from (exc.get("stacktrace") or {}).get("frames", [])


def init(dsn):
    sentry_sdk.init(dsn=dsn, before_send=before_send, include_local_variables=False)
