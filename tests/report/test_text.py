"""The report for a terminal."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

import pytest

from mandate import Assessment, Pack, assess, load_case
from mandate.cli.output import style
from mandate.report import text
from tests.helpers import ROOT, changed, golden, make_pack, rule

WORST = {"authority_type": "none", "levels_below_ceo": 4, "dedicated_budget": False}
CASES = sorted((ROOT / "cases").glob("*/*.yaml"))
ANSI = re.compile("\x1b\\[[0-9;]*m")


def wide(line: str) -> int:
    return sum(2 if unicodedata.east_asian_width(one) in "WF" else 1 for one in line)


def test_the_report_is_the_golden_one(tiny: Pack, case_file: Path) -> None:
    report = text.render(assess(load_case(case_file), tiny))
    assert report == golden("tiny.txt")


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_no_line_is_wider_than_80_columns(path: Path) -> None:
    for line in text.render(assess(path)).splitlines():
        assert wide(line) <= 80 or line.startswith("  http"), line


@pytest.mark.parametrize("path", CASES[:5], ids=lambda path: path.stem)
def test_without_a_style_there_is_no_colour_and_with_one_only_colour_more(path: Path) -> None:
    assessment = assess(path)
    plain, styled = text.render(assessment), text.render(assessment, style)
    assert "\x1b" not in plain
    assert "\x1b" in styled
    assert ANSI.sub("", styled) == plain


def test_a_report_ends_with_one_line_feed_and_has_no_trailing_spaces(tiny: Pack) -> None:
    report = text.render(assess(WORST, tiny))
    assert report.endswith("\n")
    assert not report.endswith("\n\n")
    assert all(line == line.rstrip() for line in report.splitlines())


def test_a_long_title_of_a_rule_is_wrapped(tmp_path: Path) -> None:
    long = changed("mandate/figurehead.yaml", "A title without means", "A title " + "long " * 25)
    report = text.render(assess(WORST, make_pack(tmp_path / "pack", long)))
    assert max(map(len, report.splitlines())) <= 80


def test_a_long_title_of_a_driver_stays_within_80_columns(tmp_path: Path) -> None:
    long = changed("pack.yaml", "{title: Authority,", "{title: " + "Authority " * 6 + ",")
    report = text.render(assess(WORST, make_pack(tmp_path / "pack", long)))
    assert max(map(len, report.splitlines())) <= 80


def test_many_bands_with_long_titles_stay_within_80_columns(tmp_path: Path) -> None:
    long = changed("pack.yaml", "title: Moderate", "title: " + "Moderate " * 9)
    report = text.render(assess(WORST, make_pack(tmp_path / "pack", long)))
    assert max(map(len, report.splitlines())) <= 80


HOSTILE = '"\\e[2J\\u202eevil\\a"'


@pytest.mark.parametrize(
    ("name", "old"),
    [
        ("pack.yaml", "title: High"),
        ("pack.yaml", "title: Moderate"),
        ("pack.yaml", "title: Authority"),
        ("pack.yaml", "advice: Change the brief first."),
        ("mandate/figurehead.yaml", "title: A title without means"),
        ("mandate/figurehead.yaml", "expect: The leader leaves early."),
        ("mandate/figurehead.yaml", "text: Name a second sponsor."),
        ("findings.yaml", "title: The role has no power of its own"),
        ("sources.yaml", "author: M. Ansell"),
        ("vocabulary/all.yaml", "title: Reporting line"),
        ("vocabulary/all.yaml", "question: To whom will the leader report?"),
    ],
)
def test_a_hostile_pack_does_not_steer_the_terminal(tmp_path: Path, name: str, old: str) -> None:
    key = old.split(": ")[0]
    pack = make_pack(tmp_path / "pack", changed(name, old, f"{key}: {HOSTILE}"))
    for report in (text.render(assess(WORST, pack)), text.render(assess({"facts": {}}, pack))):
        assert all(one == "\n" or one.isprintable() for one in report)


def test_a_hostile_case_does_not_steer_the_terminal(tiny: Pack) -> None:
    nasty = "\x1b[2J\u202eevil\x07"
    case = {
        "title": nasty,
        "sources": [{"id": nasty, "title": nasty, "address": nasty}],
        "facts": {"authority_type": {"value": "none", "source": nasty, "phrase": nasty}},
        "respondents": {nasty: {"reports_to": "ceo"}, "b": {"reports_to": "cmo"}},
    }
    report = text.render(assess(case, tiny))
    assert all(one == "\n" or one.isprintable() for one in report)


def test_what_raises_the_risk_holds_every_firing_that_no_pattern_absorbs(tiny: Pack) -> None:
    report = text.render(assess(WORST, tiny))
    assert "WHAT RAISES THE RISK (1)" in report
    assert "1. A title without means  +10  floor: high" in report
    assert "+ What makes others act +4" in report


def test_rules_that_cancel_out_are_shown_once(tmp_path: Path) -> None:
    pack = make_pack(
        tmp_path / "pack",
        rule(
            "cancels",
            "{risk: {driver: resources, points: -3}}",
            "{dedicated_budget: no}",
            "absorbs: [dedicated-budget]\n",
        ),
    )
    report = text.render(assess({"dedicated_budget": False}, pack))
    assert report.count("About cancels") == 1


def test_a_title_that_starts_with_initials_keeps_them_in_the_headline(tmp_path: Path) -> None:
    pack = make_pack(
        tmp_path / "pack", changed("money/dedicated-budget.yaml", "Money set aside", "CEO's money")
    )
    assert "cEO" not in text.render(assess({"dedicated_budget": False}, pack))


def test_a_case_of_which_nothing_is_known_has_a_report(tiny: Pack) -> None:
    report = text.render(assess({"facts": {}}, tiny))
    assert "Nothing in the answers given." in report
    assert "6 open questions, the weightiest first:" in report


def test_a_report_reads_the_same_after_its_json(tiny: Pack) -> None:
    assessment = assess(WORST, tiny)
    again = Assessment.from_json(assessment.to_json())
    assert text.render(again) == text.render(assessment)


def test_what_it_rests_on_takes_six_lines_at_most_unless_it_is_asked_for_in_full() -> None:
    for path in CASES:
        assessment = assess(path)
        short = text.render(assessment)
        assert "WHAT THIS RESTS ON" in short
        section = short.split("\nWHAT THIS RESTS ON\n")[1].split("\n\n")[0]
        assert section.count("\n") + 3 <= 6, section  # with its heading and the line above


def test_in_full_it_names_grades_kinds_the_sources_that_carry_most_and_the_interest() -> None:
    assessment = assess(ROOT / "cases" / "examples" / "larkmere-telecom.yaml")
    full = text.render(assessment, basis_in_full=True)
    assert max(len(line) for line in full.splitlines() if not line.startswith("  http")) <= 80
    section = full.split("\nWHAT THIS RESTS ON\n")[1].split("\n\n")[0]
    for _, percent in assessment.basis.grades + assessment.basis.kinds:
        assert f"\n{percent:4} %  " in section
    listed = re.findall(r"^ *\d+ %  (\w+):", section, re.MULTILINE)
    assert listed == [share.id for share in assessment.basis.sources[:5]]
    share = assessment.basis.interested_share
    assert section.endswith(f"\n{share} % of the points rest on sources with a vested interest.")


def test_a_case_without_points_rests_on_nothing_and_has_no_section_for_it(tiny: Pack) -> None:
    assert "WHAT THIS RESTS ON" not in text.render(assess({"reports_to": "cmo"}, tiny))


def test_a_strength_is_not_hidden_under_a_risk(tmp_path: Path) -> None:
    risk = rule(
        "harms",
        "{risk: {driver: resources, points: 3}}",
        "{dedicated_budget: yes}",
        "absorbs: [dedicated-budget]\n",
    )
    report = text.render(assess({"dedicated_budget": True}, make_pack(tmp_path / "pack", risk)))
    assert "WHAT RAISES THE RISK (1)" in report
    assert "STRENGTHS (1)\n\n* Money set aside  -1\n" in report


def test_a_fact_that_is_not_known_comes_with_what_a_candidate_should_ask(tmp_path: Path) -> None:
    asks = changed(
        "vocabulary/all.yaml",
        "    question: Is there money set aside?",
        "    question: Is there money set aside?\n    candidate_question: May I see the budget?",
    )
    pack = make_pack(tmp_path / "pack", asks)
    not_known = " ".join(text.render(assess({"dedicated_budget": "not_known"}, pack)).split())
    assert "Ask: CFO. A candidate should ask: May I see the budget?" in not_known
    assert "May I see the budget?" not in text.render(assess({"facts": {}}, pack))
