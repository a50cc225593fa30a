#!/usr/bin/env python3
"""Looks over the program's sources without running them, and prints what is no reasoned exception.

Usage: analyse.py ROOT BUILD gcc|tidy|cppcheck [FILE…]

BUILD is a configured build of ROOT. Of each file what a tool found is kept in BUILD/analysis, under the text
that the compiler sees, so that only what changed is looked at again. Exceptions stand in the file "exceptions"
beside this script. An exception that nothing meets is printed, too, where every file was looked at.
Exit status 1 if anything is printed as a finding.
"""
import concurrent.futures
import fnmatch
import hashlib
import json
import os
import re
import shlex
import shutil
import subprocess
import sys

ROOMS = ('core/', 'ui/', 'app/')
JOBS = 2
# What follows where a caller breaks a promise is no way through the program.
NO_CHECKS = '-DG_DISABLE_CHECKS'
TIDY_CHECKS = ['-*', 'bugprone-*', 'clang-analyzer-*']
CPPCHECK = ['cppcheck', '--quiet', '--std=c11', '--library=gtk,posix', '--inconclusive',
            '--enable=warning,performance,portability', '--inline-suppr',
            # Of GLib's headers, which it does not read.
            '-DG_GNUC_PRINTF(a,b)=', '-DG_GNUC_NORETURN=',
            '--template={file}:{line}:{column}: warning: {message} [{id}]']
FINDING = re.compile(r'^([^:]+):(\d+):\d+: (?:warning|error): (.*) \[([^\[\]]+)\]$')


# Options of gcc that neither need.
ALONE = ('-c', '-MD', '-Werror', '-g', '-fpch-preprocess', '-Winvalid-pch')


class Exceptions:
    """The lines "tool | file | check | words | reason"; * stands for anything."""

    def __init__(self, path, tool):
        self.rows = []
        self.used = set()
        with open(path, encoding='utf-8') as file:
            for number, line in enumerate(file, 1):
                if line.startswith('#') or not line.strip():
                    continue
                row = [field.strip() for field in line.split('|')]
                if len(row) != 5 or not all(row):
                    sys.exit(f'{path}:{number}: expected "tool | file | check | words | reason"')
                if row[0] == tool:
                    self.rows.append(row)

    def whole_checks(self):
        """Checks that are left out everywhere."""
        return [check for _, file, check, words, _ in self.rows if (file, words) == ('*', '*')]

    def has(self, file, check, message):
        for k, (_, where, what, words, _) in enumerate(self.rows):
            if (fnmatch.fnmatch(file, where) and fnmatch.fnmatch(check, what)
                    and (words == '*' or words in message)):
                self.used.add(k)
                return True
        return False

    def idle(self):
        return [' | '.join(row[:4]) for k, row in enumerate(self.rows)
                if k not in self.used and (row[1], row[3]) != ('*', '*')]


def run(command, folder):
    result = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    return result.returncode, result.stdout + result.stderr


def strip_command(command):
    """Without what writes files, what makes errors of warnings, what costs time, and headers that gcc has read
    before, which are for its own options alone."""
    words = shlex.split(command)
    if os.path.basename(words[0]) == 'ccache':
        words = words[1:]
    kept = []
    skip = False
    for word in words:
        if skip:
            skip = False
        elif word in ('-o', '-MF', '-MQ', '-MT', '-include'):
            skip = True
        elif word not in ALONE and not word.startswith(('-O', '-fdiagnostics')):
            kept.append(word)
    return kept


