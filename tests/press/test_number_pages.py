import csv
import json
import re
from dataclasses import replace

from press.number_pages import number_register, number_table
from press.numbers import make_number


def numbers(*keys, value=3, unit="count"):
    return [
        make_number(key, value, unit, rule={"en": "All *rows*", "nb": "Alle rader"}, notebook="notebooks/lights.ipynb",
                    cell="totals", rows={"data/lights.csv": [2, 3, 5]}, languages=("en", "nb"))
        for key in keys
    ]


PAGES = {"numbers_page": "annexes/numbers.html", "notebook_page": "annexes/notebook-%s.html"}


def groups(*keys, lang="en", **kind):
    return json.loads(number_register(numbers(*keys, **kind), lang, **PAGES))


def register(*keys, **how):
    return "\n".join(line for group in groups(*keys, **how) for line in group["html"])


def test_entries_are_grouped_by_the_first_parts_of_the_key():
    found = groups("b.x", "a.region.x.amount", "a.region.y.amount", "a.total", "a.all")
    assert [group["name"] for group in found] == ["a", "a.region", "b"]
    keys = re.findall(r"<dt [^>]*><code>(.*)</code>", "\n".join(found[0]["html"]))
    assert keys == ["a.all", "a.total"]


def test_each_entry_has_an_anchor_only_once():
    assert register("a.total-sum").count('id="n-a-total-sum"') == 1


def test_an_entry_leads_to_its_cell_in_the_same_folder():
    assert '<a href="notebook-lights.html#cell-totals"><code>totals</code></a>' in register("a.b")


def test_an_entry_says_value_unit_rule_and_lines():
    assert "<strong>3</strong> (count). All *rows*. Cell <a" in register("a.b")
    assert "<code>data/lights.csv</code>, lines 2–3, 5.</dd>" in register("a.b")


def test_a_unit_that_the_value_names_is_not_said_again():
    assert "<strong>NOK\u00a03</strong>. All" in register("a.b", unit="NOK")


def test_text_from_data_is_text():
    [hostile] = numbers("a.b")
    hostile = replace(hostile, rule={"en": "<script>alert(1)</script> {{ 1 }} & all", "nb": "Alle"})
    [group] = json.loads(number_register([hostile], "en", **PAGES))
    html = "\n".join(group["html"])
    assert "<dd><strong>3</strong> (count). &lt;script&gt;alert(1)&lt;/script&gt; {{ 1 }} &amp; all." in html


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
    assert "nøyaktig 0,333333333333" in register("a.b", value=1 / 3, unit="share", lang="nb")


def test_the_order_of_publishing_does_not_matter():
    assert register("a.b", "a.c") == register("a.c", "a.b")
