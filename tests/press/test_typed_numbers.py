"""What counts as a number typed by hand, sentence by sentence, in both languages."""

from __future__ import annotations

import pytest

from press.check.number_words import LANGUAGES, NumberWords
from press.check.typed_numbers import find_numbers
from press.masking import SHORTCODE

ENGLISH_RESULTS = [
    ("There were 52 lighthouses on the coast.", ["52"]),
    ("The upkeep came to NOK 3 million.", ["NOK 3 million"]),
    ("It cost NOK 1,234,500 in all.", ["NOK 1,234,500"]),
    ("The coast has 1 234,5 kilometres of cliffs.", ["1 234,5"]),
    ("The lamps used 1,234.5 litres.", ["1,234.5"]),
    ("The share was 52%.", ["52%"]),
    ("The share was 52 per cent, then 60 percent.", ["52 per cent", "60 percent"]),
    ("Between 10–12 keepers left.", ["10–12"]),
    ("About 2/3 of the lamps burn oil.", ["2/3"]),
    ("The state paid US$ 5 for each lamp and € 7 for the glass.", ["US$ 5", "€ 7"]),
    ("It paid 3m kroner, later 2.5bn.", ["3m", "2.5bn"]),
    ("A 3-year programme began.", ["3"]),
    ("Two keepers stayed.", ["Two"]),
    ("The coast has twelve lighthouses.", ["twelve"]),
    ("Some thirteen lamps failed.", ["thirteen"]),
    ("There were twenty-five lamps.", ["twenty-five"]),
    ("It took forty days.", ["forty"]),
    ("A hundred ships passed.", ["A hundred"]),
    ("Hundreds of ships passed.", ["Hundreds"]),
    ("Two hundred and fifty ships passed.", ["Two hundred and fifty"]),
    ("Thousands of birds died.", ["Thousands"]),
    ("A million candles would not do.", ["A million"]),
    ("Three million kroner was set aside.", ["Three million kroner"]),
    ("A dozen towers fell.", ["A dozen"]),
    ("Half of the keepers left.", ["Half"]),
    ("More than half the keepers left.", ["half"]),
    ("A third of the lamps failed.", ["A third"]),
    ("One third of the lamps failed.", ["One third"]),
    ("Two thirds of the lamps failed.", ["Two thirds"]),
    ("Two-thirds of the lamps failed.", ["Two-thirds"]),
    ("The costs fell by a quarter.", ["a quarter"]),
    ("Three quarters of the towers are white.", ["Three quarters"]),
    ("A fifth of the towers are red.", ["A fifth"]),
    ("It is twice as high.", ["twice"]),
    ("It is double the height.", ["double"]),
    ("The costs doubled between 1900 and 1910.", ["doubled"]),
    ("One project was stopped.", ["One"]),
    ("Only one agreement names the tower.", ["one"]),
    ("One of the towers fell.", ["One"]),
    ("One in three towers is red.", ["One in three"]),
    ("Some 2000 women kept lights.", ["2000"]),
    ("It got 2000 kroner.", ["2000 kroner"]),
    ("In part 3 million kroner was lent.", ["3 million kroner"]),
    ("The towers (12) and the boats (5) are old.", ["12", "5"]),
    ("It fell from 12 to 5.", ["12 to 5"]),
    ("In 1905 there were 7 towers.", ["7"]),
    ("Norway 12, Sweden 5.", ["12", "5"]),
    ("| Vestland | 12 |", ["12"]),
    ("- Two towers\n- a boat", ["Two"]),
]
ENGLISH_OTHERS = [
    "In 1905 the tower burnt.",
    "The years 1900–1910 were hard, 1911-12 too.",
    "The winter of 1998/99, the 1990s, and 2000–07.",
    "It was lit on 1 May 1905 and put out on May 3, 1906.",
    "It was lit on the 1st of May, between 1–3 May and 5 and 6 June.",
    "The list has 2005-05-01 and the time 14:30.",
    "The first tower, the second lamp and the third keeper.",
    "The 21st century began.",
    "A third party owns the tower; a third project began.",
    "The first half of 1905 and the last quarter of the year.",
    "ILO Convention No. 182 and resolution 1325 apply.",
    "Resolutions 1325 and 1820 apply, as do Nos. 29 and 105.",
    "See Article 3, Part 2, Annex 3, chapter 4, section 2.1 and page 12.",
    "See pages 12, 14 and 16–18, line 2056 and lines 2056 to 2259.",
    "See Part Two and chapter three.",
    "The file is PDF/A-3a and UA-1, WCAG 2.2 AA.",
    "The code is REG-2009, the goal SDG 5, the book ISBN 978-82-7548-306-0.",
    "ISO 9001 and SHA-256 are names, as are G8 and A4.",
    "They helped one another; no one knew.",
    "One must ask which one is meant, and one day we shall know.",
    "On the one hand it is old.",
    "One of the largest towers stands there.",
    "One reason is the sea.",
    "It is not tied to one country, but to more than one region.",
    "The second-hand lamp has a two-way switch and a three-part lens.",
    "A one-way street and the four-letter word.",
    "The two do not agree.",
    "A row is the sum of the two before it.",
    "One or two keepers may have left.",
    "The doubled row stands twice-told.",
    "The headquarters are at Horten.",
    "The tower is open 24/7.",
    "The Group of Eight met there.",
    "1. First the lamp\n2. Then the glass\n3. Then the oil",
    "1) First the lamp\n2) Then the glass",
    "The tower came, as some say, to nothing.",
    "Amounts are in NOK million.",
    "| Amount (NOK million) | Place |",
    f"The upkeep came to NOK {SHORTCODE * 9} million.",
    f"It has {SHORTCODE * 9} towers in {SHORTCODE * 9} counties.",
    f"In 2006 NOK {SHORTCODE * 9} million was paid.",
    "Version 1.10 and Python 3.11 will do.",
    "The unit is CO~2~.",
    "The tower was attended often and weighted tenfold in tenor.",
]
NORWEGIAN_RESULTS = [
    ("Det var 52 fyr på kysten.", ["52"]),
    ("Driften kom på 3 millioner kroner.", ["3 millioner kroner"]),
    ("Den kostet 1 234,5 millioner kroner i alt.", ["1 234,5 millioner kroner"]),
    ("Den kostet 115 300 000 kroner.", ["115 300 000 kroner"]),
    ("Andelen var 52 %.", ["52 %"]),
    ("Andelen var 52 prosent.", ["52 prosent"]),
    ("Mellom 10–12 fyrvoktere sluttet.", ["10–12"]),
    ("Om lag 2/3 av lampene brenner olje.", ["2/3"]),
    ("Staten ga kr 500 og NOK 700.", ["kr 500", "NOK 700"]),
    ("Et 3-årig program begynte.", ["3"]),
    ("To fyrvoktere ble igjen.", ["To"]),
    ("Det er to fyr på øya.", ["to"]),
    ("Kysten har tolv fyr.", ["tolv"]),
    ("Tre lamper sviktet, fire ble reparert.", ["Tre", "fire"]),
    ("Det var tjuefem lamper og fem-seks båter.", ["tjuefem", "fem-seks"]),
    ("Det tok førti dager.", ["førti"]),
    ("Femogtyve lamper sviktet.", ["Femogtyve"]),
    ("Hundre skip gikk forbi.", ["Hundre"]),
    ("Det gikk hundrevis av skip.", ["hundrevis"]),
    ("To hundre og femti skip gikk forbi.", ["To hundre og femti"]),
    ("Tohundreogfemti skip gikk forbi.", ["Tohundreogfemti"]),
    ("Tusenvis av fugler døde.", ["Tusenvis"]),
    ("En million lys holdt ikke.", ["En million"]),
    ("Tre millioner kroner ble satt av.", ["Tre millioner kroner"]),
    ("Det sto et dusin tårn der.", ["et dusin"]),
    ("Halvparten av fyrvokterne sluttet.", ["Halvparten"]),
    ("En tredjedel av lampene sviktet.", ["En tredjedel"]),
    ("To tredjedeler av lampene sviktet.", ["To tredjedeler"]),
    ("Kostnadene falt med en fjerdedel.", ["en fjerdedel"]),
    ("Tårnet fikk en kvart million.", ["en kvart million"]),
    ("En halv million gikk til glass.", ["En halv million"]),
    ("Det er dobbelt så høyt.", ["dobbelt"]),
    ("Prisen er det dobbelte.", ["dobbelte"]),
    ("Kostnadene ble fordoblet fra 1900 til 1910.", ["fordoblet"]),
    ("Ett prosjekt ble stanset.", ["Ett"]),
    ("Bare én avtale nevner tårnet.", ["én"]),
    ("Én av lampene sviktet.", ["Én"]),
    ("Ett av tårnene er rødt.", ["Ett"]),
    ("Én av tre lamper sviktet.", ["Én av tre"]),
    ("Om lag 2000 kvinner voktet fyr.", ["2000"]),
    ("Det fikk 2000 kroner.", ["2000 kroner"]),
    ("Tårnene (12) og båtene (5) er gamle.", ["12", "5"]),
    ("Tallet falt fra 12 til 5.", ["12 til 5"]),
    ("I 1905 var det 7 tårn.", ["7"]),
    ("Det gjaldt 52. Resten var båter.", ["52"]),
    ("| Vestland | 12 |", ["12"]),
    ("De trettito tårnene er hvite.", ["trettito"]),
]
NORWEGIAN_OTHERS = [
    "I 1905 brant tårnet.",
    "Årene 1900–1910 var harde, 1911–12 også.",
    "Vinteren 1998/99, 1990-årene og 1800-tallet.",
    "Det ble tent 1. mai 1905 og slukket den 3. juni.",
    "Det skjedde 1.–3. mai, 5. og 6. juni og 17.5.1905.",
    "Listen har 2005-05-01 og klokkeslettet 14:30, altså kl. 14.30.",
    "Det første tårnet, den andre lampen og den tredje vokteren.",
    "Det 1. tårnet og den 2. lampen.",
    "Første halvår og siste kvartal.",
    "ILO-konvensjon nr. 182 og resolusjon 1325 gjelder.",
    "Se artikkel 3, del 2, vedlegg 3, kapittel 4, avsnitt 2.1 og side 12.",
    "Se artikkel 3 og 5, side 12–14 og linje 2056 til 2259.",
    "Se § 12, St.meld. nr. 35 og kap. 118 post 70.",
    "Se del to og kapittel tre.",
    "Filen er PDF/A-3a og UA-1, WCAG 2.2 AA.",
    "Koden er REG-2009, målet er bærekraftsmål 5, boken ISBN 978-82-7548-306-0.",
    "G8 og A4 er navn.",
    "*From Lamp to Lens* er en bok.",
    "Boken «The Way to the Light» er god.",
    "Han leste A Guide to Lamps på fyret.",
    "Den handler om Assistance to keepers.",
    "Det vokser et tre ved tårnet.",
    "De måtte å fire flagget.",
    "De to stemmer ikke overens.",
    "En rad er summen av de to foran.",
    "En eller to voktere kan ha sluttet.",
    "Toget tok tolken til tomten.",
    "Femkanten og trekanten står der.",
    "Treårige planer og toårige avtaler.",
    "Den er ikke knyttet til ett land, men til mer enn én region.",
    "Hvert tårn har en lampe.",
    "Én ting er sikkert.",
    "På én måte er det sant.",
    "Tusen takk for hjelpen.",
    "Den doblede raden er strøket.",
    "Tårnet er åpent 24/7.",
    "1. Først lampen\n2. Så glasset\n3. Så oljen",
    "Beløp i millioner kroner.",
    "| Beløp (millioner kroner) | Sted |",
    f"Driften kom på {SHORTCODE * 9} millioner kroner.",
    f"Det er {SHORTCODE * 9} tårn i {SHORTCODE * 9} fylker.",
    "Kvart over midnatt ble det mørkt.",
    "Versjon 1.10 og Python 3.11 holder.",
    "Tallene står i to-kolonners sats.",
]
CASES = [
    *(("en", text, found) for text, found in ENGLISH_RESULTS),
    *(("en", text, []) for text in ENGLISH_OTHERS),
    *(("nb", text, found) for text, found in NORWEGIAN_RESULTS),
    *(("nb", text, []) for text in NORWEGIAN_OTHERS),
]


