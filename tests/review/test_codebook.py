"""The codebook names every table and column of the data in both editions, and says each thing once."""

import json
import re
from pathlib import Path

import pytest

from review import codebook

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


@pytest.mark.parametrize("lang", ["en", "nb"])
def test_every_code_can_be_looked_up(lang):
    """In the table that holds it, in the description of the column, or else in the parentheses."""
    found, told = described(lang), "description" if lang == "en" else "description_nb"
    for resource in resources():
        kinds = dict(found[resource["name"].replace("_", "-")])
        linked = {str(name) for link in resource["schema"].get("foreignKeys", []) for name in link["fields"]}
        for field in resource["schema"]["fields"]:
            codes = [str(code) for code in field.get("constraints", {}).get("enum", [])]
            words = f" {' '.join(re.findall(r'[^ .,;:()]+', field[told]))} "
            elsewhere = field["name"] in linked or all(f" {code} " in words for code in codes)
            listed = ", ".join(codes) in kinds[field["name"]].split("; ")
            assert not codes or listed != elsewhere, field["name"]


def test_a_code_within_a_word_does_not_name_it():
    words = {"type-string": {"en": "text", "nb": "tekst"}}
    field = {"name": "kind", "constraints": {"enum": ["un", "ngo"]}, "description": "An ngo, or under another."}
    text = {**field, "description_nb": "un, ngo"}
    table = {"name": "a", "path": "a.csv", "schema": {"fields": [text]}}
    [described_table] = codebook.tables({"resources": [table]}, words)
    assert described_table["columns"][0]["kind"] == {"en": "text; un, ngo", "nb": "tekst"}
