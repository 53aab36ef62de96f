"""The tables of data/ hold what is printed, line by line and word by word."""

import re

import pytest
from plain_list import PRINTED_IN, SEEDS, kroner, portfolio_claims, seed, table

AGREEMENTS, CLAIMS, LEFT_OUT = table("agreements"), portfolio_claims(), table("left_out")
FIRST_LINE, LAST_LINE = 2056, 2259
needs_seeds = pytest.mark.skipif(not SEEDS.is_dir(), reason="the printed documents are not beside the repository")


def test_agreements_and_left_out_cover_every_line_of_the_list_once():
    covered = [int(row["line"]) for row in AGREEMENTS]
    for row in LEFT_OUT:
        covered.extend(range(int(row["line"]), int(row["line_to"]) + 1))
    assert sorted(covered) == list(range(FIRST_LINE, LAST_LINE + 1))


@needs_seeds
def test_every_printed_cell_is_what_the_print_has_on_that_line():
    wrong = {}
    for row in AGREEMENTS:
        cells = seed(row["document"])[int(row["line"]) - 1].split("\t")
        cells += [""] * (len(PRINTED_IN) - len(cells))
        held = [row[name] for name in PRINTED_IN.values()]
        if not all(same_but_for_a_name(ours.strip(), theirs.strip()) for ours, theirs in zip(held, cells, strict=True)):
            wrong[row["agreement"]] = (held, cells)
    assert wrong == {}


def same_but_for_a_name(ours, theirs):
    pattern = re.escape(ours).replace(re.escape("[name]"), r"[^\W\d_]+ [^\W\d_]+")
    return re.fullmatch(pattern, theirs) is not None


@needs_seeds
def test_every_line_left_out_has_the_text_it_is_said_to_have():
    wrong = {}
    for row in LEFT_OUT:
        for line in range(int(row["line"]), int(row["line_to"]) + 1):
            plain = re.sub(r"</?b>", "", seed(row["document"])[line - 1])
            shown = " | ".join(cell.strip() for cell in plain.split("\t") if cell.strip())
            if shown != row["text"]:
                wrong[line] = shown
    assert wrong == {}


def test_the_subtotal_left_out_is_the_sum_of_the_two_rows_above_it():
    [subtotal] = [row for row in LEFT_OUT if row["text"].isdigit()]
    above = [row for row in AGREEMENTS if int(row["line"]) in (int(subtotal["line"]) - 1, int(subtotal["line"]) - 2)]
    assert kroner(above) == int(subtotal["text"])


@needs_seeds
@pytest.mark.parametrize("rows", [CLAIMS, AGREEMENTS, LEFT_OUT], ids=["claims", "agreements", "left_out"])
def test_every_line_exists_in_its_document(rows):
    wrong = [row for row in rows if not 1 <= int(row["line"]) <= len(seed(row["document"]))]
    assert wrong == []


@needs_seeds
def test_the_words_of_every_claim_stand_on_its_line():
    wrong = {}
    for row in CLAIMS:
        if row["printed"].startswith("["):
            continue
        line = seed(row["document"])[int(row["line"]) - 1]
        plain = re.sub(r"<[^>]*>|\*", "", line).replace("--", "–").replace("–", "-")
        if row["printed"].replace("–", "-") not in plain:
            wrong[row["claim"]] = (row["printed"], plain[:80])
    assert wrong == {}


def test_a_claim_is_in_the_language_of_its_document():
    languages = {row["document"]: row["language"] for row in table("documents")}
    assert [row["claim"] for row in CLAIMS if languages[row["document"]] != row["edition"]] == []


def test_the_value_of_a_claim_in_figures_is_the_printed_figure():
    wrong = {}
    for row in CLAIMS:
        found = re.search(r"\d[\d.,/ ]*", row["printed"])
        if not found or row["kind"] in ("period", "rank") or row["printed"].startswith("["):
            continue
        if abs(figure(found[0].strip(), row) - float(row["value"])) > 1e-6:
            wrong[row["claim"]] = (row["printed"], row["value"])
    assert wrong == {}


def figure(text, row):
    if "/" in text:
        above, below = text.split("/")
        return round(int(above) / int(below), 6)
    value = float(text.replace(" ", "").replace(",", "."))
    if "%" in row["printed"]:
        return value / 100
    return value * 1e6 if "mill" in row["printed"] else value


def test_a_period_begins_before_it_ends():
    assert [row["claim"] for row in CLAIMS if row["value_to"] and float(row["value"]) > float(row["value_to"])] == []
