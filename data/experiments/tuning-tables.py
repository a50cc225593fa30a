#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The tables of tuning.md, as Markdown.

Usage: tuning-tables.py RESULT.json…

Each RESULT.json is what "reluscope-cli experiment tuning" wrote, for one settings file or several."""

import json
import sys

COLUMNS = ("min-norm", "extreme", "validation", "test")
REST = ("narrowest", "random", "worst-test")
# The published table: Min L2, EP, V-MSE, T-MSE, Max Diff.
PUBLISHED = {
    "mammographic": (0.77, 0.77, 0.57, 0.78, 0.21),
    "horse-colic": (0.75, 0.59, 0.74, 0.85, 0.26),
    "ilpd-indian-liver": (0.59, 0.59, 0.53, 0.72, 0.19),
    "parkinsons": (0.74, 0.74, 0.65, 0.88, 0.23),
    "pima": (0.68, 0.68, 0.68, 0.87, 0.20),
}
ROWS = (("optimal", "gates", "optimal set, by gates"), ("optimal", "relu", "optimal set, ReLU"),
        ("early", "gates", "early stop, by gates"), ("early", "relu", "early stop, ReLU"))


def row(cells):
    print("| " + " | ".join(cells) + " |")


def head(cells, n_text):
    row(cells)
    row(["---"] * n_text + ["---:"] * (len(cells) - n_text))


def span(values):
    low, high = min(values), max(values)
    return f"{low}" if low == high else f"{low}–{high}"


def main():
    sets = []
    for path in sys.argv[1:]:
        with open(path, encoding="utf-8") as file:
            data = json.load(file)
        sets += data.get("sets", [data])
    sets = [s for s in sets if any(r["done"] for r in s["repeats"])]

    head(["data", "networks", "repeats", *COLUMNS, "max diff", *REST, "attained", "possible"], 2)
    for data in sets:
        done = sum(r["done"] for r in data["repeats"])
        for source, prediction, label in ROWS:
            medians = data["medians"][source].get(prediction)
            if medians is None:
                continue
            low, high = medians["test_accuracy"]
            least, most = medians["test_accuracy_at_least"], medians["test_accuracy_at_most"]
            row([data["dataset"], label, f"{done}/{len(data['repeats'])}",
                 *(f"{medians[c]['test']:.3f}" for c in COLUMNS), f"**{medians['max_diff']:.3f}**",
                 *(f"{medians[c]['test']:.3f}" for c in REST), f"{low:.3f}–{high:.3f}",
                 "" if least is None else f"{least:.3f}–{most:.3f}"])
        if data["dataset"] in PUBLISHED:
            *values, diff = PUBLISHED[data["dataset"]]
            row([data["dataset"], "published", "5", *(f"{v:.2f}" for v in values), f"**{diff:.2f}**",
                 "", "", "", "", ""])

    print()
    head(["data", "training rows", "gap at most", "neurons", "dimension", "blocks, early",
          "dimension, early", "unbounded", "steps", "‖least subgradient‖²", "cones missed by"], 1)
    for data in sets:
        repeats = [r for r in data["repeats"] if r["done"]]
        early = [r["early"] for r in repeats]
        row([data["dataset"], str(repeats[0]["n_train"]),
             f"{max(r['optimal']['relative_gap'] for r in repeats):.0e}",
             span([r["optimal"]["neurons"] for r in repeats]),
             span([r["optimal"]["dimension_merged"] for r in repeats]),
             span([e["blocks"] for e in early]), span([e["dimension"] for e in early]),
             f"{sum(not e['bounded'] for e in early)} of {len(early)}",
             span([e["iterations"] for e in early]),
             f"{max(e['squared_gradient'] for e in early):.0e}",
             f"{max(e['violation'] for e in early):.0e}"])


main()
