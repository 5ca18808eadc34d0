"""What is said of mutants is true: of every kill, every survivor and every proposed test."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from mandate import Pack
from mandate.assessor import Assessor
from mandate.case import Case, read_case
from mandate.errors import FailingTestsError, Faults
from mandate.library import load_case
from mandate.mutation.golden import golden_of
from mandate.mutation.judged import with_rule
from mandate.mutation.mutants import CONDITION, Mutant
from mandate.mutation.pairs import CURES
from mandate.mutation.promises import Promises
from mandate.mutation.results import Fate
from mandate.mutation.run import mutate, tried
from mandate.pack.load import load_folder
from mandate.testing.expectations import Check, example_checks, golden_checks
from mandate.testing.mismatch import MismatchError
from mandate.yaml_files import read_text
from tests.helpers import ROOT, TINY
from tests.mutation.helpers import case_of, fate_of, mutated, subject

POWERLESS = {"authority_type": "influence_only", "levels_below_ceo": "4", "dedicated_budget": "no"}
GOLDEN = (
    {"facts": POWERLESS, "expect": {"drivers": {"authority": 5}, "band": "high"}},
    {"facts": {"authority_type": "line"}, "expect": {"silent": ["powerless"], "score": 28}},
)


def tiny_cases(pack: Pack) -> list[Case]:
    return [case_of(pack, one) for one in GOLDEN]


def leader_cases(pack: Pack) -> list[Case]:
    return [load_case(path) for path in sorted((ROOT / "cases/examples").glob("*.yaml"))]


@pytest.fixture(
    scope="module",
    params=[(TINY, tiny_cases, 1), (ROOT / "rules/cx-leader", leader_cases, 12)],
    ids=["tiny", "cx-leader"],
)
def trial(request: pytest.FixtureRequest) -> tuple[Pack, list[Case], list[tuple[Mutant, Fate]]]:
    """A pack, its golden cases, and the mutants of it (of the shipped one: those of few rules)."""
    folder, cases_of, every = request.param
    pack = load_folder(folder)
    cases = cases_of(pack)
    rules = list(pack.rules)[::every] if every > 1 else []
    found = tried(pack, golden_of(pack, cases), rules)
    return pack, cases, [(mutant, fate) for mutant, (fate, _) in found]


Trial = tuple[Pack, list[Case], list[tuple[Mutant, Fate]]]


def as_pack(pack: Pack, mutant: Mutant) -> Pack:
    if mutant.pack is not None:
        return mutant.pack
    assert mutant.rule is not None
    return with_rule(pack, mutant.rule)


def failing(checks: Iterator[Check]) -> set[str]:
    """Return the tests that fail, as the ordinary runner of tests would have it."""
    return {check.name for check in checks if _fails(check)}


def _fails(check: Check) -> bool:
    try:
        check.run()
    except MismatchError:
        return True
    return False


def failing_golden(pack: Pack, cases: list[Case]) -> set[str]:
    return {f"{case.id}: {name}" for case in cases for name in failing(golden_checks(pack, case))}


def test_every_survivor_passes_every_test_that_may_kill_it(trial: Trial) -> None:
    pack, cases, mutants = trial
    for mutant, fate in mutants:
        if fate.fate != "killed":
            changed = as_pack(pack, mutant)
            if mutant.kind == CONDITION:
                assert mutant.rule is not None
                assert not failing(example_checks(changed, mutant.rule)), fate
            else:
                assert not failing_golden(changed, cases), fate


def test_every_kill_is_seen_by_the_ordinary_runner_too(trial: Trial) -> None:
    pack, cases, mutants = trial
    kinds = set()
    for mutant, fate in mutants:
        if fate.fate == "killed":
            kind, _, killer = fate.by.partition(": ")
            kinds.add(kind)
            changed = as_pack(pack, mutant)
            if kind == "golden case":
                assert any(name.startswith(killer) for name in failing_golden(changed, cases)), fate
            elif kind == "example":
                rule, _, name = killer.rpartition(": ")
                owner = changed.rules[rule or fate.about]
                assert name in failing(example_checks(changed, owner)), fate
    assert {"example", "golden case", "law"} & kinds


def test_every_kill_by_a_law_is_two_cases_on_which_the_engine_breaks_it(trial: Trial) -> None:
    pack, _, mutants = trial
    promises = Promises(pack)
    laws = [mutant for mutant, fate in mutants if fate.by.startswith("law: ")]
    assert laws
    for mutant in laws:
        assert mutant.rule is not None
        pair = promises.breach(mutant.rule)
        assert pair is not None
        infer = Assessor(as_pack(pack, mutant)).reasoner.infer
        before, after = infer(pair.before), infer(pair.after)
        fired = [{one.rule: one.points for one in each.firings} for each in (before, after)]
        again = fired[1].get(mutant.rule.id)
        still = pair.law == CURES and again is not None and again >= fired[0][mutant.rule.id]
        assert still or after.total > before.total


def test_every_proposed_golden_case_kills_its_survivor(trial: Trial) -> None:
    pack, _, mutants = trial
    for mutant, fate in mutants:
        if fate.test and mutant.kind != CONDITION:
            faults = Faults()
            document = read_text(f"title: Proposed\n{_block(fate.test)}", "<test>", faults)
            assert document is not None, list(faults)
            case = read_case(document, faults)
            assert not failing_golden(pack, [case])
            assert failing_golden(as_pack(pack, mutant), [case]), fate


def _block(flow: str) -> str:
    """Return a mapping in braces as the keys of a file."""
    facts, _, expect = flow.removeprefix("{").removesuffix("}").rpartition(", expect: ")
    return f"{facts.replace(', respondents: ', chr(10) + 'respondents: ')}\nexpect: {expect}\n"


def test_an_equivalent_mutant_is_listed_and_not_counted(tmp_path: Path) -> None:
    implied = "{any: [{authority_type: {at_most: process}}, {dedicated_budget: no}]}"
    when = f"{{all: [{{authority_type: {{at_most: influence_only}}}}, {implied}]}}"
    pack = subject(tmp_path, when, "facts: {authority_type: none}, gives: fires")
    result = mutated(pack)
    told = "authority_type: {at_most: process}; dedicated_budget: no"
    fate = fate_of(result, f"subject from subject without any: [{told}]")
    assert fate.fate == "equivalent"
    assert fate.by == "the rule comes to the same, with the same points, in every case"
    conditions = result.scores[0]
    counts = [one.fate for one in result.fates if one.kind == "condition"].count
    assert (conditions.killed, conditions.survived) == (counts("killed"), counts("survived"))
    assert conditions.equivalent == counts("equivalent") >= 1
    expected = 1000 * counts("killed") // (counts("killed") + counts("survived")) / 10
    assert conditions.percent == expected


def test_points_of_a_rule_that_never_fires_are_equivalent(tmp_path: Path) -> None:
    when = "{all: [{authority_type: none}, {authority_type: line}]}"
    result = mutated(subject(tmp_path, when, "facts: {authority_type: none}, gives: silent"))
    fate = fate_of(result, "points: 1 from points: 2 in subject")
    assert (fate.fate, fate.by) == ("equivalent", "the rule never fires")


def test_a_conclusion_that_others_draw_anyhow_is_equivalent(tmp_path: Path) -> None:
    when = "{all: [{authority_type: none}, {levels_below_ceo: {at_least: 3}}]}"
    shown = "facts: {authority_type: none, levels_below_ceo: 4}, gives: fires"
    result = mutated(subject(tmp_path, when, shown, then="{concludes: powerless}"))
    fate = fate_of(result, "concludes: powerless from concluding nothing of it in subject")
    assert (fate.fate, fate.by) == ("equivalent", "other rules conclude it wherever this one does")


def test_an_example_of_another_rule_kills_no_mutated_condition(tmp_path: Path) -> None:
    """The example of figurehead alone would notice: it fires through the finding."""
    when = "{all: [{authority_type: line}, {dedicated_budget: no}]}"
    reader = (
        "id: reader\ntitle: Reader\nwhen: {finding: idle}\n"
        "then: {risk: {driver: authority, points: 1}}\nbecause: So.\nsources: [S0]\ngrade: D\n"
        "examples: [{name: not both, facts: {authority_type: line, dedicated_budget: yes}, "
        "gives: silent}]\n"
    )
    findings = "findings:\n  powerless: {title: P, meaning: M}\n  idle: {title: I, meaning: M}\n"
    more = {"extra/reader.yaml": reader, "findings.yaml": findings}
    fires = "facts: {authority_type: line, dedicated_budget: no}, gives: fires"
    pack = subject(tmp_path, when, fires, then="{concludes: idle}", more=more)
    fate = fate_of(mutated(pack), "subject from subject without dedicated_budget: no")
    assert fate.fate == "survived"


def test_a_golden_case_that_fails_anyhow_is_refused() -> None:
    pack = load_folder(TINY)
    wrong = case_of(pack, {"facts": POWERLESS, "expect": {"band": "low"}})
    with pytest.raises(FailingTestsError, match="band low: expected low, found high"):
        mutate(pack, [wrong])


def test_a_run_says_the_same_twice() -> None:
    pack = load_folder(TINY)
    assert mutate(pack, tiny_cases(pack)) == mutate(load_folder(TINY), tiny_cases(pack))
