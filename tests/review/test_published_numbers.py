"""Every published number of the portfolio, worked out again from the CSV files with the csv module alone."""

import statistics

import pytest
from plain_list import ROOT, by, from_year, kroner, lines, listed, portfolio_claims, projects, published, table, where

NUMBERS = published()
LIST = listed()
CHARTED = from_year(LIST, 2003)
AGREEMENTS, CLAIMS, CORRECTIONS = (f"data/{name}.csv" for name in ("agreements", "claims", "corrections"))
NBSP = "\u00a0"


def expected():
    """Value and lines of every number of the list by key, and of which file the lines are."""
    found = {}

    def put(key, value, rows):
        found[f"portfolio.{key}"] = (value, {AGREEMENTS: lines(rows)})

    def counted(prefix, rows, *, whole=None):
        put(f"{prefix}.agreements", len(rows), rows)
        put(f"{prefix}.projects", projects(rows), rows)
        if any(row["amount_nok"] for row in rows):
            put(f"{prefix}.amount", kroner(rows), rows)
            if whole is not None:
                put(f"{prefix}.share", kroner(rows) / kroner(whole), rows)

    def classed(prefix, rows, column, whole):
        for code in {row[column] for row in rows}:
            counted(f"{prefix}.{code.lower()}", where(rows, **{column: code}), whole=whole)

    for prefix, rows in (("", LIST), ("from2003.", CHARTED)):
        put(f"{prefix}amount", kroner(rows), rows)
        put(f"{prefix}agreements", len(rows), rows)
        put(f"{prefix}projects", projects(rows), rows)
        sactap = where(rows, project="REG-2009")
        put(f"{prefix}sactap.amount", kroner(sactap), sactap)
        classed(f"{prefix}region", rows, "region", rows)
        classed(f"{prefix}type", rows, "type", rows)
    single = where(LIST, scope="country")
    classed("country", single, "country", LIST)
    classed("from2003.country", where(CHARTED, country="BIH"), "country", CHARTED)
    classed("recipient", LIST, "recipient", LIST)
    named = [row for row in CHARTED if row["recipient"] in ("iom", "unicef", "save-the-children")]
    classed("from2003.recipient", named, "recipient", CHARTED)
    classed("section", where(LIST, kind="department"), "section", None)
    classed("unit", [row for row in LIST if row["kind"] != "department"], "donor_unit", None)
    classed("kind", LIST, "kind", None)
    for kind in ("department", "embassy", "norad"):
        rows = where(LIST, kind=kind)
        put(f"kind.{kind}.mean", kroner(rows) / len([row for row in rows if row["amount_nok"]]), rows)
    for year in range(2000, 2011):
        counted(f"year.y{year}", where(LIST, year=str(year)))
    counted("bilateral", single, whole=LIST)
    counted("elsewhere", [row for row in LIST if row["scope"] != "country"], whole=LIST)
    with_amount = [row for row in LIST if row["amount_nok"]]
    amounts = [int(row["amount_nok"]) for row in with_amount]
    put("median", statistics.median(amounts), with_amount)
    put("largest", max(amounts), [row for row in with_amount if int(row["amount_nok"]) == max(amounts)])
    put("recipients", len({row["recipient"] for row in LIST}), LIST)
    doubles = [row for row in LIST if row["doubles"]]
    put("doubles", len(doubles), doubles)
    rest = [row for row in LIST if not row["doubles"]]
    put("without-doubles.amount", kroner(rest), rest)
    put("no-amount", 1, where(LIST, amount_nok=""))
    put("unplaced.agreements", 1, where(LIST, country_printed=""))
    planned = from_year(LIST, 2008)
    put("planned.amount", kroner(planned), planned)
    put("planned.share", kroner(planned) / kroner(LIST), planned)
    peak = where(LIST, year="2006") + where(LIST, year="2007")
    put("peak.share", kroner(peak) / kroner(LIST), peak)
    regional = where(LIST, scope="regional")
    put("regional.amount", kroner(regional), regional)
    put("regional.share", kroner(regional) / kroner(LIST), regional)
    sums = {code: kroner(where(LIST, recipient=code)) for code in by("recipients")}
    largest = sorted(sums, key=lambda code: -sums[code])[:5]
    top = [row for row in LIST if row["recipient"] in largest]
    put("top.count", 5, top)
    put("top.share", kroner(top) / kroner(LIST), top)
    until = [row for row in where(LIST, project="REG-2009") if int(row["year"]) <= 2007]
    put("sactap.until2007.amount", kroner(until), until)
    ministry = where(LIST, kind="department")
    put("ministry-sections", len({row["section"] for row in ministry} - {""}), ministry)
    corrections = list(enumerate(table("corrections"), start=2))
    remarks = [line for line, row in corrections if row["kind"] == "remark"]
    found["portfolio.corrections"] = (len(corrections), {CORRECTIONS: [line for line, _ in corrections]})
    found["portfolio.remarks"] = (len(remarks), {CORRECTIONS: remarks})
    return found


