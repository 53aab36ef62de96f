"""What the codebook prints of each table, read from the description of the data."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from review.texts import LANGUAGES, Words


def tables(descriptor: Mapping[str, Any], words: Words) -> Iterator[dict[str, Any]]:
    """Each table by name: slug, path, title, description, and its columns.

    A title, a description and the kind of a column come in each language; ``rows`` is the
    key under which the number of rows is published.
    """
    tables = [resource for resource in descriptor["resources"] if "schema" in resource]
    for resource in sorted(tables, key=lambda entry: str(entry["name"])):
        name = str(resource["name"])
        keys = _foreign(resource["schema"])
        yield {
            "name": name,
            "slug": name.replace("_", "-"),
            "path": resource["path"],
            "rows": key(name),
            "title": _both(resource, "title"),
            "description": _both(resource, "description"),
            "columns": [_column(field, keys, words) for field in resource["schema"]["fields"]],
        }


def key(name: str) -> str:
    """The key of a table's number of rows."""
    return f"data.{name.replace('_', '-')}.rows"


def _column(field: Mapping[str, Any], keys: Mapping[str, str], words: Words) -> dict[str, Any]:
    return {
        "name": field["name"],
        "title": _both(field, "title"),
        "description": _both(field, "description"),
        "kind": _kind(field, keys, words),
    }


def _kind(field: Mapping[str, Any], keys: Mapping[str, str], words: Words) -> dict[str, str]:
    """Type, then unit, table of codes, codes and whether a cell may be empty, as far as there are any.

    Codes are listed unless a table holds them or the description names them all.
    """
    constraints = field.get("constraints", {})
    target = keys.get(str(field["name"]))
    codes = [] if target else list(map(str, constraints.get("enum", [])))
    told = _both(field, "description")
    parts = {
        lang: [
            words[f"type-{field.get('type', 'string')}"][lang],
            *([str(field["unit"])] if field.get("unit") else []),
            *([f"{words['code-of'][lang]} {target}"] if target else []),
            *([] if all(_names(told[lang], code) for code in codes) else [", ".join(codes)]),
            *([words["required"][lang]] if constraints.get("required") else []),
        ]
        for lang in LANGUAGES
    }
    return {lang: "; ".join(found) for lang, found in parts.items()}


def _names(text: str, code: str) -> bool:
    """Whether a code stands in a text by itself, not within a word or a longer code."""
    return re.search(rf"(?<![\w-]){re.escape(code)}(?![\w-])", text) is not None


def _foreign(schema: Mapping[str, Any]) -> dict[str, str]:
    found: dict[str, str] = {}
    for link in schema.get("foreignKeys", []):
        fields = link["fields"] if isinstance(link["fields"], list) else [link["fields"]]
        target = str(link["reference"]["resource"])
        found.update({str(field): target for field in fields if target})
    return found


def _both(entry: Mapping[str, Any], name: str) -> dict[str, str]:
    return {"en": str(entry.get(name, "")), "nb": str(entry.get(f"{name}_nb", ""))}
