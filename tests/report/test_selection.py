"""What a report shows, and under what."""

from __future__ import annotations

import re
from pathlib import Path

from mandate import Assessment, Pack, assess, load_pack
from mandate.report import markdown, selection, text
from mandate.report.remedy_words import remedy_words
from tests.helpers import assess_tiny, copy_tiny, fact, make_pack, rule, vocabulary

WORKSHOP = "remedies: [{text: Hold a workshop., owner: CEO, effort: low, when: day_30}]\n"
BOTH = (
    "remedies:\n  - {text: Hold a workshop., owner: CEO, effort: low, when: day_30}\n"
    "  - {text: Write it down., owner: CFO, effort: low, when: day_30}\n"
)


def advised(folder: Path) -> Assessment:
    """Return the assessment of a case on which three rules advise, two of them the same."""
    pack = make_pack(
        folder / "pack",
        rule("heavy", "{risk: {driver: authority, points: 5}}", "{reports_to: ceo}", WORKSHOP),
        rule("light", "{risk: {driver: authority, points: 1}}", "{reports_to: ceo}", BOTH),
    )
    return assess_tiny(pack, reports_to="ceo")


def test_a_remedy_for_several_is_told_once_where_it_does_most(tmp_path: Path) -> None:
    advice = selection.remedies_told(advised(tmp_path))
    heavy, light = advice["heavy"], advice["light"]
    assert [one.text for one in heavy.remedies] == ["Hold a workshop."]
    assert heavy.told_under == ()
    assert [one.text for one in light.remedies] == ["Write it down."]
    assert light.told_under == ("About heavy",)


def test_every_format_points_to_where_a_remedy_was_told(tmp_path: Path) -> None:
    assessment = advised(tmp_path)
    for report in (text.render(assessment), markdown.render(assessment)):
        assert report.count("Hold a workshop.") == 1
        assert "And what is told above under: About heavy." in report


def test_what_comes_to_the_same_is_told_once_in_the_words_of_the_head(tmp_path: Path) -> None:
    part = raising("part", 2, "first", curing("Do it.", "first"), curing("Do more.", "third"))
    (name, text), *_ = raising("head", 1, "first", curing("Do it with care.", "first")).items()
    head = {name: text.replace("then:", "absorbs: [part]\nthen:")}
    pack = make_pack(tmp_path / "pack", DECLARED, part, head)
    assessment = assess_tiny(pack, first="no", third="no")
    told = selection.remedies_told(assessment)["head"].remedies
    assert [one.text for one in told] == ["Do it with care.", "Do more."]


STEPS = {
    "first": '{"yes": {effort: low, owner: CEO, when: day_30}}',
    "second": '{"yes": {effort: high, owner: CEO, when: day_30}}',
    "third": '{"yes": {effort: low, owner: CEO, when: before_search}}',
}
DECLARED = vocabulary(*(fact(name, change=steps) for name, steps in STEPS.items()))


def easing(text: str) -> str:
    return f"{{text: {text}, owner: CEO, effort: low, when: day_60}}"


def curing(text: str, of: str) -> str:
    return f"{{text: {text}, cures: {{{of}: yes}}}}"


def raising(name: str, points: int, of: str, *remedies: str) -> dict[str, str]:
    """Return a rule that raises the risk where the fact *of* is no, with its remedies."""
    then = f"{{risk: {{driver: resources, points: {points}}}}}"
    return rule(name, then, f"{{{of}: no}}", f"remedies: [{', '.join(remedies)}]\n")


def first_steps(folder: Path, *rules: dict[str, str], stage: str = "search") -> list[str]:
    """Return the first steps of a case with nothing in place but what the tiny pack asks for."""
    good = {"authority_type": "line", "dedicated_budget": True, "reports_to": "ceo"}
    facts = {**good, "levels_below_ceo": 1, "first": False, "second": False, "third": False}
    pack = make_pack(folder / "pack", DECLARED, *rules)
    assessment = assess({"title": "T", "stage": stage, "facts": facts}, pack)
    return [step.remedy.text for step in selection.first_steps(assessment)]


def test_the_first_step_is_the_one_with_most_at_stake_for_its_effort(tmp_path: Path) -> None:
    rules = (
        raising("hard", 4, "second", curing("Hard.", "second")),
        raising("easy", 3, "first", curing("Easy.", "first")),
    )
    assert first_steps(tmp_path, *rules) == ["Easy.", "Hard."]


def test_what_a_step_changes_counts_wherever_it_is_evidence(tmp_path: Path) -> None:
    rules = (
        raising("hard", 4, "second", curing("Hard.", "second")),
        raising("also-hard", 9, "second", easing("Talk.")),
        raising("easy", 3, "first", curing("Easy.", "first")),
    )
    assert first_steps(tmp_path, *rules) == ["Hard.", "Easy.", "Talk."]


def test_a_cure_comes_before_an_easing_of_more_weight(tmp_path: Path) -> None:
    rules = (
        raising("heavy", 9, "second", easing("Talk.")),
        raising("light", 1, "first", curing("Easy.", "first")),
    )
    assert first_steps(tmp_path, *rules) == ["Easy.", "Talk."]


def test_a_fact_has_one_first_step_and_there_are_five_at_most(tmp_path: Path) -> None:
    talks = [easing(f"Talk {number}.") for number in range(6)]
    rules = (
        raising("one", 2, "first", curing("Easy.", "first"), curing("Easier.", "first")),
        raising("two", 1, "second", *talks),
    )
    assert first_steps(tmp_path, *rules) == ["Easy.", *(f"Talk {number}." for number in range(4))]


