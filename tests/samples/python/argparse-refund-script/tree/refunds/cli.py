"""Refund a list of transactions.  Usage: python -m refunds.cli batch.csv"""

import argparse
import csv
import os
import sys

from . import api, cache


def build_parser():
    p = argparse.ArgumentParser(prog="refunds", description=__doc__)
    p.add_argument("csvfile", type=argparse.FileType("r"))
    p.add_argument("--helcim-token", default=os.getenv("HELCIM_API_TOKEN"), help="API token (default: $HELCIM_API_TOKEN)")
    p.add_argument("--dry-run", action="store_true")
    p.add_argument("-v", "--verbose", action="count", default=0)
    return p


def main(argv=None):
    args = build_parser().parse_args(argv)
    if args.helcim_token is None:
        sys.exit("HELCIM_API_TOKEN not configured")
    if args.verbose:
        print("arguments:", vars(args), file=sys.stderr)
    cache.remember(args.helcim_token)
    for row in csv.DictReader(args.csvfile):
        if args.dry_run:
            print("would refund", row["transaction"], row["amount"])
            continue
        print(row["transaction"], api.refund(args.helcim_token, row["transaction"], row["amount"]))


if __name__ == "__main__":
    main()
