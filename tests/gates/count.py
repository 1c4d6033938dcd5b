"""Count the tests of a JUnit report: print how many passed and how many failed. A report
that is not there is one that failed.

Usage: count.py REPORT
"""

import pathlib
import sys
import xml.etree.ElementTree as ElementTree


def count(report):
    passed = failed = 0
    for case in ElementTree.parse(report).iter("testcase"):
        outcomes = {child.tag for child in case}
        if outcomes & {"failure", "error"}:
            failed += 1
        elif "skipped" not in outcomes:
            passed += 1
    return passed, failed


report = pathlib.Path(sys.argv[1])
print(*(count(report) if report.exists() else (0, 1)))
