"""The words of data/: both languages, typography, private persons, and the numbers that data/README.md states."""

import csv
import re
from collections import Counter

import pytest
from plain_list import DATA, KEPT, SEEDS, kroner, listed, seed, table

AGREEMENTS, CORRECTIONS = table("agreements"), table("corrections")
BY_NUMBER = {row["agreement"]: row for row in AGREEMENTS}
needs_seeds = pytest.mark.skipif(not SEEDS.is_dir(), reason="the printed documents are not beside the repository")


def own_texts():
    """Every text of ours, by language: (language, table, line, column, text)."""
    for name in sorted(KEPT):
        for line, row in enumerate(table(name), start=2):
            if name == "claims" and not row["claim"].startswith("Q"):
                continue
            for column, text in row.items():
                lang = column if name in ("terms", "labels") else column.rpartition("_")[2]
                if lang in ("en", "nb") and text:
                    yield lang, name, line, column, text


def test_both_languages_are_filled_wherever_one_is():
    half = []
    for name in sorted(KEPT):
        for line, row in enumerate(table(name), start=2):
            pairs = [("en", "nb")] if "nb" in row else [(c, f"{c[:-3]}_nb") for c in row if c.endswith("_en")]
            pairs = [pair for pair in pairs if pair[0] != "abbreviation_en"]
            half += [(name, line, one) for one, other in pairs if bool(row[one]) != bool(row[other])]
    assert half == []


def test_a_recipient_is_shortened_in_one_language_alone_only_where_its_names_differ():
    one = [row for row in table("recipients") if bool(row["abbreviation_en"]) != bool(row["abbreviation_nb"])]
    assert [row["code"] for row in one if row["name_en"] == row["name_nb"]] == []


@pytest.mark.parametrize(
    ("name", "stem"),
    [
        ("countries", "label"),
        ("regions", "label"),
        ("recipients", "name"),
        ("recipient_types", "label"),
        ("donor_units", "label"),
        ("sections", "label"),
        ("corrections", "reason"),
        ("left_out", "reason"),
        ("claims", "subject"),
        ("documents", "title"),
        ("regions", "rule"),
        ("recipient_types", "description"),
    ],
)
def test_labels_and_reasons_are_filled_in_both_languages(name, stem):
    assert [row for row in table(name) if not (row[f"{stem}_en"] and row[f"{stem}_nb"])] == []


@pytest.mark.parametrize("lang", ["en", "nb"])
@pytest.mark.parametrize(
    ("name", "stem"),
    [
        ("countries", "label"),
        ("regions", "label"),
        ("recipients", "name"),
        ("recipient_types", "label"),
        ("donor_units", "label"),
        ("sections", "label"),
    ],
)
def test_no_two_codes_of_a_table_have_the_same_label(name, stem, lang):
    assert [label for label, n in Counter(row[f"{stem}_{lang}"] for row in table(name)).items() if n > 1] == []


@pytest.mark.parametrize("lang", ["en", "nb"])
def test_no_two_recipients_have_the_same_short_name_in_a_chart(lang):
    names = Counter(row[f"abbreviation_{lang}"] or row[f"name_{lang}"] for row in table("recipients"))
    assert [name for name, n in names.items() if n > 1] == []


@pytest.mark.parametrize("lang", ["en", "nb"])
def test_a_term_is_listed_once(lang):
    assert [term for term, n in Counter(row[lang] for row in table("terms")).items() if n > 1] == []


def test_no_text_of_ours_has_straight_double_quotes():
    assert [found for found in own_texts() if '"' in found[-1]] == []


def test_norwegian_texts_quote_with_guillemets():
    assert [found for found in own_texts() if found[0] == "nb" and re.search("[“”„]", found[-1])] == []


def test_year_ranges_have_an_en_dash():
    assert [found for found in own_texts() if re.search(r"\b(19|20)\d\d ?- ?(19|20)?\d\d\b", found[-1])] == []


def test_norwegian_texts_say_menneskehandel_and_never_trafficking_outside_a_name():
    wrong = [f for f in own_texts() if f[0] == "nb" and f[3] != "name_nb" and re.search(r"trafficking", f[-1], re.I)]
    assert wrong == []


def test_numbers_in_norwegian_texts_are_grouped_with_a_space_and_never_with_a_comma():
    assert [found for found in own_texts() if found[0] == "nb" and re.search(r"\d,\d{3}\b", found[-1])] == []


