#!/usr/bin/python3
"""Shuffles the rows of an event file: shuffle_events.py SEED <events.csv >shuffled.csv

Rows that correct others stay behind all the rest, in their order, since a correction can only be
taken after what it corrects. The recording days are dropped, so that every row may arrive first.
"""
import csv
import random
import sys


def main():
    rows = list(csv.DictReader(sys.stdin))
    fields = [name for name in rows[0] if name != "recorded"]
    plain = [row for row in rows if not row.get("corrects")]
    corrections = [row for row in rows if row.get("corrects")]
    random.Random(int(sys.argv[1])).shuffle(plain)
    out = csv.DictWriter(sys.stdout, fields, extrasaction="ignore", lineterminator="\n")
    out.writeheader()
    out.writerows(plain + corrections)


main()
