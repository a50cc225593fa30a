# SPDX-License-Identifier: GPL-3.0-or-later
"""What the benchmarks measured: read, put together over rounds, compared with an earlier run, fitted.

A measure has a name, a unit, and for each round the median of its samples. What is said of noise and of
differences rests on these medians alone, and on no assumption about how they are distributed.
"""
import json
import math
import statistics

# A program that runs once has its samples cut into this many consecutive blocks, in place of rounds.
BLOCKS = 5
# The first words of the programs that run in one round alone.
ONCE = ('frames', 'memory', 'table')
# So that a block has some.
SAMPLES_MIN = 10
# Differences are marked where chance would make them at most this often.
CHANCE = 0.01
# Of these less is not better, or they can be 0.
NOT_COMPARED = ('count', 'gap')


class BadRecord(Exception):
    """A line that is no record, or a file that is no saved run."""


def read_records(lines):
    """[record] of lines of JSON; blank ones count for nothing."""
    records = []
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            record = json.loads(line)
            good = (isinstance(record['name'], str) and isinstance(record['unit'], str)
                    and all(math.isfinite(value) for value in record['samples'])
                    and ('series' in record) == ('x' in record))
        except (ValueError, KeyError, TypeError) as error:
            raise BadRecord(f'line {number}: {error}') from error
        if not good or not record['samples']:
            raise BadRecord(f'line {number}: expected a name, a unit and samples: {line.strip()[:80]}')
        records.append(record)
    return records


def quantile(values, share):
    """The smallest value that at least this share of all does not exceed."""
    ordered = sorted(values)
    return ordered[max(0, math.ceil(share * len(ordered)) - 1)]


