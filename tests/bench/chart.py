# SPDX-License-Identifier: GPL-3.0-or-later
"""A run of the benchmarks as a picture: a bar for each measure, and for each series its points and the fitted power."""
import html
import math

import measures as m

WIDTH, ROW, LEFT, RIGHT = 1000, 16, 400, 150
PANEL, GAP = 300, 56
STYLE = ('text { font: 11px sans-serif; fill: #222 } .head { font-weight: bold; font-size: 13px } '
         '.bar { fill: #8fb8de } .slower { fill: #d9822b } .faster { fill: #4f9d69 } .whisker { stroke: #222 } '
         '.before { stroke: #a0338a; stroke-width: 2 } .grid { stroke: #ccc } .dot { fill: #2b6cb0 } '
         '.fit { stroke: #d9822b; fill: none }')


def text(x, y, words, anchor='start', kind=''):
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" class="{kind}">{html.escape(words)}</text>'


def line(x1, y1, x2, y2, kind):
    return f'<line x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}" class="{kind}"/>'


def show(value):
    return f'{value:.0f}' if abs(value) >= 1000 else f'{value:.3g}'


def find_decades(values):
    low, high = math.floor(math.log10(min(values))), math.ceil(math.log10(max(values)))
    return low, max(high, low + 1)


def draw_bars(run, before, parts, y):
    """A section for each program and unit, with an axis of its own; the y below all of them."""
    sections = {}
    for name, measure in run['measures'].items():
        if measure['unit'] not in m.NOT_COMPARED and m.get_median(measure) > 0:
            sections.setdefault((name.split('/')[0], measure['unit']), []).append(name)
    for (program, unit), names in sections.items():
        values = [max(v, 1e-9) for name in names for v in (m.get_median(run['measures'][name]),
                                                           run['measures'][name]['least'], run['measures'][name]['worst'])]
        low, high = find_decades(values)

        def place(value):
            share = (math.log10(max(value, 10.0 ** low)) - low) / (high - low)
            return LEFT + min(1.0, share) * (WIDTH - LEFT - RIGHT)

        y += 2 * ROW
        parts.append(text(8, y, f'{program}, {unit}', kind='head'))
        for decade in range(low, high + 1):
            parts.append(line(place(10.0 ** decade), y + 4, place(10.0 ** decade), y + 8 + ROW * len(names), 'grid'))
            parts.append(text(place(10.0 ** decade), y, f'{10.0 ** decade:g}', 'middle'))
        for name in names:
            measure = run['measures'][name]
            old = before['measures'].get(name) if before else None
            comparison = m.compare(old, measure) if old and m.is_of_last(run, measure) else None
            middle = m.get_median(measure)
            y += ROW
            parts.append(text(LEFT - 8, y, name.split('/', 1)[-1], 'end'))
            parts.append(f'<rect x="{LEFT}" y="{y - 9:.1f}" width="{place(middle) - LEFT:.1f}" height="10" '
                         f'class="{m.judge(comparison) or "bar"}"/>')
            parts.append(line(place(measure['least']), y - 4, place(measure['worst']), y - 4, 'whisker'))
            if old and m.get_median(old) > 0:
                x = place(m.get_median(old))
                parts.append(line(x, y - 11, x, y + 3, 'before'))
            words = show(middle)
            if comparison:
                words += f'  × {comparison[0]:.2f}'
            parts.append(text(WIDTH - RIGHT + 8, y, words))
    return y


def draw_series(name, points, x0, y0, parts):
    slope, error, start = m.fit_slope(points)
    (x_low, x_high), (y_low, y_high) = (find_decades([p[k] for p in points]) for k in (0, 1))

    def place(x, y):
        return (x0 + 40 + (math.log10(x) - x_low) / (x_high - x_low) * (PANEL - 56),
                y0 + PANEL - 40 - (math.log10(y) - y_low) / (y_high - y_low) * (PANEL - 80))

    parts.append(text(x0, y0 + 14, name, kind='head'))
    parts.append(text(x0, y0 + 30, f'slope {slope:.2f}' + ('' if math.isnan(error) else f' ± {error:.2f}')))
    for decade in range(x_low, x_high + 1):
        x, bottom = place(10.0 ** decade, 10.0 ** y_low)
        parts.append(line(x, bottom, x, place(1, 10.0 ** y_high)[1], 'grid'))
        parts.append(text(x, bottom + 14, f'{10.0 ** decade:g}', 'middle'))
    for decade in range(y_low, y_high + 1):
        x, y = place(10.0 ** x_low, 10.0 ** decade)
        parts.append(line(x, y, place(10.0 ** x_high, 1)[0], y, 'grid'))
        parts.append(text(x - 4, y + 4, f'{10.0 ** decade:g}', 'end'))
    ends = [place(x, math.exp(start) * x ** slope) for x in (points[0][0], points[-1][0])]
    parts.append(line(*ends[0], *ends[1], 'fit'))
    parts += [f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3" class="dot"/>' for x, y in (place(*p) for p in points)]


def draw(run, before=None):
    """The page as a text."""
    parts = [text(8, 20, f'Reluscope, {run["machine"]}', kind='head')]
    for k, about in enumerate(run['runs'], 1):
        parts.append(text(8, 20 + 18 * k, m.describe_run(about)))
    top = 38 + 18 * len(run['runs'])
    parts.append(text(8, top, 'Bar: median. Line: least to worst.' +
                  (f' Mark: the run of {before["runs"][-1]["date"]}. Orange is slower, green faster than it, beyond the noise.'
                   if before else '')))
    y = draw_bars(run, before, parts, top + 2) + GAP
    for k, (name, points) in enumerate(m.find_series(run['measures']).items()):
        if k > 0 and k % 3 == 0:
            y += PANEL
        draw_series(name, points, 8 + k % 3 * (PANEL + 32), y, parts)
    y += PANEL
    return (f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{y:.0f}" viewBox="0 0 {WIDTH} {y:.0f}">'
            f'<style>{STYLE}</style><rect width="100%" height="100%" fill="#fff"/>\n' + '\n'.join(parts) + '\n</svg>\n')
