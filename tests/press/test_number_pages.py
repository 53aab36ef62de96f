import csv

from press.number_pages import number_page, number_table
from press.numbers import make_number


def numbers(*keys, value=3, unit="count"):
    return [
        make_number(key, value, unit, rule={"en": "All *rows*", "nb": "Alle rader"}, notebook="notebooks/lights.ipynb",
                    cell="totals", rows={"data/lights.csv": [2, 3, 5]}, languages=("en", "nb"))
        for key in keys
    ]


def page(*keys, lang="en", **kind):
    pages = {"numbers_page": "annexes/numbers.html", "notebook_page": "annexes/notebook-%s.html"}
    return number_page(numbers(*keys, **kind), lang, **pages)


def test_entries_are_grouped_by_the_first_parts_of_the_key():
    text = page("b.x", "a.region.x.amount", "a.region.y.amount", "a.total", "a.all")
    heads = [line for line in text.splitlines() if line.startswith("#")]
    assert heads == [f"## {name} {{.unnumbered .unlisted}}" for name in ("a", r"a\.region", "b")]


def test_each_entry_has_an_anchor_on_the_web_only_once():
    assert page("a.total-sum").count("{#n-a-total-sum}") == 1


def test_an_entry_leads_to_its_cell_in_the_same_folder():
    assert "[`totals`](notebook-lights.html#cell-totals)" in page("a.b")


def test_an_entry_says_value_unit_rule_and_lines():
    assert "**3** (count). All \\*rows\\*. Cell [" in page("a.b")
    assert "`data/lights.csv`, lines 2–3, 5." in page("a.b")


def test_a_unit_that_the_value_names_is_not_said_again():
    assert "**NOK\u00a03**. All" in page("a.b", unit="NOK")


def test_the_page_is_for_the_web_only():
    assert page("a.b").startswith('::: {.content-visible when-format="html"}')
    assert page("a.b").count(":::") == 2


def test_the_table_has_a_row_for_each_number_with_its_texts_and_rules():
    rows = list(csv.DictReader(number_table(numbers("b.x", "a.y"), ["en", "nb"]).splitlines()))
    assert [row["key"] for row in rows] == ["a.y", "b.x"]
    assert rows[0] == {
        "key": "a.y", "value": "3", "unit": "count", "text_en": "3", "text_nb": "3", "rule_en": "All *rows*",
        "rule_nb": "Alle rader", "notebook": "notebooks/lights.ipynb", "cell": "totals",
        "rows": "data/lights.csv: 2–3, 5",
    }


def test_no_text_of_the_table_is_a_formula():
    hostile = make_number("a.b", -3, "count", rule={"en": "=1+1", "nb": "@SUM(A1)"}, notebook="notebooks/lights.ipynb",
                          cell="-a", rows={}, languages=("en", "nb"))
    [row] = csv.DictReader(number_table([hostile], ["en", "nb"]).splitlines())
    assert [row[name] for name in ("value", "rule_en", "rule_nb", "cell")] == ["-3", "'=1+1", "'@SUM(A1)", "'-a"]


def test_a_rounded_value_is_given_exactly_too():
    assert "nøyaktig 0,333333333333" in page("a.b", value=1 / 3, unit="share", lang="nb")


def test_the_order_of_publishing_does_not_matter():
    assert page("a.b", "a.c") == page("a.c", "a.b")
