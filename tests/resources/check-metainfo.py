#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What AppStream is told: no address but the distributor's, and with it the pictures. TAP.

Usage: check-metainfo.py ROOT METAINFO: the source and the file that is made of it without options.
"""
import os
import re
import shutil
import subprocess
import sys
import tempfile

APP = 'org.reluscope.Reluscope'


def validate(text):
    """Whether appstreamcli has no errors and no warnings; True where it is not installed."""
    if not shutil.which('appstreamcli'):
        return True
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, APP + '.metainfo.xml')
        with open(path, 'w', encoding='utf-8') as file:
            file.write(text)
        told = subprocess.run(['appstreamcli', 'validate', '--no-net', path], capture_output=True, text=True, check=False)
        if told.returncode != 0:
            print('# ' + told.stdout.replace('\n', '\n# '))
        return told.returncode == 0


def main(root, made):
    with open(os.path.join(root, 'resources', APP + '.metainfo.xml.in'), encoding='utf-8') as file:
        source = file.read()
    with open(made, encoding='utf-8') as file:
        usual = file.read()
    with open(os.path.join(root, 'resources', 'po', 'LINGUAS'), encoding='utf-8') as file:
        languages = re.findall(r'^\w+', file.read(), re.MULTILINE)
    bare = re.sub('<!--.*?-->', '', usual, flags=re.DOTALL)
    address = 'https://distributor.example/reluscope'
    filled = source
    for name, value in {'HOMEPAGE': address, 'SCREENSHOTS': address, 'SCREENSHOTS_BEGIN': '', 'SCREENSHOTS_END': ''}.items():
        filled = filled.replace('@' + name + '@', value)
    pictures = re.findall(re.escape(address) + r'/([\w-]+\.png)', filled)
    checks = {
        'without a distributor there is no address of pictures': '<screenshot' not in bare,
        'and no other than that of the paper':
            set(re.findall(r'https?://[^<\s"]+', bare)) <= {'https://arxiv.org/abs/2306.00119'},
        'with one there are pictures, each of the tree':
            len(pictures) > 1 and all(os.path.exists(os.path.join(root, 'data', 'screenshots', name)) for name in pictures),
        'also in the languages that there are':
            set(re.findall(r'<image [^>]*xml:lang="(\w+)"', filled)) == set(languages),
        'and all is filled in': '@' not in filled,
        'it is valid then': validate(filled),
    }
    print(f'1..{len(checks)}')
    for k, (name, good) in enumerate(checks.items()):
        print(f'{"ok" if good else "not ok"} {k + 1} {name}')
    return 0 if all(checks.values()) else 1


if __name__ == '__main__':
    sys.exit(main(*sys.argv[1:]))
