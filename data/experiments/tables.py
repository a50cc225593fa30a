#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The tables of pruning.md, as Markdown.

Usage: tables.py CURVES.json [PUBLISHED.json]

CURVES.json is what "reluscope-cli experiment pruning" wrote for several settings, PUBLISHED.json has
the published medians (curves.NAME.SIDE.METHOD.WIDTH.median)."""

import json
import sys

METHODS = {"optimal-ls": "Optimal/LS", "magnitude": "Magnitude", "gradient": "Gradient",
           "activation": "Activation", "random": "Random"}
WIDTHS = range(1, 11)
CLOSE = 0.05


def median(curve, width):
    """A curve that ends earlier stays at its value there: nothing is left to prune."""
    return curve[str(min(width, max(map(int, curve))))]["median"]


def row(cells):
    print("| " + " | ".join(cells) + " |")


def head(cells, n_text):
    row(cells)
    row(["---"] * n_text + ["---:"] * (len(cells) - n_text))


def compare(sets, published):
    head(["data", "rows", "method"] + [str(w) for w in WIDTHS] + ["largest difference"], 3)
    for name, curves in sets.items():
        if name not in published:
            continue
        for side in ("train", "test"):
            for method in ("optimal-ls", "magnitude", "gradient"):
                cells, largest = [], 0.0
                for width in WIDTHS:
                    ours = median(curves[side][method], width)
                    theirs = median(published[name][side][method], width)
                    off = abs(ours - theirs)
                    largest = max(largest, off)
                    text = f"{ours:.2f} {theirs:.2f}"
                    cells.append(f"**{text}**" if off > CLOSE + 1e-4 else text)
                row([name, side, METHODS[method]] + cells + [f"{largest:.3f}"])


def rank(sets):
    head(["data", "method"] + [str(w) for w in range(1, 6)], 2)
    n_best = 0
    for name, curves in sets.items():
        best = [max(median(curves["test"][m], w) for m in METHODS) for w in range(1, 6)]
        for method in METHODS:
            values = [median(curves["test"][method], w) for w in range(1, 6)]
            reached = [value >= top - 1e-9 for value, top in zip(values, best)]
            if method == "optimal-ls":
                n_best += sum(reached)
            row([name, METHODS[method]]
                + [f"**{value:.3f}**" if good else f"{value:.3f}"
                   for value, good in zip(values, reached)])
    print(f"\nOptimal/LS has the best median in {n_best} of {5 * len(sets)} cells.")


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        sets = {item["dataset"]: item["curves"] for item in json.load(file)["sets"]}
    if len(sys.argv) > 2:
        with open(sys.argv[2], encoding="utf-8") as file:
            compare(sets, json.load(file)["curves"])
        print()
    rank(sets)


main()
