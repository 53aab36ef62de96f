"""Includes and shortcodes: what is put in, from where, and what is refused."""

from __future__ import annotations

from pathlib import Path

import pytest
from lighthouse_pages import write

from press.errors import ChapterError
from press.includes import Place, collect, expand, mark_shortcodes


def refused(root: Path, path: str = "a.qmd") -> list[str]:
    with pytest.raises(ChapterError) as caught:
        expand(root, path)
    return [str(fault).partition("\n")[0] for fault in caught.value.faults]


def test_a_missing_include_names_the_line_that_asks_for_it(tmp_path: Path) -> None:
    write(tmp_path, "part/a.qmd", "One.\n\n{{< include lamp.md >}}\n")
    assert refused(tmp_path, "part/a.qmd") == ["part/a.qmd:3: the file 'part/lamp.md' is missing"]


def test_a_missing_chapter_is_an_error(tmp_path: Path) -> None:
    assert refused(tmp_path) == ["a.qmd: the file 'a.qmd' is missing"]


def test_a_chapter_may_not_include_itself(tmp_path: Path) -> None:
    write(tmp_path, "a.qmd", "{{< include a.qmd >}}\n")
    assert refused(tmp_path) == ["a.qmd:1: the include leads back to itself: a.qmd → a.qmd"]


def test_a_loop_names_every_file_in_it(tmp_path: Path) -> None:
    write(tmp_path, "a.qmd", "{{< include b.md >}}\n")
    write(tmp_path, "b.md", "\n{{< include c.md >}}\n")
    write(tmp_path, "c.md", "{{< include /b.md >}}\n")
    assert refused(tmp_path) == ["c.md:1: the include leads back to itself: b.md → c.md → b.md"]


def test_an_include_stands_alone_on_its_line(tmp_path: Path) -> None:
    write(tmp_path, "a.qmd", "See {{< include b.md >}}\n")
    assert refused(tmp_path) == ["a.qmd:1: an include does not stand alone on its line"]


def test_an_include_without_a_path_does_not_stand(tmp_path: Path) -> None:
    write(tmp_path, "a.qmd", "{{< include >}}\n")
    assert refused(tmp_path) == ["a.qmd:1: an include does not stand alone on its line"]


def test_an_include_may_not_leave_the_project(tmp_path: Path) -> None:
    write(tmp_path, "a.qmd", "{{< include ../secret.md >}}\n")
    assert refused(tmp_path) == ["a.qmd:1: the include '../secret.md' leaves the project"]


def test_an_included_file_has_no_front_matter(tmp_path: Path) -> None:
    write(tmp_path, "a.qmd", "{{< include b.md >}}\n")
    write(tmp_path, "b.md", "---\ntitle: B\n---\n")
    assert refused(tmp_path) == ["b.md:1: an included file has front matter"]


def test_every_fault_of_a_chapter_is_told_at_once(tmp_path: Path) -> None:
    write(tmp_path, "a.qmd", "{{< include b.md >}}\n\n{{< include c.md >}}\n")
    assert len(refused(tmp_path)) == 2


def test_an_included_file_in_another_encoding_is_an_error(tmp_path: Path) -> None:
    write(tmp_path, "a.qmd", "{{< include b.md >}}\n")
    (tmp_path / "b.md").write_bytes(b"Tran\xf8y\n")
    assert refused(tmp_path) == ["b.md: not UTF-8: byte 4 cannot be read"]


def test_a_faulty_include_is_left_out_and_the_rest_is_read(tmp_path: Path) -> None:
    write(tmp_path, "a.qmd", "One.\n\n{{< include b.md >}}\n\nTwo.\n")
    expanded, faults = collect(tmp_path, "a.qmd")
    assert (expanded.text, len(faults)) == ("One.\n\n\n\nTwo.\n", 1)


