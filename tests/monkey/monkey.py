#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Seeded random input for the real program: keys, clicks, drags, the wheel, texts, sizes, files, for as long as is wished.

monkey.py PROGRAM FOLDER [--seconds N] [--actions N] [--seed N] [--lookout LIBRARY] [--replay LOG] [--unconfined]. In FOLDER
are afterwards log.jsonl with all that was done, report.txt, and a picture of each moment at which something was wrong. Ends
with 1 then, and with 2 where the program cannot be kept to FOLDER.
A replay does what a log has, at the same pace; the same seed begins alike, but what the program shows when is not the
seed's."""
import argparse
import json
import math
import os
import random
import subprocess
import sys
import time

import food
from display import Display
from hand import SCREEN, Hand, click, drag, write
from keeper import Keeper
from sight import Sight
from subject import Subject, find_confinement

HOME_SIZE = (320, 140, 1280, 800)
# As many windows of the program as somebody may want.
MOST_WINDOWS = 3
# Actions in one dialog before it is left, and in one window before its document is another.
DIALOG_ACTIONS = 12
# Actions on what leaves the controls where they are, until there is another look.
LOOK_AFTER = 3
MILD = {'image', 'slider', 'text', 'entry', 'spin', 'somewhere', 'wheel', 'look', 'stray'}


