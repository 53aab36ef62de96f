"""Write a value as text: every format of its unit, in each language, with Babel's locale data.

Imports only :mod:`press.errors`. A unit is a row of :data:`UNITS`; a language is a row of
:data:`LANGUAGES`. Nothing is taken from the environment's locale. Halves are rounded away
from zero, as readers do it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from press.errors import Fault, PressError, closest

Value = int | float | str
Formatter = Callable[[Value, str], str]

NBSP = "\u00a0"
MINUS = "\u2212"
_SPELLED_UP_TO = 12
_RANGE = re.compile(r"(\d+)\s*[-–]\s*(\d+)")


@dataclass(frozen=True)
class Language:
    """Where a language's formats come from: Babel's locale, num2words' name, own words.

    ``amount`` and ``short_amount`` hold the place of the digits as ``{}``; ``one`` is the
    word for 1 where it stands as a number, ``one_neuter`` before a neuter noun.
    """

    locale: str
    words: str
    amount: str
    short_amount: str
    one: str
    one_neuter: str


@dataclass(frozen=True)
class Unit:
    """A unit: its name in each language and its formats by name; one is called ``default``."""

    label: Mapping[str, str]
    formats: Mapping[str, Formatter]


LANGUAGES: Mapping[str, Language] = {
    "en": Language("en_GB", "en", f"NOK{NBSP}{{}}", f"NOK{NBSP}{{}}", "one", "one"),
    "nb": Language("nb_NO", "no", f"{{}}{NBSP}kroner", f"kr{NBSP}{{}}", "én", "ett"),
}


def format_all(value: Value, unit: str, lang: str) -> dict[str, str]:
    """Return the value in every format of its unit; raise :class:`PressError` for an unknown unit or language."""
    _language(lang)
    return {name: write(value, lang) for name, write in unit_named(unit).formats.items()}


def format_as(value: Value, unit: str, form: str, lang: str) -> str:
    """Return the value in one format; raise :class:`PressError` for an unknown unit, format or language."""
    _language(lang)
    formats = unit_named(unit).formats
    if form not in formats:
        known = ", ".join(sorted(formats))
        remedy = f"{closest(form, formats)}Formats of it: {known}."
        raise PressError(Fault("", 0, f"the unit '{unit}' has no format '{form}'", remedy))
    return formats[form](value, lang)


def exact(value: Value, lang: str) -> str:
    """Return all the digits of a number, with the language's signs."""
    from babel.numbers import format_decimal

    written = format_decimal(_decimal(value), format="#,##0." + "#" * 15, locale=_language(lang).locale)
    return str(written).replace("-", MINUS)


def unit_named(name: str) -> Unit:
    """Return a unit; raise :class:`PressError` that lists the units there are."""
    if name not in UNITS:
        known = ", ".join(sorted(UNITS))
        raise PressError(Fault("", 0, f"there is no unit '{name}'", f"{closest(name, UNITS)}Units: {known}."))
    return UNITS[name]


def range_of(value: str) -> tuple[int, int]:
    """Return the two ends of a range written ``2000-2010``; raise :class:`PressError` for anything else."""
    match = _RANGE.fullmatch(value.strip())
    if not match or int(match[1]) > int(match[2]):
        raise PressError(Fault("", 0, f"'{value}' is not a range", "Write lower end, hyphen, upper end: 2000-2010."))
    return int(match[1]), int(match[2])


def _language(lang: str) -> Language:
    if lang not in LANGUAGES:
        known = ", ".join(sorted(LANGUAGES))
        raise PressError(Fault("", 0, f"there are no number formats for the language '{lang}'", f"Languages: {known}."))
    return LANGUAGES[lang]


def _digits(decimals: int = 0, scale: int = 0) -> Formatter:
    """Grouped digits with so many decimals, the value divided by ten to the power of ``scale``."""

    def write(value: Value, lang: str) -> str:
        from babel.numbers import format_decimal

        scaled = _decimal(value).scaleb(-scale)
        rounded = scaled.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP) + 0
        pattern = "#,##0." + "0" * decimals if decimals else "#,##0"
        return str(format_decimal(rounded, format=pattern, locale=LANGUAGES[lang].locale)).replace("-", MINUS)

    return write


def _within(template: Callable[[Language], str], digits: Formatter) -> Formatter:
    return lambda value, lang: template(LANGUAGES[lang]).format(digits(value, lang))


def _percent_template(language: Language) -> str:
    from babel import Locale

    pattern: str = Locale.parse(language.locale).percent_formats[None].pattern
    return pattern.replace("#,##0", "{}")


def _spelled(one: Callable[[Language], str], *, capital: bool = False) -> Formatter:
    """The number as a word up to twelve, above that in digits."""

    def write(value: Value, lang: str) -> str:
        from num2words import num2words

        number = _decimal(value)
        if number != int(number) or not 0 <= number <= _SPELLED_UP_TO:
            return _INT(value, lang)
        language = LANGUAGES[lang]
        word = one(language) if number == 1 else str(num2words(int(number), lang=language.words))
        return word[0].upper() + word[1:] if capital else word

    return write


def _year(value: Value, _lang: str) -> str:
    return str(int(_decimal(value)))


def _span(value: Value, _lang: str) -> str:
    first, last = range_of(str(value))
    return f"{first}–{last}"


def _decimal(value: Value) -> Decimal:
    return Decimal(repr(value)) if isinstance(value, float) else Decimal(value)


_INT = _digits()
_ONE = _digits(decimals=1)

UNITS: Mapping[str, Unit] = {
    "NOK": Unit(
        {"en": "NOK", "nb": "kroner"},
        {
            "default": _within(lambda language: language.amount, _INT),
            "int": _INT,
            "kr": _within(lambda language: language.short_amount, _INT),
            "mnok": _digits(decimals=1, scale=6),
            "mnok0": _digits(scale=6),
            "mnok2": _digits(decimals=2, scale=6),
        },
    ),
    "count": Unit(
        {"en": "count", "nb": "antall"},
        {
            "default": _INT,
            "int": _INT,
            "words": _spelled(lambda language: language.one),
            "Words": _spelled(lambda language: language.one, capital=True),
            "neuter": _spelled(lambda language: language.one_neuter),
        },
    ),
    "share": Unit(
        {"en": "share", "nb": "andel"},
        {
            "default": _within(_percent_template, _digits(scale=-2)),
            "percent0": _within(_percent_template, _digits(scale=-2)),
            "percent1": _within(_percent_template, _digits(decimals=1, scale=-2)),
        },
    ),
    "year": Unit({"en": "year", "nb": "årstall"}, {"default": _year}),
    "range": Unit({"en": "range", "nb": "tidsrom"}, {"default": _span}),
    "ratio": Unit(
        {"en": "ratio", "nb": "forholdstall"}, {"default": _ONE, "int": _INT, "dec1": _ONE, "dec2": _digits(decimals=2)}
    ),
}
