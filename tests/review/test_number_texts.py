"""Every published number reads as it should in both languages, and the shares of a class make a whole."""

from decimal import ROUND_HALF_UP, Decimal

import pytest
from plain_list import published

NUMBERS = published()
NBSP = "\u00a0"


@pytest.mark.parametrize(
    ("key", "form", "en", "nb"),
    [
        ("print.europe.amount", "mnok", "115.3", "115,3"),
        ("print.europe.amount", "default", f"NOK{NBSP}115,300,000", f"115{NBSP}300{NBSP}000{NBSP}kroner"),
        ("print.europe.share", "percent0", "52%", f"52{NBSP}%"),
        ("print.regions.share", "percent1", "100.4%", f"100,4{NBSP}%"),
        ("print.projects", "default", "110", "110"),
        ("portfolio.amount", "mnok", "244.4", "244,4"),
        ("portfolio.amount", "int", "244,356,618", f"244{NBSP}356{NBSP}618"),
        ("portfolio.median", "mnok2", "0.83", "0,83"),
        ("portfolio.recipient.unicef.amount", "mnok", "40.2", "40,2"),
        ("portfolio.year.y2001.amount", "mnok", "4.6", "4,6"),
        ("portfolio.from2003.region.americas.share", "percent1", "1.2%", f"1,2{NBSP}%"),
        ("portfolio.top.count", "words", "five", "fem"),
        ("portfolio.no-amount", "Words", "One", "Én"),
        ("portfolio.sactap.until2007.amount", "mnok", "29.0", "29,0"),
        ("portfolio.ministry-sections", "words", "five", "fem"),
        ("print.sections", "words", "three", "tre"),
        ("print.implied-total", "mnok", "220.0–220.8", "220,0–220,8"),
    ],
)
def test_a_known_value_reads(key, form, en, nb):
    assert {lang: NUMBERS[key]["text"][lang][form] for lang in ("en", "nb")} == {"en": en, "nb": nb}


PLACES = {"mnok": (1, -6), "mnok0": (0, -6), "mnok2": (2, -6), "int": (0, 0), "percent0": (0, 2), "percent1": (1, 2)}
SIGNS = {"en": (",", ".", "%"), "nb": (NBSP, ",", f"{NBSP}%")}


@pytest.mark.parametrize("lang", SIGNS)
@pytest.mark.parametrize("form", PLACES)
def test_every_number_is_rounded_half_up_and_grouped_in_the_form(form, lang):
    decimals, scale = PLACES[form]
    group, point, percent = SIGNS[lang]
    wrong = {}
    for key, number in NUMBERS.items():
        if form not in number["text"][lang]:
            continue
        ends = str(number["value"]).split("-") if number["unit"].endswith("-span") else [str(number["value"])]
        rounded = (Decimal(end).scaleb(scale).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP) for end in ends)
        digits = "–".join(f"{end:,.{decimals}f}" for end in rounded)
        text = digits.translate({ord(","): group, ord("."): point}) + (percent if scale == 2 else "")
        if number["text"][lang][form] != text:
            wrong[key] = (number["text"][lang][form], text)
    assert wrong == {}


def test_every_rule_ends_in_a_full_stop_in_both_languages():
    assert [
        key for key, number in NUMBERS.items() if not all(number["rule"][lang].endswith(".") for lang in ("en", "nb"))
    ] == []


def test_shares_of_a_class_sum_to_one():
    for family in ("region", "type", "recipient", "from2003.region", "from2003.type"):
        shares = [
            n["value"]
            for key, n in NUMBERS.items()
            if key.startswith(f"portfolio.{family}.") and key.endswith(".share")
        ]
        assert sum(shares) == pytest.approx(1), family
    single = [
        n["value"] for key, n in NUMBERS.items() if key.startswith("portfolio.country.") and key.endswith(".share")
    ]
    assert sum(single) == pytest.approx(NUMBERS["portfolio.bilateral.share"]["value"])
