# SPDX-License-Identifier: GPL-3.0-or-later
"""The monkey's hand: steps that can be written down and done again."""
import json
import time

SCREEN = (1920, 1080)


class Hand:
    """A step is a list of words and numbers: move X Y, down B, up B, key NAME, type TEXT, wait SECONDS, resize X Y W H,
    raise TITLE."""

    def __init__(self, display, log, pid):
        """@pid: a function that tells the number of the program."""
        self.display, self.log, self.pid = display, log, pid
        self.events = 0
        self.begin = time.monotonic()

    def write(self, **what):
        print(json.dumps(dict(t=round(time.monotonic() - self.begin, 2), **what), ensure_ascii=False), file=self.log,
              flush=True)

    def act(self, why, steps):
        self.write(why=why, do=steps)
        for step in steps:
            self.do(*step)

    def do(self, verb, *what):
        display = self.display
        if verb == 'wait':
            time.sleep(what[0])
            return
        self.events += len(what[0]) if verb == 'type' else 1
        if verb == 'move':
            display.move(*what)
        elif verb in ('down', 'up'):
            display.button(what[0], verb == 'down')
        elif verb == 'key':
            display.key(what[0])
        elif verb == 'type':
            display.type(what[0])
        elif verb == 'release':
            display.release()
        elif verb == 'resize':
            display.resize(display.active_window(), *what)
        elif verb == 'raise':
            for window in display.windows(self.pid()):
                if display.title(window) == what[0]:
                    display.activate(window)
        else:
            raise ValueError(verb)


def click(x, y, button=1, times=1):
    return [['move', x, y], ['wait', 0.01]] + [['down', button], ['up', button]] * times


def drag(points, button=1):
    (x, y), *others = points
    steps = [['move', x, y], ['wait', 0.01], ['down', button]]
    for x, y in others:
        steps += [['wait', 0.012], ['move', x, y]]
    return steps + [['wait', 0.01], ['up', button]]


def write(text, end='Return'):
    """In place of what an entry has."""
    return [['key', 'ctrl+a'], ['type', text]] + ([['key', end]] if end else [])
