import json

import pytest
from tiny import LIGHTS, descriptor, make_tiny, write

from press import datacheck
from press.datacheck import VERDICT, check_data, validate
from press.errors import DataError


@pytest.fixture
def root(tmp_path):
    return make_tiny(tmp_path)


def faults_with(root, lights):
    """The faults as lines, with this text for the table of lights."""
    (root / "data/lights.csv").write_bytes(lights if isinstance(lights, bytes) else lights.encode())
    return [f"{fault.path}:{fault.line}: {fault.what} | {fault.remedy}" for fault in validate(root)]


def test_sound_data_have_no_fault(root):
    assert validate(root) == ()


def test_a_missing_column_is_named(root):
    rows = [line.rsplit(",", 1)[0] for line in LIGHTS.splitlines()]
    (fault,) = faults_with(root, "\n".join(rows) + "\n")
    assert fault.startswith("data/lights.csv:1: the column 'keepers' is missing")


def test_an_extra_column_is_answered_with_the_nearest(root):
    lines = LIGHTS.splitlines()
    (fault,) = faults_with(root, "\n".join([f"{lines[0]},keeper", *(f"{line},1" for line in lines[1:])]) + "\n")
    assert "the schema has no column 'keeper'" in fault
    assert "Did you mean keepers" in fault


def test_an_unknown_code_is_answered_with_the_nearest(root):
    (fault,) = faults_with(root, LIGHTS.replace("agd,1915", "agf,1915"))
    assert fault.startswith("data/lights.csv:4: column 'county': the table 'counties' has no code 'agf'")
    assert "Did you mean agd?" in fault


def test_text_where_an_amount_belongs_is_named_with_line_and_column(root):
    (fault,) = faults_with(root, LIGHTS.replace("3100000", "a lot"))
    assert fault.startswith("data/lights.csv:4: column 'upkeep': 'a lot' is no integer")


def test_a_negative_amount_is_refused_with_what_is_allowed(root):
    (fault,) = faults_with(root, LIGHTS.replace("3100000", "-3100000"))
    assert "data/lights.csv:4: column 'upkeep': '-3100000' is not allowed; the lowest allowed is 0" in fault


def test_a_doubled_id_names_both_lines(root):
    (fault,) = faults_with(root, LIGHTS.replace("L3,", "L1,"))
    assert fault.startswith("data/lights.csv:4: column 'light': 'L1' stands already on line 2")


def test_an_empty_id_is_one_fault(root):
    (fault,) = faults_with(root, LIGHTS.replace("L3,", ","))
    assert fault.startswith("data/lights.csv:4: column 'light' is empty")


def test_another_encoding_names_line_and_byte(root):
    (fault,) = faults_with(root, LIGHTS.encode("latin-1"))
    assert fault.startswith("data/lights.csv:3: is not UTF-8: byte 0xe5")


def test_a_missing_file_is_named(root):
    (root / "data/lights.csv").unlink()
    (fault,) = validate(root)
    assert str(fault).startswith("data/lights.csv: the file is missing")


def test_broken_quotes_name_the_line_they_open_on(root):
    (fault,) = faults_with(root, LIGHTS.replace("L3,Lindesnes", 'L3,"Lindesnes'))
    assert fault.startswith("data/lights.csv:4: the quotes are broken")


def test_a_short_row_names_its_line(root):
    (fault,) = faults_with(root, LIGHTS.replace("agd,1915,3100000,2", "agd,1915"))
    assert fault.startswith("data/lights.csv:4: the row has 4 cells where the header has 6")


def test_a_blank_row_names_its_line(root):
    (fault,) = faults_with(root, LIGHTS.replace("L3,", "\nL3,"))
    assert fault.startswith("data/lights.csv:4: the row is blank")


def test_semicolons_are_no_commas(root):
    assert any("the column 'light' is missing" in fault for fault in faults_with(root, LIGHTS.replace(",", ";")))


def test_a_byte_order_mark_is_named(root):
    (fault,) = faults_with(root, "\ufeff" + LIGHTS)
    assert fault.startswith("data/lights.csv:1: begins with a byte order mark")


def test_all_faults_of_all_tables_come_in_one_run(root):
    write(root, "data/counties.csv", "county,en,nb\nagd,Agder,Agder\nves,Vestland,\nnor,Nordland,Nordland\n")
    faults = faults_with(root, LIGHTS.replace("3100000", "-1").replace("L5,", "L1,").replace("1849", "old"))
    assert [fault.partition(": ")[0] for fault in faults] == [
        "data/counties.csv:3", "data/lights.csv:2", "data/lights.csv:4", "data/lights.csv:6",
    ]


def test_a_value_outside_a_list_is_answered_with_the_list(root):
    described = descriptor()
    described["resources"][0]["schema"]["fields"][2]["constraints"] = {"enum": ["agd", "ves"]}
    write(root, "data/datapackage.json", json.dumps(described))
    (fault,) = validate(root)
    assert "'nor' is not allowed; allowed are agd, ves" in fault.what


def test_a_wrong_description_is_a_fault_of_the_description(root):
    described = descriptor()
    described["resources"][0]["schema"]["fields"][2]["type"] = "strin"
    write(root, "data/datapackage.json", json.dumps(described))
    (fault,) = validate(root)
    assert fault.path == "data/datapackage.json"


def test_a_verdict_is_kept_until_the_data_change(root, monkeypatch):
    check_data(root)
    assert (root / VERDICT).is_file()
    monkeypatch.setattr(datacheck, "validate", lambda _root: pytest.fail("checked again"))
    check_data(root)


def test_faults_are_never_kept(root):
    write(root, "data/lights.csv", LIGHTS.replace("3100000", "-1"))
    for _ in range(2):
        with pytest.raises(DataError, match="the lowest allowed is 0"):
            check_data(root)
    assert not (root / VERDICT).exists()


def test_a_json_file_is_checked_for_being_one(root):
    path = root / "data/datapackage.json"
    described = json.loads(path.read_text(encoding="utf-8"))
    described["resources"].append({"name": "coast", "type": "json", "path": "coast.json"})
    path.write_text(json.dumps(described), encoding="utf-8")
    (root / "data/coast.json").write_text("{}", encoding="utf-8")
    assert validate(root) == ()
    (root / "data/coast.json").write_text("{,}", encoding="utf-8")
    assert [(fault.path, fault.line) for fault in validate(root)] == [("data/coast.json", 1)]
