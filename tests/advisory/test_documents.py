"""The documents made from an advisory report: Markdown, a page, and comparisons."""

from __future__ import annotations

import re
from base64 import b64encode
from hashlib import sha256
from html.parser import HTMLParser
from pathlib import Path

import pytest

from mandate import Pack, compare
from mandate.advisory import drawing
from mandate.advisory.chart import unique
from mandate.advisory.charts import charts
from mandate.advisory.columns import fits
from mandate.advisory.comparing import comparison_document
from mandate.advisory.comparing_charts import comparison_charts
from mandate.advisory.document import Figure, Table
from mandate.advisory.making import advisory_report
from mandate.advisory.rendering import render, render_comparison
from mandate.advisory.value import AdvisoryReport
from mandate.comparison import PACK_WORDS, Comparison
from mandate.report import selection
from mandate.wording import OPEN_WORDS
from tests.advisory.examples import advised
from tests.advisory.hostile import hostile
from tests.helpers import EXAMPLES, LARKMERE, ROOT, VOICES, answering
from tests.withheld import SECRET, WITHHELD

NASTY = (
    "</text></svg></title></style><script>alert(1)</script> "
    '" onload="x" <img src=x onerror=alert(1)> [y](javascript:z) # | `k` \u202e\x07 ' + "W" * 300
)
TITLES = [
    "Summary",
    "Scope and basis",
    "What raises the risk, by effect",
    "Strengths to keep",
    "Expectation check",
    "Readiness by discipline",
    "Political map",
    "What would change our view",
    "Conditions before the offer",
    "The first hundred days",
    "Questions a candidate will ask",
    "Appendix: answers, rules, sources",
    "Receipt",
]


