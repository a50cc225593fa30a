#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The report: each of its commands, run, gives the numbers of its tables and its pictures; it needs
nothing but itself. Usage: test-report.py RELUSCOPE-CLI. Speaks TAP."""
import html.parser
import json
import math
import os
import re
import shlex
import subprocess
import sys
import tempfile

PROGRAM = os.path.abspath(sys.argv[1])
POINTS = 'a,b,y\n' + ''.join(f'{x},{y},{round(x * x - 0.5 * y + 0.1 * x * y, 3)}\n'
                             for x in (-1.5, -0.4, 0.3, 1.2) for y in (-1, 0.5))


class Report(html.parser.HTMLParser):
    """Sections in order; each with its commands, tables and light pictures."""

    def __init__(self, text):
        super().__init__()
        self.text = text
        self.ids, self.links, self.tags, self.sections = [], [], set(), {}
        self.section = self.table = self.row = self.cell = None
        self.command = None
        self.pictures = 0
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        self.tags.add(tag)
        if 'id' in attributes:
            self.ids.append(attributes['id'])
        self.links += [value for name, value in attributes.items()
                       if name in ('href', 'src', 'xlink:href', 'srcset', 'action')]
        if tag == 'section':
            self.section = {'commands': [], 'tables': [], 'pictures': []}
            self.sections[attributes['id']] = self.section
        elif tag == 'svg':
            assert attributes['role'] == 'img' and len(attributes['aria-label']) > 5
        elif tag == 'table':
            self.table = {'keys': [], 'rows': []}
            self.section['tables'].append(self.table)
        elif tag == 'th':
            self.table['keys'].append(attributes['data-key'])
        elif tag == 'tr' and self.table is not None:
            self.row = []
        elif tag == 'td':
            self.cell = ''
        elif tag == 'data':
            self.cell = float(attributes['value'])
        elif tag == 'code':
            self.command = ''

    def handle_endtag(self, tag):
        if tag == 'td':
            self.row.append(self.cell)
            self.cell = None
        elif tag == 'tr' and self.row:
            self.table['rows'].append(dict(zip(self.table['keys'], self.row)))
        elif tag == 'code':
            self.section['commands'].append(self.command)
            self.command = None

    def handle_data(self, data):
        if self.command is not None:
            self.command += data
        elif isinstance(self.cell, str):
            self.cell += data

    def get_pictures(self, section):
        start = self.text.index(f'<section id="{section}">')
        part = self.text[start:self.text.index('</section>', start)]
        return re.findall(r'<div class="light">(<svg.*?</svg>)', part, re.DOTALL)


def run(command, *more):
    words = shlex.split(command)
    assert words[0] == 'reluscope-cli', command
    done = subprocess.run([PROGRAM, *words[1:], *more], capture_output=True, text=True, check=False)
    assert done.returncode == 0, f'{command}: {done.stderr}'
    return done.stdout


def same(a, b):
    """Two runs of one computation; what is text, or nothing, is compared elsewhere."""
    if a is None or isinstance(a, str) or isinstance(b, str):
        return True
    return math.isclose(a, b, rel_tol=1e-9, abs_tol=1e-12)


def check_rows(rows, wanted):
    """That each row has these numbers, under the keys that both have."""
    assert len(rows) == min(len(wanted), 100), (len(rows), len(wanted))
    for row, other in zip(rows, wanted):
        keys = [key for key in row if key in other]
        assert len(keys) >= 2, (row, other)
        for key in keys:
            value = other[key]
            assert same(value, row[key]), (key, row[key], value)


def check_numbers(name, section, results):
    """The tables of a section against what its commands wrote."""
    tables = section['tables']
    solved = results.get('solve') or results.get('optimal-set')
    if name == 'summary':
        facts = {row['what']: row['value'] for row in tables[0]['rows']}
        assert f"{solved['objective']:.10g}".rstrip('0') in facts['Objective'], facts
        assert facts['Dimension'].startswith(str(results['optimal-set']['dimension'])), facts
        assert facts['Narrowest'].startswith(str(results['optimal-set']['narrowest']['width']))
    elif name == 'function':
        assert len(tables[0]['rows']) == solved['n']
        assert all(same(fit, row['fit']) for row, fit in zip(tables[0]['rows'], solved['fit']))
    elif name == 'optimal-set':
        check_rows(tables[0]['rows'], solved['neurons'])
        for row, neuron in zip(tables[0]['rows'], solved['neurons']):
            assert all(same(u, row[f'direction_{k + 1}'])
                       for k, u in enumerate(neuron['direction']))
        assert len(tables[1]['rows']) == solved['vertices']['count']
        for row, vertex in zip(tables[1]['rows'], solved['vertices']['list']):
            assert all(same(a, row[f'norm_{k + 1}']) for k, a in enumerate(vertex))
    elif name == 'certificate':
        rows = [dict(one, neuron=one['neuron'] + 1 if 'neuron' in one else None)
                for one in solved['correlations']]
        check_rows(tables[0]['rows'], rows)
    elif name == 'widths':
        check_rows(tables[0]['rows'], solved['complex']['widths'])
    elif name == 'path':
        events = [{'lambda': event['lambda'], 'neuron': event['neuron']}
                  for event in results['path']['events']]
        check_rows(tables[0]['rows'], events)
        check_rows(tables[1]['rows'], results['path']['points'])
        assert len(tables[1]['rows']) == len(results['path']['points'])
    elif name == 'pruning':
        pruned = [{**step, 'phase': None, 'removed': None} for step in results['prune']['steps']]
        assert len(tables[0]['rows']) == len(pruned) + 1
        check_rows(tables[0]['rows'][1:], pruned)
        check_rows(tables[0]['rows'][:1], [results['prune']['start']])
    else:
        raise AssertionError('a section without a check: ' + name)


def strip_names(svg):
    """A picture without the names inside it, which differ from run to run, and its attributes."""
    body = svg[svg.index('>', svg.index('viewBox')):]
    return re.sub(r'((?:id="|href="#|url\(#)[^")]*)', lambda m: re.match(r'[^"(]*["(]#?', m[1])[0],
                  body).strip()


def check_report(line, folder):
    path = os.path.join(folder, 'report.html')
    run(f'reluscope-cli report {line}', '-o', path)
    with open(path, encoding='utf-8') as file:
        report = Report(file.read())

    # Nothing from elsewhere, nothing that runs, no name twice.
    assert 'script' not in report.tags and 'link' not in report.tags, report.tags
    assert all(link.startswith(('#', 'data:')) for link in report.links)
    assert "default-src 'none'" in report.text and not re.search(r'\son[a-z]+=', report.text)
    assert len(report.ids) == len(set(report.ids)), 'a name is there twice'
    used = {link[1:] for link in report.links if link.startswith('#')}
    used |= set(re.findall(r'url\(#([^)]*)\)', report.text))
    assert used <= set(report.ids), 'a name is missing'

    expected = {'summary', 'function', 'optimal-set', 'certificate', 'path', 'pruning'}
    assert expected <= set(report.sections), report.sections.keys()
    for name, section in report.sections.items():
        results = {}
        pictures = report.get_pictures(name)
        assert name == 'summary' or len(pictures) == 1, (name, len(pictures))
        assert section['commands'], name
        for command in section['commands']:
            words = shlex.split(command)
            if words[1] == 'figure':
                run(command)
                with open(words[words.index('-o') + 1], encoding='utf-8') as file:
                    assert strip_names(file.read()) == strip_names(pictures[0]), command
            else:
                results[words[1]] = json.loads(run(command, '--json', '-'))
        check_numbers(name, section, results)
    return report


def check_data(report, text):
    """The data go along."""
    import base64
    link = next(link for link in report.links if link.startswith('data:'))
    assert base64.b64decode(link.split(',')[1]).decode() == text


def check_elsewhere(folder):
    """Of data in another folder, with a name like an option: the commands are for beside the data
    that go along."""
    os.makedirs('data')
    with open('data/-a.csv', 'w', encoding='utf-8') as file:
        file.write(POINTS)
    run("reluscope-cli report data/-a.csv --ratio-min 0.3", '-o', 'report.html')
    with open('report.html', encoding='utf-8') as file:
        report = Report(file.read())
    os.makedirs('beside')
    os.chdir('beside')
    with open('-a.csv', 'w', encoding='utf-8') as file:
        file.write(POINTS)
    try:
        for section in report.sections.values():
            for command in section['commands']:
                run(command)
    finally:
        os.chdir(folder)


def main():
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        with open('my points.csv', 'w', encoding='utf-8') as file:
            file.write(POINTS)
        cases = [('gallery', 'gallery:polygon-8 --lambda-ratio 0.2 --ratio-min 0.1', None),
                 ('table', "'my points.csv' --lambda 0.37 --ratio-min 0.2 --drop b "
                  "--max-vertices 50", POINTS)]
        failed = 0
        print(f'1..{len(cases) + 2}')
        for k, (name, line, data) in enumerate(cases):
            try:
                report = check_report(line, folder)
                if data:
                    check_data(report, data)
                print(f'ok {k + 1} - {name}')
            except AssertionError as error:
                failed += 1
                print(f'not ok {k + 1} - {name}: {error!r}')
        try:
            check_elsewhere(folder)
            print(f'ok {len(cases) + 1} - elsewhere')
        except AssertionError as error:
            failed += 1
            print(f'not ok {len(cases) + 1} - elsewhere: {error!r}')
        refused = [([], 'needs -o'), (['-o', 'a.svg'], '.html'), (['-o', 'my points.csv'], '.html')]
        done = [subprocess.run([PROGRAM, 'report', 'gallery:xor', *words], capture_output=True,
                               text=True, check=False) for words, _ in refused]
        good = all(one.returncode == 2 and text in one.stderr and one.stderr.count('\n') == 1
                   for one, (_, text) in zip(done, refused))
        print(f"{'ok' if good else 'not ok'} {len(cases) + 2} - refused")
        sys.exit(1 if failed or not good else 0)


main()
