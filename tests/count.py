#!/usr/bin/env python3
"""Adds up what the test programs themselves reported.

Reads meson's testlog.json files. A TAP program counts once for each of its lines; a program that
died before it reported, or that reports no line, counts as one test by its exit status. The last
line printed is "N passed, N failed, N skipped"; the exit status is 1 if anything failed or nothing ran.
"""
import json
import os
import re
import sys

TAP_LINE = re.compile(r'^(not )?ok\b[^#]*(#\s*(skip|todo)\b)?', re.IGNORECASE)


def count(record):
    """Passed, failed and skipped of one test program."""
    passed = failed = skipped = 0
    for line in record.get('stdout', '').splitlines():
        found = TAP_LINE.match(line)
        if not found:
            continue
        if found.group(1):
            failed += 1
        elif found.group(3) and found.group(3).lower() == 'skip':
            skipped += 1
        else:
            passed += 1
    if record['result'] == 'SKIP' and passed + failed + skipped == 0:
        skipped = 1
    elif record['result'] in ('OK', 'EXPECTEDFAIL'):
        if passed + failed + skipped == 0:
            passed = 1
    elif record['result'] not in ('SKIP',) and failed == 0:
        failed = 1
    return passed, failed, skipped


def main(paths):
    total = [0, 0, 0]
    suites = {}
    for path in paths:
        build = os.path.dirname(os.path.dirname(os.path.abspath(path)))
        if not os.path.exists(path):
            print('no test ran in %s' % os.path.basename(build))
            continue
        with open(os.path.join(build, 'meson-info', 'intro-tests.json'), encoding='utf-8') as info:
            suite_of = {test['name']: test['suite'][0].split(':')[-1] for test in json.load(info)}
        with open(path, encoding='utf-8') as log:
            for line in log:
                record = json.loads(line)
                suite = suite_of.get(record['name'].split(' / ')[-1], 'other')
                if 'sanitize' in os.path.basename(build):
                    suite += ' (sanitizers)'
                row = suites.setdefault(suite, [0, 0, 0])
                for k, value in enumerate(count(record)):
                    row[k] += value
                    total[k] += value
    for suite in sorted(suites):
        print('%-24s %5d passed %5d failed %5d skipped' % (suite, *suites[suite]))
    print('%d passed, %d failed, %d skipped' % tuple(total))
    return 1 if total[1] > 0 or total[0] == 0 else 0


if __name__ == '__main__':
    sys.exit(main(sys.argv[1:]))
