"""Read the data package: its description, its JSON files, and a table with the line each row stands on.

Imports only :mod:`press.errors`; pandas only where a table is made. Whether the data keep
to their description is the business of :mod:`press.datacheck`.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any

from press.errors import DataError, Fault, closest

if TYPE_CHECKING:
    import pandas as pd

DATA = "data"
DESCRIPTOR = "data/datapackage.json"
LABELS = "data/labels"
JSON = "json"
_DTYPES = {"string": "str", "integer": "Int64", "year": "Int64", "number": "Float64", "boolean": "boolean"}
_TRUE = ("true", "True", "TRUE", "1")
_FALSE = ("false", "False", "FALSE", "0")


@dataclass(frozen=True)
class Resource:
    """One table of the package, or a JSON file (``kind`` json); ``path`` is relative to the project root."""

    name: str
    path: str
    schema: Mapping[str, Any]
    kind: str = "table"

    @property
    def fields(self) -> dict[str, Mapping[str, Any]]:
        """The columns of the schema by name."""
        return {field["name"]: field for field in self.schema.get("fields", [])}


@dataclass(frozen=True)
class Package:
    """The data package of a project: its tables and JSON files by name."""

    root: Path
    resources: Mapping[str, Resource]

    @property
    def tables(self) -> tuple[Resource, ...]:
        """The resources that are tables."""
        return tuple(resource for resource in self.resources.values() if resource.kind != JSON)

    def resource(self, name: str, *, asked_in: str = DESCRIPTOR) -> Resource:
        """Return a table's description; raise :class:`DataError` that offers the nearest name."""
        if name not in self.resources:
            known = ", ".join(sorted(self.resources))
            remedy = f"{closest(name, self.resources)}Tables: {known}."
            raise DataError(Fault(asked_in, 0, f"'{DESCRIPTOR}' describes no table '{name}'", remedy))
        return self.resources[name]

    def read(self, name: str) -> pd.DataFrame:
        """Return a table; see :func:`read_table`."""
        return read_table(self.root, self._of(name, json_file=False))

    def document(self, name: str) -> Any:
        """Return what a JSON file holds; raise :class:`DataError` naming file and line."""
        path = self._of(name, json_file=True).path
        return parsed(path, _decoded(self.root, path))

    def _of(self, name: str, *, json_file: bool) -> Resource:
        resource = self.resource(name)
        if (resource.kind == JSON) is not json_file:
            what = f"'{name}' is {'a table' if json_file else 'a JSON file'}"
            remedy = f"Ask for it with {'data' if json_file else 'document'}()."
            raise DataError(Fault(resource.path, 0, what, remedy))
        return resource


def load_package(root: Path) -> Package:
    """Read ``data/datapackage.json``; raise :class:`DataError` naming file and line."""
    try:
        descriptor = parsed(DESCRIPTOR, _decoded(root, DESCRIPTOR))
        listed = [_resource(entry) for entry in descriptor["resources"]]
    except (KeyError, TypeError):
        raise DataError(
            Fault(DESCRIPTOR, 0, "has no list of resources, each with a name and a path", "See data/README.md.")
        ) from None
    return Package(root, {resource.name: resource for resource in listed})


def parsed(path: str, text: str) -> Any:
    """Return what a JSON text holds; raise :class:`DataError` naming file and line."""
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        remedy = "Mind commas, quotes and brackets."
        raise DataError(Fault(path, error.lineno, f"is not valid JSON: {error.msg}", remedy)) from None


def read_descriptor(root: Path) -> dict[str, Any]:
    """Return ``data/datapackage.json`` as it stands; raise :class:`DataError` where it is no JSON."""
    load_package(root)
    descriptor: dict[str, Any] = json.loads(_decoded(root, DESCRIPTOR))
    return descriptor


def readable(package: Package, tables: Iterable[str], *, asked_in: str) -> tuple[str, ...]:
    """Return the paths a notebook may read: the description, the labels, and the tables it declares.

    ``asked_in`` is the notebook's path, for the :class:`DataError` over an unknown table.
    """
    root = package.root
    labels = [path for place in sorted(root.glob(f"{LABELS}*")) for path in (place, *sorted(place.rglob("*")))]
    paths = {path.relative_to(root).as_posix() for path in labels if path.is_file()}
    paths.update(package.resource(name, asked_in=asked_in).path for name in tables)
    return (DESCRIPTOR, *sorted(paths))


def read_records(root: Path, path: str) -> Iterator[tuple[int, list[str]]]:
    """Yield each record of a CSV file, blank ones too, with the line it begins on; the header is line 1.

    Raises :class:`DataError` for a missing file, another encoding than UTF-8, or broken quotes.
    """
    reader = csv.reader(io.StringIO(_decoded(root, path), newline=""), strict=True)
    begins = 1
    try:
        for record in reader:
            yield begins, record
            begins = reader.line_num + 1
    except csv.Error as error:
        remedy = 'Put a text that holds a comma, a quote or a line break in "quotes", and double each quote within it.'
        raise DataError(Fault(path, begins, f"the quotes are broken: {error}", remedy)) from None


