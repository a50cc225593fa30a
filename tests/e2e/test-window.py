#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The real program on a real (virtual) display: what a person does with mouse and keyboard, and what
the screen and the screen reader then say."""
import sys

from program import Program, check, drag, lambda_shown, main, wait_for, xdo


def shows_a_gallery_set():
    with Program('gallery:checkerboard') as program:
        program.label('^Certified: gap')
        program.label('^narrowest 8$')
        program.label('^Not unique$')
        program.label('^dimension 3$')
        program.label('^16 minimal networks$')
        check(abs(lambda_shown(program) - 0.1155) < 1e-3, 'λ is not 0.1 λ_max')


def lambda_follows_the_drag():
    with Program('gallery:checkerboard') as program:
        before = lambda_shown(program)
        x, y, width, height = program.area('slider', '^λ on the')
        # The knob is on the line, which is as wide as the picture of the path above it.
        left, _, span, _ = program.area('image', '^Solution path$')
        knob = (left + span // 3, y + round(height * 0.63))

        def held():
            wait_for('another λ while the button is held',
                     lambda: lambda_shown(program) < before / 3)
            return program.label('^Certified: gap|^On the path: gap')

        drag(knob, (knob[0] + span // 3, knob[1]), during=held)
        check(0.01 < lambda_shown(program) / before < 0.3, 'not a decade lower')
        program.label('^Certified: gap')


def lambda_takes_an_exact_value():
    with Program('gallery:checkerboard') as program:
        program.label('^dimension 3$')
        program.click('text', 'fraction')
        xdo('key', 'ctrl+a')
        xdo('type', '0.5')
        xdo('key', 'Return')
        program.label('^Unique')
        check(abs(lambda_shown(program) - 0.57735) < 1e-4, 'λ is not 0.5 λ_max')
        # A fraction is taken; what is no λ is explained where one looks.
        program.click('text', 'fraction')
        xdo('key', 'ctrl+a')
        xdo('type', '1/3')
        xdo('key', 'Return')
        wait_for('a third', lambda: abs(lambda_shown(program) - 1.1547005 / 3) < 1e-4)
        xdo('key', 'ctrl+a')
        xdo('type', '3/1')
        xdo('key', 'Return')
        wait_for('why', lambda: program.find(None, 'is no fraction of'))
        check(abs(lambda_shown(program) - 1.1547005 / 3) < 1e-4, 'λ moved')


def keys_of_the_window():
    with Program('gallery:xor') as program:
        program.label('^Unique')
        program.label(r'^Neurons \(4\)')
        xdo('key', 'F9')
        picture = ('image', 'Function of the picked network')
        wait_for('no side panel', lambda: program.area(*picture)[0] < 60)
        xdo('key', 'F9')
        wait_for('the side panel', lambda: program.area(*picture)[0] > 300)
        xdo('key', 'ctrl+g')
        wait_for('the gallery', lambda: program.find('label', '^Regular polygon$'))
        # The fourth: before it are two that begin a drawing.
        xdo('key', 'Down', 'Down', 'Down', 'Return')
        program.label('^dimension 5$')
        program.label('^narrowest 3$')


def one_panel_alone():
    with Program('gallery:xor') as program:
        program.label('^Unique')
        before = program.area('image', '^Solution path$')
        program.click('push button', '^Show the path alone$')
        wait_for('a larger picture',
                 lambda: program.area('image', '^Solution path$')[3] > 1.5 * before[3])
        check(not program.find('image', 'Function of the picked network'), 'the others are there')
        xdo('key', 'F11')
        wait_for('all of them', lambda: program.find('image', 'Function of the picked network'))


TESTS = [shows_a_gallery_set, lambda_follows_the_drag, lambda_takes_an_exact_value,
         keys_of_the_window, one_panel_alone]


if __name__ == '__main__':
    sys.exit(main(TESTS))
