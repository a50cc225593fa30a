# SPDX-License-Identifier: GPL-3.0-or-later
"""What the monkey finds to open, to type and to press."""
import json
import math
import os
import random

KEYS = ['Tab', 'Tab', 'shift+Tab', 'Left', 'Right', 'Up', 'Down', 'Home', 'End', 'Prior', 'Next', 'Return', 'space', 'space',
        'Escape', 'BackSpace', 'Delete', 'plus', 'minus', 'b', 'e', 'f', 'x', '1', '2', '5', '9', 'Menu', 'F1', 'F5', 'shift+F5',
        'F6', 'F6', 'shift+F6', 'F9', 'F10', 'F11', 'F2', 'ctrl+question', 'ctrl+a', 'ctrl+c', 'ctrl+d', 'ctrl+e', 'ctrl+shift+e',
        'ctrl+g', 'ctrl+n', 'ctrl+o', 'ctrl+p', 'ctrl+r', 'ctrl+s', 'ctrl+shift+s', 'ctrl+t', 'ctrl+v', 'ctrl+x', 'ctrl+z', 'ctrl+z',
        'ctrl+shift+z', 'ctrl+shift+c', 'ctrl+shift+v', 'ctrl+alt+c', 'ctrl+alt+s', 'ctrl+Prior', 'ctrl+Next', 'ctrl+Up',
        'ctrl+Down', 'shift+Left', 'shift+Right', 'shift+Up', 'shift+Down', 'alt+Left', 'alt+Right', 'ctrl+Tab']
# With the focus on what, nobody knows.
STRAY = ['Tab', 'Left', 'Right', 'Up', 'Down', 'Home', 'End', 'Prior', 'Next', 'space', 'Return', 'F6']
TEXTS = ['0.5', '0.1', '1/3', '0.01', '-1', '0', '1', '2', '3', '7', '12', '100', '0,05', '1e-3', '1e308', '-1e-320', 'nan', 'inf',
         'abc', '', ' ', '0.5, 0.2', '3/0', '%s%n', 'a' * 200, '9' * 40, 'x1', '<b>', '"', '10%', '1;2']
SIZES = [(900, 600), (1000, 700), (1024, 768), (1280, 800), (1280, 800), (1366, 768), (1600, 900), (1920, 1080)]


def make(folder, seed):
    """Files of many kinds; their paths."""
    rand = random.Random(seed)
    os.makedirs(folder, exist_ok=True)
    paths = []

    def write(name, text):
        path = os.path.join(folder, name)
        with open(path, 'w', encoding='utf-8') as file:
            file.write(text)
        paths.append(path)

    def rows(n, d, target):
        lines = [','.join([f'x{k + 1}' for k in range(d)] + ['y'])]
        for _ in range(n):
            x = [round(rand.uniform(-1, 1), 2) for _ in range(d)]
            lines.append(','.join(map(str, x + [target(x)])))
        return '\n'.join(lines) + '\n'

    write('line.csv', rows(9, 1, lambda x: round(abs(x[0]), 2)))
    write('plane.csv', rows(12, 2, lambda x: 1 if x[0] * x[1] > 0 else -1))
    write('space.csv', rows(10, 3, lambda x: round(math.sin(2 * x[0]) + x[1] * x[2], 2)))
    write('five.csv', rows(8, 5, lambda x: round(sum(x), 2)))
    write('one-row.csv', 'a,y\n1,2\n')
    write('same.csv', 'a,b,y\n' + '1,1,1\n' * 5)
    write('flowers.csv', 'length,width,species\n' + ''.join(
        f'{1 + k % 10 / 8 + k // 10},{2 - k % 7 / 9 + k // 10 % 2},{("rose", "iris", "lily")[k // 10]}\n' for k in range(30)))
    write('houses.csv', 'rooms,area,price,rent\n' + ''.join(f'{1 + k % 4},{30 + 7 * k},{90 + 20 * k},{4 + k}\n' for k in range(10)))
    write('holes.csv', 'a,b,y\n1,,2\n2,3,1\nNA,1,0\n4,5,2\n')
    write('broken.csv', 'a,b,y\n1,2,3\n4,five,6\n')
    write('empty.csv', '')
    write('noise.txt', ''.join(chr(rand.randrange(33, 126)) for _ in range(400)))
    write('six.reluscope', '{"schema": "reluscope-document", "version": 1, "model": {"bias": false},'
          ' "gallery": {"set": "polygon", "n": 6}}')
    write('torn.reluscope', '{"schema": "reluscope-document", "version": 1, "model": {"bi')
    write('network.json', json.dumps({'bias': True, 'hidden': [[1, 0, 0.5], [-1, 0.5, 0], [0, 1, -0.25]],
                                      'output': [1, -1, 0.5]}))
    paths.append(os.path.join(folder, 'missing.csv'))
    return paths
