"""The report as Markdown."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from mandate import Pack, assess
from mandate.report import markdown
from mandate.report.markdown import escape
from tests.helpers import ROOT, changed, make_pack

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
    assert {len(re.findall(r"(?<!\\)\|", row)) for row in rows} == {4}


def test_the_report_has_its_sections_in_order(tiny: Pack) -> None:
    report = markdown.render(assess(WORST, tiny))
    assert re.findall(r"^##? (.*)$", report, re.MULTILINE) == [
        "A case without a title",
        "Where the risk comes from",
        "What raises the risk",
        "Strengths",
        "What the reasons rest on",
        "What is open, not known or disputed",
        "How the score adds up",
        "Sources",
    ]
    assert "**RISK SO FAR: HIGH score 59 of 100**" in report
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
