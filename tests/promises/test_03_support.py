"""Promise 3: "Every conclusion is supported: its evidence is a given fact or the conclusion of an
earlier firing; derivations are trees."
"""

from collections.abc import Iterator

from hypothesis import given

from mandate.assessment import Assessment, FactEvidence
from mandate.case_record import CaseRecord
from tests.promises.generated import Data, assessor, cases, known, pack_named


def _read(name: str, data: Data) -> CaseRecord:
    case = known(pack_named(name), data)
    assert case is not None
    return case


def _assessed(name: str, data: Data) -> Assessment:
    return assessor(pack_named(name)).assess(_read(name, data))


def _check_supported(name: str, data: Data) -> None:
    assessment = _assessed(name, data)
    given_facts = {answer.fact for answer in _read(name, data).memory.answers}
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


@given(cases(pack_named("operators")))
def test_derivations_are_trees_that_end_in_given_facts(data: Data) -> None:
    assessment = _assessed("operators", data)
    firings = {firing.rule: firing for firing in assessment.firings}
    given_facts = {answer.fact for answer in _read("operators", data).memory.answers}

    def leaves(rule: str) -> Iterator[FactEvidence]:
        for evidence in firings[rule].evidence:
            if isinstance(evidence, FactEvidence):
                yield evidence
            else:
                for one in evidence.by:
                    yield from leaves(one)

    for rule in firings:
        found = list(leaves(rule))
        assert found, rule
        assert {one.fact for one in found if one.words != "not disputed"} <= given_facts, rule
