"""What comes out of pandoc is what went in, whatever the text."""

import json
import re
import subprocess

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from press.escaping import attribute, code_fence, plain, spreadsheet_cell
from press.pandoc import pandoc

TRAPS = [
    "<script>alert(1)</script>", '#panic("x")', "{{< num x >}}", "=1+1", "|", "*", "@key", "[^1]", "$x$", "`a`", "--",
    "---", "...", "'q' \"q\"", "# h", "1. a", "1) a", "(1) a", "i. x", "Mr. Smith", "e.g. x", "- a", "+ a", "a@b.no",
    "https://example.org/x", ":::", "\\alpha", "&amp;", "^[x]", "~~a~~", "a^2^", "![x](y)", "(@)", "Table: x", ": x",
    "{#id}", "* * *", "a\nb", "a  b", "\u00a0x\u00a0", "<!-- x", "a\\", "x\\\n", "p. 5", "=", "1\u20032", ":smile:",
]
ALPHABET = sorted("ab1 .-'\"<>{}[]()|*_#@$`~^\\&;:=+!\n\té\u00a0\u2028/,%?")
SIGNS = st.text(st.sampled_from(ALPHABET), min_size=1, max_size=16)
ANY = st.text(st.characters(exclude_categories=("Cc", "Cs", "Cn", "Zl", "Zp", "Zs")), min_size=1, max_size=12)
QUICK = settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))


def as_pandoc(markdown):
    command = [pandoc(), "--from", "markdown+smart", "--to", "json"]
    ran = subprocess.run(command, input=markdown.encode(), capture_output=True, check=True)
    return json.loads(ran.stdout)["blocks"]


def words(inlines):
    shown = {"Space": " ", "SoftBreak": " "}
    return "".join(part["c"] if part["t"] == "Str" else shown.get(part["t"], f"<{part['t']}>") for part in inlines)


def one_line(text):
    return re.sub(r"[ \t\n\u2028]+", " ", text).strip(" ")


@QUICK
@given(st.lists(SIGNS | ANY, min_size=60, max_size=60))
def test_any_text_is_a_paragraph_of_that_text(texts):
    kept = [text for text in [*TRAPS, *texts] if one_line(text)]
    source = "\n\n".join(map(plain, kept))
    assert "{{<" not in source
    assert [words(block["c"]) for block in as_pandoc(source)] == [one_line(text) for text in kept]


@QUICK
@given(st.lists(SIGNS | ANY, min_size=60, max_size=60))
def test_any_text_fits_into_the_cell_of_a_table(texts):
    kept = [text for text in [*TRAPS, *texts] if one_line(text)]
    source = "| a | b |\n|---|---|\n" + "".join(f"| {plain(text)} | x |\n" for text in kept)
    assert "{{<" not in source
    (table,) = as_pandoc(source)
    cells = [row[1][0][4][0]["c"] for row in table["c"][4][0][3]]
    assert [words(cell) for cell in cells] == [one_line(text) for text in kept]


@QUICK
@given(st.lists(SIGNS | ANY, min_size=60, max_size=60))
def test_any_text_is_an_alt_text_of_that_text(texts):
    kept = [text for text in [*TRAPS, *texts] if one_line(text).strip()]
    source = "\n\n".join(f'![c](y.svg){{#fig-{i} fig-alt="{attribute(text)}"}}' for i, text in enumerate(kept))
    assert "{{<" not in source
    alts = [dict(block["c"][2][0]["c"][0]["c"][0][2])["fig-alt"] for block in as_pandoc(source)]
    assert alts == [one_line(text).strip() for text in kept]


@pytest.mark.parametrize("text", ["a\x00b", "a\x1bb", "a\x7fb"])
def test_control_characters_go(text):
    assert plain(text) == "ab"


def test_a_fence_is_longer_than_any_in_the_text():
    assert code_fence("a ```` b") == "`````"


@pytest.mark.parametrize("text", ["=1+1", "+47", "-1", "@SUM(A1)", "\t=1", "\r=1"])
def test_a_spreadsheet_takes_no_cell_for_a_formula(text):
    assert spreadsheet_cell(text) == f"'{text}"


@pytest.mark.parametrize("text", ["", "3", "\u22125", "a=b", "data/lights.csv: 2–3", "'='"])
def test_a_cell_that_is_no_formula_stays_as_it_is(text):
    assert spreadsheet_cell(text) == text
