"""What the dialect refuses: things that the two ways of rendering would not print alike.

Imports :mod:`press.elements`, :mod:`press.errors`, :mod:`press.frontmatter`,
:mod:`press.includes` and :mod:`press.masking`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from press.elements import Div, Heading, Named, Shortcode, generated
from press.errors import Fault, closest
from press.frontmatter import FrontMatter
from press.includes import Expanded, Place
from press.masking import Masked

SHORTCODES = {"include": 1, "made": 1, "meta": 1, "num": 1, "register": 0}
"""Every shortcode of the dialect and how many words follow its name."""
CALLOUTS = ("caution", "important", "note", "tip", "warning")
FORMATS = ("html", "typst")
DEEPEST = 4

LAYOUTS = ("fine-print", "one-page")
"""Divs that only change how their content is set."""
_CONDITIONS = ("content-hidden", "content-visible")
_CONDITIONS_IN = ("annexes/", "figures/")
_REFERENCES = "refs"

_TEXT_RULES = (
    (
        re.compile(r"<!--|<[?!/]?[A-Za-z][\w-]*(?:\s[^<>]*)?/?>"),
        "raw HTML",
        "Write it in Markdown; print '<' as '\\<'.",
    ),
    (
        re.compile(r"\{=[^{}\s]*\}"),
        "raw output for one format",
        "Write it in Markdown: both formats must show the same.",
    ),
    (
        re.compile(r"\$(?<!\$\$)(?=[^\s$])[^$\n]*(?:\n(?![ \t]*\n)[^$\n]*)*(?<=\S)\$(?!\d)|\$\$"),
        "a formula",
        "Write it in words; print a dollar sign as '\\$'.",
    ),
    (
        re.compile(r"\n[^\s|:>][^\n]*+\n(?:=+|-{3,})[ \t]*(?=\n)|\n---[ \t]*(?=\n)"),
        "an underlined heading or a line of hyphens",
        "Write '## Heading {#sec-...}', or '* * *' for a rule.",
    ),
    (re.compile(r"\n#{1,6}[^\s#.]"), "'#' without a space is no heading", "Write '## Heading'."),
)
_BLOCK = re.compile(r"\n(?:#{1,6}[ \t]+\S|[ \t]*:{3,}[ \t]*[^\s:])")
_ABOVE = re.compile(r"[ \t]*$|[ \t]*:::|#{1,6}[ \t]")
_EXECUTED = re.compile(r"\{[A-Za-z]")
_INLINE_RUN = re.compile(r"\{[A-Za-z]+\}|r\s")


def heading_faults(headings: Sequence[Heading], divs: Iterable[Div], front: FrontMatter) -> Iterator[Fault]:
    """A missing or second title, levels that jump or go too deep, missing ids, headings in callouts."""
    titled = bool(front.title)
    if not titled and not (headings and headings[0].level == 1):
        yield Fault(front.place.file, 1, "the chapter has no title", "Begin it with '---', 'title: ...', '---'.")
        titled = True
    level = 1
    callouts = [div for div in divs if div.callout]
    for heading in headings:
        if heading.level == 1:
            yield from _title_faults(heading, titled)
            titled = True
        else:
            yield from _level_faults(heading, level)
            yield from _id_faults(heading)
        if any(div.at < heading.at < div.until for div in callouts):
            yield _at(heading.place, "a heading within a callout", 'Write {.callout-note title="..."} instead.')
        level = heading.level


def note_faults(notes: Sequence[tuple[Named, bool]]) -> Iterator[Fault]:
    """Footnotes without a definition, never used, or defined twice; the flag marks definitions."""
    defined: set[str] = set()
    used = {note.id for note, defines in notes if not defines}
    for note, _ in (pair for pair in notes if pair[1]):
        if note.id in defined:
            yield _at(note.place, f"the footnote [^{note.id}] is defined twice", "Rename one of them.")
        elif note.id not in used:
            yield _at(note.place, f"the footnote [^{note.id}] is never used", "Refer to it in the text, or delete it.")
        defined.add(note.id)
    for note, defines in notes:
        if not defines and note.id != "^" and note.id not in defined:
            yield _at(
                note.place,
                f"the footnote [^{note.id}] is not defined",
                f"{closest(note.id, defined)}Add a paragraph '[^{note.id}]: ...'.",
            )


def call_faults(shortcodes: Iterable[Shortcode]) -> Iterator[Fault]:
    """Unknown shortcodes, and known ones with too few or too many words."""
    for code in shortcodes:
        if code.name == "include":
            continue
        if code.name not in SHORTCODES:
            remedy = f"{closest(code.name, SHORTCODES)}The dialect has {', '.join(sorted(SHORTCODES))}."
            yield _at(code.place, f"the shortcode '{code.name}' is unknown", remedy)
        elif len(code.args) != SHORTCODES[code.name] or any(key != "as" for key, _ in code.options):
            yield _at(
                code.place,
                f"the shortcode '{code.name}' has too few or too many words",
                "Write {{< num KEY >}}, {{< num KEY as=FORMAT >}}, {{< meta KEY >}}, {{< include PATH >}} or "
                "{{< register >}}.",
            )
        elif code.options and code.name != "num":
            yield _at(code.place, f"'as=' has no meaning for '{code.name}'", "Only 'num' has formats.")
        elif code.name == "made" and not generated(code.place.file):
            yield _at(
                code.place, "'made' is for generated files", "Include the figure's own file from figures/ instead."
            )


def div_faults(divs: Iterable[Div]) -> Iterator[Fault]:
    """Divs that do not close or open, and kinds that the dialect does not have."""
    for div in divs:
        if not div.until:
            yield _at(div.place, "a div opens here and never closes", "End it with a line ':::'.")
        elif not div.at:
            yield _at(div.place, "':::' closes a div that is not open", "Delete the line, or open the div above.")
        if div.callout and div.callout not in CALLOUTS:
            remedy = f"{closest(div.callout, CALLOUTS)}Quarto has {', '.join(CALLOUTS)}."
            yield _at(div.place, f"the callout '{div.callout}' is unknown", remedy)
        for name in div.attributes.classes:
            yield from _class_faults(name, div)
        if div.attributes.id not in ("", _REFERENCES) and not generated(div.place.file):
            yield _at(
                div.place, f"a div with the id '{div.attributes.id}'", "Only '::: {#refs}' has one; refer to a section."
            )


def text_faults(expanded: Expanded, code: Masked, body: str) -> Iterator[Fault]:
    """Raw HTML, TeX and Typst, code to be run, formulas, and marks that pandoc would not see.

    ``code`` is the text without code and escapes, ``body`` the same without front matter and shortcodes.
    """
    yield from _code_faults(expanded, code)
    for pattern, what, remedy in _TEXT_RULES:
        for match in pattern.finditer(body):
            yield _at(expanded.place(match.start() + match[0].startswith("\n")), what, remedy)
    for match in _BLOCK.finditer(body):
        if not _ABOVE.match(body, body.rfind("\n", 0, match.start()) + 1, match.start()):
            yield _at(
                expanded.place(match.start() + 1),
                "a heading or div directly below text, which makes it text too",
                "Put a blank line above it.",
            )


def _title_faults(heading: Heading, titled: bool) -> Iterator[Fault]:
    if titled:
        yield _at(heading.place, "a level-1 heading in a chapter that has its title", "Begin sections with '##'.")
    elif not heading.unnumbered and not heading.id:
        yield _at(
            heading.place,
            "the chapter's title is a heading",
            "Put it into the front matter, or write '# Title {.unnumbered}' for a chapter without a number.",
        )


def _level_faults(heading: Heading, above: int) -> Iterator[Fault]:
    if heading.level > DEEPEST:
        yield _at(heading.place, f"a heading deeper than level {DEEPEST}", "Use at most '####', or split the chapter.")
    elif heading.level > above + 1:
        yield _at(
            heading.place, f"the heading jumps from level {above} to {heading.level}", f"Write '{'#' * (above + 1)}'."
        )


def _id_faults(heading: Heading) -> Iterator[Fault]:
    if generated(heading.place.file):
        return
    if heading.id and not heading.id.startswith("sec-"):
        yield _at(heading.place, f"the heading's id '{heading.id}' does not begin with 'sec-'", "Write {#sec-...}.")
    elif not heading.id and not heading.unnumbered:
        yield _at(heading.place, "the heading has no id", "Add {#sec-...}, the same in each language.")


def _class_faults(name: str, div: Div) -> Iterator[Fault]:
    if name in _CONDITIONS:
        if not div.place.file.startswith(_CONDITIONS_IN):
            yield _at(div.place, f"'.{name}' in a chapter", "Both formats must show the same: it is for annexes only.")
        elif div.attributes.get("when-format") not in FORMATS:
            yield _at(div.place, f"'.{name}' does not say for which format", 'Add when-format="html" or "typst".')
    elif not name.startswith("callout-") and name not in LAYOUTS and not generated(div.place.file):
        layouts = ", ".join(f"'::: {{.{layout}}}'" for layout in LAYOUTS)
        known = [*_CONDITIONS, *LAYOUTS, *(f"callout-{kind}" for kind in CALLOUTS)]
        yield _at(
            div.place,
            f"the div '.{name}' is outside the dialect",
            f"{closest(name, known)}Chapters have callouts, {layouts} and '::: {{#refs}}'.",
        )


def _code_faults(expanded: Expanded, code: Masked) -> Iterator[Fault]:
    for fence in code.fences:
        place = expanded.place(fence.start)
        if not fence.closed:
            yield _at(
                place, "a block of code opens here and never closes", "End it with the same marks on their own line."
            )
        if fence.info.startswith("{="):
            yield _at(place, "raw output for one format", "Write it in Markdown: both formats must show the same.")
        elif _EXECUTED.match(fence.info):
            yield _at(place, "a code cell to be run", "Compute in a notebook; show code as '```python'.")
    for span in code.spans:
        if _INLINE_RUN.match(span.body):
            yield _at(expanded.place(span.start), "inline code to be run", "Publish the number; write {{< num KEY >}}.")
    for offset in code.commands:
        yield _at(expanded.place(offset), "a TeX command", "Write it in Markdown; print '\\' as '\\\\'.")
    for offset in code.calls:
        yield _at(
            expanded.place(offset),
            "a shortcode within code, which Quarto would carry out",
            'Take it out, or give the block {shortcodes="false"}.',
        )


def _at(place: Place, what: str, remedy: str) -> Fault:
    return Fault(place.file, place.line, what, remedy)
