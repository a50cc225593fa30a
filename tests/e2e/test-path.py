#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""λ on its way along the solution path: played, dragged, stepped."""
import sys
import time

from program import Program, check, drag, lambda_shown, main, wait_for, wait_for_the_path, xdo


def ratio_shown(program):
    return lambda_shown(program) / 1.1547005383792517


def the_path_plays():
    with Program('gallery:checkerboard') as program:
        wait_for_the_path(program)
        # Looked up before: every question waits for a frame while it plays, and the tree is large.
        place = program.find('label', r'^= [0-9.e+-]+$')
        certificate = program.find('label', '^Certified: gap')
        xdo('mousemove', *program.center('push button', '^Play$'), 'click', 1)
        wait_for('λ on its way', lambda: float(place.name_now()[2:]) / 1.1547 < 0.07)
        check(certificate.name_now().startswith('On the path: gap'), certificate.name_now())
        xdo('click', 1)
        program.label('^Certified: gap')
        held = ratio_shown(program)
        check(held > 0.002, f'paused at {held}')
        time.sleep(0.5)
        check(ratio_shown(program) == held, 'λ moves after Pause')
        # The keys, on the bar and on a picture.
        xdo('key', 'End')
        wait_for('the end', lambda: abs(ratio_shown(program) - 0.001) < 1e-6)
        xdo('key', 'Home')
        wait_for('the beginning', lambda: abs(ratio_shown(program) - 1) < 1e-3)
        program.label('^picked: 0 of 4 neurons$')
        program.click('image', 'Function of the picked network')
        xdo('key', 'Right')
        wait_for('an event', lambda: 0.3 < ratio_shown(program) < 1)
        xdo('key', 'space')
        wait_for('λ on its way', lambda: float(place.name_now()[2:]) / 1.1547 < 0.3)
        xdo('key', 'space')
        program.label('^Certified: gap')
        check(ratio_shown(program) > 0.002, 'not paused')


def the_cursor_of_the_path_is_dragged():
    with Program('gallery:checkerboard') as program:
        wait_for_the_path(program)
        x, y, width, height = program.area('image', '^Solution path$')
        middle = y + height // 2
        drag((x + width // 2, middle), (x + width * 3 // 4, middle))
        right = ratio_shown(program)
        check(right < 0.05, f'dragged to the right, now at {right}')
        drag((x + width * 3 // 4, middle), (x + 4, middle))
        check(abs(ratio_shown(program) - 1) < 1e-3, 'dragged to the left end')
        # The line of λ is under the picture: the same λ at the same place.
        drag((x + width // 2, middle), (x + width * 3 // 5, middle))
        above = ratio_shown(program)
        _, y, _, height = program.area('slider', '^λ on the')
        drag((x + width // 2, y + round(height * 0.63)), (x + width * 3 // 5, y + round(height * 0.63)))
        check(abs(ratio_shown(program) / above - 1) < 0.01, f'scrubbed to {ratio_shown(program)}')


def space_plays_from_the_beginning():
    with Program('gallery:checkerboard') as program:
        wait_for_the_path(program)
        check(program.find('list item', '^Neuron 1$'), 'the rows of neurons have no names')
        place = program.find('label', r'^= [0-9.e+-]+$')
        xdo('key', 'space')
        wait_for('λ on its way', lambda: float(place.name_now()[2:]) / 1.1547 < 0.09)
        xdo('key', 'space')
        program.label('^Certified: gap')


TESTS = [the_path_plays, the_cursor_of_the_path_is_dragged, space_plays_from_the_beginning]


if __name__ == '__main__':
    sys.exit(main(TESTS))
