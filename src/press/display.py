"""What publishing returns: objects that Jupyter shows well.

Imports :mod:`press.escaping`, :mod:`press.formats` and :mod:`press.numbers`. Each object
also says in a format of our own that it is published, so that the page of the notebook
shows the published form and not this one.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from press.escaping import plain
from press.formats import Value
from press.numbers import Number

PUBLISHED_TYPE = "application/vnd.press+json"


@dataclass(frozen=True)
class ShownNumber:
    """A published number; ``value`` can be computed with."""

    number: Number
    lang: str

    @property
    def value(self) -> Value:
        """The value as published."""
        return self.number.value

    def _repr_mimebundle_(self, **_options: Any) -> dict[str, Any]:
        text = self.number.text[self.lang]["default"]
        return {
            PUBLISHED_TYPE: {"number": self.number.key},
            "text/markdown": f"`{self.number.key}`: **{plain(text)}**",
            "text/plain": f"{self.number.key}: {text}",
        }


@dataclass(frozen=True)
class ShownFigure:
    """A published figure as Jupyter shows it: in the first language."""

    name: str
    svg: str
    alt: str

    def _repr_mimebundle_(self, **_options: Any) -> dict[str, Any]:
        return {PUBLISHED_TYPE: {"figure": self.name}, "image/svg+xml": self.svg, "text/plain": self.alt}


@dataclass(frozen=True)
class ShownTable:
    """A published table as Jupyter shows it: in the first language."""

    name: str
    markdown: str

    def _repr_mimebundle_(self, **_options: Any) -> dict[str, Any]:
        return {PUBLISHED_TYPE: {"table": self.name}, "text/markdown": self.markdown, "text/plain": self.markdown}