def split_blocks(samples):
    """Medians of consecutive blocks, or the median of all where they are too few for blocks."""
    if len(samples) < BLOCKS * SAMPLES_MIN:
        return [statistics.median(samples)]
    ends = [len(samples) * k // BLOCKS for k in range(BLOCKS + 1)]
    return [statistics.median(samples[begin:end]) for begin, end in zip(ends, ends[1:])]


def gather(rounds):
    """{name: measure} of the records of each round, in the order in which the names first come."""
    samples, kinds = {}, {}
    for records in rounds:
        of_round = {}
        for record in records:
            of_round.setdefault(record['name'], []).extend(record['samples'])
            kinds[record['name']] = {key: record[key] for key in ('unit', 'series', 'x') if key in record}
        for name, values in of_round.items():
            samples.setdefault(name, []).append(values)
    measures = {}
    for name, parts in samples.items():
        every = [value for part in parts for value in part]
        measures[name] = dict(
            kinds[name],
            values=split_blocks(parts[0]) if len(parts) == 1 else [statistics.median(part) for part in parts],
            least=min(every), high=quantile(every, 0.9), worst=max(every), count=len(every))
    return measures


def get_median(measure):
    return statistics.median(measure['values'])


def get_noise(measure):
    """Half of the distance between the largest and the least round, relative to the median; None of one round."""
    values, middle = measure['values'], get_median(measure)
    if len(values) < 2 or middle == 0:
        return None
    return (max(values) - min(values)) / (2 * abs(middle))


def count_orders(m, n):
    """In how many of the orders of m + n distinct numbers u pairs (one of the m, one of the n) are upside down."""
    counts = [[None] * (n + 1) for _ in range(m + 1)]
    for i in range(m + 1):
        for j in range(n + 1):
            if i == 0 or j == 0:
                counts[i][j] = [1]
                continue
            # The largest is one of the n, upside down with none, or one of the m, upside down with all j.
            both = [0] * (i * j + 1)
            for u, count in enumerate(counts[i][j - 1]):
                both[u] += count
            for u, count in enumerate(counts[i - 1][j]):
                both[u + j] += count
            counts[i][j] = both
    return counts[m][n]


def compare(before, after):
    """(ratio, low, high, chance): how many times as large it is, and the interval that the order of the rounds
    gives (Mann and Whitney, Hodges and Lehmann), which misses the true ratio by chance at most so often. None
    where there is nothing to compare."""
    old, new = before['values'], after['values']
    if before['unit'] != after['unit'] or after['unit'] in NOT_COMPARED or min(old + new) <= 0:
        return None
    ratios = sorted(b / a for a in old for b in new)
    orders = count_orders(len(old), len(new))
    every = sum(orders)
    # Of both ends of the sorted ratios as many are left out as chance allows.
    left_out, tail = 0, orders[0]
    while (left_out + 1 < (len(ratios) + 1) // 2
           and 2 * (tail + orders[left_out + 1]) <= CHANCE * every):
        left_out += 1
        tail += orders[left_out]
    return (statistics.median(ratios), ratios[left_out], ratios[-1 - left_out], min(1.0, 2 * tail / every))


def judge(comparison):
    """"slower", "faster", or "" where the difference is within the noise or the rounds are too few to tell."""
    if comparison is None:
        return ''
    _, low, high, chance = comparison
    if chance > CHANCE:
        return ''
    return 'slower' if low > 1 else 'faster' if high < 1 else ''


def fit_slope(points):
    """(slope, standard error, intercept) of log y over log x by least squares; the error is NaN of two points."""
    logs = [(math.log(x), math.log(y)) for x, y in points]
    count = len(logs)
    mean_x = sum(x for x, _ in logs) / count
    mean_y = sum(y for _, y in logs) / count
    spread = sum((x - mean_x) ** 2 for x, _ in logs)
    slope = sum((x - mean_x) * (y - mean_y) for x, y in logs) / spread
    rest = sum((y - mean_y - slope * (x - mean_x)) ** 2 for x, y in logs)
    error = math.sqrt(rest / (count - 2) / spread) if count > 2 else math.nan
    return slope, error, mean_y - slope * mean_x


def find_series(measures):
    """{series: [(x, median)]}, those of at least two different x."""
    series = {}
    for measure in measures.values():
        if 'series' in measure and measure['x'] > 0 and get_median(measure) > 0:
            series.setdefault(measure['series'], []).append((measure['x'], get_median(measure)))
    return {name: sorted(points) for name, points in series.items() if len({x for x, _ in points}) > 1}


def make_run(machine, about, measures, kept=None):
    """What is saved: what is said of each run (date, commit, load, rounds), and the measures in the order of their
    programs, each with the number of its run, or with those of several where it is not known which. What is not
    measured is taken from @kept, with what is said of its runs."""
    runs = [*kept['runs'], about] if kept else [about]
    measures = {name: dict(measures[name], runs=[len(runs) - 1])
                for name in sorted(measures, key=lambda name: name.split('/')[0])}
    measures = {**(kept['measures'] if kept else {}), **measures}
    # Of some runs no measure may be left.
    used = sorted({number for measure in measures.values() for number in measure['runs']})
    return {'machine': machine, 'runs': [runs[number] for number in used],
            'measures': {name: dict(measure, runs=[used.index(number) for number in measure['runs']])
                         for name, measure in measures.items()}}


def is_of_last(run, measure):
    """Whether the last of the runs measured it, as far as is known: what was taken over is compared with nothing."""
    return len(run['runs']) - 1 in measure['runs']


def describe_run(about):
    """When, of what and how it was measured, as far as that is known."""
    parts = []
    if about.get('commit'):
        parts.append(f'commit {about["commit"]}')
    if 'rounds' in about:
        parts.append(f'{about["rounds"]} round' + ('s' if about['rounds'] != 1 else ''))
    if 'load' in about:
        parts.append(f'{about["load"][0]:.0f} to {about["load"][1]:.0f} processes wanted to run')
    return about['date'] + (f' ({", ".join(parts)})' if parts else '')


def load(path):
    """A saved run."""
    try:
        with open(path, encoding='utf-8') as file:
            run = json.load(file)
        if not isinstance(run['machine'], str) or not all(isinstance(about['date'], str) for about in run['runs']):
            raise ValueError('what is said of its runs is missing')
        for measure in run['measures'].values():
            if not measure['values'] or not isinstance(measure['unit'], str):
                raise ValueError('a measure without values')
            if not measure['runs'] or not set(measure['runs']) <= set(range(len(run['runs']))):
                raise ValueError('a measure of no run')
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise BadRecord(f'{path}: not a saved run: {error}') from error
    return run


def save(path, run):
    """One line for each measure, so that two runs can be compared as texts."""
    head = {key: value for key, value in run.items() if key != 'measures'}
    lines = [json.dumps(name, ensure_ascii=False) + ': ' + json.dumps(round_numbers(measure), ensure_ascii=False)
             for name, measure in run['measures'].items()]
    text = json.dumps(head, ensure_ascii=False, indent=1)[:-2] + ',\n "measures": {\n' + ',\n'.join(lines) + '\n }\n}\n'
    with open(path, 'w', encoding='utf-8') as file:
        file.write(text)


def round_numbers(measure):
    """Six digits are more than any time has."""
    def cut(value):
        return float(f'{value:.6g}') if isinstance(value, float) else value
    return {key: [cut(v) for v in value] if isinstance(value, list) else cut(value) for key, value in measure.items()}
