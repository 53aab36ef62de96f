"""The text of the portfolio chapter, and a way to tie a test to the words it holds."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import wraps
from typing import Any

from plain_list import CHAPTER, Record, portfolio_claims, where

LANGUAGES = {"en": ".qmd", "nb": ".nb.qmd"}
RAW = {lang: CHAPTER.with_name(CHAPTER.name + suffix).read_text(encoding="utf-8") for lang, suffix in LANGUAGES.items()}
TEXT = {lang: re.sub(r"\s+", " ", re.sub(r"\\ |\*\*", " ", text)) for lang, text in RAW.items()}
CLAIMS = where(portfolio_claims(), edition="en")


def says(en: str, nb: str) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """The statement that a test holds, as both editions have it; whoever rewords it looks at the test again."""

    def wrap(test: Callable[..., None]) -> Callable[..., None]:
        @wraps(test)
        def held(*args: Any, **settings: Any) -> None:
            assert en in TEXT["en"]
            assert nb in TEXT["nb"]
            test(*args, **settings)

        return held

    return wrap


def claim(section: str, subject: str, kind: str) -> Record:
    [found] = where(CLAIMS, section=section, subject_en=subject, kind=kind)
    return found


def fits(value: float, printed: Record) -> bool:
    return abs(value - float(printed["value"])) <= float(printed["precision"])
