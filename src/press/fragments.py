"""Fill a template with data: the Markdown of a list, an annex, a codebook, once for each language.

Imports :mod:`press.errors`, :mod:`press.escaping` and :mod:`press.tables` (its number cells).
Whatever the template puts in is text: a word from the data cannot become markup. A text by
language gives that language's text, ``num(key, format)`` the shortcode of a number.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from press.errors import Fault, NotebookError
from press.escaping import plain
from press.tables import NumberCell, NumberText

_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_RESERVED = ("fig-", "tbl-", "notebook-", "numbers")


class Literal(str):
    """Markdown that the template itself may print as it is, such as an id."""

    __slots__ = ()


def check_name(name: str, notebook: str) -> None:
    """Raise :class:`NotebookError` unless ``name`` can name a fragment."""
    if not _ID.fullmatch(name) or name.startswith(_RESERVED):
        remedy = "A name has lower-case words joined by hyphens and does not begin with fig-, tbl- or notebook-."
        raise NotebookError(Fault(notebook, 0, f"'{name}' is no name for a fragment", remedy))


def fill_fragment(
    root: Path, template: str, lang: str, number: NumberText, context: Mapping[str, Any], notebook: str
) -> str:
    """Return the Markdown of a template, its path relative to ``root``; raise :class:`NotebookError`."""
    from jinja2 import TemplateError, TemplateNotFound

    def shown(value: object) -> str:
        return _shown(value, lang, number)

    try:
        environment = _environment(str(root)).overlay(finalize=shown)
        filled = environment.get_template(template).render(context, num=NumberCell, literal=Literal)
    except TemplateNotFound as error:
        what = f"the template '{error.name}' is missing"
        raise NotebookError(Fault(notebook, 0, what, "Correct its path.")) from None
    except (TemplateError, KeyError) as error:
        line = getattr(error, "lineno", 0) or 0
        raise NotebookError(
            Fault(template, line, f"cannot be filled: {error}", "Every name it uses must be given in context={...}.")
        ) from None
    return re.sub(r"\n{3,}", "\n\n", filled).strip() + "\n"


def _shown(value: object, lang: str, number: NumberText) -> str:
    if isinstance(value, Literal):
        return str(value)
    if isinstance(value, NumberCell):
        return number(value.key, value.form)
    if isinstance(value, Mapping):
        return plain(value[lang])
    return plain(value)


@lru_cache(maxsize=2)
def _environment(root: str) -> Any:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    return Environment(
        loader=FileSystemLoader(root),
        undefined=StrictUndefined,
        autoescape=False,  # noqa: S701 - the output is Markdown, escaped by `finalize`
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        comment_start_string="{##",  # {# begins an attribute in Markdown
        comment_end_string="##}",
    )
