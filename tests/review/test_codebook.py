"""The codebook names every table and column of the data in both editions, and says each thing once."""

import json
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LISTED = re.compile(r"^`(?P<name>[^`]+)`\n:   .*? \((?P<kind>[^)]*)\)\.", re.M)


def described(lang):
    """The columns of each table as the codebook lists them: a name and what stands in the parentheses."""
    text = (ROOT / f"figures/codebook.{lang}.md").read_text("utf-8")
    _, *tables = re.split(r"^## .*#sec-codebook-", text, flags=re.M)
    return {table.partition(" ")[0]: LISTED.findall(table.replace("\\", "")) for table in tables}


def resources():
    package = json.loads((ROOT / "data/datapackage.json").read_text("utf-8"))
    return [resource for resource in package["resources"] if "schema" in resource]


@pytest.mark.parametrize("lang", ["en", "nb"])
def test_every_column_of_every_table_is_described(lang):
    expected = {one["name"].replace("_", "-"): [f["name"] for f in one["schema"]["fields"]] for one in resources()}
    assert {table: [name for name, _ in columns] for table, columns in described(lang).items()} == expected


@pytest.mark.parametrize("lang", ["en", "nb"])
def test_nothing_between_the_parentheses_is_empty(lang):
    kinds = [kind for columns in described(lang).values() for _, kind in columns]
    assert [kind for kind in kinds if not all(part.strip() for part in kind.split(";"))] == []


def test_a_code_is_listed_once():
    """In the table that holds it, in the description of the column, or else in the parentheses."""
    found = described("en")
    for resource in resources():
        kinds = dict(found[resource["name"].replace("_", "-")])
        linked = {str(name) for link in resource["schema"].get("foreignKeys", []) for name in link["fields"]}
        for field in resource["schema"]["fields"]:
            codes = [str(code) for code in field.get("constraints", {}).get("enum", [])]
            elsewhere = field["name"] in linked or all(code in field["description"] for code in codes)
            assert (", ".join(codes) in kinds[field["name"]]) == (bool(codes) and not elsewhere) or not codes
