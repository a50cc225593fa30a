#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs the benchmarks in turn, several rounds of them, and compares them with an earlier run.

Each program writes what it measured as lines of JSON (timing.h) into the file that BENCH_RECORDS names. What a
round adds is one number for each measure, the median of its samples; noise is how far those of the rounds are
apart. Programs follow each other within a round, so that what disturbs the machine for a while disturbs one round
of each and not all rounds of one.
"""
import argparse
import datetime
import glob
import os
import platform
import subprocess
import sys
import tempfile

import chart
import figures
import measures as m

ROUNDS = 5
# As a shell says it of what Ctrl-C ended.
INTERRUPTED = 130
HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
SCREEN = ['xvfb-run', '-a', '-s', '-screen 0 2560x1440x24']
PYTHON = '/usr/bin/python3' if os.path.exists('/usr/bin/python3') else sys.executable
SIZES = ('1280x800', '2560x1440')
PLAIN, WINDOW = 'tests/bench/bench-', 'tests/app/window/bench-'


def list_programs(folder, window):
    """[(words to choose it by, command)], those in a window where there is one; LPS stands for a folder for the
    programs."""
    plain = [('solver', []), ('set', []), ('live', []), ('hand', []), ('left-out', []), ('complex', []), ('path', []),
             ('pruning', []), ('training', []), ('plot', []), ('cancel', ['gated']), ('scaling', []), ('memory', [])]
    programs = [([name], [f'{folder}/{PLAIN}{name}', *arguments]) for name, arguments in plain]
    for recipe in ('plane-50', 'space-60', 'iris-like'):
        programs.append((['pricing', recipe], [f'{folder}/{PLAIN}pricing', recipe]))
    for recipe in ('plane-50', 'space-30', 'four-30', 'five-24', 'iris-like'):
        programs.append((['generation', recipe], [f'{folder}/{PLAIN}generation', recipe]))
    programs.append((['lp', 'peers'], [f'{folder}/{PLAIN}lp', 'LPS']))
    programs.append((['lp', 'peers'], [PYTHON, f'{HERE}/peer_lp.py', 'LPS']))
    programs.append((['cvxopt', 'peers'], [PYTHON, f'{HERE}/peer_cvxopt.py']))
    if window:
        frames = f'{folder}/{WINDOW}frames'
        programs.append((['start'], [*SCREEN, frames, 'start']))
        programs.append((['table'], [*SCREEN, f'{folder}/{WINDOW}table']))
        for size in SIZES:
            for mode in ('plain', 'pages', 'pointer', 'being-trained', 'adam'):
                programs.append((['frames', mode, size], [*SCREEN, frames, mode, size]))
    return programs


def make_environment(records, home):
    """As the tests have it, with nothing of the person's own."""
    environment = dict(os.environ)
    environment.update(BENCH_RECORDS=records, G_TEST_SRCDIR=os.path.join(ROOT, 'tests'), GDK_BACKEND='x11',
                       GSK_RENDERER='cairo', GTK_A11Y='test', GSETTINGS_BACKEND='memory', ADW_DISABLE_PORTAL='1',
                       LC_ALL='C.UTF-8', OPENBLAS_NUM_THREADS='1')
    for name in ('DATA', 'STATE', 'CONFIG', 'CACHE'):
        environment[f'XDG_{name}_HOME'] = os.path.join(home, name.lower())
    return environment


def run_program(words, command, home):
    """([record], what went wrong or None)."""
    path = os.path.join(home, 'records')
    open(path, 'w', encoding='utf-8').close()
    command = [home if part == 'LPS' else part for part in command]
    wrong = None
    try:
        done = subprocess.run(command, env=make_environment(path, home), cwd=os.path.join(ROOT, 'tests'),
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, errors='replace', check=False)
        if done.returncode != 0:
            wrong = f'{" ".join(words)}: ended with {done.returncode}\n{done.stdout[-2000:]}'.rstrip()
    except OSError as error:
        wrong = f'{" ".join(words)}: {error}'
    try:
        with open(path, encoding='utf-8') as file:
            return m.read_records(file), wrong
    except (m.BadRecord, ValueError) as error:
        return [], f'{wrong or " ".join(words)}: {error}'


