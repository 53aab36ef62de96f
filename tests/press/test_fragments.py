"""A fragment is a template filled with data, in which no text of the data is markup."""

from __future__ import annotations

from pathlib import Path

import pytest

from press.errors import NotebookError
from press.escaping import plain
from press.fragments import check_name, fill_fragment
from press.tables import NumberCell

NASTY = '# <b>x</b> {{< num y >}} `z` *w*'


def shortcode(key: str, form: str) -> str:
    return f"{{{{< num {key} as={form} >}}}}"


def filled(root: Path, text: str, lang: str = "en", **context: object) -> str:
    (root / "list.md.j2").write_text(text, encoding="utf-8")
    return fill_fragment(root, "list.md.j2", lang, shortcode, context, "n.ipynb")


def test_a_missing_template_is_named(tmp_path: Path) -> None:
    with pytest.raises(NotebookError, match=r"the template 'no\.md\.j2' is missing"):
        fill_fragment(tmp_path, "no.md.j2", "en", shortcode, {}, "n.ipynb")


def test_a_name_that_nobody_gave_is_an_error_with_the_template(tmp_path: Path) -> None:
    with pytest.raises(NotebookError, match=r"list\.md\.j2.*'thing' is undefined"):
        filled(tmp_path, "{{ thing }}")


def test_a_text_that_lacks_a_language_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(NotebookError, match="cannot be filled"):
        filled(tmp_path, "{{ title }}", "nb", title={"en": "Only English"})


def test_text_from_the_data_is_text(tmp_path: Path) -> None:
    text = filled(tmp_path, "- {{ title }}", title=NASTY)
    assert text == f"- {plain(NASTY)}\n"
    assert "{{<" not in text


def test_each_language_gets_its_text(tmp_path: Path) -> None:
    words = {"en": "light", "nb": "fyr"}
    assert [filled(tmp_path, "{{ word }}", lang, word=words) for lang in ("en", "nb")] == ["light\n", "fyr\n"]


def test_a_number_becomes_its_shortcode(tmp_path: Path) -> None:
    assert filled(tmp_path, '{{ num("a.b", "int") }}') == "{{< num a.b as=int >}}\n"
    assert filled(tmp_path, "{{ cell }}", cell=NumberCell("a.b", "int")) == "{{< num a.b as=int >}}\n"


def test_the_template_may_write_markup_of_its_own(tmp_path: Path) -> None:
    assert filled(tmp_path, "## {{ title }} {#sec-{{ literal(slug) }}}", title="A", slug="a-b") == "## A {#sec-a-b}\n"


@pytest.mark.parametrize("name", ["fig-x", "tbl-x", "notebook-x", "Numbers", "a b", "numbers"])
def test_some_names_are_taken(name: str) -> None:
    with pytest.raises(NotebookError, match="no name for a fragment"):
        check_name(name, "n.ipynb")
