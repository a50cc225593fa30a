#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The page of training."""
import sys

from program import Program, check, main, wait_for, xdo


def networks_are_trained_stopped_and_scrubbed():
    with Program('gallery:sine') as program:
        program.label('^Certified: gap')
        program.click('push button', '^Training$')
        program.label('see where each of them ends')
        program.click('push button', '^Train$')
        # A fast machine may be at the end already; else it is stopped where the pointer rests.
        said = program.label('^Seed 1( after [0-9]+ steps|: )')
        program.label('^shown: 20 trained neurons$')
        if ' after ' in said:
            xdo('click', 1)
        # What it has come to, with its numbers and the gap.
        sentence = program.label('^Seed 1: .*over all patterns')
        check('above the optimum' in sentence or 'at the optimum' in sentence, sentence)
        program.label('^Distance to the optimal set: ')
        x, y, width, height = program.area('image', 'Training over its steps')
        xdo('mousemove', x + width // 2, y + height // 2, 'click', 1)
        program.label('^Seed [0-9]+ after [0-9]+ steps')
        for key, said in (('Home', '^Seed [0-9]+ after 0 steps'), ('Right', '^Seed [0-9]+ after [1-9]'),
                          ('End', '^Seed [0-9]+: ')):
            xdo('key', key)
            program.label(said)
        program.click('push button', '^Leave training$')
        wait_for('the picked network', lambda: not program.find('label', 'trained neurons'))


TESTS = [networks_are_trained_stopped_and_scrubbed]


if __name__ == '__main__':
    sys.exit(main(TESTS))