def run_all(programs, rounds, collected, failures):
    """Adds the [record] of each round to @collected and what went wrong to @failures as it goes, so that whatever
    ends it leaves them."""
    with tempfile.TemporaryDirectory() as home:
        for number in range(rounds):
            collected.append([])
            chosen = [program for program in programs if number == 0 or program[0][0] not in m.ONCE]
            for k, (words, command) in enumerate(chosen, 1):
                print(f'\rround {number + 1} of {rounds}, {k} of {len(chosen)}: {" ".join(words):<40}',
                      end='', file=sys.stderr, flush=True)
                records, wrong = run_program(words, command, home)
                collected[-1] += records
                if wrong:
                    failures.append(f'round {number + 1}, {wrong}')
    print(file=sys.stderr)


def describe_machine():
    name = platform.processor() or platform.machine()
    try:
        with open('/proc/cpuinfo', encoding='utf-8') as file:
            name = next((line.split(':', 1)[1].strip() for line in file if line.startswith('model name')), name)
    except OSError:
        pass
    return f'{os.cpu_count()} × {name}'


def describe_commit():
    """The commit, or nothing where git does not say."""
    try:
        done = subprocess.run(['git', '-C', ROOT, 'describe', '--always', '--dirty', '--abbrev=10'],
                              stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, check=False)
    except OSError:
        return ''
    return done.stdout.strip()


def measure(programs, rounds, path, kept):
    """(run, failures, whether it was interrupted): runs the programs and saves what they measured at @path, with what
    @kept has besides; the run is None where nothing was measured. What was measured is saved whatever ends it."""
    about = {'date': f'{datetime.datetime.now():%Y-%m-%d %H:%M}', 'commit': describe_commit(), 'rounds': rounds}
    machine, first = describe_machine(), os.getloadavg()[0]
    collected, failures, interrupted, run = [], [], False, None
    try:
        run_all(programs, rounds, collected, failures)
    except KeyboardInterrupt:
        interrupted = True
        print('\ninterrupted', file=sys.stderr)
    finally:
        if any(collected):
            about.update(load=[round(first, 1), round(os.getloadavg()[0], 1)], rounds=len([r for r in collected if r]))
            run = m.make_run(machine, about, m.gather(collected), kept)
            m.save(path, run)
    return run, failures, interrupted


def print_table(run, before):
    """A line for each measure; and what is outside of the noise once more at the end."""
    program, marked, compared = None, [], 0
    for name, measure in run['measures'].items():
        if name.split('/')[0] != program:
            program = name.split('/')[0]
            print(f'\n{program}\n  {"":<58} {"median":>10} {"noise":>7} {"90 %":>10} {"worst":>10}  unit'
                  + ('      before  ratio' if before else ''))
        noise = m.get_noise(measure)
        line = (f'  {name.split("/", 1)[-1]:<58} {chart.show(m.get_median(measure)):>10} '
                f'{"" if noise is None else f"±{100 * noise:.0f} %":>7} {chart.show(measure["high"]):>10} '
                f'{chart.show(measure["worst"]):>10}  {measure["unit"]:<8}')
        old = before['measures'].get(name) if before else None
        comparison = m.compare(old, measure) if old and m.is_of_last(run, measure) else None
        if comparison:
            ratio, low, high, _ = comparison
            compared += 1
            line += f' {chart.show(m.get_median(old)):>8}  {ratio:.2f} [{low:.2f}, {high:.2f}] {m.judge(comparison)}'
            if m.judge(comparison):
                marked.append((name, ratio))
        print(line.rstrip())
    for name, points in m.find_series(run['measures']).items():
        slope, error, _ = m.fit_slope(points)
        print(f'{name}: grows as the power {slope:.2f} ± {error:.2f} between {points[0][0]:g} and {points[-1][0]:g}')
    if before:
        runs = ' and '.join(map(m.describe_run, before['runs']))
        print(f'\nCompared with {runs}, {before["machine"]}: {compared} measures; '
              f'outside of the noise {len(marked)}, where chance alone makes {m.CHANCE * compared:.0f} or fewer on average:')
        for name, ratio in sorted(marked, key=lambda each: each[1]):
            print(f'  {ratio:6.2f} ×  {name}')


