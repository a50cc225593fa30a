#!/usr/bin/env python3
"""Changes the sources one small mistake at a time, and asks whether the tests see it.

Usage: mutate.py ROOT --check: whether the lines that mistakes change stand once in their files, in TAP.
mutate.py ROOT [WORD...]: all mistakes of the file "list" beside this script, or those whose file or text has
one of the words. Works on a copy in ROOT/build-mutate, so that the checkout is never touched; what is changed in
the copy is put back even when interrupted. Prints one line for each and the score; exits with 1 when more than
SURVIVORS_MAX survive, or one cannot be applied.
"""
import os
import shutil
import subprocess
import sys

SURVIVORS_MAX = 3
TIMEOUT = 600
PARTS = ('core', 'ui', 'app', 'tests', 'resources', 'data', 'meson.build', 'meson_options.txt')


def read_list(path):
    """[(file, tests, old, new)]: "@ FILE: TEST...", then "- OLD" and "+ NEW", parts of lines of the file."""
    mistakes = []
    with open(path, encoding='utf-8') as lines:
        for line in lines:
            line = line.rstrip('\n')
            if line.startswith('@ '):
                name, tests = line[2:].split(':')
                where = (name.strip(), tests.split())
            elif line.startswith('- '):
                old = line[2:]
            elif line.startswith('+ '):
                mistakes.append((*where, old, line[2:]))
    return mistakes


def copy_tree(root, copy):
    """The files under version control; those that are the same keep their time, so that little is built."""
    listed = subprocess.run(['git', '-C', root, 'ls-files', '-z', '--cached', '--others', '--exclude-standard', *PARTS],
                            stdout=subprocess.PIPE, check=True).stdout.decode().split('\0')
    for name in filter(None, listed):
        source, target = os.path.join(root, name), os.path.join(copy, name)
        if not os.path.exists(source):
            continue
        with open(source, 'rb') as one:
            content = one.read()
        if os.path.exists(target):
            with open(target, 'rb') as other:
                if other.read() == content:
                    continue
        os.makedirs(os.path.dirname(target), exist_ok=True)
        shutil.copy(source, target)


def find_targets(build):
    """Name of each test's program: its target."""
    out = subprocess.run(['ninja', '-C', build, '-t', 'targets', 'all'], stdout=subprocess.PIPE, check=True,
                         universal_newlines=True).stdout
    names = (line.split(':')[0] for line in out.splitlines() if ': c_LINKER' in line)
    return {os.path.basename(name)[len('test-'):]: name for name in names
            if os.path.basename(name).startswith('test-')}


def run_tests(copy, build, targets, tests):
    """'killed', 'survived', or what is wrong with the mistake itself."""
    extra = ['app/cli/reluscope-cli'] if any(t.startswith('cli') for t in tests) else []
    made = subprocess.run(['ninja', '-C', build, *(targets[t] for t in tests), *extra], stdout=subprocess.PIPE,
                          stderr=subprocess.STDOUT, universal_newlines=True, check=False)
    if made.returncode != 0:
        return 'does not build: ' + next((x for x in made.stdout.splitlines() if 'error:' in x), made.stdout[-200:])
    for test in tests:
        try:
            done = subprocess.run(['meson', 'test', '-C', build, '--no-rebuild', test], stdout=subprocess.DEVNULL,
                                  stderr=subprocess.DEVNULL, timeout=TIMEOUT, check=False)
        except subprocess.TimeoutExpired:
            return 'killed'
        if done.returncode != 0:
            return 'killed'
    return 'survived'


def check(root):
    """Whether each mistake can still be made."""
    faults = []
    for name, _, old, _ in read_list(os.path.join(root, 'tests', 'mutations', 'list')):
        with open(os.path.join(root, name), encoding='utf-8') as source:
            count = source.read().count(old)
        if count != 1:
            faults.append(f'{name}: stands {count} times: {old}')
    print('1..1')
    bad = bool(faults)
    print(('not ' if bad else '') + 'ok 1 mutations: the lines that mistakes change stand once in their files')
    for fault in faults:
        print('# ' + fault)
    return 1 if bad else 0


def main():
    root = os.path.abspath(sys.argv[1])
    if sys.argv[2:] == ['--check']:
        sys.exit(check(root))
    words = sys.argv[2:]
    copy = os.path.join(root, 'build-mutate')
    build = os.path.join(copy, 'build')
    mistakes = [m for m in read_list(os.path.join(root, 'tests', 'mutations', 'list'))
                if not words or any(w in part for w in words for part in (m[0], *m[2:]))]
    os.makedirs(copy, exist_ok=True)
    copy_tree(root, copy)
    if not os.path.exists(os.path.join(build, 'build.ninja')):
        subprocess.run(['meson', 'setup', build, copy, '-Dgui=false', '-Dwerror=false'], stdout=subprocess.DEVNULL,
                       check=True)
    # The rules are made anew where a file came or went.
    subprocess.run(['ninja', '-C', build, 'build.ninja'], stdout=subprocess.DEVNULL, check=True)
    targets = find_targets(build)
    count = {}
    for name, tests, old, new in mistakes:
        path = os.path.join(copy, name)
        with open(path, encoding='utf-8') as source:
            text = source.read()
        missing = [t for t in tests if t not in targets]
        if text.count(old) != 1 or missing:
            verdict = f'no such test: {missing}' if missing else f'stands {text.count(old)} times in the file'
        else:
            try:
                with open(path, 'w', encoding='utf-8') as target:
                    target.write(text.replace(old, new))
                verdict = run_tests(copy, build, targets, tests)
            finally:
                with open(path, 'w', encoding='utf-8') as target:
                    target.write(text)
        kind = verdict if verdict in ('killed', 'survived') else 'wrong'
        count[kind] = count.get(kind, 0) + 1
        print(f'{verdict:9} {name}: {old.strip()}  →  {new.strip()}', flush=True)
    print(f"{count.get('killed', 0)} of {len(mistakes)} killed, {count.get('survived', 0)} survived")
    sys.exit(count.get('survived', 0) > SURVIVORS_MAX or count.get('wrong', 0) > 0)


if __name__ == '__main__':
    try:
        main()
    except KeyboardInterrupt:
        sys.exit(130)