class Monkey:
    def __init__(self, subject, display, hand, keeper, rand, files):
        self.subject, self.display, self.hand, self.keeper = subject, display, hand, keeper
        self.rand, self.files = rand, files
        self.in_dialog = 0
        self.exports = 0
        self.sight = None
        # What was on the screen then, and actions since that cannot have changed it much.
        self.windows, self.since = None, 0

    # --- choices ---

    def rarely(self, names):
        """One of them, sooner one that was seldom taken."""
        name = self.rand.choices(names, [1 / (1 + self.keeper.visits.get(f'key {name}', 0)) + 0.02 for name in names])[0]
        self.keeper.visit(f'key {name}')
        return name

    def inside(self, control):
        return (self.rand.randrange(control.x, control.x + control.width),
                self.rand.randrange(control.y, control.y + control.height))

    def choose_control(self, controls):
        weights = [1 / (1 + self.keeper.visits.get(control.key, 0)) ** 1.5 + (0.05 if control.role == 'image' else 0.004)
                   for control in controls]
        return self.rand.choices(controls, weights)[0]

    def may(self, control):
        """Not what ends the program or hides its window."""
        name = control.name
        if control.key.startswith('window: push button') and name in ('Close', 'Minimize', 'Minimise'):
            return name == 'Close' and len(self.sight.main_windows) > 1
        # It would take the last window away.
        return not (name in ('Discard', 'Don’t Save') and len(self.sight.main_windows) < 2 and 'Save Changes' in self.sight.title)

    def use(self, control):
        """Steps for one of its kind."""
        rand = self.rand
        role = control.role
        if role == 'image' or role == 'slider' or role == 'tree table':
            kind = rand.random()
            if kind < 0.3:
                return click(*self.inside(control), times=rand.choice((1, 1, 1, 2)))
            if kind < 0.6:
                points = [self.inside(control) for _ in range(rand.randrange(2, 6))]
                return drag(points, rand.choice((1, 1, 1, 1, 3)))
            if kind < 0.7:
                return click(*self.inside(control), button=rand.choice((4, 5)), times=rand.randrange(1, 6))
            if kind < 0.76:
                return click(*self.inside(control), button=3)
            if kind < 0.8:
                return [['move', *self.inside(control)], ['wait', 0.6]]
            return click(*self.inside(control)) + [['key', self.rarely(food.KEYS)] for _ in range(rand.randrange(1, 5))]
        if role in ('text', 'entry', 'spin button'):
            text = rand.choice(food.TEXTS)
            return click(*control.center()) + write(text, rand.choice(('Return', 'Return', 'Tab', 'Escape', None)))
        kind = rand.random()
        if kind < 0.85:
            return click(*control.center())
        if kind < 0.92:
            return click(*control.center(), button=3)
        if kind < 0.96:
            return click(*control.center(), times=2)
        return [['move', *control.center()], ['wait', 0.7]]

    def decide(self):
        """Why, and the steps."""
        rand, sight = self.rand, self.sight
        if not sight.place:
            if sight.hidden:
                return 'back to the window', [['raise', sight.hidden[-1]], ['wait', 0.3]]
            return 'nothing to see', [['key', 'Escape'], ['wait', 0.3]]
        if sight.is_chooser:
            return self.choose_file()
        if sight.title == 'Print':
            return 'print dialog', [['wait', 0.5], ['key', rand.choice(('Escape', 'Escape', 'Escape', 'Return'))], ['wait', 0.5]]
        self.in_dialog = 0 if sight.is_main else self.in_dialog + 1
        if self.in_dialog > 2 * DIALOG_ACTIONS:
            button = sight.find('^(Cancel|Close|Dismiss|_?Close.*|Discard)$')
            if button and self.may(button):
                return 'out of ' + sight.title, click(*button.center())
        if self.in_dialog > DIALOG_ACTIONS:
            return 'out of ' + sight.title, [['key', 'Escape'], ['wait', 0.2]]
        if len(sight.main_windows) > MOST_WINDOWS and sight.is_main:
            return 'one window less', [['key', 'ctrl+w'], ['wait', 0.3]]
        popup = [control for control in sight.controls if control.is_in_popup and self.may(control)]
        if popup and rand.random() < 0.75:
            control = self.choose_control(popup)
            self.keeper.visit(control.key)
            return f'{control.role} {control.name}', self.use(control)
        if sight.popups and rand.random() < 0.5:
            return 'in a menu', [['key', rand.choice(('Down', 'Down', 'Up', 'Return', 'Right', 'Escape', 'Tab'))]
                                 for _ in range(rand.randrange(1, 5))]
        return self.choose_in_window()

    def choose_in_window(self):
        rand, sight = self.rand, self.sight
        kind = rand.random()
        if kind < 0.55:
            controls = [control for control in sight.controls if not control.is_in_popup and self.may(control)]
            if controls:
                control = self.choose_control(controls)
                self.keeper.visit(control.key)
                return f'{control.role} {control.name}', self.use(control)
        if kind < 0.8:
            return 'keys', [['key', self.rarely(food.KEYS)] for _ in range(rand.randrange(1, 4))]
        place = sight.place
        x, y = rand.randrange(place.x + 8, place.x + place.width - 8), rand.randrange(place.y + 60, place.y + place.height - 8)
        if kind < 0.84:
            return 'somewhere', click(x, y, rand.choice((1, 1, 1, 3)))
        if kind < 0.87:
            return 'wheel', click(x, y, rand.choice((4, 5)), rand.randrange(1, 8))
        if kind < 0.9:
            width, height = rand.choice(food.SIZES)
            left, top = rand.randrange(SCREEN[0] - width + 1), rand.randrange(SCREEN[1] - height + 1)
            return 'size', [['resize', left, top, width, height], ['wait', 0.2]]
        if kind < 0.93 and sight.is_main:
            return 'gallery', [['key', 'ctrl+g'], ['wait', 0.3]] + [['key', 'Down']] * rand.randrange(3, 18) + [['key', 'Return']]
        if kind < 0.95 and sight.is_main:
            return 'menu', [['key', 'F10'], ['wait', 0.2]] + [['key', 'Down']] * rand.randrange(0, 16) + [['key', 'Return']]
        if kind < 0.97:
            return 'look', [['wait', rand.choice((0.5, 1, 3))]]
        return 'stray keys', [['key', rand.choice(food.STRAY)] for _ in range(rand.randrange(3, 12))]

    def choose_file(self):
        """In GTK's own dialog only what a person does who knows the path."""
        rand = self.rand
        self.keeper.visit('dialog ' + self.sight.title)
        calm = [['wait', 1]]
        if rand.random() < 0.25:
            return 'no file', calm + [['key', 'Escape'], ['wait', 0.3]]
        if any(node.name == 'Name:' and node.role == 'text' for node in self.sight.nodes):
            self.exports += rand.randrange(2)
            path = os.path.join(self.subject.folder, 'out', f'file-{self.exports}')
            return 'save as ' + path, calm + write(path) + [['wait', 0.5]]
        path = rand.choice(self.files)
        return 'open ' + path, calm + [['key', 'ctrl+l'], ['wait', 0.2]] + write(path) + [['wait', 0.5]]

    # --- work ---

    def look(self):
        self.windows, self.since = self.windows_now(), 0
        self.sight = Sight(self.subject, self.display)
        self.keeper.see(self.sight.controls)

    def windows_now(self):
        return [self.display.active_window()] + [place.id for place in self.display.places(self.subject.process.pid)]

    def look_where_needed(self):
        """A look costs more than anything the hand does."""
        if not self.sight or self.since >= LOOK_AFTER or self.windows != self.windows_now():
            self.look()

    def play(self, seconds, actions):
        """For so long, or until so much was done."""
        self.keeper.sample(self)
        end = time.monotonic() + seconds
        while self.keeper.count < actions and time.monotonic() < end:
            if not self.keeper.is_well():
                self.keeper.restart(self)
                continue
            self.look_where_needed()
            why, steps = self.decide()
            self.since += 1 if why.split(' ')[0] in MILD else LOOK_AFTER
            self.hand.act(why, steps + [['wait', self.rand.choice((0, 0.02, 0.05, 0.1))]])
            self.keeper.count += 1
            if self.keeper.is_time_to_sample():
                self.keeper.sample(self)
        if self.keeper.is_well():
            self.keeper.sample(self)

    def replay(self, lines):
        lines = [line for line in lines if 'do' in line]
        begin = time.monotonic() - (lines[0]['t'] if lines else 0)
        for line in lines:
            # What is looked at between two actions took its time, and what is computed had it.
            time.sleep(max(0, begin + line['t'] - time.monotonic()))
            self.hand.act(line['why'], line['do'])
            self.keeper.count += 1
            if not self.keeper.is_well():
                self.keeper.restart(self)

    # --- the state that is compared ---

    def tries(self, most):
        """As many, or more where the machine is slow."""
        begin, k = time.monotonic(), 0
        while k < most or time.monotonic() < begin + self.keeper.options.patience:
            yield k
            k += 1

    def leave_dialogs(self):
        """TRUE when a main window has the focus."""
        self.hand.act('calm', [['release']] + [['key', 'Escape'], ['wait', 0.15]] * 3)
        for _ in self.tries(30):
            if not self.subject.is_alive():
                return False
            self.look()
            sight = self.sight
            if sight.is_main and sight.place and not sight.popups:
                return True
            if not sight.place and sight.hidden:
                self.hand.act('calm', [['raise', sight.hidden[-1]], ['wait', 0.5]])
                continue
            button = sight.find('^(Cancel|Close|Dismiss)') if not sight.is_main else None
            steps = click(*button.center()) if button and self.rand.random() < 0.5 else [['key', 'Escape']]
            self.hand.act('calm', steps + [['wait', 0.4]])
        return False

    def one_window_left(self):
        """A new window in place of all that are there, minimised ones too, so that nothing that was opened before is in
        use."""
        if not self.leave_dialogs():
            return False
        before = self.sight.all_windows
        self.hand.act('calm', [['key', 'ctrl+n'], ['wait', 1.5]])
        for _ in self.tries(100):
            if not self.subject.is_alive():
                return False
            self.look()
            sight = self.sight
            fresh = sorted(window for window in sight.all_windows if window not in before)
            # Where the first came late there are two new ones.
            old = [window for window in sight.all_windows if window in before] + fresh[1:]
            if fresh and not old:
                break
            if not sight.is_main and sight.place:
                button = sight.find('^(Discard|Close without Saving|_?Discard.*)$') or sight.find('Discard')
                self.hand.act('calm', (click(*button.center()) if button else [['key', 'Escape']]) + [['wait', 0.4]])
            elif not fresh:
                self.hand.act('calm', [['key', 'Escape'], ['key', 'ctrl+n'], ['wait', 1.5]])
            elif sight.window in old:
                self.hand.act('calm', [['key', 'ctrl+w'], ['wait', 0.4]])
            else:
                self.display.activate(old[-1])
                self.hand.act('calm', [['wait', 0.4]])
        else:
            return False
        self.display.activate(fresh[0])
        self.hand.act('calm', [['wait', 0.5], ['resize', *HOME_SIZE], ['move', 5, 5], ['wait', 1]])
        return True