class Tool:
    """What of a file's findings is looked for, by gcc or clang-tidy."""

    def __init__(self, name, root, build, exceptions):
        self.name = name
        self.root = root
        self.build = build
        self.kept = os.path.join(build, 'analysis', name)
        self.checks = TIDY_CHECKS + ['-' + check for check in exceptions.whole_checks()]
        version = ['gcc', '-dumpfullversion'] if name == 'gcc' else ['clang-tidy', '--version']
        self.version = run(version, root)[1]
        os.makedirs(self.kept, exist_ok=True)

    def look(self, path, command):
        """The findings in the file at @path, which @command compiles, as (file, line, message, check)."""
        words = strip_command(command)
        code, text = run([*words, NO_CHECKS, '-E', '-P'], self.build)
        if code != 0:
            sys.exit(f'{path} cannot be read; build first\n{text[-2000:]}')
        key = hashlib.sha256('\0'.join([text, self.version, *self.checks]).encode()).hexdigest()
        kept = os.path.join(self.kept, path.replace('/', '+'))
        try:
            with open(kept, encoding='utf-8') as file:
                old = json.load(file)
            if old['key'] == key:
                return old['found']
        except (OSError, ValueError, KeyError):
            pass
        if self.name == 'gcc':
            code, text = run([*words, NO_CHECKS, '-O0', '-fanalyzer', '-fdiagnostics-plain-output',
                              '-fdiagnostics-path-format=none', '-c', '-o', '/dev/null'], self.build)
        else:
            code, text = run(['clang-tidy', '--quiet', '--checks=' + ','.join(self.checks),
                              os.path.join(self.root, path), '--', *words[1:-1], NO_CHECKS, '-Wno-everything'],
                             self.build)
        found = [row for row in parse(text, self.root, self.build)
                 if self.name == 'tidy' or row[3].startswith('-Wanalyzer')]
        if code != 0 and not found:
            sys.exit(f'{path}: {self.name} ended with {code}\n{text[-2000:]}')
        # What a tool could not read to its end is looked at again.
        if code == 0:
            with open(kept, 'w', encoding='utf-8') as file:
                json.dump({'key': key, 'found': found}, file)
        return found


def parse(text, root, build):
    found = []
    for line in text.splitlines():
        match = FINDING.match(line)
        if not match:
            continue
        path = os.path.relpath(os.path.normpath(os.path.join(build, match[1])), root)
        found.append([path, int(match[2]), match[3], match[4]])
    return found


def look_at_all(name, root, build, exceptions, asked):
    """All findings, and how many files were looked at."""
    with open(os.path.join(build, 'compile_commands.json'), encoding='utf-8') as file:
        commands = {os.path.relpath(os.path.normpath(os.path.join(build, entry['file'])), root): entry['command']
                    for entry in json.load(file)}
    paths = sorted(path for path in commands if path.startswith(ROOMS) and path.endswith('.c'))
    if asked:
        unknown = [path for path in asked if path not in paths]
        if unknown:
            sys.exit(f'{unknown[0]} is no source of the program')
        paths = sorted(asked)
    if name == 'cppcheck':
        folder = os.path.join(build, 'analysis', name)
        os.makedirs(folder, exist_ok=True)
        code, text = run([*CPPCHECK, f'-j{JOBS}', '--cppcheck-build-dir=' + folder, '-I.', *paths], root)
        if code != 0:
            # What it kept may be of files that it did not read to their end.
            shutil.rmtree(folder)
            sys.exit(f'cppcheck ended with {code}\n{text[-2000:]}')
        return parse(text, root, root), len(paths)
    tool = Tool(name, root, build, exceptions)
    with concurrent.futures.ThreadPoolExecutor(JOBS) as pool:
        found = [finding for findings in pool.map(lambda path: tool.look(path, commands[path]), paths)
                 for finding in findings]
    return found, len(paths)


def main():
    if len(sys.argv) < 4 or sys.argv[3] not in ('gcc', 'tidy', 'cppcheck'):
        sys.exit(__doc__)
    root, build = (os.path.abspath(path) for path in sys.argv[1:3])
    name, asked = sys.argv[3], sys.argv[4:]
    exceptions = Exceptions(os.path.join(root, 'tests', 'analysis', 'exceptions'), name)
    found, n_files = look_at_all(name, root, build, exceptions, asked)
    shown = excepted = 0
    for path, line, message, check in sorted({tuple(finding) for finding in found}):
        if path.startswith('..') or exceptions.has(path, check, message):
            excepted += 1
        else:
            shown += 1
            print(f'{path}:{line}: {check}: {message}')
    idle = [] if asked else exceptions.idle()
    for row in idle:
        print(f'no finding meets the exception {row}')
    print(f'{name}: {n_files} files, {shown} findings, {excepted} excepted')
    return 1 if shown or idle else 0


if __name__ == '__main__':
    sys.exit(main())
