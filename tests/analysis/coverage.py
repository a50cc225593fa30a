#!/usr/bin/env python3
"""Prints which part of the lines and branches of each room the tests went through, and holds the goals.

Usage: coverage.py ROOT BUILD [FILE…]. BUILD was built with -Db_coverage=true and its tests have run. With a
FILE, such as core/set/rsc-complex.c, prints the branches of it that no test took, instead.
Exit status 1 below a goal.
"""
import json
import os
import re
import subprocess
import sys

# Per cent of the branches.
GOALS = {'core': 90, 'ui/plot': 80, 'app/model': 80}
ROOMS = re.compile(r'^(core|ui/plot|ui/words|ui|app/\w+)/')
# Branches that macros of GLib bring with them and no input can decide: one for each way that a type is
# checked and cast, whether a pointer that is cleared was there, and checks that a caller of the
# program's own would have to fail.
MACROS = (r'^\s*(g_return_(val_)?if_fail|g_return_(val_)?if_reached|g_assert(_\w+)?|g_assert_not_reached'
          r'|g_clear_(pointer|object|error|handle_id|signal_handler|list)|g_set_object|G_DEFINE_\w+'
          r'|g_set_weak_pointer|g_clear_weak_pointer) \(')


def measure(root, build):
    out = os.path.join(build, 'coverage.json')
    # Headers of the program hold no code of their own.
    subprocess.run(['gcovr', '--root', root, build, '--filter', 'core/', '--filter', 'ui/', '--filter', 'app/',
                    '--exclude', '.*/resources/', '--exclude-branches-by-pattern', MACROS, '-j', '2',
                    '--json', out], cwd=root, check=True)
    with open(out, encoding='utf-8') as file:
        return {entry['file']: [line for line in entry['lines'] if not line['gcovr/noncode']]
                for entry in json.load(file)['files'] if entry['file'].endswith('.c')}


def count(lines):
    """Lines and branches: of each how many there are and how many were taken."""
    branches = [branch for line in lines for branch in line['branches']]
    return (len(lines), sum(line['count'] > 0 for line in lines),
            len(branches), sum(branch['count'] > 0 for branch in branches))


def percent(part, whole):
    return 100.0 * part / whole if whole else 100.0


def show_missing(root, path, lines):
    with open(os.path.join(root, path), encoding='utf-8') as file:
        text = file.read().splitlines()
    for line in lines:
        number = line['line_number']
        left = sum(branch['count'] == 0 for branch in line['branches'])
        if left or line['count'] == 0:
            print(f'{path}:{number}: {left} of {len(line["branches"])}: {text[number - 1].strip()}')


def main():
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    root, build = (os.path.abspath(path) for path in sys.argv[1:3])
    files = measure(root, build)
    for path in sys.argv[3:]:
        if path not in files:
            sys.exit(f'{path} is no source that was measured')
        show_missing(root, path, files[path])
    if sys.argv[3:]:
        return 0

    rooms = {}
    for path, lines in files.items():
        sums = rooms.setdefault(ROOMS.match(path)[1], [0, 0, 0, 0])
        for k, value in enumerate(count(lines)):
            sums[k] += value
    below = False
    print(f'{"room":<12} {"lines":>7} {"branches":>9}')
    for room, (n_lines, seen, n_branches, taken) in sorted(rooms.items()):
        of_branches = percent(taken, n_branches)
        goal = GOALS.get(room)
        below = below or (goal is not None and of_branches < goal)
        print(f'{room:<12} {percent(seen, n_lines):6.1f}% {of_branches:8.1f}%'
              + (f'  goal {goal}%' + (', not reached' if of_branches < goal else '') if goal else ''))
    absent = [room for room in GOALS if room not in rooms]
    for room in absent:
        print(f'{room} was not measured')
    worst = sorted(((count(lines), path) for path, lines in files.items()
                    if ROOMS.match(path)[1] in GOALS), key=lambda row: row[0][3] - row[0][2])
    print('most branches left: ' + ', '.join(f'{path} {sums[2] - sums[3]}' for sums, path in worst[:8]))
    return 1 if below or absent else 0


if __name__ == '__main__':
    sys.exit(main())