def claimed():
    """Value and line of every printed figure, found by section, subject and kind instead of by number."""
    chosen = {
        "total": ("description", "Total of the portfolio", "amount"),
        "projects": ("description", "Projects in the portfolio", "count"),
        "agreements.text": ("description", "Agreements in the list", "count"),
        "agreements.note": ("summary", "Agreements in the list", "count"),
        **{
            f"{code}.{kind}": ("geography", name, kind)
            for code, name in (
                ("europe", "Europe"),
                ("asia", "Asia"),
                ("africa", "Africa"),
                ("bih", "Bosnia and Herzegovina"),
            )
            for kind in ("amount", "share")
        },
        "sactap.amount": ("geography", "SACTAP (IOM) in Africa", "amount"),
        **{
            f"{code}.amount": ("partners", name, "amount")
            for code, name in (
                ("iom", "IOM"),
                ("un", "UN organisations"),
                ("unicef", "UNICEF"),
                ("norwegian-ngo", "Norwegian NGOs"),
                ("save-the-children", "Save the Children Norway"),
            )
        },
    }
    return {f"print.{key}": stated(*words) for key, words in chosen.items()}


def stated(section, subject, kind):
    [row] = where(portfolio_claims(), edition="en", section=section, subject_en=subject, kind=kind)
    return float(row["value"]), {CLAIMS: [int(row["at"])]}


def derived():
    """What is published of the printed figures beside the figures themselves."""
    regions = ("europe", "asia", "africa")
    amounts, shares = ([CLAIMED[f"print.{region}.{kind}"] for region in regions] for kind in ("amount", "share"))

    def of(claims):
        return {CLAIMS: sorted(rows[CLAIMS][0] for _, rows in claims)}

    share = sum(value for value, _ in shares)
    return {
        "print.compared": (len(CLAIMED), of(CLAIMED.values())),
        "print.regions.share": (share, of(shares)),
        "print.regions.count": (len(shares), of(shares)),
        "print.implied-total": (implied(amounts, shares), of([*amounts, *shares])),
        "print.sections": stated(
            "management", "Sections of the Ministry with activities against human trafficking", "count"
        ),
    }


def implied(amounts, shares):
    """The totals of which every amount can be the share that is printed with it, as both are rounded in print."""
    precision = {int(row["at"]): float(row["precision"]) for row in portfolio_claims()}
    held = [[(value, precision[rows[CLAIMS][0]]) for value, rows in pair] for pair in zip(amounts, shares, strict=True)]
    least = max((value - off) / (part + slack) for (value, off), (part, slack) in held)
    most = min((value + off) / (part - slack) for (value, off), (part, slack) in held)
    return f"{least:.0f}-{most:.0f}"


def expanded(rows):
    """``2-4 9`` as 2, 3, 4, 9."""
    return [n for part in rows.split() for n in range(int(part.split("-")[0]), int(part.split("-")[-1]) + 1)]


EXPECTED = expected()
CLAIMED = claimed()
DERIVED = derived()
FAMILIES = sorted({".".join(key.split(".")[:2]) for key in EXPECTED})


def of_family(family):
    return {key: kept for key, kept in EXPECTED.items() if f"{key}.".startswith(f"{family}.")}


def test_every_published_number_is_worked_out_here():
    assert set(NUMBERS) == {*EXPECTED, *CLAIMED, *DERIVED, "print.fits"}


@pytest.mark.parametrize("family", FAMILIES)
def test_the_values_are_those_of_the_list_for(family):
    wanted = {key: value for key, (value, _) in of_family(family).items()}
    assert {key: NUMBERS[key]["value"] for key in wanted} == pytest.approx(wanted, rel=1e-11)


