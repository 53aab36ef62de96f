"""Notebooks on real kernels: one run for all that end, one each for those that hang or are interrupted."""

import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from tiny import FRONT, LOAD, code, lights_cells, make_tiny, notebook, raw, write

from press.datapackage import load_package, readable
from press.notebook_pages import executed_copy, notebook_page
from press.notebook_source import read_notebook
from press.notebooks import Job, Run, run_notebooks

LANGUAGES = ("en", "nb")
PUBLISH = 'book.number("a", 1, "count", rows=lights, rule={"en": "A", "nb": "B"})'
BAD = {
    "raises": "#| label: boom\n\nvalue = 1\nvalue / 0",
    "syntax": "#| label: boom\nvalue = = 1",
    "twice": f"#| label: boom\n{PUBLISH}\n{PUBLISH}",
    "undeclared": '#| label: boom\nimport pandas as pd\npd.read_csv("../index.qmd")',
    "unlisted": '#| label: boom\nbook.data("light")',
    "dies": "#| label: boom\nimport os\nos._exit(3)",
    "nan": '#| label: boom\nbook.number("a", float("nan"), "NOK", rows=lights, rule={"en": "A", "nb": "B"})',
}
LEAVES = """#| label: leaves
import os, random, warnings
import press, numpy, pandas, matplotlib
left = "behind"
os.environ["LEFT"] = "behind"
os.chdir("/")
pandas.set_option("display.max_rows", 3)
matplotlib.rcParams["lines.linewidth"] = 9
drawn = random.random(), numpy.random.random()
print(drawn)"""
FINDS = """#| label: finds
import os, random
import numpy, pandas, matplotlib
print("left" in globals(), os.environ.get("LEFT"), os.path.basename(os.getcwd()))
print(pandas.get_option("display.max_rows"), matplotlib.rcParams["lines.linewidth"])
print((random.random(), numpy.random.random()))"""
STEADY = """#| label: steady
import os, sys, time
print(os.environ["TZ"], os.environ["PYTHONHASHSEED"], os.environ["MPLBACKEND"], sys.flags.utf8_mode)
print("USER" in os.environ, os.environ["HOME"] == os.path.expanduser("~"))
print("standard error", file=sys.stderr)"""


def stage_of(root, name):
    return root / ".press" / "stage" / name


def run(root, cells_by_name, **options):
    """Run notebooks of these cells, in order of name, and return the results by name."""
    package = load_package(root)
    shutil.rmtree(root / ".press" / "stage", ignore_errors=True)
    jobs = []
    for name, cells in cells_by_name.items():
        write(root, f"notebooks/{name}.ipynb", notebook(*cells))
        source = read_notebook(root, f"notebooks/{name}.ipynb", LANGUAGES)
        jobs.append(Job(source, stage_of(root, name), readable(package, source.tables, asked_in=source.path)))
    return dict(zip(cells_by_name, run_notebooks(root, jobs, LANGUAGES, **options), strict=True))


def opened(name, *cells):
    return [raw(FRONT), code(LOAD.replace('"lights")', f'"{name}")', 1)), *map(code, cells)]


@pytest.fixture(scope="module")
def root(tmp_path_factory):
    return make_tiny(tmp_path_factory.mktemp("notebooks"))


def test_what_draws_most_or_reads_most_takes_longest(root):
    write(root, "data/long.csv", "a" * 1_000_000)
    write(root, "notebooks/drawing.ipynb", notebook(raw(FRONT), code("#| label: one\nbook.figure()\nbook.figure()")))
    write(root, "notebooks/plain.ipynb", notebook(raw(FRONT), code("#| label: one\npass")))
    draws, plain = (read_notebook(root, f"notebooks/{name}.ipynb", LANGUAGES) for name in ("drawing", "plain"))
    read = Job(plain, root, ("data/long.csv", "data/missing.csv"))
    assert [job.effort(root) for job in (Job(draws, root, ()), read, Job(plain, root, ()))] == [2, 4, 0]


def test_nobody_spells_out_what_came_of_the_notebooks(root, monkeypatch):
    def spelled(run):
        pytest.fail(f"{run.job.notebook.name} was spelled out")

    monkeypatch.setattr(Run, "__repr__", spelled)
    assert run(root, {"lights": opened("lights")})["lights"].succeeded


@pytest.fixture(scope="module")
def runs(root):
    cells = {name: opened(name, source) for name, source in BAD.items()}
    cells |= {"lights": lights_cells(), "leaves": [raw(FRONT), code(LEAVES)], "leaves-not": [raw(FRONT), code(FINDS)]}
    cells |= {"steady": [raw(FRONT), code(STEADY)]}
    seen = []
    results = run(root, cells, kernels=1, progress=lambda *step: seen.append(step))
    return results | {"progress": seen}


def fault(runs, name):
    return str(runs[name].fault)


def printed(run):
    return "".join(out["text"] for cell in run.outputs for out in cell if out.get("name") == "stdout")


def test_a_notebook_that_raises_names_cell_line_source_and_traceback(runs, root):
    text = fault(runs, "raises")
    assert "cell 'boom', line 4 (value / 0): ZeroDivisionError: division by zero" in text
    assert "----> 4 value / 0" in text
    line = int(text.partition(".ipynb:")[2].partition(":")[0])
    assert (root / "notebooks/raises.ipynb").read_text().splitlines()[line - 1].strip() == '"value / 0"'


def test_a_syntax_error_names_its_line(runs):
    assert "cell 'boom', line 2 (value = = 1): SyntaxError" in fault(runs, "syntax")


def test_a_key_published_twice_is_said_without_traceback(runs):
    text = fault(runs, "twice")
    assert "'a' is published in cell 'boom' and again in cell 'boom'" in text
    assert "----" not in text


