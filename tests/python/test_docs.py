"""What docs/python.md shows is what happens."""

import doctest

from conftest import ROOT


def test_python_page():
    page = str(ROOT / "docs/python.md")
    failed, tried = doctest.testfile(page, module_relative=False)
    assert (failed, tried > 12) == (0, True)
