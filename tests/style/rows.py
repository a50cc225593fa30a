# SPDX-License-Identifier: GPL-3.0-or-later
"""The lists beside the checks: what belongs to a room, what is excepted, and why."""
import os

HERE = os.path.dirname(os.path.abspath(__file__))


def read(name):
    """{key: rest} of the lines "key: rest" of a file beside this one; what stands behind # is a comment."""
    rows = {}
    with open(os.path.join(HERE, name), encoding='utf-8') as text:
        for line in text:
            line = line.split('#')[0].strip()
            if line:
                key, _, rest = line.partition(':')
                rows[key.strip()] = rest.strip()
    return rows
