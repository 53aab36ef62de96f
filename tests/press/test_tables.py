import pytest

from press.errors import NotebookError
from press.tables import Column, NumberCell, Row, check_table, pipe_table, table_fragment

BOTH = {"en": "Light", "nb": "Fyr"}
COLUMNS = [Column("name", BOTH), Column("n", {"en": "Number", "nb": "Antall"}, kind="number")]


def check(name="tbl-a", columns=COLUMNS, rows=()):
    check_table(name, columns, rows, ("en", "nb"), "notebooks/a.ipynb")


def test_numbers_stand_to_the_right_and_text_to_the_left():
    rule = pipe_table(COLUMNS, [], "en", str).splitlines()[1]
    assert [(cell[0], cell[-1]) for cell in rule.strip("|").split("|")] == [(":", "-"), ("-", ":")]


def test_the_rule_is_wider_than_pandocs_line_so_that_widths_hold():
    assert len(pipe_table(COLUMNS, [], "en", str).splitlines()[1]) > 80


def test_asked_widths_are_kept_in_proportion():
    columns = [Column("a", BOTH, width=3), Column("b", BOTH, width=1)]
    wide, narrow = pipe_table(columns, [], "en", str).splitlines()[1].strip("|").split("|")
    assert len(wide) == 3 * len(narrow)


def test_a_cell_is_text_words_by_language_a_number_or_nothing():
    rows = [Row({"name": "a|b", "n": NumberCell("k", "words")}), Row({"name": {"en": "x", "nb": "y"}})]
    lines = pipe_table(COLUMNS, rows, "nb", lambda key, form: f"<{key} {form}>").splitlines()
    assert lines[2:] == [r"| a\|b | <k words> |", "| y |  |"]


def test_a_total_is_bold_and_its_empty_cells_stay_empty():
    assert pipe_table(COLUMNS, [Row({"name": "All"}, total=True)], "en", str).splitlines()[2] == "| **All** |  |"


def test_the_fragment_ends_with_where_it_was_made():
    assert table_fragment("tbl-a", "| x |\n", "Words") == (
        "| x |\n\n: Words {#tbl-a}\n\n::: {.made}\n{{< made tbl-a >}}\n:::\n"
    )


def test_all_faults_of_a_table_come_at_once():
    rows = [Row({"nam": "x", "n": 5})]
    with pytest.raises(NotebookError) as caught:
        check("table", [Column("name", {"en": "x"}), Column("n", BOTH)], rows)
    text = str(caught.value)
    for part in ("no id for a table", "heading of 'name' is missing in nb", "Did you mean name", "holds 5"):
        assert part in text


def test_two_columns_of_one_id_are_refused():
    with pytest.raises(NotebookError, match="two have one id"):
        check(columns=[Column("a", BOTH), Column("a", BOTH)])
