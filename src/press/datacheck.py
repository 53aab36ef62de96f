"""Hold the data to their description with frictionless, and say each fault in a sentence of ours.

Imports :mod:`press.datapackage` and :mod:`press.errors`; frictionless, which is slow to load,
only when a check runs. What frictionless would guess (encoding, delimiter) is settled before it looks.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from press.datapackage import DATA, DESCRIPTOR, Package, Resource, load_package, read_records, shape_faults
from press.errors import DataError, Fault, closest

VERDICT = ".press/data-verdict"
_LOCK = "requirements.lock"
_EMPTY = "Fill in the cell."
_STANDARD = "See the Data Package standard for tables."
_LIMITS = {
    "enum": "allowed are",
    "maximum": "the highest allowed is",
    "minimum": "the lowest allowed is",
    "maxLength": "the greatest length is",
    "minLength": "the least length is",
    "pattern": "it must match",
}
Records = Mapping[str, Sequence[tuple[int, list[str]]]]


def check_data(root: Path) -> None:
    """Raise :class:`DataError` with every fault of the data; a verdict that all is well is kept by content."""
    kept, content = root / VERDICT, _content(root)
    if kept.is_file() and kept.read_text(encoding="ascii") == content:
        return
    faults = validate(root)
    if faults:
        raise DataError(faults)
    kept.parent.mkdir(exist_ok=True)
    kept.write_text(content, encoding="ascii")


def validate(root: Path) -> tuple[Fault, ...]:
    """Return every fault of the data package, in order of file and line."""
    try:
        package = load_package(root)
    except DataError as error:
        return error.faults
    faults: list[Fault] = []
    sound: dict[str, Sequence[tuple[int, list[str]]]] = {}
    for name in sorted(set(package.resources) - {table.name for table in package.tables}):
        try:
            package.document(name)
        except DataError as error:
            faults += error.faults
    for resource in package.tables:
        try:
            records = list(read_records(root, resource.path))
            found = shape_faults(resource, records)
        except DataError as error:
            found = list(error.faults)
            records = []
        faults += found
        if records and not any(fault.line == 1 for fault in found):
            sound[resource.name] = records
    places = {(fault.path, fault.line) for fault in faults}
    faults += (fault for fault in _content_faults(package, sound) if (fault.path, fault.line) not in places)
    return tuple(sorted(set(faults)))


def _content(root: Path) -> str:
    """A digest of everything that the verdict depends on."""
    paths = [DESCRIPTOR, _LOCK]
    try:
        paths += sorted(resource.path for resource in load_package(root).resources.values())
    except DataError:
        return ""
    digest = hashlib.sha256(Path(__file__).read_bytes())
    for path in paths:
        file = root / path
        digest.update(f"\0{path}\0{file.is_file()}\0".encode())
        digest.update(hashlib.sha256(file.read_bytes() if file.is_file() else b"").digest())
    return digest.hexdigest()


def _content_faults(package: Package, sound: Records) -> Iterator[Fault]:
    if not sound:
        return
    import frictionless

    descriptor = _settled_descriptor(package.root, set(sound))
    try:
        described = frictionless.Package.from_descriptor(descriptor, basepath=str(package.root / DATA))
        report = described.validate()
    except frictionless.FrictionlessException as exception:
        reasons = [error.note for error in exception.reasons] or [exception.error.note]
        yield from (Fault(DESCRIPTOR, 0, reason, _STANDARD) for reason in reasons)
        return
    yield from (Fault(DESCRIPTOR, 0, error.note, _STANDARD) for error in report.errors)
    for task in report.tasks:
        resource = package.resource(task.name)
        yield from _table_faults(resource, task.errors, sound)


def _settled_descriptor(root: Path, sound: set[str]) -> dict[str, Any]:
    descriptor: dict[str, Any] = json.loads((root / DESCRIPTOR).read_text(encoding="utf-8"))
    tables = [table for table in descriptor["resources"] if table["name"] in sound]
    for table in tables:
        table |= {"encoding": "utf-8", "format": "csv", "dialect": {"csv": {"delimiter": ",", "quoteChar": '"'}}}
        schema = table.get("schema", {})
        schema["foreignKeys"] = [
            key for key in schema.get("foreignKeys", []) if key["reference"]["resource"] in sound | {"", table["name"]}
        ]
        if not schema["foreignKeys"]:
            del schema["foreignKeys"]
    return descriptor | {"resources": tables}


def _table_faults(resource: Resource, errors: Iterable[Any], tables: Records) -> Iterator[Fault]:
    records = tables[resource.name]
    for error in errors:
        number = getattr(error, "row_number", 0)
        line = records[number - 1][0] if 0 < number <= len(records) else 0
        fault = _fault(resource, error, line, tables)
        if fault:
            yield fault


def _fault(resource: Resource, error: Any, line: int, tables: Records) -> Fault | None:
    if error.type == "type-error":
        return _wrong_type(resource, error, line)
    if error.type == "constraint-error":
        return _broken_limit(resource, error, line)
    if error.type == "foreign-key":
        return _unknown_code(resource, error, line, tables)
    if error.type == "primary-key":
        return _doubled_key(resource, error, line, tables)
    return Fault(resource.path, line, str(error.note or error.message), f"'{DESCRIPTOR}' says what the table may hold.")


def _wrong_type(resource: Resource, error: Any, line: int) -> Fault:
    kind = resource.fields[error.field_name].get("type", "string")
    return Fault(resource.path, line, f"column '{error.field_name}': '{_line(error.cell)}' is no {kind}",
                 f"Write a value of the type {kind}, or leave the cell empty if it is not known.")


def _broken_limit(resource: Resource, error: Any, line: int) -> Fault:
    limits: Mapping[str, Any] = resource.fields[error.field_name].get("constraints", {})
    name = next((name for name in limits if f'"{name}"' in error.note), "")
    where = f"column '{error.field_name}'"
    if name == "required":
        return Fault(resource.path, line, f"{where} is empty", _EMPTY)
    if name == "unique":
        return Fault(resource.path, line, f"{where}: '{_line(error.cell)}' stands there twice", "Keep one of them.")
    allowed = limits.get(name, "")
    listed = ", ".join(map(str, allowed)) if isinstance(allowed, list) else str(allowed)
    offer = closest(error.cell, map(str, allowed)) if isinstance(allowed, list) else ""
    what = f"{where}: '{_line(error.cell)}' is not allowed; {_LIMITS.get(name, name)} {listed}"
    return Fault(resource.path, line, what, f"{offer}Correct the cell, or the limit in '{DESCRIPTOR}'.")


def _unknown_code(resource: Resource, error: Any, line: int, tables: Records) -> Fault:
    target = error.reference_name or resource.name
    codes = _codes(tables[target], error.reference_field_names)
    code = ", ".join(error.field_cells)
    columns = ", ".join(error.field_names)
    remedy = f"{closest(code, codes)}Correct the code, or add it to the table '{target}'."
    return Fault(resource.path, line, f"column '{columns}': the table '{target}' has no code '{code}'", remedy)


def _doubled_key(resource: Resource, error: Any, line: int, tables: Records) -> Fault | None:
    key = resource.schema.get("primaryKey", [])
    names = [key] if isinstance(key, str) else list(key)
    header = tables[resource.name][0][1]
    places = [header.index(name) for name in names]
    rows = [(at, _cells(record, places)) for at, record in tables[resource.name][1:]]
    own = next(cells for at, cells in rows if at == line)
    if not any(own):
        columns = ", ".join(names)
        return Fault(resource.path, line, f"column '{columns}' is empty", _EMPTY)
    first = next(at for at, cells in rows if cells == own)
    return Fault(resource.path, line, f"column '{', '.join(names)}': '{', '.join(own)}' stands already on line {first}",
                 "Each row needs an id of its own.")


def _line(cell: str) -> str:
    return " ".join(cell.split())


def _codes(records: Sequence[tuple[int, list[str]]], names: Sequence[str]) -> set[str]:
    places = [records[0][1].index(name) for name in names]
    return {", ".join(_cells(record, places)) for _, record in records[1:]}


def _cells(record: Sequence[str], places: Sequence[int]) -> list[str]:
    return [record[place] if place < len(record) else "" for place in places]
