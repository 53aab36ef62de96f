"""The units of published numbers, and the formats that each of them has.

Imports only the standard library; Babel and num2words where a number is written. A unit
is a row of :data:`UNITS`, a language a row of :data:`LANGUAGES`. Nothing is taken from the
environment's locale. Halves are rounded away from zero, as readers do it.

Every unit but ``range`` also comes as a span, ``<unit>-span``: two values, written as one
expression with what surrounds them once (``NOK 2–3``, ``40–50%``).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

Value = int | float | str
Formatter = Callable[[Value, str], str]

NBSP = "\u00a0"
MINUS = "\u2212"
SPAN = "-span"
_SPELLED_UP_TO = 12
_IN_WORDS_FROM = 10**6
_ENDS = re.compile(r"\s*(\d+(?:\.\d+)?)\s*[-–]\s*(\d+(?:\.\d+)?)\s*")
_AFTER_DIGITS = re.compile(r"\D+$")
_BEFORE_DIGITS = re.compile(r"^\D+")


@dataclass(frozen=True)
class Language:
    """Where a language's formats come from: Babel's locale, num2words' name, own words.

    ``amounts`` holds a template for each currency, the place of the digits as ``{}``;
    ``short_amount`` the short one for kroner; ``one`` is the word for 1 where it stands as a
    number, ``one_neuter`` before a neuter noun.
    """

    locale: str
    words: str
    amounts: Mapping[str, str]
    short_amount: str
    one: str
    one_neuter: str


@dataclass(frozen=True)
class Unit:
    """A unit: its name in each language and its formats by name; one is called ``default``."""

    label: Mapping[str, str]
    formats: Mapping[str, Formatter]


_CURRENCIES = {
    "NOK": ("NOK", "kroner"),
    "USD": ("USD", "dollar"),
    "EUR": ("EUR", "euro"),
    "SEK": ("SEK", "svenske kroner"),
    "GBP": ("GBP", "pund"),
    "DKK": ("DKK", "danske kroner"),
}

LANGUAGES: Mapping[str, Language] = {
    "en": Language(
        "en_GB", "en", {code: f"{code}{NBSP}{{}}" for code in _CURRENCIES}, f"NOK{NBSP}{{}}", "one", "one"
    ),
    "nb": Language(
        "nb_NO", "no", {code: f"{{}}{NBSP}{word}" for code, (_, word) in _CURRENCIES.items()},
        f"kr{NBSP}{{}}", "én", "ett",
    ),
}


def ends_of(value: str) -> tuple[Decimal, Decimal] | None:
    """The two ends of a span written ``0.4-0.5``, or None for anything else."""
    match = _ENDS.fullmatch(value)
    if not match or Decimal(match[1]) > Decimal(match[2]):
        return None
    return Decimal(match[1]), Decimal(match[2])


def decimal(value: Value | Decimal) -> Decimal:
    """A value without the noise of its binary form."""
    return Decimal(repr(value)) if isinstance(value, float) else Decimal(value)


def _digits(decimals: int = 0, scale: int = 0) -> Formatter:
    """Grouped digits with so many decimals, the value divided by ten to the power of ``scale``."""

    def write(value: Value, lang: str) -> str:
        from babel.numbers import format_decimal

        scaled = decimal(value).scaleb(-scale)
        rounded = scaled.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP) + 0
        pattern = "#,##0." + "0" * decimals if decimals else "#,##0"
        return str(format_decimal(rounded, format=pattern, locale=LANGUAGES[lang].locale)).replace("-", MINUS)

    return write


def _compact(value: Value, lang: str) -> str:
    """Millions and more in words, with one decimal; below that grouped digits."""
    from babel.numbers import format_compact_decimal

    if abs(decimal(value)) < _IN_WORDS_FROM:
        return _INT(value, lang)
    rounded = decimal(value)
    written = format_compact_decimal(rounded, format_type="long", locale=LANGUAGES[lang].locale, fraction_digits=1)
    return str(written).replace("-", MINUS).replace(" ", NBSP)


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

        number = decimal(value)
        if number != int(number) or not 0 <= number <= _SPELLED_UP_TO:
            return _INT(value, lang)
        language = LANGUAGES[lang]
        word = one(language) if number == 1 else str(num2words(int(number), lang=language.words))
        return word[0].upper() + word[1:] if capital else word

    return write


def _spanned(write: Formatter) -> Formatter:
    """Both ends in one format, a sign or word around the digits once."""

    def both(value: Value, lang: str) -> str:
        ends = ends_of(str(value))
        if ends is None:
            raise ValueError(f"'{value}' is no span")
        low, high = (write(str(end), lang) for end in ends)
        if any(sign.isdigit() for sign in low):
            low, high = _AFTER_DIGITS.sub("", low), _BEFORE_DIGITS.sub("", high)
        return f"{low}–{high}"

    return both


def _currency(code: str) -> Unit:
    english, norwegian = _CURRENCIES[code]
    formats = {
        "default": _within(lambda language: language.amounts[code], _INT),
        "int": _INT,
        "long": _within(lambda language: language.amounts[code], _compact),
        **_LARGE,
    }
    return Unit({"en": english, "nb": norwegian}, formats)


def _counted(english: str, norwegian: str) -> Unit:
    return Unit(
        {"en": english, "nb": norwegian},
        {
            "default": _INT,
            "int": _INT,
            "long": _compact,
            "words": _spelled(lambda language: language.one),
            "Words": _spelled(lambda language: language.one, capital=True),
            "neuter": _spelled(lambda language: language.one_neuter),
            **_LARGE,
        },
    )


def _kroner() -> Unit:
    unit = _currency("NOK")
    own = {
        "kr": _within(lambda language: language.short_amount, _INT),
        "mnok": _digits(decimals=1, scale=6),
        "mnok0": _digits(scale=6),
        "mnok2": _digits(decimals=2, scale=6),
    }
    return Unit(unit.label, {**{name: unit.formats[name] for name in ("default", "int", "long")}, **own})


_INT = _digits()
_ONE = _digits(decimals=1)
SHOWN_FROM = {"million": 10**6, "million1": 10**5, "million2": 10**4, "billion": 10**9, "billion1": 10**8}
"""The smallest value that a format shows."""

_LARGE = {
    "million": _digits(scale=6),
    "million1": _digits(decimals=1, scale=6),
    "million2": _digits(decimals=2, scale=6),
    "billion": _digits(scale=9),
    "billion1": _digits(decimals=1, scale=9),
}
_SIMPLE: Mapping[str, Unit] = {
    "NOK": _kroner(),
    **{code: _currency(code) for code in _CURRENCIES if code != "NOK"},
    "count": _counted("count", "antall"),
    "persons": _counted("persons", "personer"),
    "share": Unit(
        {"en": "share", "nb": "andel"},
        {
            "default": _within(_percent_template, _digits(scale=-2)),
            "percent0": _within(_percent_template, _digits(scale=-2)),
            "percent1": _within(_percent_template, _digits(decimals=1, scale=-2)),
        },
    ),
    "year": Unit({"en": "year", "nb": "årstall"}, {"default": lambda value, _lang: str(int(decimal(value)))}),
    "ratio": Unit(
        {"en": "ratio", "nb": "forholdstall"}, {"default": _ONE, "int": _INT, "dec1": _ONE, "dec2": _digits(decimals=2)}
    ),
}

UNITS: Mapping[str, Unit] = {
    **_SIMPLE,
    "range": Unit({"en": "range", "nb": "tidsrom"}, {"default": _spanned(lambda value, _lang: str(value))}),
    **{
        name + SPAN: Unit(unit.label, {form: _spanned(write) for form, write in unit.formats.items()})
        for name, unit in _SIMPLE.items()
    },
}
