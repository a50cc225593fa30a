#!/usr/bin/env python3
"""Holds that every word can be translated: POTFILES names the files that have some, and xgettext reads them, beside the
texts of lessons and the glossary; and that the translations are whole and fit what they translate. TAP.

Usage: check-translations.py ROOT. A macro such as G_GSIZE_FORMAT inside a string ends it for xgettext: %zu and
PRIu64 do not.
"""
import glob
import os
import re
import subprocess
import sys
import tempfile

CALL = re.compile(r'\b(?:N?_|N?C_|(?:g_d)?n?gettext|g_dpgettext2?)\s*\(\s*(?:NULL,\s*)?(?=")')
SPLIT = re.compile(r'(?:"(?:[^"\\]|\\.)*"|[A-Z][A-Z0-9_]*_FORMAT|\s)+')
KEYWORDS = ('_', 'N_', 'C_:1c,2', 'NC_:1c,2', 'gettext', 'ngettext:1,2', 'g_dngettext:2,3', 'g_dpgettext2:2c,3')

# What a term of the theory is called in each language, everywhere: an expression that the translation has.
TERMS = {
    'de': {'convex program': r'konvexe[nms]? Programm', 'duality gap': 'Dualitätslücke', 'activation pattern': 'Muster',
           'kink': 'Knick', 'weight decay': 'Gewichtszerfall', 'residual': 'Residu', 'singular value': 'Singulärwert',
           'leverage': 'Hebelwert', 'stationary': 'stationär', 'subgradient': 'Subgradient', 'null vector': 'Nullvektor'},
    'zh_CN': {'convex program': '凸规划', 'duality gap': '对偶间隙', 'activation pattern': '模式', 'kink': '折痕|折点|折角',
              'weight decay': '权重衰减', 'residual': '残差', 'singular value': '奇异值', 'leverage': '杠杆值',
              'stationary': '驻定', 'subgradient': '次梯度', 'null vector': '零向量', 'the objective': '目标函数'},
}
# A mark of another script between words of this one, where the English has it between words.
NARROW = re.compile(r'[,:;](?=[^\s\\])')
ENTRY = re.compile(r'^(msgid|msgid_plural|msgstr(?:\[\d\])?) "(.*)"$|^"(.*)"$')


def read_entries(text):
    """Of each message of a po file: what is translated, and all of its translation."""
    for block in text.split('\n\n'):
        parts, key = {}, None
        for match in filter(None, map(ENTRY.match, block.split('\n'))):
            key = match.group(1) or key
            parts[key] = parts.get(key, '') + (match.group(2) or match.group(3) or '')
        if parts.get('msgid'):
            yield parts['msgid'], ' '.join(t for k, t in parts.items() if k.startswith('msgstr'))


def find_terms(language, text):
    """Messages that call a term otherwise. What names a key of JSON is no word, nor is the id of a link."""
    for source, words in read_entries(text):
        if 'JSON' in source:
            continue
        for term, name in TERMS.get(language, {}).items():
            if re.search(r'\b' + term, re.sub(r'\{.*?\}|\[\[[^]|]*\|', '', source), re.I) \
               and not re.search(name, words, re.I):
                yield f'{term}: {source[:60]}'


def find_narrow(text):
    """Messages with a narrow mark among Chinese words. Options and places in a file keep theirs."""
    for source, words in read_entries(text):
        marks = {m.group() for m in NARROW.finditer(words)} - {m.group() for m in NARROW.finditer(source)}
        if re.search('[一-鿿]', words) and '\\n' not in source.strip('\\n') and '--' not in source and marks:
            yield source[:60]


def find_split(text):
    """Strings to translate that xgettext would see but a part of."""
    strings = (SPLIT.match(text, call.end()) for call in CALL.finditer(text))
    return [s.group() for s in strings if '_FORMAT' in s.group()]


def read(path):
    with open(path, encoding='utf-8') as text:
        return text.read()


def report(found, made):
    """Whether there is nothing; else what there is goes to the words at the end."""
    lines = [line + '\n' for line in found]
    made.stderr += ''.join(lines)
    return not lines