def test_every_line_knows_where_it_came_from(tmp_path: Path) -> None:
    write(tmp_path, "part/a.qmd", "One.\n\n{{< include ../figures/b.md >}}\n\nTwo.\n")
    write(tmp_path, "figures/b.md", "Lamp.\nGlass.\n")
    expanded = expand(tmp_path, "part/a.qmd")
    assert expanded.text == "One.\n\nLamp.\nGlass.\n\n\nTwo.\n"
    assert expanded.place(expanded.text.index("Glass")) == Place("figures/b.md", 2)
    assert expanded.place(expanded.text.index("Two")) == Place("part/a.qmd", 5)
    assert len(expanded.origin) == expanded.text.count("\n")


def test_an_included_file_includes_relative_to_itself(tmp_path: Path) -> None:
    write(tmp_path, "part/a.qmd", "{{< include /shared/b.md >}}\n")
    write(tmp_path, "shared/b.md", "{{< include c.md >}}\n")
    write(tmp_path, "shared/c.md", "Lamp.\n")
    expanded = expand(tmp_path, "part/a.qmd")
    assert expanded.text.strip() == "Lamp."
    assert expanded.files == ("part/a.qmd", "shared/b.md", "shared/c.md")
    assert expanded.includes == (("shared/b.md", Place("part/a.qmd", 1)), ("shared/c.md", Place("shared/b.md", 1)))


def test_one_file_can_be_included_twice(tmp_path: Path) -> None:
    write(tmp_path, "a.qmd", "{{< include b.md >}}\n\n{{< include b.md >}}\n")
    write(tmp_path, "b.md", "Lamp.\n")
    assert expand(tmp_path, "a.qmd").text.count("Lamp.") == 2


@pytest.mark.parametrize(
    "text",
    [
        "```\n{{< include b.md >}}\n```\n",
        "~~~~ {.md}\n~~~\n{{< include b.md >}}\n~~~~\n",
        "Write `{{< include b.md >}}` there.\n",
        "Write \\{\\{\\< include b.md >}} there.\n",
    ],
)
def test_code_holds_no_include(tmp_path: Path, text: str) -> None:
    write(tmp_path, "a.qmd", text)
    assert expand(tmp_path, "a.qmd").text == text


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("It is {{< num a.b as=mnok >}}.", "It is `num a.b as=mnok`{.press-shortcode}."),
        ("{{<num a.b>}}{{< made fig-a >}}", "`num a.b`{.press-shortcode}`made fig-a`{.press-shortcode}"),
        ("{{<  num   a.b\tas=int  >}}", "`num a.b as=int`{.press-shortcode}"),
        ("{{< num\n  a.b >}}", "`num\na.b`{.press-shortcode}"),
        ("| {{< num a >}} | {{< num b >}} |", "| `num a`{.press-shortcode} | `num b`{.press-shortcode} |"),
    ],
)
def test_a_shortcode_becomes_marked_code(text: str, marked: str) -> None:
    assert mark_shortcodes(text) == marked


@pytest.mark.parametrize(
    "text",
    [
        "No shortcode.",
        "Data says \\{\\{\\< num x >}} and no more.",
        "Write `{{< num x >}}` so.",
        "Write ``{{< num x >}} ` {{< num y >}}`` so.",
        "```\n{{< num x >}}\n```",
        "> ~~~\n> {{< num x >}}\n> ~~~",
    ],
)
def test_code_and_escaped_text_stay_as_they_are(text: str) -> None:
    assert mark_shortcodes(text) == text


@pytest.mark.parametrize("text", ["One.\n\n{{< num a\n\nTwo. >}}", "\n\n{{< num {{< num b >}}", "\n\n{{< num a > }}"])
def test_a_shortcode_closes_in_its_paragraph(text: str) -> None:
    origin = [Place("a.qmd", 1), Place("a.qmd", 2), Place("b.md", 7), Place("a.qmd", 4), Place("a.qmd", 5)]
    with pytest.raises(ChapterError, match=r"b\.md:7: a shortcode does not close in its paragraph"):
        mark_shortcodes(text, origin)


def test_three_brackets_are_outside_the_dialect() -> None:
    with pytest.raises(ChapterError, match="outside the dialect"):
        mark_shortcodes("{{{< num x >}}}")
