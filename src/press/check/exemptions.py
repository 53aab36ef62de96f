"""Numbers typed by hand in chapters, and the reviewed list of those that may stay."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from press.check.number_words import LANGUAGES, NumberWords
from press.check.reading import Page, Reading
from press.check.typed_numbers import Hit, find_numbers
from press.errors import Fault

EXEMPTIONS = "data/number_exemptions.csv"
COLUMNS = ["file", "text", "reason"]


@dataclass
class Exemption:
    """A line of the list; ``used`` once it excuses a number."""

    file: str
    text: str
    line: int
    used: bool = False

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """Finds the text, however its lines are broken."""
        return re.compile(r"\s+".join(map(re.escape, self.text.split())))


def number_faults(reading: Reading) -> Iterator[Fault]:
    """Every number typed by hand that no exemption excuses, and every faulty exemption."""
    faults: list[Fault] = []
    exemptions = _read(reading.project.root, faults)
    yield from faults
    for page in reading.all_pages:
        yield from _page(page, exemptions)
    for exemption in exemptions:
        if not exemption.used:
            yield Fault(
                EXEMPTIONS,
                exemption.line,
                f"'{exemption.text}' excuses no number in '{exemption.file}'",
                "Delete the line, or quote the text exactly as it stands in the file.",
            )


def _page(page: Page, exemptions: list[Exemption]) -> Iterator[Fault]:
    mine = [exemption for exemption in exemptions if exemption.file in page.expanded.files]
    for hit in find_numbers(page.own_prose, LANGUAGES.get(page.edition.short, NumberWords())):
        place = page.expanded.place(hit.start)
        if not _excused(page, hit, [exemption for exemption in mine if exemption.file == place.file]):
            yield Fault(
                place.file,
                place.line,
                f"a number typed by hand: '{hit.text}'",
                f"Publish it and write {{{{< num KEY >}}}}, or excuse it in {EXEMPTIONS} with a reason.",
            )


def _excused(page: Page, hit: Hit, exemptions: list[Exemption]) -> bool:
    excused = False
    for exemption in exemptions:
        if any(m.start() <= hit.start and hit.end <= m.end() for m in exemption.pattern.finditer(page.expanded.text)):
            exemption.used = excused = True
    return excused


def _read(root: Path, faults: list[Fault]) -> list[Exemption]:
    try:
        text = (root / EXEMPTIONS).read_bytes().decode("utf-8-sig")
    except OSError:
        return []
    except UnicodeDecodeError as error:
        faults.append(Fault(EXEMPTIONS, 0, f"not UTF-8: byte {error.start} cannot be read", "Save the file as UTF-8."))
        return []
    rows = csv.reader(text.splitlines(keepends=True))
    header = next(rows, [])
    if header != COLUMNS:
        faults.append(Fault(EXEMPTIONS, 1, f"the columns are {','.join(header)}", f"They must be {','.join(COLUMNS)}."))
        return []
    found: dict[tuple[str, str], Exemption] = {}
    for row in filter(None, rows):
        fault = _row_fault(row, rows.line_num, found)
        if fault:
            faults.append(fault)
        if len(row) == len(COLUMNS) and row[1].strip():
            found.setdefault((row[0], row[1]), Exemption(row[0], row[1], rows.line_num))
    return list(found.values())


def _row_fault(row: list[str], line: int, found: dict[tuple[str, str], Exemption]) -> Fault | None:
    if len(row) != len(COLUMNS):
        return Fault(
            EXEMPTIONS, line, f"{len(row)} cells instead of {len(COLUMNS)}", "Put text with a comma in quotes."
        )
    if not row[1].strip():
        return Fault(EXEMPTIONS, line, "an exemption without text", "Quote the number with the words around it.")
    if (row[0], row[1]) in found:
        return Fault(
            EXEMPTIONS, line, f"'{row[1]}' stands in line {found[row[0], row[1]].line} too", "Delete one line."
        )
    if not row[2].strip():
        return Fault(EXEMPTIONS, line, f"the exemption '{row[1]}' has no reason", "Say why the number may stay.")
    return None