def test_a_step_whose_time_has_passed_is_left_out_unless_there_is_no_other(tmp_path: Path) -> None:
    late = raising("late", 9, "third", curing("Late.", "third"))
    now = raising("now", 1, "first", curing("Now.", "first"))
    assert first_steps(tmp_path / "a", late, now) == ["Late.", "Now."]
    assert first_steps(tmp_path / "b", late, now, stage="offer") == ["Now."]
    assert first_steps(tmp_path / "c", late, stage="offer") == ["Late."]


def test_what_has_its_last_chance_is_not_left_out_as_late_and_comes_first(tmp_path: Path) -> None:
    soon = "{text: Soon., owner: CEO, effort: low, when: before_offer}"
    last = "{text: Now., owner: CEO, effort: low, when: before_offer, until: offer}"
    late = "{text: Late., owner: CEO, effort: low, when: before_search}"
    rules = (raising("one", 3, "first", soon, last, late),)
    assert first_steps(tmp_path / "a", *rules, stage="search") == ["Late.", "Soon.", "Now."]
    assert first_steps(tmp_path / "b", *rules, stage="offer") == ["Now.", "Soon."]
    early = last.replace("when: before_offer", "when: before_search")
    rules = (raising("one", 3, "first", soon, early, late),)
    assert first_steps(tmp_path / "c", *rules, stage="offer") == ["Now.", "Soon."]
    assert first_steps(tmp_path / "d", *rules, stage="in_post") == ["Late.", "Soon."]


def test_a_remedy_that_cannot_be_carried_out_later_says_so_at_its_last_stage(
    tmp_path: Path,
) -> None:
    talk = "{text: Talk., owner: CEO, effort: low, when: before_search, until: offer}"
    pack = make_pack(tmp_path / "pack", DECLARED, raising("talked", 4, "first", talk))
    told = []
    for stage in ("search", "offer", "in_post"):
        assessment = assess({"stage": stage, "facts": {"first": False}}, pack)
        (firing,) = (one for one in assessment.firings if one.rule == "talked")
        told.append([remedy_words(one, assessment.case) for one in firing.remedies])
    assert told == [
        ["Talk. (CEO, before the search, low effort; eases it)"],
        ["Talk. (CEO, was due before the search, last chance now, low effort; eases it)"],
        [],
    ]


def test_a_step_says_which_reasons_it_bears_on(tiny: Pack) -> None:
    worst = {"authority_type": "none", "levels_below_ceo": 4, "dedicated_budget": False}
    assessment = assess({**worst, "reports_to": "cmo", "charter_elements": {"rest": False}}, tiny)
    steps = selection.first_steps(assessment)
    assert {step.reasons for step in steps} == {("A title without means",)}
    for report in (text.render(assessment), markdown.render(assessment)):
        assert re.search("do first\n", report, re.IGNORECASE)
        assert report.count("Bears on: A title without means.") == len(steps)


def test_where_too_little_is_known_there_are_questions_in_place_of_steps(tiny: Pack) -> None:
    assessment = assess({"dedicated_budget": False}, tiny)
    assert selection.is_provisional(assessment)
    assert selection.first_steps(assessment) == []
    for report in (text.render(assessment), markdown.render(assessment)):
        assert re.search("ask first\n", report, re.IGNORECASE)
        assert not re.search("do first\n", report, re.IGNORECASE)


def test_the_same_advice_with_and_without_a_cure_is_told_as_a_cure(tmp_path: Path) -> None:
    pack = make_pack(
        tmp_path / "pack",
        DECLARED,
        raising("both", 2, "first", easing("Talk."), curing("Talk.", "first")),
    )
    (remedy,) = selection.remedies_told(assess({"first": False}, pack))["both"].remedies
    assert [cure.fact for cure in remedy.cures] == ["first"]


def test_what_lifts_the_total_to_a_floor_comes_first(tmp_path: Path) -> None:
    floor = "{at_least_band: high}"
    cures = f"remedies: [{curing('Lift.', 'first')}]\n"
    rules = (
        raising("heavy", 9, "third", curing("Late.", "third")),
        rule("floored", floor, "{first: no}", cures),
    )
    assert first_steps(tmp_path, *rules) == ["Lift.", "Late."]


def test_a_chain_of_patterns_may_be_longer_than_calls_are_deep(tmp_path: Path) -> None:
    chain = [
        {
            f"long/r{n:04}.yaml": (
                f"id: r{n:04}\ntitle: Rule {n}\nwhen: {{reports_to: cmo}}\n"
                "then: {risk: {driver: authority, points: 1}}\nbecause: So.\n"
                + (f"absorbs: [r{n + 1:04}]\n" if n < 1_199 else "")
                + "sources: [S0]\ngrade: D\nexamples:\n"
                "  - {name: it fires, facts: {reports_to: cmo}, gives: fires}\n"
            )
        }
        for n in range(1_200)
    ]
    files = {name: text for one in chain for name, text in one.items()}
    pack = load_pack(copy_tiny(tmp_path / "pack", files))
    assessment = assess({"reports_to": "cmo"}, pack)
    (head,) = (one for one, _ in selection.reasons(assessment) if one.rule == "r0000")
    assert [one.rule for one in selection.family(assessment, head)] == [
        f"r{n:04}" for n in range(1_200)
    ]
