# SPDX-License-Identifier: GPL-3.0-or-later
"""A hand on an X display, and the windows that are on it: Xlib and its extension for tests, which are there wherever
xdotool is. One call is some microseconds, where a program for each event would be milliseconds."""
import ctypes
import ctypes.util

MODIFIERS = {'ctrl': 'Control_L', 'shift': 'Shift_L', 'alt': 'Alt_L'}
# The names of X for what is typed.
SYMBOLS = {' ': 'space', '.': 'period', ',': 'comma', '-': 'minus', '+': 'plus', '/': 'slash', '_': 'underscore',
           '*': 'asterisk', '=': 'equal', ';': 'semicolon', ':': 'colon', '(': 'parenleft', ')': 'parenright',
           '%': 'percent', '?': 'question', '<': 'less', '"': 'quotedbl', '\n': 'Return', '\t': 'Tab'}
ANY_PROPERTY = 0
IS_VIEWABLE = 2


class Attributes(ctypes.Structure):
    """XWindowAttributes."""
    _fields_ = ([(name, ctypes.c_int) for name in ('x', 'y', 'width', 'height', 'border_width', 'depth')]
                + [('visual', ctypes.c_void_p), ('root', ctypes.c_ulong)]
                + [(name, ctypes.c_int) for name in ('class_', 'bit_gravity', 'win_gravity', 'backing_store')]
                + [('backing_planes', ctypes.c_ulong), ('backing_pixel', ctypes.c_ulong), ('save_under', ctypes.c_int),
                   ('colormap', ctypes.c_ulong), ('map_installed', ctypes.c_int), ('map_state', ctypes.c_int),
                   ('all_event_masks', ctypes.c_long), ('your_event_mask', ctypes.c_long),
                   ('do_not_propagate_mask', ctypes.c_long), ('override_redirect', ctypes.c_int),
                   ('screen', ctypes.c_void_p)])


class Place:
    """A window on the screen: where it is, and whether it is one of those that no manager moves, as menus."""

    def __init__(self, id, x, y, width, height, is_popup):
        self.id, self.x, self.y, self.width, self.height, self.is_popup = id, x, y, width, height, is_popup

    def size(self):
        return self.width, self.height


