"""What holds in every table of data/: both languages, periods in order, headings, numbering, no private person."""

import re

import pytest
from all_tables import DESCRIBED, given_tables, grouped, rows_of
from plain_list import DATA, SEEDS, seed

pytest_generate_tests = given_tables
needs_seeds = pytest.mark.skipif(not SEEDS.is_dir(), reason="the printed documents are not beside the repository")
TABLES = sorted(DESCRIBED)


def columns(name):
    return [field["name"] for field in DESCRIBED[name]["schema"]["fields"]]


# Languages

STEMS = [(name, column[:-3]) for name in TABLES for column in columns(name) if re.search("(?<!line)_en$", column)]


@pytest.mark.parametrize(("name", "stem"), STEMS)
def test_a_text_is_there_in_both_languages_or_in_neither(name, stem):
    half = [row for row in rows_of(name) if bool(row[f"{stem}_en"]) != bool(row[f"{stem}_nb"])]
    if (name, stem) == ("recipients", "abbreviation"):
        half = [row for row in half if row["name_en"] == row["name_nb"]]
    assert half == []


# Periods and ranges

ENDS = (("value", "value_to"), ("year", "year_to"), ("period_from", "period_to"), ("line", "line_to"),
        ("line_nb", "line_nb_to"), ("start_en", "end_en"), ("start_nb", "end_nb"), ("start", "end"))
SPANS = [(name, first, last) for name in TABLES for first, last in ENDS if {first, last} <= set(columns(name))]
NO_BEGINNING = {"country_roles_p3": 10, "project_reach": 1}
"""Rows for which the print gives only the year until which something holds."""


@pytest.mark.parametrize(("name", "first", "last"), SPANS)
def test_a_span_ends_no_earlier_than_it_begins(name, first, last):
    wrong, endless = [], 0
    for number, row in enumerate(rows_of(name), start=2):
        if row[last] and not row[first]:
            endless += 1
        elif row[last] and measured(row[last]) < measured(row[first]):
            wrong.append((number, row[first], row[last]))
    assert wrong == []
    assert endless == (NO_BEGINNING.get(name, 0) if first == "year" else 0)


def measured(text):
    """A number, or a month or time of day as it sorts; a year alone is its last month where it ends a span."""
    return (float(text), "") if re.fullmatch(r"[\d.]+", text) else (float(re.match(r"\d+", text)[0]), text)


# Headings

LIST_OF_PROJECTS = ("norad-2008-en", 2054)
"""The heading of Annex 3, which is the table of agreements itself."""


@needs_seeds
def test_every_heading_that_is_marked_in_the_text_is_listed(headings):
    listed = {(row["document"], int(row["line"])) for row in headings}
    marked = {
        (document, number)
        for document in ("norad-2008-en", "norad-2008-nb")
        for number, line in enumerate(seed(document), start=1)
        if re.match(r"\s*#+ ", line)
    }
    assert marked - listed <= {LIST_OF_PROJECTS}


@needs_seeds
def test_every_heading_listed_stands_on_its_line_but_for_names_of_evaluators(headings):
    missing = []
    for row in headings:
        number = int(row["line"])
        line = plain(" ".join(seed(row["document"])[number - 1 : number + 2]))
        if not all(plain(part) in line for part in re.split(r"\[[^\]]*\]", row["heading"])):
            missing.append((row["document"], row["line"], row["heading"]))
    assert missing == []


def plain(text):
    bare = re.sub(r"<[^>]*>|[*#\\¹²³⁰-⁹]", "", text).translate(str.maketrans("–’“”", "-'\"\""))
    return re.sub(r"\s+", " ", bare).strip()


def test_headings_stand_in_the_order_of_their_lines(headings):
    for document, rows in grouped(headings, "document").items():
        lines = [int(row["line"]) for row in rows]
        assert lines == sorted(set(lines)), document


# Numbering

NUMBERED = {
    ("action_plan_measures", "order"): ("plan",),
    ("action_plans", "order"): (),
    ("conclusions", "order"): (),
    ("evaluation_items", "order"): ("evaluation", "kind"),
    ("evaluations", "order"): (),
    ("lesson_groups", "order"): (),
    ("lesson_points", "order"): ("lesson",),
    ("lessons", "order"): (),
    ("project_items", "order"): ("project",),
    ("project_numbers", "order"): ("project", "edition"),
    ("projects", "order"): (),
    ("recipient_types", "order"): (),
    ("recommendation_groups", "order"): (),
    ("recommendations", "order"): ("group",),
    ("recommendations", "order_summary"): ("group",),
    ("regions", "order"): (),
    ("reviewed_project_items", "order"): ("project",),
    ("terms_of_reference", "order"): ("section",),
    ("trends_p2", "order"): (),
}


@pytest.mark.parametrize(("name", "column"), NUMBERED)
def test_rows_are_numbered_from_one_without_a_gap(name, column):
    for group, rows in grouped(rows_of(name), *NUMBERED[name, column]).items():
        assert sorted(int(row[column]) for row in rows) == list(range(1, len(rows) + 1)), group


def test_the_regions_of_the_ilo_are_numbered_from_nought_which_is_the_world(ilo_regions):
    assert sorted(int(row["order"]) for row in ilo_regions) == list(range(len(ilo_regions)))


# Private persons

FIRST_MET, LAST_MET = 3289, 3456
PERSONAL = {
    "an e-mail address": r"[\w.+-]+@[\w-]+\.\w+",
    "a phone number": r"\+\d{2}[ \d]{6,}|\b\d{2}( \d{2}){3}\b|\b[2-9]\d{2} \d{2} \d{3}\b|\b(tel|tlf|phone|mobil)\b\.?:",
}


@pytest.mark.parametrize("what", PERSONAL)
def test_no_table_holds(what):
    texts = {path.name: path.read_text(encoding="utf-8") for path in sorted(DATA.glob("*.csv"))}
    assert {name for name, text in texts.items() if re.search(PERSONAL[what], text, re.IGNORECASE)} == set()


def test_a_web_address_stands_only_among_works():
    texts = {path.name: path.read_text(encoding="utf-8") for path in DATA.glob("*.csv")}
    assert [name for name, text in texts.items() if re.search(r"https?://|www\.", text)] == ["works.csv"]


def names_met():
    """The names in the printed list of people met, as printed; participants have none there."""
    found = []
    for line in seed("norad-2008-en")[FIRST_MET:LAST_MET]:
        name, comma, _ = re.sub(r"[#*]", "", line).strip().partition(", ")
        if comma and ";" not in line and not line.rstrip().endswith(":"):
            found.append(name)
    return found


@needs_seeds
def test_the_people_named_in_print_are_those_counted_without_a_name(people_met):
    counted = sum(int(row["count"]) for row in people_met if row["role"] not in ("children", "adults"))
    assert len(names_met()) == counted


@needs_seeds
def test_nobody_who_was_met_is_named_anywhere_in_the_data():
    whole = "\n".join(path.read_text(encoding="utf-8") for path in sorted(DATA.rglob("*")) if path.is_file()).casefold()
    named = [name for name in names_met() if re.search(rf"\b{re.escape(name.casefold())}\b", whole)]
    assert len(named) == 0, f"{len(named)} names of annex 10.3 stand in data/"