class Elements(HTMLParser):
    """Gathers the elements of a page with their attributes, and its text."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text.append(data)


@pytest.fixture(scope="module")
def page(larkmere: AdvisoryReport) -> str:
    return render(larkmere, "html")


def test_the_sections_stand_in_order_in_every_format(larkmere: AdvisoryReport, page: str) -> None:
    assert re.findall(r"^## (.*)$", render(larkmere, "md"), re.MULTILINE) == TITLES
    assert re.findall(r"<h2 [^>]*>(.*?)</h2>", page) == TITLES


def test_every_reason_is_in_every_format(larkmere: AdvisoryReport, page: str) -> None:
    text = "".join(Elements(page).text)
    told = render(larkmere, "md").replace("\\", "")
    for one in larkmere.findings:
        assert one.because in text
        assert one.because in told


def test_the_page_asks_for_nothing_and_its_policy_knows_its_style(page: str) -> None:
    (style,) = re.findall(r"<style>(.*?)</style>", page, re.DOTALL)
    digest = b64encode(sha256(style.encode()).digest()).decode()
    assert f"default-src 'none'; style-src 'sha256-{digest}'" in page
    for tag, attributes in Elements(page).tags:
        assert tag not in {"script", "img", "link", "iframe", "object", "embed", "form", "use"}
        assert not {"style", "src", "srcset", "action"} & attributes.keys()
        assert not [name for name in attributes if name.startswith("on")]
    assert "url(" not in style
    assert "@import" not in style


def test_a_link_leaves_only_for_the_web_and_tells_nobody(page: str) -> None:
    links = [attributes for tag, attributes in Elements(page).tags if tag == "a"]
    away = [one for one in links if not str(one["href"]).startswith("#")]
    assert away
    assert all(str(one["href"]).startswith(("https://", "http://")) for one in away)
    assert all("noreferrer" in str(one["rel"]) for one in away)


def test_no_two_elements_share_an_id_and_every_inner_link_leads_somewhere(page: str) -> None:
    tags = Elements(page).tags
    ids = [attributes["id"] for _, attributes in tags if "id" in attributes]
    assert len(ids) == len(set(ids))
    inner = {str(one.get("href"))[1:] for _, one in tags if str(one.get("href")).startswith("#")}
    assert inner <= set(ids)


def test_a_page_weighs_less_than_half_a_megabyte(page: str) -> None:
    assert len(page.encode()) < 500_000


def test_hostile_text_stays_text_in_the_page(tmp_path: Path) -> None:
    page = render(hostile(tmp_path, NASTY), "html")
    found = Elements(page)
    for tag, attributes in found.tags:
        assert tag not in {"script", "img"}
        assert not [name for name in attributes if name.startswith("on")]
        assert not str(attributes.get("href", "")).startswith("javascript")
    assert found.tags.count(("style", {})) == 1
    assert "<script>alert(1)</script>" in "".join(found.text)
    assert "\u202e" not in page
    assert "\x07" not in page
    body = Elements(page.split("</head>")[1])
    assert not [text for text in body.text if "W" * 81 in text]


def test_hostile_text_stays_text_in_markdown(tmp_path: Path) -> None:
    text = render(hostile(tmp_path, NASTY), "md")
    assert not re.search(r"(?<!\\)[<`\[]", text)
    assert "\u202e" not in text
    rows = [line for line in text.splitlines() if line.startswith("|")]
    assert {len(re.findall(r"(?<!\\)\|", row)) for row in rows} <= {3, 4, 5, 6, 7}


def test_hostile_text_is_escaped_in_json(tmp_path: Path) -> None:
    report = hostile(tmp_path, NASTY)
    text = render(report, "json")
    assert "\u202e" not in text
    assert AdvisoryReport.from_json(text) == report


@pytest.mark.parametrize("form", ["md", "json", "html"])
@pytest.mark.parametrize("reader", ["client", "candidate"])
def test_nothing_withheld_is_anywhere_in_an_edition(tiny: Pack, form: str, reader: str) -> None:
    assert SECRET in render(advisory_report(WITHHELD, tiny), form)
    assert SECRET not in render(advisory_report(WITHHELD, tiny, reader=reader), form)


def test_each_reader_is_told_in_a_voice_of_their_own() -> None:
    voices = {who: told("two-voices", who) for who in ("client", "candidate")}
    assert "## What to have agreed before you accept" in voices["candidate"]
    client = told("larkmere-telecom", "client")
    assert "Settle each in writing before you make an offer." in client
    assert "Report for the candidate" in voices["candidate"]


def test_the_cheapest_way_is_told_step_by_step(larkmere: AdvisoryReport) -> None:
    assert larkmere.advice
    cheapest = larkmere.advice.sets[0]
    told = render(larkmere, "md").split("**The cheapest way to a rating of high")[1]
    told = told.split("## Conditions")[0]
    proved = "it is proved that no steps on offer cost less"
    assert told.startswith(f", at just under {cheapest.score} of 100; {proved}")
    rows = [line.split("|")[1].strip() for line in told.splitlines() if line.startswith("|")]
    assert rows[2:] == [one.title for one in cheapest.steps]


def test_what_is_open_has_no_row_in_a_map_but_is_named() -> None:
    text = told("two-voices")
    readiness = text.split("## Readiness by discipline")[1].split("## Political")[0]
    assert "|" not in readiness
    politics = text.split("## Political map")[1].split("\n## ")[0]
    assert "| Agreement among the executives | opposition or a split | 1 of 4 |" in politics
    assert "**Still open:** Sponsorship by the CEO; Stance of Finance;" in politics


def test_a_finding_told_in_brief_says_what_to_do_who_and_when(larkmere: AdvisoryReport) -> None:
    head, _, rest = render(larkmere, "md").partition("### Further findings, in brief\n")
    brief, _, _ = rest.partition("\n## ")
    told = "Sign a spending limit for the post"
    assert f"**Remedy:** {told} (CFO, before the offer). Make the post" in brief
    assert "effort;" not in brief
    assert "low effort; settles it" in head


def test_below_a_map_stands_only_what_counts_or_calls_for_a_step(larkmere: AdvisoryReport) -> None:
    text = render(larkmere, "md")
    for heading, rows in (("Readiness", larkmere.disciplines), ("Political", larkmere.peers)):
        section = text.partition(f"## {heading}")[2].partition("\n## ")[0]
        _, _, table = section.partition("Those that count, or call for a step**")
        silent = [one for one in rows if not (one.points or one.bears_on or one.step)]
        assert silent
        assert [one.title for one in silent if f"| {one.title} |" in table] == []
        assert all(f"| {one.title} |" in table for one in rows if one not in silent)


def test_a_level_that_nobody_could_say_is_not_placed(larkmere: AdvisoryReport) -> None:
    unsaid = answering(LARKMERE, **{larkmere.disciplines[0].fact: "not_known"})
    told = render(advisory_report(unsaid), "md")
    assert told.count("| not known | not placed |") == 1


def test_the_waterfall_adds_up_to_the_total() -> None:
    for name in ("larkmere-telecom", "thornwick-mutual", "two-voices"):
        report = advised(name)
        (chart,) = [one for one in charts(report) if one.figure.id == "waterfall"]
        *steps, total = chart.spec["data"]["values"]
        amounts = [float(one["words"]) for one in steps]
        assert round(sum(amounts), 2) == report.assessment.total
        assert float(total["words"]) == report.assessment.total


def test_every_chart_is_told_in_words_too(larkmere: AdvisoryReport, page: str) -> None:
    found = charts(larkmere)
    assert [one.figure.id for one in found] == ["range", "waterfall", "drivers", "tornado", "flow"]
    pictures = [one for tag, one in Elements(page).tags if one.get("role") == "img"]
    assert len(pictures) == len(found)
    for picture, chart in zip(pictures, found, strict=True):
        assert chart.figure.alternative in str(picture["aria-label"])


def test_without_the_library_charts_are_told_in_words(
    larkmere: AdvisoryReport, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(drawing, "vl_convert", None)
    page = render(larkmere, "html")
    assert "<svg" not in page
    assert "The score is 87 of 100, Severe; no open answer moves it." in page


def test_rows_of_a_chart_have_titles_of_their_own() -> None:
    assert unique(["a", "b", "a"]) == ["a", "b", "a (2)"]


def test_a_format_that_is_not_there_is_refused(larkmere: AdvisoryReport) -> None:
    with pytest.raises(ValueError, match="there is no format 'doc'"):
        render(larkmere, "doc")


def test_a_comparison_tells_what_differs_and_why_in_every_format() -> None:
    found = compare(LARKMERE, EXAMPLES / "thornwick-mutual.yaml")
    told = render_comparison(found, "md", date="14 March 2026")
    assert re.findall(r"^## (.*)$", told, re.MULTILINE) == [
        "Side by side",
        "Where the risk comes from",
        "What differs",
        "Why the totals differ",
        "Receipt",
    ]
    for one in found.assessments:
        causes = "; ".join(firing.title for firing, _ in selection.reasons(one)[:3])
        assert f"| {causes} |" in told
    amounts = told.split("## Why the totals differ")[1].split("## Receipt")[0]
    parts = re.findall(r"^\|[^|]*\| \\?([-+][\d.]+) \|", amounts, re.MULTILINE)
    assert round(sum(map(float, parts)), 2) == found.splits[0].change
    assert "<h2" in render_comparison(found, "html")
    assert render_comparison(found, "json") == found.to_json()


@pytest.fixture(scope="module")
def many() -> Comparison:
    return compare(*sorted((ROOT / "cases" / "published").glob("*.yaml"))[:14])


def test_columns_of_many_cases_stand_in_tables_that_a_page_has_room_for(many: Comparison) -> None:
    made = comparison_document(many)
    drivers, facts = (
        [block for section in made.sections if section.id == name for block in section.blocks]
        for name in ("drivers", "facts")
    )
    for tables, title in ((drivers, "Driver"), (facts, "Fact")):
        assert len(tables) > 1
        found = [one for one in tables if isinstance(one, Table)]
        assert [name for one in found for name in one.head[2:]] == list(many.names[1:])
        for one in found:
            assert one.head[:2] == (title, many.names[0])
            assert fits(one)
            assert {len(row) for row in one.rows} == {len(one.head)}
    assert {row[0] for one in facts if isinstance(one, Table) for row in one.rows} == {
        one.title for one in many.facts if len({*one.words} - {OPEN_WORDS}) > 1
    }


def test_charts_of_many_cases_each_fit_on_a_page(many: Comparison) -> None:
    charts = comparison_charts(many)
    assert [one.figure.id for one in charts] == ["range-1", "range-2"]
    assert all(one.spec["height"] < 560 for one in charts)
    made = comparison_document(many, figures=[one.figure for one in charts])
    told = [one for one in made.sections[0].blocks if isinstance(one, Figure)]
    assert [one.caption for one in told] == [
        "Score, range and bands (1 of 2)",
        "Score, range and bands (2 of 2)",
    ]


def told(name: str, reader: str = "") -> str:
    return render(advised(name, reader), "md")


def rows_under(caption: str, text: str) -> list[list[str]]:
    table = text.split(f"**{caption}**\n\n")[1].split("\n\n")[0]
    return [[cell.strip() for cell in line.split("|")[1:-1]] for line in table.splitlines()[2:]]


@pytest.mark.parametrize("name", ["larkmere-telecom", "thornwick-mutual", "two-voices"])
def test_no_cell_of_a_table_is_empty(name: str) -> None:
    for text in (told(name), told(name, "client")):
        assert not re.search(r"\| +\|", text)


def test_disciplines_and_peers_stand_from_the_worst_to_the_best_and_then_the_unplaced() -> None:
    text = told("larkmere-telecom")
    assert "| no such post | not placed |" in text
    for caption in (
        "Each discipline at its level, from the least ready to the readiest",
        "How each receives the role, from opposition to support",
    ):
        places = [row[2] for row in rows_under(caption, text)]
        placed = [one for one in places if one != "not placed"]
        assert places[: len(placed)] == placed
        levels = [one.split(" of ") for one in placed]
        heights = [(int(place) - 1) / (int(most) - 1) for place, most in levels]
        assert heights == sorted(heights)
        assert len(set(heights)) > 1


def test_what_is_open_is_named_and_takes_no_rows() -> None:
    text = told("two-voices")
    assert "| open |" not in text
    assert "**With which levers, still open:** Type of authority; Authority to spend;" in text


def test_where_the_offer_can_be_made_nothing_is_called_a_condition_of_it() -> None:
    lead = "The offer can be made without these"
    assert lead in told("thornwick-mutual")
    assert lead not in told("larkmere-telecom")
    assert "The role can be taken without these" in told("thornwick-mutual", "candidate")


def test_causes_are_counted_as_they_are() -> None:
    assert "**Three causes**" in told("larkmere-telecom")
    assert "**Two causes**" in told("fernlea-candidate-a")


def test_an_edition_does_not_say_of_what_is_open_that_nobody_was_asked() -> None:
    whole, edition = told("two-voices"), told("two-voices", "candidate")
    assert "**Not asked, or not in full; most points at stake first" in whole
    assert "**Not told in this edition, or not asked; most points at stake first" in edition


def test_an_edition_does_not_say_that_nobody_was_asked() -> None:
    assert "names no respondents" not in told("two-voices", "client")
    assert "**Asked:** CEO, hiring manager, candidate." in told("two-voices")


def test_only_the_candidate_is_told_to_see_for_themselves() -> None:
    for reader in ("", "client"):
        assert "see for yourself" not in told("larkmere-telecom", reader)
    assert "**What to see for yourself**" in told("larkmere-telecom", "candidate")


def test_a_comparison_tells_of_which_case_a_finding_holds_and_lists_only_what_differs() -> None:
    cases = (LARKMERE, EXAMPLES / "thornwick-mutual.yaml", VOICES)
    text = render_comparison(compare(*cases), "md")
    assert "A, B: pack cx-leader" in text
    assert "**What holds of A and not of B**" in text
    rows = rows_under("Facts that are not the same", text)
    assert all(len({*row[1:]} - {"open"}) > 1 for row in rows)
    assert "**Known of A and B only:** Link to money;" in text


def test_once_the_post_is_filled_nothing_is_a_condition_of_an_offer() -> None:
    case = ROOT / "cases" / "published" / "zurich-2019.yaml"
    text = render(advisory_report(case), "md")
    assert "stage in post" in text
    assert "## What was due before the start" in text
    assert "Conditions before the offer" not in text


@pytest.mark.parametrize(
    ("stage", "reader", "verdict"),
    [
        ("offer", "candidate", "**PAUSE**. On what is told here, do not accept until"),
        ("in_post", "candidate", "**RENEGOTIATE**. On what is told here, the role is at risk"),
        ("offer", "", "**PAUSE**. Do not make this offer; repair the mandate first."),
        ("in_post", "", "**RENEGOTIATE**. Treat the role as at risk, and renegotiate its mandate"),
    ],
)
def test_verdict_and_plan_are_told_as_befits_the_stage(
    stage: str, reader: str, verdict: str, tmp_path: Path
) -> None:
    case = tmp_path / "case.yaml"
    text = LARKMERE.read_text(encoding="utf-8")
    assert text.count("stage: offer\n") == 1
    case.write_text(text.replace("stage: offer\n", f"stage: {stage}\n"), encoding="utf-8")
    told = render(advisory_report(case, reader=reader), "md")
    assert verdict in told
    assert f"{'next' if stage == 'in_post' else 'first'} hundred days\n" in told


def test_what_an_offer_can_be_made_without_is_no_condition_of_it() -> None:
    report = told("thornwick-mutual")
    assert "**GO**" in report
    assert "## Worth settling before the offer\n\nThe offer can be made without these" in report
    assert "## Worth asking for before you accept" in told("thornwick-mutual", "candidate")


def test_what_follows_from_few_answers_is_told_as_that() -> None:
    lead = "These follow from the few answers given: confirm each once the open questions are"
    assert f"## Conditions before the offer\n\n{lead}" in told("two-voices")


def test_two_packs_are_told_apart_in_the_words_of_the_text() -> None:
    found = compare(LARKMERE, packs=["cx-leader", ROOT / "tests" / "packs" / "cx-bank"])
    causes = {part.names[0] for part in found.splits[0].parts if part.kind == "rules"}
    told = render_comparison(found, "md")
    assert causes
    for cause in causes:
        words = PACK_WORDS[cause]
        assert f"| {words[0].upper()}{words[1:]} |" in told
