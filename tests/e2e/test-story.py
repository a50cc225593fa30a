#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The whole story in one go, as a hand does it: a table is opened and read, points are edited, λ is dragged and played, the
set is turned, networks are picked, walked between, trained and pruned, all is undone to the start and done again, presented,
exported, saved, opened again and compared."""
import json
import os
import re
import subprocess
import sys
import tempfile
import time
from xml.etree import ElementTree

import pyatspi

from points import Hand
from program import Program, check, drag, lambda_shown, main, wait_for, wait_for_the_path, xdo

CLI = os.environ['RELUSCOPE_CLI']
SET = ('image', 'Set of all optimal networks')
# The checkerboard: of three classes the first is 1, every other class −1.
POINTS = ('x1,x2,field\n' '0,1,black\n' '0,-1,black\n' '1,0,black\n' '-1,0,black\n'
          '1,1,corner\n' '1,-1,corner\n' '-1,1,corner\n' '-1,-1,corner\n' '0,0,middle\n')
MAX = 1.1547005383792517
# At 0.1 λ_max.
OBJECTIVE = 1.9456199837599344


def titled(program, expression):
    wait_for('the title ' + expression, lambda: re.search(expression, program.title()))


def write(text):
    xdo('key', 'ctrl+a')
    xdo('type', '--', text)
    xdo('key', 'Return')


def fraction(program, text):
    program.click('text', '^λ as a fraction')
    write(text)
    wait_for('λ = ' + text, lambda: abs(lambda_shown(program) / MAX - float(text)) < 1e-3 * float(text))
    program.label('^Certified: gap')


def active(expression):
    wait_for('the window ' + expression, lambda: re.search(expression, xdo('getactivewindow', 'getwindowname')))


def choose_file(program, title, path):
    """In the dialog with that title; until the program is back."""
    active(title)
    program.window(title)
    wait_for('the entry', lambda: program.find('text', '^Name:'))
    xdo('key', 'ctrl+a')
    xdo('type', '--', path)
    xdo('key', 'Return')


def state(program):
    """What the status line and the list of neurons say, λ, and which data there are."""
    said, neurons = [], 0
    for node in program.walk():
        if node.role == 'status bar':
            said += [part.name for part in node.walk() if part.role == 'label' and part.is_shown()]
        elif node.role == 'list item' and node.name.startswith('Neuron '):
            neurons += 1
        elif node.role == 'label' and re.search(r'^(= [0-9.e+-]+|Neurons \(\d+\)|\d+ rows.*)$', node.name) and node.is_shown():
            said.append(node.name)
    return said + [neurons]


def comparison(program):
    """What the page says of the two networks, when it does."""
    return program.label(r'^At λ = .*\n')


def press_until(program, keys, button, title):
    """The keys until the title is such a one, or the button that does the same can do no more; how often."""
    for count in range(200):
        if not program.find('push button', button).has_state(pyatspi.STATE_SENSITIVE) or re.search(title, program.title()):
            return count
        xdo('key', keys)
    raise AssertionError('no end of ' + keys)


def the_whole_story():
    with tempfile.TemporaryDirectory() as folder:
        table, document = folder + '/board.csv', folder + '/story.reluscope'
        with open(table, 'w', encoding='utf-8') as file:
            file.write(POINTS)
        with Program('gallery:xor') as program:
            own = program.window_path
            program.label('^Unique')
            wait_for_the_path(program)
            first = state(program)
            # Opened and imported.
            xdo('key', 'ctrl+o')
            active('^Open$')
            xdo('key', 'ctrl+l')
            time.sleep(0.5)
            write(table)
            program.window('^Open .board.csv')
            program.label('target field: black .1, every other class')
            xdo('key', 'Return')
            program.window_path = own
            titled(program, '^board.csv')
            program.label('^dimension 3$')
            wait_for_the_path(program)
            opened = state(program)

            # A point more by the pen, moved, and taken away again.
            hand = Hand(program)
            hand.click(-0.5, 0.4)
            xdo('key', 'e')
            wait_for('the pen', lambda: program.find('combo box', '^Class'))
            hand.click(-0.5, 0.4)
            program.label('^10 rows[,; ]')
            titled(program, '^board.csv .edited. •')
            hand.under(-0.5, 0.4)
            drag(hand.at(-0.5, 0.4), hand.at(-0.3, 0.5))
            hand.under(-0.3, 0.5)
            xdo('key', 'Delete')
            program.label('^9 rows')
            xdo('key', 'Escape')
            program.label('^dimension 3$')

            # λ dragged, typed, played and paused.
            wait_for_the_path(program)
            x, y, width, height = program.area('image', '^Solution path$')
            drag((x + width // 2, y + height // 2), (x + width * 3 // 4, y + height // 2))
            wait_for('a smaller λ', lambda: lambda_shown(program) < 0.06 * MAX)
            fraction(program, '0.1')
            place = program.find('label', r'^= [0-9.e+-]+$')
            program.click('push button', '^Play$')
            wait_for('λ on its way', lambda: float(place.name_now()[2:]) < 0.09 * MAX)
            program.click('push button', '^Pause$')
            program.label('^Certified: gap')
            fraction(program, '0.1')
            program.label('^dimension 3$')

            # The set turned, and networks of it picked.
            x, y, width, height = program.area(*SET)
            before = program.picture(*SET)[3]
            drag((x + 30, y + height - 30), (x + 110, y + height - 70))
            wait_for('another view', lambda: program.picture(*SET)[3] != before)
            program.click('push button', '^Next vertex$')
            program.label('^Vertex 1 of 16$')
            program.click('push button', '^Narrowest$')
            program.label('^picked: 8 of 12 neurons$')

            # From one to another on a way of optimal networks.
            program.click('push button', '^Widths$')
            program.click('push button', '^Walk from here')
            vertex = re.compile(r'^Vertex ([0-9]+) of 16$')
            for _ in range(4):
                before = program.find('label', vertex.pattern)
                program.click('push button', '^Next vertex$')
                wait_for('another vertex', lambda: program.label(vertex.pattern) != (before and before.name))
            program.click('push button', '^Walk to here$')
            program.click('push button', '^Play the walk')
            program.click('push button', '^Forget the walk')

            # Trained networks, and back.
            program.click('push button', '^Training$')
            program.click('push button', '^Train$')
            program.label('^shown: [0-9]+ trained neurons$')
            program.label('^Seed 1: .*over all patterns')
            program.click('push button', '^Leave training$')
            wait_for('the picked network', lambda: not program.find('label', 'trained neurons'))

            # Pruned to the end, back, and forward.
            program.click('push button', '^Interior$')
            program.label('^12 neurons$')
            program.click('push button', '^Pruning$')
            program.label('^Start: the interior point of the optimal set, 12 neurons')
            program.click('push button', '^To minimal$')
            program.label('Minimal with [0-9]+ neurons')
            program.label('^Pruned: same on the data')
            xdo('mousemove', *[at + 4 for at in program.area('image', 'Step of pruning')[:2]], 'click', 1)
            xdo('key', 'Home')
            program.label('^Start: the interior point')
            program.label('^12 neurons$')
            xdo('key', 'End')
            program.label('Minimal with [0-9]+ neurons')
            program.click('push button', '^Leave pruning$')
            program.label('^16 vertices$|^Vertex ')

            # Undone to what was opened, and to what was there before; and done again.
            last = state(program)
            undone = press_until(program, 'ctrl+z', '^Undo', '^board.csv – ')
            check(undone > 8, f'{undone} changes undone')
            wait_for('the data as opened', lambda: state(program) == opened)
            undone += press_until(program, 'ctrl+z', '^Undo', '^Nothing')
            titled(program, '^XOR')
            wait_for('the first state', lambda: state(program) == first)
            redone = press_until(program, 'ctrl+shift+z', '^Redo', '^Nothing')
            check(redone == undone, f'{redone} of {undone} changes done again')
            titled(program, '^board.csv .edited. •')
            wait_for('the last state', lambda: state(program) == last)

            # Presented, in larger text, and not.
            width = program.area('label', '^Optimal set$')[2]
            xdo('key', 'F5')
            wait_for('larger text', lambda: program.area('label', '^Optimal set$')[2] > 1.15 * width)
            xdo('key', 'F5')
            wait_for('text as before', lambda: program.area('label', '^Optimal set$')[2] == width)

            # Pinned, so that what is opened again has something to compare with; another network then.
            program.click('push button', '^Compare$')
            program.click('push button', '^Pin This Network$')
            program.click('push button', '^Narrowest$')
            program.label('^picked: 8 of 12 neurons$')
            compared = comparison(program)
            check('Objective: 1.94562 for both' in compared, compared)

            # A picture exported.
            program.click('push button', '^Export the function picture$')
            program.window('^Export Picture$')
            active('^Export Picture$')
            program.click_at_rest('push button', 'Save…')
            choose_file(program, '^Export|^Save', folder + '/picture')
            wait_for('the picture', lambda: ElementTree.parse(folder + '/picture.svg').getroot().tag.endswith('svg'))
            program.window_path = own
            active('Reluscope$')

            # Saved: what the command line reads is the optimum on show.
            last = state(program)
            xdo('key', 'ctrl+s')
            choose_file(program, '^Save', folder + '/story')
            program.window_path = own
            titled(program, '^story – Reluscope$')
            solved = json.loads(subprocess.run([CLI, 'solve', document, '--json', '-'], check=True, capture_output=True,
                                               text=True).stdout)
            check(solved['n'] == 9 and abs(solved['objective'] - OBJECTIVE) < 1e-8, str(solved['objective']))
            check(abs(solved['lambda'] / lambda_shown(program) - 1) < 1e-3, str(solved['lambda']))
            xdo('key', 'ctrl+w')
            program.ends()

        # Opened again: the same to see, and, saved under another name, the same to the last letter.
        with Program(document) as program:
            own = program.window_path
            titled(program, '^story – Reluscope$')
            wait_for('what was saved', lambda: state(program) == last)
            program.click('push button', '^Compare$')
            wait_for('what was compared', lambda: comparison(program) == compared)
            xdo('key', 'ctrl+shift+s')
            choose_file(program, '^Save', folder + '/again')
            program.window_path = own
            titled(program, '^again – Reluscope$')
            with open(document, encoding='utf-8') as one, open(folder + '/again.reluscope', encoding='utf-8') as other:
                check(one.read() == other.read(), 'the document that was opened again is another one')


if __name__ == '__main__':
    sys.exit(main([the_whole_story]))
