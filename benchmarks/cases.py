"""The tests that take tables by name, as cases that can be run again on changed tables."""

from __future__ import annotations

import importlib
import inspect
import itertools
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

MODULES = ("test_sums", "test_order", "test_printed_values", "test_units", "test_every_table")


@dataclass
class Case:
    """A test with its arguments, and the tables that it looks at."""

    name: str
    run: Callable[[], object]
    tables: frozenset[str]


def cases(described: dict[str, Any], rows_of: Callable[[str], Any]) -> Iterator[Case]:
    """Every test that can run here and looks at a table, once for each set of its parameters."""
    for module in map(importlib.import_module, MODULES):
        for name, test in inspect.getmembers(module, inspect.isfunction):
            marks = getattr(test, "pytestmark", [])
            if not name.startswith("test_") or any(mark.name == "skipif" and mark.args[0] for mark in marks):
                continue
            for settings in parameters(marks):
                tables = {argument for argument in inspect.signature(test).parameters if argument in described}
                named = {one for one in settings.values() if isinstance(one, str) and one in described}
                if tables | named:
                    run = bound(test, {**settings, **{table: rows_of(table) for table in tables}})
                    yield Case(name, run, frozenset(tables | named))


def parameters(marks: list[Any]) -> Iterator[dict[str, Any]]:
    """Every combination of what a test is parametrized with."""
    choices = []
    for mark in marks:
        if mark.name == "parametrize":
            names = [mark.args[0]] if isinstance(mark.args[0], str) else list(mark.args[0])
            sets = ([one] if len(names) == 1 else one for one in mark.args[1])
            choices.append([dict(zip(names, one, strict=True)) for one in sets])
    for chosen in itertools.product(*choices):
        yield {name: value for one in chosen for name, value in one.items()}


def bound(test: Callable[..., object], settings: dict[str, Any]) -> Callable[[], object]:
    """The test with its arguments."""
    return lambda: test(**settings)


def fails(case: Case) -> bool:
    """Whether a test fails or cannot be run."""
    try:
        case.run()
    except Exception:
        return True
    return False
