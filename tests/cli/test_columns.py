"""aicompute run --columns: one row of results for one row of a CSV file."""

import pytest


@pytest.fixture
def site(run, refused):
    def call(text, *words, status=0):
        return run(
            "run", "facility_power", "--columns", "-", *words, stdin=text, status=status
        )

    return call


def test_rows(site):
    done = site("it_power_mw,pue\n20,1.5\n10 MW,1.25\n")
    assert done.out == "facility_power_mw,overhead_power_mw\n30,10\n12.5,2.5\n"
    assert done.err == ""


def test_file_and_standard_input(run, site, tmp_path):
    text = "it_power_mw,pue\n20,1.5\n"
    path = tmp_path / "sites.csv"
    path.write_text(text)
    assert run("run", "facility_power", "--columns", path).out == site(text).out


@pytest.mark.parametrize(
    "text",
    [
        "it_power_mw,pue\r\n20,1.5\r\n",
        '\ufeffit_power_mw,pue\n"20","1.5"',
        '"it_power_mw", pue\n"20 MW",1.5\n',
        "pue,it_power_mw\n1.5,20000 kW\n",
        "it_power_mw,pue\r20,1.5\r",
        "it_power_mw,pue\n20,1.5\n\n",
        "it_power_mw,pue\r\n20,1.5\r\n\r\n \t\r\n",
        "it_power_mw,pue\n20,1.5\n\n  ",
        ' "it_power_mw" ,\t"pue"\t\n "20 MW" , 1.5 \n',
        '" it_power_mw "," pue"\n" 20 "," 1.5"\n',
    ],
)
def test_dialects(site, text):
    assert site(text, "--want", "facility_power_mw").out == "facility_power_mw\n30\n"


def test_constants_beside_columns(site):
    done = site("it_power_mw\n20\n", "pue=1.5", "--want", "facility_power_mw")
    assert done.out == "facility_power_mw\n30\n"


def test_numbers_round_trip(run):
    text = "it_power_mw,pue\n0.1,1.1\n"
    done = run("run", "facility_power", "--columns", "-", stdin=text)
    assert [float(cell) for cell in done.out.splitlines()[1].split(",")] == [
        0.1 * 1.1,
        0.1 * (1.1 - 1),
    ]


def test_rows_without_a_result(site):
    done = site("it_power_mw,pue\n20,1.5\n,1.2\n3,0.5\nnan,1.2\n10,1.25\n", status=1)
    assert done.out.splitlines() == [
        "facility_power_mw,overhead_power_mw",
        "30,10",
        ",",
        ",",
        ",",
        "12.5,2.5",
    ]
    assert "3 of 5 rows have no result, the first is row 2: " in done.err
    assert "it_power_mw" in done.err


@pytest.mark.parametrize(
    "cell", ["", " ", "\t ", '""', '" "', "nan", " NaN", "NAN", "NA"]
)
def test_missing_cells(site, cell):
    done = site(f"it_power_mw,pue\n1,{cell}\n20,1.5\n", status=1)
    assert done.out.splitlines()[1:] == [",", "30,10"]
    assert "the first is row 1: " in done.err


def test_an_empty_line_of_one_column_is_a_row(site):
    done = site("it_power_mw\n20\n\n10\n\n", "pue=1.5", status=1)
    assert done.out.splitlines()[1:] == ["30,10", ",", "15,5", ","]
    done = site('it_power_mw\n20\n""', "pue=1.5", status=1)
    assert done.out.splitlines()[1:] == ["30,10", ","]


@pytest.mark.parametrize(
    "cell",
    ["0x10", "0x1p4", "inf", "-inf", "infinity", "1e999", "nan(1)", "1e-400", "5 M W"],
)
def test_a_cell_is_refused_as_a_value_is(refused, cell):
    value = refused("run", "facility_power", "pue=1.5", f"it_power_mw={cell}", says=cell)
    text = f"it_power_mw,pue\n{cell},1.5\n"
    done = refused("run", "facility_power", "--columns", "-", stdin=text, says="line 2")
    assert done.err == value.err.replace(
        "it_power_mw", "standard input: line 2: it_power_mw"
    )


def test_help_says_what_a_cell_is(run):
    flat = " ".join(run("run", "--help").out.split())
    for words in [
        "Empty, nan or NA it is a missing value",
        "hexadecimal",
        "Blanks around",
    ]:
        assert words in flat


def test_strict(refused, site):
    text = "it_power_mw,pue\n20,1.5\n3,0.5\n"
    words = ["run", "facility_power", "--columns", "-", "--strict"]
    refused(*words, stdin=text, says=["row 2", "pue is 0.5", "1 to 100"])
    assert site("it_power_mw,pue\n20,1.5\n", "--strict").out.endswith("30,10\n")