def test_numbers_in_english_texts_are_grouped_with_a_comma():
    assert [
        found for found in own_texts() if found[0] == "en" and re.search(r"\b\d{1,3}[ \u00a0]\d{3}\b", found[-1])
    ] == []


# Private persons

PERSONAL = {
    "an e-mail address": r"[\w.+-]+@[\w-]+\.\w+",
    "a web address": r"https?://|www\.",
    "a phone number": r"\+\d{2}[ \d]{6,}|\b\d{2}( \d{2}){3}\b|\b[2-9]\d{2} \d{2} \d{3}\b|\b(tel|tlf|phone|mobil)\b\.?:",
}


@pytest.mark.parametrize("what", PERSONAL)
def test_no_file_of_the_portfolio_holds(what):
    found = {}
    for path in (DATA / "README.md", *KEPT.values()):
        for line, text in enumerate(path.read_text(encoding="utf-8").split("\n"), start=1):
            if re.search(PERSONAL[what], text, re.IGNORECASE):
                found[f"{path.name}:{line}"] = text[:100]
    assert found == {}


def test_a_name_left_out_is_marked_in_the_title_and_explained():
    marked = {row["agreement"] for row in AGREEMENTS if "[name]" in row["title_printed"]}
    explained = {row["agreement"] for row in CORRECTIONS if row["kind"] == "privacy" and row["column"] == "title"}
    assert marked == explained
    assert len(marked) == 3


def test_the_mark_of_a_name_stands_in_no_other_column():
    assert [
        r["agreement"] for r in AGREEMENTS for c, text in r.items() if "[name]" in text and c != "title_printed"
    ] == []


@needs_seeds
def test_no_name_left_out_stands_anywhere_in_the_data():
    hidden = set()
    for row in AGREEMENTS:
        if "[name]" in row["title_printed"]:
            before, after = row["title_printed"].split("[name]")
            printed = seed(row["document"])[int(row["line"]) - 1].split("\t")[5]
            hidden.add(printed.removeprefix(before).removesuffix(after).strip().casefold())
    assert all(hidden)
    for path in (path for path in sorted(DATA.rglob("*")) if path.is_file()):
        text = path.read_text(encoding="utf-8").casefold()
        assert not [name for name in hidden if name in text], path.name


# What data/README.md says of the data

README = " ".join((DATA / "README.md").read_text(encoding="utf-8").split())


@pytest.mark.parametrize(
    ("words", "select"),
    [
        ("Turkey {}", lambda row: row["country"] == "TUR"),
        ("Armenia {}", lambda row: row["country"] == "ARM"),
        ("Kyrgyzstan and Tajikistan {}", lambda row: row["country"] in ("KGZ", "TJK")),
        ("Lebanon {}", lambda row: row["country"] == "LBN"),
        ("Russia {}", lambda row: row["country"] == "RUS"),
        ("two contributions to UNODC, {}", lambda row: (row["country"], row["recipient"]) == ("r-asia", "unodc")),
        ("puts under Norway, {}", lambda row: row["agreement"] == "A057"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_the_sums_in_the_readme_are_those_of_the_table(words, select):
    assert words.format(f"{kroner(filter(select, listed())):,}") in README


def test_the_pairs_that_the_readme_calls_doubtful_differ_in_number_recipient_and_amount():
    for one, other in (("A097", "A114"), ("A091", "A135")):
        assert f"{one} and {other}" in README
        first, second = BY_NUMBER[one], BY_NUMBER[other]
        assert all(first[c] != second[c] for c in ("project_printed", "recipient_printed", "amount_nok"))
        assert not (first["doubles"] or second["doubles"])


def test_the_readme_names_every_table():
    assert [name for name in KEPT if f"`{name}`" not in README] == []


def test_every_table_is_utf_8_with_plain_line_ends_and_no_empty_row():
    for name, path in KEPT.items():
        text = path.read_bytes().decode("utf-8")
        assert "\r" not in text, name
        assert text.endswith("\n"), name
        assert all(any(row) for row in csv.reader(text.splitlines())), name


def test_no_cell_has_space_at_its_ends():
    padded = [
        (n, i, c) for n in KEPT for i, r in enumerate(table(n), 2) for c, text in r.items() if text != text.strip()
    ]
    assert padded == []
