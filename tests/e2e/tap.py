# SPDX-License-Identifier: GPL-3.0-or-later
"""Tests that are functions, one after the other, told as TAP; the name of each is what it holds."""
import sys


class Skip(Exception):
    """Why a test cannot be done here."""


def run(tests, stream=None):
    """0, or 1 where one of them failed. On standard output, or on @stream."""
    def say(line):
        print(line, file=stream or sys.stdout, flush=True)

    say(f'1..{len(tests)}')
    failed = 0
    for number, test in enumerate(tests, 1):
        name = test.__name__.replace('_', ' ')
        try:
            test()
            say(f'ok {number} {name}')
        except Skip as reason:
            say(f'ok {number} {name} # SKIP {reason}')
        except Exception as error:      # told, and the next one has its turn
            failed += 1
            say(f'not ok {number} {name}\n# ' + repr(error).replace('\\n', '\n# '))
    return 1 if failed else 0
