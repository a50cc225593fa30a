#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Holds that a translated lesson does what the English one does: the same numbers are filled in, the same terms of the
glossary are linked, formulas differ in words alone, and what it calls a button or a page is what the window calls it.
That each text has its translations is held by check-translations.py. TAP.

Usage: check-lessons.py ROOT."""
import glob
import importlib.util
import json
import os
import re
import sys

import po

FACT = re.compile(r'\{[^{}]*\}')
LINK = re.compile(r'\[\[([^\]|]*)(\|[^\]]*)?\]\]')
WORDS = re.compile(r'\\text\{[^{}]*\}')
QUOTED = re.compile('“([^”]+)”')
PAGE = re.compile(r'\bpage (?:\[\[[^\]|]*\|)?([A-Z][a-z]+)')


def read_texts(root):
    """(context, text) of each text that is read, by the script that lists them for xgettext."""
    found = importlib.util.spec_from_file_location('strings', os.path.join(root, 'resources/po/lesson-strings.py'))
    strings = importlib.util.module_from_spec(found)
    found.loader.exec_module(strings)
    for path in sorted(glob.glob(os.path.join(root, 'data/lessons/*.json'))):
        with open(path, encoding='utf-8') as file:
            lesson = json.load(file)
        context, keys = strings.CONTEXTS[lesson['schema']]
        for _, text in strings.find_texts(lesson, keys):
            yield context, text


def find_wrong(text, translated, names):
    """What a translation has not as the text has it. names: what the window calls things, in both languages."""
    if '\\text{' in text:
        return [] if WORDS.sub('', text) == WORDS.sub('', translated) else ['formula']
    wrong = []
    if set(FACT.findall(text)) != set(FACT.findall(translated)):
        wrong.append('numbers that are filled in')
    if sorted(term for term, _ in LINK.findall(text)) != sorted(term for term, _ in LINK.findall(translated)):
        wrong.append('links')
    if any(not words for _, words in LINK.findall(translated)):
        wrong.append('a link without words of the language: [[term|words]]')
    if text.count('\n\n') != translated.count('\n\n'):
        wrong.append('paragraphs')
    for name in QUOTED.findall(text) + PAGE.findall(text):
        if name in names and names[name] not in translated:
            wrong.append(f'“{name}” is “{names[name]}” in the window')
    return wrong


def main():
    root = sys.argv[1]
    names = {'Train': 'Trainieren'}
    results = [(f'sees {what}', find_wrong(text, translated, names) != []) for what, text, translated in (
        ('a number that is missing', '{rows} points', 'Punkte'),
        ('one that is another', '{rows} points', '{row} Punkte'),
        ('a link elsewhere', 'a [[cone]]', 'ein [[gate|Kegel]]'),
        ('a link without words', 'a [[cone]]', 'ein [[cone]]'),
        ('one paragraph for two', 'A.\n\nB.', 'A. B.'),
        ('another formula', 'a \\text{for} b', 'a \\text{für} c'),
        ('another name of a button', 'Press “Train”.', 'Drücken Sie „Los“.'),
        ('another name of a page', 'On the page Train.', 'Auf der Seite Los.'))]
    results.append(('leaves a good one', find_wrong('“Train” {rows} [[cone]]', '„Trainieren“ [[cone|Kegel]] {rows}',
                                                    names) == []))
    texts = dict.fromkeys(read_texts(root))
    results.append(('has texts', len(texts) > 400))
    results.append(('some name controls', sum(bool(QUOTED.search(t) or PAGE.search(t)) for _, t in texts) > 20))
    with open(os.path.join(root, 'resources/po/LINGUAS'), encoding='utf-8') as file:
        languages = [line.strip() for line in file if line.strip() and not line.startswith('#')]
    for language in languages:
        translations = po.read(os.path.join(root, f'resources/po/{language}.po'))
        names = po.find_names(translations)
        results.append((f'{language}: the window has names', len(names) > 1000))
        wrong = [f'{text[:50]!r}: {", ".join(found)}' for context, text in texts
                 if (context, text) in translations
                 and (found := find_wrong(text, translations[context, text], names))]
        results.append((f'{language}: as in English', not wrong))
        for line in wrong:
            print('#', line)
    print(f'1..{len(results)}')
    for number, (name, good) in enumerate(results, 1):
        print(f"{'ok' if good else 'not ok'} {number} - {name}")
    sys.exit(not all(good for _, good in results))


if __name__ == '__main__':
    main()
