import pytest

from press.captions import fill_markdown, fill_text, shortcode
from press.errors import NotebookError


def number(key, form):
    return f"<{key} {form}>"


def test_the_default_format_needs_no_name():
    assert shortcode("a.b") == "{{< num a.b >}}"
    assert shortcode("a.b", "mnok") == "{{< num a.b as=mnok >}}"


def test_lines_are_joined():
    assert fill_markdown('One\ntwo {{ num("k", "f") }}\n', "en", number, {}) == "One two <k f>"


def test_words_are_taken_in_the_language():
    words = {"name": {"en": "light", "nb": "fyr*"}}
    assert fill_markdown("{{ name }}", "nb", number, words) == r"fyr\*"
    assert fill_text("{{ name }}", "nb", number, words) == "fyr*"


@pytest.mark.parametrize("template", ["{{ num( }}", "{{ unknown }}", "{% if %}"])
def test_what_cannot_be_filled_is_shown(template):
    with pytest.raises(NotebookError, match="cannot be filled"):
        fill_text(template, "en", number, {})