@pytest.mark.parametrize(("language", "text", "found"), CASES)
def test_numbers_are_told_from_names_dates_and_ordinals(language: str, text: str, found: list[str]) -> None:
    assert [hit.text for hit in find_numbers(text, LANGUAGES[language])] == found


def test_the_table_of_sentences_is_long_enough() -> None:
    assert all(sum(case[0] == language for case in CASES) >= 60 for language in LANGUAGES)


def test_a_hit_knows_where_it_stands() -> None:
    text = "It came to\nNOK 3 million."
    (hit,) = find_numbers(text, LANGUAGES["en"])
    assert text[hit.start : hit.end] == "NOK 3 million"


def test_a_number_over_a_line_end_is_one_number() -> None:
    assert [hit.text for hit in find_numbers("It is two\nhundred high.", LANGUAGES["en"])] == ["two hundred"]


def test_a_line_that_only_happens_to_begin_with_a_number_is_no_list() -> None:
    assert [hit.text for hit in find_numbers("The towers are\n12. Not more.", LANGUAGES["en"])] == ["12"]


def test_a_capital_within_a_sentence_makes_a_name_even_at_the_start_of_a_line() -> None:
    assert find_numbers("They met the Group of\nEight there.", LANGUAGES["en"]) == []


def test_a_language_without_words_still_has_figures() -> None:
    assert [hit.text for hit in find_numbers("Il y a deux phares et 12 lampes.", NumberWords())] == ["12"]
