"""Claims, facts and printed tables hold the numbers of their printed words, and the words stand on their line."""

import re
from functools import cache

import pytest
from all_tables import DESCRIBED, given_tables, rows_of
from plain_list import SEEDS, seed
from printed_figures import figures, vague

pytest_generate_tests = given_tables
needs_seeds = pytest.mark.skipif(not SEEDS.is_dir(), reason="the printed documents are not beside the repository")

CLAIMED_OTHERWISE = {
    "P1A014": (6, "fewest: the last of six regions"),
    "P1A020": (2, "other, after one that is named first"),
    "P1A032": (2, "thereafter"),
    "P1A038": (6, "fewest: the last of six regions"),
    "P1B001": (7.5, "the middle of the range, half its width being the precision"),
    "P1B051": (1999, "the line gives the first year of the support elsewhere"),
    "P1B057": (1, "solely: the whole"),
    "Q036": (2.5, "other major: second or third"),
    "Q037": (2.5, "other major: second or third"),
    "Q090": (2.5, "other major: second or third"),
    "Q091": (2.5, "other major: second or third"),
    "P2A016": (2, "three named as the most common"),
    "P2A122": (2, "three named as the most common"),
    "P2A126": (3, "a compound of three and year"),
    "P2B045": (1.5, "two named as the main focus"),
    "P2B097": (2, "three named as the most important"),
    "P2B156": (2, "three named as the main emphasis"),
    "P2B212": (2, "three named as the most important"),
    "P3A006": (120, "a decade in months"),
    "P3A008": (1.5, "two named as the emphasis"),
    "P3A021": (12, "a year in months"),
    "P3A026": (2, "two elements named by letter"),
    "P3A057": (3, "the third of the grades of the source"),
    "P3A058": (3, "the third of the grades of the source"),
    "P3A060": (2, "the second of the grades of the source"),
    "P3A061": (2, "the second of the grades of the source"),
    "P3A063": (2, "the second of the grades of the source"),
    "P3A064": (2, "the second of the grades of the source"),
    "P3A065": (1995, "the middle of the nineties"),
    "P3A066": (1, "one exception named"),
    "P3A077": (2000, "the first decade of the century"),
    "P3A101": (51, "two years that are printed one by one"),
    "P3A106": (8, "two years that are printed one by one"),
    "P3A146": (44, "two partners, whose groups are printed one by one"),
    "P3A147": (9, "a group under five is printed in a sum only"),
    "P3A158": (1.5, "first or second"),
    "P3A252": (10, "a group under five is printed in a sum only"),
    "P3A268": (0, "less than a limit: from nought"),
    "P3A299": (0, "not in any"),
    "P3B057": (2_000_000, "several million: at least two"),
    "P3B058": (2_000_000, "multi-million: at least two"),
    "P3B062": (10, "a decade"),
    "P3B079": (10, "the days from the first date to the last"),
    "P3B082": (7, "the days from the first date to the last"),
}
STATED_OTHERWISE = {
    "p1b-regional-actors-all": (4, "one named, and three more"),
    "p1b-sida-implementation-end": (1999, "the line gives the first year of the support elsewhere"),
    "p1b-sida-through-iom": (1, "solely: the whole"),
    "p1b-ilo-only-tripartite": (1, "unique: the first place"),
    "p3a-palermo-child-elements": (2, "two elements named by letter"),
    "p3a-unodc-data-period": (1995, "the middle of the nineties"),
    "p3a-project-span": (12, "a year in months"),
    "p3a-prosecution-exception": (1, "one exception named"),
    "p3b-business-worth": (2_000_000, "multi-million: at least two"),
    "p3b-research-projects-other": (3, "all of the three named before"),
    "p3b-victims-world": (2_000_000, "several million: at least two"),
}
"""A line that belongs to two chapters of the data; its fact stands in both."""


def stands(value, words, unit, lang):
    return any(abs(value - found) <= max(1e-6, 1e-9 * abs(value)) for found in figures(words, unit, lang))


def misread(row, ends=("value", "value_to")):
    """The ends of a row that its words do not state; names that stand in square brackets are counted."""
    lang = row["document"][-2:]
    given = [float(row[end]) for end in ends if row.get(end)]
    words, unit = row["printed"], row.get("unit", "")
    if words.startswith("[") and not figures(words, unit, lang) - {1}:
        return [value for value in given if value != len(re.split(", | and ", words))]
    return [value for value in given if not stands(value, words, unit, lang)]


