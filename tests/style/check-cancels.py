#!/usr/bin/env python3
"""Holds that a job of tests/*/cancels tells each function with a GCancellable to stop: of the core what the program
calls, of app and ui whatever a header has. TAP.

Usage: check-cancels.py ROOT. Reads from "cancels" beside this file what no job calls itself: "name: of FUNCTION",
which calls it and is called by a job or of one that is; "name: reason"; or "folder/: reason".
"""
import glob
import os
import re
import sys

import rows

REASONS_MAX = 4
ROOMS = ('core', 'ui', 'app')
COMMENT = re.compile(r'/\*.*?\*/', re.DOTALL)
NAME = re.compile(r'\brsc_[a-z0-9_]+\b')
DECLARED = re.compile(r'\b(rsc_[a-z0-9_]+) \(([^;{]*?)\);')
DEFINED = re.compile(r'^([a-z][a-z0-9_]*) \([^;{}]*\)\n\{\n(.*?)^\}', re.MULTILINE | re.DOTALL)
# What is made for jobs is called without a cancellable.
GIVEN = r'\b%s \([^;]*?\bcancellable\b'
WORD = re.compile(r'\b[a-z][a-z0-9_]+\b')


def read(pattern):
    texts = {}
    for path in sorted(glob.glob(pattern, recursive=True)):
        with open(path, encoding='utf-8') as source:
            texts[path] = COMMENT.sub('', source.read())
    return texts


def read_all(rooms, kind):
    texts = {}
    for room in rooms:
        texts.update(read('%s/**/*.%s' % (room, kind)))
    return texts


def find_named(texts, among):
    """Those of @among that stand in @texts."""
    return {name for text in texts.values() for name in NAME.findall(text)} & set(among)


def calls(bodies, caller, name):
    """Whether the public function @caller names @name, itself or in functions of its file."""
    for own in bodies.values():
        if caller not in own:
            continue
        seen, left = set(), [caller]
        while left:
            words = set(WORD.findall(own[left.pop()]))
            if name in words:
                return True
            left += [word for word in words & set(own) - seen if not word.startswith('rsc_')]
            seen |= words
    return False


def find_reason(listed, name, path):
    """Of the function, or of a folder that it is in."""
    return listed.get(name) or next((listed[key] for key in listed if key.endswith('/') and path.startswith(key)), None)


def check(functions, called, tested, listed, bodies):
    """What is wrong: with the functions, with the list."""
    faults, stale = [], []
    for name in sorted(called - tested):
        reason = find_reason(listed, name, functions[name])
        if reason is None:
            faults.append('%s: %s: no job calls it' % (functions[name], name))
        elif reason.startswith('of '):
            whole = reason[3:]
            if whole not in tested and whole not in listed:
                faults.append('%s: no job calls %s' % (name, whole))
            if not calls(bodies, whole, name):
                faults.append('%s: %s does not call it' % (name, whole))
    for name, reason in listed.items():
        if name.endswith('/'):
            if not any(functions[function].startswith(name) for function in called - tested):
                stale.append('%s: nothing there is without a job' % name)
        elif name in tested or name not in called:
            stale.append('%s: a job calls it, or the program does not' % name)
        if not reason.startswith('of ') and len(reason) < 10:
            stale.append('%s: no reason' % name)
    if sum(not reason.startswith('of ') for reason in listed.values()) > REASONS_MAX:
        stale.append('more than %d that no job reaches' % REASONS_MAX)
    return faults, stale


def main(root):
    os.chdir(root)
    functions = {}
    for path, text in read_all(ROOMS, 'h').items():
        for name, arguments in DECLARED.findall(text):
            if 'GCancellable' in arguments:
                functions[name] = path
    bodies = {path: dict(DEFINED.findall(text)) for path, text in read_all(ROOMS, 'c').items()}
    called = find_named(read_all(('app', 'ui'), '[ch]'), functions)
    own = {name for name in functions if not functions[name].startswith('core/')}
    jobs = read('tests/*/cancels/jobs*.c').values()
    tested = {name for name in functions for text in jobs if re.search(GIVEN % name, text)}
    faults, stale = check(functions, called | own, tested, rows.read('cancels'), bodies)
    undefined = [name for name in sorted(functions) if not any(name in own for own in bodies.values())]
    few = ['only %d functions are called' % len(called)] if len(called - own) <= 50 else []
    few += ['only %d functions of app and ui' % len(own)] if len(own) <= 60 else []
    checks = [
        ('cancels: a job tells each long function to stop that the program calls', faults),
        ('cancels: what no job calls is part of one or has a reason', stale),
        ('cancels: all are seen', undefined + few),
    ]
    print('1..%d' % len(checks))
    for k, (title, found) in enumerate(checks, 1):
        print('%sok %d %s' % ('not ' if found else '', k, title))
        for fault in found[:60]:
            print('# ' + fault)
    return 1 if any(found for _, found in checks) else 0


if __name__ == '__main__':
    sys.exit(main(sys.argv[1]))
