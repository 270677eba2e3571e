import datetime


def last4(secret):
    return "*" * max(0, len(secret) - 4) + secret[-4:]


def trace(label, value):
    print(f"[{datetime.datetime.now():%H:%M:%S}] {label}: {value}")
