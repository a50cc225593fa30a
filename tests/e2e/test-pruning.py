#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The page of pruning."""
import re
import sys
import time

from program import Program, check, main, wait_for, xdo


def pruning_goes_to_the_minimal_network():
    for name, start, narrowest in (('checkerboard', 12, 8), ('polygon-12', 12, 3)):
        with Program('gallery:' + name) as program:
            program.click('push button', '^Pruning$')
            program.label(f'^Start: the interior point of the optimal set, {start} neurons')
            program.click('push button', '^To minimal$')
            sentence = program.label('Minimal with [0-9]+ neurons')
            width = int(re.search('Minimal with ([0-9]+)', sentence).group(1))
            check(f'the narrowest optimal network has {narrowest}.' in sentence
                  or (width == narrowest and 'no optimal network is narrower' in sentence), sentence)
            check('changes no prediction on the data' in sentence, sentence)
            # The other views show that network: its width, and that the data do not notice.
            program.label(f'^{width} neurons$')
            program.label('^Pruned: same on the data')
            program.label(r'^Vertex \d+ of 16$')
            # Back to the start by the list of steps, with the keyboard.
            program.click('push button', '^Step [0-9]+ of')
            wait_for('the list', lambda: program.find('list item', '^Start: 12 neurons'))
            time.sleep(0.3)
            xdo('key', 'Home')
            xdo('key', 'Return')
            program.label('^Start: the interior point')
            program.label('^12 neurons$')
            program.click('push button', '^Leave pruning$')
            program.label('^16 vertices$')


def a_neuron_is_asked_to_go():
    with Program('gallery:checkerboard') as program:
        program.click('push button', '^Pruning$')
        program.label('^Start: the interior point')
        program.click('push button', '^Step forward$')
        program.label('^Neuron [0-9]+’s activations are a combination of those of')
        x, y, width, height = program.area('image', 'Step of pruning')
        # Keys on the picture: to the end of what is known, on, and back.
        xdo('mousemove', x + 4, y + 4, 'click', 1)
        for keys, said in ((['Right'], 'combination'), (['Right', 'Right'], 'No exact step is left'),
                           (['Home'], 'Start: '), (['End'], 'costs least')):
            for key in keys:
                xdo('key', key)
                time.sleep(0.1)
            program.label(said)
        # A neuron that cannot go says why and stays.
        xdo('key', 'Left')
        program.label('Minimal with')
        xdo('key', 'Down')
        xdo('key', 'Delete')
        program.label('cannot go|independent')
        program.label('^9 neurons$')


TESTS = [pruning_goes_to_the_minimal_network, a_neuron_is_asked_to_go]


if __name__ == '__main__':
    sys.exit(main(TESTS))
