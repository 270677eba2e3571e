"""Refund a list of transactions."""

import argparse
import csv
import getpass
import os
import uuid

import requests


def refund(session, transaction, amount):
    r = session.post(
        "https://api.helcim.com/v2/payment/refund",
        headers={"idempotency-key": str(uuid.uuid4())},
        json={"originalTransactionId": int(transaction), "amount": float(amount), "ipAddress": "127.0.0.1"},
        timeout=30,
    )
    return r.status_code, r.json().get("transactionId")


def main():
    p = argparse.ArgumentParser(description=__doc__)
    p.add_argument("csvfile")
    p.add_argument("--verbose", action="store_true")
    args = p.parse_args()

    token = os.getenv("HELCIM_API_TOKEN") or getpass.getpass("Helcim API token: ")
    if args.verbose:
        print("arguments:", vars(args))
        print(f"token: {len(token)} characters, ends in {token[-4:]}")

    with requests.Session() as s, open(args.csvfile, newline="") as fh:
        s.headers["api-token"] = token
        for row in csv.DictReader(fh):
            status, new_id = refund(s, row["transaction"], row["amount"])
            print(row["transaction"], status, new_id)


if __name__ == "__main__":
    main()
