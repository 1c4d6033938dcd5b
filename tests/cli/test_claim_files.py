"""Claim files of one's own: what they can say, and how mistakes in them are told."""

import copy
import json
import pathlib
import re

import pytest

CLAIM = {
    "format": "aicompute-claims/1",
    "id": "X",
    "title": "A <b>bold</b> claim & more",
    "publisher": "A paper",
    "date": "1 May 2026",
    "statements": [
        {
            "id": "X1",
            "text": "A site of 20 MW needs 30 MW.",
            "stated": "30 MW",
            "model": "facility_power",
            "result": "facility_power_mw",
            "inputs": {"it_power_mw": {"stated": "20 MW"}, "pue": {"stated": "1.5"}},
        }
    ],
}


@pytest.fixture
def claim():
    return copy.deepcopy(CLAIM)


@pytest.fixture
def file(tmp_path):
    def write(content):
        path = tmp_path / "claim.json"
        text = content if isinstance(content, str) else json.dumps(content)
        path.write_text(text, encoding="utf-8")
        return path

    return write


@pytest.mark.parametrize(
    "stated, relation, verdict",
    [
        ("30 MW", "about", "holds"),
        ("29 MW", "about", "holds within input rounding"),
        ("20 MW", "about", "does not hold"),
        ("20 MW", "at least", "holds"),
        ("20 MW", "over", "holds"),
        ("20 MW", "at most", "does not hold"),
        ("40 MW", "under", "holds"),
        ("360 MW", "about", "unit slip"),
    ],
)
def test_relations(run, file, claim, stated, relation, verdict):
    claim["statements"][0].update(stated=stated, relation=relation)
    status = 0 if verdict.startswith("holds") else 1
    assert (
        run("audit", "--json", file(claim), status=status).json[0]["verdict"] == verdict
    )


def test_digits_override_printed_precision(run, file, claim):
    claim["statements"][0]["stated"] = "30.4 MW"
    claim["statements"][0]["inputs"]["it_power_mw"]["digits"] = 17
    claim["statements"][0]["inputs"]["pue"]["digits"] = 17
    run("audit", file(claim), status=1)
    claim["statements"][0]["digits"] = 2
    run("audit", file(claim), status=0)


def test_usual_range_of_the_file(run, file, claim):
    first = claim["statements"][0]
    first["stated"] = "21 MW"
    first["inputs"]["pue"]["usual"] = ["1.1", "1.2"]
    row = run("audit", "--json", file(claim), status=1).json[0]
    pue = next(one for one in row["implied"] if one["input"] == "pue")
    assert pue == {
        "input": "pue",
        "value": pytest.approx(1.05),
        "unit": "1",
        "usual": False,
    }


def test_missing_input_is_not_computable(run, file, claim):
    del claim["statements"][0]["inputs"]["it_power_mw"]
    row = run("audit", "--json", file(claim), status=1).json[0]
    assert row["verdict"] == "not computable" and row["computed"] is None
    assert [one["input"] for one in row["implied"]] == ["it_power_mw"]


LONG = "fleet_power | facility_power | energy_use | household_equivalents"


@pytest.fixture
def long_claim(claim):
    """A chain that goes on beyond its stated result, to what nobody states."""
    claim["statements"][0].update(
        model=LONG,
        stated="2 MW",
        inputs={
            "gpu_count": {"stated": "2,000"},
            "gpu_power_w": {"stated": "700 W"},
            "pue": {"stated": "1.4"},
        },
    )
    return claim


def test_inputs_that_the_result_does_not_need(run, file, long_claim):
    long_claim["statements"][0].update(
        also=["it_power_mw"],
        what_if=[
            {"text": "Cooler", "inputs": {"pue": "1.5"}},
            {"text": "Solved", "solve": "pue", "wanted": "2.8 MW"},
            {
                "text": "Another",
                "model": LONG,
                "result": "it_power_mw",
                "inputs": {"gpu_count": "1,000", "gpu_power_w": "1 kW"},
            },
        ],
    )
    path = file(long_claim)
    row = run("audit", "--json", path).json[0]
    assert row["computed"] == pytest.approx(1.96) and row["verdict"] == "holds"
    flat = " ".join(run("audit", path).out.split())
    for words in [
        "also it_power_mw = 1.4 MW",
        "Cooler: facility_power_mw = 2.1 MW",
        "Solved: pue = 2",
        "Another: it_power_mw = 1 MW",
    ]:
        assert words in flat
    for form in ["--html", "--markdown"]:
        assert "household_kwh" not in run("audit", form, path).out
    assert "household_kwh" not in flat and "load_factor" not in flat