def test_a_claim_with_a_figure_has_the_value_of_its_words(claims):
    wrong = {
        row["claim"]: (row["printed"], misread(row))
        for row in claims
        if row["claim"] not in CLAIMED_OTHERWISE and not is_place(row) and not is_vague(row) and misread(row)
    }
    assert wrong == {}


@pytest.mark.parametrize("claim", CLAIMED_OTHERWISE)
def test_a_claim_that_is_read_otherwise_has_the_value_that_its_reason_gives(claim, claims):
    [row] = [row for row in claims if row["claim"] == claim]
    assert float(row["value"]) == CLAIMED_OTHERWISE[claim][0]


def is_place(row):
    """A superlative without a figure is the first place."""
    return row["kind"] == "rank" and float(row["value"]) == 1


def is_vague(row):
    """A share without a figure, with the value and precision that its words always have."""
    return row["kind"] == "share" and vague(row["printed"]) == (float(row["value"]), float(row["precision"]))


def test_a_fact_has_the_value_of_its_words(facts):
    wrong = {
        row["fact"]: (row["printed"], misread(row))
        for row in facts
        if row["fact"] not in STATED_OTHERWISE and not is_first(row) and not is_more_than_half(row) and misread(row)
    }
    assert wrong == {}


@pytest.mark.parametrize("fact", STATED_OTHERWISE)
def test_a_fact_that_is_read_otherwise_has_the_value_that_its_reason_gives(fact, facts):
    [row] = [row for row in facts if row["fact"] == fact]
    assert float(row["value"]) == STATED_OTHERWISE[fact][0]


def is_first(row):
    return row["unit"] == "rank" and float(row["value"]) == 1


def is_more_than_half(row):
    return row["unit"] == "share" and bool(vague(row["printed"])) and float(row["value"]) == 0.5


def test_what_a_donor_gave_is_what_its_words_say_or_what_they_name(donor_money):
    assert [row["row"] for row in donor_money if misread(row)] == ["M07"]
    [named] = [row for row in donor_money if row["row"] == "M07"]
    assert float(named["value"]) == len(re.split(", | and ", named["printed"]))


def test_a_cell_of_the_table_of_databases_is_what_is_printed(victims_databases):
    assert [(row["line"], row["database"], row["category"]) for row in victims_databases if misread(row)] == []


def test_a_number_of_victims_by_region_is_what_is_printed(victims_regions):
    assert [row["region"] for row in victims_regions if misread(row, ends=("persons",))] == []


# Precision: half the step of the last printed digit

ROUNDED = {
    **dict.fromkeys(("P1A010", "P1A034", "P1A076"), 50_000),
    **dict.fromkeys(("P1A107", "P1A108", "P1A109", "P1A110", "P1A111"), 5_000),
    **dict.fromkeys(("P3A143",), 5_000),
    **dict.fromkeys(("P3A009", "Q082"), 500_000),
    **dict.fromkeys(("P3A052", "P3A238", "P3A244", "P3A247"), 500),
    **dict.fromkeys(("P3A232",), 50),
    **dict.fromkeys(("Q061", "Q071", "P3A109", "P3A205", "P3B078"), 5),
    **dict.fromkeys(("P1A056",), 500_000_000),
    **dict.fromkeys(("P1B001",), 2.5),
    **dict.fromkeys(("P1A104", "P2B009", "P2B124", "P3A268", "P3B058"), 0),
    **dict.fromkeys(("P2B025", "P2B139", "P3A114", "P3B077"), 0),
}
"""Numbers that are round in print, with half the step they are taken to be rounded to; a limit is exact."""

WIDE_PLACES = {
    **dict.fromkeys(("Q036", "Q037", "Q090", "Q091", "P2B045", "P3A008", "P3A158"), 0.5),
    **dict.fromkeys(("P2A016", "P2A122", "P2B097", "P2B156", "P2B212"), 1),
    **dict.fromkeys(("P1A120", "P1B089", "P1B091", "P3B020", "P3B049", "P3B093", "P3B094", "P3B095"), 2),
}
"""Places that the words leave open."""


def test_a_claim_is_as_precise_as_its_last_printed_digit(claims):
    wrong = {
        row["claim"]: (row["printed"], row["precision"], expected_precision(row))
        for row in claims
        if abs(float(row["precision"]) - expected_precision(row)) > 1e-9
    }
    assert wrong == {}


