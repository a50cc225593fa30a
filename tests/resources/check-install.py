#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Holds that installing puts every file where it belongs, that the packages of resources/debian take each of them
once, and that uninstalling leaves nothing. TAP.

Usage: check-install.py ROOT BUILD PREFIX. Installs below a folder of its own."""
import email.utils
import fnmatch
import glob
import os
import re
import shutil
import subprocess
import sys
import tempfile

RESULTS = []
APP = 'org.reluscope.Reluscope'


def report(name, wrong):
    RESULTS.append(not wrong)
    print(f"{'not ok' if wrong else 'ok'} {len(RESULTS)} {name}")
    for line in sorted(wrong)[:20]:
        print(f'# {line}')


def list_files(top):
    return {os.path.relpath(os.path.join(folder, name), top)
            for folder, _, names in os.walk(top) for name in names}


def read_words(path):
    with open(path, encoding='utf-8') as text:
        return [line.strip() for line in text if line.strip() and not line.startswith('#')]


def list_expected(build):
    """Below the prefix, by what the sources have."""
    share = {f'applications/{APP}.desktop', f'metainfo/{APP}.metainfo.xml', f'glib-2.0/schemas/{APP}.gschema.xml',
             f'mime/packages/{APP}.xml', f'icons/hicolor/scalable/apps/{APP}.svg',
             f'icons/hicolor/symbolic/apps/{APP}-symbolic.svg',
             'icons/hicolor/scalable/mimetypes/application-x-reluscope.svg', 'man/man1/reluscope.1',
             'man/man1/reluscope-cli.1', 'bash-completion/completions/reluscope-cli.bash'}
    share |= {f'locale/{word}/LC_MESSAGES/reluscope.mo' for word in read_words('resources/po/LINGUAS')}
    # Help pages are translated where itstool is there to do it.
    languages = [word for word in read_words('resources/help/LINGUAS') if os.path.isdir(f'{build}/resources/help/{word}')]
    share |= {f'help/{language}/reluscope/{name}' for name in os.listdir('resources/help/C')
              for language in ['C', *languages]}
    return {'bin/reluscope', 'bin/reluscope-cli'} | {'share/' + path for path in share}


def list_packaged(files):
    """How many packages take each file."""
    taken = dict.fromkeys(files, 0)
    for path in glob.glob('resources/debian/*.install'):
        for pattern in read_words(path):
            pattern = pattern.removeprefix('usr/')
            for file in files:
                if fnmatch.fnmatch(file, pattern) or file.startswith(pattern.rstrip('/') + '/'):
                    taken[file] += 1
    return taken


def read(path):
    with open(path, encoding='utf-8') as text:
        return text.read()


def list_versions():
    """Of the sources, the newest release of the metainfo file, and the Debian package, each with its date."""
    meson = read('meson.build')
    release = re.search(r'<release version="(.*?)" date="(.*?)"', read(f'resources/{APP}.metainfo.xml.in'))
    package = read('resources/debian/changelog')
    day = email.utils.parsedate_to_datetime(re.search(r'^ -- .*?  (.*)$', package, re.MULTILINE)[1])
    return {(re.search(r"version: '(.*?)'", meson)[1], re.search(r"release_date = '(.*?)'", meson)[1]),
            release.groups(), (re.match(r'\S+ \((.*?)\)', package)[1], day.strftime('%Y-%m-%d'))}


def list_build_needs():
    """What only one of the two lists of packages to build with has."""
    listed = [word for word in read('.ci/packages').split('# run')[0].splitlines() if not word.startswith('#')]
    control = read('resources/debian/control')
    needed = re.findall(r'[a-z0-9.+-]+(?= \(|,|\n|$)', re.search(r'Build-Depends:(.*?)\nStand', control, re.DOTALL)[1])
    return (set(listed) - {'build-essential'}) ^ ({word for word in needed if word[0].isalpha()} - {'debhelper-compat'})


def list_unknown(share):
    """What is not taken for a document, in a desktop that knows the installed type: by its name, and by its contents."""
    with tempfile.TemporaryDirectory() as top:
        shutil.copytree(os.path.join(share, 'mime'), os.path.join(top, 'mime'))
        subprocess.run(['update-mime-database', os.path.join(top, 'mime')], check=True, capture_output=True)
        unknown = []
        for name, contents in (('a.reluscope', '{}'), ('b', '{\n  "schema": "reluscope-document",\n  "version": 1\n}\n')):
            path = os.path.join(top, name)
            with open(path, 'w', encoding='utf-8') as text:
                text.write(contents)
            said = subprocess.run(['gio', 'info', '-a', 'standard::content-type,standard::icon', path], check=True,
                                  capture_output=True, encoding='utf-8',
                                  env={**os.environ, 'XDG_DATA_HOME': top}).stdout
            if 'content-type: application/x-reluscope' not in said or 'application-x-reluscope' not in said:
                unknown.append(f'{name}: {said}')
        return unknown


def main():
    root, build, prefix = sys.argv[1:]
    os.chdir(root)
    versions = list_versions()
    report('one version, with one date', versions if len(versions) > 1 else [])
    report('one list of packages to build with', list_build_needs())
    # What those who change lessons add is theirs to say: any file below share/reluscope is one of data/.
    with tempfile.TemporaryDirectory() as top:
        environment = {**os.environ, 'DESTDIR': top}
        installed = subprocess.run(['meson', 'install', '-C', build, '--no-rebuild', '--quiet'], env=environment,
                                   check=False, capture_output=True, encoding='utf-8')
        report('it installs', (installed.stdout + installed.stderr).splitlines()[-10:] if installed.returncode else [])
        below = os.path.join(top, prefix.lstrip('/'))
        outside = {path for path in list_files(top) if not path.startswith(prefix.lstrip('/') + '/')}
        files = list_files(below)
        data = {path for path in files if path.startswith('share/reluscope/')}
        sources = {os.path.basename(path) for path in glob.glob('data/**', recursive=True)}
        expected = list_expected(build)
        report('nothing outside of the prefix', outside)
        report('every file is there', expected - files)
        report('and no other', files - expected - data)
        report('data are those of data/', {path for path in data if os.path.basename(path) not in sources})
        report('programs can be run', [name for name in ('reluscope', 'reluscope-cli')
                                       if not os.access(os.path.join(below, 'bin', name), os.X_OK)])
        report('none is empty', [path for path in files if os.path.getsize(os.path.join(below, path)) == 0])
        report('each is in one package', [f'{path}: {n}' for path, n in list_packaged(files).items() if n != 1])
        if shutil.which('update-mime-database') and shutil.which('gio'):
            report('a document is known by its name and by its contents', list_unknown(os.path.join(below, 'share')))
        removed = subprocess.run(['ninja', '-C', build, 'uninstall'], env=environment, check=False,
                                 capture_output=True, encoding='utf-8')
        report('it uninstalls', removed.stderr.splitlines() if removed.returncode else [])
        report('nothing is left, no folder either',
               {os.path.join(folder, name) for folder, folders, names in os.walk(top) for name in folders + names})
    print(f'1..{len(RESULTS)}')
    return 0 if all(RESULTS) else 1


if __name__ == '__main__':
    sys.exit(main())
