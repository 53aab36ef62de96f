"""The titles of works are printed as the works have them, in both editions."""

import re

from plain_list import ROOT

BIB = (ROOT / "bib" / "references.bib").read_text(encoding="utf-8")


def test_every_title_keeps_its_capitals():
    """Without the second pair of braces pandoc makes English titles into sentences, in the English edition only."""
    titles = re.findall(r"^  (title|booktitle|subtitle) = (.*)$", BIB, re.M)
    assert len(titles) > 160
    assert [title for _, title in titles if not title.startswith("{{")] == []
