"""What the chapter says of the print, and of how its list was read, holds in the data."""

import re
from collections import Counter

import pytest
from chapter_text import CLAIMS, LANGUAGES, claim, fits, says
from plain_list import ROOT, SEEDS, by, from_year, kroner, listed, published, seed, table, where

LIST = listed()
CHARTED = from_year(LIST, 2003)
SACTAP = where(LIST, project="REG-2009")
needs_seeds = pytest.mark.skipif(not SEEDS.is_dir(), reason="the printed documents are not beside the repository")


def share(rows, whole):
    return kroner(rows) / kroner(whole)


# The print and its list

PORTFOLIO_SECTIONS = ("description", "geography", "partners")


@says(
    "sets the amounts, shares and numbers that the print gives for the portfolio",
    "setter beløpene, andelene og antallene som er trykt om porteføljen",
)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_table_has_every_amount_share_and_count_of_the_printed_description(lang):
    printed = [
        row for row in CLAIMS if row["section"] in PORTFOLIO_SECTIONS and row["kind"] in ("amount", "share", "count")
    ]
    rows = (ROOT / "figures" / f"tbl-print.{lang}.md").read_text(encoding="utf-8").replace("\\", "").split("\n")
    subjects = sorted(row.strip("| ").split("|")[0].strip() for row in rows if "num print." in row)
    footnote = claim("summary", "Agreements in the list", "count")
    assert subjects == sorted(row[f"subject_{lang}"] for row in [*printed, footnote])


@says(
    "dates its chart of regions 2003–2010 and its total 2000–2010, and gives no years for the partners",
    "oppgir 2003–2010 for regiondiagrammet, 2000–2010 for totalen og ingen år for partnerne",
)
def test_the_print_dates_regions_and_total_but_not_partners():
    periods = {row["section"]: (row["value"], row["value_to"]) for row in where(CLAIMS, kind="period")}
    assert periods["geography"] == ("2003", "2010")
    assert periods["description"] == ("2000", "2010")
    assert "partners" not in periods


@pytest.mark.parametrize(
    ("lang", "heads"),
    [("en", ("List, all years", "List, 2003–2010")), ("nb", ("Listen, alle år", "Listen, 2003–2010"))],
)
@says("The table therefore shows both periods", "Tabellen viser derfor begge periodene")
def test_the_table_has_a_column_for_each_period(lang, heads):
    head = (ROOT / "figures" / f"tbl-print.{lang}.md").read_text(encoding="utf-8").split("\n")[0]
    assert [cell.strip() for cell in head.split("|") if cell.strip() in heads] == list(heads)


@says("Bosnia and Herzegovina has the printed", "Bosnia-Hercegovina har de trykte")
def test_bosnia_and_herzegovina_has_the_printed_amount_for_all_years_only():
    printed = claim("geography", "Bosnia and Herzegovina", "amount")
    assert fits(kroner(where(LIST, country="BIH")), printed)
    assert not fits(kroner(where(CHARTED, country="BIH")), printed)


@pytest.mark.parametrize("region", ["europe", "asia", "africa"])
@pytest.mark.parametrize("rows", [LIST, CHARTED], ids=["all years", "2003-2010"])
@says("The regions fit neither period.", "Regionene passer ikke med noen av periodene.")
def test_a_printed_region_fits_neither_in_amount_nor_in_share(region, rows):
    name = by("regions")[region]["label_en"]
    part = where(rows, region=region)
    assert not fits(kroner(part), claim("geography", name, "amount"))
    assert not fits(share(part, rows), claim("geography", name, "share"))


@says("The shares rest on another total.", "Andelene bygger på en annen total.")
def test_amounts_and_shares_of_the_printed_regions_imply_a_total_that_is_neither_printed_nor_listed():
    least, most = implied()
    total = claim("description", "Total of the portfolio", "amount")
    for other in (float(total["value"]), kroner(LIST), kroner(CHARTED)):
        assert not least <= other <= most


def implied():
    """The least and the most that the total can be if amount and share of every printed region are right."""
    least, most = 0.0, float("inf")
    for name in ("Europe", "Asia", "Africa"):
        amount, part = claim("geography", name, "amount"), claim("geography", name, "share")
        value, step, rate, error = (float(row[c]) for row in (amount, part) for c in ("value", "precision"))
        least, most = max(least, (value - step) / (rate + error)), min(most, (value + step) / (rate - error))
    return least, most


