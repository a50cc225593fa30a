#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""From the first start, by the mouse alone: how many drags and clicks it takes to what the program is for."""
import os
import sys
import time

from program import Program, check, drag, main, wait_for, xdo

# With its settings, which know that it has never been started; the other tests do without.
os.environ['GSETTINGS_SCHEMA_DIR'] = os.environ['RELUSCOPE_SCHEMAS']
clicks = 0


def click(program, role, name):
    """One click of a person, who sees where it goes."""
    global clicks
    clicks += 1
    program.click_at_rest(role, name)


def one_drag_turns_the_polytope():
    with Program() as program:
        program.label('^dimension 3$')
        name = ('image', 'Set of all optimal networks')
        x, y, width, height = program.area(*name)
        xdo('mousemove', 200, 5)
        time.sleep(0.5)
        before = program.picture(*name)[3]
        drag((x + 30, y + height - 30), (x + 110, y + height - 70))
        xdo('mousemove', 200, 5)
        wait_for('another view', lambda: program.picture(*name)[3] != before)
        program.label('^12 neurons$')


def two_clicks_prune():
    global clicks
    clicks = 0
    with Program() as program:
        program.label('^dimension 3$')
        click(program, 'push button', '^Pruning$')
        program.label('^Start: the interior point')
        click(program, 'push button', '^Step forward$')
        program.label('^Neuron [0-9]+’s activations are a combination of those of')
        program.label('^11 neurons$')
        check(clicks <= 2, f'{clicks} clicks')


def three_clicks_answer_the_first_lesson():
    global clicks
    clicks = 0
    with Program() as program:
        click(program, 'list item', '^What training finds$')
        program.label('Where will the five runs end')
        click(program, 'push button', '^At different weights, all with the same objective$')
        wait_for('the reply', lambda: program.find('alert', 'That is what happens here'))
        check(clicks <= 3, f'{clicks} clicks')

        def is_in_sight():
            _, top, _, height = program.area('alert', 'That is what happens here')
            return top + height <= program.area('push button', 'Next$')[1]
        wait_for('the reply in sight', is_in_sight)


TESTS = [one_drag_turns_the_polytope, two_clicks_prune, three_clicks_answer_the_first_lesson]


if __name__ == '__main__':
    sys.exit(main(TESTS))
