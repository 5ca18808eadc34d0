"""Promise 7: "A fired rule counts once, however many ways it is satisfied." """

from hypothesis import given

from mandate.library import assess
from tests.promises.generated import Data, assessor, cases, known, pack_named


def _rules(name: str, data: Data) -> list[str]:
    case = known(pack_named(name), data)
    assert case is not None
    return [one.rule for one in assessor(pack_named(name)).reasoner.fire(case.memory.masks)]


@given(cases(pack_named("operators")))
def test_no_rule_fires_twice(data: Data) -> None:
    rules = _rules("operators", data)
    assert len(rules) == len(set(rules))


def test_two_satisfied_branches_count_once_and_both_are_evidence() -> None:
    facts = {"authority_type": "none", "levels_below_ceo": 4, "charter_elements": {"rest": "no"}}
    assessment = assess(facts, pack_named("tiny"))
    (firing,) = [one for one in assessment.firings if one.rule == "powerless"]
    assert [one.title for one in firing.evidence] == [
        "Authority",
        "Levels below the CEO",
        "Charter",
    ]


def test_a_finding_concluded_twice_is_one_finding_with_both_rules() -> None:
    facts = {"flag": "yes", "scale": "e", "reverse": "a", "months": 12}
    assessment = assess(facts, pack_named("operators"))
    (branch,) = [one for one in assessment.findings if one.id == "branch"]
    assert set(branch.by) == {"branching", "chained"}
