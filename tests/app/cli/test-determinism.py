#!/usr/bin/env python3
"""The same seed gives the same bytes: again, with other numbers of threads, in another language. TAP.

Usage: test-determinism.py CLI DATA
"""
import os
import re
import shutil
import subprocess
import sys
import tempfile

# What the clock says is not compared, nor the language that a page says it is in.
NOT_COMPARED = re.compile(rb'"seconds" ?: ?[-+.e0-9]+|<html lang="[^"]*"')

TABLE = 'a,b,y\n' + ''.join('%d.5,%d,%d\n' % (k % 5, k % 3, k * k % 7 - 3) for k in range(8))
KINDS = 'a,b,kind\n' + ''.join('%d,%d,%s\n' % (k, k * k % 5, 'xyxzzy'[k]) for k in range(6))
NETWORK = '{"hidden": [[1, 0.5, 0], [-1, 0.25, 0.5]], "output": [1, -1]}'

# Each command of the help; DATA, TABLE, KINDS, NETWORK and SHARE are files, OUT is what is written.
COMMANDS = (
    'solve gallery:moons --weights OUT.json',
    'solve gallery:spiral --patterns 200 --seed 5',
    'optimal-set gallery:checkerboard --complex',
    'path gallery:sine --ratio-min 0.1',
    'path gallery:xor --ratio-min 0.5 --animate OUT.webp --frames 2 --width 100',
    'prune gallery:parity --start random --seed 3 --until zero --weights OUT.csv',
    'train gallery:xor --width 20 --seeds 3 --batch 2 --steps 500',
    'stationarity TABLE --network NETWORK',
    'tune gallery:moons --test-fraction 0.4',
    'distribution gallery:checkerboard --of at:0.5,0.2',
    'price gallery:xor --ratio-min 0.5',
    'classes TABLE --target b,y',
    'figure function gallery:figure1 -o OUT.pdf',
    'figure optimal-set gallery:polygon -o OUT.png',
    'figure path gallery:step --ratio-min 0.3 -o OUT.svg',
    'figure pruning gallery:xor --start random --seed 3 -o OUT.svg',
    'figure certificate gallery:figure1 -o OUT.pdf',
    'figure widths gallery:polygon-6 -o OUT.svg',
    'figure distribution gallery:xor --of at:0.5,0.2 -o OUT.svg',
    'figure classes KINDS -o OUT.png',
    'figure price gallery:xor --ratio-min 0.5 -o OUT.svg',
    'figure errors TABLE --ratio-min 0.5 --test-fraction 0.5 -o OUT.svg',
    'report gallery:xor --ratio-min 0.5 -o OUT.html',
    'experiment pruning DATA/experiment/random.json',
    'experiment tuning DATA/experiment/tuning.json',
    'experiment merge DATA/experiment/random.json SHARE',
    'gallery list',
    'gallery export spiral OUT.csv',
)


def make_comma(folder):
    """A locale whose decimals have a comma: its name and where it is, or None."""
    name = 'de_DE.UTF-8'
    if not shutil.which('localedef'):
        return None
    subprocess.run(['localedef', '-i', 'de_DE', '-f', 'UTF-8', os.path.join(folder, name)], capture_output=True,
                   check=False)
    env = {'LOCPATH': folder, 'LC_ALL': name}
    said = subprocess.run(['locale', 'decimal_point'], env=dict(os.environ, **env), capture_output=True, text=True,
                          check=False)
    return env if said.stdout.strip() == ',' else None


def fill(folder, data):
    """Writes what the commands read: what each name in them stands for."""
    names = {'DATA': data, 'OUT': os.path.join(folder, 'out')}
    for name, text in ('TABLE', TABLE), ('KINDS', KINDS), ('NETWORK', NETWORK):
        names[name] = os.path.join(folder, name.lower() + ('.json' if name == 'NETWORK' else '.csv'))
        with open(names[name], 'w', encoding='utf-8') as file:
            file.write(text)
    names['SHARE'] = os.path.join(folder, 'share.json')
    return names


def ask(cli, words, out, **environment):
    """The exit code, and what was said and written but for the time that it took."""
    env = dict(os.environ, OPENBLAS_NUM_THREADS='1', LC_ALL='C.UTF-8', TZ='UTC')
    env.update(environment)
    done = subprocess.run([cli] + words, env=env, capture_output=True, timeout=240, check=False)
    texts = [done.stdout, done.stderr]
    if out:
        if os.path.exists(out):
            with open(out, 'rb') as file:
                texts.append(file.read())
            os.remove(out)
        else:
            texts.append(None)
    return done.returncode, [text if text is None else NOT_COMPARED.sub(b'', text) for text in texts]


def find_faults(cli, words, out, ways):
    """What does not give the same bytes. All at once; and one by one where that differs, to tell which it is."""
    first = ask(cli, words, out)
    if first[0] != 0 or None in first[1] or sum(map(len, first[1])) < 100:
        return ['exit code %d: %s' % (first[0], first[1][1].decode())]
    together = {key: value for _name, way in ways for key, value in way.items()}
    others = ['--jobs', '2'] if words[0] == 'experiment' and words[1] != 'merge' else []
    if ask(cli, words + others, out, **together) == first:
        return []
    faults = [name for name, way in ways if ask(cli, words, out, **way) != first]
    if others and ask(cli, words + others, out) != first:
        faults.append('with two jobs')
    return faults or ['all at once']


def get_commands(cli):
    """Those of the help."""
    text = subprocess.run([cli, '--help'], capture_output=True, text=True, check=True).stdout
    part = text[text.index('Commands:\n'):]
    return [re.match(r'  (\S+( \S+)?)  ', line).group(1).strip() for line in part[:part.index('\n\n')].split('\n')[1:]]


def main(cli, data):
    folder = tempfile.mkdtemp()
    names = fill(folder, data)
    comma = make_comma(folder)
    ways = [('again', {}), ('with two threads of BLAS', {'OPENBLAS_NUM_THREADS': '2'}),
            ('in another time zone', {'TZ': 'XXX-9'})]
    if comma:
        ways.append(('with a decimal comma', comma))
    failed = False
    print('1..%d' % (len(COMMANDS) + 1))
    missing = [name for name in get_commands(cli) if not any((line + ' ').startswith(name + ' ') for line in COMMANDS)]
    print('%sok 1 every command is tried' % ('not ' if missing else ''))
    if missing:
        print('# not tried: ' + ', '.join(missing))
    subprocess.run([cli, 'experiment', 'pruning', data + '/experiment/random.json', '--json', names['SHARE']],
                   capture_output=True, check=False)
    for k, line in enumerate(COMMANDS, 2):
        words = [re.sub('^([A-Z]+)', lambda found: names.get(found.group(1), found.group(1)), word)
                 for word in line.split()]
        out = next((word for word in words if word.startswith(names['OUT'])), None)
        if not line.startswith(('figure', 'report', 'gallery')):
            words += ['--json', '-']
        faults = find_faults(cli, words, out, ways)
        failed = failed or bool(faults)
        print('%sok %d same bytes: %s' % ('not ' if faults else '', k, line))
        for fault in faults:
            print('# ' + fault)
        sys.stdout.flush()
    if not comma:
        print('# no locale with a decimal comma here')
    shutil.rmtree(folder)
    return 1 if failed or missing else 0


if __name__ == '__main__':
    sys.exit(main(*sys.argv[1:]))
