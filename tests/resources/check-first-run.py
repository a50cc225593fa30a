#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Holds that a first start touches nothing outside of the folders that XDG names: both programs with an empty home,
in an empty folder, and what is there afterwards. TAP.

Usage: check-first-run.py RELUSCOPE RELUSCOPE-CLI SCHEMAS, with a display and a session bus."""
import os
import subprocess
import sys
import tempfile
import time

RESULTS = []
ID = 'org.reluscope.Reluscope'
# By their defaults: settings, data, state, and what may be thrown away.
XDG = ('.config/', '.local/share/', '.local/state/', '.cache/')


def report(name, wrong):
    RESULTS.append(not wrong)
    print(f"{'not ok' if wrong else 'ok'} {len(RESULTS)} {name}", flush=True)
    for line in wrong if isinstance(wrong, (list, set)) else ():
        print(f'# {line}', flush=True)


def list_files(top):
    return {os.path.relpath(os.path.join(folder, name), top)
            for folder, _, names in os.walk(top) for name in names}


def wait_for(condition, seconds=60):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if condition():
            return True
        time.sleep(0.1)
    return False


def main():
    window, cli, schemas = (os.path.abspath(path) for path in sys.argv[1:])
    with tempfile.TemporaryDirectory() as top:
        home, here, runtime, temporary = (os.path.join(top, name) for name in ('home', 'here', 'runtime', 'temporary'))
        for folder in (home, here, runtime, temporary):
            os.mkdir(folder, 0o700)
        environment = {name: value for name, value in os.environ.items()
                       if not name.startswith('XDG_') and name != 'GSETTINGS_BACKEND'}
        environment.update(HOME=home, XDG_RUNTIME_DIR=runtime, TMPDIR=temporary, GSETTINGS_SCHEMA_DIR=schemas)
        subprocess.run([cli, 'optimal-set', 'gallery:xor'], env=environment, cwd=here, check=True, stdout=subprocess.PIPE)
        report('the command line leaves nothing', list_files(top))

        program = subprocess.Popen([window], env=environment, cwd=here)
        shown = wait_for(lambda: program.poll() is not None or subprocess.run(
            ['xdotool', 'search', '--onlyvisible', '--name', 'Reluscope'], env=environment, check=False,
            capture_output=True).returncode == 0)
        report('the window opens', not shown or program.poll() is not None)
        ended = wait_for(lambda: program.poll() is not None or subprocess.run(
            ['gapplication', 'action', ID, 'quit'], env=environment, check=False, capture_output=True) is None, 20)
        report('and ends when it is asked to', not ended or program.returncode != 0)
        if program.poll() is None:
            program.kill()
            program.wait()
        left = list_files(home)
        report('it writes where XDG says, and nowhere else', {path for path in left if not path.startswith(XDG)})
        report('it leaves no document behind', {path for path in left if 'recovery/' in path})
        report('nothing where it was started, and no temporary file', list_files(here) | list_files(temporary))
    print(f'1..{len(RESULTS)}')
    return 0 if all(RESULTS) else 1


if __name__ == '__main__':
    sys.exit(main())