def test_further_results_need_their_inputs(refused, file, long_claim):
    long_claim["statements"][0]["also"] = ["households"]
    refused("audit", file(long_claim), says=["X1", "household_kwh_per_month has no"])


def test_a_refused_value_is_an_error_without_a_row(refused, file, claim):
    claim["statements"][0]["what_if"] = [{"text": "t", "inputs": {"pue": "0.5"}}]
    done = refused("audit", file(claim), says=["X1: what_if[0]", "pue is 0.5"])
    assert "row" not in done.err


def test_nothing_is_shown_beside_what_is_not_computable(run, file, claim):
    first = claim["statements"][0]
    del first["inputs"]["it_power_mw"]
    first["also"] = ["overhead_power_mw"]
    flat = " ".join(run("audit", file(claim), status=1).out.split())
    assert "also overhead_power_mw = - 1 statement" in flat
    assert "missing it_power_mw = not stated" in flat


def test_byte_order_mark(run, refused, file, claim):
    assert run("audit", file("\ufeff" + json.dumps(claim))).out
    refused("audit", file("\ufeff \n"), says="is empty")


def test_korean_file(run, file, claim):
    first = claim["statements"][0]
    first.update(
        model="gpu_capex", result="gpu_cost", stated="10조원", text="총 10조원이 든다."
    )
    first["inputs"] = {
        "gpu_count": {"stated": "20만 장"},
        "gpu_price": {"stated": "5천만원"},
    }
    claim["language"] = "ko"
    assert run("audit", "--json", file(claim)).json[0]["computed"] == 1e13
    assert '<p lang="ko">총 10조원이 든다.</p>' in run("audit", "--html", file(claim)).out


def change(path, value):
    """A function that changes the claim at a path such as ("statements", 0, "stated")."""

    def apply(claim):
        at = claim
        for key in path[:-1]:
            at = at[key]
        at[path[-1]] = value

    return apply


FIRST = ("statements", 0)


@pytest.mark.parametrize(
    "mistake, says",
    [
        (change(("titel",), "x"), ['"titel"', 'did you mean "title"']),
        (
            change((*FIRST, "state"), "x"),
            ["statements[0] (X1)", 'did you mean "stated"'],
        ),
        (
            change((*FIRST, "inputs", "pue", "sated"), "1"),
            ["inputs.pue", 'mean "stated"'],
        ),
        (change((*FIRST, "inputs", "peu"), "1"), ["inputs.peu", 'did you mean "pue"']),
        (change((*FIRST, "model"), "facilty_power"), 'did you mean "facility_power"'),
        (change((*FIRST, "result"), "facility_power"), '"facility_power_mw"'),
        (change((*FIRST, "also"), ["overhead"]), '"overhead'),
        (change((*FIRST, "stated"), "many"), ['"many"', "(X1): stated"]),
        (change((*FIRST, "stated"), "30 kWh"), '"30 kWh"'),
        (change((*FIRST, "stated"), 30), '"stated" must be a text'),
        (change((*FIRST, "digits"), 0), '"digits"'),
        (change((*FIRST, "relation"), "more or less"), "at least"),
        (
            change((*FIRST, "inputs", "pue"), {"stated": "0.5"}),
            ["pue is 0.5", "1 to 100"],
        ),
        (
            change((*FIRST, "inputs", "pue"), "1.5"),
            ["(X1): inputs.pue", "only a what-if", '"source"'],
        ),
        (
            change((*FIRST, "inputs", "pue"), {"assumed": "1.5", "digits": 1}),
            ["inputs.pue", '"digits" is for a stated figure'],
        ),
        (
            change(
                (*FIRST, "what_if"),
                [{"text": "t", "inputs": {"pue": {"assumed": "1.2", "digits": 2}}}],
            ),
            ["what_if[0]: inputs.pue", '"digits"'],
        ),
        (change((*FIRST, "inputs", "pue"), {}), 'either "stated" or "assumed"'),
        (
            change(
                (*FIRST, "inputs", "pue"), {"assumed": "1.5", "source": "uptime-2052"}
            ),
            "uptime-2025",
        ),
        (
            change((*FIRST, "inputs", "pue"), {"assumed": "1.5", "usual": ["2", "1"]}),
            '"usual"',
        ),
        (
            change((*FIRST, "what_if"), [{"text": "t", "inputs": {"peu": "1"}}]),
            "what_if[0]",
        ),
        (change((*FIRST, "what_if"), [{"text": "t", "wanted": "1 MW"}]), '"solve"'),
        (change(("format",), "aicompute-claims/9"), "aicompute-claims/9"),
        (change(("statements",), []), '"statements"'),
        (change(("statements",), [CLAIM["statements"][0]] * 2), 'the id "X1"'),
    ],
)
def test_mistakes(refused, file, claim, mistake, says):
    mistake(claim)
    result = refused("audit", file(claim), says=says)
    assert "claim.json" in result.err
    assert result.err.count("\n") == 1


