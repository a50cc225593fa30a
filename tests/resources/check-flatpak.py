#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Holds the Flatpak manifest: flatpak-builder reads it where it is installed, every release has a checksum, and every
library that is not in the runtime is built before the program. TAP.

Usage: check-flatpak.py ROOT."""
import json
import os
import re
import shutil
import subprocess
import sys

RESULTS = []
MANIFEST = 'resources/org.reluscope.Reluscope.json'
# What org.gnome.Platform has, by the names of meson.build.
RUNTIME = {'glib-2.0', 'gobject-2.0', 'gio-2.0', 'gio-unix-2.0', 'json-glib-1.0', 'cairo', 'cairo-svg', 'cairo-pdf',
           'cairo-png', 'pangocairo', 'gmp', 'gtk4', 'libadwaita-1', 'libwebp', 'libwebpmux', 'm'}
MODULES = {'gsl': 'gsl', 'openblas': 'openblas', 'qhull_r': 'qhull', 'glpk': 'glpk', 'cddgmp': 'cddlib'}
KEYS = {'id', 'x-comment', 'runtime', 'runtime-version', 'sdk', 'command', 'finish-args', 'cleanup', 'modules'}
MODULE_KEYS = {'name', 'buildsystem', 'build-commands', 'config-opts', 'cleanup', 'sources'}


def report(name, wrong):
    RESULTS.append(not wrong)
    print(f"{'not ok' if wrong else 'ok'} {len(RESULTS)} {name}")
    for line in wrong if isinstance(wrong, (list, set)) else ():
        print(f'# {line}')


def main():
    os.chdir(sys.argv[1])
    with open(MANIFEST, encoding='utf-8') as text:
        manifest = json.load(text)
    if shutil.which('flatpak-builder'):
        made = subprocess.run(['flatpak-builder', '--show-manifest', MANIFEST], check=False, capture_output=True,
                              encoding='utf-8')
        report('flatpak-builder reads it', made.stderr.splitlines() if made.returncode or made.stderr else [])
        shown = json.loads(made.stdout or '{}')
        report('and all of it', [key for key in manifest if not key.startswith('x-') and key not in shown])
    else:
        print('# flatpak-builder is not installed')
    modules = manifest['modules']
    report('keys are known', set(manifest) ^ KEYS | {key for module in modules for key in set(module) - MODULE_KEYS})
    report('it is this program', manifest['id'] != 'org.reluscope.Reluscope' or manifest['command'] != 'reluscope')
    sources = [source for module in modules for source in module['sources']]
    archives = [source for source in sources if source['type'] == 'archive']
    report('each release has an address and a checksum',
           [str(source) for source in archives if not re.fullmatch('[0-9a-f]{64}', source.get('sha256', ''))
            or not re.match(r'https?://\S+\.(tar\.gz|tar\.xz|tgz)$', source.get('url', ''))])
    report('releases and the sources, nothing else',
           [str(source) for source in sources if source['type'] not in ('archive', 'dir')])
    with open('meson.build', encoding='utf-8') as text:
        needed = set(re.findall(r"(?:dependency|find_library)\s*\('([^']+)'", text.read())) - RUNTIME
    report('each library that is needed is known', needed ^ set(MODULES))
    names = [module['name'] for module in modules]
    report('and built before the program', names[-1] != 'reluscope' or set(names[:-1]) != set(MODULES.values()))
    report('it asks for no files and no network', [word for word in manifest['finish-args']
                                                   if 'filesystem' in word or 'network' in word])
    print(f'1..{len(RESULTS)}')
    return 0 if all(RESULTS) else 1


if __name__ == '__main__':
    sys.exit(main())
