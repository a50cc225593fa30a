# SPDX-License-Identifier: GPL-3.0-or-later
"""What the monkey sees: the controls in the window with the focus and in its menus, and where they are on the screen."""
import re

from gi.repository import GLib

from subject import MAIN_TITLE

# Bits of the states of an accessible.
ACTIVE, SENSITIVE, VISIBLE = 1, 24, 30
CONTROLS = {'check box', 'check menu item', 'combo box', 'entry', 'image', 'link', 'list item', 'menu item', 'page tab',
            'push button', 'radio button', 'radio menu item', 'slider', 'spin button', 'text', 'toggle button', 'tree table',
            'table cell', 'table row'}
# Smaller ones are icons.
LEAST_PICTURE = 60
CHOOSER = 'GtkFileChooserWidget'


def describe(node):
    """One name for all of its kind: neurons and rows are many."""
    name = re.sub('[“"].*?[”"]', '“”', node.name).split(':')[0]
    return re.sub(r'[−-]?[0-9][0-9.,]*', '#', name)[:48].strip()


class Control:
    def __init__(self, node, window, x, y, width, height):
        self.node, self.x, self.y, self.width, self.height = node, x, y, width, height
        self.role, self.name = node.role, node.name
        self.key = f'{window}: {node.role} {describe(node)}'

    def center(self):
        return self.x + self.width // 2, self.y + self.height // 2


class Sight:
    """One look."""

    def __init__(self, subject, display):
        pid = subject.process.pid
        self.window = display.active_window()
        self.title = display.title(self.window)
        places = display.places(pid)
        # Of a program that ends, or of nobody.
        self.place = next((place for place in places if place.id == self.window), None)
        self.popups = [place for place in places if place.is_popup]
        self.main_windows = [place.id for place in places
                             if not place.is_popup and MAIN_TITLE.search(display.title(place.id))]
        # Minimised ones too, from which there is a way back.
        self.hidden = [title for title in map(display.title, display.windows(pid)) if '– Reluscope' in title]
        # What the program holds, whether it is to be seen or not.
        self.all_windows = [window for window in display.managed(pid) if MAIN_TITLE.search(display.title(window))]
        self.controls = []
        self.is_main = bool(MAIN_TITLE.search(self.title))
        self.is_chooser = False
        self.nodes = []
        if not self.place:
            return
        try:
            self.look(subject)
        except GLib.Error:      # it ends, or it is busy: seen elsewhere
            pass

    def look(self, subject):
        trees = subject.read()
        trees = [tree for tree in trees if self.title in (tree.name, '')] or trees
        tree = next((tree for tree in trees if tree.has_state(ACTIVE)), trees[-1] if trees else None)
        if not tree:
            return
        nodes = list(tree.walk())
        self.nodes = nodes
        self.is_chooser = any(node.name == CHOOSER for node in nodes)
        extents = {node.path: e for node, e in zip(nodes, subject.find_extents(nodes)) if e}
        frame = extents.get(tree.path)
        if not frame:
            return
        # An invisible border for resizing is around a frame.
        left = self.place.x + (self.place.width - frame[2]) // 2
        top = self.place.y + (self.place.height - frame[3]) // 2
        kind = 'window' if self.is_main else describe(tree) or 'dialog'
        for node in nodes:
            if node.path not in extents or node.role not in CONTROLS:
                continue
            x, y, width, height = extents[node.path]
            if width <= 2 or height <= 2 or not node.has_state(SENSITIVE) or not node.has_state(VISIBLE):
                continue
            if node.role == 'image' and min(width, height) < LEAST_PICTURE:
                continue
            where, bounds = (left, top), frame
            parent = node.parent
            while parent and parent.path in extents:
                around = extents[parent.path]
                popup = next((p for p in self.popups if around[2:] == p.size()), None)
                if popup and parent is not tree:
                    where, bounds = (popup.x - around[0], popup.y - around[1]), around
                    break
                if parent.role == 'scroll pane':
                    bounds = intersect(bounds, around)
                parent = parent.parent
            x, y, width, height = intersect((x, y, width, height), bounds)
            if width > 2 and height > 2:
                control = Control(node, kind, x + where[0], y + where[1], width, height)
                control.is_in_popup = where != (left, top)
                self.controls.append(control)

    def find(self, expression):
        """The first control with such a name."""
        return next((control for control in self.controls if re.search(expression, control.name)), None)

    def says(self, expression):
        return any(node.role == 'label' and re.search(expression, node.name) for node in self.nodes)


def intersect(a, b):
    x, y = max(a[0], b[0]), max(a[1], b[1])
    return x, y, min(a[0] + a[2], b[0] + b[2]) - x, min(a[1] + a[3], b[1] + b[3]) - y
