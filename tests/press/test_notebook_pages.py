"""Pages of results that are made up here; those of real kernels are looked at in test_notebooks."""

import json
from dataclasses import replace

import pytest
from tiny import FRONT, code, notebook, raw, text, write

from press.errors import NotebookError
from press.notebook_pages import executed_copy, notebook_page
from press.notebook_source import read_notebook
from press.notebooks import Job, Run


def result(tmp_path, output, *, source="#| label: a\n1", prose="# Words"):
    write(tmp_path, "notebooks/a.ipynb", notebook(raw(FRONT), text(prose), code(source)))
    job = Job(read_notebook(tmp_path, "notebooks/a.ipynb", ("en", "nb")), tmp_path / ".press" / "stage" / "a", ())
    return Run(job, ((), (), (output,)), (), 0.1)


def shows(value):
    return {"output_type": "execute_result", "data": {"text/plain": value}, "metadata": {}, "execution_count": 3}


def test_a_memory_address_names_its_cell(tmp_path):
    with pytest.raises(NotebookError, match="cell 'a' shows a memory address"):
        executed_copy(result(tmp_path, shows("<object object at 0x7f00aa>")), tmp_path)


def test_the_projects_folder_in_an_output_names_its_cell(tmp_path):
    with pytest.raises(NotebookError, match="cell 'a' shows where the project lies"):
        executed_copy(result(tmp_path, shows(f"{tmp_path}/data")), tmp_path)


def test_counts_begin_with_one_whatever_the_kernel_says(tmp_path):
    cells = json.loads(executed_copy(result(tmp_path, shows("x")), tmp_path))["cells"]
    assert cells[2]["execution_count"] == cells[2]["outputs"][0]["execution_count"] == 1


def test_a_shortcode_in_code_or_output_is_only_text(tmp_path):
    page = notebook_page(result(tmp_path, shows("{{< num x >}}"), source='#| label: a\n"{{< num x >}}"'), "en")
    assert "{{<" not in page


def test_backquotes_in_an_output_do_not_end_its_block(tmp_path):
    assert "````\n```\nx\n````" in notebook_page(result(tmp_path, shows("```\nx")), "en")


def test_a_comment_in_code_is_no_heading(tmp_path):
    page = notebook_page(result(tmp_path, shows("x"), prose="### Deep\n\n```\n# comment\n```"), "en")
    assert "\n## Deep\n" in page
    assert "\n# comment\n" in page


def test_a_heading_keeps_its_classes(tmp_path):
    page = notebook_page(result(tmp_path, shows("x"), prose="# Words {#sec-x .unnumbered}"), "en")
    assert "## Words {.unnumbered}" in page


@pytest.mark.parametrize(("rows", "shown"), [(3, True), (300, False)])
def test_a_long_table_is_shown_in_its_chapter_only(tmp_path, rows, shown):
    run = replace(result(tmp_path, shows("x")), published=({"kind": "table", "id": "tbl-lamps", "cell": "a"},))
    run.job.stage.mkdir(parents=True, exist_ok=True)
    lamps = "| lamp |\n|:--|\n" + "| oil |\n" * rows + "\n: Lamps. {#tbl-lamps}\n"
    (run.job.stage / "tbl-lamps.en.md").write_text(lamps)
    page = notebook_page(run, "en")
    assert ("| oil |" in page) == shown
    assert ("@Tbl-lamps has 300 rows." in page) == (not shown)
