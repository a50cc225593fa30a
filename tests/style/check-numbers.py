#!/usr/bin/env python3
"""Holds numbers to one format: no source prints a double by itself, but for the places listed here. TAP.

Usage: check-numbers.py ROOT. What a person reads is written by core/numerics/rsc-number-words.
"""
import glob
import os
import re
import sys

# Where a machine reads, or nobody.
ALLOWED = {
    'app/report/rsc-command-line.c': 'options that read back to the last bit',
    'app/window/rsc-recent-files.c': 'the place of a file in a command, as desktop files write it',
    'core/data/rsc-dataset-write.c': 'CSV that reads back to the last bit',
    'core/pruning/rsc-removal.c': 'rounds a bound down before it is written',
    'app/files/rsc-json.c': 'JSON that reads back to the last bit',
    'ui/rsc-timeline-track.c': 'rounds λ to what is shown',
    'ui/words/rsc-result-table.c': 'values that read back to the last bit',
    'ui/words/rsc-window-words.c': 'file names, of plain letters and digits',
}
ROOMS = ('core', 'ui', 'app')
STRING = re.compile(r'"(?:[^"\\\n]|\\.)*"')
COMMENT = re.compile(r'/\*.*?\*/|//[^\n]*', re.S)
FORMAT = re.compile(r'%[-+ 0#\']*(?:\d+|\*)?(?:\.(?:\d+|\*)?)?L?[aefgAEFG](?![a-z_])')


def find_formats(text):
    """Strings of a source that print a double."""
    text = COMMENT.sub('', text)
    return [s for s in STRING.findall(text) if FORMAT.search(s.replace('%%', ''))]


def main():
    root = sys.argv[1]
    results = []

    # That it sees what it looks for.
    for line in ('printf ("%g", x);', 'text = _ ("gap %.1e");', 'f ("a %s b %-8.3f c", s, x);'):
        results.append((f'sees {line}', find_formats(line) != []))
    for line in ('f ("%d %%", n);', 'f ("%s %" G_GSIZE_FORMAT " ok", s, n);', '/* "%g" */', 'a = i % G_N;'):
        results.append((f'leaves {line}', find_formats(line) == []))
    paths = sorted(p for room in ROOMS
                   for p in glob.glob(os.path.join(root, room, '**', '*.[ch]'), recursive=True))
    results.append(('has sources', len(paths) > 100))
    used = set()
    wrong = []
    for path in paths:
        name = os.path.relpath(path, root)
        with open(path, encoding='utf-8') as text:
            found = find_formats(text.read())
        if found and name in ALLOWED:
            used.add(name)
        elif found:
            wrong.append(f'{name}: {", ".join(found)}')
    for line in wrong:
        print('#', line)
    results.append(('one format for numbers', not wrong))
    for name in sorted(set(ALLOWED) - used):
        print('# listed, but prints no double:', name)
    results.append(('no exception too many', used == set(ALLOWED)))

    print(f'1..{len(results)}')
    for number, (name, good) in enumerate(results, 1):
        print(f'{"ok" if good else "not ok"} {number} - {name}')
    return 0 if all(good for _, good in results) else 1


if __name__ == '__main__':
    sys.exit(main())
