#!/usr/bin/python3
"""Reads a calendar of ours with another program's readers and holds it against the status JSON.

    ics_read.py CALENDAR.ics STATUS.json

Readers: icalendar and vobject, two independent Python libraries (python3-icalendar,
python3-vobject). Every dated duty must be there once as a VTODO and once as a VEVENT, under the UID
that is promised, with its date, its words in both languages, and alarms while it is live.
"""
import datetime
import json
import sys
import urllib.parse

import icalendar
import vobject


def day(text):
    return datetime.date.fromisoformat(text[:10]) if text else None


def uid(contract, row, what):
    plain = urllib.parse.quote(row["id"], safe="._=/#-")
    return f"{contract['hash'][:32]}-{plain}-{what}@hetong"


def main():
    calendar_path, status_path = sys.argv[1:3]
    with open(status_path, encoding="utf-8") as file:
        status = json.load(file)
    with open(calendar_path, "rb") as file:
        raw = file.read()

    passed = failed = 0

    def check(what, is_good):
        nonlocal passed, failed
        if is_good:
            passed += 1
        else:
            failed += 1
            print(f"not ok - {what}")

    calendar = icalendar.Calendar.from_ical(raw)
    todos = {str(todo["UID"]): todo for todo in calendar.walk("VTODO")}
    events = {str(event["UID"]): event for event in calendar.walk("VEVENT")}
    wanted = [row for row in status["instances"]
              if row["form"] == "instance" and row["modality"] != "must-not"
              and row["kind"] != "assumption" and (row["due"] or row["reminder"])]

    check("as many VTODO as dated duties", len(todos) == len(wanted) > 0)
    check("as many VEVENT as VTODO", len(events) == len(todos))
    check("no UID twice", len(calendar.walk("VTODO")) == len(todos)
          and len(calendar.walk("VEVENT")) == len(events))

    for row in wanted:
        todo = todos.get(uid(status["contract"], row, "todo"))
        event = events.get(uid(status["contract"], row, "act"))
        if todo is None or event is None:
            check(f"{row['id']} is there", False)
            continue
        check(f"{row['id']} due", todo["DUE"].dt == day(row["due"] or row["reminder"]))
        check(f"{row['id']} last day", event["DTSTART"].dt
              == day(row["last_start"] or row["due"] or row["reminder"]))
        check(f"{row['id']} stamp", todo["DTSTAMP"].dt.date() == day(status["as_of"]))
        if row["from"] and day(row["from"]) <= day(row["due"] or row["reminder"]):
            check(f"{row['id']} start", todo["DTSTART"].dt == day(row["from"]))
        for language in ("en", "zh"):
            words = (row["action"] or {}).get(language)
            check(f"{row['id']} says {words}", not words or words in str(todo["SUMMARY"]))
        rule = (row["rule"] or {}).get("en")
        check(f"{row['id']} rule", not rule or rule in str(todo["DESCRIPTION"]))
        is_live = row["status"] in ("dormant", "in-force", "pending")
        alarms = event.walk("VALARM")
        check(f"{row['id']} alarms", len(alarms) >= 3 if is_live else not alarms)
        check(f"{row['id']} cancelled", (str(event["STATUS"]) == "CANCELLED") != is_live)
        check(f"{row['id']} completed", (str(todo["STATUS"]) == "COMPLETED")
              == (row["status"] == "fulfilled"))

    other = vobject.readOne(raw.decode("utf-8"))
    check("the second reader sees the same", sorted(todo.uid.value for todo in other.vtodo_list)
          == sorted(todos) and sorted(event.uid.value for event in other.vevent_list)
          == sorted(events))
    for todo in other.vtodo_list:
        check(f"same summary of {todo.uid.value}",
              todo.summary.value == str(todos[todo.uid.value]["SUMMARY"]))

    print(f"calendar: {passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