def read_table(root: Path, resource: Resource) -> pd.DataFrame:
    """Return a table with the types of its schema: text, ``Int64``, ``Float64``, ``boolean``, empty cells NA.

    The index holds the line each row begins on and is named after the file, so that rows
    can be traced after any filtering; whatever loses the lines loses the name as well.
    """
    import pandas as pd

    records = list(read_records(root, resource.path))
    faults = shape_faults(resource, records)
    if faults:
        raise DataError(faults)
    header = records[0][1]
    lines = [line for line, _ in records[1:]]
    columns = zip(*(record for _, record in records[1:]), strict=True) if lines else ([] for _ in header)
    index = pd.Index(lines, dtype="int64", name=resource.path)
    return pd.DataFrame(
        {name: _series(resource, name, list(cells), index) for name, cells in zip(header, columns, strict=True)},
        index=index,
    )


def shape_faults(resource: Resource, records: list[tuple[int, list[str]]]) -> list[Fault]:
    """Hold the header to the schema and each row to the header; return the faults."""
    allowed = list(resource.fields)
    header = records[0][1] if records else []
    remedy = f"The columns are, in this order: {', '.join(allowed)}."
    missing = [name for name in allowed if name not in header]
    extra = [name for name in header if name not in allowed]
    faults = [Fault(resource.path, 1, f"the column '{name}' is missing", remedy) for name in missing]
    faults += [
        Fault(resource.path, 1, f"the schema has no column '{name}'", closest(name, allowed) + remedy) for name in extra
    ]
    if not faults and header != allowed:
        faults.append(Fault(resource.path, 1, "the columns stand twice or in another order", remedy))
    wide = len(header)
    for line, record in records[1:]:
        if len(record) != wide:
            what = f"the row has {len(record)} cells where the header has {wide}" if record else "the row is blank"
            faults.append(Fault(resource.path, line, what, "Give one cell for each column, empty if not known."))
    return faults


def _resource(entry: Mapping[str, Any]) -> Resource:
    name, path, schema = str(entry["name"]), str(entry["path"]), entry.get("schema", {})
    pure = PurePosixPath(path)
    if pure.is_absolute() or ".." in pure.parts:
        raise DataError(Fault(DESCRIPTOR, 0, f"the path of '{name}' leaves the folder {DATA}/", "Use a path below it."))
    if not isinstance(schema, Mapping):
        raise DataError(Fault(DESCRIPTOR, 0, f"the schema of '{name}' is not written out", "Write it as an object."))
    return Resource(name, f"{DATA}/{path}", schema, str(entry.get("type", "table")))


def _decoded(root: Path, path: str) -> str:
    try:
        text = (root / path).read_bytes().decode("utf-8")
    except FileNotFoundError:
        raise DataError(Fault(path, 0, "the file is missing", f"Restore it, or correct '{DESCRIPTOR}'.")) from None
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise DataError(
            Fault(path, line, f"is not UTF-8: byte 0x{error.object[error.start]:02x} cannot be read",
                  "Save the file as UTF-8.")
        ) from None
    if text.startswith("\ufeff"):
        raise DataError(Fault(path, 1, "begins with a byte order mark", "Save the file as UTF-8 without one."))
    return text


def _series(resource: Resource, name: str, cells: list[str], index: pd.Index) -> pd.Series:
    import pandas as pd

    field = resource.fields[name]
    kind = str(field.get("type", "string"))
    missing = set(resource.schema.get("missingValues", [""]))
    values = [
        None if cell in missing else _value(resource, field, cell, line)
        for line, cell in zip(index, cells, strict=True)
    ]
    return pd.Series(values, index=index, dtype=_DTYPES.get(kind, "str"), name=name)


def _value(resource: Resource, field: Mapping[str, Any], cell: str, line: int) -> str | int | float | bool:
    kind = field.get("type", "string")
    try:
        if kind in ("integer", "year"):
            return int(cell)
        if kind == "number":
            return float(cell)
        if kind == "boolean":
            return _boolean(field, cell)
    except ValueError:
        raise DataError(
            Fault(resource.path, line, f"column '{field['name']}': '{cell}' is no {kind}",
                  "Correct the cell; leave it empty if the value is not known.")
        ) from None
    return cell


def _boolean(field: Mapping[str, Any], cell: str) -> bool:
    if cell in field.get("trueValues", _TRUE):
        return True
    if cell in field.get("falseValues", _FALSE):
        return False
    raise ValueError(cell)
