"""What the chapter says in words, without a number, holds in the data; the words stand in both editions."""

import re

import pytest
from chapter_text import CLAIMS, TEXT, claim, fits, says
from plain_list import ROOT, SEEDS, by, from_year, kroner, listed, projects, ranked, seed, table, where

LIST = listed()
CHARTED = from_year(LIST, 2003)
SACTAP = where(LIST, project="REG-2009")
needs_seeds = pytest.mark.skipif(not SEEDS.is_dir(), reason="the printed documents are not beside the repository")


def share(rows, whole):
    return kroner(rows) / kroner(whole)


def mean(rows):
    return kroner(rows) / len([row for row in rows if row["amount_nok"]])


# The list


@says(
    "the Ministry's list from 2007 of projects that had the fight against human trafficking as their main aim",
    "listen departementet satte opp i 2007 over prosjekter som hadde kampen mot menneskehandel som hovedmål",
)
def test_the_heading_of_the_list_gives_its_year_and_its_aim():
    heading = table("left_out")[0]["text"]
    assert "2007" in heading
    assert "menneskehandel som hovedmål" in heading


@says(
    "what the Ministry of Foreign Affairs, the embassies and Norad had",
    "det Utenriksdepartementet, ambassadene og Norad hadde",
)
def test_donors_are_the_ministry_the_embassies_and_norad():
    assert {row["kind"] for row in LIST} == {"department", "embassy", "norad"}


@says("in the years 2000–2010", "i årene 2000–2010")
def test_the_list_runs_from_2000_to_2010():
    assert (min(row["year"] for row in LIST), max(row["year"] for row in LIST)) == ("2000", "2010")


@says("The list and the text do not", "Listen og teksten")
def test_list_and_text_differ_in_amount_and_projects():
    assert not fits(kroner(LIST), claim("description", "Total of the portfolio", "amount"))
    assert not fits(projects(LIST), claim("description", "Projects in the portfolio", "count"))


@says(
    "No selection of its rows can give the printed total, since the whole list comes to less",
    "Uansett hvilke rader en velger, kan de ikke gi den trykte totalen, for hele listen er på mindre",
)
def test_no_row_takes_away_and_all_rows_together_fall_short_of_the_printed_total():
    total = claim("description", "Total of the portfolio", "amount")
    assert kroner(LIST) < float(total["value"]) - float(total["precision"])
    assert min(int(row["amount_nok"]) for row in LIST if row["amount_nok"]) > 0


@says("An agreement is for a single project, recipient and year", "En avtale gjelder et bestemt prosjekt, en bestemt")
def test_a_row_has_at_most_one_project_number_one_recipient_and_one_year():
    assert [row["agreement"] for row in LIST if not re.fullmatch(r"[\w-]*", row["project"])] == []
    assert [row["agreement"] for row in LIST if not re.fullmatch(r"\d{4}", row["year"])] == []
    assert [row["agreement"] for row in LIST if not row["recipient"]] == []


@says("a project with money in several years", "et prosjekt som fikk penger i flere år")
def test_a_project_with_money_in_several_years_has_several_rows():
    years = {}
    for row in LIST:
        years.setdefault(row["project"], set()).add(row["year"])
    lasting = {number for number, found in years.items() if number and len(found) > 1}
    assert lasting
    assert all(len(where(LIST, project=number)) >= len(years[number]) for number in lasting)


@says("The median agreement is for", "Medianavtalen er på")
def test_the_median_has_as_many_agreements_below_as_above():
    amounts = sorted(int(row["amount_nok"]) for row in LIST if row["amount_nok"])
    half = len(amounts) // 2
    middle = (amounts[half - 1] + amounts[half]) / 2 if len(amounts) % 2 == 0 else amounts[half]
    assert sum(amount < middle for amount in amounts) == sum(amount > middle for amount in amounts)


@says(
    "is what the Southern African Counter-Trafficking Assistance Programme (SACTAP) was granted for 2007",
    "er tilsagnet for 2007 til programmet",
)
def test_the_largest_agreement_is_sactap_in_2007_alone():
    amounts = sorted((int(row["amount_nok"]) for row in LIST if row["amount_nok"]), reverse=True)
    assert amounts[0] > amounts[1]
    [largest] = where(LIST, amount_nok=str(amounts[0]))
    assert (largest["project"], largest["title_printed"], largest["year"]) == ("REG-2009", "SACTAP", "2007")


