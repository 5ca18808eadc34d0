"""The cheapest steps into a band."""

from __future__ import annotations

from pathlib import Path

import pytest

from mandate import CaseError, Pack, RequestError, advise, assess, load_case, load_pack
from mandate.advice.plan import Advice
from mandate.advice.problem import Problem
from mandate.facts import NO
from mandate.library import opened
from mandate.report import advice_text
from tests.helpers import ROOT, TINY, changed, copy_tiny, fact, make_pack, rule, run, vocabulary
from tests.test_bounds import BEST

LARKMERE = ROOT / "cases" / "examples" / "larkmere-telecom.yaml"
POOR = {**BEST, "authority_type": "none", "dedicated_budget": "no"}


def _text(advice: Advice) -> str:
    return " ".join(advice_text.render(advice).split())


def test_a_case_that_is_there_already_needs_nothing(tiny: Pack) -> None:
    advice = advise(BEST, "high", tiny)
    assert (advice.outcome, advice.cost, advice.proved) == ("there", 0, True)
    (found,) = advice.sets
    assert (found.steps, found.cost, found.always) == ((), 0, True)
    assert (found.score, found.low, found.high) == (advice.score,) * 3
    assert "below high already: nothing need change" in _text(advice)


def test_being_there_on_what_is_known_is_not_being_there_for_certain(tiny: Pack) -> None:
    facts = {"dedicated_budget": "yes", "authority_type": "process", "reports_to": "ceo"}
    advice = advise(facts, "low", tiny)
    (found,) = advice.sets
    ends = assess(facts, tiny).range
    assert (advice.outcome, found.always) == ("there", False)
    assert (found.low, found.high) == (ends.low, ends.high) == (31, 33)
    uncertain = "what is not settled leaves it between 31 and 33 of 100, so low is not certain"
    assert uncertain in _text(advice)
    assert "Provisional: 3 of 6 facts are known, too few to act on." in _text(advice)


def test_being_there_may_be_certain_with_open_facts(tiny: Pack) -> None:
    advice = advise({"dedicated_budget": "yes", "authority_type": "process"}, "moderate", tiny)
    assert advice.sets[0].always
    certain = "below moderate already, and what is not settled leaves it between 31 and 33 of 100:"
    assert certain in _text(advice)
    assert "Provisional" not in _text(advice)


def with_a_fact_for_the_shortlist(folder: Path) -> Pack:
    """Return a pack in which a fact that cannot be asked before the offer may add 30 points."""
    of_a_person = fact("person", stage="offer")
    then = "{risk: {driver: authority, by: person, points: {'no': 6, 'yes': 0}}}"
    return make_pack(folder, vocabulary(of_a_person), rule("of-a-person", then))


def test_what_only_a_shortlist_can_tell_may_undo_it_and_is_told(tmp_path: Path) -> None:
    pack = with_a_fact_for_the_shortlist(tmp_path / "pack")
    case = {"title": "T", "stage": "search", "facts": BEST}
    assessment = assess(case, pack)
    later = assessment.range_with_shortlist
    assert later is not None
    assert (assessment.range.decided, later.decided) == (True, False)
    (found,) = advise(case, "low", pack).sets
    assert (found.low, found.high, found.always) == (later.low, later.high, False)
    assert "so low is not certain yet" in _text(advise(case, "low", pack))
    known = {**case, "stage": "offer", "facts": {**BEST, "person": "yes"}}
    assert advise(known, "low", pack).sets[0].always


def test_the_steps_come_with_their_owner_effort_and_time(tiny: Pack) -> None:
    advice = advise(POOR, "low", tiny)
    assert (advice.outcome, advice.cost, advice.at_least, advice.proved) == ("reachable", 18, 18, 1)
    (found,) = advice.sets
    assert [(one.fact, one.value, one.owner, one.when, one.cost) for one in found.steps] == [
        ("authority_type", "process", "CEO", "before_search", 9),
        ("dedicated_budget", "yes", "CFO", "before_offer", 9),
    ]
    changed = {**POOR, "authority_type": "process", "dedicated_budget": "yes"}
    assert found.total == assess(changed, tiny).total
    assert found.band == "low"