def expected_precision(row):
    stated = {**ROUNDED, **WIDE_PLACES}.get(row["claim"])
    if stated is not None:
        return stated
    words = row["printed"].lower()
    figure = re.search(r"\d+(?:[.,\xa0 ]\d{3})*(?:[.,](\d{1,2})(?!\d))?", words)
    step = 0.5 / 10 ** len(figure[1] or "") if figure else 0.5
    if row["kind"] == "share":
        return share_precision(words, step)
    if figure and "mill" in words:
        return step * 10**6
    return 0.5 if row["kind"] == "amount" else 0


def share_precision(words, step):
    if re.search(r"\d ?(%|per ?cent|prosent)", words):
        return step / 100
    if re.search(r"third|2/3|tredel", words):
        return 0.033
    if "half" in words or "halvparten" in words:
        return 0.05
    return (vague(words) or (0, 0))[1]


# Words on their line

QUOTING = ("claims", "facts", "donor_money", "victims_databases", "victims_regions", "profits_regions", "works")


@needs_seeds
@pytest.mark.parametrize("name", QUOTING)
def test_every_printed_word_stands_on_its_line_but_for_ours_in_brackets(name):
    missing = {}
    for number, row in enumerate(rows_of(name), start=2):
        line = printed_line(row["document"], int(row["line"]))
        words = [plain(part) for part in re.split(r"\[[^\]]*\]|…", row["printed"])]
        if not all(part in line for part in words):
            missing[f"{name}.csv:{number}"] = (row["printed"], line[:80])
    assert missing == {}


YEARS = ("year", "year_to", "year_adopted", "period_from", "period_to")
READ_ELSEWHERE = {
    ("action_plans", "year_to"): 1,
    ("actor_activities", "year"): 1,
    ("actor_activities", "year_to"): 1,
    ("assistance_cases", "period_from"): 1,
    ("country_roles_p3", "year"): 19,
    ("country_roles_p3", "year_to"): 6,
    ("donor_money", "year"): 4,
    ("donor_money", "year_to"): 4,
    ("evaluations", "year"): 7,
    ("evaluations", "year_to"): 5,
    ("facts", "year"): 57,
    ("facts", "year_to"): 9,
    ("instruments", "year_adopted"): 2,
    ("project_reach", "year"): 9,
    ("project_reach", "year_to"): 9,
    ("section_priorities", "year"): 3,
    ("victims_identified", "year"): 1,
    ("victims_identified", "year_to"): 1,
    ("works", "year"): 5,
}
"""How many years of a column are not on the line of their row: the sentence before has them, or only months."""
DATED = [
    (name, column["name"])
    for name, about in DESCRIBED.items()
    for column in about["schema"]["fields"]
    if column["name"] in YEARS and name not in ("agreements", "action_plan_measures")
]


@needs_seeds
@pytest.mark.parametrize(("name", "column"), DATED)
def test_a_year_stands_on_its_line_or_in_what_is_cited_for_all_but_so_many_rows(name, column):
    rows = [row for row in rows_of(name) if row[column]]
    elsewhere = [(row["line"], row[column]) for row in rows if not is_dated(row, row[column][:4])]
    assert len(elsewhere) == READ_ELSEWHERE.get((name, column), 0), elsewhere


def is_dated(row, year):
    first, last = int(row["line"]), int(row.get("line_to") or row["line"])
    short = rf"{year[:2]}\d\d ?[-/] ?{year[2:]}\b"
    texts = (*(printed_line(row["document"], line) for line in range(first, last + 1)), row.get("cited") or "")
    return any(year in text or re.search(short, text) for text in texts)


@needs_seeds
def test_a_note_of_a_work_is_the_one_that_stands_on_its_line(works):
    noted = [row for row in works if row["where"] == "note" and row["document"] == "norad-2008-en"]
    begins = {row["entry"]: seed(row["document"])[int(row["line"]) - 1] for row in noted}
    assert [row["entry"] for row in noted if not re.match(rf"\D*{row['note_number']}\b", begins[row["entry"]])] == []


@cache
def printed_line(document, line):
    return plain(seed(document)[line - 1])


@cache
def plain(text):
    """Text without marks, in one kind of dash, quote and space."""
    bare = re.sub(r"<[^>]*>|[*\\]", "", text).replace("--", "-").translate(str.maketrans("–’“”", "-'\"\""))
    return re.sub(r"\s+", " ", bare).strip()
