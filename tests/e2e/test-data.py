#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The table of the data on a real (virtual) display: cells edited, rows sorted, copied, pasted and deleted by keys and mouse; and
a document that begins without a point."""
import re
import sys
import time

from program import Focus, Program, check, main, wait_for, xdo


class Table:
    """The page of the data: its parts are known by their paths, whatever they tell."""

    def __init__(self, program):
        program.click('push button', '^Data$')
        self.program = program
        self.caption = wait_for('the rows', lambda: program.find('label', '^[0-9]+ rows')).path
        self.table = wait_for('the table', lambda: program.find('tree table', '^Table of the data$')).path
        self.x, self.y, _, _ = program.area('tree table', '^Table of the data$')

    def now(self, path):
        """What this part tells now."""
        return next(node for node in self.program.walk() if node.path == path)

    def rows(self):
        """Names of the rows, from the top."""
        return [row.name for row in self.now(self.table).children[1].children]

    def values(self):
        """x1 of the rows, from the top."""
        return [float(re.search('x1 ([^,]*)', row).group(1).replace('−', '-')) for row in self.rows()]

    def says(self, expression):
        wait_for(expression + ' below the table', lambda: re.search(expression, self.now(self.caption).name))

    def click(self, right, down):
        xdo('mousemove', self.x + right, self.y + down, 'click', 1)


def write(text):
    xdo('key', 'ctrl+a')
    xdo('type', '--', text)
    xdo('key', 'Return')


def the_table_edits_the_data():
    with Program('gallery:blobs') as program:
        program.label('^Certified')
        focus = Focus()
        table = Table(program)

        def is_at(expression):
            wait_for('the focus at ' + expression, lambda: re.search(expression, focus.name()))

        # A row that is pointed at is the point that is pointed at.
        picture = ('image', '^Function')
        before = program.picture(*picture)[3]
        xdo('mousemove', table.x + 150, table.y + 75)
        wait_for('the point of the row', lambda: program.picture(*picture)[3] != before)

        # A decimal comma is as good as a point; Return goes down.
        xdo('click', 1, 'key', 'F2')
        is_at('^x1 of row 2$')
        write('0,05')
        wait_for('the new value', lambda: table.rows()[1].startswith('Row 2: x1 0.05,'))
        is_at('^Row 3:')
        wait_for('another title', lambda: 'edited' in program.title())

        # What is no number is said, and leaves the old one.
        xdo('type', '7x')
        xdo('key', 'Return')
        table.says('“7x” is no number: the old value stays')
        xdo('key', 'Escape')
        is_at('^Row 3:')
        check(table.rows()[2].startswith('Row 3: x1 1.078105,'), table.rows()[2])

        # Sorted by a click on a head, least first and largest first, and as in the data again.
        program.click('filler', '^x1 feature')
        wait_for('least first', lambda: table.values() == sorted(table.values()))
        program.click('filler', '^x1 feature')
        wait_for('largest first', lambda: table.values() == sorted(table.values(), reverse=True))
        program.click('filler', '^Row$')
        wait_for('as in the data', lambda: table.rows()[0].startswith('Row 1:'))

        # Copied, pasted, deleted, and brought back.
        table.click(150, 75)
        is_at('^Row 2:')
        table.says('^30 rows · 1 selected')
        xdo('key', 'ctrl+c', 'ctrl+v')
        table.says('^31 rows · 1 selected')
        check(table.rows()[30].startswith('Row 31: x1 0.05,'), table.rows()[30])
        xdo('key', 'Delete')
        table.says('^30 rows')
        xdo('key', 'ctrl+z')
        table.says('^31 rows · 1 selected')

        # All of them; Ctrl+Z brings them back wherever the focus is then.
        table.click(150, 75)
        is_at('^Row [0-9]+:')
        xdo('key', 'ctrl+a', 'Delete')
        wait_for('no row', lambda: program.find('label', '^No points yet'))
        xdo('key', 'ctrl+z')
        table.says('^31 rows')

        # What is typed when a button is clicked is taken; the new row is edited at once, and Tab goes through it.
        table.click(150, 75)
        is_at('^Row [0-9]+:')
        xdo('key', 'F2')
        is_at('^x1 of row')
        xdo('key', 'ctrl+a')
        xdo('type', '4')
        program.click('push button', '^Add a row')
        table.says('^32 rows')
        wait_for('what was typed', lambda: 4 in table.values())
        is_at('^x1 of row 32$')
        xdo('type', '1.5')
        xdo('key', 'Tab')
        is_at('^x2 of row 32$')
        xdo('key', 'Escape')
        is_at('^Row 32: x1 1.5, x2 0')
        # Without an entry Tab goes on behind the table.
        xdo('key', 'Tab')
        wait_for('the focus elsewhere', lambda: not focus.name().startswith('Row '))


def a_document_begins_without_a_point():
    with Program('gallery:xor') as program:
        program.label('^Certified')
        program.click('push button', '^New$')
        wait_for('the menu', lambda: program.find('menu item', '^Draw Your Own Points$'))
        xdo('key', 'Down', 'Return')
        wait_for('the new document', lambda: program.title().startswith('Own points'))
        program.label('^No solution yet')
        table = Table(program)
        program.click('push button', '^Add a row')
        table.says('^1 row')
        program.label('^Certified')


if __name__ == '__main__':
    sys.exit(main([the_table_edits_the_data, a_document_begins_without_a_point]))