def test_a_fact_to_keep_is_left_alone(tiny: Pack) -> None:
    advice = advise(POOR, "low", tiny, keep=["authority_type"])
    assert advice.outcome == "unreachable"
    assert advice.proved
    assert advice.farthest is not None
    assert [step.fact for step in advice.farthest.steps] == ["dedicated_budget"]
    assert advice.farthest.total > -3
    assert [(one.rule, one.kept, one.fixed) for one in advice.obstacles] == [
        ("authority-type", ("Authority",), ())
    ]
    assert "Left alone, as asked: Authority." in _text(advice)


def test_a_limit_on_the_steps_is_kept(tiny: Pack) -> None:
    advice = advise(POOR, "low", tiny, max_changes=1)
    assert advice.outcome == "unreachable"
    assert advice.farthest is not None
    assert len(advice.farthest.steps) == 1


def test_the_best_single_change_is_told(tiny: Pack) -> None:
    advice = advise(POOR, "low", tiny)
    assert advice.single is not None
    (step,) = advice.single.steps
    totals = {
        (name, value): assess({**POOR, name: value}, tiny).total
        for name, value in (("authority_type", "process"), ("dedicated_budget", "yes"))
    }
    assert totals[step.fact, step.value] == advice.single.total == min(totals.values())


def test_of_equal_steps_and_sets_those_that_are_not_late_come_first(tmp_path: Path) -> None:
    change = "{'yes': {effort: low, owner: CEO, when: %s}}"
    due = {"one": "before_search", "two": "day_30", "three": "before_search"}
    graded = "{risk: {driver: resources, by: %s, points: {'no': 1, 'yes': 0}}}"
    pack = make_pack(
        tmp_path / "pack",
        vocabulary(*(fact(name, change=change % when) for name, when in due.items())),
        *(rule(f"about-{name}", graded % name) for name in due),
    )
    case = {"stage": "offer", "facts": {**BEST, **dict.fromkeys(due, "no")}}
    advice = advise(case, "low", pack)
    assert advice.single is not None
    assert [step.fact for step in advice.single.steps] == ["two"]
    assert [[step.fact for step in one.steps] for one in advice.sets] == [
        ["two"],
        ["one"],
        ["three"],
    ]


def test_a_step_is_advised_up_to_its_last_stage_and_told_where_that_is_now(tmp_path: Path) -> None:
    change = "{'yes': {effort: low, owner: CEO, when: before_search, until: offer}}"
    graded = "{risk: {driver: resources, by: brief, points: {'no': 6, 'yes': 0}}}"
    declared = vocabulary(fact("brief", change=change))
    pack = make_pack(tmp_path / "pack", declared, rule("about-brief", graded))
    facts = {**BEST, "brief": "no"}

    def advised(stage: str) -> Advice:
        return advise({"stage": stage, "facts": facts}, "low", pack)

    for stage, late, last_chance in (("search", False, False), ("offer", True, True)):
        advice = advised(stage)
        (step,) = advice.sets[0].steps
        assert (step.fact, step.late, step.last_chance) == ("brief", late, last_chance)
        assert ("low effort, 1; last chance now)" in _text(advice)) is last_chance
    advice = advised("in_post")
    assert (advice.outcome, advice.sets, advice.single) == ("unreachable", (), None)
    assert advice.farthest is not None
    assert advice.farthest.steps == ()
    assert [(one.rule, one.fixed) for one in advice.obstacles] == [("about-brief", ("brief",))]


def test_an_item_of_a_checklist_is_advised_up_to_its_last_stage(tmp_path: Path) -> None:
    step = "{effort: low, owner: CEO, when: before_search%s}"
    declared = fact(
        "asks",
        type="checklist",
        items="{one: One, two: Two, three: Three}",
        change=f"{{one: {step % ', until: search'}, two: {step % ''}, three: {step % ''}}}",
    )
    graded = "{risk: {driver: resources, by: asks, points: {under 2: 6, 2 or more: 0}}}"
    pack = make_pack(tmp_path / "pack", vocabulary(declared), rule("about-asks", graded))
    for stage, items in (("search", {"one", "two"}), ("offer", {"two", "three"})):
        case = {"stage": stage, "facts": {**BEST, "asks": {"rest": "no"}}}
        advice = advise(case, "low", pack)
        assert advice.cost == 2
        assert {step.item for found in advice.sets for step in found.steps} == items


