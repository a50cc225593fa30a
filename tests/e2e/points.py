# SPDX-License-Identifier: GPL-3.0-or-later
"""Points in the picture of the function, where the hand finds them."""
import re
import time

from program import wait_for, xdo

PICTURE = ('image', 'Function of the picked network')


class Hand:
    """Where data are on the screen, by the frame of the picture, which is found by its edge."""

    def __init__(self, program):
        self.program = program
        x, y, width, pixels = program.picture(*PICTURE)
        rows = len(pixels) // 3 // width
        # Kinks do not run along the frame, and nothing else is as dark along a whole line.
        def dark(px, py):
            k = 3 * (py * width + px)
            return max(pixels[k:k + 3]) < 190
        def longest(flags):
            best = run = 0
            for flag in flags:
                run = run + 1 if flag else 0
                best = max(best, run)
            return best
        columns = [px for px in range(width) if longest(dark(px, py) for py in range(rows)) > rows // 3]
        lines = [py for py in range(rows) if longest(dark(px, py) for px in range(width)) > rows // 3]
        self.left, self.top, self.bottom = x + columns[0], y + lines[0], y + lines[-1]
        # Axes from -1.5 to 1.5, as long both ways.
        self.unit = (self.bottom - self.top) / 3

    def at(self, x1, x2):
        return (round(self.left + (x1 + 1.5) * self.unit), round(self.bottom - (x2 + 1.5) * self.unit))

    def point(self, x1, x2):
        xdo('mousemove', *self.at(x1, x2))
        time.sleep(0.05)

    def click(self, x1, x2, *buttons):
        self.point(x1, x2)
        xdo('click', *(buttons or (1,)))

    def under(self, x1, x2):
        """What is said of the point there."""
        xdo('mousemove', *self.at(x1 + 0.3, x2 + 0.3))
        self.point(x1, x2)
        return wait_for(f'a point at {x1}, {x2}', lambda: self.program.find('label', r'^Row \d+: ')).name

    def across(self, x1, x2):
        return float(re.search('x1 = ([−0-9.]+)', self.under(x1, x2)).group(1).replace('−', '-'))

    def target(self, x1, x2, value):
        wait_for(f'y = {value} at {x1}, {x2}',
                 lambda: f'y = {value}' in self.under(x1, x2).replace('−', '-'))
