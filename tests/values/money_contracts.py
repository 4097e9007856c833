#!/usr/bin/python3
"""Formulas of contracts against exact fractions: what is owed is rounded once, half up, after the cap.

Contracts with random prices, rates, steps and caps are written; `hetong schedule` and `hetong status` say
what they come to, before and after late payments in parts. At the ends of what can be counted there is an
error, or an event without effect, and never another number.

    money_contracts.py HETONG SCRATCH [SEED]
"""
import datetime
import fractions
import json
import os
import random
import subprocess
import sys

from count import Count

Fraction = fractions.Fraction
START = datetime.date(2026, 1, 12)
DAY = datetime.timedelta(days=1)
HEAD = f'''contract money.
party Seller.
party Buyer.
signed {START}.
in force from {START} to 2027-12-31.
item fee-note, fee-notes.
'''


def half_up(value, step):
    """To the nearest multiple; a tie goes away from zero."""
    steps = value / step
    whole = (abs(steps) + Fraction(1, 2)).__floor__()
    return (whole if steps >= 0 else -whole) * step


def decimal(dice, whole, places):
    digits = dice.randint(1, 10 ** dice.randint(1, whole + places))
    return Fraction(digits, 10 ** places), places


def written(value, places):
    digits = value * 10 ** places
    assert digits.denominator == 1
    text = str(digits.numerator).rjust(places + 1, '0')
    return text[:-places] + '.' + text[-places:] if places else text


def run(hetong, scratch, lines, *arguments):
    path = os.path.join(scratch, 'money.ht')
    with open(path, 'w', encoding='utf-8') as out:
        out.write(HEAD + '\n'.join(lines) + '\n')
    done = subprocess.run([hetong, *arguments[:1], path, '--format', 'json', *arguments[1:]],
                          capture_output=True, text=True, check=False)
    if done.returncode != 0:
        Count.compare(' '.join(arguments), done.stderr[:1500], '')
        return {}
    rows = json.loads(done.stdout, parse_float=Fraction, parse_int=Fraction)['instances']
    return {row['clause']: row['required'] for row in rows}


def check_constants(hetong, scratch, dice):
    lines, wanted = [], {}
    for index in range(1, 25):
        price, _ = decimal(dice, 9, 2)
        rate, places = decimal(dice, 2, dice.randint(0, 6))
        step = dice.choice([None, Fraction(1, 100), Fraction(5, 100), Fraction(1), Fraction(50)])
        cap = dice.choice([None, None, decimal(dice, 6, 2)[0]])
        lines.append(f'price-{index} means {written(price, 2)} yuan.')
        formula = f'{written(rate, places)} percent of the price-{index}'
        owed = price * rate / 100
        if cap is not None:
            formula += f', but at most {written(cap, 2)} yuan'
            owed = min(owed, cap)
        if step is not None:
            formula += f', rounded to {written(step, 2)} yuan'
        owed = half_up(owed, step or Fraction(1, 100))
        if not 0 < owed < 10 ** 15:
            lines.pop()
            continue
        lines.append(f'fee-{index} means {formula}.')
        lines.append(f'clause {index}.')
        lines.append(f'{index}.1 Buyer pays Seller the fee-{index} by {START + index * DAY}.')
        wanted[f'{index}.1'] = (formula, owed)
    # Duties of one debtor and creditor could count one payment twice: a contract for each.
    for clause, (formula, owed) in wanted.items():
        index = clause.split('.')[0]
        own = [line for line in lines
               if f'-{index} ' in line and ' means ' in line or line.startswith(f'{index}.1 ')]
        got = run(hetong, scratch, own, 'schedule')
        Count.compare(formula, got.get(clause), owed)


def check_interest(hetong, scratch, dice):
    price, _ = decimal(dice, 8, 2)
    price += 100
    rate, places = decimal(dice, 1, dice.randint(1, 5))
    cap_rate = dice.choice([Fraction(1), Fraction(5), Fraction(5000)])
    step = dice.choice([Fraction(1, 100), Fraction(1, 10), Fraction(1)])
    due = START + dice.randint(5, 40) * DAY
    lines = [f'price means {written(price, 2)} yuan.',
             f'1.1 Buyer pays Seller the price by {due}, otherwise Buyer pays Seller the interest '
             'within 10 days.',
             f'interest means {written(rate, places)} percent of the overdue-amount * days-late, but at '
             f'most {cap_rate} percent of the price, rounded to {written(step, 2)} yuan.']
    left, day, owed = price, due, Fraction(0)
    events = ['id,at,actor,act,to,quantity,unit']
    for index in range(dice.randint(1, 4)):
        later = day + dice.randint(1, 40) * DAY
        part = half_up(left * dice.randint(1, 90) / 100, Fraction(1, 100))
        owed += left * (later - day).days * rate / 100
        left, day = left - part, later
        events.append(f'e{index},{later},Buyer,pay,Seller,{written(part, 2)},yuan')
    later = day + dice.randint(1, 40) * DAY
    owed += left * (later - day).days * rate / 100
    events.append(f'last,{later},Buyer,pay,Seller,{written(left, 2)},yuan')
    log = os.path.join(scratch, 'money.csv')
    with open(log, 'w', encoding='utf-8') as out:
        print('\n'.join(events), file=out)
    owed = half_up(min(owed, cap_rate * price / 100), step)
    for engine in ('interpreter', 'compiled'):
        path = os.path.join(scratch, 'money.ht')
        with open(path, 'w', encoding='utf-8') as out:
            out.write(HEAD + '\n'.join(lines) + '\n')
        done = subprocess.run([hetong, 'status', path, '--format', 'json', '--events', log, '--as-of',
                               str(later), '--engine', engine], capture_output=True, text=True,
                              check=False)
        if done.returncode != 0:
            Count.compare('status', done.stderr[:1500], '')
            continue
        rows = json.loads(done.stdout, parse_float=Fraction, parse_int=Fraction)['instances']
        got = [row['required'] for row in rows if row['id'] != '1.1']
        Count.compare(f'{lines[2]} ({events[1:]})', got, [owed] if owed else [Fraction(0)])