@says("Amounts and shares agree only for a total of", "Beløp og andeler stemmer bare med en total på")
def test_the_published_totals_are_all_those_that_suit_every_printed_region():
    least, most = implied()
    assert 0 < least < most
    assert published()["print.implied-total"]["value"] == f"{least:.0f}-{most:.0f}"


@needs_seeds
@pytest.mark.parametrize("document", ["norad-2008-en", "norad-2008-nb"])
@says("million, which is printed nowhere", "millioner kroner, som ikke er trykt noe sted")
def test_no_total_that_suits_the_regions_is_printed(document):
    written = re.compile(r"\b22[01](?:[.,]\d| ?mill|[ .,]?\d{3}[ .,]?\d{3})")
    assert [line for line in seed(document) if written.search(line)] == []
    least, most = implied()
    assert [row["claim"] for row in where(CLAIMS, kind="amount") if least <= float(row["value"]) <= most] == []


@says("printed regions alone make up", "trykte regionene utgjør alene")
def test_the_printed_shares_of_the_regions_exceed_the_whole():
    assert sum(float(claim("geography", name, "share")["value"]) for name in ("Europe", "Asia", "Africa")) > 1


@needs_seeds
@says("in a footnote and as", "i en fotnote og som")
def test_191_agreements_stand_in_a_footnote_and_192_in_the_text():
    note, text = (
        claim("summary", "Agreements in the list", "count"),
        claim("description", "Agreements in the list", "count"),
    )
    assert (note["value"], text["value"]) == ("191", "192")
    assert len(LIST) < 191
    assert seed("norad-2008-en")[int(note["line"]) - 1].startswith("<sup>")
    assert not seed("norad-2008-en")[int(text["line"]) - 1].startswith("<sup>")


@says("has almost NOK", "har nesten")
def test_the_print_has_almost_thirty_million_for_sactap_and_the_list_more():
    printed = claim("geography", "SACTAP (IOM) in Africa", "amount")
    assert "almost" in printed["printed"]
    assert kroner(SACTAP) > float(printed["value"]) + float(printed["precision"])


@says("million without the plan for 2008", "millioner uten planen for 2008")
def test_what_sactap_has_after_2007_is_one_plan_for_2008():
    assert [row["year"] for row in SACTAP if int(row["year"]) > 2007] == ["2008"]


SECTIONS_NAMED = {"western-balkans", "global-security-cis", "human-rights-democracy"}
EMBASSIES = {
    "emb-abuja": "Nigeria",
    "emb-bangkok": "Thailand",
    "emb-dhaka": "Bangladesh",
    "emb-kathmandu": "Nepal",
    "emb-lilongwe": "Malawi",
    "emb-maputo": "Mozambique",
    "emb-nairobi": "Kenya",
    "emb-pretoria": "South Africa",
}


def managers_told():
    """The paragraph of the print that names sections and embassies."""
    named = claim("management", "Sections of the Ministry with activities against human trafficking", "count")
    return seed(named["document"])[int(named["line"]) - 1]


@needs_seeds
@says("sections of the Ministry; the list has", "seksjoner i departementet; listen har")
def test_the_list_has_the_sections_that_the_print_names_and_more():
    told = managers_told()
    names = {code: row["label_en"] for code, row in by("sections").items()}
    assert {code for code, name in names.items() if name in told} == SECTIONS_NAMED
    assert {row["section"] for row in where(LIST, kind="department")} > SECTIONS_NAMED


@needs_seeds
@says(
    "It names an embassy in Indonesia and none in Nepal; in the list it is the other way round",
    "Den nevner en ambassade i Indonesia og ingen i Nepal; i listen er det omvendt",
)
def test_print_and_list_name_the_same_embassies_but_indonesia_and_nepal():
    told = managers_told()
    [named] = re.findall(r"embassies in ([^.]*) also", told)
    printed = set(re.split(r", | and ", named))
    held = {EMBASSIES[row["donor_unit"]] for row in where(LIST, kind="embassy")}
    assert (printed - held, held - printed) == ({"Indonesia"}, {"Nepal"})


