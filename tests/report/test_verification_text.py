"""The report of a verification: verdicts, times, cases, and nothing that is not decided hidden."""

from __future__ import annotations

from pathlib import Path

from mandate import Pack
from mandate.report.verification_text import render
from mandate.verification import Breach, Law, Verification, worst
from tests.helpers import make_pack, rule
from tests.proofs.helpers import compared, verified

BREACH = Breach("fact: no to yes", "the total rises", "title: A case\nfacts: {}\n", "")


def with_laws(found: Verification, *laws: Law) -> Verification:
    return found._replace(laws=laws, verdict=worst(law.verdict for law in laws))


def test_every_law_has_a_line_with_verdict_statements_and_time(tiny: Pack) -> None:
    lines = render(verified(tiny)).splitlines()
    assert lines[0] == "Verification of the pack tiny 1.0.0"
    assert "holds    Improving a fact never raises the total              9     0.00 s" in lines
    assert len([line for line in lines if line.startswith("holds ")]) == 8
    assert "VERDICT: HOLDS" in lines
    assert not any("Save" in line for line in lines)
    assert max(map(len, lines)) <= 80


def test_a_case_stands_there_to_be_copied_and_the_way_to_read_it_is_said(tiny: Pack) -> None:
    law = Law("monotone", "Law", "fails", 3, 1.25, (BREACH,), ())
    text = render(with_laws(verified(tiny), law))
    assert "fails    Law                                                  3     1.25 s\n" in text
    assert "mandate assess case.yaml --pack PACK" in text
    assert "FAILS: LAW (1)\n\n1. fact: no to yes: the total rises\n\n     title: A case\n" in text
    assert "VERDICT: FAILS\n" in text
    assert "1.2 s in all" in text


def test_what_is_not_decided_is_named_with_the_way_to_decide_it(tiny: Pack) -> None:
    law = Law("fires", "Law", "unknown", 3, 1, (), ("this", "that"))
    text = " ".join(render(with_laws(verified(tiny), law)).split())
    assert "UNKNOWN: LAW (2)" in text
    had = "The solver had 10 s for each, beside the time to put the question; --timeout gives more."
    assert f"{had} 2 statements: this; that" in text
    assert "VERDICT: UNKNOWN" in text


def test_two_packs_are_both_named(tiny: Pack) -> None:
    text = render(compared(tiny, tiny))
    assert text.startswith("Verification of the pack tiny 1.0.0 against tiny 1.0.0\n")
    assert "Both give the same total" in text
    assert text.count(tiny.digest[:19]) == 2


def test_what_a_pack_says_does_not_steer_the_terminal(tiny: Pack) -> None:
    law = Law("x", "Law", "fails", 1, 0, (BREACH._replace(case="title: \x1b[31m\n"),), ())
    assert "\x1b" not in render(with_laws(verified(tiny), law))


def test_the_whole_of_a_failing_pack(tmp_path: Path) -> None:
    dead = rule(
        "extra",
        "{risk: {driver: authority, points: 1}}",
        "{all: [{authority_type: none}, {authority_type: line}]}",
    )
    text = render(verified(make_pack(tmp_path / "pack", dead)))
    assert "FAILS: EVERY RULE CAN FIRE (1)\n\n1. extra: the rule fires in no case\n" in text
    assert "mandate assess" not in text  # there is no case to look at


def test_the_worst_verdict_counts() -> None:
    assert worst([]) == worst(["holds"]) == "holds"
    assert worst(["holds", "unknown"]) == "unknown"
    assert worst(["unknown", "fails", "holds"]) == "fails"
