#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Holds the help pages: valid Mallard, every link leads somewhere, no page is alone, and what they name is in the
window: keys, menu entries and buttons, and the pages of the deck; and that their translations are whole. TAP.

Usage: check-help.py ROOT. Where yelp-check is installed it has its say, too."""
import glob
import os
import re
import shutil
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as tree

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', 'style'))
import po                                                                       # noqa: E402

RESULTS = []
SCHEMA = '/usr/share/xml/mallard/1.0/mallard-1.0.rng'
GUI = re.compile('<gui>(.*?)</gui>')
LINK = re.compile('<link [^>]*>')
MALLARD = '{http://projectmallard.org/1.0/}'


def report(name, wrong):
    RESULTS.append(not wrong)
    print(f"{'not ok' if wrong else 'ok'} {len(RESULTS)} {name}")
    for line in list(wrong)[:20]:
        print(f'# {line}')


def check(*command):
    made = subprocess.run(command, check=False, capture_output=True, encoding='utf-8')
    said = (made.stdout + made.stderr).splitlines()
    return said or (['failed'] if made.returncode else [])


def list_labels():
    """Every word of the window, without the marks of mnemonics."""
    labels = set()
    for path in glob.glob('resources/ui/*.ui'):
        for element in tree.parse(path).iter():
            if element.get('translatable') == 'yes' and element.text:
                labels.add(element.text.replace('_', ''))
    for path in glob.glob('ui/words/*.c'):
        with open(path, encoding='utf-8') as text:
            labels |= {word.replace('_', '') for word in re.findall(r'N?_ \("([^"\\]*)"\)', text.read())}
    return labels


def list_keys():
    keys = set()
    for element in tree.parse('resources/ui/help-overlay.ui').iter('property'):
        if element.get('name') == 'accelerator':
            for key in re.split(r' |\.\.\.', element.text):
                keys.add(key.replace('<Control>', 'Ctrl+').replace('<Shift>', 'Shift+').replace('<Alt>', 'Alt+')
                         .replace('Page_', 'Page ').replace('question', '?').replace('plus', '+')
                         .replace('minus', '-').lower())
    # Of every toolkit.
    return keys | {'tab', 'insert', 'ctrl+c', 'ctrl+v', 'shift', 'right', 'down'}


def list_wrong(translations, names):
    """Texts whose translation links elsewhere, or calls a control other than the window does."""
    for (_, text), translated in translations.items():
        expected = sorted(names.get(' '.join(name.split()), name) for name in GUI.findall(text))
        if sorted(GUI.findall(translated)) != expected:
            yield f'{text[:60]}: {", ".join(expected)}'
        if sorted(LINK.findall(text)) != sorted(LINK.findall(translated)):
            yield f'{text[:60]}: links'


def check_languages(pages):
    """The pages in each language, as they are installed."""
    with tempfile.TemporaryDirectory() as folder, open('resources/help/LINGUAS', encoding='utf-8') as file:
        languages = [line.strip() for line in file if line.strip() and not line.startswith('#')]
        template, words = os.path.join(folder, 'help.pot'), os.path.join(folder, 'words.mo')
        subprocess.run(['itstool', '-o', template, *pages], check=True)
        with open(template, encoding='utf-8') as text:
            # Whom to thank for a translation is for those who made it.
            made = re.sub(r'(?:^#.*\n)*msgctxt "_"\nmsgid "translator-credits"\nmsgstr ""\n', '', text.read(),
                          flags=re.MULTILINE)
        for language in languages:
            path = f'resources/help/{language}/{language}.po'
            report(f'{path} is well made', check('msgfmt', '--check', '--output-file', words, path))
            compared = subprocess.run(['msgcmp', path, '-'], input=made, capture_output=True, check=False, encoding='utf-8')
            report(f'{path} is complete', compared.stderr.splitlines() if compared.returncode else [])
            report(f'{path} calls things as the window does, and links as in English',
                   list(list_wrong(po.read(path), po.find_names(po.read(f'resources/po/{language}.po')))))
            report(f'{language}: itstool reads it', check('itstool', '-m', words, '-o', folder, *pages))
            made_pages = [os.path.join(folder, os.path.basename(page)) for page in pages]
            if os.path.exists(SCHEMA):
                report(f'{language}: the pages are Mallard', [
                    line for line in check('xmllint', '--noout', '--relaxng', SCHEMA, *made_pages)
                    if not line.endswith(' validates')])


def main():
    os.chdir(sys.argv[1])
    pages = sorted(glob.glob('resources/help/C/*.page'))
    report('there are pages', [] if len(pages) > 20 else ['few'])
    report('xmllint reads them', check('xmllint', '--noout', *pages))
    # By the schema without yelp-check, which brings a Java with it.
    if os.path.exists(SCHEMA):
        report('they are Mallard', [line for line in check('xmllint', '--noout', '--relaxng', SCHEMA, *pages)
                                    if not line.endswith(' validates')])
    else:
        print('# mallard-rng is not installed')
    if shutil.which('yelp-check'):
        for what in ('validate', 'ids', 'links', 'orphans', 'media'):
            report(f'yelp-check {what}', check('yelp-check', what, *pages))
    else:
        print('# yelp-check is not installed')

    ids, links, keys, words, alone = set(), set(), set(), set(), set()
    for path in pages:
        page = tree.parse(path).getroot()
        ids |= {page.get('id')} | {f"{page.get('id')}#{s.get('id')}" for s in page.iter(MALLARD + 'section')}
        links |= {link.get('xref') for link in page.iter(MALLARD + 'link') if link.get('xref')}
        if page.get('id') != 'index' and not any(link.get('type') == 'guide' for link in page.iter(MALLARD + 'link')):
            alone.add(path)
        words |= {' '.join(''.join(gui.itertext()).split()) for gui in page.iter(MALLARD + 'gui')}
        parents = {child: parent for parent in page.iter() for child in parent}
        for key in page.iter(MALLARD + 'key'):
            if parents[key].tag != MALLARD + 'keyseq':
                keys.add(key.text.lower())
        keys |= {'+'.join(key.text for key in seq).lower() for seq in page.iter(MALLARD + 'keyseq')}
    report('links lead to pages and sections', links - ids)
    report('no page is alone', alone)
    report('the keys are those of the window', keys - list_keys())
    labels = list_labels()
    report('menus, buttons and pages are called so', words - labels)
    with open('app/window/rsc-pages.c', encoding='utf-8') as text:
        panels = {name.replace('_', '-') for name in re.findall(r'\brsc_([a-z_]+)_panel_get_type,', text.read())}
    report('the window has panels', [] if len(panels) > 8 else panels)
    report('each panel has a page', {name for name in panels if not {name, f'{name}-page'} & ids})
    with open('resources/help/meson.build', encoding='utf-8') as text:
        listed = set(re.findall(r"'([^']+\.page)'", text.read()))
    report('each is installed', listed ^ {os.path.basename(path) for path in pages})
    report('sees another name of a button, and another link', [] if len(list(list_wrong(
        {('', '<gui>Save</gui> <link xref="a"/>'): '<gui>Sichern</gui> <link xref="b"/>'}, {'Save': 'Speichern'})))
        == 2 else ['blind'])
    if shutil.which('itstool') and shutil.which('msgcmp'):
        check_languages(pages)
    else:
        print('# itstool or gettext is not installed')
    print(f'1..{len(RESULTS)}')
    return 0 if all(RESULTS) else 1


if __name__ == '__main__':
    sys.exit(main())
