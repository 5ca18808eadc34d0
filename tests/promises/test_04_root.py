"""Promise 4: "The explanation is the verdict: base, contributions, caps and lifts shown add up to
the total exactly; the root of every explanation equals the engine's answer."

Here of ``mandate explain``: what the trees conclude, rule by rule, is what the engine fired.
"""

from fractions import Fraction

import pytest
from hypothesis import given

from mandate.explainer import explained, subject_of
from mandate.explanation import Derivation, Explanation
from tests.promises.generated import Data, assessor, judged_cases, known, pack_named

TRUTH_OF = {"fires": "true", "silent": "false", "open": "unknown"}


def _joined(tree: Derivation) -> str:
    """Return the truth that a joint condition has by the truths of its parts (Kleene)."""
    truths = [child.truth for child in tree.children]
    if tree.kind == "some":
        needed = int(tree.expected.split()[2])
        if truths.count("true") >= needed:
            return "true"
        return "false" if len(truths) - truths.count("false") < needed else "unknown"
    decides, otherwise = ("true", "false") if tree.kind == "any" else ("false", "true")
    if decides in truths:
        return decides
    return "unknown" if "unknown" in truths else otherwise


def _check_tree(tree: Derivation, findings: dict[str, str]) -> None:
    """Check that every joint follows from its parts, and each finding is told as it turned out."""
    if tree.finding is not None:
        assert tree.truth == {"holds": "true", "open": "unknown"}.get(
            findings[tree.finding], "false"
        )
    elif tree.children:
        assert tree.truth == _joined(tree)
    else:
        assert tree.actual
    for child in tree.children:
        _check_tree(child, findings)


def _check_sum(explanation: Explanation) -> None:
    """Check that base, contributions, caps and lifts add up to the total."""
    rules = {one.rule: one for one in explanation.rules}
    drivers = 0
    for entry, names in explanation.drivers:
        assert entry.uncapped == sum(rules[name].points for name in names)
        assert entry.points == max(entry.caps.relief, min(entry.caps.risk, entry.uncapped))
        drivers += entry.points
    base, scale, total = (
        Fraction(str(one)) for one in (explanation.base, explanation.scale, explanation.total)
    )
    lifts = sum(Fraction(str(lift.points)) for lift in explanation.lifts)
    assert base + scale * drivers + lifts == total


def _check_root(name: str, data: Data) -> None:
    case = known(pack_named(name), data)
    assert case is not None
    by = assessor(pack_named(name))
    inference = by.adjusted(case).reasoner.infer(case.memory.masks)
    aside = {one.rule for one in case.set_aside}
    explanation = explained(by, case, subject_of("", by.pack))
    fired = {one.rule: one.points for one in inference.firings}
    findings = {one.id: one.outcome for one in explanation.findings}
    assert {one.rule for one in explanation.rules if one.outcome == "fires"} == set(fired)
    assert {one for one, outcome in findings.items() if outcome == "holds"} == set(
        inference.findings
    )
    for rule in explanation.rules:
        if rule.rule in aside:
            assert (rule.outcome, rule.points) == ("set_aside", 0)
        else:
            assert rule.condition.truth == TRUTH_OF[rule.outcome]
        assert rule.points == fired.get(rule.rule, 0)
        assert bool(rule.lacking) == (rule.condition.truth != "true")
        assert all(one.truth != "true" for one in rule.lacking)
        assert any(one.truth == "false" for one in rule.lacking) or rule.outcome != "silent"
        _check_tree(rule.condition, findings)
    assert set(explanation.silent) == {
        one.rule for one in explanation.rules if one.outcome == "silent"
    }
    assert set(explanation.waiting) == {
        one.rule for one in explanation.rules if one.outcome == "open"
    }
    assessment = by.assess(case)
    assert (explanation.score, explanation.band) == (assessment.score, assessment.band)
    assert explanation.total == assessment.total
    _check_sum(explanation)


@given(judged_cases(pack_named("operators")))
def test_the_root_of_every_explanation_is_the_engine_s_answer(data: Data) -> None:
    _check_root("operators", data)


@given(judged_cases(pack_named("tiny")))
def test_with_caps_and_floors_it_is(data: Data) -> None:
    _check_root("tiny", data)


@given(judged_cases(pack_named("cx-leader")))
def test_in_the_shipped_pack_it_is(data: Data) -> None:
    _check_root("cx-leader", data)


@pytest.mark.parametrize("name", ["operators", "cx-leader"])
def test_a_rule_a_finding_and_a_driver_are_explained_as_within_the_case(name: str) -> None:
    pack = pack_named(name)
    by = assessor(pack)
    case = known(pack, {"title": "A case", "facts": {}})
    assert case is not None
    whole = {one.rule: one for one in explained(by, case, subject_of("", pack)).rules}
    for subject in (
        *(f"rule:{one}" for one in pack.rules),
        *(f"finding:{one}" for one in pack.findings),
        *(f"driver:{one}" for one in pack.drivers),
    ):
        for rule in explained(by, case, subject_of(subject, pack)).rules:
            assert rule == whole[rule.rule]
