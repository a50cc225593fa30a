#!/usr/bin/env python3
"""Holds the structure of the sources: which room includes from which, no circles, no long files. TAP.

Usage: check-rooms.py ROOT. Reads the arrows from "rooms" beside this file, and from "long-files" the
files that may be longer than the limit, each with its reason.
"""
import fnmatch
import glob
import os
import re
import sys

import rows

LINES_MAX = 660
INCLUDE = re.compile(r'^\s*#\s*include\s*([<"])([^>"]+)[>"]', re.MULTILINE)
OUTSIDE = {'gtk': ('gtk/', 'gdk/', 'gsk/', 'adwaita.h'), 'json': ('json-glib/',)}


def unit_of(path):
    """A .c and its .h are one, and X-private.h, which X shares with its siblings, belongs to X."""
    return re.sub(r'(-private)?\.[ch]$', '', path)


def find_circle(edges):
    """A list of nodes that runs back to its first, or None."""
    state = {}

    def visit(node, trail):
        state[node] = 'open'
        for following in sorted(edges.get(node, ())):
            if state.get(following) == 'open':
                return trail[trail.index(following):] + [following]
            if following not in state:
                found = visit(following, trail + [following])
                if found:
                    return found
        state[node] = 'done'
        return None

    for node in sorted(edges):
        if node not in state:
            found = visit(node, [node])
            if found:
                return found
    return None


def main(root):
    os.chdir(root)
    allowed = {room: rest.split() for room, rest in rows.read('rooms').items()}
    long_files = rows.read('long-files')
    sources = sorted(path for top in ('core', 'ui', 'app')
                     for path in glob.glob(top + '/**/*.[ch]', recursive=True))
    homeless, arrows, missing, long_now = [], [], [], []
    units = {}
    order = list(allowed)
    backward = [room + ' names ' + other for room, others in allowed.items() for other in others
                if '*' not in other and other not in OUTSIDE
                and (other not in order or order.index(other) >= order.index(room))]
    for path in sources:
        room = os.path.dirname(path)
        if room not in allowed:
            homeless.append(path)
            continue
        with open(path, encoding='utf-8') as source:
            text = source.read()
        lines = text.count('\n')
        if lines > LINES_MAX and path not in long_files:
            long_now.append('%s: %d lines' % (path, lines))
        unit = unit_of(path)
        for quote, name in INCLUDE.findall(text):
            if quote == '"':
                if not os.path.exists(name):
                    missing.append('%s: %s' % (path, name))
                    continue
                target = os.path.dirname(name)
                if unit != unit_of(name):
                    units.setdefault(unit, set()).add(unit_of(name))
                names = [target]
            else:
                names = [key for key, heads in OUTSIDE.items() if name.startswith(heads)]
            for target in names:
                if target != room and not any(fnmatch.fnmatch(target, a) for a in allowed[room]):
                    arrows.append('%s includes %s' % (path, name))
    stale = ['%s is gone or no longer long' % path for path in long_files
             if not os.path.exists(path)
             or sum(1 for _ in open(path, encoding='utf-8')) <= LINES_MAX]
    unreasoned = [path for path, reason in long_files.items() if len(reason) < 10]
    circle = find_circle(units)
    checks = [
        ('rooms: the list itself has no arrow back', backward),
        ('rooms: every source file stands in a room', homeless),
        ('rooms: every include is written from the top folder', missing),
        ('rooms: every include follows an arrow', arrows),
        ('rooms: no circle between files', [' -> '.join(circle)] if circle else []),
        ('rooms: no file above %d lines without a reason' % LINES_MAX, long_now),
        ('rooms: reasons for long files are needed and given', stale + unreasoned),
    ]
    print('1..%d' % len(checks))
    for k, (name, faults) in enumerate(checks, 1):
        print('%sok %d %s' % ('not ' if faults else '', k, name))
        for fault in faults[:20]:
            print('# ' + fault)
    return 1 if any(faults for _, faults in checks) else 0


if __name__ == '__main__':
    sys.exit(main(sys.argv[1]))
