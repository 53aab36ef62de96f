"""Write any text from data so that it is read as that very text.

Imports nothing from the package. Three places need it: running text (a caption, the cell of
a pipe table), the quoted value of an attribute (the alt text of a figure), and a cell of a CSV
file that a reader may open as a spreadsheet.
"""

from __future__ import annotations

import re

# A backslash makes any ASCII punctuation literal in Pandoc's Markdown. These few start nothing.
_HARMLESS = frozenset(",;?%/")
_PUNCTUATION = frozenset("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~") - _HARMLESS
_FORMULA = re.compile(r"[=+\-@\t\r]")
_BLANKS = re.compile(r"[ \t\n\r\v\f\x1c-\x1f\x85\u2028\u2029]+")
_CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufeff\ufffe\uffff]")


def plain(text: object) -> str:
    """Return Markdown for running text or a table cell: one line, nothing in it is markup.

    Line breaks and runs of blanks become one space, control characters go; no-break spaces stay.
    """
    return "".join(f"\\{sign}" if sign in _PUNCTUATION else sign for sign in _one_line(text))


def attribute(text: object) -> str:
    """Return a text for between the double quotes of an attribute, such as ``fig-alt="..."``.

    Blanks at its ends, of any kind, go: pandoc takes no value that begins with one.
    """
    return re.sub(r'([\\"&<>{}])', r"\\\1", _one_line(text).strip())


def code_fence(text: str) -> str:
    """Return a run of backquotes that is longer than any in the text, for a fenced block."""
    longest = max((len(run) for run in re.findall(r"`+", text)), default=0)
    return "`" * max(3, longest + 1)


def spreadsheet_cell(text: object) -> str:
    """Return a text for a cell of a CSV file: spreadsheets take none for a formula, since an apostrophe leads it."""
    said = str(text)
    return f"'{said}" if _FORMULA.match(said) else said


def _one_line(text: object) -> str:
    return _CONTROLS.sub("", _BLANKS.sub(" ", str(text))).strip(" ")