@says(
    "Europe is first, IOM is the largest partner, and Bosnia and Herzegovina the largest single country",
    "Europa er først, IOM er den største partneren og Bosnia-Hercegovina det største enkeltlandet, både i den trykte",
)
def test_the_print_ranks_europe_iom_and_bosnia_and_herzegovina_first():
    first = {
        row["subject_en"].split(":")[0]
        for row in where(CLAIMS, kind="rank", value="1")
        if row["section"] in PORTFOLIO_SECTIONS
    }
    assert {"Europe", "IOM", "Bosnia and Herzegovina"} <= first


# How the list was read


@says("Embassies are misspelt", "Ambassader er feilskrevet")
def test_several_embassies_are_misspelt():
    misspelt = {
        row["code"] for row in table("readings") if row["misspelt"] == "true" and row["code"].startswith("emb-")
    }
    assert len(misspelt) > 1


@says("the same recipient goes under several names", "samme mottaker går under flere navn")
def test_some_recipients_have_several_spellings():
    spellings = {}
    for row in where(table("readings"), column="recipient"):
        spellings.setdefault(row["code"], set()).add(row["printed"].casefold())
    assert {code for code, found in spellings.items() if len(found) > 1} >= {"nca", "save-the-children"}


@says("a project number looks cut off", "et prosjektnummer ser avkortet ut")
def test_one_project_number_lacks_a_digit():
    figures = [row["project"] for row in LIST if row["project"].isdigit()]
    assert Counter(len(number) for number in {*figures}) == {7: len({*figures}) - 1, 6: 1}


@says("a subtotal has slipped in among the rows", "en delsum er kommet med blant radene")
def test_a_subtotal_stands_among_the_rows():
    [line] = [int(row["line"]) for row in table("left_out") if row["text"].isdigit()]
    assert {line - 1, line + 1} <= {int(row["line"]) for row in LIST}


@says("change nothing and only mark a doubt", "ikke endrer noe")
def test_remarks_leave_what_is_printed():
    printed = {"donor_unit": "unit", "section": "section", "country": "country", "recipient": "recipient"}
    look_up = {(row["column"], row["printed"]): row["code"] for row in table("readings")}
    for row in where(table("corrections"), kind="remark"):
        code = look_up[row["column"], row["printed"]] if row["column"] in printed else row["printed"]
        assert row["read_as"] == code, row["correction"]


@says("Nothing was filled in", "Ingenting er fylt inn")
def test_a_cell_that_is_not_printed_is_not_read():
    pairs = {
        "project": "project_printed",
        "amount_nok": "amount_printed",
        "year": "year_printed",
        "section": "section_printed",
    }
    assert [row["agreement"] for row in LIST for ours, theirs in pairs.items() if row[ours] and not row[theirs]] == []


@says("a study in Nepal in 2000, has no amount", "en studie i Nepal i 2000, er ført uten beløp")
def test_the_study_in_nepal_in_2000_alone_has_no_amount():
    [missing] = where(LIST, amount_nok="")
    assert (missing["country"], missing["year"]) == ("NPL", "2000")
    assert "Study" in missing["title_printed"]


@says(
    "repeats the row above it, to the letter: a project in Laos in 2008",
    "gjentar raden over, ord for ord: et prosjekt i Laos i 2008",
)
def test_the_double_is_the_row_below_its_twin_in_laos_in_2008():
    [double] = [row for row in LIST if row["doubles"]]
    [twin] = where(LIST, agreement=double["doubles"])
    assert int(double["line"]) - int(twin["line"]) == 1
    assert (double["country"], double["year"]) == ("LAO", "2008")


@says(
    "Turkey is in Europe; Armenia and Central Asia are in Asia",
    "Tyrkia hører til Europa, Armenia og Sentral-Asia til Asia",
)
def test_turkey_is_in_europe_and_armenia_and_central_asia_in_asia():
    region = {code: row["region"] for code, row in by("countries").items()}
    assert (region["TUR"], region["ARM"], region["KGZ"], region["TJK"]) == ("europe", "asia", "asia", "asia")
    assert {row["region"] for row in LIST if "Central Asia" in row["title_printed"]} == {"asia"}


@says(
    "agreement names no country. It is shown as not stated",
    "avtale oppgir ikke noe land. Den er ført som «ikke oppgitt»",
)
def test_the_agreement_without_a_country_is_shown_as_not_stated():
    [without] = where(LIST, country_printed="")
    region = by("regions")[without["region"]]
    assert (region["label_en"], region["label_nb"]) == ("Not stated", "Ikke oppgitt")