def test_finding_out_costs_nothing_and_may_be_the_answer(tmp_path: Path) -> None:
    then = "{risk: {driver: resources, points: 4}}"
    written = rule("budget-unknown", then, "{unknown: dedicated_budget}")
    silent = {name: text.replace("gives: open", "gives: silent") for name, text in written.items()}
    pack = make_pack(tmp_path / "pack", silent)
    advice = advise({**BEST, "dedicated_budget": "not_known"}, "low", pack)
    assert advice.cost == 0
    found_out = [("find_out", "dedicated_budget", "CFO")]
    assert [(one.kind, one.fact, one.owner) for one in advice.sets[0].steps] == found_out
    alone = advise({**BEST, "dedicated_budget": "not_known"}, "low", pack, max_changes=0).single
    assert alone is not None
    assert [(one.kind, one.fact, one.owner) for one in alone.steps] == found_out


def test_a_fact_whose_only_step_has_been_taken_is_fixed(tmp_path: Path) -> None:
    change = "{'yes': {effort: low, owner: CEO, when: day_30}}"
    then = "{risk: {driver: authority, by: one, points: {'no': 8, 'yes': 6}}}"
    pack = make_pack(
        tmp_path / "pack", vocabulary(fact("one", change=change)), rule("about-one", then)
    )
    advice = advise({**BEST, "one": "no"}, "low", pack)
    assert advice.farthest is not None
    assert [(one.fact, one.value) for one in advice.farthest.steps] == [("one", "yes")]
    (left,) = (one for one in advice.obstacles if one.rule == "about-one")
    assert (left.kept, left.fixed) == ((), ("one",))


@pytest.mark.parametrize(("number", "told"), [(3, 3), (5, 5), (7, 5)])
def test_equally_cheap_sets_are_all_told_up_to_five(number: int, told: int, tmp_path: Path) -> None:
    change = "{'yes': {effort: low, owner: CEO, when: day_30}}"
    names = [f"fact_{one}" for one in range(number)]
    graded = "{risk: {driver: resources, by: %s, points: {'no': 1, 'yes': 0}}}"
    header = (TINY / "pack.yaml").read_text(encoding="utf-8")
    at_the_edge = header.replace("base: -3\n", f"base: {-1.5 - number / 2:g}\n")
    pack = make_pack(
        tmp_path / "pack",
        {"pack.yaml": at_the_edge.replace("caps: {risk: 4,", "caps: {risk: 9,")},
        vocabulary(*(fact(name, change=change) for name in names)),
        *(rule(f"about-{name.replace('_', '-')}", graded % name) for name in names),
    )
    case = {**BEST, **dict.fromkeys(names, "no")}
    assert assess(case, pack).total == -3
    advice = advise(case, "low", pack)
    assert advice.cost == 1
    found = [[step.fact for step in one.steps] for one in advice.sets]
    assert len(found) == told
    assert all(len(one) == 1 for one in found)
    assert len({one for (one,) in found}) == told


def test_with_open_facts_it_says_whether_it_holds_for_every_completion(tiny: Pack) -> None:
    facts = {name: value for name, value in POOR.items() if name != "team_size"}
    (found,) = advise(facts, "moderate", tiny).sets[:1]
    ends = assess({**facts, **{step.fact: step.value for step in found.steps}}, tiny).range
    assert (found.low, found.high) == (ends.low, ends.high)
    assert found.always == ("high" not in ends.bands)


def test_it_survives_a_round_trip_through_json(tiny: Pack) -> None:
    for advice in (advise(POOR, "low", tiny), advise(POOR, "low", tiny, max_changes=1)):
        assert Advice.from_json(advice.to_json()) == advice


def test_a_band_or_a_fact_that_the_pack_does_not_have_is_refused(tiny: Pack) -> None:
    with pytest.raises(RequestError, match="no band 'lwo'"):
        advise(POOR, "lwo", tiny)
    for keep in (["team_sise"], "team_sise"):
        with pytest.raises(RequestError, match="no fact 'team_sise'"):
            advise(POOR, "low", tiny, keep=keep)
    with pytest.raises(RequestError, match="-1 changes cannot be made"):
        advise(POOR, "low", tiny, max_changes=-1)
    kept = advise(POOR, "low", tiny, keep=["team_size"])
    assert advise(POOR, "low", tiny, keep="team_size") == kept
    with pytest.raises(CaseError):
        advise({"nobody": "knows"}, "low", tiny)


def test_a_search_that_is_cut_short_says_what_is_proved() -> None:
    advice = advise(load_case(LARKMERE), "low", nodes=0)
    assert (advice.outcome, advice.proved, advice.sets) == ("unsettled", False, ())
    assert advice.at_least is not None
    words = " ".join(advice_text.render(advice).split())
    assert "No set of steps was found that brings it to low, and the search ended before" in words


