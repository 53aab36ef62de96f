import json

import pandas as pd
import pytest
from tiny import NASTY, make_tiny, write

from press.datapackage import load_package, read_records, readable
from press.errors import DataError


@pytest.fixture
def root(tmp_path):
    return make_tiny(tmp_path)


def test_a_table_has_the_types_of_its_schema(root):
    lights = load_package(root).read("lights")
    assert {name: str(kind) for name, kind in lights.dtypes.items()} == {
        "light": "str", "name": "str", "county": "str", "year": "Int64", "upkeep": "Int64", "keepers": "Int64",
    }


def test_an_empty_cell_is_missing_and_not_zero(root):
    assert load_package(root).read("lights")["upkeep"].isna().tolist() == [False, False, False, True, False]


def test_the_index_holds_the_lines_of_the_file_and_its_name(root):
    index = load_package(root).read("lights").index
    assert (index.tolist(), index.name) == ([2, 3, 4, 5, 6], "data/lights.csv")


def test_filtering_and_sorting_keep_the_lines(root):
    lights = load_package(root).read("lights")
    west = lights[lights["county"] == "ves"].sort_values("upkeep", ascending=False)
    assert (west.index.tolist(), west.index.name) == ([3, 2], "data/lights.csv")


def test_merging_loses_the_name_and_so_cannot_give_wrong_lines(root):
    package = load_package(root)
    merged = package.read("lights").merge(package.read("counties"), on="county")
    assert merged.index.name is None


def test_markup_in_a_cell_is_read_as_it_stands(root):
    assert load_package(root).read("lights").loc[5, "name"] == NASTY


def test_a_record_over_two_lines_counts_from_where_it_begins(root):
    write(root, "data/counties.csv", 'county,en,nb\nagd,"Ag\nder",x\nnor,y,z\n')
    assert [line for line, _ in read_records(root, "data/counties.csv")] == [1, 2, 4]


def test_an_empty_table_keeps_its_columns(root):
    write(root, "data/lights.csv", "light,name,county,year,upkeep,keepers\n")
    lights = load_package(root).read("lights")
    assert lights.empty
    assert lights["upkeep"].sum() == 0
    assert isinstance(lights, pd.DataFrame)


def test_an_unknown_table_is_answered_with_the_nearest(root):
    with pytest.raises(DataError, match="Did you mean lights"):
        load_package(root).resource("light")


def test_a_notebook_may_read_the_description_the_labels_and_what_it_declares(root):
    allowed = readable(load_package(root), ["lights"], asked_in="notebooks/lights.ipynb")
    assert allowed == ("data/datapackage.json", "data/labels.csv", "data/lights.csv")


def test_text_in_a_column_of_numbers_names_its_line_and_column(root):
    path = root / "data/lights.csv"
    path.write_text(path.read_text().replace("2450000", "much"))
    with pytest.raises(DataError, match=r"data/lights\.csv:3: column 'upkeep': 'much' is no integer"):
        load_package(root).read("lights")


def test_a_path_out_of_the_data_folder_is_refused(root):
    path = root / "data/datapackage.json"
    path.write_text(path.read_text().replace('"lights.csv"', '"../lights.csv"'))
    with pytest.raises(DataError, match="leaves the folder"):
        load_package(root)


def test_broken_json_names_its_line(root):
    write(root, "data/datapackage.json", '{\n "resources": [\n}')
    with pytest.raises(DataError, match=r"data/datapackage\.json:3: is not valid JSON"):
        load_package(root)


def test_a_description_without_tables_is_refused(root):
    write(root, "data/datapackage.json", "{}")
    with pytest.raises(DataError, match="no list of resources"):
        load_package(root)


def described_json(root, text='{"a": [1]}'):
    path = root / "data/datapackage.json"
    described = json.loads(path.read_text(encoding="utf-8"))
    described["resources"].append({"name": "coast", "type": "json", "path": "geo/coast.json"})
    write(root, "data/datapackage.json", json.dumps(described))
    write(root, "data/geo/coast.json", text)
    return load_package(root)


def test_a_json_file_is_read_as_what_it_holds(root):
    package = described_json(root)
    assert package.document("coast") == {"a": [1]}
    assert "coast" not in {table.name for table in package.tables}


def test_a_json_file_is_no_table_and_a_table_no_json_file(root):
    package = described_json(root)
    with pytest.raises(DataError, match="'coast' is a JSON file\n    Ask for it with document"):
        package.read("coast")
    with pytest.raises(DataError, match="'lights' is a table\n    Ask for it with data"):
        package.document("lights")


def test_a_broken_json_file_is_named_with_its_line(root):
    with pytest.raises(DataError, match=r"geo/coast\.json:2: is not valid JSON"):
        described_json(root, "{\n,}").document("coast")


def test_a_notebook_may_read_a_json_file_that_it_declares(root):
    assert "data/geo/coast.json" in readable(described_json(root), ["coast"], asked_in="notebooks/a.ipynb")
