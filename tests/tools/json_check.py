#!/usr/bin/python3
"""Holds JSON outputs against their schemas.

    json_check.py SCHEMA OUTPUT.json...

Prints what does not fit, with its place in the document; exit 1 if anything does not.
"""
import json
import sys

import jsonschema


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        schema = json.load(file)
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    failed = 0
    for path in sys.argv[2:]:
        with open(path, encoding="utf-8") as file:
            document = json.load(file)
        for error in validator.iter_errors(document):
            place = "/".join(str(step) for step in error.absolute_path)
            print(f"{path}: {place}: {error.message[:300]}")
            failed = 1
    return failed


if __name__ == "__main__":
    sys.exit(main())
