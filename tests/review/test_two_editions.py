"""The two editions of the chapter say the same, each in its own language and spelling."""

import re

import pytest
from chapter_text import LANGUAGES, RAW
from plain_list import CHAPTER, ROOT, table


def paragraphs(lang):
    return [part for part in re.split(r"\n\s*\n|\n(?=- )", RAW[lang]) if not part.startswith(("{{< include", "---"))]


def test_both_editions_have_the_same_paragraphs():
    assert len(paragraphs("en")) == len(paragraphs("nb"))


@pytest.mark.parametrize("what", [r"\{\{< num [^>]*>\}\}", r"\b(?:19|20)\d\d\b", r"@[\w-]+", r"\b[A-Z]{3,}\b"])
def test_every_paragraph_has_the_same_numbers_years_references_and_abbreviations_in_both(what):
    differ = []
    for en, nb in zip(paragraphs("en"), paragraphs("nb"), strict=True):
        same = [re.sub(r"@(Fig|Tbl|Sec)-", lambda m: m[0].lower(), text) for text in (en, nb)]
        found = [set(re.findall(what, text)) - {"NOK", "OECD", "DAC", "USA"} for text in same]
        if found[0] != found[1]:
            differ.append(found)
    assert differ == []


PAGES = {
    lang: "\n".join(
        path.read_text(encoding="utf-8") for path in (ROOT / f"index{suffix}", CHAPTER.with_name(CHAPTER.name + suffix))
    )
    for lang, suffix in LANGUAGES.items()
}


def test_english_is_spelt_the_british_way():
    names = r"International Organization|Organization for Security"
    own = re.sub(names, "", PAGES["en"])
    american = (
        r"\b(?!sizes?\b)\w+(?:iz(?:e|es|ed|ing|ation|ations)|yz(?:e|ed|ing))\b"
        r"|\b(?:colors?|labor|center|program|toward|judgment|favor\w*|behavior\w*)\b"
    )
    assert re.findall(american, own) == []


def test_norwegian_says_menneskehandel_outside_names():
    names = r"Southern African Counter-Trafficking Assistance Programme|Unsafe Traffic|Shady Traffic"
    assert re.findall(r"\w*traffick\w*", re.sub(names, "", PAGES["nb"]), re.IGNORECASE) == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_people_are_named_with_respect(lang):
    harsh = r"\b(?:prostitutes?|prostituert\w*|hore\w*|sex slaves?|sexslav\w*|illegals?|prostitusjonsofre)\b"
    assert re.findall(harsh, PAGES[lang], re.IGNORECASE) == []


def test_the_printed_review_has_one_name_in_norwegian():
    [term] = [row["nb"] for row in table("terms") if row["en"] == "printed review"]
    names = {
        f"den trykte {noun}"
        for noun in re.findall(r"[Dd]en trykte (utgaven|boken|rapporten|gjennomgangen)", PAGES["nb"])
    }
    assert names <= {term}
