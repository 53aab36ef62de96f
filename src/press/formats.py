"""Write a value as text: every format of its unit, in each language, with Babel's locale data.

Imports :mod:`press.errors` and :mod:`press.units`.
"""

from __future__ import annotations

from press.errors import Fault, PressError, closest
from press.units import LANGUAGES, MINUS, SHOWN_FROM, SPAN, UNITS, Language, Unit, Value, decimal, ends_of

__all__ = ["SPAN", "UNITS", "Value", "exact", "format_all", "format_as", "range_of", "span_of", "unit_named"]


def format_all(value: Value, unit: str, lang: str) -> dict[str, str]:
    """Return the value in every format of its unit that can show it; raise :class:`PressError`.

    Millions and billions are left out where they would show nought.
    """
    _language(lang)
    ends = ends_of(str(value))
    size = abs(ends[1] if ends else decimal(value))
    formats = unit_named(unit).formats
    return {name: write(value, lang) for name, write in formats.items() if size >= SHOWN_FROM.get(name, 0)}


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

    written = format_decimal(decimal(value), format="#,##0." + "#" * 15, locale=_language(lang).locale)
    return str(written).replace("-", MINUS)


def unit_named(name: str) -> Unit:
    """Return a unit; raise :class:`PressError` that lists the units there are."""
    if name not in UNITS:
        known = ", ".join(sorted(UNITS))
        raise PressError(Fault("", 0, f"there is no unit '{name}'", f"{closest(name, UNITS)}Units: {known}."))
    return UNITS[name]


def range_of(value: str) -> tuple[int, int]:
    """Return the two ends of a range written ``2000-2010``; raise :class:`PressError` for anything else."""
    ends = ends_of(value)
    if ends is None or any(end != int(end) for end in ends):
        raise PressError(Fault("", 0, f"'{value}' is not a range", "Write lower end, hyphen, upper end: 2000-2010."))
    return int(ends[0]), int(ends[1])


def span_of(value: str) -> str:
    """Return a span as it is kept, ``0.4-0.5``; raise :class:`PressError` for anything else."""
    ends = ends_of(value)
    if ends is None:
        raise PressError(Fault("", 0, f"'{value}' is not a span", "Write lower end, hyphen, upper end: 0.4-0.5."))
    return "-".join(str(int(end)) if end == int(end) else str(end.normalize()) for end in ends)


def _language(lang: str) -> Language:
    if lang not in LANGUAGES:
        known = ", ".join(sorted(LANGUAGES))
        raise PressError(Fault("", 0, f"there are no number formats for the language '{lang}'", f"Languages: {known}."))
    return LANGUAGES[lang]
