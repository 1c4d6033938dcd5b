"""The notebooks run, show what they say, and are in git without what they show."""

import json
import re
import subprocess
import sys

import pytest
from conftest import ROOT, environment

NOTEBOOKS = sorted((ROOT / "examples" / "python").glob("*.ipynb"))
BY_NAME = pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)

# From the claims, the arithmetic of the articles and the cash of the cluster year by year
# in plain Python, not from what the notebooks gave.
SHOWN = {
    "five_articles": [
        "61,714.3",
        "981.82",
        "10,000",
        "2,166.67 USD a year",
        "1.561 billion users",
        "16.11",
        "1/4.49",
        "GPU 5만 장의 전력",
    ],
    "cluster_of_1000": [
        *("4.20", "2.84", "4.97", "-2.78", "9.93", "-31.12", "8.28", "-12.99"),
        *("3.38", "7.74", "2.72", "0.845", "0.979", "-11.72", "7.98", "-8.72", "-9.80"),
        *("-4.93", "1.82", "-1.65 million USD", "9.38%", "7.62"),
    ],
    # Of four million samples of NumPy's own random numbers, and its sums for the shares.
    "households_distribution": [
        *("61,714 households", "99.4% of the samples"),
        *("0.42", "0.45", "0.34", "0.37", "0.14", "0.16", "0.06"),
    ],
    "campus_100_mw": ["not 142,857", "33,333 households", "60", "0.1", "365,000"],
    "what_ai_must_earn": [
        *("2,051", "1,345", "1,171", "830", "510", "16.1 years"),
        *("36.11", "180.6", "7.222", "15.48", "97.61"),
    ],
}


def test_each_is_checked():
    assert [path.stem for path in NOTEBOOKS] == sorted(SHOWN)


@BY_NAME
def test_outputs_are_stripped(path):
    nbformat = pytest.importorskip("nbformat")
    text = path.read_text(encoding="utf-8")
    notebook = json.loads(text)
    nbformat.validate(notebook)
    for cell in notebook["cells"]:
        assert not cell.get("outputs") and cell.get("execution_count") is None, cell["id"]
        assert cell["metadata"] == {}
    assert set(notebook["metadata"]) == {"kernelspec", "language_info"}
    assert notebook["metadata"]["language_info"] == {"name": "python"}
    assert text == json.dumps(notebook, indent=1, ensure_ascii=False) + "\n"


@BY_NAME
def test_prose_carries_the_code(path):
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    words = {kind: 0 for kind in ("markdown", "code")}
    for cell in cells:
        words[cell["cell_type"]] += len("".join(cell["source"]).split())
    assert words["markdown"] > words["code"]
    assert "".join(cells[0]["source"]).startswith("# ")


@pytest.fixture(scope="module")
def pages(tmp_path_factory):
    """The pages of the documentation, made of the executed notebooks."""
    for name in ("ipykernel", "matplotlib", "nbclient", "nbconvert"):
        pytest.importorskip(name)
    folder = tmp_path_factory.mktemp("pages")
    script = ROOT / "docs" / "notebooks.py"
    answer = subprocess.run(
        [sys.executable, script, "--complete", folder],
        capture_output=True,
        text=True,
        env=environment(),
    )
    assert answer.returncode == 0, answer.stderr
    return folder


def outputs_of(page):
    """What the cells gave: tables, and the blocks that are not in Python."""
    tables = re.findall(r"\\htmlonly.*?\\endhtmlonly", page, re.S)
    blocks = re.findall(r"^```(\w*)\n(.*?)^```$", page, re.M | re.S)
    return "".join([*tables, *(text for language, text in blocks if not language)])


@BY_NAME
def test_what_they_show(pages, path):
    from aicompute import plot

    page = (pages / f"notebook_{path.stem}.md").read_text(encoding="utf-8")
    assert page.splitlines()[0].endswith(f"{{#notebook_{path.stem}}}")
    assert "Traceback" not in page
    if plot._hangul_font() is not None:
        assert "Warning" not in re.sub("UnusualInputWarning", "", page)
    outputs = outputs_of(page)
    missing = [figure for figure in SHOWN[path.stem] if figure not in outputs]
    assert not missing
    pictures = re.findall(r"\\image html (\S+\.png) width=\d+px", page)
    assert len(pictures) >= 2
    for name in pictures:
        assert (pages / name).read_bytes().startswith(b"\x89PNG")
