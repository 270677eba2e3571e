import datetime


def trace(label, value):
    print(f"[{datetime.datetime.now():%H:%M:%S}] {label}: {value}")


def cents(x):
    return int(round(x * 100))
