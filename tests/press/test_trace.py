"""A number is traced to its rule, its cell and its rows."""

from __future__ import annotations

from pathlib import Path

import pytest

from press.errors import PressError
from press.trace import trace_number


def test_a_trace_holds_value_unit_rules_cell_and_texts(built: Path) -> None:
    told = trace_number(built, "lights.total.upkeep").splitlines()
    assert told[0] == "lights.total.upkeep"
    assert told[1].split() == ["value", "7650000", "(NOK)"]
    assert [line.split()[-1] for line in told if "rule en" in line] == ["upkeep"]
    assert any("made in" in line and "notebooks/lights.ipynb, cell 'totals'" in line for line in told)
    assert any(line.startswith("  nb") and "mnok: 7,7" in line for line in told)


def test_a_trace_prints_the_rows_behind_the_number(built: Path) -> None:
    told = trace_number(built, "lights.county.agd.count").splitlines()
    assert "  data      data/lights.csv, lines 4–5" in [line.replace("-", "–") for line in told]
    rows = [line for line in told if line.startswith("    ")]
    assert [row.partition(":")[0].strip() for row in rows] == ["4", "5"]
    assert "name=Lindesnes" in rows[0]
    assert "upkeep=" not in rows[1]


def test_a_trace_without_rows_names_the_lines_only(built: Path) -> None:
    assert "Lindesnes" not in trace_number(built, "lights.county.agd.count", rows=False)


def test_an_unknown_key_is_answered_with_the_closest(built: Path) -> None:
    with pytest.raises(PressError, match=r"has the key 'lights\.total\.upkep'\n.*Did you mean lights\.total\.upkeep"):
        trace_number(built, "lights.total.upkep")
