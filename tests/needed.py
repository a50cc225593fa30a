#!/usr/bin/env python3
"""Prints the targets that the tests of some suites need, for ninja.

Usage: needed.py BUILD SUITE… [--without SUITE…]
"""
import json
import os
import subprocess
import sys


def introspect(build, what):
    text = subprocess.run(['meson', 'introspect', build, what], capture_output=True, text=True, check=True).stdout
    return json.loads(text)


def main():
    build, *names = sys.argv[1:]
    cut = names.index('--without') if '--without' in names else len(names)
    wanted, unwanted = set(names[:cut]), set(names[cut + 1:])
    ids = set()
    for test in introspect(build, '--tests'):
        suites = {suite.split(':')[-1] for suite in test['suite']}
        if suites & wanted and not suites & unwanted:
            ids.update(test['depends'])
    files = [file for target in introspect(build, '--targets') if target['id'] in ids for file in target['filename']]
    if not files:
        sys.exit(f'{build} has no tests of {", ".join(sorted(wanted))}')
    print('\n'.join(os.path.relpath(file, os.path.abspath(build)) for file in files))


if __name__ == '__main__':
    main()