def test_reading_an_undeclared_file_names_the_file_and_the_cell(runs):
    assert "cell 'boom', line 3" in fault(runs, "undeclared")
    assert "reads 'index.qmd', which it does not declare" in fault(runs, "undeclared")


def test_an_unknown_table_is_answered_with_the_nearest(runs):
    assert "Did you mean lights" in fault(runs, "unlisted")


def test_a_process_that_ends_is_said_and_the_next_notebook_gets_a_new_one(runs):
    assert "cell 'boom' ended its Python process" in fault(runs, "dies")
    assert runs["nan"].fault


def test_a_missing_value_is_no_number(runs):
    assert "number 'a': the value is nan" in fault(runs, "nan")


def test_the_others_run_to_their_end(runs):
    assert [name for name in ("lights", "leaves", "leaves-not", "steady") if not runs[name].succeeded] == []


def test_nothing_of_one_notebook_reaches_the_next(runs):
    lines = printed(runs["leaves-not"]).splitlines()
    assert lines[:2] == ["False None notebooks", "60 1.5"]


def test_chance_begins_anew_in_each_notebook(runs):
    assert printed(runs["leaves-not"]).splitlines()[2] == printed(runs["leaves"]).strip()


def test_the_kernel_knows_neither_user_nor_time_zone(runs):
    assert printed(runs["steady"]).splitlines() == ["UTC 0 Agg 1", "False True"]


def test_standard_error_is_a_warning_and_no_output(runs, root):
    assert runs["steady"].warnings == ("standard error",)
    assert executed_copy(runs["steady"], root).count(b"standard error") == 1  # the code that writes it


def test_the_authors_file_is_not_touched(runs, root):
    assert (root / "notebooks/lights.ipynb").read_text() == notebook(*lights_cells())


def test_progress_ends_with_all_cells_of_each_notebook(runs):
    assert runs["progress"][-1] == ("steady", 2, 2)


def test_the_page_shows_code_and_results_together(runs):
    page = notebook_page(runs["lights"], "nb")
    web, _, pdf = page.partition('::::::\n\n:::::: {.content-visible when-format="typst"}')
    cell = web.partition("::::: {#cell-upkeep .cell}")[2].partition("\n:::::\n")[0]
    assert "```python\n#| label: upkeep" in cell
    assert '![](/figures/fig-upkeep.nb.svg){fig-alt="Søyler for «drift»; alle fyr 7' in cell
    assert "- `lights.total.upkeep`: {{< num lights.total.upkeep >}}" in web
    assert "{#tbl-counties}" not in page
    assert "| `upkeep` | figur `fig-upkeep` |" in pdf
    assert "| `counties` | tabell `tbl-counties`, 3 tall |" in pdf


def test_prose_of_the_other_language_is_left_out(runs):
    page = notebook_page(runs["lights"], "nb")
    assert "Slik regnes det" in page
    assert "How it is computed" not in page


def test_headings_begin_below_the_title_and_have_no_ids(runs):
    page = notebook_page(runs["lights"], "en")
    assert "\n## How it is computed\n" in page
    assert "\n### The picture\n" in page
    assert "sec-how" not in page


def test_the_copy_holds_results_but_nothing_of_the_run(runs, root):
    copy = executed_copy(runs["lights"], root).decode()
    assert '"execution_count": 4' in copy
    assert "image/svg+xml" in copy
    for trace in ("iopub", "press+json", str(root)):
        assert trace not in copy


def test_two_runs_give_the_same_copy_and_page(runs, root):
    first = executed_copy(runs["lights"], root), notebook_page(runs["lights"], "en")
    again = run(root, {"lights": lights_cells()}, kernels=1)["lights"]
    assert (executed_copy(again, root), notebook_page(again, "en")) == first


def test_a_notebook_that_hangs_is_stopped_and_the_next_one_runs(tmp_path):
    root = make_tiny(tmp_path)
    started = time.monotonic()
    results = run(root, {"a": [raw(FRONT), code("#| label: forever\nwhile True:\n    pass")],
                         "b": [raw(FRONT), code("#| label: x\nprint(1)")]}, kernels=1, cell_seconds=2)
    assert "cell 'forever' did not end within 2 seconds" in str(results["a"].fault)
    assert results["b"].succeeded
    assert time.monotonic() - started < 30


def test_an_interrupt_leaves_no_kernel_and_no_file(tmp_path):
    root = make_tiny(tmp_path)
    marker = tmp_path / "marker"
    source = f"#| label: wait\nimport os, time\nopen({str(marker)!r}, 'w').write(str(os.getpid()))\ntime.sleep(60)"
    write(root, "notebooks/lights.ipynb", notebook(raw(FRONT), code(source)))
    script = f"from pathlib import Path\nfrom press.compute import compute\ncompute(Path({str(root)!r}))"
    environment = {**os.environ, "TMPDIR": str(tmp_path), "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    process = subprocess.Popen([sys.executable, "-c", script], env=environment, stderr=subprocess.PIPE)
    kernel = wait_for(marker)
    process.send_signal(signal.SIGINT)
    _, error = process.communicate(timeout=30)
    assert b"KeyboardInterrupt" in error
    assert not Path(f"/proc/{kernel}").exists() or "Z" in Path(f"/proc/{kernel}/stat").read_text().split()[2]
    assert not (root / "figures").exists()
    assert list((root / ".press").glob("stage-*")) == []
    assert list(tmp_path.glob("press-*")) == []


def wait_for(marker):
    for _ in range(300):
        if marker.exists() and marker.read_text():
            return int(marker.read_text())
        time.sleep(0.1)
    raise TimeoutError(marker)
