#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Files as people have them, opened with real keys."""
import os
import sys
import tempfile

from program import TIMEOUT, Program, check, main, wait_for, xdo


def a_csv_from_the_command_line():
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, 'points.csv')
        with open(path, 'w', encoding='utf-8') as file:
            file.write('height,target\n-1,1\n-0.5,0\n0,-0.5\n0.7,0.2\n1,2\n')
        with Program(path) as program:
            program.label('^Certified')
            program.label('5 rows; feature height; target target')
            check(program.find('image', 'Function of the picked network'), 'no picture')


def a_bad_csv_is_told():
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, 'broken.csv')
        with open(path, 'w', encoding='utf-8') as file:
            file.write('a,b,y\n1,2,3\n4,five,6\n')
        with Program(path) as program:
            message = wait_for('the message', lambda: program.find('alert', 'broken.csv')).name
            check(':3:' in message, message)
            program.label('^Open a CSV or choose a set')
            xdo('key', 'ctrl+w')
            _, stderr = program.process.communicate(timeout=TIMEOUT)
            check(program.process.returncode == 2, f'exit code {program.process.returncode}')
            check('broken.csv:3:' in stderr, stderr)


def a_file_that_needs_a_choice():
    """Flowers of three kinds, as such data are published: one key from a certified set; then read differently."""
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, 'flowers.csv')
        with open(path, 'w', encoding='utf-8') as file:
            file.write('length,width,species\n')
            for k in range(30):
                file.write(f'{1 + k % 10 / 8 + k // 10},{2 - k % 7 / 9 + k // 10 % 2},'
                           f'{("setosa", "versicolor", "virginica")[k // 10]}\n')
        with Program(path) as program:
            program.window('^Open .flowers.csv')
            program.label('target species: setosa .1, every other class')
            xdo('key', 'Return')
            program.window('Reluscope$')
            program.label('^Certified')
            program.label('^30 rows; features length, width; target species: setosa')
            program.press('push button', '^Change')
            program.window('^How .flowers.csv. Is Read')
            xdo('key', 'Escape')
            program.window('Reluscope$')


TESTS = [a_csv_from_the_command_line, a_bad_csv_is_told, a_file_that_needs_a_choice]


if __name__ == '__main__':
    sys.exit(main(TESTS))
