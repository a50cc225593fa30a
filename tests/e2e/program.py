# SPDX-License-Identifier: GPL-3.0-or-later
"""The real program on a real (virtual) display, for the tests of this folder: mouse and keyboard, and what
the screen and the screen reader say. Speaks TAP."""
import os
import re
import subprocess
import sys
import tempfile
import time

import pyatspi
from gi.repository import GLib

import tap
from accessibles import Bus

PROGRAM = sys.argv[1]
TIMEOUT = 30
# See tap-only.sh; run by hand, the lines go to standard output.
try:
    TAP = os.fdopen(9, 'w')
except OSError:
    TAP = sys.stdout


def xdo(*arguments):
    return subprocess.run(['xdotool', *map(str, arguments)], check=True, capture_output=True,
                          text=True).stdout


def wait_for(what, condition, timeout=TIMEOUT):
    end = time.monotonic() + timeout
    last = ''
    while time.monotonic() < end:
        try:
            value = condition()
        except Exception as error:       # the tree changes while it is read
            value = None
            last = f' ({error!r})'
        if value:
            return value
        time.sleep(0.05)
    raise AssertionError('timed out: ' + what + last)


def check(condition, what):
    if not condition:
        raise AssertionError(what)


class Program:
    """One run of the program; ends with the block."""

    def __init__(self, *arguments, home=None):
        """home: a folder for what the program keeps, that outlives it; else it has one of its own."""
        self.arguments = arguments
        self.own_home = None if home else tempfile.TemporaryDirectory()
        self.home = home or self.own_home.name

    def __enter__(self):
        self.process = subprocess.Popen([PROGRAM, *self.arguments], stderr=subprocess.PIPE,
                                        text=True,
                                        env=dict(os.environ, XDG_STATE_HOME=self.home + '/state',
                                                 XDG_DATA_HOME=self.home + '/data'))
        self.bus = Bus()
        self.window_path = wait_for('the window', self.find_window)
        self.id = wait_for('the X window', lambda: xdo(
            'search', '--onlyvisible', '--pid', self.process.pid).split()[-1])
        xdo('windowactivate', '--sync', self.id)
        time.sleep(0.3)
        return self

    def __exit__(self, *_):
        if self.process.poll() is None:
            self.process.terminate()
        self.process.communicate()
        if self.own_home:
            self.own_home.cleanup()
        time.sleep(0.2)

    def find_window(self):
        check(self.process.poll() is None, 'it ended')
        self.owner = self.bus.find_owner(self.process.pid)
        return self.read().children[0].path if self.owner else None

    def read(self):
        """All that it tells now, of all windows."""
        return self.bus.read(self.owner)

    def tree(self):
        """What the window tells now that is looked at; None where it is gone."""
        for window in self.read().children:
            if window.path == self.window_path:
                return window
        return None

    def title(self):
        return self.tree().name

    def window(self, expression, timeout=TIMEOUT):
        """Another window or dialog of the program, by its name or, of one without a name, by a label in it. What
        is looked for is looked for in it from now on."""
        def find():
            for window in self.read().children:
                if re.search(expression, window.name) or any(
                        node.role == 'label' and re.search(expression, node.name) for node in window.walk()):
                    return window.path
            return None
        self.window_path = wait_for('the window ' + expression, find, timeout)

    def walk(self):
        tree = self.tree()
        return tree.walk() if tree else []

    def find(self, role, name):
        """The first shown accessible of this role (None: any) whose name matches the expression."""
        for node in self.walk():
            if role in (None, node.role) and re.search(name, node.name) and node.is_shown():
                return node
        return None

    def press(self, role, name):
        """As a screen reader does, wherever it is on the screen."""
        node = wait_for(role + ' ' + name, lambda: self.find(role, name))
        node.act()

    def ends(self):
        wait_for('its end', lambda: self.process.poll() is not None)

    def label(self, expression):
        return wait_for('the label ' + expression, lambda: self.find('label', expression)).name

    def area(self, role, name):
        """x, y, width, height on the screen."""
        left, top, width, height = wait_for(role + ' ' + name, lambda: self.find(role, name)).extents()
        _, _, frame_width, frame_height = self.tree().extents()
        geometry = dict(line.split('=') for line in
                        xdo('getwindowgeometry', '--shell', self.id).split())
        # The window has an invisible border for resizing around its frame.
        left += int(geometry['X']) + (int(geometry['WIDTH']) - frame_width) // 2
        top += int(geometry['Y']) + (int(geometry['HEIGHT']) - frame_height) // 2
        return left, top, width, height

    def center(self, role, name):
        x, y, width, height = self.area(role, name)
        return x + width // 2, y + height // 2

    def click(self, role, name):
        xdo('mousemove', *self.center(role, name), 'click', 1)

    def click_at_rest(self, role, name):
        """Where it stays, after what moves it has come to its end."""
        def rests():
            before = self.center(role, name)
            time.sleep(0.1)
            return self.center(role, name) == before
        wait_for(f'{role} {name} to rest', rests)
        self.click(role, name)

    def picture(self, role, name):
        """Pixels of one widget: width, and bytes as rows of RGB."""
        x, y, width, height = self.area(role, name)
        pixels = subprocess.run(
            ['import', '-window', 'root', '-crop', f'{width}x{height}+{x}+{y}', '-depth', '8',
             'rgb:-'], check=True, capture_output=True).stdout
        return x, y, width, pixels

    def marker(self, half=0):
        """Where the picked network is drawn on the screen: the centre of its colour. Of the two
        spaces, beside each other in a wide picture and else one above the other, the first one
        (half 0) is the convex one."""
        x, y, width, pixels = self.picture('image', 'Set of all optimal networks')
        rows = len(pixels) // 3 // width
        found = []
        for k in range(0, len(pixels), 3):
            red, green, blue = pixels[k:k + 3]
            px, py = k // 3 % width, k // 3 // width
            if (red > 170 and green < 70 and 80 < blue < 170
                    and (2 * px >= width if width > rows else 2 * py >= rows) == bool(half)):
                found.append((px, py))
        # The dashed guides have the colour too; the marker is where it is densest.
        best, where = 0, None
        for px, py in found:
            n = sum(1 for qx, qy in found if abs(qx - px) < 6 and abs(qy - py) < 6)
            if n > best:
                best, where = n, (x + px, y + py)
        check(best > 15, 'no marker on the screen')
        close = [(px, py) for px, py in found
                 if abs(x + px - where[0]) < 7 and abs(y + py - where[1]) < 7]
        return (x + round(sum(p[0] for p in close) / len(close)),
                y + round(sum(p[1] for p in close) / len(close)))