def test_two_currencies(refused, file, claim):
    first = claim["statements"][0]
    first.update(model="gpu_capex", result="gpu_cost", stated="10 trillion KRW")
    first["inputs"] = {"gpu_count": {"stated": "1"}, "gpu_price": {"stated": "$30,000"}}
    refused("audit", file(claim), says=["USD", "KRW"])


def test_broken_json_names_line_and_column(refused, file):
    refused(
        "audit", file('{"format": 1,\n  "id": }'), says="claim.json: line 2, column 9"
    )
    refused("audit", file('{"id": 1,\n "id": 2}'), says="line 2")
    refused("audit", file("[]"), says="must be an object")


def test_files_that_are_none(refused, tmp_path):
    empty = tmp_path / "empty"
    empty.write_bytes(b" \n")
    noise = tmp_path / "noise"
    noise.write_bytes(bytes((i * 7919 + i // 251) % 256 for i in range(10_000_000)))
    refused("audit", tmp_path / "none", says="cannot open it")
    refused("audit", tmp_path, says="directory")
    refused("audit", empty, says="is empty")
    result = refused("audit", noise, says=["line 1, column"])
    assert len(result.err) < 500
    assert result.err.rstrip("\n").isprintable()


def test_documented_example(run, file):
    page = pathlib.Path(__file__).parents[2] / "docs" / "claims.md"
    (example,) = re.findall(r"```json\n(.*?)```", page.read_text(encoding="utf-8"), re.S)
    path = file(example)
    row = run("audit", "--json", path).json[0]
    assert row["verdict"] == "holds"
    assert row["computed"] == pytest.approx(2_000 * 0.7 * 1.3 * 720 / 300, rel=1e-12)
    flat = " ".join(run("audit", path).out.split())
    assert "facility_power_mw = 1.82 MW" in flat
    assert "households = 5,174.4" in flat
    assert "gpu_power_w = 1,410.256 W" in flat


def test_scripts_are_escaped(run, file, claim):
    claim["title"] = claim["statements"][0]["text"] = (
        "<script>alert('x')</script> & \"y\""
    )
    claim["address"] = "javascript:alert(1)"
    claim["statements"][0]["note"] = "a | b * c <i>"
    page = run("audit", "--html", file(claim)).out
    assert "<script" not in page and "javascript:" not in page and "<i>" not in page
    assert "&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt; &amp; &quot;y&quot;" in page
    marks = run("audit", "--markdown", file(claim)).out
    assert not re.search(r"(?<!\\)<script", marks) and r"\<script\>" in marks
    assert r"a \| b \* c \<i\>" in marks
