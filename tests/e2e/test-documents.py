#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Documents: saved, opened, recovered, copied."""
import os
import sys
import tempfile
import time

from program import Program, check, main, wait_for, xdo


def document_is(program, title):
    wait_for('the title ' + title, lambda: program.title() == title)


def a_document_is_saved_and_opened():
    with tempfile.TemporaryDirectory() as folder:
        path = folder + '/mine.reluscope'
        with Program('gallery:checkerboard') as program:
            program.label('^dimension 3$')
            document_is(program, 'Checkerboard – Reluscope')
            program.click('push button', '^Interior$')
            program.label('^12 neurons$')
            document_is(program, 'Checkerboard • – Reluscope')
            # No file yet: it is asked for; the ending is added.
            xdo('key', 'ctrl+s')
            time.sleep(1.5)
            xdo('key', 'ctrl+a')
            xdo('type', folder + '/mine')
            xdo('key', 'Return')
            wait_for('the file', lambda: os.path.exists(path))
            document_is(program, 'mine – Reluscope')
            # With all saved it closes without a question.
            xdo('key', 'ctrl+w')
            program.ends()
        with Program(path) as program:
            document_is(program, 'mine – Reluscope')
            program.label('^12 neurons$')
            program.click('push button', '^Narrowest$')
            program.label('^picked: 8 of 12 neurons$')
            document_is(program, 'mine • – Reluscope')
            main_window = program.window_path
            xdo('key', 'ctrl+w')
            program.window('^Save Changes to “mine”')
            xdo('key', 'Escape')
            time.sleep(0.5)
            program.window_path = main_window
            program.label('^picked: 8 of 12 neurons$')
            xdo('key', 'ctrl+s')
            document_is(program, 'mine – Reluscope')
            xdo('key', 'ctrl+w')
            program.ends()
        with Program(path) as program:
            program.label('^picked: 8 of 12 neurons$')


def a_crash_loses_a_second_at_most():
    with tempfile.TemporaryDirectory() as home:
        with Program('gallery:checkerboard', home=home) as program:
            program.label('^dimension 3$')
            program.click('push button', '^Narrowest$')
            program.label('^picked: 8 of 12 neurons$')
            time.sleep(1.2)
            program.process.kill()
        with Program('gallery:xor', home=home) as program:
            program.window('^Recover 1 Document')
            program.press('push button', 'Recover')
            program.window('^Checkerboard • – Reluscope$')
            program.label('^picked: 8 of 12 neurons$')
            # It is not saved by that: the next crash loses nothing either.
            program.process.kill()
        with Program('gallery:xor', home=home) as program:
            program.window('^Recover 1 Document')
            program.press('push button', 'Discard')
            time.sleep(0.5)
        with Program('gallery:xor', home=home) as program:
            program.label('^Unique')
            time.sleep(0.5)
            check(len(os.listdir(home + '/state/reluscope/recovery')) == 0, 'something is left')


def each_document_has_its_window():
    with tempfile.TemporaryDirectory() as folder:
        for name, n in (('six', 6), ('eight', 8)):
            with open(f'{folder}/{name}.reluscope', 'w') as file:
                file.write('{"schema": "reluscope-document", "version": 1, "model": {"bias": false},'
                           f' "gallery": {{"set": "polygon", "n": {n}}}}}')
        with Program(folder + '/six.reluscope', folder + '/eight.reluscope') as program:
            program.window('^eight – Reluscope$')
            program.label('^dimension 3$')
            program.window('^six – Reluscope$')
            program.label('^dimension 1$')


def the_document_goes_over_the_clipboard():
    with Program('gallery:polygon-8') as program:
        program.label('^dimension 3$')
        xdo('key', 'ctrl+shift+c')
        program.label('^Document copied as text$')
        xdo('key', 'ctrl+n')
        program.window('^Checkerboard – Reluscope$')
        program.label('^16 minimal networks$')
        xdo('key', 'ctrl+shift+v')
        program.window('^Regular polygon • – Reluscope$')
        program.label('^10 minimal networks$')


TESTS = [a_document_is_saved_and_opened, a_crash_loses_a_second_at_most,
         each_document_has_its_window, the_document_goes_over_the_clipboard]


if __name__ == '__main__':
    sys.exit(main(TESTS))