@pytest.mark.parametrize(
    "text, says",
    [
        ("it_power_mw,peu\n1,2\n", ["line 1", 'did you mean "pue"']),
        ("it_power_mw (kW),pue\n1,2\n", ["line 1", '"it_power_mw (kW)"; did you mean']),
        ('"it_power_mw per site",pue\n1,2\n', ["line 1", "it_power_mw per site"]),
        ("it_power_mw,facility_power_mw\n1,2\n", ["line 1", "facility_power_mw"]),
        ("it_power_mw,it_power_mw\n1,2\n", ["line 1", "two columns"]),
        ("it_power_mw,pue\n1\n", ["line 2", "1 cells where the header has 2"]),
        ("it_power_mw,pue\n1,1.2\n2,1.2,3\n", ["line 3", "3 cells"]),
        ("it_power_mw,pue\n1,1.2\n\n2,1.2\n", ["line 3", "1 cells"]),
        ("it_power_mw,pue\n\n \n1,1.2\n", ["line 2", "1 cells"]),
        ('it_power_mw,pue\n1,1.2\n""\n', ["line 3", "1 cells"]),
        ('it_power_mw,pue\n"1" 2,1.2\n', ["line 2", "closing quote"]),
        ('it_power_mw,pue\n"1,1.2\n', ["a quote is never closed"]),
        ('it_power_mw,pue\n"1"2,1.2\n', ["line 2", "closing quote"]),
        ('it_power_mw,pue\n1"2,1.2\n', ["line 2", "quote"]),
        ("it_power_mw,pue\n1,1.2\nmany,1.2\n", ["line 3", "it_power_mw", '"many"']),
        ('it_power_mw,pue\n"1\n",1.2\n', ["line 3", "it_power_mw"]),
        ("it_power_mw,pue\n1,inf\n", ["line 2", "pue", '"inf"']),
        ("it_power_mw,pue\n1 kWh,1.2\n", ["line 2", '"1 kWh"']),
        ("it_power_mw,pue\n1\0,1.2\n", ["line 2", "zero byte"]),
        ("it_power_mw,pue\n" + "1" * 5000 + ",1\n", ["line 2", "too long"]),
        ("", ["is empty"]),
        ("pue\n1.2\n", ["it_power_mw has no value"]),
    ],
)
def test_broken(refused, text, says):
    refused("run", "facility_power", "--columns", "-", stdin=text, says=says)


def test_computed_column_names_its_producer(refused):
    words = ["run", "facility_power+energy_use", "--columns", "-"]
    refused(*words, stdin="facility_power_mw\n1\n", says=["computed by facility_power"])


def test_words_that_do_not_go_with_columns(refused):
    text = "it_power_mw\n1\n"
    words = ["run", "facility_power", "--columns", "-"]
    refused(*words, "it_power_mw=2", stdin=text, says="is a column")
    refused(*words, "pue=1:2:0.1", stdin=text, says="sweeps")
    refused(*words, "--json", stdin=text, says="CSV")


def test_files_that_are_none(refused, tmp_path):
    refused(
        "run", "facility_power", "--columns", tmp_path / "none", says="cannot open it"
    )
    refused("run", "facility_power", "--columns", tmp_path, says="directory")


def test_many_rows_in_chunks(site):
    """More rows than two chunks, with failed rows in two of them."""
    rows = 150_001
    bad = {70_000, 140_000}
    lines = [f"{i},1.5" if i not in bad else f"{i},0.5" for i in range(rows)]
    text = "it_power_mw,pue\n" + "\n".join(lines) + "\n"
    done = site(text, "--want", "facility_power_mw", "--threads", 2, status=1)
    out = done.out.splitlines()
    assert len(out) == rows + 1
    for i in [0, 1, 16_383, 16_384, 65_536, 100_000, rows - 1]:
        assert float(out[i + 1]) == i * 1.5
    assert [i for i, cell in enumerate(out[1:]) if cell == ""] == sorted(bad)
    assert f"2 of {rows} rows have no result, the first is row 70001: " in done.err


def test_broken_line_far_down(run):
    text = "it_power_mw\n" + "1\n" * 100_000 + "1,2\n"
    done = run("run", "facility_power", "--columns", "-", stdin=text, status=2)
    assert "line 100002" in done.err
    strict = run(
        "run", "facility_power", "--columns", "-", "--strict", stdin=text, status=2
    )
    assert strict.out == ""


def test_no_rows(site):
    assert site("it_power_mw,pue\n").out == "facility_power_mw,overhead_power_mw\n"
