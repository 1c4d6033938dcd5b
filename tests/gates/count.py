"""Count the tests of JUnit reports: print how many passed and how many failed."""

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


counts = [count(report) for report in sys.argv[1:]]
print(sum(passed for passed, _ in counts), sum(failed for _, failed in counts))
