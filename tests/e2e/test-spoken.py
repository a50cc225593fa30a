#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a screen reader is told: the whole tree of the window, with every page, popover and dialog.

Not the file chooser: it is no part of the program. The desktop shows it in a process of its own, or GTK does where there
is no portal, with names that are the desktop's or GTK's; the program gives it a title and filters only."""
import os
import re
import sys
import tempfile
import time

import pyatspi

from program import TIMEOUT, Program, check, main, wait_for, xdo

# What a person can act on or stop at: without a name it is only "button".
CONTROLS = {'alert', 'check box', 'check menu item', 'combo box', 'image', 'level bar', 'link', 'list',
            'list item', 'menu', 'menu item', 'page tab', 'progress bar', 'push button',
            'radio button', 'radio menu item', 'scroll bar', 'slider', 'spin button', 'table', 'text',
            'toggle button', 'tool bar'}
# A name that no person gave. Fillers without the focus are parts of GTK that nobody stops at.
TYPE = re.compile('^(Gtk|Adw|Rsc|Gdk)[A-Z]')


def faults_of(node):
    """What is wrong with the words of one accessible."""
    name, role = node.name, node.role
    focusable = node.has_state(pyatspi.STATE_FOCUSABLE)
    own = role in CONTROLS or focusable and role not in ('scroll pane', 'frame')
    if own and not name.strip():
        yield 'has no name'
    if TYPE.match(name) and (own or name.startswith('Rsc') or role != 'filler'):
        yield 'is called by its type'
    if own and re.search(r'(^| )_\w', name):
        yield 'has its mnemonic in its name'
    words = name.split()
    if own and len(words) > 1 and len(words) % 2 == 0 and words[:len(words) // 2] == words[len(words) // 2:]:
        yield 'is said twice'
    if own and name and node.description == name:
        yield 'is described by its name'


def is_silent(node):
    """Whether it is a picture, no icon, that does not say what it shows."""
    return node.role == 'image' and not node.description and node.extents()[2] > 100


def describe_place(node):
    """The named accessibles that it stands in."""
    names = []
    while node := node.parent:
        if node.name:
            names.append(node.name)
    return ' in '.join(names[:3])


def read_tree(program):
    """How many accessibles, how many controls among them, what is wrong; None while a picture is silent."""
    count, controls, faults = 0, 0, set()
    for node in program.walk():
        count += 1
        try:
            role, name = node.role, node.name
            if is_silent(node):
                return None
            for fault in faults_of(node):
                faults.add(f'{role} “{name}” ({node.description}) in {describe_place(node)} {fault}')
            controls += role in CONTROLS
        except Exception:       # gone while it was read
            continue
    return count, controls, faults


def check_tree(program, where, least=1, more_than=0):
    """Everything in the window now: at least so many controls, more accessibles than before. Their number."""
    def read():
        tree = read_tree(program)
        return tree if tree and tree[0] > more_than else None
    count, controls, faults = wait_for('the tree of ' + where, read, 3 * TIMEOUT)
    check(not faults, f'{where}: ' + '; '.join(sorted(faults)))
    check(controls >= least, f'{where}: {controls} controls only')
    return count


def open_all_drop_downs(program, where, count):
    """Opens every drop-down on show, one after the other; how many there were."""
    names = [node.name for node in program.walk() if node.role == 'combo box' and node.is_shown()]
    for name in names:
        open_and_check(program, f'{where}, {name}', 'combo box', '^' + re.escape(name) + '$', count)
    return len(names)


def count_accessibles(program):
    return sum(1 for _ in program.walk())


def open_and_check(program, where, role, expression, count):
    """@count: accessibles while nothing is open."""
    def opens():
        """A click that comes while what was open before goes is lost."""
        program.click(role, expression)
        try:
            return wait_for(where + ' open', lambda: count_accessibles(program) > count, 5)
        except AssertionError:
            return False
    wait_for(where, opens)
    check_tree(program, where, 1, count)
    xdo('key', 'Escape')
    wait_for('what closes at ' + where, lambda: count_accessibles(program) <= count)


def the_window_and_its_popovers_have_names():
    with Program('gallery:checkerboard') as program:
        program.label('^dimension 3$')
        wait_for('the path', lambda: program.find('label', r'^\d+ events'))
        count = check_tree(program, 'window', 60)
        check(open_all_drop_downs(program, 'window', count) >= 5, 'not all drop-downs were found')
        for name in ('New', 'Gallery', 'What else the picture of the path shows', 'Main menu'):
            open_and_check(program, name, 'push button', f'^{name}$', count)


def pruning_has_names():
    with Program('gallery:checkerboard') as program:
        program.click('push button', '^Pruning$')
        program.label('^Start: the interior point')
        count = check_tree(program, 'pruning', 60)
        open_all_drop_downs(program, 'pruning', count)
        program.click('push button', '^To minimal$')
        program.label('Minimal with [0-9]+ neurons')
        count = check_tree(program, 'pruned', 60)
        open_and_check(program, 'steps', 'push button', '^Step [0-9]+ of', count)
        program.click('push button', '^Certificate$')
        wait_for('the certificate', lambda: program.find('image', '^Certificate: '))
        check_tree(program, 'certificate', 60)
        program.click('push button', '^Data$')
        wait_for('the table', lambda: program.find('tree table', '^Table of the data$'))
        check_tree(program, 'data', 60)
        for page, role, subject in (('Widths', 'image', '^Widths: pieces'),
                                    ('Uniqueness', 'image', '^Neurons that make up for each other'),
                                    ('Distribution', 'image', '^Distribution of a number'),
                                    ('Sensitivity', 'image', '^Leverages of the points'),
                                    ('Compare', 'push button', '^Show the comparison alone$'),
                                    ('Training', 'image', '^Training over its steps')):
            program.click('push button', f'^{page}$')
            wait_for(page, lambda: program.find(role, subject))
            check_tree(program, page, 60)
        program.click('push button', '^Pruning$')
        for page in ('Curves', 'Repeats'):
            program.click('push button', f'^{page}$')
            time.sleep(0.5)
            check_tree(program, page, 60)


def many_features_and_gates_have_names():
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, 'three.csv')
        with open(path, 'w', encoding='utf-8') as file:
            file.write('height,width,depth,target\n0,1,1,1\n1,0,2,0\n0,1,4,-1\n2,1,0,0.5\n1,2,3,2\n')
        with Program(path) as program:
            program.label('^Certified')
            check_tree(program, 'three features', 60)
            program.click('push button', '^Gated$')
            program.label('^Certified')
            check_tree(program, 'gated', 60)
            program.click('push button', '^Slice$')
            wait_for('the features', lambda: program.find('push button', '^Features on the axes$'))
            open_and_check(program, 'features', 'push button', '^Features on the axes$',
                           check_tree(program, 'slice'))


def other_windows_have_names():
    with Program('gallery:xor') as program:
        program.label('^Certified')
        own = program.window_path
        for keys, name, least in ((('ctrl+question',), '^Keyboard Shortcuts$', 3),
                                  (('F10', 'Up', 'Return'), '^About Reluscope$', 5)):
            xdo('key', *keys)
            program.window(name)
            check_tree(program, name, least)
            xdo('key', 'Escape')
            program.window_path = own
            wait_for('the end of ' + name, lambda: len(program.read().children) == 1)


def messages_have_names():
    with Program('/nowhere/there/is/none.csv') as program:
        wait_for('the message', lambda: program.find('alert', 'none.csv'))
        check_tree(program, 'message', 20)
        program.click('push button', '^Dismiss the message$')
        wait_for('no message', lambda: not program.find('alert', 'none.csv'))
        check_tree(program, 'message gone', 20)


TESTS = [the_window_and_its_popovers_have_names, pruning_has_names,
         many_features_and_gates_have_names, other_windows_have_names, messages_have_names]


if __name__ == '__main__':
    sys.exit(main(TESTS))