def main():
    os.chdir(sys.argv[1])
    sources = [p for room in ('core', 'ui', 'app') for p in glob.glob(room + '/**/*.c', recursive=True)]
    speaking = sorted([p for p in sources if CALL.search(read(p))]
                      + [p for p in glob.glob('resources/ui/**/*.ui', recursive=True)
                         if 'translatable="yes"' in read(p)])
    speaking = sorted(speaking + glob.glob('resources/*.in'))
    listed = [p for p in read('resources/po/POTFILES').splitlines() if p and not p.startswith('#')]
    results = [('sees a string that is split', find_split('_ ("a %" G_GSIZE_FORMAT " b")') != []),
               ('sees it in a plural', find_split('g_dngettext (NULL, "%" G_GSIZE_FORMAT " b", "c", n)') != []),
               ('leaves one that is whole', find_split('_ ("a %zu " "b")') == []),
               ('sees another word for a term',
                list(find_terms('de', 'msgid "Kinks"\nmsgstr "Ecken"\n\nmsgid "a kink"\nmsgstr "ein Knick"'))
                == ['kink: Kinks']),
               ('sees a narrow mark',
                list(find_narrow('msgid "λ: %s"\nmsgstr "固定 λ:%s"\n\nmsgid "%s:%u: no"\nmsgstr "%s:%u：没有"'))
                == ['λ: %s']),
               ('POTFILES is sorted', listed == sorted(listed))]
    for path in sorted(set(speaking) ^ set(listed)):
        results.append((f'{path} is ' + ('not in POTFILES' if path in speaking else 'in POTFILES for nothing'), False))
    for path in sources:
        for string in find_split(read(path)):
            results.append((f'{path}: {string}', False))
    lessons = sorted(glob.glob('data/lessons/*.json'))
    built = re.findall(r"'\.\./\.\./(data/lessons/.*?\.json)'", read('resources/po/meson.build'))
    for path in sorted(set(lessons) ^ set(built)):
        results.append((f'{path} is ' + ('not ' if path in lessons else '') + 'in resources/po/meson.build '
                        + ('' if path in lessons else 'for nothing'), False))
    with tempfile.TemporaryDirectory() as folder:
        strings = os.path.join(folder, 'lessons.pot')
        subprocess.run(['resources/po/lesson-strings.py', strings, *lessons], check=True)
        made = subprocess.run(['xgettext', '--from-code=UTF-8', '--add-comments', '--output=-',
                               '--files-from=resources/po/POTFILES', *('--keyword=' + k for k in KEYWORDS), strings],
                              stdout=subprocess.PIPE, stderr=subprocess.PIPE, universal_newlines=True, check=False)
    results.append(('xgettext finds hundreds of strings', made.stdout.count('\nmsgid ') > 500))
    results.append(('and those of the lessons and the glossary',
                    all(made.stdout.count(f'msgctxt "{c}"') > n for c, n in (('lesson', 300), ('glossary', 80)))))
    results.append(('xgettext has nothing to warn of', made.returncode == 0 and made.stderr == ''))
    for language in (l for l in read('resources/po/LINGUAS').splitlines() if l and not l.startswith('#')):
        po = f'resources/po/{language}.po'
        checked = subprocess.run(['msgfmt', '--check', '--output-file=/dev/null', po],
                                 stdout=subprocess.PIPE, stderr=subprocess.STDOUT, universal_newlines=True, check=False)
        results.append((f'{po} is well made {checked.stdout[:400]}', checked.returncode == 0 and checked.stdout == ''))
        results.append((f'{po} has one word for each term', report(find_terms(language, read(po)), made)))
        if language.startswith('zh'):
            results.append((f'{po} has marks of its own script', report(find_narrow(read(po)), made)))
        # All of it: a word that is not translated, or an old one, is told by its line in the template.
        compared = subprocess.run(['msgcmp', po, '-'], input=made.stdout, stdout=subprocess.PIPE,
                                  stderr=subprocess.STDOUT, universal_newlines=True, check=False)
        results.append((f'{po} is complete', compared.returncode == 0))
        made.stderr += compared.stdout
    print(f'1..{len(results)}')
    for number, (name, good) in enumerate(results, 1):
        print(f"{'ok' if good else 'not ok'} {number} {' '.join(name.split())}")
    print(''.join('# ' + line for line in made.stderr.splitlines(True)[:20]), end='')
    sys.exit(not all(good for _, good in results))


if __name__ == '__main__':
    main()
