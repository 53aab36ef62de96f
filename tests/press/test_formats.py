import pytest

from press.errors import PressError
from press.formats import UNITS, exact, format_all, format_as, range_of, span_of

NBSP = "\u00a0"
MINUS = "\u2212"


@pytest.mark.parametrize(
    ("value", "unit", "form", "en", "nb"),
    [
        (115300000, "NOK", "default", f"NOK{NBSP}115,300,000", f"115{NBSP}300{NBSP}000{NBSP}kroner"),
        (115300000, "NOK", "kr", f"NOK{NBSP}115,300,000", f"kr{NBSP}115{NBSP}300{NBSP}000"),
        (115300000, "NOK", "int", "115,300,000", f"115{NBSP}300{NBSP}000"),
        (115300000, "NOK", "mnok", "115.3", "115,3"),
        (115300000, "NOK", "mnok0", "115", "115"),
        (115300000, "NOK", "mnok2", "115.30", "115,30"),
        (-1234567, "NOK", "default", f"NOK{NBSP}{MINUS}1,234,567", f"{MINUS}1{NBSP}234{NBSP}567{NBSP}kroner"),
        (1234, "count", "default", "1,234", f"1{NBSP}234"),
        (12, "count", "words", "twelve", "tolv"),
        (13, "count", "words", "13", "13"),
        (1234, "count", "words", "1,234", f"1{NBSP}234"),
        (0, "count", "words", "zero", "null"),
        (1, "count", "words", "one", "én"),
        (1, "count", "neuter", "one", "ett"),
        (1, "count", "Words", "One", "Én"),
        (0.5217, "share", "default", "52%", f"52{NBSP}%"),
        (0.5217, "share", "percent1", "52.2%", f"52,2{NBSP}%"),
        (2004, "year", "default", "2004", "2004"),
        ("2000-2010", "range", "default", "2000–2010", "2000–2010"),
        (1234.56, "ratio", "default", "1,234.6", f"1{NBSP}234,6"),
    ],
)
def test_a_value_is_written_as_each_language_writes_it(value, unit, form, en, nb):
    assert (format_as(value, unit, form, "en"), format_as(value, unit, form, "nb")) == (en, nb)


def test_a_half_is_rounded_up_as_readers_do_it():
    assert format_as(250000, "NOK", "mnok", "en") == "0.3"
    assert format_as(0.125, "share", "default", "en") == "13%"


def test_what_rounds_to_nothing_has_no_minus():
    assert format_as(-1000, "NOK", "mnok", "en") == "0.0"


def test_every_unit_has_a_default_and_a_name_in_both_languages():
    for unit in UNITS.values():
        assert "default" in unit.formats
        assert set(unit.label) == {"en", "nb"}


def test_all_formats_of_a_unit_come_at_once():
    assert set(format_all(5, "count", "nb")) == {"default", "int", "long", "words", "Words", "neuter"}


def test_millions_are_offered_where_they_would_not_show_nought():
    assert "million1" not in format_all(99_999, "persons", "en")
    assert format_all(2_450_000, "persons", "en")["million1"] == "2.5"
    assert format_all("2000000-3500000", "USD-span", "en")["million1"] == "2.0–3.5"


@pytest.mark.parametrize(
    ("value", "unit", "lang", "text"),
    [
        (244_356_618, "NOK", "en", "NOK\u00a0244.4\u00a0million"),
        (244_356_618, "NOK", "nb", "244,4\u00a0millioner\u00a0kroner"),
        (31_654_000_000, "USD", "nb", "31,7\u00a0milliarder\u00a0dollar"),
        (999_999, "USD", "en", "USD\u00a0999,999"),
        (2_480_000, "persons", "en", "2.5\u00a0million"),
    ],
)
def test_large_numbers_may_be_written_in_words(value, unit, lang, text):
    assert format_as(value, unit, "long", lang) == text


@pytest.mark.parametrize(
    ("value", "unit", "form", "lang", "text"),
    [
        ("0.4-0.5", "share-span", "default", "en", "40–50%"),
        ("0.4-0.5", "share-span", "default", "nb", "40–50\u00a0%"),
        ("1500-2000", "NOK-span", "default", "en", "NOK\u00a01,500–2,000"),
        ("1500-2000", "NOK-span", "default", "nb", "1\u00a0500–2\u00a0000\u00a0kroner"),
        ("2-3", "count-span", "words", "nb", "to–tre"),
    ],
)
def test_a_span_has_its_sign_or_word_once(value, unit, form, lang, text):
    assert format_as(value, unit, form, lang) == text


@pytest.mark.parametrize("value", ["3-2", "two-three", "2"])
def test_what_is_no_span_is_refused(value):
    with pytest.raises(PressError, match="not a span"):
        span_of(value)


def test_the_environment_has_no_say(monkeypatch):
    monkeypatch.setenv("LC_ALL", "de_DE.UTF-8")
    monkeypatch.setenv("LANG", "de_DE.UTF-8")
    assert format_as(1234.5, "ratio", "default", "en") == "1,234.5"


def test_exact_gives_all_digits():
    assert exact(0.477124183007, "nb") == "0,477124183007"


def test_an_unknown_unit_is_answered_with_the_nearest():
    with pytest.raises(PressError, match="Did you mean share"):
        format_as(1, "shares", "default", "en")


def test_an_unknown_format_is_answered_with_those_there_are():
    with pytest.raises(PressError, match="mnok0"):
        format_as(1, "NOK", "million", "en")


def test_an_unknown_language_is_refused():
    with pytest.raises(PressError, match="'de'"):
        format_all(1, "count", "de")


@pytest.mark.parametrize("text", ["2000", "2010-2000", "a-b", ""])
def test_what_is_no_range_is_refused(text):
    with pytest.raises(PressError, match="is not a range"):
        range_of(text)
