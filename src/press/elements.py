"""The parts of a chapter: ids, headings, shortcodes, divs, each with the line where it stands.

Imports :mod:`press.includes` for :class:`Place` only.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import NamedTuple

from press.includes import Place

GENERATED = "figures/"
"""Files below this folder are made by notebooks."""

NUMBERS, MADE = "figures/numbers.json", "figures/made.json"
"""Every published number by its key; of every figure and table the notebook, the cell and the data."""

_TOKEN = re.compile(
    r"#([^\s#.{}=]+(?:\.[^\s#.{}=]+)*)|\.([^\s#.{}=]+)|([\w:-]+)=(?:\"([^\"]*)\"|'([^']*)'|([^\s{}]+))|(-)(?=[\s}])"
)


@dataclass(frozen=True)
class Attributes:
    """What stands between pandoc's braces: ``{#id .class key="value"}``."""

    id: str = ""
    classes: tuple[str, ...] = ()
    pairs: tuple[tuple[str, str], ...] = ()

    def get(self, key: str) -> str:
        """The value of a key, or an empty text."""
        return dict(self.pairs).get(key, "")


class Named(NamedTuple):
    """An id, a citation key, a footnote label or a target, and the line where it stands."""

    id: str
    place: Place


@dataclass(frozen=True)
class Heading:
    """A heading; ``text`` is its Markdown without the attributes, ``at`` its line in the expanded text."""

    level: int
    id: str
    text: str
    unnumbered: bool
    place: Place
    at: int


class Shortcode(NamedTuple):
    """A shortcode: its name, its words, and its ``key=value`` options."""

    name: str
    args: tuple[str, ...]
    options: tuple[tuple[str, str], ...]
    place: Place

    def option(self, key: str, default: str = "") -> str:
        """The value of an option, or ``default``."""
        return dict(self.options).get(key, default)


@dataclass(frozen=True)
class Div:
    """A fenced div, with the lines of its fences in the expanded text.

    ``until`` is 0 where it never closes, and ``at`` is 0 for a closing fence that has no opening.
    """

    attributes: Attributes
    place: Place
    at: int
    until: int

    @property
    def callout(self) -> str:
        """The kind of callout, such as ``note``; empty for any other div."""
        return next((c.removeprefix("callout-") for c in self.attributes.classes if c.startswith("callout-")), "")


def generated(path: str) -> bool:
    """Whether a file is made by a notebook and not written by an author."""
    return path.startswith(GENERATED)


def parse_attributes(text: str) -> Attributes:
    """Read the attributes of a heading, div, picture or span, braces included or not."""
    found = ""
    classes: list[str] = []
    pairs: list[tuple[str, str]] = []
    for match in _TOKEN.finditer(text):
        if match[1]:
            found = match[1]
        elif match[2] or match[7]:
            classes.append(match[2] or "unnumbered")
        else:
            pairs.append((match[3], match[4] or match[5] or match[6] or ""))
    return Attributes(found, tuple(classes), tuple(pairs))
