"""Errors that say what is wrong, where, what was allowed and what to do.

Imports nothing from the package. Everything that data, chapters, notebooks or
the author's settings can get wrong is raised as a :class:`PressError`; anything
else that escapes is a fault of the program itself.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, order=True)
class Fault:
    """One thing that is wrong: where it stands, what it is and what to do about it.

    ``path`` is relative to the project root; ``line`` counts from 1 and is 0 where
    the fault belongs to the file as a whole.
    """

    path: str
    line: int
    what: str
    remedy: str = ""

    def __str__(self) -> str:
        place = f"{self.path}:{self.line}" if self.line else self.path
        text = f"{place}: {self.what}" if place else self.what
        return f"{text}\n    {self.remedy}" if self.remedy else text


class PressError(Exception):
    """Base of every error that an author can cause and mend."""

    def __init__(self, faults: Fault | Iterable[Fault]) -> None:
        self.faults: tuple[Fault, ...] = (faults,) if isinstance(faults, Fault) else tuple(faults)
        super().__init__("\n".join(map(str, self.faults)))


class ConfigError(PressError):
    """A ``_quarto*.yml`` file cannot be read or does not say what it must."""


class DataError(PressError):
    """A data file breaks its schema or is missing."""


class ChapterError(PressError):
    """A chapter cannot be expanded or rendered."""


class NotebookError(PressError):
    """A notebook failed, hung, or published something it may not."""


class ToolError(PressError):
    """An external program (pandoc, Typst) refused its input."""


class OutputError(PressError):
    """The output cannot be written, or another run holds the folder."""


def closest(name: str, known: Iterable[str]) -> str:
    """Return a sentence that offers the nearest known names, or an empty string."""
    near = difflib.get_close_matches(name, sorted(known), n=3, cutoff=0.6)
    return f"Did you mean {' or '.join(near)}? " if near else ""
