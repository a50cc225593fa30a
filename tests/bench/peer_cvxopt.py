# SPDX-License-Identifier: GPL-3.0-or-later
"""cvxopt's cone solver on the benchmark problems that it can hold, for comparison.

The same convex program as the solver's:
    min 1/2 ||sum_b Z_b w_b - y||^2 + lambda sum_b t_b
    s.t. ||w_b|| <= t_b,  (2 D_b - I) X w_b >= 0,
as a quadratic cone program. The time is CPU time of coneqp() alone: building the matrices is not counted.
The gap is that of the returned point after its fit and norms are taken as they are.
"""
import csv
import json
import os
import sys
import time

os.environ["OPENBLAS_NUM_THREADS"] = "1"

try:
    import numpy
    from cvxopt import matrix, solvers, spmatrix
except ImportError as error:
    print(f"Skipped: {error.name} is not installed (Debian: python3-cvxopt, python3-numpy).")
    sys.exit(0)

from records import record

# The objective is to be the known one to this, relatively.
AGREE = 1e-7
FOLDER = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "data", "bench")


def read(name):
    with open(os.path.join(FOLDER, name), newline="") as stream:
        rows = []
        for row in csv.reader(stream):
            try:
                rows.append([float(value) for value in row])
            except ValueError:
                continue  # the header
    return numpy.array(rows)


def all_patterns_of_line(x):
    """Patterns of points (x_i, 1): thresholds between neighbours, both sides."""
    order = numpy.unique(x)
    cuts = numpy.concatenate(([order[0] - 1.0], 0.5 * (order[1:] + order[:-1])))
    right = [(x >= cut).astype(float) for cut in cuts]
    return numpy.array(right + [1.0 - pattern for pattern in right])


def solve(x, y, patterns, lam):
    n, d = x.shape
    blocks = [(pattern, sign) for pattern in patterns for sign in (1.0, -1.0)]
    m = len(blocks)
    z = numpy.hstack([sign * pattern[:, None] * x for pattern, sign in blocks])
    p = numpy.zeros((m * (d + 1), m * (d + 1)))
    p[: m * d, : m * d] = z.T @ z
    q = numpy.concatenate((-z.T @ y, numpy.full(m, lam)))

    values, rows, columns = [], [], []
    for b, (pattern, _) in enumerate(blocks):
        cone = -(2.0 * pattern - 1.0)[:, None] * x
        for i in range(n):
            for k in range(d):
                values.append(cone[i, k])
                rows.append(b * n + i)
                columns.append(b * d + k)
    for b in range(m):
        base = m * n + b * (d + 1)
        values.append(-1.0)
        rows.append(base)
        columns.append(m * d + b)
        for k in range(d):
            values.append(-1.0)
            rows.append(base + 1 + k)
            columns.append(b * d + k)
    total = m * n + m * (d + 1)
    g = spmatrix(values, rows, columns, (total, m * (d + 1)))
    h = matrix(0.0, (total, 1))
    dims = {"l": m * n, "q": [d + 1] * m, "s": []}
    pm, qm = matrix(p), matrix(q)

    solvers.options.update(show_progress=False, abstol=1e-10, reltol=1e-10, feastol=1e-10)
    begin = time.process_time()
    result = solvers.coneqp(pm, qm, g, h, dims)
    seconds = time.process_time() - begin
    w = numpy.array(result["x"]).ravel()[: m * d]
    objective = 0.5 * numpy.sum((z @ w - y) ** 2)
    objective += lam * numpy.sum(numpy.linalg.norm(w.reshape(m, d), axis=1))
    return seconds, objective, result["status"]


def main():
    with open(os.path.join(FOLDER, "reference.json")) as stream:
        reference = json.load(stream)
    print(f"{'problem':<12} {'ms':>10} {'P/P_ref-1':>10}  status")
    for name, data, gates in (
        ("fig1", "fig1.csv", "fig1_gates.csv"),
        ("toy1d@0.1", "toy1d.csv", None),
        ("toy1d@0.01", "toy1d.csv", None),
    ):
        table = read(data)
        x, y = table[:, :-1], table[:, -1]
        if gates is None:
            patterns = all_patterns_of_line(x[:, 0])
            x = numpy.hstack((x, numpy.ones((len(y), 1))))
        else:
            patterns = numpy.unique((x @ read(gates).T >= 0).T.astype(float), axis=0)
        runs = [solve(x, y, patterns, reference[name]["lambda"]) for _ in range(5)]
        seconds, objective, status = min(runs)
        difference = objective / reference[name]["objective"] - 1.0
        record(f"cvxopt/{name}", "ms CPU", [1e3 * run[0] for run in runs])
        record(f"cvxopt/{name}, from the reference objective", "gap", [abs(difference)])
        print(f"{name:<12} {1e3 * seconds:>10.2f} {difference:>10.1e}  {status}")
        if abs(difference) > AGREE:
            sys.exit(f"{name}: not the known objective")


def path(count):
    """One solve at each of count λ from λ_max down to a thousandth of it, evenly in log λ."""
    with open(os.path.join(FOLDER, "reference.json")) as stream:
        top = 10.0 * json.load(stream)["toy1d@0.1"]["lambda"]
    table = read("toy1d.csv")
    y = table[:, -1]
    patterns = all_patterns_of_line(table[:, 0])
    x = numpy.hstack((table[:, :-1], numpy.ones((len(y), 1))))
    seconds, failed = 0.0, 0
    for k in range(count):
        lam = top * 10.0 ** (-3.0 * k / (count - 1))
        time_taken, _, status = solve(x, y, patterns, lam)
        seconds += time_taken
        failed += status != "optimal"
    print(f"toy1d, {count} values of λ: {1e3 * seconds:.0f} ms, {failed} not optimal")


if sys.argv[1:2] == ["path"]:
    path(int(sys.argv[2]) if len(sys.argv) > 2 else 147)
else:
    main()
