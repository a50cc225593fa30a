#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes what is read in the lessons and the glossary as a template that xgettext takes, since it does not read JSON.

Usage: lesson-strings.py OUTPUT FILE.json… (data/lessons/README.md says what is translated)."""
import json
import os
import sys

HEAD = '''msgid ""
msgstr ""
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Content-Transfer-Encoding: 8bit\\n"

'''
READ = {'title', 'summary', 'source', 'text', 'question', 'why', 'right', 'otherwise'}
# What the members of a document are called is not read, but for the name of data that stand in a lesson.
CONTEXTS = {'reluscope-lesson': ('lesson', READ), 'reluscope-glossary': ('glossary', READ | {'name'})}


def find_texts(node, keys, place=''):
    """Each text that is read with where it stands: ('steps[1].ask.question', …)."""
    if isinstance(node, list):
        for k, member in enumerate(node, 1):
            yield from find_texts(member, keys, f'{place}[{k}]')
    elif isinstance(node, dict):
        for key, member in node.items():
            inside = f'{place}.{key}' if place else key
            if key == 'document':
                if 'name' in member.get('data', {}):
                    yield inside + '.data.name', member['data']['name']
            elif isinstance(member, str):
                # Letters and signs of a formula are the same in all languages, words are not.
                if key in keys or (key == 'formula' and '\\text{' in member):
                    yield inside, member
            else:
                yield from find_texts(member, keys, inside)


def quote(string):
    return json.dumps(string, ensure_ascii=False)


def find_line(text, string):
    return text.count('\n', 0, text.find(quote(string))) + 1


def main():
    places = {}
    for path in sys.argv[2:]:
        with open(path, encoding='utf-8') as file:
            text = file.read()
        root = json.loads(text)
        context, keys = CONTEXTS[root['schema']]
        for place, string in find_texts(root, keys):
            places.setdefault((context, string), []).append(
                (place, f'data/lessons/{os.path.basename(path)}:{find_line(text, string)}'))
    with open(sys.argv[1], 'w', encoding='utf-8') as output:
        output.write(HEAD)
        for (context, string), found in places.items():
            output.write(''.join(f'#. {place}\n' for place, _ in found)
                         + ''.join(f'#: {line}\n' for _, line in found)
                         + f'msgctxt "{context}"\nmsgid {quote(string)}\nmsgstr ""\n\n')


if __name__ == '__main__':
    main()
