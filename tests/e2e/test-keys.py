#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A story from the gallery to an export by keys alone."""
import re
import sys

from program import Focus, Program, check, lambda_shown, main, wait_for, wait_for_the_path, xdo


def press_until(program, key, name, times=60):
    """The key until what has the focus is called so."""
    for _ in range(times):
        if re.search(name, focus.name()):
            return
        xdo('key', key)
        focus.wait()
    raise AssertionError(f'{key} does not lead to {name}, but to {focus.name()}')


focus = Focus()


def a_story_by_keys_alone():
    with Program('gallery:xor') as program:
        program.label('^Unique')
        xdo('key', 'ctrl+g')
        wait_for('the gallery', lambda: program.find('label', '^Regular polygon$'))
        press_until(program, 'Down', '^Checkerboard$')
        xdo('key', 'Return')
        program.label('^dimension 3$')
        # λ a little, then on its way, then where it was.
        press_until(program, 'F6', '^λ on the solution path$')
        before = lambda_shown(program)
        xdo('key', 'Up')
        wait_for('a larger λ', lambda: lambda_shown(program) > before)
        wait_for_the_path(program)
        xdo('key', 'space')
        wait_for('λ on its way', lambda: lambda_shown(program) < before)
        xdo('key', 'space')
        press_until(program, 'shift+Tab', '^λ as a fraction')
        xdo('key', 'ctrl+a')
        xdo('type', '0.1')
        xdo('key', 'Return')
        program.label('^dimension 3$')
        press_until(program, 'F6', '^Set of all optimal networks$')
        xdo('key', 'Next')
        program.label('^Vertex 1 of 16$')
        # The deck: the page after the path; a neuron of the start goes, and comes back.
        press_until(program, 'F6', '^Solution path$')
        xdo('key', 'ctrl+Next')
        program.label('^Start: the interior point')
        # Round the tabs, also from what would scroll or count with these keys.
        press_until(program, 'F6', '^λ on the solution path$')
        before = lambda_shown(program)
        xdo('key', 'ctrl+Next')
        wait_for('the page after', lambda: program.find('image', '^Certificate'))
        press_until(program, 'F6', '^Standardise$')
        press_until(program, 'Tab', '^Neuron 1 on an axis$')
        xdo('key', 'ctrl+Prior')
        program.label('^Start: the interior point')
        check(lambda_shown(program) == before, 'λ has moved')
        press_until(program, 'F6', '^Step of pruning$')
        xdo('key', 'Down')
        xdo('key', 'Delete')
        program.label('combination of those of')
        program.label('^picked: 11 of 12 neurons$')
        xdo('key', 'Left')
        program.label('^Start: the interior point')
        xdo('key', 'Right')
        program.label('^picked: 11 of 12 neurons$')
        xdo('key', 'ctrl+z')
        program.label('^Start: the interior point')
        xdo('key', 'ctrl+shift+z')
        program.label('^picked: 11 of 12 neurons$')
        xdo('key', 'ctrl+z')
        program.label('^Start: the interior point')
        press_until(program, 'shift+Tab', '^Export the picture of pruning$')
        xdo('key', 'Return')
        wait_for('the dialog', lambda: 'Export Picture' in xdo('getactivewindow', 'getwindowname'))
        xdo('key', 'Escape')
        wait_for('the window again', lambda: 'Reluscope' in xdo('getactivewindow', 'getwindowname'))
        # Presented, number keys choose pages from a button, and are typed where one types.
        xdo('key', 'F5')
        press_until(program, 'Tab', '^To the next event$')
        xdo('key', '5')
        wait_for('the fifth page', lambda: program.find('image', '^Certificate'))
        press_until(program, 'Tab', '^λ as a fraction')
        before = lambda_shown(program)
        xdo('key', 'ctrl+a')
        xdo('type', '0.3')
        xdo('key', 'Return')
        wait_for('λ as it was typed', lambda: lambda_shown(program) > before)
        check(program.find('image', '^Certificate'), 'a digit that was typed chose a page')


TESTS = [a_story_by_keys_alone]


if __name__ == '__main__':
    sys.exit(main(TESTS))
