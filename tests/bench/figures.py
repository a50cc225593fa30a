# SPDX-License-Identifier: GPL-3.0-or-later
"""The figures of README.md and of this folder's README, from a saved run: `./dev bench --figures FILE` writes them
between the lines "<!-- figures -->" and "<!-- end of figures -->"; the tests hold that they are those of
measured.json."""
import math
import os

import measures as m

BEGIN, END = '<!-- figures -->\n', '<!-- end of figures -->\n'

SHOWN = (
    ('Solve from nothing, 50 points, 4904 blocks, λ = 0.1 λ_max', 'solver/toy2d@0.1'),
    ('the same at 0.01 λ_max', 'solver/toy2d@0.01'),
    ('λ dragged there in steps of 5 %, each certified', 'solver/toy2d@0.1, λ dragged'),
    ('150 points × 4 features, over all 4·10⁷ patterns, 0.1 λ_max', 'generation/iris-like, 0.1 λ_max'),
    ('the same at 0.01 λ_max', 'generation/iris-like, 0.01 λ_max'),
    ('One of 30 points dragged: solved, certified over all patterns, set found', 'hand/moons, a point dragged'),
    ('All of the optimal set of the checkerboard: 12 neurons, 16 vertices', 'sets/checkerboard-9 0.1 λ_max'),
    ('of parity: 16 neurons, 130 vertices', 'sets/parity 0.1 λ_max'),
    ('Pieces of a set of 4072 vertices at every width', 'complex/random of 28 neurons'),
    ('Path of 80 blocks from λ_max to 10⁻³, events included', 'path/toy1d, with events'),
    ('of 4904 blocks', 'path/toy2d, with events'),
    ('Prune 1000 neurons on 500 points to independent activations', 'pruning/1000 neurons, 500 points'),
    ('Adam on 40 neurons to 10⁻⁷ of the certified optimum', 'training/toy1d 0.1, 40 neurons, Adam to 1e-7'),
    ('Start to the first picture of a set, all threads', 'start/first picture of a set'),
)

PAGES = ('path', 'pruning', 'certificate', 'widths', 'uniqueness', 'distribution', 'sensitivity', 'compare', 'training',
         'data')
SIZES = ('1280×800', '2560×1440')


def show(value):
    """Two digits, three from 1 on."""
    if value >= 100:
        return f'{value:.0f}'
    return f'{value:.{max(0, 1 - math.floor(math.log10(value)))}f}' if value > 0 else f'{value:.0f}'


def noise(measure):
    share = m.get_noise(measure)
    return '' if share is None else f'±{100 * share:.0f} %'


def describe(run):
    """Which machine, and of each run when it was and what it measured."""
    programs = {}
    for name, measure in run['measures'].items():
        programs.setdefault(tuple(measure['runs']), set()).add(name.split('/')[0])
    once = ', '.join(name for name in m.ONCE if any(name in names for names in programs.values()))
    lines = [run['machine'] + (f'; {once}: in one round alone' if once else '') + '.\n\n']
    for numbers, names in sorted(programs.items()):
        lines.append(f'- {" or ".join(m.describe_run(run["runs"][number]) for number in numbers)}:\n'
                     f'  {", ".join(sorted(names))}\n')
    return ''.join(lines)


def write_short(run):
    """What README.md says."""
    found = run['measures']
    lines = [describe(run), '\n', '| CPU time, one thread | median | noise | worst |\n', '|---|---|---|---|\n']
    for label, name in SHOWN:
        if name in found:
            lines.append(f'| {label} | {show(m.get_median(found[name]))} ms | {noise(found[name])} | '
                         f'{show(found[name]["worst"])} ms |\n')
    frames = [found[f'frames/{page} of checkerboard, {SIZES[0]}'] for page in PAGES
              if f'frames/{page} of checkerboard, {SIZES[0]}' in found]
    if frames:
        lines.append(f'| A whole frame of the window at {SIZES[0]} while it plays, {len(frames)} pages, software rendering | '
                     f'{show(min(map(m.get_median, frames)))} to {show(max(map(m.get_median, frames)))} ms | | '
                     f'{show(max(frame["worst"] for frame in frames))} ms |\n')
    held = found.get('memory/each from nothing, held more than after 100')
    if held:
        lines.append(f'| Memory held after 1000 solves more than after 100 | {held["values"][0]:.0f} kB | | |\n')
    return ''.join(lines)


