#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Holds the manual pages and the completion against --help: groff has nothing to warn of, every command and option
that the help knows is in the page, whatever the reader's language, and bash completes them. TAP.

Usage: check-manuals.py RELUSCOPE-CLI [RELUSCOPE]."""
import os
import re
import shutil
import subprocess
import sys
import tempfile

RESULTS = []
COMMAND = re.compile(r'^  ([a-z-]+(?: [a-z-]+)?)  +\S', re.MULTILINE)
OPTION = re.compile(r'^  (--?[a-z-]+)(?: (\S+))?', re.MULTILINE)
SECTIONS = ['NAME', 'SYNOPSIS', 'DESCRIPTION', 'OPTIONS', 'EXIT STATUS', 'ENVIRONMENT', 'FILES', 'EXAMPLES',
            'SEE ALSO']


def report(name, good, *why):
    RESULTS.append(bool(good))
    print(f"{'ok' if good else 'not ok'} {len(RESULTS)} {name}")
    for line in why if not good else ():
        print(f'# {line}')


def run(*command, **environment):
    return subprocess.run(command, check=True, capture_output=True, encoding='utf-8',
                          env={**os.environ, **environment}).stdout


def render(page):
    made = subprocess.run(['groff', '-K', 'utf8', '-man', '-ww', '-Tutf8', '-P-cbou', '-rLL=200n'], input=page, check=False,
                          capture_output=True, encoding='utf-8')
    # Of old: marks of bold and underlined text, in case the driver does not know the switch.
    return made.stderr + ('' if made.returncode == 0 else 'groff failed'), re.sub('.\b', '', made.stdout)


def check_page(program, name, texts, *german_words):
    page = run(program, '--help-manual')
    problems, shown = render(page)
    report(f'{name}: groff has nothing to warn of', problems == '', *problems.splitlines()[:10])
    headings = re.findall(r'^\.SH "(.*)"$', page, re.MULTILINE)
    report(f'{name}: every section', not set(SECTIONS) - set(headings), headings)
    words = ' '.join(shown.split())
    missing = [text for text in texts if ' '.join(text.split()) not in words]
    report(f'{name}: {len(texts)} texts of --help are in it', texts and not missing, *missing[:10])
    german = {'LANGUAGE': 'de', 'LC_ALL': 'C.UTF-8',
              'RELUSCOPE_LOCALEDIR': os.path.join(os.path.dirname(os.path.abspath(program)), '../../resources/po')}
    if os.path.exists(os.path.join(german['RELUSCOPE_LOCALEDIR'], 'de')):
        # It would be another language otherwise.
        report(f'{name}: German is there', run(program, *german_words, **german) != run(program, *german_words, LC_ALL='C'))
    report(f'{name}: the same in every language', run(program, '--help-manual', **german) == page)
    report(f'{name}: a date and a version', re.match(r'\.TH "\S+" "1" "\d{4}-\d\d-\d\d" "Reluscope [\d.]+"\n', page))
    if shutil.which('mandoc'):
        lint = subprocess.run(['mandoc', '-T', 'lint', '-W', 'warning'], input=page, check=False, capture_output=True,
                              encoding='utf-8').stdout
        report(f'{name}: mandoc has nothing to warn of', lint == '', *lint.splitlines()[:10])


def complete(script, *words):
    """What bash offers for the last of the words, split as readline splits them."""
    with tempfile.NamedTemporaryFile('w', suffix='.bash', encoding='utf-8') as file:
        file.write(script)
        file.flush()
        return run('bash', '-c', 'source "$1"; shift; compopt () { :; }; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); '
                   '_reluscope_cli; printf "%s\\n" "${COMPREPLY[@]}"', 'bash', file.name, 'reluscope-cli',
                   *words).split()


def main():
    cli = sys.argv[1]
    general = run(cli, '--help')
    commands = COMMAND.findall(general[general.index('Commands:'):general.index('DATA is')])
    texts, options = list(commands), {}
    for command in commands:
        shown = run(cli, *command.split(), '--help')
        options[command] = OPTION.findall(shown[shown.index('Options:'):shown.index('Exit status')])
        texts += sorted({f'{name} {value}'.strip() if value in shown and not value.islower() else name
                         for name, value in options[command]})
    report('--help has commands and options', len(commands) > 20 and len(set(texts)) > 80)
    if shutil.which('groff'):
        check_page(cli, 'reluscope-cli', texts, 'solve', '--help')
        if len(sys.argv) > 2:
            shown = run(sys.argv[2], '--help', LC_ALL='C.UTF-8')
            check_page(sys.argv[2], 'reluscope', ['--version', '--help', '$XDG_STATE_HOME/reluscope/recovery']
                       + [line for line in shown.splitlines() if line.startswith('      ')], '--help')
    else:
        print('# groff is not installed: pages are not rendered')

    script = run(cli, '--help-completion')
    firsts = {command.split()[0] for command in commands}
    report('bash completes the first word', set(complete(script, '')) == firsts | {'--help'}, complete(script, ''))
    report('and the second', complete(script, 'figure', 'opt') == ['optimal-set'])
    for command, known in options.items():
        offered = complete(script, *command.split(), '-')
        report(f'and the options of {command}', set(offered) == {name for name, _ in known}, offered)
    report('and words of an option', complete(script, 'solve', '--activation', '') == ['relu', 'gated'])
    report('and sets of the gallery', complete(script, 'solve', 'gallery', ':', 'pol') == ['polygon'])
    print(f'1..{len(RESULTS)}')
    return 0 if all(RESULTS) else 1


if __name__ == '__main__':
    sys.exit(main())
