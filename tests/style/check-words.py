#!/usr/bin/env python3
"""Holds the wording out of the panels: in app/window only the names of steps to undo are written. TAP.

Usage: check-words.py ROOT. What else a person reads comes from ui/words or from a .ui file.
"""
import glob
import os
import re
import sys

# The program's own description of its options comes before there is a window.
ALLOWED = {'rsc-application.c'}
STEP = re.compile(r'rsc_document_apply\s*\([^;]*;')
WORDS = re.compile(r'\b(?:N?_|C_|ngettext|g_dngettext|gettext)\s*\(\s*(?:NULL,\s*)?"[^"]*"')
# Text with a letter in it that goes to a label without being wrapped.
PLAIN = re.compile(r'gtk_(?:label_set_(?:label|text|markup)|widget_set_tooltip_text|button_set_label)\s*'
                   r'\([^;]*?"[^";]*[A-Za-z]{2}[^";]*"')


def find_words(text):
    """Wording in a source, apart from the names of steps."""
    rest = STEP.sub('', text)
    return WORDS.findall(rest) + PLAIN.findall(rest)


def main():
    root = sys.argv[1]
    paths = sorted(glob.glob(os.path.join(root, 'app', 'window', '*.c')))
    results = []

    # That it sees what it looks for.
    results.append(('sees a sentence', find_words('text = _ ("Solving…");') != []))
    results.append(('sees a plural', find_words('g_dngettext (NULL, "%u row", "%u rows", n)') != []))
    results.append(('sees a bare label', find_words('gtk_label_set_label (a, "Solving");') != []))
    results.append(('leaves steps', find_words('rsc_document_apply (d, _ ("Change λ"), m, a);') == []))
    results.append(('has sources', len(paths) > 10))
    for path in paths:
        if os.path.basename(path) in ALLOWED:
            continue
        with open(path, encoding='utf-8') as text:
            found = find_words(text.read())
        for words in found:
            print(f'# {os.path.relpath(path, root)}: {words}')
        results.append((os.path.relpath(path, root), not found))

    print(f'1..{len(results)}')
    for number, (name, good) in enumerate(results, 1):
        print(f'{"ok" if good else "not ok"} {number} - {name}')
    return 0 if all(good for _, good in results) else 1


if __name__ == '__main__':
    sys.exit(main())