class Focus:
    """What has the focus, as a screen reader follows it: by what is announced, not by looking for it."""

    def __init__(self):
        self.node = None
        self.count = 0
        pyatspi.Registry.registerEventListener(self.take, 'object:state-changed:focused')

    def take(self, event):
        if event.detail1:
            self.node = event.source
            self.count += 1

    def name(self):
        while GLib.MainContext.default().iteration(False):
            pass
        try:
            return self.node.name if self.node else ''
        except Exception:       # what had the focus is gone
            return ''

    def wait(self, timeout=0.5):
        """Until something new has it. A key may as well move inside what has it: then for the time."""
        count, end = self.count, time.monotonic() + timeout
        while self.count == count and time.monotonic() < end:
            if not GLib.MainContext.default().iteration(False):
                time.sleep(0.01)


def drag(start, end, steps=25, during=None):
    xdo('mousemove', *start)
    time.sleep(0.1)
    xdo('mousedown', 1)
    for k in range(1, steps + 1):
        xdo('mousemove', start[0] + (end[0] - start[0]) * k // steps,
            start[1] + (end[1] - start[1]) * k // steps)
        time.sleep(0.015)
    result = during() if during else None
    xdo('mouseup', 1)
    time.sleep(0.2)
    return result


def lambda_shown(program):
    return float(program.label(r'^= [0-9.e+-]+$')[2:])


def wait_for_the_path(program):
    wait_for('the path', lambda: program.find('label', r'^\d+ events'))


def main(tests):
    """Runs the tests, or those of them that are named on the command line."""
    manager = subprocess.Popen(['openbox'], stderr=subprocess.DEVNULL)
    time.sleep(0.5)
    wanted = sys.argv[2:]
    tests = [test for test in tests if not wanted or test.__name__ in wanted]
    try:
        return tap.run(tests, TAP)
    finally:
        manager.terminate()
