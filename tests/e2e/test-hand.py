#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Points edited by hand in the picture of the function: every gesture, with real pointer and keys, in one window."""
import os
import sys
import tempfile
import time

from points import Hand
from program import Program, check, drag, main, wait_for, xdo

TRAINING = ('-1,-1,1\n' '1,1,1\n' '-1,1,-1\n' '1,-1,-1\n')


def rows_are(program, n, after=''):
    wait_for(f'{n} rows {after}', lambda: program.find('label', rf'^{n} rows?[,; ]'))


def every_gesture_edits_the_points():
    with tempfile.TemporaryDirectory() as folder:
        path = folder + '/drawn.csv'
        with open(path, 'w') as file:
            file.write('x1,x2,y\n' + TRAINING)
        with Program(path) as program:
            rows_are(program, 4)
            program.label('^Certified')
            hand = Hand(program)
            hand.point(0, 0)
            xdo('click', 1)
            xdo('key', 'e')
            wait_for('the class of the pen', lambda: program.find('combo box', '') or program.find(None, 'Class of'))
            # A click adds a point of the chosen class, the right button and Shift one of the other.
            hand.click(-0.5, 0)
            rows_are(program, 5, 'after a click')
            hand.target(-0.5, 0, '1')
            hand.click(0, 0.5, 3)
            rows_are(program, 6, 'after a click of the right button')
            hand.target(0, 0.5, '-1')
            xdo('keydown', 'shift')
            hand.click(0, -0.5)
            rows_are(program, 7, 'after a click with Shift')
            xdo('keyup', 'shift')
            hand.target(0, -0.5, '-1')
            wait_for('the title', lambda: '(edited)' in program.title())
            # F changes the sign, the wheel and plus the value.
            hand.point(0, -0.5)
            xdo('key', 'f')
            hand.target(0, -0.5, '1')
            hand.point(0, -0.5)
            xdo('key', 'f')
            hand.target(0, -0.5, '-1')
            xdo('click', 4)
            hand.target(0, -0.5, '-0.9')
            xdo('key', 'minus')
            hand.target(0, -0.5, '-1')
            # A drag moves the point, on the grid with Shift, and is one change.
            xdo('keydown', 'shift')
            drag(hand.at(0, -0.5), hand.at(0.9, -0.1))
            xdo('keyup', 'shift')
            check('x1 = 1, x2 = 0,' in hand.under(1, 0), hand.under(1, 0))
            xdo('key', 'ctrl+z')
            hand.under(0, -0.5)
            xdo('key', 'ctrl+shift+z')
            hand.under(1, 0)
            # Escape in a drag puts back what is held.
            drag(hand.at(1, 0), hand.at(1.2, -0.4), during=lambda: xdo('key', 'Escape'))
            hand.under(1, 0)
            # What is around is selected and deleted; undone.
            drag(hand.at(-1.3, -1.3), hand.at(-0.7, 1.3))
            xdo('key', 'Delete')
            rows_are(program, 5, 'after the selected ones are gone')
            xdo('key', 'ctrl+z')
            rows_are(program, 7, 'after that is undone')
            # All, duplicated beside themselves, and the copies deleted.
            xdo('key', 'ctrl+a')
            xdo('key', 'ctrl+d')
            rows_are(program, 14, 'after all are duplicated')
            xdo('key', 'Delete')
            rows_are(program, 7, 'after the copies are gone')
            # Arrows move what is selected by a pixel, with Shift by ten.
            hand.click(0, 0.5)
            pixel = 1 / hand.unit
            start = hand.across(0, 0.5)
            xdo('key', 'Right')
            wait_for('a step', lambda: abs(hand.across(0, 0.5) - start - pixel) < pixel / 2)
            xdo('key', 'shift+Right')
            wait_for('ten steps', lambda: abs(hand.across(11 * pixel, 0.5) - start - 11 * pixel) < pixel / 2)
            # Escape puts the pen away: a click adds nothing.
            xdo('key', 'Escape')
            wait_for('the pen to be away', lambda: not program.find('combo box', '^Class'))
            hand.click(0.7, 0.7)
            program.label('^Certified')
            rows_are(program, 7)
            # Saved and opened again: the same points.
            xdo('key', 'ctrl+s')
            time.sleep(1.5)
            xdo('key', 'ctrl+a')
            xdo('type', folder + '/mine')
            xdo('key', 'Return')
            wait_for('the file', lambda: os.path.exists(folder + '/mine.reluscope'))
        with Program(folder + '/mine.reluscope') as program:
            rows_are(program, 7)
            program.label('^Certified')
            program.label(r'^drawn.csv \(edited\)$')


def a_crash_in_a_drawing_loses_a_second_at_most():
    with tempfile.TemporaryDirectory() as home:
        path = home + '/drawn.csv'
        with open(path, 'w') as file:
            file.write('x1,x2,y\n' + TRAINING)
        with Program(path, home=home) as program:
            rows_are(program, 4)
            program.label('^Certified')
            hand = Hand(program)
            hand.point(0, 0)
            xdo('click', 1)
            xdo('key', 'e')
            for k in range(5):
                hand.click(-1 + 0.5 * k, 0)
            rows_are(program, 9)
            time.sleep(1.2)
            program.process.kill()
            program.process.wait()
        with Program('gallery:xor', home=home) as program:
            program.window('^Recover 1 Document')
            program.press('push button', 'Recover')
            program.window(r'^drawn.csv \(edited\) •')
            rows_are(program, 9)


TESTS = [every_gesture_edits_the_points, a_crash_in_a_drawing_loses_a_second_at_most]


if __name__ == '__main__':
    sys.exit(main(TESTS))
