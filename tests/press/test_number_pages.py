from press.number_pages import number_page
from press.numbers import make_number


def page(*keys, lang="en", value=3, unit="count"):
    numbers = [
        make_number(key, value, unit, rule={"en": "All *rows*", "nb": "Alle rader"}, notebook="notebooks/lights.ipynb",
                    cell="totals", rows={"data/lights.csv": [2, 3, 5]}, languages=("en", "nb"))
        for key in keys
    ]
    return number_page(numbers, lang, numbers_page="annexes/numbers.html", notebook_page="annexes/notebook-%s.html")


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


def test_in_print_numbers_of_one_origin_say_it_once():
    print_part = page("a.b.x", "a.b.y").partition('when-format="typst"')[2]
    assert "`a.b.x` **3** (count). All \\*rows\\*.\\\n`a.b.y` **3** (count)." in print_part
    assert print_part.count("Cell `totals`") == 1


def test_a_rounded_value_is_given_exactly_too():
    assert "nøyaktig 0,333333333333" in page("a.b", value=1 / 3, unit="share", lang="nb")


def test_the_order_of_publishing_does_not_matter():
    assert page("a.b", "a.c") == page("a.c", "a.b")