@pytest.mark.parametrize("family", FAMILIES)
def test_the_lines_are_those_that_the_number_was_computed_from_for(family):
    wanted = {key: rows for key, (_, rows) in of_family(family).items()}
    assert {key: {file: expanded(rows) for file, rows in NUMBERS[key]["rows"].items()} for key in wanted} == wanted


def test_printed_figures_are_those_of_the_claims():
    assert {key: NUMBERS[key]["value"] for key in CLAIMED} == {key: value for key, (value, _) in CLAIMED.items()}


def test_printed_figures_lead_to_the_line_of_their_claim():
    found = {key: {file: expanded(rows) for file, rows in NUMBERS[key]["rows"].items()} for key in CLAIMED}
    assert found == {key: rows for key, (_, rows) in CLAIMED.items()}


LISTED_AS = {
    "print.total": "amount",
    "print.projects": "projects",
    "print.agreements.text": "agreements",
    "print.agreements.note": "agreements",
    "print.sactap.amount": "sactap.amount",
    "print.un.amount": "type.un.amount",
    "print.norwegian-ngo.amount": "type.norwegian-ngo.amount",
    **{
        f"print.{code}.{kind}": f"region.{code}.{kind}"
        for code in ("europe", "asia", "africa")
        for kind in ("amount", "share")
    },
    **{f"print.bih.{kind}": f"country.bih.{kind}" for kind in ("amount", "share")},
    **{f"print.{code}.amount": f"recipient.{code}.amount" for code in ("iom", "unicef", "save-the-children")},
}


def fitting(period):
    """The printed figures that the list gives in a period, within the rounding of the print."""
    precision = {int(row["at"]): float(row["precision"]) for row in portfolio_claims()}
    return {
        key
        for key, (value, rows) in CLAIMED.items()
        if abs(EXPECTED[f"portfolio.{period}{LISTED_AS[key]}"][0] - value) <= precision[rows[CLAIMS][0]]
    }


def test_the_figures_that_fit_the_list_are_counted_right():
    fit = fitting("") | fitting("from2003.")
    assert NUMBERS["print.fits"]["value"] == len(fit)
    assert expanded(NUMBERS["print.fits"]["rows"][CLAIMS]) == sorted(CLAIMED[key][1][CLAIMS][0] for key in fit)


@pytest.mark.parametrize("key", DERIVED)
def test_what_is_published_of_the_printed_figures_is_worked_out_of_the_claims(key):
    value, rows = DERIVED[key]
    assert NUMBERS[key]["value"] == (value if isinstance(value, str) else pytest.approx(value, rel=1e-11))
    assert {file: expanded(kept) for file, kept in NUMBERS[key]["rows"].items()} == rows


@pytest.mark.parametrize(("lang", "words"), [("en", "As printed on line {}: "), ("nb", "Som trykt på linje {}: ")])
def test_the_rule_of_a_printed_figure_names_its_line_in_the_print(lang, words):
    printed = {int(row["at"]): row["line"] for row in portfolio_claims()}
    for key, (_, rows) in {**CLAIMED, "print.sections": DERIVED["print.sections"]}.items():
        assert NUMBERS[key]["rule"][lang].startswith(words.format(printed[rows[CLAIMS][0]])), key


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        (
            "en",
            {
                True: {True: "in both periods", False: "for all years"},
                False: {True: "for 2003–2010", False: "in neither"},
            },
        ),
        (
            "nb",
            {
                True: {True: "i begge periodene", False: "for alle år"},
                False: {True: "for 2003–2010", False: "ikke i noen av dem"},
            },
        ),
    ],
)
def test_the_table_of_the_print_has_the_verdict_of_every_figure(lang, words):
    text = (ROOT / "figures" / f"tbl-print.{lang}.md").read_text(encoding="utf-8")
    verdicts = {}
    for line in text.split("\n"):
        for key in CLAIMED:
            if f"num {key} " in line:
                verdicts[key] = line.strip("| ").split("|")[-1].strip()
    all_years, charted = fitting(""), fitting("from2003.")
    assert verdicts == {key: words[key in all_years][key in charted] for key in CLAIMED}