def write_frames(run):
    found = run['measures']
    lines = []
    for size in SIZES:
        lines += [f'Frames at {size}, ms of the main thread (and wall time); a frame is all of it, its painting included:\n\n',
                  '| page | through the views, median | frame, median | 90 % | worst | wall, median | worst |\n',
                  '|---|---|---|---|---|---|---|\n']
        for page in (*(f'{page} of checkerboard' for page in PAGES), 'pointer over certificate of checkerboard',
                     'being trained on checkerboard', 'Adam on toy1d', 'one colour'):
            name = f'frames/{page}, {size}'
            if name not in found:
                continue
            inner = [found[other] for other in found if other.startswith(name + ', ') and other.split(', ')[-1] not in
                     ('wall', 'sizes of what changed')]
            wall = found[name + ', wall']
            lines.append(f'| {page.replace(" of checkerboard", "")} | {show(m.get_median(inner[0])) if inner else ""} | '
                         f'{show(m.get_median(found[name]))} | {show(found[name]["high"])} | {show(found[name]["worst"])} | '
                         f'{show(m.get_median(wall))} | {show(wall["worst"])} |\n')
        lines.append('\n')
        adam = f'frames/Adam on toy1d, {size}'
        if adam + ', to 1e-7, wall' in found:
            reached, between = found[adam + ', to 1e-7, wall'], found[adam + ', from frame to frame']
            lines.append(f'Adam is within a relative 1e-7 of the optimum of toy1d after {show(m.get_median(reached))} ms of wall time '
                         f'(worst of five seeds {show(reached["worst"])}); from frame to frame it is {show(m.get_median(between))} ms, '
                         f'90 % {show(between["high"])}, worst {show(between["worst"])}.\n\n')
    return lines


def write_peers(run):
    found = run['measures']
    lines = ['Side by side in the same rounds, CPU ms: the program, and what Debian has.\n\n',
             '| | here | peer | times |\n', '|---|---|---|---|\n']
    pairs = [(f'solver/{name.split("/")[1]}', name, 'cvxopt') for name in found
             if name.startswith('cvxopt/') and ',' not in name]
    pairs += [(f'lp/{name[3:].rsplit(",", 1)[0]}', name, name.rsplit(', ', 1)[1].split()[0]) for name in found
              if name.startswith('lp/') and name.endswith(' alone')]
    for mine, other, peer in pairs:
        if mine in found:
            ours, theirs = m.get_median(found[mine]), m.get_median(found[other])
            lines.append(f'| {mine} | {show(ours)} | {peer} {show(theirs)} | {show(theirs / ours)} |\n')
    return lines + ['\n']


def write_slopes(run):
    lines = ['How CPU time grows, slopes of log time over log x by least squares with their standard errors:\n\n',
             '| | from | to | slope |\n', '|---|---|---|---|\n']
    for name, points in m.find_series(run['measures']).items():
        slope, error, _ = m.fit_slope(points)
        lines.append(f'| {name.replace("scaling/", "")} | {points[0][0]:g}: {show(points[0][1])} ms | {points[-1][0]:g}: '
                     f'{show(points[-1][1])} ms | {slope:.2f} ± {error:.2f} |\n')
    return lines + ['\n']


def write_all_measures(run):
    lines = ['All else, ms of CPU time: median over the rounds of the median, noise, and the worst sample:\n\n',
             '| | median | noise | worst |\n', '|---|---|---|---|\n']
    for name, measure in run['measures'].items():
        if measure['unit'] == 'ms CPU' and name.split('/')[0] not in ('frames', 'lp', 'cvxopt', 'scaling', 'yardstick'):
            lines.append(f'| {name} | {show(m.get_median(measure))} | {noise(measure)} | {show(measure["worst"])} |\n')
    return lines


def write_long(run):
    """What tests/bench/README.md says."""
    yardstick = run['measures'].get('yardstick')
    head = describe(run) + (f'\nThe yardstick took {show(m.get_median(yardstick))} ms.\n\n' if yardstick else '\n')
    return head + ''.join(write_frames(run) + write_peers(run) + write_slopes(run) + write_all_measures(run))


PLACES = (('README.md', write_short), (os.path.join('tests', 'bench', 'README.md'), write_long))


def find(text, path):
    """What stands between the marks."""
    if text.count(BEGIN) != 1 or text.count(END) != 1:
        raise m.BadRecord(f'{path}: expected one line {BEGIN.strip()} and one {END.strip()}')
    return text[text.index(BEGIN) + len(BEGIN):text.index(END)]


def write_all(root, run):
    for path, write in PLACES:
        with open(os.path.join(root, path), encoding='utf-8') as file:
            text = file.read()
        find(text, path)
        begin, end = text.index(BEGIN) + len(BEGIN), text.index(END)
        with open(os.path.join(root, path), 'w', encoding='utf-8') as file:
            file.write(text[:begin] + write(run) + text[end:])
