#!/usr/bin/env python3
"""Holds that each command with a key is in the window of shortcuts, and each command of the keyboard
or of a menu's kind is in a menu or on a button. TAP.

Usage: check-commands.py ROOT. Reads the accelerators of app/window/rsc-application.c, the key bindings of
the window, and the .ui files.
"""
import glob
import html
import os
import re
import sys

ACCELERATOR = re.compile(r'\{\s*"((?:app|win|share|present|window)\.[a-z-]+)",\s*\{\s*"([^"]+)"')
BINDING = re.compile(r'add_binding_action\s*\(\s*widget_class,\s*GDK_KEY_(\w+),\s*([^,]+),\s*"([^"]+)"')
SHOWN = re.compile(r'<property name="accelerator">([^<]*)</property>')
OFFERED = re.compile(r'(?:<attribute name="action">|<property name="action-name">|'
                     r'activate_action \([^;]*?")((?:app|win|share|present|window)\.[a-z-]+)')
# Offered by the desktop, by GTK or by what a control does itself.
ELSEWHERE = {
    'app.quit': 'Ctrl+Q, as in every program; the window closes by its button',
    'window.close': 'the button of the title bar',
    'win.cancel': 'the buttons that end what is at work',
    'win.step-view': 'the view of the set, by its own keys and gestures',
    'win.go-panel': 'a way of the keyboard alone: the pointer goes there by itself',
    'win.toggle-panel': 'the buttons of the panels, win.panel',
    'win.explain': 'of what has the focus or is under the pointer, which a menu takes away; the menu has the glossary',
    'win.gallery': 'the button Gallery, which opens its popover itself',
}


def read(*paths):
    text = ''
    for path in paths:
        with open(path, encoding='utf-8') as file:
            text += file.read()
    return text


def name_key(key, modifiers):
    """As an accelerator writes it."""
    parts = [f'<{name.capitalize()}>' for name in ('control', 'shift', 'alt')
             if name.upper() + '_MASK' in modifiers]
    return ''.join(parts) + key


def main():
    root = sys.argv[1]
    window = os.path.join(root, 'app', 'window')
    commands = dict.fromkeys(ACCELERATOR.findall(read(os.path.join(window, 'rsc-application.c'))))
    bindings = [(action, name_key(key, modifiers)) for key, modifiers, action
                in BINDING.findall(read(os.path.join(window, 'rsc-window.c')))]
    shown = {key for keys in SHOWN.findall(read(os.path.join(root, 'resources/ui/help-overlay.ui')))
             for key in re.split(r'[ ]|\.\.\.', html.unescape(keys))}
    offered = set(OFFERED.findall(read(*glob.glob(os.path.join(root, 'resources/ui/*.ui')),
                                       *glob.glob(os.path.join(window, '*.c')))))
    results = [('sees accelerators', len(commands) > 12), ('sees bindings', len(bindings) > 5)]
    for action, key in [*commands, *bindings]:
        results.append((f'{key} of {action} is in the window of shortcuts', key in shown))
    for action in sorted({action for action, _ in [*commands, *bindings]}):
        results.append((f'{action} is in a menu or on a button',
                        action in offered or action in ELSEWHERE))
    results += [(f'{action} needs its exception', action not in offered) for action in ELSEWHERE
                if action.startswith('win')]
    print(f'1..{len(results)}')
    for number, (name, good) in enumerate(results, 1):
        print(f'{"ok" if good else "not ok"} {number} - {name}')
    return 0 if all(good for _, good in results) else 1


if __name__ == '__main__':
    sys.exit(main())
