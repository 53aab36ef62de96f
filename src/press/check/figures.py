"""Hold figures and tables together: made by a notebook, drawn in each language, used by a chapter."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from press.check.notebooks import Notebook, origin_faults
from press.check.reading import Reading
from press.elements import MADE
from press.errors import Fault, closest

_FRAGMENT = re.compile(r"((?:fig|tbl)-[\w-]+)\.([A-Za-z-]+)\.md")
_DRAWING = re.compile(r"(fig-[\w-]+)\.([A-Za-z-]+)\.svg")


def figure_faults(reading: Reading, notebooks: Mapping[str, Notebook]) -> Iterator[Fault]:
    """Figures and tables that nothing made, that a language lacks, or that no chapter includes."""
    names = sorted(path.name for path in (reading.project.root / "figures").glob("*"))
    yield from _languages(reading, names)
    yield from _unused(reading, names)
    if reading.made is not None:
        yield from _unmade(reading, reading.made)
        yield from _undrawn(reading, reading.made, set(names))
        yield from origin_faults(MADE, reading.made, notebooks)


def _languages(reading: Reading, names: list[str]) -> Iterator[Fault]:
    for name in names:
        for match in filter(None, (pattern.fullmatch(name) for pattern in (_FRAGMENT, _DRAWING))):
            for language in reading.languages:
                other = name.replace(f".{match[2]}.", f".{language}.")
                if match[2] in reading.languages and other not in names:
                    yield Fault(f"figures/{name}", 0, f"'figures/{other}' is missing", "Run 'press compute'.")


def _unused(reading: Reading, names: list[str]) -> Iterator[Fault]:
    used = {path for page in reading.all_pages for path in page.expanded.files}
    for name in names:
        match = _FRAGMENT.fullmatch(name)
        if match and match[2] in reading.languages and f"figures/{name}" not in used:
            yield Fault(
                f"figures/{name}",
                0,
                "no chapter includes it",
                f"Include it in a chapter of '{match[2]}', or take it out of its notebook and run 'press compute'.",
            )


def _unmade(reading: Reading, made: Mapping[str, Any]) -> Iterator[Fault]:
    for page in reading.all_pages:
        named = [(item.id, item.place) for item in page.outline.floats]
        named += [(code.args[0], code.place) for code in page.outline.shortcodes if code.name == "made" and code.args]
        for name, place in named:
            if name not in made:
                remedy = f"{closest(name, made)}Make it in a notebook and run 'press compute'."
                yield Fault(place.file, place.line, f"no notebook made '{name}', says {MADE}", remedy)


def _undrawn(reading: Reading, made: Mapping[str, Any], names: set[str]) -> Iterator[Fault]:
    for name in sorted(made):
        if not any(f"{name}.{language}.md" in names for language in reading.languages):
            line = reading.line(MADE, f'"{name}"')
            yield Fault(MADE, line, f"the files of '{name}' are missing", "Run 'press compute'.")
