"""Computing a small review: what is made, what is reused, and what a fault leaves untouched."""

import json
import shutil
import subprocess
import sys

import pytest
from tiny import FRONT, LIGHTS, code, lights_cells, make_tiny, notebook, raw, write

from press.compute import compute
from press.errors import DataError, NotebookError
from press.numbers import load_numbers

LIGHTS_BOOK = "notebooks/lights.ipynb"
OTHER = 'from press.publication import open_notebook\nbook = open_notebook("other")\n'
PUBLISH = 'book.number("{key}", 1, "count", rows=book.data("counties"), rule={{"en": "A", "nb": "B"}})'


def other(key):
    return notebook(raw(FRONT), code(f"#| label: cell\n{OTHER}{PUBLISH.format(key=key)}"))


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """A computed review that no test changes."""
    root = make_tiny(tmp_path_factory.mktemp("compute"))
    return root, compute(root)


@pytest.fixture
def root(made, tmp_path):
    """A copy of the computed review that a test may change."""
    copy = tmp_path / "tiny"
    shutil.copytree(made[0], copy, symlinks=True)
    return copy


def contents(root):
    return {path.name: path.read_bytes() for path in sorted((root / "figures").iterdir())}


def test_everything_lands_in_figures(made):
    assert sorted(contents(made[0])) == [
        "fig-upkeep.en.md", "fig-upkeep.en.svg", "fig-upkeep.nb.md", "fig-upkeep.nb.svg", "made.json",
        "notebook-lights.en.md", "notebook-lights.ipynb", "notebook-lights.nb.md", "numbers.csv", "numbers.en.json",
        "numbers.json", "numbers.nb.json", "tbl-counties.en.md", "tbl-counties.nb.md",
    ]


def test_numbers_tell_their_cell_and_lines(made):
    number = load_numbers(made[0])["lights.west.share"]
    assert (number.cell, dict(number.rows)) == ("totals", {"data/lights.csv": "2-6"})


def test_figures_and_tables_tell_their_cell_and_data(made):
    entries = json.loads((made[0] / "figures/made.json").read_bytes())
    assert entries["fig-upkeep"] == {"notebook": LIGHTS_BOOK, "cell": "upkeep", "data": ["data/lights.csv"]}


def test_nothing_of_the_run_stays_behind(made):
    left = sorted(path.name for path in (made[0] / ".press").iterdir())
    assert left == ["compute.json", "data-verdict", "matplotlib"]
    assert sorted(path.name for path in (made[0] / "notebooks").iterdir()) == ["lights.ipynb"]


def test_a_second_build_elsewhere_gives_the_same_bytes(made, tmp_path, monkeypatch):
    other_place = {"TZ": "Asia/Tokyo", "LANG": "nb_NO.UTF-8", "HOME": str(tmp_path), "PYTHONHASHSEED": "7"}
    for name, value in other_place.items():
        monkeypatch.setenv(name, value)
    root = make_tiny(tmp_path)
    compute(root, jobs=1)
    assert contents(root) == contents(made[0])


def test_nothing_stale_loads_nothing_heavy(root):
    script = (
        "import sys, pathlib; from press.compute import compute; result = compute(pathlib.Path(sys.argv[1]));"
        "heavy = {'pandas', 'numpy', 'nbclient', 'nbformat', 'frictionless', 'matplotlib', 'babel'};"
        "print(len(result.ran), sorted(heavy & set(sys.modules)))"
    )
    result = compute(root)
    assert (result.ran, result.reused) == ((), ("notebooks/lights.ipynb",))
    command = [sys.executable, "-c", script, str(root)]
    environment = {"PYTHONPATH": ":".join(filter(None, sys.path))}
    assert subprocess.run(command, capture_output=True, text=True, env=environment, check=True).stdout == "0 []\n"


def test_force_runs_what_is_up_to_date(root):
    before = contents(root)
    result = compute(root, force=True)
    assert ([ran.notebook for ran in result.ran], result.changed) == (["notebooks/lights.ipynb"], ())
    assert contents(root) == before


def test_a_changed_row_runs_the_notebook_again(root):
    write(root, "data/lights.csv", LIGHTS.replace("3100000", "3200000"))
    assert [ran.notebook for ran in compute(root).ran] == ["notebooks/lights.ipynb"]
    assert load_numbers(root)["lights.total.upkeep"].value == 7750000


@pytest.mark.parametrize("name", ["fig-upkeep.nb.svg", "numbers.json", "notebook-lights.en.md"])
def test_an_edited_or_missing_result_is_made_again(root, name):
    before = contents(root)
    (root / "figures" / name).write_text("edited")
    assert compute(root).changed == (name,)
    assert contents(root) == before


def test_only_the_stale_one_of_two_notebooks_runs(root):
    write(root, "notebooks/other.ipynb", other("other.total"))
    result = compute(root)
    assert ([ran.notebook for ran in result.ran], result.reused) == (["notebooks/other.ipynb"], (LIGHTS_BOOK,))
    assert {"other.total", "lights.total.count"} <= set(load_numbers(root))


def test_what_a_removed_notebook_made_goes_with_it(root):
    before = contents(root)
    write(root, "notebooks/other.ipynb", other("other.total"))
    compute(root)
    (root / "notebooks/other.ipynb").unlink()
    assert compute(root).ran == ()
    assert contents(root) == before


def test_one_key_in_two_notebooks_names_both_and_changes_nothing(root):
    before = contents(root)
    write(root, "notebooks/other.ipynb", other("lights.total.count"))
    with pytest.raises(NotebookError, match=r"'lights\.total\.count' is published in cell 'cell' and") as caught:
        compute(root)
    assert "notebooks/lights.ipynb', cell 'totals'" in str(caught.value)
    assert contents(root) == before


def test_failing_notebooks_are_all_named_and_figures_stay_as_they_were(root):
    before = contents(root)
    cells = lights_cells()
    cells[-1] = code("#| label: counties\n1 / 0")
    write(root, "notebooks/lights.ipynb", notebook(*cells))
    write(root, "notebooks/other.ipynb", notebook(raw(FRONT), code("#| label: cell\nraise ValueError('so')")))
    with pytest.raises(NotebookError) as caught:
        compute(root)
    assert [fault.path for fault in caught.value.faults] == ["notebooks/lights.ipynb", "notebooks/other.ipynb"]
    assert contents(root) == before
    assert list((root / ".press").glob("stage-*")) == []


def test_faults_of_the_data_come_before_what_they_lead_to(root):
    before = contents(root)
    write(root, "data/lights.csv", LIGHTS.replace("3100000", "-5").replace("agd,1836", "agx,1836"))
    with pytest.raises(DataError) as caught:
        compute(root)
    assert [fault.line for fault in caught.value.faults] == [4, 5]
    assert contents(root) == before


def test_a_notebook_may_not_name_a_table_there_is_not(root):
    cells = lights_cells()
    cells[0] = raw(FRONT.replace("counties", "county"))
    write(root, "notebooks/lights.ipynb", notebook(*cells))
    with pytest.raises(DataError, match=r"notebooks/lights\.ipynb: .*no table 'county'\n.*Did you mean counties"):
        compute(root)


def test_the_summary_says_what_ran_and_what_did_not(made, root):
    assert made[1].summary()[0].startswith("notebooks/lights.ipynb: run in")
    assert compute(root).summary() == ["notebooks/lights.ipynb: up to date"]
