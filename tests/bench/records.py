# SPDX-License-Identifier: GPL-3.0-or-later
"""How programs in Python write what they measured for bench.py, as timing.h does for those in C."""
import json
import os


def record(name, unit, samples):
    """A line of JSON, added to the file that BENCH_RECORDS names; without it nothing is written."""
    path = os.environ.get('BENCH_RECORDS')
    if path:
        with open(path, 'a', encoding='utf-8') as file:
            print(json.dumps({'name': name, 'unit': unit, 'samples': list(samples)}, ensure_ascii=False), file=file)
