#!/usr/bin/env python3
"""The same seed gives the same bytes: again, with other numbers of threads, in another language. TAP.

Usage: test-determinism.py CLI DATA
"""
import os
import re
import shutil
import subprocess
import sys
import tempfile

# What the clock says is not compared.
SECONDS = re.compile(r'"seconds" ?: ?[-+.e0-9]+')

COMMANDS = (
    'solve gallery:moons',
    'solve gallery:spiral --patterns 200 --seed 5',
    'optimal-set gallery:checkerboard --complex',
    'path gallery:sine --ratio-min 0.1',
    'prune gallery:parity --start random --seed 3 --until zero',
    'train gallery:xor --width 20 --seeds 3 --batch 2 --steps 500',
    'tune gallery:moons --test-fraction 0.4',
    'distribution gallery:checkerboard --of at:0.5,0.2',
)
EXPERIMENTS = ('experiment pruning DATA/experiment/random.json', 'experiment tuning DATA/experiment/tuning.json')


def make_comma(folder):
    """A locale whose decimals have a comma: its name and where it is, or None."""
    name = 'de_DE.UTF-8'
    if not shutil.which('localedef'):
        return None
    subprocess.run(['localedef', '-i', 'de_DE', '-f', 'UTF-8', os.path.join(folder, name)], capture_output=True,
                   check=False)
    env = {'LOCPATH': folder, 'LC_ALL': name}
    said = subprocess.run(['locale', 'decimal_point'], env=dict(os.environ, **env), capture_output=True, text=True,
                          check=False)
    return env if said.stdout.strip() == ',' else None


def ask(cli, line, **environment):
    env = dict(os.environ, OPENBLAS_NUM_THREADS='1', LC_ALL='C.UTF-8')
    env.update(environment)
    done = subprocess.run([cli] + line.split() + ['--json', '-'], env=env, capture_output=True, text=True,
                          timeout=240, check=False)
    return done.returncode, SECONDS.sub('"seconds": 0', done.stdout)


def main(cli, data):
    folder = tempfile.mkdtemp()
    comma = make_comma(folder)
    ways = [('again', {}), ('with two threads of BLAS', {'OPENBLAS_NUM_THREADS': '2'})]
    if comma:
        ways.append(('with a decimal comma', comma))
    failed = False
    print('1..%d' % (len(COMMANDS) + len(EXPERIMENTS)))
    for k, line in enumerate(COMMANDS + EXPERIMENTS, 1):
        line = line.replace('DATA', data)
        jobs = ' --jobs 1' if line.startswith('experiment') else ''
        first = ask(cli, line + jobs)
        faults = [] if first[0] == 0 and len(first[1]) > 100 else ['exit code %d' % first[0]]
        faults += [name for name, environment in ways if ask(cli, line + jobs, **environment) != first]
        if jobs and ask(cli, line + ' --jobs 2') != first:
            faults.append('with two jobs')
        failed = failed or bool(faults)
        print('%sok %d same bytes: %s' % ('not ' if faults else '', k, ' '.join(line.split()[:2])))
        for fault in faults:
            print('# ' + fault)
        sys.stdout.flush()
    if not comma:
        print('# no locale with a decimal comma here')
    shutil.rmtree(folder)
    return 1 if failed else 0


if __name__ == '__main__':
    sys.exit(main(*sys.argv[1:]))