def test_the_pack_says_what_a_step_costs(tmp_path: Path) -> None:
    dear = changed("pack.yaml", "drivers:", "efforts: {low: 2, medium: 2, high: 5}\ndrivers:")
    advice = advise(POOR, "low", make_pack(tmp_path / "pack", dear))
    assert (advice.cost, [one.cost for one in advice.sets[0].steps]) == (10, [5, 5])


@pytest.mark.parametrize("more", [(), ("--max-changes", "2"), ("--keep", "ambition")])
def test_no_line_of_the_text_is_wider_than_80_columns(
    capsys: pytest.CaptureFixture[str], more: tuple[str, ...]
) -> None:
    done = run(capsys, "advise", LARKMERE, "--to", "high", *more)
    assert (done.code or 0, done.err) == (0, "")
    assert max(map(len, done.out.splitlines())) <= 80
    assert all(line == line.rstrip() for line in done.out.splitlines())


def test_the_command_writes_what_the_function_returns(
    capsys: pytest.CaptureFixture[str], case_file: Path
) -> None:
    advice = advise(case_file, "low", TINY)
    done = run(capsys, "advise", case_file, "--to", "low", "--pack", TINY)
    assert done.out == advice_text.render(advice)
    done = run(capsys, "advise", case_file, "--to", "low", "--pack", TINY, "--format", "json")
    assert done.out == advice.to_json()


def test_the_command_refuses_what_the_pack_does_not_have(
    capsys: pytest.CaptureFixture[str], case_file: Path
) -> None:
    done = run(capsys, "advise", case_file, "--to", "lwo", "--pack", TINY)
    assert done.code == 2
    assert done.err.splitlines() == [
        "advise: error[unknown-target]: the pack has no band 'lwo'",
        "     = expected low, moderate, high",
    ]
    assert (
        run(capsys, "advise", case_file, "--to", "low", "--pack", TINY, "-o", case_file).code == 2
    )


UNSAID = """id: unsaid
title: Nobody could say what is in the charter
when: {unknown: charter_elements}
then: {risk: {driver: authority, points: 5}}
because: What nobody could name is not agreed.
sources: [S0]
grade: D
examples:
  - {name: nobody could say, facts: {charter_elements: {scope: not_known}}, gives: fires}
"""


@pytest.mark.parametrize(
    ("charter", "settles"),
    [
        ({"scope": "no", "measures": "not_known", "skills": "no"}, ["measures"]),
        ({"scope": "not_known", "measures": "not_known", "skills": "no"}, ["measures", "scope"]),
    ],
)
def test_a_tick_leaves_unsaid_what_else_nobody_could_say(
    charter: dict[str, str], settles: list[str], tmp_path: Path
) -> None:
    """Answers put together keep a checklist unknown until each item that nobody knew is told."""
    vocabulary = (TINY / "vocabulary/all.yaml").read_text(encoding="utf-8")
    items = "    items: {scope: What the team does, measures: How success is measured,"
    step = "{effort: low, owner: CEO, when: before_offer}"
    change = f"    change: {{scope: {step}, measures: {step}, skills: {step}}}\n"
    assert vocabulary.count(items) == 1
    files = {"vocabulary/all.yaml": vocabulary.replace(items, change + items)}
    pack = load_pack(copy_tiny(tmp_path / "pack", {**files, "extra/unsaid.yaml": UNSAID}))
    case = {"title": "A case", "facts": {"charter_elements": charter}}
    pack_problem = Problem(pack, opened(case, pack)[1].memory)
    flag = pack.vocabulary.unknown_flag("charter_elements")
    for lever in pack_problem.levers:
        for option in lever.options:
            ticked = {one.item for one in option.changes if one.item}
            found_out = any(one.step is None for one in option.changes)
            if lever.fact == "charter_elements":
                told = {**charter, **dict.fromkeys(ticked, "yes")}
                told = {
                    item: "no" if found_out and said == "not_known" else said
                    for item, said in told.items()
                }
                after = opened({**case, "facts": {"charter_elements": told}}, pack)[1].memory
                cleared = (flag, NO) in option.settings
                assert cleared is (after.masks[flag] == NO)
                assert cleared is (found_out or ticked >= set(settles))
