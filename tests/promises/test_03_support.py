"""Promise 3: "Every conclusion is supported: its evidence is a given fact or the conclusion of an
earlier firing; derivations are trees."
"""

import pytest
from hypothesis import given

from mandate.assessment import Assessment, FactEvidence
from mandate.conditions.nodes import findings_read
from tests.promises.generated import Data, assessor, cases, known, pack_named


def _assessed(name: str, data: Data) -> Assessment:
    case = known(pack_named(name), data)
    assert case is not None
    return assessor(pack_named(name)).assess(case)


def _check_supported(name: str, data: Data) -> None:
    assessment = _assessed(name, data)
    given_facts = {answer.fact for answer in known(pack_named(name), data).memory.answers}
    order = {firing.rule: firing.order for firing in assessment.firings}
    for firing in assessment.firings:
        assert firing.evidence, firing.rule
        for evidence in firing.evidence:
            if isinstance(evidence, FactEvidence) and evidence.words == "not disputed":
                continue  # the one thing that silence supports: promise 5 exempts it
            if isinstance(evidence, FactEvidence):
                assert evidence.fact in given_facts, (firing.rule, evidence)
                assert evidence.by, (firing.rule, evidence)
            else:
                assert evidence.by
                assert all(order[rule] < firing.order for rule in evidence.by), firing.rule


@given(cases(pack_named("operators")))
def test_evidence_is_a_given_fact_or_an_earlier_conclusion(data: Data) -> None:
    _check_supported("operators", data)


@given(cases(pack_named("cx-leader")))
def test_so_it_is_in_the_shipped_pack(data: Data) -> None:
    _check_supported("cx-leader", data)


@pytest.mark.parametrize("name", ["operators", "cx-leader"])
def test_derivations_are_trees(name: str) -> None:
    rules = list(pack_named(name).rules.values())
    concluded_at = {
        finding: place for place, rule in enumerate(rules) for finding in rule.concludes
    }
    for place, rule in enumerate(rules):
        assert all(concluded_at[one] < place for one in findings_read(rule.condition)), rule.id
