#!/usr/bin/python3
"""Calendar arithmetic against Python's datetime, over 1900 to 2100.

The first part asks the program's arithmetic (calendar_probe) about every day, month, quarter, half and
ISO week, and about working days with holidays and make-up days. The second part writes contracts with
every form of a time, days in periods and limits from events, under every counting rule, and compares what
`hetong schedule` and, by both engines, `hetong status` make of them. Here everything is done in the
simplest way: by datetime, and by walking from day to day.

    calendar_check.py PROBE HETONG SCRATCH [SEED [SHARE]]      SHARE of the rules in each decade; 1: all
"""
import bisect
import calendar
import datetime
import json
import os
import random
import subprocess
import sys

from count import Count

EPOCH = datetime.date(1970, 1, 1).toordinal()
FIRST, LAST = datetime.date(1900, 1, 1), datetime.date(2100, 12, 31)
DAY = datetime.timedelta(days=1)


def number(day):
    return day.toordinal() - EPOCH


def month_days(year, month):
    return calendar.monthrange(year, month)[1]


def month_on(day, months):
    """Year and month, months on; None outside the years 1 to 9999."""
    index = day.year * 12 + day.month - 1 + months
    return (index // 12, index % 12 + 1) if 12 <= index < 120000 else None


def add_months(day, months):
    there = month_on(day, months)
    return there and datetime.date(*there, min(day.day, month_days(*there)))


def add_month_ends(day, months):
    there = month_on(day, months)
    if not there:
        return None
    is_end = day.day == month_days(day.year, day.month)
    return datetime.date(*there, month_days(*there) if is_end else min(day.day, month_days(*there)))


def span_of(kind, year, index):
    """First and last day of a period."""
    if kind == 'w':
        monday = datetime.date.fromisocalendar(year, index, 1)
        return monday, monday + 6 * DAY
    months = {'y': 12, 'h': 6, 'q': 3, 'm': 1}[kind]
    first = datetime.date(year, (index - 1) * months + 1, 1)
    return first, add_months(first, months) - DAY


def periods_of(day):
    iso = day.isocalendar()
    return [span_of('y', day.year, 1), span_of('h', day.year, (day.month - 1) // 6 + 1),
            span_of('q', day.year, (day.month - 1) // 3 + 1), span_of('m', day.year, day.month),
            span_of('w', iso[0], iso[1])]


class Working:
    """A calendar, day by day."""

    def __init__(self, week, free=(), worked=(), years=None):
        self.week, self.free, self.worked, self.years = week, set(free), set(worked), years

    def knows(self, day):
        return not self.years or self.years[0] <= day.year <= self.years[1]

    def works(self, day):
        if day in self.worked:
            return True
        return day not in self.free and bool(self.week >> day.weekday() & 1)

    def step(self, day, way):
        """The next working day that way; None where the calendar ends."""
        while True:
            day += way * DAY
            if not self.knows(day):
                return None
            if self.works(day):
                return day

    def add(self, day, n):
        if n != 0 and not self.knows(day):
            return None
        for _ in range(abs(n)):
            day = self.step(day, 1 if n > 0 else -1)
            if day is None:
                return None
        return day

    def roll(self, day, how):
        if not self.knows(day):
            return None
        if self.works(day):
            return day
        forward, backward = self.step(day, 1), self.step(day, -1)
        if how == 'forward':
            return forward
        if how == 'backward':
            return backward
        return forward if forward and forward.month == day.month else backward


def text(*values):
    return ' '.join('-' if value is None else
                    str(number(value) if isinstance(value, datetime.date) else int(value))
                    for value in values)


def ask(probe, questions):
    """Pairs of a question and its answer; the calendar's own lines have none."""
    asked = '\n'.join(question for question, _ in questions) + '\n'
    done = subprocess.run([probe], input=asked, capture_output=True, text=True, check=True)
    answers = done.stdout.split('\n')
    for (question, want), got in zip(questions, answers):
        if want is not None:
            Count.compare(question, got.strip(), want)
    Count.compare('answers', len(answers) - 1, len(questions))


# ---- values ------------------------------------------------------------------------------------------

def check_days(probe, dice):
    questions, day = [], FIRST
    far = [12, -12, 1, -1, 24, 48, -120, 1200, 2400, -1800, 99999, -99999]
    while day <= LAST:
        iso = day.isocalendar()
        spans = [end for span in periods_of(day) for end in span]
        questions.append((f'd {day.year} {day.month} {day.day}',
                          text(day, day.year, day.month, day.day, day.weekday(), iso[0], iso[1],
                               *spans)))
        for months in {dice.randint(-30, 30), dice.choice(far), dice.randint(0, 12)}:
            questions.append((f'm {number(day)} {months}',
                              text(add_months(day, months), add_month_ends(day, months))))
        other = FIRST + dice.randint(0, (LAST - FIRST).days) * DAY
        questions.append((f'u {number(day)} {number(other)}', text(whole_months(day, other))))
        day += DAY
    ask(probe, questions)


def whole_months(first, last):
    months = (last.year - first.year) * 12 + last.month - first.month
    return months if add_months(first, months) <= last else months - 1


def check_periods(probe):
    questions = []
    for year in range(FIRST.year, LAST.year + 1):
        weeks = datetime.date(year, 12, 28).isocalendar()[1]
        for kind, count in (('y', 1), ('h', 2), ('q', 4), ('m', 12), ('w', weeks)):
            for index in range(1, count + 1):
                questions.append((f'p {kind} {year} {index}', text(*span_of(kind, year, index))))
            questions += [(f'p {kind} {year} {index}', '- -') for index in (0, count + 1)]
    ask(probe, questions)


def random_calendar(dice, week, first, last):
    """About ten free days and four make-up days a year."""
    days = [datetime.date(year, 1, 1) + dice.randint(0, 364) * DAY
            for year in range(first, last + 1) for _ in range(14)]
    free = {day for day in days if dice.random() < 0.7}
    return Working(week, free, set(days) - free, (first, last))


def calendar_line(working):
    days = [2 * number(day) for day in sorted(working.free)]
    days += [2 * number(day) + 1 for day in sorted(working.worked)]
    years = working.years or (0, 0)
    return f'K {working.week} {years[0]} {years[1]} {len(days)} ' + ' '.join(map(str, days))


def check_working(probe, dice, working, stride):
    questions = [(calendar_line(working), None)]
    worked = []
    day = FIRST - 800 * DAY
    while day <= LAST + 800 * DAY:
        if working.knows(day) and working.works(day):
            worked.append(day)
        day += DAY

    def between(first, last):
        return worked[bisect.bisect_left(worked, first):bisect.bisect_right(worked, last)]

    day = FIRST
    while day <= LAST:
        n = dice.choice([0, 1, -1, 2, 5, 10, -10, dice.randint(-40, 40)])
        known = working.knows(day)
        questions.append((f'k {number(day)} {n}',
                          text(working.works(day) if known else None, working.add(day, n),
                               *(working.roll(day, how)
                                 for how in ('forward', 'backward', 'modified')))))
        last = day + dice.randint(-2, 700) * DAY
        inside = between(day, last)
        n = dice.choice([1, -1, 3, dice.randint(1, 600)])
        is_covered = known and working.knows(last)
        nth = inside[n - 1 if n > 0 else n] if is_covered and 0 < abs(n) <= len(inside) else None
        count = 0 if day > last else len(inside) if is_covered else None
        questions.append((f'n {number(day)} {number(last)} {n}', text(nth, count)))
        if n > 0 and known:
            at = bisect.bisect_left(worked, day) + n - 1
            has_nth = at < len(worked) and worked[at] <= LAST
            if has_nth or working.years:
                nth = worked[at] if at < len(worked) else None
                questions.append((f'w {number(day)} {number(last)} {n}', text(nth, count)))
        day += stride * DAY
    for year in range(FIRST.year, LAST.year + 1):
        for kind, length in (('m', 12), ('q', 4)):
            for index in range(1, length + 1):
                first, last = span_of(kind, year, index)
                inside = between(first, last) if working.knows(first) else []
                for n in (1, 2, 3, 5, 20, 24, 66, -1, -2, -20, -30):
                    nth = (inside[n - 1] if n > 0 else inside[n]) if abs(n) <= len(inside) else None
                    count = len(inside) if working.knows(first) else None
                    questions.append((f'n {number(first)} {number(last)} {n}', text(nth, count)))
    ask(probe, questions)


# ---- contracts ---------------------------------------------------------------------------------------

class Rules:
    def __init__(self, roll, first_day_in, month_ends, working):
        self.roll, self.first_day_in, self.month_ends = roll, first_day_in, month_ends
        self.working = working

    def sentences(self):
        yield 'deadlines do not roll.' if not self.roll else f'deadlines roll {self.roll}.'
        yield f'counting {"includes" if self.first_day_in else "excludes"} the first day.'
        yield f'month ends {"" if self.month_ends else "do not "}stay month ends.'

    def moved(self, day, way=1):
        if not self.roll:
            return day
        return self.working.roll(day, self.roll if way > 0 else 'backward')

    def months(self, day, months):
        return (add_month_ends if self.month_ends else add_months)(day, months)

    def count(self, day, n, unit, way):
        """The last day of n units from the day on (or back from it)."""
        if unit in MONTHS:
            months = way * n * MONTHS[unit]
            if not self.first_day_in:
                return self.months(day, months)
            if way > 0 and not self.month_ends:
                # The day before the one with its number, or the last of the month if there is none.
                there = month_on(day, months)
                if day.day == 1:
                    return datetime.date(*there, 1) - DAY
                return datetime.date(*there, min(day.day - 1, month_days(*there)))
            # Else from the day and from the one beside it, and the longer of the two.
            plain = self.months(day, months) - way * DAY
            beside = self.months(day - way * DAY, months)
            return max(plain, beside) if way > 0 else min(plain, beside)
        if unit == 'working day':
            start = day - way * DAY if self.first_day_in else day
            return self.working.add(start, way * n)
        days = n * (7 if unit == 'week' else 1) - self.first_day_in
        return day + way * days * DAY


MONTHS = {'month': 1, 'quarter': 3, 'half-year': 6, 'year': 12}
UNITS = ['day', 'week', 'working day', *MONTHS]


def clear_days(day, n, way, is_counted):
    """The nearest day with n counted days strictly between."""
    while n > 0:
        day += way * DAY
        n -= is_counted(day)
    return day + way * DAY


def clear_bound(rules, day, n, unit, way):
    works = rules.working.works if unit == 'clear working day' else lambda _: True
    return clear_days(day, n, way, works)


def plural(n, unit):
    return f'{n} {unit}' + ('' if n == 1 else 's')


def random_form(dice, rules, start, end):
    """A time as it is written, and the first and last day that it means; None: the contract's own."""
    day = start + dice.randint(400, (end - start).days - 1500) * DAY
    n, unit = dice.randint(1, 12), dice.choice(UNITS)
    kind = dice.randint(0, 16)
    if kind == 0:
        return f'by {day}', start, rules.moved(day)
    if kind == 1:
        return f'before {day}', start, day - DAY
    if kind == 2:
        return f'on {day}', rules.moved(day), rules.moved(day)
    if kind == 3:
        period = dice.choice('yhqmw')
        index = dice.randint(1, {'y': 1, 'h': 2, 'q': 4, 'm': 12, 'w': 52}[period])
        name = {'y': f'{day.year}', 'h': f'H{index} {day.year}', 'q': f'Q{index} {day.year}',
                'm': f'{day.year}-{index:02}', 'w': f'{day.year}-W{index:02}'}[period]
        return f'in {name}', *span_of(period, day.year, index)
    if kind == 4:
        last = day + dice.randint(0, 300) * DAY
        return f'from {day} to {last}', day, last
    if kind == 5:
        return f'within {plural(n, unit)} before {day}', rules.count(day, n, unit, -1), day
    if kind == 6:
        more = n + dice.randint(1, 8)
        return (f'within {n} to {plural(more, unit)} after {day}',
                max(day, rules.count(day, n, unit, 1)), rules.moved(rules.count(day, more, unit, 1)))
    if kind == 7:
        return f'after {day}', day + DAY, end
    if kind == 8:
        return (f'no later than {plural(n, unit)} before {day}', start,
                rules.moved(rules.count(day, n, unit, -1), -1))
    if kind == 9:
        return f'no earlier than {plural(n, unit)} after {day}', rules.count(day, n, unit, 1), end
    if kind in (10, 11):
        unit = dice.choice(['clear day', 'clear working day'])
        if kind == 10:
            return (f'no later than {plural(n, unit)} before {day}', start,
                    rules.moved(clear_bound(rules, day, n, unit, -1), -1))
        return (f'no earlier than {plural(n, unit)} after {day}',
                clear_bound(rules, day, n, unit, 1), end)
    return (f'within {plural(n, unit)} after {day}', day,
            rules.moved(rules.count(day, n, unit, 1)))


def contract_head(scratch, dice, rules, start, end, years_after=2):
    """The front of a contract with a random calendar of its own, in a file beside it."""
    years = (start.year - 2, end.year + years_after)
    rules.working = random_calendar(dice, dice.choice([0x1f, 0x3f]), *years)
    with open(os.path.join(scratch, 'days.csv'), 'w', encoding='utf-8') as out:
        print('date,is,name', file=out)
        for year in range(years[0], years[1] + 1):
            print(f'{year},known,', file=out)
        for day in sorted(rules.working.free):
            print(f'{day},holiday,"a day, free"', file=out)
        for day in sorted(rules.working.worked):
            print(f'{day},make-up day,', file=out)
    week = 'six-day-week' if rules.working.week == 0x3f else 'five-day-week'
    return ['contract deadlines.', 'party Works.', 'party Mill.', f'signed {start}.',
            f'in force from {start} to {end}.', 'item report, reports.', 'item roll, rolls.',
            f'calendar works like {week}, with days "days.csv".', 'calendar works.',
            *rules.sentences()]


def rows_of(hetong, scratch, lines, command, *options):
    """The rows that a command makes of a contract, by their names; None if it refuses it."""
    path = os.path.join(scratch, 'contract.ht')
    with open(path, 'w', encoding='utf-8') as out:
        print('\n'.join(lines), file=out)
    done = subprocess.run([hetong, command, '--format', 'json', *options, path],
                          capture_output=True, text=True, check=False)
    if done.returncode != 0:
        Count.compare(command, done.stderr[:2000], '')
        return None
    return {row['id']: row for row in json.loads(done.stdout)['instances']}


def check_contract(hetong, scratch, dice, rules, start, end):
    lines = contract_head(scratch, dice, rules, start, end)
    wanted = {}
    for index in range(1, 151):
        form, first, last = random_form(dice, rules, start, end)
        if first is None or last is None or first > min(last, end):
            continue
        wanted[f'1.{index}'] = (form, first, last)
        lines.append(f'1.{index} Works sends Mill a report {form}.')
    rows = rows_of(hetong, scratch, lines, 'schedule')
    for clause, (form, first, last) in wanted.items() if rows else ():
        row = rows.get(clause, {})
        Count.compare(f'{form} ({", ".join(rules.sentences())})', (row.get('from'), row.get('due')),
                      (str(first), str(last)))


# ---- days in periods ---------------------------------------------------------------------------------

ORDINAL = {1: 'st', 2: 'nd', 3: 'rd', 21: 'st', 22: 'nd', 23: 'rd', 31: 'st'}
PERIODS = {'month': ('m', 28), 'quarter': ('q', 90), 'half-year': ('h', 181), 'year': ('y', 365)}


def nth(n):
    return f'{n}{ORDINAL.get(n % 100, "th") if n % 100 < 32 else "th"}'


def working_days(working, first, last):
    days = (first + k * DAY for k in range((last - first).days + 1))
    return [day for day in days if working.works(day)]


def random_day_form(dice, rules):
    """A day in each period as it is written: the period, and what gives window and last day of one."""
    unit = dice.choice(list(PERIODS))
    kind, least = PERIODS[unit]
    n, form = dice.randint(1, least), dice.randint(0, 8)
    works, moved = rules.working, rules.moved
    if form == 0:
        return f'by the {nth(n)} day of each {unit}', kind, \
            lambda first, last: (first, moved(first + (n - 1) * DAY))
    if form == 1:
        return f'on the {nth(n)} day of each {unit}', kind, \
            lambda first, last: (moved(first + (n - 1) * DAY),) * 2
    if form == 2:
        n = dice.randint(28, 31)
        return f'by the {nth(n)} of each month', 'm', \
            lambda first, last: (first, moved(min(first + (n - 1) * DAY, last)))
    if form == 3:
        end = dice.choice(['last day', 'end'])
        return f'by the {end} of each {unit}', kind, lambda first, last: (first, moved(last))
    if form == 4:
        return f'by the beginning of each {unit}', kind, lambda first, last: (first, moved(first))
    if form == 5:
        n = dice.randint(1, 12)
        return f'by the {nth(n)} working day of each {unit}', kind, \
            lambda first, last: (first, working_days(works, first, last)[n - 1])
    if form == 6:
        return f'on the last working day of each {unit}', kind, \
            lambda first, last: (working_days(works, first, last)[-1],) * 2
    if form == 7:
        n, index = dice.randint(1, 28), dice.randint(1, 3)
        word = ['first', 'second', 'third'][index - 1]
        return f'by the {nth(n)} day of the {word} month of each quarter', 'q', \
            lambda first, last: (first, moved(add_months(first, index - 1) + (n - 1) * DAY))
    n, count_unit = dice.randint(1, 12), dice.choice(['day', 'week', 'working day', 'month'])
    if dice.random() < 0.5:
        return f'within {plural(n, count_unit)} after each {unit}', kind, \
            lambda first, last: (last, moved(rules.count(last, n, count_unit, 1)))
    return f'no later than {plural(n, count_unit)} before each {unit}', kind, \
        lambda first, last: (None, moved(rules.count(first, n, count_unit, -1), -1))


def period_name(kind, first):
    index = {'y': '', 'h': f'-H{(first.month + 5) // 6}', 'q': f'-Q{(first.month + 2) // 3}',
             'm': f'-{first.month:02}'}[kind]
    return f'{first.year}{index}'


def check_series(hetong, scratch, dice, rules, year):
    start, end = datetime.date(year, 1, 1), datetime.date(year + 2, 12, 31)
    lines = contract_head(scratch, dice, rules, start, end)
    wanted = {}
    for index in range(1, 41):
        form, kind, days = random_day_form(dice, rules)
        spans = [span_of(kind, at, period) for at in range(year, year + 3)
                 for period in range(1, {'y': 1, 'h': 2, 'q': 4, 'm': 12}[kind] + 1)]
        windows = [days(*span) for span in spans]
        if any(last < max(first or start, start) for first, last in windows):
            continue  # a window without a day: the checker refuses it
        lines.append(f'1.{index} Works sends Mill a report {form}.')
        for (first, _), window in zip(spans, windows):
            wanted[f'1.{index}[{period_name(kind, first)}]'] = (form, *window)
    rows = rows_of(hetong, scratch, lines, 'schedule')
    for name, (form, first, last) in wanted.items() if rows else ():
        row = rows.get(name, {})
        got = (row.get('from') if first else None, row.get('due'))
        Count.compare(f'{name} {form} ({", ".join(rules.sentences())})', got,
                      (str(first) if first else None, str(last)))


# ---- limits that begin with an event -----------------------------------------------------------------

def check_events(hetong, scratch, dice, rules, start, end):
    """Both engines count from the day of an act; each order makes a duty under each clause."""
    lines = contract_head(scratch, dice, rules, start, end, 14)
    limits = [(dice.randint(1, 12), dice.choice(UNITS)) for _ in range(12)]
    lines += [f'1.{index} When Mill orders a roll, Works sends Mill a report within {plural(*limit)}.'
              for index, limit in enumerate(limits, 1)]
    days = sorted(start + dice.randint(0, (end - start).days - 1500) * DAY for _ in range(60))
    log = os.path.join(scratch, 'log.csv')
    with open(log, 'w', encoding='utf-8') as out:
        print('id,at,actor,act,object', file=out)
        for index, day in enumerate(days):
            print(f'e{index},{day},Mill,order,r{index}', file=out)
    for engine in ('interpreter', 'compiled'):
        rows = rows_of(hetong, scratch, lines, 'status', '--events', log, '--as-of', str(days[-1]),
                       '--engine', engine)
        for index, day in enumerate(days) if rows else ():
            for clause, (n, unit) in enumerate(limits, 1):
                row = rows.get(f'1.{clause}/roll=r{index}', {})
                last = rules.moved(rules.count(day, n, unit, 1))
                Count.compare(f'within {plural(n, unit)} from {day} ({", ".join(rules.sentences())})',
                              (row.get('from'), row.get('due')), (str(day), str(last)))


def main():
    probe, hetong, scratch = sys.argv[1:4]
    dice = random.Random(int(sys.argv[4]) if len(sys.argv) > 4 else 1956)
    share = float(sys.argv[5]) if len(sys.argv) > 5 else 0.08
    Count.area(check_days, probe, dice)
    Count.area(check_periods, probe)
    for week in (0x1f, 0x3f, 0x7f, 0x15):
        Count.area(check_working, probe, dice, Working(week), 9)
    for week in (0x1f, 0x3f):
        Count.area(check_working, probe, dice, random_calendar(dice, week, FIRST.year, LAST.year), 3)
        Count.area(check_working, probe, dice, random_calendar(dice, week, 1950, 1960), 7)
    for decade in range(1900, 2100, 10):
        for roll in (None, 'forward', 'backward', 'modified'):
            for first_day_in in (False, True):
                for month_ends in (False, True):
                    rules = Rules(roll, first_day_in, month_ends, None)
                    start = datetime.date(decade, 1, 1) + dice.randint(0, 300) * DAY
                    end = datetime.date(decade + 9, 12, 31)
                    if dice.random() < share:
                        Count.area(check_contract, hetong, scratch, dice, rules, start, end)
                    if dice.random() < share:
                        Count.area(check_series, hetong, scratch, dice, rules,
                                   decade + dice.randint(0, 7))
                    if dice.random() < share:
                        Count.area(check_events, hetong, scratch, dice, rules, start, end)
    print(f'{Count.compared} comparisons')
    print(f'calendar: {Count.passed} passed, {Count.failed} failed')
    return Count.failed > 0


if __name__ == '__main__':
    sys.exit(main())
