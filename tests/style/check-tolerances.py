#!/usr/bin/env python3
"""Holds the tolerances of the core in one header, each with its reason and in use. TAP.

Usage: check-tolerances.py ROOT. In the core a number below 1e-3 decides something as a rule, and stands in
core/numerics/rsc-tolerances.h. What is no decision (a length of a step, a cost) is a #define with its
reason directly above it, and whatever is no whole number has its line in numbers-aside: the file, the name
and the kind of thing it is. Powers of two in hexadecimal are parts of bounds that are derived where they stand.
"""
import glob
import os
import re
import sys

HEADER = 'core/numerics/rsc-tolerances.h'
LEAST = 1e-3
COMMENT = re.compile(r'/\*.*?\*/|//[^\n]*', re.S)
STRING = re.compile(r'"(?:[^"\\\n]|\\.)*"')
NUMBER = re.compile(r'(?<![\w.])(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?[fFlL]?(?![\w.])')
DEFINE = re.compile(r'\s*#\s*define\s+(\w+)\s')
REAL = re.compile(r'(?<![\w.])(?:\d+\.\d*|\.\d+|\d+(?=[eE]))(?:[eE][-+]?\d+)?|0[xX][\da-fA-F.]+[pP][-+]?\d+|DBL_\w+|INFINITY|G_PI')
ASIDE = 'tests/style/numbers-aside'
# What the reasons in the header say of two of them: the first is below the second.
BELOW = (('TIE', 'SUPPORT'), ('LP_LAST', 'SYMMETRY'), ('DEPENDENT', 'REFINED_DEPENDENT'))
KINDS = {'step', 'work', 'share', 'rounding', 'weight', 'figure'}


def mask(found):
    """A comment or string as blanks on as many lines."""
    return re.sub(r'[^\n]', ' ', found.group(0))


def find_reasoned(text):
    """The numbers of lines with a #define right below a comment, or below others that are."""
    reasoned = set()
    above = ''
    for number, line in enumerate(text.split('\n')):
        if DEFINE.match(line) and (above.rstrip().endswith('*/') and not DEFINE.match(above)
                                   or number - 1 in reasoned):
            reasoned.add(number)
        above = line
    return reasoned


def find_bare(text):
    """What a source has of small numbers without a reason: (line, number)."""
    reasoned = find_reasoned(text)
    code = STRING.sub(mask, COMMENT.sub(mask, text))
    return [(at + 1, number) for at, line in enumerate(code.split('\n')) if at not in reasoned
            for number in NUMBER.findall(line) if 0.0 < float(number.rstrip('fFlL')) < LEAST]


def find_real(text):
    """Names of the #defines of numbers that are not whole: nothing but numbers and names of constants in them."""
    names = []
    for line in STRING.sub(mask, COMMENT.sub(mask, text)).split('\n'):
        found = DEFINE.match(line)
        if found and '(' not in line[found.end(1):found.end(1) + 1] and REAL.search(line[found.end():]):
            names.append(found.group(1))
    return names


def read_aside(text):
    """The lines of numbers-aside: {(file, name): kind}."""
    words = [line.split('#')[0].split() for line in text.split('\n')]
    return {(line[0], line[1]): line[2] if len(line) == 3 else '' for line in words if len(line) > 1}


def main(root):
    os.chdir(root)
    results = []

    # That it sees what it looks for.
    for text in ('if (rest > 1e-14 * before)', 'double tie = 0.0001;', 'f (2e-4L, x);',
                 '#define NEAR 1e-9', '/* Near. */\n\n#define NEAR 1e-9', '#define NEAR (1.0 + 1.5E-6)',
                 '#define ONE 1 /* one */\n#define NEAR 1e-9', '/* Near. */\n#define NEAR 1e-9\na = 1e-9;'):
        results.append((f'sees {text!r}', find_bare(text) != []))
    for text in ('/* Near. */\n#define NEAR 1e-9', '/* Near\n * it. */\n#define NEAR 1e-9\n#define FAR 1e-8',
                 'a = 1e-3 * b;', 'a = 0x1p-53;', '/* to 1e-9 */', 'a = 0.0 + 0.5;', 'f ("1e-9");', 'a1e9 = 1e9;'):
        results.append((f'leaves {text!r}', find_bare(text) == []))

    for text in ('#define NEAR 1e-9', '#define NEAR 0.5', '#define FAR (2.0 * DBL_EPSILON)', '#define NEAR .5',
                 '#define NEAR 1E3 /* far */', '#  define NEAR 0x1p-9'):
        results.append((f'asks for a line for {text!r}', find_real(text) != []))
    for text in ('#define MANY 12', '/* 0.5 */\n#define MANY (1 << 4)', '#define HALF(x) (0.5 * (x))', 'a = 0.5;',
                 '#define NAME "0.5"', '#define BITS 0x1f'):
        results.append((f'asks for no line for {text!r}', find_real(text) == []))

    sources = {}
    for top in ('core', 'ui', 'app'):
        for path in sorted(glob.glob(top + '/**/*.[ch]', recursive=True)):
            with open(path, encoding='utf-8') as source:
                sources[path] = source.read()
    core = [path for path in sources if path.startswith('core/') and path != HEADER]
    results.append(('has sources', len(core) > 100 and HEADER in sources))

    bare = [f'{path}:{line}: {number}' for path in core for line, number in find_bare(sources[path])]
    for line in bare:
        print('#', line)
    results.append((f'no small number outside of {HEADER}', not bare))

    with open(ASIDE, encoding='utf-8') as source:
        aside = read_aside(source.read())
    real = {(path, name) for path in core for name in find_real(sources[path])}
    for path, name in sorted(real - set(aside)):
        print(f'# {path}: {name} decides something and belongs into {HEADER}, or has a line in {ASIDE}')
    results.append(('each number that is not whole is a tolerance or set aside', len(real) > 50 and real <= set(aside)))
    for path, name in sorted(set(aside) - real):
        print(f'# {ASIDE}: {path} has no {name}')
    results.append(('what is set aside is there', set(aside) <= real))
    unkind = [name for (_, name), kind in aside.items() if kind not in KINDS]
    for name in unkind:
        print(f'# {ASIDE}: {name} is none of', *sorted(KINDS))
    results.append(('what is set aside says what it is', not unkind))

    header = sources[HEADER]
    reasoned = find_reasoned(header)
    names = {number: DEFINE.match(line).group(1) for number, line in enumerate(header.split('\n'))
             if DEFINE.match(line)}
    missing = [name for number, name in names.items() if number not in reasoned]
    for name in missing:
        print('# no reason above it:', name)
    results.append(('each tolerance has its reason', len(names) > 100 and not missing))
    words = set(re.findall(r'\w+', ' '.join(COMMENT.sub('', text) for path, text in sources.items()
                                            if path != HEADER)))
    idle = [name for name in names.values()
            if name not in words and len(re.findall(r'\b%s\b' % name, COMMENT.sub('', header))) < 2]
    for name in idle:
        print('# decides nothing:', name)
    results.append(('each tolerance is in use', not idle))

    values = dict(re.findall(r'#define RSC_TOLERANCE_(\w+) ([\d.eE+-]+)\n', header))
    for lower, upper in BELOW:
        results.append((f'{lower} is below {upper}', float(values[lower]) < float(values[upper])))

    print(f'1..{len(results)}')
    for number, (name, good) in enumerate(results, 1):
        print(f'{"ok" if good else "not ok"} {number} - {name}')
    return 0 if all(good for _, good in results) else 1


if __name__ == '__main__':
    sys.exit(main(sys.argv[1]))
