#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Holds the arithmetic of the benchmarks' runner: records, rounds, comparison, slopes, and README's figures. TAP.

Usage: test-measures.py ROOT.
"""
import itertools
import math
import os
import random
import subprocess
import sys
import tempfile
import xml.dom.minidom

import bench
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
    records = m.read_records(['{"name": "a <&> λ", "unit": "ms CPU", "samples": [0.1234567891]}'])
    run = m.make_run('x', {'date': '2026-01-02', 'rounds': 2}, m.gather([records]))
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, 'run.json')
        m.save(path, run)
        back = m.load(path)
        check('reads what it saved', back['measures']['a <&> λ']['values'] == [0.123457] and back['runs'] == run['runs'])
        with open(path, 'w', encoding='utf-8') as file:
            file.write('{"machine": "x", "runs": [{"date": "y"}], "measures": {"a": {"unit": "ms", "runs": [0]}}}')
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


def check_merged():
    first = m.make_run('x', {'date': 'D1', 'commit': 'C1', 'load': [3, 4], 'rounds': 5}, {'b/1': of(1), 'a/1': of(2)})
    check('in the order of the programs', list(first['measures']) == ['a/1', 'b/1'])
    both = m.make_run('x', {'date': 'D2', 'rounds': 1}, {'b/1': of(3), 'memory/1': of(4)}, first)
    check('keeps what is not measured', {name: (measure['values'], measure['runs']) for name, measure in
                                         both['measures'].items()} == {'a/1': ([2], [0]), 'b/1': ([3], [1]),
                                                                       'memory/1': ([4], [1])})
    check('compares what was measured alone', [name for name, measure in both['measures'].items()
                                               if m.is_of_last(both, measure)] == ['b/1', 'memory/1'])
    text = figures.describe(both)
    check('says of each run when and how', '\n- D1 (commit C1, 5 rounds, 3 to 4 processes wanted to run):\n  a\n' in text
          and '\n- D2 (1 round):\n  b, memory\n' in text and 'memory: in one round alone' in text)
    last = m.make_run('x', {'date': 'D3'}, {'a/1': of(5)}, both)
    check('drops a run without measures', [about['date'] for about in last['runs']] == ['D2', 'D3']
          and last['measures']['a/1']['runs'] == [1] and last['measures']['b/1']['runs'] == [0])


def run_bench(folder, *programs):
    """(exit status, what is said last, saved run or None) of the runner with these in place of all programs."""
    path = os.path.join(folder, 'saved.json')
    if os.path.exists(path):
        os.remove(path)
    ways = {'good': 'record ("good/a", "ms", [1])', 'bad': 'record ("bad/a", "ms", [1]); sys.exit (3)',
            'odd': 'open (os.environ["BENCH_RECORDS"], "a").write ("{")', 'none': None,
            'stop': 'os.kill (os.getppid (), signal.SIGINT)'}
    commands = [([name], [sys.executable, '-c', 'import os, signal, sys; from records import record; ' + ways[name]]
                 if ways[name] else [os.path.join(folder, 'missing')]) for name in programs]
    code = ('import sys, bench; bench.list_programs = lambda *_: ' + repr(commands)
            + '; sys.exit (bench.main ())')
    here = os.path.dirname(os.path.abspath(__file__))
    done = subprocess.run([sys.executable, '-c', code, '--build', folder, '--save', path, '--rounds', '1'],
                          env=dict(os.environ, PYTHONPATH=here), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
                          check=False)
    return done.returncode, done.stderr, m.load(path) if os.path.exists(path) else None


def check_runner():
    with tempfile.TemporaryDirectory() as folder:
        status, said, run = run_bench(folder, 'good', 'good')
        check('ends with 0', status == 0 and list(run['measures']) == ['good/a'])
        status, said, run = run_bench(folder, 'bad', 'good')
        check('a program that fails is said last, with 1', status == 1 and 'bad: ended with 3' in said.splitlines()[-1])
        check('and stops no other', list(run['measures']) == ['bad/a', 'good/a'])
        status, said, run = run_bench(folder, 'odd', 'none', 'good')
        check('what is no record loses nothing', status == 1 and 'odd: line 1: ' in said and 'none: ' in said
              and list(run['measures']) == ['good/a'])
        status, said, run = run_bench(folder, 'good', 'stop', 'bad')
        check('Ctrl-C keeps what was measured', status == 130 and list(run['measures']) == ['good/a'])
        status, said, run = run_bench(folder, 'none')
        check('nothing measured, nothing saved', status == 1 and run is None)
        with open(os.path.join(folder, 'bench', 'odd.json'), 'w', encoding='utf-8') as file:
            file.write('{}')
        status, said, run = run_bench(folder, 'good')
        check('runs beside what is no saved run', status == 0 and 'odd.json: not a saved run' in said and run)


def check_programs(root):
    """That every program of the folder runs."""
    built = {name[len('bench-'):-len('.c')] for name in os.listdir(os.path.join(root, 'tests', 'bench'))
             if name.startswith('bench-') and name.endswith('.c')}
    listed = {os.path.basename(part)[len('bench-'):] for _, command in bench.list_programs('x', True) for part in command
              if part.startswith('x/')}
    check('runs every program', built == listed)


def main():
    check_records()
    check_comparison()
    check_slopes()
    check_merged()
    check_runner()
    check_programs(sys.argv[1])
    check_files(sys.argv[1])
    print(f'1..{len(results)}')
    for number, (name, good) in enumerate(results, 1):
        print(f'{"ok" if good else "not ok"} {number} - {name}')
    return 0 if all(good for _, good in results) else 1


if __name__ == '__main__':
    sys.exit(main())
