import shelve
import uuid


def put(secret):
    ident = uuid.uuid4().hex
    with shelve.open("/var/lib/elevator/pending") as db:
        db[ident] = secret
    return ident