def check_written_edge(hetong, scratch):
    """The largest amount, one part more, and formulas on both sides of the end."""
    top = Fraction(2 ** 63 - 1, 100)
    cases = [('{} yuan', top, True), ('{} yuan', top + Fraction(1, 100), False),
             ('{} yuan', top * 100, False), ('{} yuan', Fraction(2 ** 63), False)]
    for formula, fits in (('100 percent of the price', True), ('50 percent of the price', True),
                          ('100.01 percent of the price', False), ('200 percent of the price', False),
                          ('3 percent of the price * 40', False)):
        cases.append((formula, top, fits))
    for amount, price, fits in cases:
        places = 2 if (price * 100).denominator == 1 and price.denominator != 1 else 0
        figure = written(price, places)
        lines = [f'1.1 Buyer pays Seller {amount.format(figure)} by 2026-06-30.']
        if 'percent' in amount:
            lines = [f'price means {figure} yuan.', f'fee means {amount}.',
                     '1.1 Buyer pays Seller the fee by 2026-06-30.']
        path = os.path.join(scratch, 'money.ht')
        with open(path, 'w', encoding='utf-8') as out:
            out.write(HEAD + '\n'.join(lines) + '\n')
        done = subprocess.run([hetong, 'check', path], capture_output=True, text=True, check=False)
        Count.compare(f'{amount}, {figure}', (done.returncode == 0, 'error[E' in done.stderr),
                      (fits, not fits))


def check_event_edge(hetong, scratch):
    """Payments up to the end of what can be counted; one part more is inert, and nothing is lost."""
    top = 2 ** 63 - 1
    path, log = os.path.join(scratch, 'money.ht'), os.path.join(scratch, 'money.csv')
    with open(path, 'w', encoding='utf-8') as out:
        out.write(HEAD + '1.1 Buyer pays Seller at least 100 yuan by 2026-06-30.\n'
                  '1.2 Seller sends Buyer a fee-note by 2026-06-30.\n')
    parts = [10000, top - 1, 1, 1, top]
    with open(log, 'w', encoding='utf-8') as out:
        print('id,at,actor,act,to,quantity,unit', file=out)
        for index, part in enumerate(parts):
            print(f'e{index},2026-01-{20 + index},Buyer,pay,Seller,{written(Fraction(part, 100), 2)},yuan',
                  file=out)
    wanted, surplus = [], 0
    for part in parts[1:]:
        fits = surplus + part <= top
        wanted.append(None if fits else 'overflow')
        surplus += part if fits else 0
    for engine in ('interpreter', 'compiled'):
        done = subprocess.run([hetong, 'status', path, '--format', 'json', '--events', log, '--as-of',
                               '2026-02-01', '--engine', engine], capture_output=True, text=True,
                              check=False)
        told = [line for line in done.stderr.splitlines() if 'overflow' in line]
        Count.compare('status', (done.returncode, len(told)), (1, wanted.count('overflow')))
        state = json.loads(done.stdout, parse_float=Fraction, parse_int=Fraction)
        reasons = {event['id']: event['reason'] for event in state['journal']}
        Count.compare(f'payments, {engine}', [reasons.get(f'e{index + 1}')
                                              for index in range(len(wanted))], wanted)
        paid = [row['done'] for row in state['instances'] if row['clause'] == '1.1']
        Count.compare(f'paid, {engine}', paid, [100])
    for figure in (Fraction(top + 1, 100), Fraction(10 ** 30)):
        with open(log, 'w', encoding='utf-8') as out:
            print('id,at,actor,act,to,quantity,unit', file=out)
            print(f'e0,2026-01-20,Buyer,pay,Seller,{written(figure, 2)},yuan', file=out)
        done = subprocess.run([hetong, 'status', path, '--events', log, '--as-of', '2026-02-01'],
                              capture_output=True, text=True, check=False)
        Count.compare('a row that cannot be read', 'e0' in done.stderr or ':2:' in done.stderr, True)


def main():
    hetong, scratch = sys.argv[1:3]
    dice = random.Random(int(sys.argv[3]) if len(sys.argv) > 3 else 1956)
    for _ in range(3):
        Count.area(check_constants, hetong, scratch, dice)
    for _ in range(40):
        Count.area(check_interest, hetong, scratch, dice)
    Count.area(check_written_edge, hetong, scratch)
    Count.area(check_event_edge, hetong, scratch)
    print(f'{Count.compared} comparisons')
    print(f'formulas: {Count.passed} passed, {Count.failed} failed')
    return Count.failed > 0


if __name__ == '__main__':
    sys.exit(main())
