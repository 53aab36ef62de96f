"""Countries by role: mentions of three parts, and which of them a map shows."""

import pandas as pd
from plain_list import ROOT

from press.datapackage import load_package
from review import roles

PACKAGE = load_package(ROOT)
COUNTRIES = PACKAGE.read("countries")
MENTIONS = roles.mentions([PACKAGE.read(f"country_roles_p{part}") for part in (1, 2, 3)])
PLACES = pd.read_csv(ROOT / "data/map_places.csv")


def test_every_country_drawn_has_a_place_on_the_map():
    drawn = {place for role in ("origin", "transit", "destination") for place in roles.drawn(MENTIONS, role, COUNTRIES)}
    assert drawn - set(PLACES["place"]) == set()


def test_regions_are_listed_but_not_drawn():
    assert not any(place.startswith("r-") for place in roles.drawn(MENTIONS, "origin", COUNTRIES))
    assert any(mention.place.startswith("r-") for mention in MENTIONS if mention.role == "origin")


def test_a_country_that_is_excepted_is_no_destination():
    assert {"ROU", "BGR", "MDA", "ALB"} & set(roles.drawn(MENTIONS, "destination", COUNTRIES)) == set()


def test_stated_goes_before_implied():
    assert roles.drawn(MENTIONS, "origin", COUNTRIES)["UKR"] == roles.STATED


def test_labour_migrants_of_part_3_are_implied_only():
    assert roles.drawn(MENTIONS, "destination", COUNTRIES)["HKG"] == roles.IMPLIED


def test_the_sentence_on_line_266_gives_each_country_one_group():
    found = roles.source_and_recipient(MENTIONS, 266, COUNTRIES)
    assert {group: sorted(p for p, g in found.items() if g == group) for group in set(found.values())} == {
        "both": ["CHN", "EST", "IND", "LTU", "LVA", "PAK", "THA"],
        "origin": ["NGA", "RUS"],
        "destination": ["DEU", "GRC", "ITA", "KOR", "USA"],
    }


def test_a_sentence_of_names_is_in_the_order_of_its_language():
    names = {"a": {"en": "Germany", "nb": "Tyskland"}, "b": {"en": "Italy", "nb": "Italia"}}
    assert roles.listed(["a", "b"], names) == {"en": "Germany and Italy", "nb": "Italia og Tyskland"}
