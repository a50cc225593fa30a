#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The picture of the set: its marker, its view, its vertices."""
import re
import sys
import time

from program import Program, check, drag, main, wait_for, xdo


SUPERSCRIPTS = str.maketrans('⁰¹²³⁴⁵⁶⁷⁸⁹', '0123456789')


def the_marker_moves_the_network():
    with Program('gallery:checkerboard') as program:
        program.label('^dimension 3$')
        program.label('^12 neurons$')
        # Along the set in the convex space, then back a little in the curved one.
        for half, right, down in ((0, 30, 12), (1, -20, 0)):
            start = program.marker(half)
            drag(start, (start[0] + right, start[1] + down))
            end = program.marker(half)
            check(abs(end[0] - start[0] - right) < 12 and abs(end[1] - start[1] - down) < 12,
                  f'dragged from {start}, now at {end}')
            fit = program.label('^Training fit')
            match = re.search('within (?:[0-9.]+×)?10⁻([⁰¹²³⁴⁵⁶⁷⁸⁹]+)', fit)
            check('exactly' in fit or int(match.group(1).translate(SUPERSCRIPTS)) >= 9, fit)


def the_set_turns_and_zooms():
    with Program('gallery:checkerboard') as program:
        program.label('^dimension 3$')
        name = ('image', 'Set of all optimal networks')
        x, y, width, height = program.area(*name)
        corner = (x + 30, y + height - 30)
        xdo('mousemove', *corner, 'click', 1)
        xdo('mousemove', 200, 5)
        time.sleep(0.5)
        first = program.picture(*name)[3]
        for key in ('shift+Right', 'shift+Up', 'plus'):
            before = program.picture(*name)[3]
            xdo('key', key)
            wait_for('a change by ' + key, lambda: program.picture(*name)[3] != before)
        # The view goes back and forth by itself.
        xdo('key', '--repeat', 3, 'alt+Left')
        wait_for('the first view after Alt+Left', lambda: program.picture(*name)[3] == first)
        xdo('key', '--repeat', 3, 'alt+Right')
        wait_for('another view after Alt+Right', lambda: program.picture(*name)[3] != first)
        xdo('key', 'Home')
        wait_for('the first view after Home', lambda: program.picture(*name)[3] == first)
        drag(corner, (corner[0] + 80, corner[1] - 40))
        turned = program.picture(*name)[3]
        check(turned != first, 'the drag turned nothing')
        xdo('mousemove', *corner, 'click', 4)
        wait_for('a zoom by the wheel', lambda: program.picture(*name)[3] != turned)
        xdo('click', '--repeat', 2, '--delay', 60, 1)
        xdo('key', 'Home')
        xdo('mousemove', 200, 5)
        wait_for('the first view again', lambda: program.picture(*name)[3] == first)


def vertices_are_picked():
    with Program('gallery:checkerboard') as program:
        program.click('push button', '^Next vertex$')
        program.label('^Vertex 1 of 16$')
        program.click('push button', '^Next vertex$')
        program.label('^Vertex 2 of 16$')
        program.click('push button', '^Previous vertex$')
        program.label('^Vertex 1 of 16$')
        xdo('mousemove', *program.marker())
        program.label(r'^Vertex \d+: [89] neurons')
        program.click('push button', '^Narrowest$')
        program.label('^picked: 8 of 12 neurons$')
        program.click('push button', '^Interior$')
        program.label('^12 neurons$')


TESTS = [the_marker_moves_the_network, the_set_turns_and_zooms, vertices_are_picked]


if __name__ == '__main__':
    sys.exit(main(TESTS))