@says("The amounts are allocations", "Beløpene er tilsagn")
def test_the_columns_of_amounts_are_headed_as_allocations():
    headings = [row["text"].split(" | ")[-1] for row in table("left_out") if " | " in row["text"]]
    assert set(headings) == {"Tilsagn", "Beløp"}
    assert headings.count("Tilsagn") > headings.count("Beløp")


@says(
    "The list was drawn up in 2007, so what it has for later years was still a plan",
    "Listen ble satt opp i 2007, så det den har for årene etter",
)
def test_the_list_has_agreements_for_years_after_2007():
    assert {row["year"] for row in from_year(LIST, 2008)} == {"2008", "2009", "2010"}


@says("The work grew fast", "Innsatsen vokste raskt")
def test_every_year_from_2001_to_2006_has_more_than_the_one_before():
    sums = [kroner(where(LIST, year=str(year))) for year in range(2001, 2007)]
    assert sums == sorted(set(sums))
    assert sums[-1] > 10 * sums[0]


@says("The years 2006 and 2007 alone", "Årene 2006 og 2007 alene")
def test_2006_and_2007_are_the_two_years_with_most():
    assert set(ranked(LIST, "year")[:2]) == {"2006", "2007"}


# Where it went


@pytest.mark.parametrize("rows", [LIST, CHARTED], ids=["all years", "2003-2010"])
@says("Europe received most.", "Europa fikk mest.")
def test_europe_is_first(rows):
    assert ranked(rows, "region")[0] == "europe"


@pytest.mark.parametrize("rows", [LIST, CHARTED], ids=["all years", "2003-2010"])
@says("Asia follows with", "Deretter kommer Asia med")
def test_asia_is_second_and_africa_third(rows):
    assert ranked(rows, "region")[1:3] == ["asia", "africa"]


@says("In the years 2003–2010, which the print chose for its chart", "I årene 2003–2010, som den trykte")
def test_the_print_dates_its_chart_2003_to_2010():
    [period] = where(CLAIMS, section="geography", kind="period")
    assert (period["value"], period["value_to"]) == ("2003", "2010")


@says("in Brazil an agreement without a project number", "en avtale uten prosjektnummer i Brasil")
def test_the_americas_are_a_project_in_guatemala_and_an_agreement_in_brazil():
    rows = where(CHARTED, region="americas")
    kinds = {(row["country"], row["project"], row["title_printed"]) for row in rows}
    assert sorted(country for country, _, _ in kinds) == ["BRA", "GTM"]
    assert {row["country"]: bool(row["project"]) for row in rows} == {"BRA": False, "GTM": True}
    assert rows == where(LIST, region="americas")


@says("much of the money is not tied to one country", "er mye av pengene ikke knyttet til ett land")
def test_more_than_a_third_is_for_no_single_country():
    assert share([row for row in LIST if row["scope"] != "country"], LIST) > 1 / 3


@says(
    "In Africa SACTAP, run by the International Organization for Migration (IOM)",
    "I Afrika har SACTAP, som Den internasjonale organisasjonen for migrasjon (IOM) driver",
)
def test_sactap_is_in_africa_and_with_iom():
    assert {(row["region"], row["recipient"], row["scope"]) for row in SACTAP} == {("africa", "iom", "regional")}
    assert where(LIST, title_printed="SACTAP") == SACTAP


@says("Among single countries Bosnia and Herzegovina is first", "Blant enkeltlandene ligger Bosnia-Hercegovina først")
def test_bosnia_and_herzegovina_is_the_first_country():
    assert ranked(where(LIST, scope="country"), "country")[0] == "BIH"


@says("Albania and Macedonia come next", "fulgt av Albania og Makedonia")
def test_albania_and_macedonia_are_second_and_third():
    assert ranked(where(LIST, scope="country"), "country")[1:3] == ["ALB", "MKD"]


@needs_seeds
@says(
    "Albania, Bulgaria, Moldova and Romania were the exceptions", "unntakene var Albania, Bulgaria, Moldova og Romania"
)
def test_the_countries_of_the_comparison_are_those_that_the_print_names():
    [told] = [line for line in seed("norad-2008-en") if line.startswith("In 2006 UNODC published")]
    for name in (
        "Albania",
        "Bulgaria",
        "Moldova",
        "Romania",
        "Nigeria",
        "South East Asia",
        "Brazil",
        "Colombia",
        "Guatemala",
        "Mexico",
        "Canada",
    ):
        assert name in told
        assert name.replace("South East Asia", "South-East Asia") in TEXT["en"]


