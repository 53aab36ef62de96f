"""Published numbers: one frozen value each, checked when made, kept in ``figures/numbers.json``.

Imports only :mod:`press.elements`, :mod:`press.errors` and :mod:`press.formats`.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from press.elements import NUMBERS
from press.errors import DataError, Fault, NotebookError
from press.formats import SPAN, Value, format_all, range_of, span_of, unit_named

_KEY = re.compile(r"[a-z0-9-]+(\.[a-z0-9-]+)*")
_ROWS = re.compile(r"\d+(-\d+)?( \d+(-\d+)?)*")
_WHOLE_UNITS = frozenset({"count", "persons", "year"})
_SIGNIFICANT = 12


@dataclass(frozen=True)
class Number:
    """One published number.

    ``rule`` and ``text`` are by language (``text`` then by format); ``rows`` maps the data
    file's path to its line numbers, the header being line 1, written as ``2-38 41``.
    """

    key: str
    value: Value
    unit: str
    rule: Mapping[str, str]
    notebook: str
    cell: str
    rows: Mapping[str, str]
    text: Mapping[str, Mapping[str, str]]

    @property
    def anchor(self) -> str:
        """The id of the number's entry in the number appendix."""
        return anchor(self.key)


def make_number(
    key: str, value: object, unit: str, *, rule: Mapping[str, str], notebook: str, cell: str,
    rows: Mapping[str, Iterable[int]], languages: Iterable[str],
) -> Number:
    """Check a number and write it in every format; raise :class:`NotebookError` naming the cell.

    ``value`` is a finite int, float or Decimal (NumPy's scalars too), or for the unit
    ``range`` and for spans a text such as ``2000-2010``. ``rows`` are line numbers by data file.
    """
    langs = tuple(languages)
    where = f"cell '{cell}', number '{key}'"
    if not _KEY.fullmatch(key):
        raise _fault(notebook, f"cell '{cell}': '{key}' is no key for a number",
                     "A key has lower-case letters, digits and hyphens, in parts joined by full stops.")
    missing = [lang for lang in langs if not str(rule.get(lang, "")).strip()]
    if missing:
        raise _fault(notebook, f"{where}: the rule is missing in {', '.join(missing)}",
                     "Say in each language how the number is computed.")
    unit_named(unit)
    plain = _plain_value(value, unit, notebook, where)
    return Number(
        key, plain, unit, {lang: rule[lang] for lang in langs}, notebook, cell,
        {path: compress_rows(rows[path]) for path in sorted(rows)},
        {lang: format_all(plain, unit, lang) for lang in langs},
    )


def anchor(key: str) -> str:
    """Return the anchor of a key: ``n-`` and the key with a hyphen for every other character."""
    return "n-" + re.sub(r"[^a-z0-9-]", "-", key)


def compress_rows(lines: Iterable[int]) -> str:
    """Write line numbers compactly: ``[2, 3, 4, 41]`` becomes ``2-4 41``."""
    spans: list[list[int]] = []
    for line in sorted(set(lines)):
        if spans and line == spans[-1][1] + 1:
            spans[-1][1] = line
        else:
            spans.append([line, line])
    return " ".join(str(first) if first == last else f"{first}-{last}" for first, last in spans)


def expand_rows(text: str) -> list[int]:
    """Read what :func:`compress_rows` wrote; raise :class:`DataError` for anything else."""
    if text and not _ROWS.fullmatch(text):
        raise DataError(Fault(NUMBERS, 0, f"'{text}' lists no line numbers", "Run 'press compute --force'."))
    lines: list[int] = []
    for span in text.split():
        first, _, last = span.partition("-")
        lines.extend(range(int(first), int(last or first) + 1))
    return lines


def dump_numbers(numbers: Iterable[Number]) -> bytes:
    """Return the JSON text of numbers: sorted keys, one form for each value."""
    content = {number.key: {k: v for k, v in asdict(number).items() if k != "key"} for number in numbers}
    text = json.dumps(content, indent=1, sort_keys=True, ensure_ascii=False, allow_nan=False)
    return (text + "\n").encode()


def parse_numbers(content: bytes) -> dict[str, Number]:
    """Read the JSON text of numbers; raise :class:`DataError` where it is not whole."""
    try:
        loaded: dict[str, dict[str, Any]] = json.loads(content)
        return {key: Number(key=key, **fields) for key, fields in loaded.items()}
    except (ValueError, TypeError, AttributeError):
        raise DataError(
            Fault(NUMBERS, 0, "is not a list of numbers as 'press compute' writes it", "Run 'press compute --force'.")
        ) from None


def load_numbers(root: Path) -> dict[str, Number]:
    """Return every published number by its key; raise :class:`DataError` if there is no list of them."""
    try:
        content = (root / NUMBERS).read_bytes()
    except OSError:
        raise DataError(Fault(NUMBERS, 0, "the file is missing", "Run 'press compute'.")) from None
    return parse_numbers(content)


def _plain_value(value: object, unit: str, notebook: str, where: str) -> Value:
    if unit == "range":
        first, last = range_of(str(value))
        return f"{first}-{last}"
    if unit.endswith(SPAN):
        return span_of(str(value))
    item = getattr(value, "item", None)
    bare = item() if callable(item) else value
    if isinstance(bare, bool) or not isinstance(bare, int | float | Decimal):
        raise _fault(notebook, f"{where}: {_shown(value)} is no number", "Publish a finite int, float or Decimal.")
    if not math.isfinite(bare):
        raise _fault(notebook, f"{where}: the value is {bare}", "Look for missing amounts or a division by zero.")
    if bare == int(bare):
        return int(bare)
    if unit in _WHOLE_UNITS:
        raise _fault(notebook, f"{where}: {bare} is no whole number", f"The unit '{unit}' allows whole numbers only.")
    # Other processors add in another order: the last bits of a sum must not reach the file.
    return float(f"{float(bare):.{_SIGNIFICANT}g}")


def _shown(value: object) -> str:
    text = " ".join(repr(value).split())
    return text if len(text) <= 60 else text[:57] + "..."


def _fault(notebook: str, what: str, remedy: str) -> NotebookError:
    return NotebookError(Fault(notebook, 0, what, remedy))
