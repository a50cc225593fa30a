#!/usr/bin/env python3
"""The command line says the same with the arithmetic kernels of different processors. TAP.

OpenBLAS chooses its kernels by the processor, or by OPENBLAS_CORETYPE; they round differently. Where a
choice is free, no rounding may make it. Usage: test-kernels.py CLI
"""
import json
import math
import os
import subprocess
import sys
import tempfile

# Each with what /proc/cpuinfo must name for it to run.
KERNELS = (('Prescott', 'pni'), ('Nehalem', 'sse4_2'), ('Haswell', 'avx2'), ('SkylakeX', 'avx512f'))
SETS = ('checkerboard', 'polygon-8', 'polygon-10', 'polygon-12', 'parity', 'circles', 'spiral', 'sine')
NEAR = 1e-9


def list_kernels():
    try:
        with open('/proc/cpuinfo', encoding='utf-8') as text:
            flags = set(text.read().split())
    except OSError:
        flags = set()
    return [name for name, flag in KERNELS if flag in flags]


def ask(cli, kernel, words):
    """What the command line answers as JSON, and which kernels were used."""
    env = dict(os.environ, OPENBLAS_CORETYPE=kernel, OPENBLAS_VERBOSE='2')
    done = subprocess.run([cli] + words + ['--json', '-'], env=env, capture_output=True, text=True,
                          timeout=240, check=True)
    return json.loads(done.stdout), 'Core: ' + kernel in done.stderr


def differ(one, two, total):
    return len(one) != len(two) or any(abs(a - b) > NEAR * total for a, b in zip(one, two))


def compare_sets(answers):
    first = answers[0]
    total = sum(first['interior'])
    faults = []
    for other in answers[1:]:
        faults += [key for key in ('interior', 'min_norm') if differ(first[key], other[key], total)]
        if differ(first['narrowest']['norms'], other['narrowest']['norms'], total):
            faults.append('narrowest')
        for key in ('dimension', 'rank', 'support_size', 'unique'):
            if first[key] != other[key]:
                faults.append(key)
    return faults


def compare_prunings(answers):
    steps = [[(step.get('removed'), step['width']) for step in answer['steps']] for answer in answers]
    return ['steps: %s and %s' % (steps[0], other) for other in steps[1:] if other != steps[0]]


def compare_paths(answers):
    """What happens along λ, and to which neuron."""
    events = [[(event['kind'], event['neuron'], event.get('width')) for event in answer['events']] for answer in answers]
    return ['events: %s and %s' % (events[0], other) for other in events[1:] if other != events[0]]


def compare_rows(answers):
    """Which rows are equal, and so how many patterns there are."""
    return [key for key in ('patterns', 'general_position') for other in answers[1:] if other[key] != answers[0][key]]


def write_equal_rows(path):
    """More features than rows, of which three are equal."""
    with open(path, 'w', encoding='utf-8') as file:
        for i, like in enumerate((0, 1, 2, 3, 1, 5, 1)):
            file.write(''.join(f'{math.sin(1 + 61 * like * like + 7 * j):.4f},' for j in range(60)) + f'{i * i % 5}\n')


def main(cli):
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, 'equal.csv')
        write_equal_rows(path)
        return compare_all(cli, path)


def compare_all(cli, equal_rows):
    kernels = list_kernels()
    if len(kernels) < 2 or not ask(cli, kernels[0], ['solve', 'gallery:xor'])[1]:
        print('1..0 # SKIP the kernels of OpenBLAS cannot be chosen here')
        return 0
    cases = [(['optimal-set', 'gallery:' + name], compare_sets) for name in SETS]
    cases += [(['prune', 'gallery:' + name], compare_prunings) for name in ('polygon-8', 'polygon-12', 'parity')]
    cases += [(['path', 'gallery:' + name], compare_paths) for name in ('checkerboard', 'polygon-12', 'circles', 'sine')]
    cases += [(['optimal-set', equal_rows, '--why'], compare_rows)]
    failed = False
    print('1..%d' % len(cases))
    for k, (words, compare) in enumerate(cases, 1):
        answers = [ask(cli, kernel, words)[0] for kernel in kernels]
        faults = compare(answers)
        failed = failed or bool(faults)
        print('%sok %d kernels: %s of %s' % ('not ' if faults else '', k, words[0], os.path.basename(words[1])))
        for fault in faults:
            print('# ' + fault)
    return 1 if failed else 0


if __name__ == '__main__':
    sys.exit(main(sys.argv[1]))
