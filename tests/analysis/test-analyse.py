#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Holds that analyse.py sees what a tool finds where paths have spaces, and takes no tool that failed for one that
found nothing. A script stands for cppcheck. TAP."""
import json
import os
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))


def analyse(root, said, code):
    """(exit status, output) where cppcheck says and ends so."""
    tool = os.path.join(root, 'cppcheck')
    with open(tool, 'w', encoding='utf-8') as file:
        file.write(f"#!/bin/sh\necho '{said}'\nexit {code}\n")
    os.chmod(tool, 0o755)
    done = subprocess.run([sys.executable, os.path.join(HERE, 'analyse.py'), root, os.path.join(root, 'build'), 'cppcheck'],
                          env=dict(os.environ, PATH=root + os.pathsep + os.environ['PATH']),
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False)
    return done.returncode, done.stdout


def main():
    results = []
    with tempfile.TemporaryDirectory() as folder:
        root = os.path.join(folder, 'of two words')
        for name in ('build', 'core', 'tests/analysis'):
            os.makedirs(os.path.join(root, name))
        with open(os.path.join(root, 'tests', 'analysis', 'exceptions'), 'w', encoding='utf-8'):
            pass
        with open(os.path.join(root, 'build', 'compile_commands.json'), 'w', encoding='utf-8') as file:
            json.dump([{'file': '../core/a b.c', 'command': 'cc'}], file)
        for name, where in (('', 'core/a b.c'), (' by its whole path', os.path.join(root, 'core', 'a b.c'))):
            status, text = analyse(root, f'{where}:3:1: warning: is odd [oddness]', 0)
            results.append((f'sees a finding in a file of two words{name}',
                            status == 1 and 'core/a b.c:3: oddness: is odd' in text))
        status, text = analyse(root, '', 0)
        results.append(('ends with 0 where nothing is found', status == 0 and 'cppcheck: 1 files, 0 findings' in text))
        kept = os.path.join(root, 'build', 'analysis', 'cppcheck')
        results.append(('keeps what it found', os.path.isdir(kept)))
        status, text = analyse(root, 'out of memory', 3)
        results.append(('a tool that fails is an error', status == 1 and 'ended with 3\nout of memory' in text))
        results.append(('of which nothing is kept', not os.path.exists(kept)))
    print(f'1..{len(results)}')
    for number, (name, good) in enumerate(results, 1):
        print(f'{"ok" if good else "not ok"} {number} - {name}')
    return 0 if all(good for _, good in results) else 1


if __name__ == '__main__':
    sys.exit(main())
