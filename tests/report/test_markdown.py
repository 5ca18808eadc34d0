"""The report as Markdown."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from mandate import Pack, assess
from mandate.report import markdown
from mandate.report.markdown import escape
from tests.helpers import ROOT, changed, fact, make_pack, rule, vocabulary

WORST = {"authority_type": "none", "levels_below_ceo": 4, "dedicated_budget": False}


@pytest.mark.parametrize(
    ("text", "escaped"),
    [
        ("plain text, 25 % (of it).", "plain text, 25 % (of it)."),
        ("*bold* _it_ `code`", r"\*bold\* \_it\_ \`code\`"),
        ("[a](b) ![c](d)", r"\[a\](b) \!\[c\](d)"),
        ("<script>alert(1)</script>", r"\<script\>alert(1)\</script\>"),
        ("a | b", r"a \| b"),
        ("# no heading", r"\# no heading"),
        ("> no quote", r"\> no quote"),
        ("&lt; &amp;", r"\&lt; \&amp;"),
        ("~~no~~", r"\~\~no\~\~"),
        ("back\\slash", r"back\\slash"),
        ("two\nlines\n\tand more", "two lines and more"),
        ("\x1b[31m\u202e", "\ufffd\\[31m\ufffd"),
    ],
)
def test_text_stays_text(text: str, escaped: str) -> None:
    assert escape(text) == escaped


@pytest.mark.parametrize(
    "text", ["- no list", "+ no list", "1. no list", "12) no list", "---", "===", "- - -"]
)
def test_a_mark_at_the_start_of_a_line_is_no_markup(text: str) -> None:
    escaped = escape(text)
    assert not re.match(r"([-+]\s|[-=]+\s*$|\d+[.)]\s|(-\s*){3,}$)", escaped)
    assert escaped.replace("\\", "") == text


NASTY = "# *x* | <img src=x onerror=alert(1)> [y](javascript:z) `k`\n\n# h"


def test_a_hostile_case_and_pack_add_no_markup(tmp_path: Path) -> None:
    quoted = '"' + NASTY.replace("\n", "\\n") + '"'
    pack = make_pack(
        tmp_path / "pack",
        changed("pack.yaml", "title: Authority", f"title: {quoted}"),
        changed("mandate/figurehead.yaml", "title: A title without means", f"title: {quoted}"),
        changed("sources.yaml", "author: M. Ansell", f"author: {quoted}"),
        changed("vocabulary/all.yaml", "title: Reporting line", f"title: {quoted}"),
        changed("findings.yaml", "title: The role has no power of its own", f"title: {quoted}"),
    )
    case = {
        "title": NASTY,
        "sources": [{"id": NASTY, "title": NASTY}],
        "facts": {**WORST, "levels_below_ceo": {"value": 4, "source": NASTY, "note": NASTY}},
        "respondents": {NASTY: {"reports_to": "ceo"}, "b": {"reports_to": "cmo"}},
    }
    report = markdown.render(assess(case, pack))
    assert not re.search(r"(?<!\\)<", report)
    assert not re.search(r"(?<!\\)\[", report)
    assert not re.search(r"(?<!\\)`", report)
    headings = [line for line in report.splitlines() if line.startswith("#")]
    plain = markdown.render(assess({**case, "title": "x"}, pack))
    assert len(headings) == len([line for line in plain.splitlines() if line.startswith("#")])
    rows = [line for line in report.splitlines() if line.startswith("|")]
    assert {len(re.findall(r"(?<!\\)\|", row)) for row in rows} == {3, 4}


def test_the_report_has_its_sections_in_order(tiny: Pack) -> None:
    report = markdown.render(assess(WORST, tiny))
    assert re.findall(r"^##? (.*)$", report, re.MULTILINE) == [
        "A case without a title",
        "Where the risk comes from",
        "Ask first",
        "What raises the risk",
        "Strengths",
        "What the reasons rest on",
        "What is open, not known or disputed",
        "How the score adds up",
        "What this rests on",
        "Sources",
    ]
    assert "**RISK SO FAR: HIGH, score 59 of 100**" in report
    assert "| Authority | +6 | +7 |" in report


def test_no_two_blank_lines_follow_each_other() -> None:
    for name in ("larkmere-telecom", "thornwick-mutual", "two-voices"):
        report = markdown.render(assess(ROOT / "cases" / "examples" / f"{name}.yaml"))
        assert "\n\n\n" not in report
        assert report.endswith("\n")


def test_every_reason_of_the_text_is_in_the_markdown() -> None:
    for path in sorted((ROOT / "cases").glob("*/*.yaml"))[:8]:
        assessment = assess(path)
        report = markdown.render(assessment)
        for firing in assessment.firings:
            assert escape(firing.because) in report, firing.rule


def asking(tmp_path: Path, count: int) -> Pack:
    """Return a pack with facts a candidate may ask about; the points on them go up by one."""
    names = [f"fact_{number:02}" for number in range(1, count + 1)]
    facts = [fact(name, candidate_question=f"May I see *{name}*?") for name in names]
    rules = [
        rule(
            f"on-{number}", f"{{risk: {{driver: resources, points: {number}}}}}", f"{{{name}: no}}"
        )
        for number, name in enumerate(names, start=1)
    ]
    return make_pack(tmp_path / "pack", vocabulary(*facts), *rules)


def questions(report: str) -> list[str]:
    """Return the facts that a candidate should ask about, in order."""
    return re.findall(r"^- May I see \\\*(\w+)\\\*\? \(\1\)$", report.replace("\\_", "_"), re.M)


def test_a_candidate_should_ask_ten_questions_at_most_the_weightiest_first(tmp_path: Path) -> None:
    pack = asking(tmp_path, 12)
    report = markdown.render(assess({"facts": {}}, pack))
    assert "\n## Questions a candidate should ask\n" in report
    assert questions(report) == [f"fact_{number:02}" for number in range(12, 2, -1)]


def test_what_is_not_known_or_known_in_part_is_asked_about_by_its_weight(tmp_path: Path) -> None:
    weights = {"light": 1, "middle": 2, "heavy": 3}
    declared = [
        fact(
            name,
            type="scale",
            levels="{low: Low, mid: Middle, high: High}",
            candidate_question=f"May I see *{name}*?",
        )
        for name in weights
    ]
    rules = [
        rule(f"on-{name}", f"{{risk: {{driver: resources, points: {points}}}}}", f"{{{name}: low}}")
        for name, points in weights.items()
    ]
    pack = make_pack(tmp_path / "pack", vocabulary(*declared), *rules)
    facts = {"heavy": "not_known", "middle": {"one_of": ["low", "mid"]}}
    assert questions(markdown.render(assess(facts, pack))) == ["heavy", "middle", "light"]
    assert questions(markdown.render(assess({**facts, "light": "high"}, pack))) == [
        "heavy",
        "middle",
    ]


def test_a_checklist_that_is_open_and_not_known_is_asked_about_once(tmp_path: Path) -> None:
    listed = fact(
        "papers", type="checklist", items="{a: A, b: B}", candidate_question="May I see *papers*?"
    )
    pack = make_pack(tmp_path / "pack", vocabulary(listed))
    assert questions(markdown.render(assess({"papers": {"a": "not_known"}}, pack))) == ["papers"]


def test_where_no_fact_has_a_question_for_candidates_there_is_no_section(tiny: Pack) -> None:
    assert "Questions a candidate should ask" not in markdown.render(assess({}, tiny))


def test_it_says_what_it_rests_on() -> None:
    assessment = assess(ROOT / "cases" / "examples" / "larkmere-telecom.yaml")
    section = markdown.render(assessment).split("\n## What this rests on\n")[1].split("\n## ")[0]
    columns = re.findall(r"^\| .* \| (\d+) \|$", section, re.MULTILINE)
    basis = assessment.basis
    shares = basis.grades + basis.kinds + basis.sources[:5]
    assert [int(percent) for percent in columns] == [share.percent for share in shares]
    assert f"\n{basis.interested_share} % of the points rest on sources with a" in section
