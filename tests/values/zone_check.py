#!/usr/bin/python3
"""Time zones against Python's zoneinfo, over 1900 to 2100: every zone of the system, each of its changes,
and on a clock that is changed: readings, limits in hours and minutes, times with an offset as events say
them. Here everything is done by aware datetimes; Python has a reader of its own for the data.

    zone_check.py PROBE [SEED [ROUNDS]]      ROUNDS questions of a kind to each zone
"""
import datetime
import random
import subprocess
import sys
import zoneinfo

UTC = datetime.timezone.utc
EPOCH = datetime.datetime(1970, 1, 1)
FIRST = int((datetime.datetime(1900, 1, 1) - EPOCH).total_seconds())
LAST = int((datetime.datetime(2101, 1, 1) - EPOCH).total_seconds()) - 1
SIZES = {1: 3600, 2: 60, 3: 1}  # granularity: seconds of a tick


def wall(second):
    return EPOCH + datetime.timedelta(seconds=second)


def number(naive):
    return int((naive - EPOCH).total_seconds())


class Zone:
    """What a clock reads, and what its readings stand for."""

    def __init__(self, name):
        self.zone = zoneinfo.ZoneInfo(name)

    def offset(self, utc):
        return int(wall(utc).replace(tzinfo=UTC).astimezone(self.zone).utcoffset().total_seconds())

    def shown(self, utc):
        return utc + self.offset(utc)

    def change_near(self, utc, step):
        """The second at which the clock is changed next, going forward a day at most; None."""
        low, high = utc, utc + step
        if self.offset(low) == self.offset(high):
            return None
        while high - low > 1:
            middle = (low + high) // 2
            if self.offset(middle) == self.offset(low):
                low = middle
            else:
                high = middle
        return high

    def reading(self, utc):
        """In the first passing of what repeats: the beginning of the second."""
        change = self.change_near(utc, 86400)
        if change is not None:
            return min(self.shown(utc), self.shown(change))
        return self.shown(utc)

    def stands_for(self, reading):
        """The second of UTC: of two the later one, in a gap its end; and whether that is a gap."""
        later = wall(reading).replace(tzinfo=self.zone, fold=1)
        utc = reading - int(later.utcoffset().total_seconds())
        if self.shown(utc) == reading:
            return utc, None
        earlier = reading - int(wall(reading).replace(tzinfo=self.zone, fold=0).utcoffset().total_seconds())
        low, high = min(utc, earlier), max(utc, earlier)
        end = self.change_near(low - 1, high - low + 2)
        return end, self.shown(end)


class Asked:
    def __init__(self, probe):
        self.probe, self.questions, self.wanted = probe, [], []

    def ask(self, question, wanted):
        self.questions.append(question)
        self.wanted.append(wanted)

    def answer(self):
        got = subprocess.run([self.probe], input="\n".join(self.questions) + "\n", capture_output=True,
                             text=True, check=True).stdout.split("\n")
        zone, wrong = "", 0
        for question, wanted, line in zip(self.questions, self.wanted, got):
            zone = question[2:] if question[0] == "z" else zone
            if not (wanted(line) if callable(wanted) else wanted == line):
                wrong += 1
                if wrong <= 20:
                    print(f"FAILED {zone}: {question}: got {line}, wanted {wanted}")
        return wrong


def has_changes(zone, rng, rounds):
    """A judge of the row of changes: at each of them, beside them and in between."""
    def is_right(line):
        numbers = [int(word) for word in line.split()] if line[:1] in "-0123456789" else []
        if len(numbers) % 2 == 0:
            return False
        rows = [(FIRST, numbers[0])] + list(zip(numbers[1::2], numbers[2::2]))
        moments = [at + d for at, _ in rows for d in (-1, 0, 1)] + [rng.randint(FIRST, LAST) for _ in range(rounds)]
        for moment in moments:
            if FIRST <= moment <= LAST:
                if [offset for at, offset in rows if at <= moment][-1] != zone.offset(moment):
                    return False
        return True
    return is_right


def changes_of(zone):
    found, year = [], 1901
    while year < 2100:
        utc = number(datetime.datetime(year, 1, 1))
        for day in range(0, 372, 31):
            change = zone.change_near(utc + day * 86400, 31 * 86400)
            if change:
                found.append(change)
        year += 1
    return found


def ask_clock(asked, zone, rng, changes, rounds):
    for _ in range(rounds):
        near = rng.choice(changes) if changes and rng.random() < 0.8 else rng.randint(FIRST, LAST)
        utc = min(max(near + rng.randint(-9000, 9000), FIRST), LAST)
        # Readings that repeat twice over within a day cannot be told apart by anybody.
        asked.ask(f"u {utc}", str(zone.reading(utc)))
        reading = zone.shown(near) + rng.randint(-9000, 9000)
        second, gap = zone.stands_for(reading)
        asked.ask(f"r {reading}", f"{second} {'-' if gap is None else gap}")
        size = rng.choice((60, 3600))
        tick = (reading - rng.randint(0, 90000)) // size
        hours = rng.randint(-50, 50) * (3600 // size) + rng.choice((0, 1))
        later = zone.reading(zone.stands_for(tick * size)[0] + hours * size)
        asked.ask(f"a {tick} {hours} {size}", str(later // size))
        granularity = rng.choice((0, 1, 2, 3))
        size = SIZES.get(granularity, 86400)
        away = rng.choice((0, 3600, -18000, 20700, 28800))
        sign, minutes = "-" if away < 0 else "+", abs(away) // 60
        offset = "Z" if away == 0 else f"{sign}{minutes // 60:02d}:{minutes % 60:02d}"
        text = (wall(utc + away)).strftime("%Y-%m-%dT%H:%M:%S")
        ticks = zone.reading(utc) // size
        asked.ask(f"p {granularity} {text}{offset}", f"{ticks} {ticks}")
        text = wall(reading).strftime("%Y-%m-%d %H:%M:%S")
        ticks = reading // size
        asked.ask(f"p {granularity} {text}", "skipped" if gap is not None else f"{ticks} {ticks}")


def main():
    probe = sys.argv[1]
    rng = random.Random(int(sys.argv[2]) if len(sys.argv) > 2 else 1956)
    rounds = int(sys.argv[3]) if len(sys.argv) > 3 else 20
    names = sorted(name for name in zoneinfo.available_timezones() if not name.startswith(("posix", "right")))
    names = [name for name in names if name not in ("localtime", "Factory", "posixrules")]
    asked = Asked(probe)
    well_known = {"Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Shanghai", "Africa/Casablanca",
                  "Asia/Kathmandu", "America/St_Johns", "Pacific/Apia", "Europe/Dublin", "America/Santiago"}
    for name in names:
        zone = Zone(name)
        asked.ask(f"z {name}", has_changes(zone, rng, rounds))
        if name in well_known:
            ask_clock(asked, zone, rng, changes_of(zone), 20 * rounds)
    asked.ask("z Europe/Nowhere", "none")
    asked.ask("z ../zoneinfo/UTC", "none")
    wrong = asked.answer()
    print(f"zones: {len(names)}, {len(asked.questions)} questions, {wrong} failed")
    return 1 if wrong or len(names) < 300 else 0


sys.exit(main())