# Who received it


@says("IOM is by far the largest partner", "IOM er den klart største partneren")
def test_iom_has_more_than_twice_what_the_next_has():
    first, second = ranked(LIST, "recipient")[:2]
    assert first == "iom"
    assert kroner(where(LIST, recipient="iom")) > 2 * kroner(where(LIST, recipient=second))


@says("(UNICEF) has", "(UNICEF) har")
def test_unicef_and_undp_are_second_and_third():
    assert ranked(LIST, "recipient")[1:3] == ["unicef", "undp"]


@says(
    "Save the Children Norway is the largest of the Norwegian organisations",
    "Redd Barna er størst av de norske organisasjonene",
)
def test_save_the_children_is_the_first_norwegian_organisation():
    assert ranked(where(LIST, type="norwegian-ngo"), "recipient")[0] == "save-the-children"


@says(
    "among them an entry for “various” and one for IOM and UNICEF together",
    "blant dem en post for «diverse» og en for IOM og UNICEF sammen",
)
def test_various_and_two_organisations_at_once_are_among_the_recipients():
    used, recipients = {row["recipient"] for row in LIST}, by("recipients")
    names = {(recipients[code]["name_en"], recipients[code]["name_nb"]) for code in used}
    assert {("Various", "Diverse"), ("IOM and UNICEF", "IOM og UNICEF")} <= names
    assert [name for name, _ in names if " and " in name and set(name.split(" and ")) & {"IOM", "UNICEF"}] == [
        "IOM and UNICEF"
    ]


@needs_seeds
@says(
    "against gender-based violence or for the protection of children", "mot kjønnsbasert vold eller for å beskytte barn"
)
def test_the_print_names_the_larger_programmes_where_it_names_the_partners():
    [told] = [line for line in seed("norad-2008-en") if line.startswith("The largest single partner is the IOM")]
    assert "Gender-based Violence and Child Protection" in told


@says("Organisations of the United Nations together have", "FN-organisasjonene har til sammen")
def test_the_un_has_more_than_the_norwegian_organisations():
    assert kroner(where(LIST, type="un")) > kroner(where(LIST, type="norwegian-ngo"))


@says("most of the money. Its largest year is 2006", "det meste av pengene. Beløpet er størst i 2006")
def test_the_western_balkans_section_has_most_of_the_money_until_2005():
    years = {year: where(LIST, year=str(year)) for year in range(2001, 2008)}
    own = {year: where(rows, section="western-balkans") for year, rows in years.items()}
    assert [year for year in years if share(own[year], years[year]) > 1 / 2] == [2002, 2003, 2004, 2005]
    assert max(own, key=lambda year: kroner(own[year])) == 2006


@says(
    "IOM is counted with other intergovernmental organisations",
    "IOM er her regnet med de andre mellomstatlige organisasjonene",
)
def test_iom_is_typed_as_intergovernmental_until_2016():
    iom = by("recipients")["iom"]
    assert iom["recipient_type"] == "intergovernmental"
    assert "2016" in iom["note_en"]
    assert "2016" in iom["note_nb"]


def test_the_alternative_text_is_right_that_iom_is_most_of_its_kind():
    assert "chiefly IOM" in (ROOT / "figures" / "fig-types.en.md").read_text(encoding="utf-8")
    assert share(where(LIST, recipient="iom"), where(LIST, type="intergovernmental")) > 0.9


# Who managed it


@says("The sections of the Ministry in Oslo managed", "Seksjonene i departementet i Oslo forvaltet")
def test_the_ministry_managed_most_then_the_embassies_then_norad():
    assert ranked(LIST, "kind") == ["department", "embassy", "norad"]


@says("The Western Balkans Section alone", "Seksjon for Vest-Balkan hadde alene")
def test_the_western_balkans_section_has_more_than_all_other_sections():
    ministry = where(LIST, kind="department")
    assert ranked(ministry, "section")[0] == "western-balkans"
    assert share(where(ministry, section="western-balkans"), ministry) > 0.5


@says("The embassies had fewer and larger ones", "Ambassadene hadde færre og større avtaler")
def test_embassies_have_fewer_agreements_and_a_larger_mean():
    embassies, ministry = where(LIST, kind="embassy"), where(LIST, kind="department")
    assert len(embassies) < min(len(ministry), len(where(LIST, section="western-balkans")))
    assert mean(embassies) > 2 * mean(ministry)
