"""The outline of a chapter, and what the dialect refuses."""

from __future__ import annotations

from itertools import pairwise

import pytest

from press.dialect import Outline, outline
from press.includes import Expanded, Place

HEAD = "---\ntitle: Lights\n---\n\n"


def read(text: str, path: str = "lights/a.qmd") -> Outline:
    lines = text.removesuffix("\n").count("\n") + 1
    places = tuple(Place(path, number) for number in range(1, lines + 1))
    return outline(Expanded(path, text.removesuffix("\n") + "\n", places, (path,)))


def told(text: str, path: str = "lights/a.qmd") -> list[str]:
    return [f"{fault.line}: {fault.what}" for fault in read(text, path).faults]


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("A <b>lamp</b>.", "5: raw HTML"),
        ("<div>lamp</div>", "5: raw HTML"),
        ("<!-- lamp -->", "5: raw HTML"),
        ("A\n<br/> lamp.", "6: raw HTML"),
        ("`#lamp`{=typst}", "5: raw output for one format"),
        ("```{=html}\nlamp\n```", "5: raw output for one format"),
        ("```{python}\n1\n```", "5: a code cell to be run"),
        ("It is `{python} 1`.", "5: inline code to be run"),
        ("It is `r 1`.", "5: inline code to be run"),
        ("A \\textbf{lamp}.", "5: a TeX command"),
        ("A $x^2$ lamp.", "5: a formula"),
        ("$$x$$", "5: a formula"),
        ("Lamp\n====", "5: an underlined heading or a line of hyphens"),
        ("Lamp.\n\n---\n\nGlass.", "7: an underlined heading or a line of hyphens"),
        ("##Lamp {#sec-a}", "5: '#' without a space is no heading"),
        ("Lamp.\n## Glass {#sec-a}", "6: a heading or div directly below text, which makes it text too"),
        ("Lamp.\n::: {.callout-note}\nx\n:::", "6: a heading or div directly below text, which makes it text too"),
        ("::: {.callout-note}\nlamp", "5: a div opens here and never closes"),
        ("Lamp.\n\n:::", "7: ':::' closes a div that is not open"),
        ("::: {.callout-nota}\nx\n:::", "5: the callout 'nota' is unknown"),
        ("::: {.columns}\nx\n:::", "5: the div '.columns' is outside the dialect"),
        ("::: {#fig-a}\nx\n:::", "5: a div with the id 'fig-a'"),
        ('::: {.content-visible when-format="html"}\nx\n:::', "5: '.content-visible' in a chapter"),
        ("::: {.callout-note}\n## A {#sec-a}\n:::", "6: a heading within a callout"),
        ("```\nlamp", "5: a block of code opens here and never closes"),
        ("{{< nom a >}}", "5: the shortcode 'nom' is unknown"),
        ("{{< num >}}", "5: the shortcode 'num' has too few or too many words"),
        ("{{< num a b >}}", "5: the shortcode 'num' has too few or too many words"),
        ("{{< num a is=b >}}", "5: the shortcode 'num' has too few or too many words"),
        ("{{< meta a as=b >}}", "5: 'as=' has no meaning for 'meta'"),
        ("{{< made fig-a >}}", "5: 'made' is for generated files"),
        ("{{< num a", "5: a shortcode does not close in its paragraph"),
        ("{{{< num a >}}}", "5: '{{{<' is outside the dialect"),
        ("`{{< num a >}}`", "5: a shortcode within code, which Quarto would carry out"),
        ("```\n\n{{< num a >}}\n```", "7: a shortcode within code, which Quarto would carry out"),
        ("# Glass", "5: a level-1 heading in a chapter that has its title"),
        ("### Glass {#sec-a}", "5: the heading jumps from level 1 to 3"),
        ("## A {#sec-a}\n\n### B {#sec-b}\n\n#### C {#sec-c}\n\n##### D {#sec-d}", "11: a heading deeper than level 4"),
        ("## Glass", "5: the heading has no id"),
        ("## Glass {#glass}", "5: the heading's id 'glass' does not begin with 'sec-'"),
        ("Lamp.[^a]", "5: the footnote [^a] is not defined"),
        ("[^a]: Oil.", "5: the footnote [^a] is never used"),
        ("Lamp.[^a]\n\n[^a]: Oil.\n\n[^a]: Gas.", "9: the footnote [^a] is defined twice"),
        ("![Lamp](a.svg){#fig-a}", "5: the picture has no alt text"),
        ("![](a.svg)", "5: the picture has no alt text"),
    ],
)
def test_what_is_outside_the_dialect_is_told_with_its_line(text: str, what: str) -> None:
    assert told(HEAD + text) == [what]


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("Lamp.", "1: the chapter has no title"),
        ("---\ntitle:\n---\n\nLamp.", "1: the chapter has no title"),
        ("## Lamp {#sec-a}", "1: the chapter has no title"),
        ("# Lamp\n\nGlass.", "1: the chapter's title is a heading"),
        ("# A {.unnumbered}\n\n# B {.unnumbered}", "3: a level-1 heading in a chapter that has its title"),
        ("---\ntitle: A\nauthor: B\n---\n", "3: 'author:' has no place in the front matter"),
        ("---\ntitle: A\ntitel: B\n---\n", "3: 'titel:' has no place in the front matter"),
    ],
)
def test_a_chapter_has_one_title(text: str, what: str) -> None:
    assert told(text) == [what]


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("---\ntitle: A: B\n---\n", "2: the front matter is not valid YAML: mapping values are not allowed"),
        ("---\ntitle: A\n", "1: the front matter does not close"),
        ("---\ntitle: 12\n---\n", "1: 'title:' in the front matter is no text"),
        ("---\n- A\n---\n", "1: the front matter holds no settings"),
    ],
)
def test_front_matter_that_cannot_be_read_is_told(text: str, what: str) -> None:
    assert any(fault.startswith(what) for fault in told(text))


