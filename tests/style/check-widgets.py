#!/usr/bin/env python3
"""Holds that each type of ui/ and app/window has a test file of its name, and that its end is checked there. TAP.

Usage: check-widgets.py ROOT. Reads exceptions, each with its reason, from "widget-tests" beside this file.
"""
import glob
import os
import re
import sys

import rows

EXCEPTIONS_MAX = 5
DECLARED = re.compile(r'^G_DECLARE_(?:FINAL|DERIVABLE)_TYPE\s*\(', re.MULTILINE)
# A test that asserts that nothing holds what it has shown.
ENDS = re.compile(r'assert_finalises \(|close_window \(|g_assert_finalize_object \(|g_assert_null \(weak')


def main(root):
    os.chdir(root)
    exceptions = rows.read('widget-tests')
    untested, endless, needed = [], [], set()
    for header in sorted(glob.glob('ui/*.h') + glob.glob('app/window/*.h')):
        with open(header, encoding='utf-8') as source:
            if not DECLARED.search(source.read()):
                continue
        folder, name = os.path.split(header[:-2])
        test = 'tests/%s/test-%s.c' % (folder, name[len('rsc-'):])
        if not os.path.exists(test):
            fault = untested
        else:
            with open(test, encoding='utf-8') as source:
                fault = None if ENDS.search(source.read()) else endless
        if fault is None:
            continue
        needed.add(header[:-2])
        if header[:-2] not in exceptions:
            fault.append('%s has no %s' % (header, test) if fault is untested
                         else '%s does not check the end of %s' % (test, name))
    stale = [path for path in exceptions if path not in needed]
    unreasoned = [path for path, reason in exceptions.items() if len(reason) < 10]
    many = ['%d exceptions' % len(exceptions)] if len(exceptions) > EXCEPTIONS_MAX else []
    checks = [
        ('widgets: each has a test file of its name', untested),
        ('widgets: their end is checked there', endless),
        ('widgets: exceptions are few, needed and have a reason', stale + unreasoned + many),
    ]
    print('1..%d' % len(checks))
    for k, (title, faults) in enumerate(checks, 1):
        print('%sok %d %s' % ('not ' if faults else '', k, title))
        for fault in faults[:30]:
            print('# ' + fault)
    return 1 if any(faults for _, faults in checks) else 0


if __name__ == '__main__':
    sys.exit(main(sys.argv[1]))