class Display:
    def __init__(self):
        self.x = ctypes.CDLL(ctypes.util.find_library('X11') or 'libX11.so.6')
        self.test = ctypes.CDLL(ctypes.util.find_library('Xtst') or 'libXtst.so.6')
        for function in ('XOpenDisplay', 'XDefaultRootWindow', 'XStringToKeysym', 'XInternAtom', 'XkbKeycodeToKeysym'):
            getattr(self.x, function).restype = ctypes.c_void_p
        self.display = ctypes.c_void_p(self.x.XOpenDisplay(None))
        if not self.display:
            raise RuntimeError('no display')
        self.root = self.x.XDefaultRootWindow(self.display)
        # A window may be gone when it is asked: that is no reason to end.
        self.handler = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_void_p)(lambda *_: 0)
        self.x.XSetErrorHandler(self.handler)
        self.active = self.atom('_NET_ACTIVE_WINDOW')
        self.name = self.atom('_NET_WM_NAME')
        self.pid = self.atom('_NET_WM_PID')
        self.state = self.atom('WM_STATE')

    def atom(self, name):
        return self.x.XInternAtom(self.display, name.encode(), 0)

    # --- what is there ---

    def property(self, window, atom):
        """The value as bytes; numbers of 32 bits take eight each."""
        kind, bits, count, left = ctypes.c_ulong(), ctypes.c_int(), ctypes.c_ulong(), ctypes.c_ulong()
        value = ctypes.c_void_p()
        self.x.XGetWindowProperty(self.display, ctypes.c_ulong(window), ctypes.c_ulong(atom), ctypes.c_long(0),
                                  ctypes.c_long(1024), 0, ctypes.c_ulong(ANY_PROPERTY), ctypes.byref(kind),
                                  ctypes.byref(bits), ctypes.byref(count), ctypes.byref(left), ctypes.byref(value))
        if not value:
            return b''
        data = ctypes.string_at(value, count.value * (8 if bits.value == 32 else bits.value // 8))
        self.x.XFree(value)
        return data

    def number(self, window, atom):
        data = self.property(window, atom)
        return int.from_bytes(data[:8], 'little') if len(data) >= 8 else 0

    def active_window(self):
        return self.number(self.root, self.active)

    def title(self, window):
        return self.property(window, self.name).decode('utf-8', 'replace') if window else ''

    def children(self, window):
        root, parent, count = ctypes.c_ulong(), ctypes.c_ulong(), ctypes.c_uint()
        children = ctypes.POINTER(ctypes.c_ulong)()
        if not self.x.XQueryTree(self.display, ctypes.c_ulong(window), ctypes.byref(root), ctypes.byref(parent),
                                 ctypes.byref(children), ctypes.byref(count)):
            return []
        found = [children[k] for k in range(count.value)]
        if children:
            self.x.XFree(children)
        return found

    def place(self, window):
        """Where it is, or None where it is not to be seen."""
        attributes = Attributes()
        if (not self.x.XGetWindowAttributes(self.display, ctypes.c_ulong(window), ctypes.byref(attributes))
                or attributes.map_state != IS_VIEWABLE):
            return None
        x, y, child = ctypes.c_int(), ctypes.c_int(), ctypes.c_ulong()
        self.x.XTranslateCoordinates(self.display, ctypes.c_ulong(window), ctypes.c_ulong(self.root), 0, 0,
                                     ctypes.byref(x), ctypes.byref(y), ctypes.byref(child))
        return Place(window, x.value, y.value, attributes.width, attributes.height, bool(attributes.override_redirect))

    def windows(self, pid):
        """Of all windows of the program that have a title, also of those that are not to be seen."""
        return [window for outer in self.children(self.root) for window in [outer, *self.children(outer)]
                if self.number(window, self.pid) == pid and self.title(window)]

    def managed(self, pid):
        """Of those the ones that a manager has, minimised ones too: not the one of GDK's that no person ever sees."""
        return [window for window in self.windows(pid) if self.property(window, self.state)]

    def places(self, pid):
        """Of all windows of the program that are to be seen, from the lowest to the topmost."""
        found = []
        for outer in self.children(self.root):
            for window in [outer, *self.children(outer)]:
                place = self.place(window) if self.number(window, self.pid) == pid else None
                if place and place.width > 1:
                    found.append(place)
        return found

    # --- what the hand does ---

    def flush(self):
        self.x.XSync(self.display, 0)

    def move(self, x, y):
        self.test.XTestFakeMotionEvent(self.display, -1, int(x), int(y), ctypes.c_ulong(0))
        self.flush()

    def button(self, number, down):
        self.test.XTestFakeButtonEvent(self.display, ctypes.c_uint(number), int(down), ctypes.c_ulong(0))
        self.flush()

    def fake(self, name, down):
        """Whether the keyboard has it at its first or its second level; Shift is the caller's."""
        symbol = self.x.XStringToKeysym(name.encode()) or 0
        code = self.x.XKeysymToKeycode(self.display, ctypes.c_ulong(symbol)) & 255
        if code:
            self.test.XTestFakeKeyEvent(self.display, ctypes.c_uint(code), int(down), ctypes.c_ulong(0))
        return code

    def needs_shift(self, name):
        symbol = self.x.XStringToKeysym(name.encode()) or 0
        code = self.x.XKeysymToKeycode(self.display, ctypes.c_ulong(symbol)) & 255
        return bool(code) and (self.x.XkbKeycodeToKeysym(self.display, ctypes.c_ubyte(code), 0, 0) or 0) != symbol

    def key(self, text):
        """As in "ctrl+shift+z"."""
        *modifiers, name = text.split('+') if text != '+' else ['plus']
        modifiers = [MODIFIERS[modifier] for modifier in modifiers]
        if self.needs_shift(name) and 'Shift_L' not in modifiers:
            modifiers.append('Shift_L')
        for modifier in modifiers:
            self.fake(modifier, True)
        self.fake(name, True)
        self.fake(name, False)
        for modifier in reversed(modifiers):
            self.fake(modifier, False)
        self.flush()

    def type(self, text):
        for letter in text:
            self.key(SYMBOLS.get(letter, letter))

    def release(self):
        """Whatever is held."""
        for number in (1, 3):
            self.button(number, False)
        for modifier in MODIFIERS.values():
            self.fake(modifier, False)
        self.flush()

    def resize(self, window, x, y, width, height):
        self.x.XMoveResizeWindow(self.display, ctypes.c_ulong(window), x, y, ctypes.c_uint(width), ctypes.c_uint(height))
        self.flush()

    def activate(self, window):
        """Asks the manager, as a panel does."""
        event = (ctypes.c_long * 24)()
        words = ctypes.cast(event, ctypes.POINTER(ctypes.c_int))
        words[0] = 33                                                   # ClientMessage
        event[4], event[5] = window, self.active
        words[12] = 32
        event[7], event[8] = 2, 0
        self.x.XSendEvent(self.display, ctypes.c_ulong(self.root), 0, ctypes.c_long(0x180000), ctypes.byref(event))
        self.flush()