@pytest.mark.parametrize(
    "text",
    [
        "A *lamp* and <https://lights.example> or a@b.example.",
        "Print \\<b> and \\$5 to \\$6, US$5 and US$6, a < b.",
        "```python\nx = '<b>'\n```",
        "`<b>` and ``a ` b`` and `\\n`",
        '``` {.text shortcodes="false"}\n{{< num a >}}\n```',
        '::: {.callout-note title="Two"}\nLamp.\n:::',
        "::: callout-tip\nLamp.\n:::",
        "::: {#refs}\n:::",
        "## A {#sec-a}\n\n### B {#sec-b}\n\n## C {.unnumbered}",
        "## A {#sec-a}\n### B {#sec-b}",
        "Lamp.[^a] Glass.^[Oil.]\n\n[^a]: Gas.",
        '![Lamp [@key]](a.svg){#fig-a fig-alt="A lamp, {not} seen."}',
        "| a | b |\n|---|--:|\n| c | d |\n\n: Lamps {#tbl-a}",
        "Lamp.\n\n* * *\n\nGlass.",
        "#. One\n#. Two",
    ],
)
def test_what_the_dialect_has_is_no_fault(text: str) -> None:
    assert told(HEAD + text) == []


@pytest.mark.parametrize(
    "text",
    [
        "## Lamp",
        "::: {.cell}\nx\n:::",
        '::: {.content-visible when-format="html"}\nx\n:::',
        "{{< made fig-a >}}",
        "[]{#n-a-b}",
    ],
)
def test_generated_files_may_do_more(text: str) -> None:
    places = [*(Place("a.qmd", n) for n in range(1, 5)), *(Place("figures/a.md", n) for n in range(1, 9))]
    expanded = Expanded("a.qmd", HEAD + text + "\n", tuple(places), ("a.qmd", "figures/a.md"))
    assert outline(expanded).faults == ()


def test_conditional_content_in_an_annex_names_its_format() -> None:
    text = HEAD + "::: {.content-hidden when-format=%s}\nx\n:::"
    assert told(text % "typst", "annexes/a.qmd") == []
    assert told(text % "docx", "annexes/a.qmd") == ["5: '.content-hidden' does not say for which format"]


def test_a_misspelt_shortcode_meets_the_closest_name() -> None:
    assert "Did you mean num?" in read(HEAD + "{{< nom a >}}").faults[0].remedy


