#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Whether the monkey plays, and sees what is wrong. Speaks TAP.

test-monkey.py PROGRAM LOOKOUT"""
import json
import os
import re
import stat
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, HERE)
from keeper import slope                                                        # noqa: E402

PROGRAM, LOOKOUT = map(os.path.abspath, sys.argv[1:])


def play(program, folder, seconds, *options):
    """Exit status, report, and the lines of the log."""
    done = subprocess.run([sys.executable, os.path.join(HERE, 'monkey.py'), program, folder, '--seconds', str(seconds),
                           '--lookout', LOOKOUT, *options], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
    with open(folder + '/report.txt', encoding='utf-8') as file:
        report = file.read()
    with open(folder + '/log.jsonl', encoding='utf-8') as file:
        return done.returncode, report, [json.loads(line) for line in file]


def it_plays_and_all_is_well():
    with tempfile.TemporaryDirectory() as folder:
        status, report, log = play(PROGRAM, folder, 6)
        assert status == 0, report
        actions = sum('do' in line and line['why'] != 'calm' for line in log)
        assert actions > 4 and f' {actions} actions' in report, report
        samples = [line['sample'] for line in log if 'sample' in line]
        assert len(samples) == 2 and all(sample['in_use'] > 10 << 20 for sample in samples), samples
        assert int(re.search('([0-9]+) of ([0-9]+) seen were used', report)[2]) > 50, report


def it_sees_what_is_wrong():
    with tempfile.TemporaryDirectory() as folder:
        # The program, with a warning and an end that it has not of itself, once it has been measured.
        program = folder + '/broken'
        with open(program, 'w', encoding='utf-8') as file:
            file.write('#!/bin/sh\n'
                       f'(while kill -0 $$ && ! grep -q sample "{folder}/log.jsonl"; do sleep 0.1; done; kill -SEGV $$) &\n'
                       f'echo "(x:1): Gtk-WARNING **: made up" >&2\nexec "{PROGRAM}" "$@"\n')
        os.chmod(program, os.stat(program).st_mode | stat.S_IXUSR)
        status, report, _ = play(program, folder, 5)
        assert status == 1, report
        assert re.search('complaint\n.*made up', report), report
        assert re.search('end\nit ended with -11', report), report


def growth_is_a_slope():
    assert slope([(0, 5), (1, 6), (2, 7), (3, 8), (4, 100)]) == 1
    assert slope([(0, 5), (1, 5), (2, 90), (3, 5)]) == 0


def main():
    tests = [it_plays_and_all_is_well, it_sees_what_is_wrong, growth_is_a_slope]
    print(f'1..{len(tests)}', flush=True)
    failed = 0
    for number, test in enumerate(tests, 1):
        name = test.__name__.replace('_', ' ')
        try:
            test()
            print(f'ok {number} {name}', flush=True)
        except Exception as error:      # told, and the next one has its turn
            failed += 1
            print(f'not ok {number} {name}\n# ' + repr(error).replace('\\n', '\n# '), flush=True)
    return 1 if failed else 0


if __name__ == '__main__':
    sys.exit(main())