def load_previous(folder, path):
    """The newest saved run but that at @path, or None where there is none that can be read."""
    saved = [other for other in sorted(glob.glob(os.path.join(folder, '*.json')))
             if os.path.abspath(other) != os.path.abspath(path)]
    for other in reversed(saved):
        try:
            return m.load(other)
        except m.BadRecord as error:
            print(error, file=sys.stderr)
    return None


def main():
    parser = argparse.ArgumentParser(prog='./dev bench', description='Runs the benchmarks, those with one of the words.')
    parser.add_argument('words', nargs='*', metavar='WORD', help='a part of the name of a program, a page or a size')
    parser.add_argument('--build', default=os.path.join(ROOT, 'build'), help=argparse.SUPPRESS)
    parser.add_argument('--save', metavar='FILE', help='where to, in place of build/bench/DATE.json')
    parser.add_argument('--against', metavar='FILE', help='a saved run to compare with, in place of the newest')
    parser.add_argument('--rounds', type=int, default=ROUNDS, help=f'how many ({ROUNDS}); with fewer than {ROUNDS} '
                        'in either run no difference is marked')
    parser.add_argument('--keep', metavar='FILE', help='take from this saved run what is not measured')
    parser.add_argument('--list', action='store_true', help='print the words, and run nothing')
    parser.add_argument('--show', metavar='FILE', help='print a saved run in place of running')
    parser.add_argument('--figures', metavar='FILE', help='write the figures of a saved run into README.md and '
                        'tests/bench/README.md, in place of running')
    choice = parser.parse_args()
    folder = os.path.join(choice.build, 'bench')
    build = os.path.abspath(choice.build)
    programs = list_programs(build, os.path.exists(f'{build}/{WINDOW}frames'))
    if choice.words:
        programs = [program for program in programs
                    if any(word in part for word in choice.words for part in program[0])]
    if not programs or choice.rounds < 1:
        parser.error('no program has these words: see --list' if not programs else '--rounds: at least 1')
    failures, interrupted = [], False
    try:
        if choice.figures:
            figures.write_all(ROOT, m.load(choice.figures))
            return 0
        if choice.list:
            print('\n'.join(' '.join(words) for words, _ in programs))
            return 0
        os.makedirs(folder, exist_ok=True)
        path = choice.show or choice.save or os.path.join(folder, f'{datetime.datetime.now():%Y-%m-%d-%H%M%S}.json')
        before = m.load(choice.against) if choice.against else load_previous(folder, path)
        if choice.show:
            run = m.load(choice.show)
        else:
            kept = m.load(choice.keep) if choice.keep else None
            run, failures, interrupted = measure(programs, choice.rounds, path, kept)
    except (m.BadRecord, OSError) as error:
        print(error, file=sys.stderr)
        return 2
    if run:
        show(run, before, path)
    if failures:
        print(f'\n{len(failures)} times a program failed:\n' + '\n'.join(failures), file=sys.stderr)
    return INTERRUPTED if interrupted else 1 if failures or not run else 0


def show(run, before, path):
    print_table(run, before)
    picture = os.path.splitext(path)[0] + '.svg'
    with open(picture, 'w', encoding='utf-8') as file:
        file.write(chart.draw(run, before))
    print('\n' + run['machine'])
    for of in run['runs']:
        print(m.describe_run(of))
    print(f'Saved: {path}\nPicture: {picture}')


if __name__ == '__main__':
    sys.exit(main())