def test_a_reference_that_begins_a_sentence_means_the_same_id() -> None:
    found = read("---\ntitle: A\n---\n\n@Fig-x and @fig-x, [@Tbl-y], but @Figaro1784.\n")
    assert [item.id for item in found.references] == ["fig-x", "fig-x", "tbl-y"]
    assert [item.id for item in found.citations] == ["Figaro1784"]


def test_the_title_can_be_a_heading() -> None:
    found = read("# The *lamps* {#sec-lamps .unnumbered}\n\n## A {#sec-a}\n")
    assert (found.title, found.id, found.unnumbered) == ("The *lamps*", "sec-lamps", True)
    assert [(h.level, h.id, h.text) for h in found.headings] == [(1, "sec-lamps", "The *lamps*"), (2, "sec-a", "A")]


def test_the_outline_holds_what_the_chapter_defines_and_names() -> None:
    found = read(
        '---\ntitle: "Lights: all"\nabstract: |\n  What {{< num a.b >}} means.\n---\n\n'
        "## A {#sec-a}\n\nSee @fig-a, [@key1, p. 12; -@key2] and @tbl-b.[^n] a@b.example\n\n"
        '![Lamp](x.svg){#fig-a fig-alt="Lamp"}\n\n| a |\n|---|\n| {{< num c as=int >}} |\n\n: T {#tbl-b}\n\n'
        '::: {.callout-tip title="T"}\n[x](y.qmd#sec-z)\n:::\n\n[^n]: Note.\n'
    )
    assert (found.title, found.abstract) == ("Lights: all", "What {{< num a.b >}} means.")
    assert [item.id for item in found.ids] == ["sec-a", "fig-a", "tbl-b"]
    assert [(item.id, item.place.line) for item in found.floats] == [("fig-a", 11), ("tbl-b", 17)]
    assert [item.id for item in found.citations] == ["key1", "key2"]
    assert [item.id for item in found.references] == ["fig-a", "tbl-b"]
    assert [(code.name, code.args, code.option("as")) for code in found.shortcodes] == [
        ("num", ("a.b",), ""),
        ("num", ("c",), "int"),
    ]
    assert [item.id for item in found.notes] == ["n"]
    assert [item.id for item in found.images] == ["x.svg"]
    assert [item.id for item in found.links] == ["y.qmd#sec-z"]
    assert [item.id for item in found.callouts] == ["tip"]
    assert found.faults == ()


def test_nested_divs_close_the_innermost_first() -> None:
    found = read(HEAD + ":::: {.callout-note}\n\n::: {.callout-tip}\nx\n:::\n\n::::\n")
    assert [(div.callout, div.at, div.until) for div in found.divs] == [("note", 5, 11), ("tip", 7, 9)]


def test_prose_keeps_only_what_a_reader_reads() -> None:
    text = (
        '---\ntitle: "Lights 7"\nabstract: Glass 8\n---\n\n## Lamp {#sec-1}\n\n'
        "See [lamp](b12.html) [@key2, p. 12] [^3] "
        "`4` {{< num a5 >}} <https://six.example/6> @fig-9 [noe 11]{lang=nb}.\n\n"
        '![Cap 1](c2.svg){#fig-3 fig-alt="Alt 4"}\n\n[^3]: Note 10\n'
    )
    found = read(text)
    assert len(found.prose) == len(text)
    assert [place for place, char in enumerate(found.prose) if char == "\n"] == [
        place for place, char in enumerate(text) if char == "\n"
    ]
    digits = "".join(char if char.isdigit() else " " for char in found.prose).split()
    assert digits == ["7", "8", "1", "4", "10"]


def test_places_are_those_of_the_included_file() -> None:
    places = (*(Place("a.qmd", n) for n in range(1, 5)), Place("b.md", 1), Place("b.md", 2))
    found = outline(Expanded("a.qmd", HEAD + "Lamp\n<b>\n", places, ("a.qmd", "b.md")))
    assert [(fault.path, fault.line) for fault in found.faults] == [("b.md", 2)]


def test_headings_stand_in_the_order_of_the_text() -> None:
    found = read(HEAD + "## A {#sec-a}\n\n### B {#sec-b}\n\n## C {#sec-c}\n")
    assert all(one.at < two.at for one, two in pairwise(found.headings))
