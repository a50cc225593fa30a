# SPDX-License-Identifier: GPL-3.0-or-later
"""What programs tell a screen reader, a whole window in a few calls, as screen readers themselves read it: pyatspi asks
each accessible for each thing, which takes most of a second for a window and more on a busy machine."""
import pyatspi
from gi.repository import Gio, GLib

ROLES = {int(role): pyatspi.Atspi.role_get_name(role) for role in map(pyatspi.Atspi.Role, range(pyatspi.Atspi.Role.LAST_DEFINED))}
PREFIX = 'org.a11y.atspi.'
ACCESSIBLE = PREFIX + 'Accessible'
ROOT = '/org/a11y/atspi/accessible/root'
# Milliseconds for an answer.
PATIENCE = 10000


class Accessible:
    """One of them as it was when it was read; its place and its action are those of now."""

    def __init__(self, bus, item):
        """@item: itself, its program, its parent, its place there, how many children it has, its interfaces, name,
        role, description and states. Unpacked whole, all that would take longer than it takes to arrive."""
        self.bus = bus
        self.owner, self.path = item.get_child_value(0).unpack()
        self.n_children = item.get_child_value(4).get_int32()
        self.name = item.get_child_value(6).get_string()
        self.role = ROLES[item.get_child_value(7).get_uint32()]
        self.description = item.get_child_value(8).get_string()
        self.states = item.get_child_value(9).get_child_value(0).get_uint32()
        self.parent = None
        self.children = []

    def has_state(self, state):
        """Of the first 32."""
        return bool(self.states >> int(state) & 1)

    def extents(self):
        """x, y, width and height in the window."""
        return self.bus.call(self.owner, self.path, 'Component', 'GetExtents',
                             GLib.Variant('(u)', (int(pyatspi.WINDOW_COORDS),)))

    def is_shown(self):
        _, _, width, height = self.extents()
        return width > 0 and height > 0

    def name_now(self):
        """Its name at present, not as it was when it was read."""
        return self.bus.ask(self.owner, self.path, 'org.freedesktop.DBus.Properties', 'Get',
                            GLib.Variant('(ss)', (ACCESSIBLE, 'Name'))).unpack()[0]

    def act(self):
        self.bus.call(self.owner, self.path, 'Action', 'DoAction', GLib.Variant('(i)', (0,)))

    def walk(self):
        yield self
        for child in self.children:
            yield from child.walk()


class Bus:
    """The bus of the accessibles."""

    def __init__(self):
        session = Gio.bus_get_sync(Gio.BusType.SESSION)
        address = session.call_sync('org.a11y.Bus', '/org/a11y/bus', 'org.a11y.Bus', 'GetAddress', None, None,
                                    Gio.DBusCallFlags.NONE, -1, None).unpack()[0]
        self.connection = Gio.DBusConnection.new_for_address_sync(
            address, Gio.DBusConnectionFlags.AUTHENTICATION_CLIENT | Gio.DBusConnectionFlags.MESSAGE_BUS_CONNECTION,
            None, None)

    def ask(self, owner, path, interface, method, arguments=None):
        return self.connection.call_sync(owner, path, interface, method, arguments, None,
                                         Gio.DBusCallFlags.NONE, PATIENCE, None)

    def call(self, owner, path, interface, method, arguments=None):
        return self.ask(owner, path, PREFIX + interface, method, arguments).unpack()[0]

    def find_owner(self, pid):
        """The name on the bus of the program with this number, or None."""
        for owner, _ in self.call(PREFIX + 'Registry', ROOT, 'Accessible', 'GetChildren'):
            try:
                answer = self.ask('org.freedesktop.DBus', '/org/freedesktop/DBus', 'org.freedesktop.DBus',
                                  'GetConnectionUnixProcessID', GLib.Variant('(s)', (owner,)))
            except GLib.Error:      # one that has ended
                continue
            if answer.unpack()[0] == pid:
                return owner
        return None

    def list_children(self, owner, paths):
        """The paths of the children of each of @paths, asked for one behind the other."""
        answers = [[] for _ in paths]
        context = GLib.MainContext.new()
        left = len(paths)

        def take(connection, result, k):
            nonlocal left
            left -= 1
            try:
                answers[k] = [path for _, path in connection.call_finish(result).unpack()[0]]
            except GLib.Error:      # gone meanwhile
                pass

        context.push_thread_default()
        for k, path in enumerate(paths):
            self.connection.call(owner, path, ACCESSIBLE, 'GetChildren', None, None, Gio.DBusCallFlags.NONE, PATIENCE,
                                 None, take, k)
        while left:
            context.iteration(True)
        context.pop_thread_default()
        return answers

    def read(self, owner):
        """The accessible of the whole program; its children are its windows."""
        items = self.get_items(owner)
        children, paths = {}, [ROOT]
        # What is hidden may still be known, and what nobody has asked for is not known yet.
        while paths:
            children.update(zip(paths, self.list_children(owner, paths)))
            paths = [child for path in paths for child in children[path]
                     if child not in items or items[child].n_children > 0]
        if any(child not in items for path in children for child in children[path]):
            items = self.get_items(owner)
        for path in children:
            if path in items:
                items[path].children = [items[child] for child in children[path] if child in items]
                for child in items[path].children:
                    child.parent = items[path]
        return items[ROOT]

    def get_items(self, owner):
        items = self.ask(owner, '/org/a11y/atspi/cache', PREFIX + 'Cache', 'GetItems').get_child_value(0)
        nodes = [Accessible(self, items.get_child_value(k)) for k in range(items.n_children())]
        return {node.path: node for node in nodes}
