"""Hold the written text to the marks of its language: quotation marks and dashes."""

from __future__ import annotations

import re
from collections.abc import Iterator

from press.check.reading import Page, Reading
from press.errors import Fault
from press.masking import SHORTCODE

_NUMBER = rf"[\d{SHORTCODE}]"
# Each begins with its mark, so that a search need not try every character.
_HYPHENS = (
    re.compile(rf"-(?<={_NUMBER}-)(?={_NUMBER})"),
    re.compile(rf"-(?<={_NUMBER}[ \u00a0]-)(?=[ \u00a0]{_NUMBER})"),
)
_QUOTES = (re.compile(r"[\"“”„]"), re.compile(r"'(?<![\w’']')(?=\w)[^'\n]*(?<=\w)'(?!\w)"))
_NOT_QUOTED = {"nb": "«…»"}
"""Languages that allow one kind of quotation marks only."""
_BEFORE = re.compile(rf"(IS[BS]N )?([\w./:–{SHORTCODE}-]*)$")
_AFTER = re.compile(rf"[\w–{SHORTCODE}-]*")
_PLAIN = re.compile(rf"\d[\d.]*|{SHORTCODE}+")
_NEAR = 40
_UNITS = "NOK|USD|EUR|GBP|SEK|kr"
_SCALES = "million|millioner|billion|milliard|milliarder|thousand|tusen|kroner|dollars?|euros?"
_LOOSE = re.compile(rf"\b(?:{_UNITS})(?<!\\)[ \n](?={SHORTCODE})|(?<={SHORTCODE})[ \n](?=(?:{_SCALES})\b)")
_NUMBERED = re.compile(rf"\b(?:[Nn][or]|[Nn]os|[Kk]ap)\.[ \n](?={_NUMBER})")


def typography_faults(reading: Reading) -> Iterator[Fault]:
    """Hyphens where a dash belongs, lines that may break at a number, quotation marks of another language."""
    for page in reading.all_pages:
        yield from _hyphens(page)
        yield from _loose_numbers(page)
        if marks := _NOT_QUOTED.get(page.edition.short):
            yield from _quotes(page, marks)


def _hyphens(page: Page) -> Iterator[Fault]:
    for match in (match for pattern in _HYPHENS for match in pattern.finditer(page.own_prose)):
        if _between_numbers(page.own_prose, match.start()):
            yield _fault(page, match.start(), "a hyphen between numbers", "Write an en dash: 2000–2010.")


def _loose_numbers(page: Page) -> Iterator[Fault]:
    for match in _LOOSE.finditer(page.own_prose):
        what = "a line may break between a number and its unit"
        yield _fault(page, match.start(), what, "Write a backslash before the space: NOK\\ {{< num ... >}}\\ million.")
    for match in _NUMBERED.finditer(page.own_prose):
        what = "a line may break before a number"
        yield _fault(page, match.end() - 1, what, "Write a backslash before the space: nr.\\ 29.")


def _quotes(page: Page, marks: str) -> Iterator[Fault]:
    for match in (match for pattern in _QUOTES for match in pattern.finditer(page.own_prose)):
        yield _fault(page, match.start(), "quotation marks of another language", f"Write {marks}.")


def _between_numbers(text: str, at: int) -> bool:
    """Whether plain numbers stand on both sides: not parts of a code, a date or an ISBN."""
    if text[at - 1].isspace():
        return True
    before = _BEFORE.search(text, max(0, at - _NEAR), at)
    after = _AFTER.match(text, at + 1)
    return bool(before and after and not before[1] and _PLAIN.fullmatch(before[2]) and _PLAIN.fullmatch(after[0]))


def _fault(page: Page, offset: int, what: str, remedy: str) -> Fault:
    place = page.expanded.place(offset)
    return Fault(place.file, place.line, what, remedy)
