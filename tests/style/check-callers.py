#!/usr/bin/env python3
"""Holds that the program itself calls each function that a header declares: what only tests call is gone. TAP.

Usage: check-callers.py ROOT. Reads exceptions, each with its reason, from "callers" beside this file: a name, or a
pattern with * for a kind.
"""
import collections
import fnmatch
import glob
import os
import re
import sys

import rows

EXCEPTIONS_MAX = 38
COMMENT = re.compile(r'/\*.*?\*/', re.DOTALL)
NAME = re.compile(r'\brsc_[a-z0-9_]+\b')
DECLARED = re.compile(r'\b(rsc_[a-z0-9_]+)\s*\(')


def read_sources():
    """Text without comments by path."""
    texts = {}
    for top in ('core', 'ui', 'app'):
        for path in glob.glob(top + '/**/*.[ch]', recursive=True):
            with open(path, encoding='utf-8') as source:
                texts[path] = COMMENT.sub('', source.read())
    return texts


def find_uncalled(texts):
    """{function: its header}: those whose name stands nowhere but where they are declared and defined, and that
    make no type that a .ui file makes by its name."""
    built = set()
    for path in glob.glob('resources/**/*.ui', recursive=True):
        with open(path, encoding='utf-8') as source:
            built.update(re.findall(r'class="(Rsc\w+)"', source.read()))
    made = {'rsc' + re.sub('([A-Z])', r'_\1', name[3:]).lower() + '_new' for name in built}
    headers, uses, own = {}, collections.Counter(), collections.Counter()
    for path, text in texts.items():
        uses.update(NAME.findall(text))
        if path.endswith('.h'):
            for name in set(DECLARED.findall(text)):
                headers.setdefault(name, path)
                own[name] += 1
        else:
            own.update(re.findall(r'^(rsc_[a-z0-9_]+) \(', text, re.MULTILINE))
    return {name: path for name, path in headers.items() if uses[name] <= own[name] and name not in made}


def main(root):
    os.chdir(root)
    exceptions = rows.read('callers')
    uncalled = find_uncalled(read_sources())
    faults, used = [], collections.Counter()
    for name, path in sorted(uncalled.items()):
        fits = [rule for rule in exceptions if fnmatch.fnmatchcase(name, rule)]
        used.update(fits)
        if not fits:
            faults.append('%s: nothing but tests calls %s' % (path, name))
    stale = ['%s: called or gone' % rule for rule in exceptions if '*' not in rule and not used[rule]]
    unreasoned = [rule for rule, reason in exceptions.items() if len(reason) < 10]
    many = ['%d exceptions' % len(exceptions)] if len(exceptions) > EXCEPTIONS_MAX else []
    checks = [
        ('callers: the program calls each function of a header', faults),
        ('callers: exceptions are few and have a reason', unreasoned + many),
    ]
    for rule in stale:
        print('# no exception any more: ' + rule)
    print('1..%d' % len(checks))
    for k, (title, found) in enumerate(checks, 1):
        print('%sok %d %s' % ('not ' if found else '', k, title))
        for fault in found[:60]:
            print('# ' + fault)
    return 1 if any(found for _, found in checks) else 0


if __name__ == '__main__':
    sys.exit(main(sys.argv[1]))
