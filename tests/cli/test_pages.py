"""Pages to share: HTML that is well formed and stands by itself, and Markdown."""

from html.parser import HTMLParser

import pytest

IDS = [
    "A1",
    "A2",
    "A3a",
    "A3b",
    "A4",
    "A5",
    "B1",
    "B2",
    "B3",
    "B4",
    "B5",
    "C1",
    "D1",
    "D2",
    "E1",
    "E2",
    "E3",
    "E4",
    "E5a",
    "E5b",
    "E6",
]
VOID = {"meta", "br", "link", "img", "hr", "input"}


class Page(HTMLParser):
    """Checks that every tag closes in turn, and keeps ids, links and text."""

    def __init__(self, text):
        super().__init__()
        self.open, self.ids, self.links, self.tags = [], [], [], []
        self.words, self.langs = [], []
        self.feed(text)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        self.tags.append(tag)
        self.ids += [attrs["id"]] if "id" in attrs else []
        self.langs += [attrs["lang"]] if "lang" in attrs else []
        self.links += [attrs[key] for key in ("href", "src") if key in attrs]
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open and self.open.pop() == tag

    def handle_data(self, data):
        self.words.append(data)

    @property
    def text(self):
        return " ".join(" ".join(self.words).split())


@pytest.fixture
def page(run):
    text = run("audit", "--html", status=1).out
    assert text.startswith('<!DOCTYPE html>\n<html lang="en">')
    assert '<meta name="viewport" content="width=device-width' in text
    return Page(text)


def test_every_statement_has_its_place(page):
    assert page.ids == IDS


def test_page_stands_by_itself(page):
    assert not {"script", "link", "img", "iframe"} & set(page.tags)
    assert all(link.startswith(("https://", "http://", "#")) for link in page.links)
    assert [link[1:] for link in page.links if link.startswith("#")] == IDS
    assert set(page.langs) == {"en"}


def test_page_says_it_all(page, run, data_version):
    rows = run("audit", "--json", status=1).json
    for row in rows:
        assert row["explanation"] in page.text
        assert row["model"] in page.text
        assert row["verdict"] in page.text
    for words in [
        "61,714.29",
        "61.71429 %",
        "981.8182 kWh/month (not usual: 280 to 430)",
        "National Future Research Institute (Korea), 2 July 2024",
        "libaicompute 0.1.0",
        f"data version {data_version}",
        "How it is judged",
    ]:
        assert words in page.text


def test_page_lists_every_source(page, run):
    registry = {model["name"]: model for model in run("list", "--json").json}
    titles = {s["key"]: s["title"] for s in run("sources", "--json").json}
    under = page.text[page.text.rindex(" Sources ") :]
    for row in run("audit", "--json", status=1).json:
        for model in row["model"].split(" | "):
            for variable in registry[model]["inputs"] + registry[model]["results"]:
                assert " ".join(titles[variable["source"]].split()) in under


def test_markdown(run):
    text = run("audit", "--markdown", status=1).out
    assert text.startswith("# ")
    for identity in IDS:
        assert f"\n### {identity}: " in text
    assert "\n### A4: does not hold\n" in text
    assert "| household\\_kwh\\_per\\_month | 350 kWh | assumed |" in text
    assert "libaicompute 0.1.0" in text
    for line in text.splitlines():
        if line.startswith("|"):
            assert line.replace("\\|", "").count("|") == 5


def test_run_pages(run, fleet):
    text = run("run", *fleet, "--html").out
    page = Page(text)
    assert "energy_mwh_per_month" in page.text and "21,600" in page.text
    assert "Assumed" in page.text and "1.4 % short" in page.text and "400W" in page.text
    marks = run("run", *fleet, "--markdown").out
    assert "| energy\\_mwh\\_per\\_month | 21,600 | MWh/month |" in marks
    Page(run("run", "facility_power", "it_power_mw=1", "pue=1:1.2:0.1", "--html").out)