def start_display(arguments):
    """The same once more inside a display and a bus of its own."""
    command = ['xvfb-run', '-a', '-s', f'-screen 0 {SCREEN[0]}x{SCREEN[1]}x24', 'dbus-run-session', '--', sys.executable,
               os.path.abspath(__file__), *arguments, '--inside']
    environment = dict(os.environ, GDK_BACKEND='x11', GSK_RENDERER='cairo', GTK_A11Y='atspi', GSETTINGS_BACKEND='memory',
                       LC_ALL='C.UTF-8', OPENBLAS_NUM_THREADS='1', PYTHONDONTWRITEBYTECODE='1')
    return subprocess.run(command, env=environment, check=False).returncode


# No menu of its own, no key, nothing that starts a program.
MANAGER = '''<?xml version="1.0"?>
<openbox_config xmlns="http://openbox.org/3.4/rc">
  <focus><focusNew>yes</focusNew></focus><desktops><number>1</number></desktops>
  <mouse><context name="Client"><mousebind button="Left" action="Press"><action name="Focus"/><action name="Raise"/>
  </mousebind></context></mouse>
</openbox_config>
'''


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument('program')
    parser.add_argument('folder')
    parser.add_argument('--seconds', type=float)
    parser.add_argument('--actions', type=int, help='end after so many, however long they take')
    parser.add_argument('--seed', type=int, default=1)
    parser.add_argument('--lookout')
    parser.add_argument('--replay')
    parser.add_argument('--patience', type=float, default=30, help='seconds for an answer')
    parser.add_argument('--growth', type=float, default=16, help='MiB that may be in use more after an hour')
    parser.add_argument('--every', type=float, default=300, help='seconds between two measurements')
    parser.add_argument('--unconfined', action='store_true', help='play where nothing keeps the program to FOLDER, too')
    parser.add_argument('--inside', action='store_true', help=argparse.SUPPRESS)
    options = parser.parse_args()
    folder = os.path.abspath(options.folder)
    scratch = os.path.join(folder, 'scratch')
    os.makedirs(os.path.join(scratch, 'out'), exist_ok=True)
    confinement, why = find_confinement(scratch)
    if not confinement and not options.unconfined:
        print(f'monkey.py: the program cannot be kept to {folder} here ({why}); --unconfined plays all the same',
              file=sys.stderr)
        return 2
    if not options.inside:
        return start_display(sys.argv[1:])

    seconds = options.seconds or (math.inf if options.actions else 3600)
    lines = []
    if options.replay:
        with open(options.replay, encoding='utf-8') as file:
            lines = [json.loads(line) for line in file]
    configuration = os.path.join(folder, 'manager.xml')
    with open(configuration, 'w', encoding='utf-8') as file:
        file.write(MANAGER)
    manager = subprocess.Popen(['openbox', '--config-file', configuration], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    subject = Subject(os.path.abspath(options.program), scratch, confinement, options.lookout and os.path.abspath(options.lookout))
    rand = random.Random(options.seed)
    with open(os.path.join(folder, 'log.jsonl'), 'w', encoding='utf-8') as log:
        display = Display()
        hand = Hand(display, log, lambda: subject.process.pid)
        keeper = Keeper(options, folder, subject, hand)
        monkey = Monkey(subject, display, hand, keeper, rand, food.make(os.path.join(scratch, 'files'), options.seed))
        hand.write(seed=options.seed, seconds=options.seconds, actions=options.actions, confined=bool(confinement))
        try:
            keeper.begin()
            if options.replay:
                monkey.replay(lines)
            else:
                monkey.play(seconds, options.actions or math.inf)
        finally:
            subject.stop()
            manager.terminate()
        return keeper.report()


if __name__ == '__main__':
    sys.exit(main())
