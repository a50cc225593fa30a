#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Whether the monkey plays, and sees what is wrong. Speaks TAP.

test-monkey.py PROGRAM LOOKOUT"""
import json
import os
import random
import re
import stat
import subprocess
import sys
import tempfile
import time
import types

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, HERE)
sys.path.insert(0, os.path.join(HERE, '..', 'e2e'))
import tap                                                                      # noqa: E402
from keeper import slope                                                        # noqa: E402
from monkey import Monkey                                                       # noqa: E402
from subject import find_confinement                                            # noqa: E402

PROGRAM, LOOKOUT = map(os.path.abspath, sys.argv[1:])
# As many as show that it plays. No action is measured, and how slow the machine is counts for nothing.
ACTIONS = 8
PATIENCE = 200
# More than there is time for: something has to come before.
NO_END = 100000


def start(program, folder, actions, **more):
    """The monkey, played to its end."""
    return subprocess.run([sys.executable, os.path.join(HERE, 'monkey.py'), program, folder, '--actions', str(actions),
                           '--seed', '2', '--patience', str(PATIENCE), '--every', '1e9', '--lookout', LOOKOUT],
                          stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, check=False, **more)


def play(program, folder, actions):
    """Exit status, report, and the lines of the log."""
    confinement, why = find_confinement(folder)
    if not confinement:
        raise tap.Skip('the program cannot be kept to a folder: ' + why)
    done = start(program, folder, actions)
    with open(folder + '/report.txt', encoding='utf-8') as file:
        report = file.read()
    with open(folder + '/log.jsonl', encoding='utf-8') as file:
        return done.returncode, report, [json.loads(line) for line in file]


def it_plays_and_all_is_well():
    with tempfile.TemporaryDirectory() as folder:
        status, report, log = play(PROGRAM, folder, ACTIONS)
        assert status == 0, report
        actions = sum('do' in line and line['why'] != 'calm' for line in log)
        assert actions == ACTIONS and f' {actions} actions' in report, report
        samples = [line['sample'] for line in log if 'sample' in line]
        assert len(samples) == 2 and all(sample['in_use'] > 10 << 20 for sample in samples), samples
        assert int(re.search('([0-9]+) of ([0-9]+) seen were used', report)[2]) > 50, report


def it_sees_what_is_wrong():
    with tempfile.TemporaryDirectory() as folder:
        # The program, with a warning and an end that it has not of itself, once it has been measured.
        program = folder + '/broken'
        with open(program, 'w', encoding='utf-8') as file:
            file.write('#!/bin/sh\n'
                       f'(while kill -0 $$ && ! grep -q sample "{folder}/log.jsonl"; do sleep 0.1; done; kill -SEGV $$) &\n'
                       f'echo "(x:1): Gtk-WARNING **: made up" >&2\nexec "{PROGRAM}" "$@"\n')
        os.chmod(program, os.stat(program).st_mode | stat.S_IXUSR)
        status, report, _ = play(program, folder, NO_END)
        assert status == 1, report
        assert re.search('complaint\n.*made up', report), report
        assert re.search('end\nit ended with -11', report), report


# What GTK says of its own file dialog: of a button of its path bar, and where it is answered while nothing in it has the focus; and the
# same of what is not its own.
WARNINGS = '''
import ctypes
import gi
gi.require_version('Gtk', '4.0')
from gi.repository import GLib, Gtk

def walk(widget):
    yield widget
    child = widget.get_first_child()
    while child:
        yield from walk(child)
        child = child.get_next_sibling()

def warn(button, which):
    text = f'Trying to snapshot GtkButton {hash(button):#x} without a current allocation{which}'
    GLib.log_variant('Gtk', GLib.LogLevelFlags.LEVEL_WARNING, GLib.Variant('a{sv}', {'MESSAGE': GLib.Variant('s', text)}))

Gtk.init()
chooser = Gtk.FileChooserWidget()
warn(next(child for child in walk(chooser) if child.get_parent() and child.get_parent().__gtype__.name == 'GtkPathBar'), ' 1')
box = Gtk.Box()
box.append(Gtk.Button())
warn(box.get_first_child(), ' 2')
dialog = Gtk.FileChooserDialog(action=Gtk.FileChooserAction.SAVE)
dialog.add_button('Save', Gtk.ResponseType.ACCEPT)
dialog.set_focus(None)
dialog.response(Gtk.ResponseType.ACCEPT)
ctypes.CDLL('libgtk-4.so.1').gtk_widget_is_ancestor(None, None)
'''


def warnings_of_gtk_alone_are_known():
    def said(*settings):
        done = subprocess.run(['xvfb-run', '-a', 'env', *settings, sys.executable, '-c', WARNINGS], capture_output=True, text=True,
                              check=False, env=dict(os.environ, GDK_BACKEND='x11', GSK_RENDERER='cairo', GTK_A11Y='none'))
        assert done.returncode == 0, done.stderr
        return re.findall('without a current allocation [12]|gtk_widget_is_ancestor: assertion', done.stderr)
    with tempfile.TemporaryDirectory() as folder:
        every = said('MONKEY_MEMORY=')
        assert len(every) == 4, every
        told = said('LD_PRELOAD=' + LOOKOUT, 'MONKEY_MEMORY=' + folder + '/memory')
        assert told == ['without a current allocation 2', 'gtk_widget_is_ancestor: assertion'], told


def it_does_not_play_where_nothing_keeps_the_program():
    with tempfile.TemporaryDirectory() as folder:
        tools, played = folder + '/tools', folder + '/played'
        os.mkdir(tools)
        with open(tools + '/unshare', 'w', encoding='utf-8') as file:
            file.write('#!/bin/sh\necho not permitted >&2\nexit 1\n')
        os.chmod(tools + '/unshare', 0o755)
        done = start(PROGRAM, played, ACTIONS, env=dict(os.environ, PATH=tools + ':' + os.environ['PATH']))
        said = done.stderr.splitlines()
        assert done.returncode == 2 and len(said) == 1, (done.returncode, said)
        assert '--unconfined' in said[0] and 'not permitted' in said[0], said
        assert not os.path.exists(played + '/log.jsonl')


def growth_is_a_slope():
    assert slope([(0, 5), (1, 6), (2, 7), (3, 8), (4, 100)]) == 1
    assert slope([(0, 5), (1, 5), (2, 90), (3, 5)]) == 0


class Desk:
    """Windows of a program that is slow to open one: a minimised one, one with the focus, and two that come for two keys."""

    def __init__(self):
        self.windows, self.hidden, self.window, self.late = [1, 2], {1}, 2, [3, 4]

    def look(self):
        shown = [window for window in self.windows if window not in self.hidden]
        return types.SimpleNamespace(all_windows=list(self.windows), main_windows=shown, window=self.window, is_main=True,
                                     place=self.window, popups=[], hidden=[])

    def activate(self, window):
        self.window = window
        self.hidden.discard(window)

    def act(self, _why, steps):
        for verb, *what in steps:
            if verb == 'key' and what == ['ctrl+n'] and self.late:
                self.late.pop(0)
                if not self.late:
                    self.windows += [3, 4]
                    self.window = 4
            elif verb == 'key' and what == ['ctrl+w']:
                self.windows.remove(self.window)
                self.window = 0


def one_window_is_left():
    desk = Desk()
    subject = types.SimpleNamespace(is_alive=lambda: True)
    keeper = types.SimpleNamespace(options=types.SimpleNamespace(patience=0))
    player = Monkey(subject, desk, desk, keeper, random.Random(1), [])
    player.look = lambda: setattr(player, 'sight', desk.look())
    assert player.one_window_left() and len(desk.windows) == 1, desk.windows
    assert desk.windows[0] in (3, 4) and desk.window == desk.windows[0], desk.windows


def a_replay_keeps_the_pace():
    times = []
    hand = types.SimpleNamespace(act=lambda why, steps: times.append((time.monotonic(), why, steps)))
    keeper = types.SimpleNamespace(count=0, is_well=lambda: True)
    player = Monkey(None, None, hand, keeper, random.Random(1), [])
    player.replay([{'t': 0, 'seed': 2}, {'t': 5, 'why': 'a', 'do': [['key', 'a']]}, {'t': 5.1, 'sample': {}},
                   {'t': 5.3, 'why': 'b', 'do': []}])
    assert [what[1:] for what in times] == [('a', [['key', 'a']]), ('b', [])] and keeper.count == 2, times
    assert times[1][0] - times[0][0] > 0.29, times


TESTS = [it_plays_and_all_is_well, it_sees_what_is_wrong, warnings_of_gtk_alone_are_known,
         it_does_not_play_where_nothing_keeps_the_program, growth_is_a_slope, one_window_is_left, a_replay_keeps_the_pace]

if __name__ == '__main__':
    sys.exit(tap.run(TESTS))
