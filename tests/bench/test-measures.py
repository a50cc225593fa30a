#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Holds the arithmetic of the benchmarks' runner: records, rounds, comparison, slopes, and README's figures. TAP.

Usage: test-measures.py ROOT.
"""
import itertools
import math
import os
import random
import sys
import tempfile
import xml.dom.minidom

import chart
import figures
import measures as m

results = []


def check(name, good):
    results.append((name, bool(good)))


def refuses(lines):
    try:
        m.read_records(lines)
    except m.BadRecord as error:
        return str(error).startswith(f'line {len(lines)}: ')
    return False


def of(*values, unit='ms CPU'):
    return {'unit': unit, 'values': list(values)}


def check_records():
    good = '{"name": "a/b", "unit": "ms CPU", "samples": [3, 1, 2]}'
    point = '{"name": "s", "unit": "ms CPU", "series": "s", "x": 2.0, "samples": [4]}'
    check('reads records', [r['name'] for r in m.read_records([good, '', point])] == ['a/b', 's'])
    check('refuses what is no JSON', refuses([good, '{"name": ']))
    check('refuses a record without samples', refuses(['{"name": "a", "unit": "ms", "samples": []}']))
    check('refuses what is no number', refuses(['{"name": "a", "unit": "ms", "samples": [NaN]}']))
    check('refuses x without a series', refuses(['{"name": "a", "unit": "ms", "x": 1, "samples": [1]}']))
    rounds = [m.read_records([good, good, point]), m.read_records(['{"name": "a/b", "unit": "ms CPU", "samples": [9]}'])]
    both = m.gather(rounds)
    check('a median for each round', both['a/b']['values'] == [2, 9])
    check('samples of all rounds', (both['a/b']['least'], both['a/b']['worst'], both['a/b']['count']) == (1, 9, 7))
    check('keeps where on a series', both['s']['x'] == 2.0 and both['s']['series'] == 's')
    check('90 %', [m.quantile(range(1, n + 1), 0.9) for n in (1, 10, 20, 300)] == [1, 9, 18, 270])
    check('blocks in order', m.split_blocks([10 * (k // 20) for k in range(100)]) == [0, 10, 20, 30, 40])
    check('no blocks of few', m.split_blocks([3, 1, 2]) == [2])
    check('noise', m.get_noise(of(9, 10, 12)) == 0.15 and m.get_noise(of(10)) is None)


def check_comparison():
    # Against all orders, written out.
    for size in ((1, 1), (2, 3), (3, 3), (4, 2)):
        counts = [0] * (size[0] * size[1] + 1)
        for places in itertools.combinations(range(sum(size)), size[0]):
            counts[sum(place - k for k, place in enumerate(places))] += 1
        check(f'orders of {size[0]} and {size[1]}', m.count_orders(*size) == counts)
    ratio, low, high, chance = m.compare(of(10, 11, 12, 10, 11), of(20, 22, 24, 21, 23))
    check('twice as slow', 1.9 < ratio < 2.1 and low == 20 / 12 and high == 2.4 and chance == 2 / 252)
    check('is marked', m.judge((ratio, low, high, chance)) == 'slower')
    check('and the other way round', m.judge(m.compare(of(20, 22, 24, 21, 23), of(10, 11, 12, 10, 11))) == 'faster')
    check('one round beyond is no proof', m.judge(m.compare(of(10, 11, 12, 10, 11), of(20, 22, 12, 21, 23))) == '')
    check('three rounds are too few to tell', m.judge(m.compare(of(1, 1, 1), of(2, 2, 2))) == '')
    check('no ratio of gaps', m.compare(of(1e-16, unit='gap'), of(2e-16, unit='gap')) is None)
    check('no ratio of 0', m.compare(of(0, 1), of(1, 1)) is None)
    check('no ratio of other units', m.compare(of(1), of(1, unit='ms')) is None)
    draw = random.Random(7)
    marked = missed = 0
    for _ in range(2000):
        rounds = [draw.lognormvariate(0, 0.2) for _ in range(12)]
        marked += m.judge(m.compare(of(*rounds[:6]), of(*rounds[6:]))) != ''
        _, low, high, _ = m.compare(of(*rounds[:6]), of(*(1.3 * r for r in rounds[6:])))
        missed += not low <= 1.3 <= high
    check(f'marks noise at most as often as it says ({marked} of 2000)', 0 < marked <= 35)
    check(f'misses the true ratio at most as often ({missed} of 2000)', 0 < missed <= 35)


def check_slopes():
    slope, error, start = m.fit_slope([(x, 3 * x ** 1.5) for x in (1, 2, 4, 8)])
    check('slope of a power', abs(slope - 1.5) < 1e-12 and error < 1e-12 and abs(math.exp(start) - 3) < 1e-12)
    # By hand: logs (0, 0), (1, 1), (2, 1): slope 1/2, rest 1/6, error sqrt (1/6 / 1 / 2).
    slope, error, _ = m.fit_slope([(1, 1), (math.e, math.e), (math.e ** 2, math.e)])
    check('standard error', abs(slope - 0.5) < 1e-12 and abs(error - math.sqrt(1 / 12)) < 1e-12)
    check('no error of two points', math.isnan(m.fit_slope([(1, 1), (2, 4)])[1]))
    parts = {'a': dict(of(4), series='s', x=2.0), 'b': dict(of(1), series='s', x=1.0), 'c': dict(of(1), series='t', x=1.0)}
    check('series in order, none of one point', m.find_series(parts) == {'s': [(1.0, 1), (2.0, 4)]})


def check_files(root):
    run = {'date': '2026-01-02', 'machine': 'x', 'rounds': 2,
           'measures': m.gather([m.read_records(['{"name": "a <&> λ", "unit": "ms CPU", "samples": [0.1234567891]}'])])}
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, 'run.json')
        m.save(path, run)
        back = m.load(path)
        check('reads what it saved', back['measures']['a <&> λ']['values'] == [0.123457] and back['rounds'] == 2)
        with open(path, 'w', encoding='utf-8') as file:
            file.write('{"measures": {"a": {"unit": "ms"}}}')
        try:
            m.load(path)
            check('refuses what is no run', False)
        except m.BadRecord as error:
            check('refuses what is no run', path in str(error))
    saved = m.load(os.path.join(root, 'tests', 'bench', 'measured.json'))
    for name, one, other in (('alone', run, None), ('compared', saved, saved)):
        page = chart.draw(one, other)
        check(f'a chart, {name}', xml.dom.minidom.parseString(page).documentElement.tagName == 'svg')
    for path, write in figures.PLACES:
        with open(os.path.join(root, path), encoding='utf-8') as file:
            text = file.read()
        check(f'{path} says what was measured', figures.find(text, path) == write(saved))


def main():
    check_records()
    check_comparison()
    check_slopes()
    check_files(sys.argv[1])
    print(f'1..{len(results)}')
    for number, (name, good) in enumerate(results, 1):
        print(f'{"ok" if good else "not ok"} {number} - {name}')
    return 0 if all(good for _, good in results) else 1


if __name__ == '__main__':
    sys.exit(main())
