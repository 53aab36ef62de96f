"""Hold the numbers in the text to the published ones: key, format, every language, the cell that made it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from press.check.notebooks import Notebook, origin_faults
from press.check.reading import Page, Reading
from press.elements import NUMBERS
from press.errors import Fault, closest


def published_faults(reading: Reading, notebooks: Mapping[str, Notebook]) -> Iterator[Fault]:
    """Unknown keys and formats, languages missing, cells that are no longer there."""
    numbers = reading.numbers
    if numbers is None:
        return
    for page in reading.all_pages:
        yield from _used(page, numbers)
    for key in sorted(numbers):
        yield from _languages(reading, key, numbers[key])
    yield from origin_faults(NUMBERS, numbers, notebooks)


def _used(page: Page, numbers: Mapping[str, Any]) -> Iterator[Fault]:
    language = page.edition.short
    for code in page.outline.shortcodes:
        if code.name != "num" or not code.args:
            continue
        key, style = code.args[0], code.option("as", "default")
        if key not in numbers:
            yield Fault(
                code.place.file,
                code.place.line,
                f"the number '{key}' is not published",
                f"{closest(key, numbers)}Publish it from a notebook and run 'press compute'.",
            )
            continue
        styles = numbers[key].get("text", {}).get(language, {})
        if styles and style not in styles:
            yield Fault(
                code.place.file,
                code.place.line,
                f"the number '{key}' has no format '{style}'",
                f"{closest(style, styles)}It has {', '.join(sorted(styles))}.",
            )


def _languages(reading: Reading, key: str, number: Mapping[str, Any]) -> Iterator[Fault]:
    texts = number.get("text", {})
    missing = [language for language in reading.languages if not texts.get(language)]
    if missing:
        yield Fault(
            NUMBERS,
            reading.line(NUMBERS, f'"{key}"'),
            f"the number '{key}' has no text in {', '.join(missing)}",
            "Run 'press compute'.",
        )
        return
    styles = set().union(*(texts[language] for language in reading.languages))
    for language in reading.languages:
        if lacking := sorted(styles - set(texts[language])):
            yield Fault(
                NUMBERS,
                reading.line(NUMBERS, f'"{key}"'),
                f"the number '{key}' lacks the format {', '.join(lacking)} in {language}",
                "Run 'press compute'.",
            )
