"""Fill captions and alt texts, in which ``{{ num("key", "mnok") }}`` stands for a number.

Imports :mod:`press.errors` and :mod:`press.escaping`. The same template gives Markdown
with a shortcode (a caption, which the book fills) or text with the number in it (an alt
text, which no shortcode reaches).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any

from press.errors import Fault, NotebookError
from press.escaping import plain

NumberText = Callable[[str, str], str]
Words = Mapping[str, str | Mapping[str, str]]


def shortcode(key: str, form: str = "default") -> str:
    """Return the shortcode that puts a number into a chapter."""
    return f"{{{{< num {key} >}}}}" if form == "default" else f"{{{{< num {key} as={form} >}}}}"


def fill_markdown(template: str, lang: str, number: NumberText, words: Words) -> str:
    """Return one line of Markdown; ``words`` from data are escaped. Raises :class:`NotebookError`."""
    escaped = {name: plain(_in(word, lang)) for name, word in words.items()}
    return _fill(template, number, escaped)


def fill_text(template: str, lang: str, number: NumberText, words: Words) -> str:
    """Return one line of plain text; raises :class:`NotebookError`."""
    return _fill(template, number, {name: _in(word, lang) for name, word in words.items()})


def require(texts: Mapping[str, str], languages: tuple[str, ...], what: str, notebook: str) -> None:
    """Raise :class:`NotebookError` unless a text is there in every language; ``what`` names it."""
    missing = [lang for lang in languages if not str(texts.get(lang, "")).strip()]
    if missing:
        example = ", ".join(f'"{lang}": "..."' for lang in languages)
        raise NotebookError(Fault(notebook, 0, f"{what} is missing in {', '.join(missing)}", f"Give {{{example}}}."))


def _in(word: str | Mapping[str, str], lang: str) -> str:
    return word if isinstance(word, str) else word[lang]


def _fill(template: str, number: NumberText, words: Mapping[str, str]) -> str:
    from jinja2 import TemplateError

    def num(key: str, form: str = "default") -> str:
        return number(key, form)

    try:
        filled = _environment().from_string(template).render(num=num, **words)
    except TemplateError as error:
        shown = " ".join(template.split())[:60]
        raise NotebookError(
            Fault("", 0, f"the text '{shown}' cannot be filled: {error.message}",
                  'Numbers are written {{ num("key", "format") }}; other names come from words={...}.')
        ) from None
    return " ".join(filled.split(" ")).replace("\n", " ").strip()


@lru_cache(maxsize=1)
def _environment() -> Any:
    from jinja2 import Environment, StrictUndefined

    return Environment(undefined=StrictUndefined, autoescape=False)  # noqa: S701 - the output is Markdown
