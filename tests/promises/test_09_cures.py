"""Promise 9: "A cure works: apply it and assess again: the rule no longer fires (a graded one:
fires with fewer points) and the total is no higher."

Sampled here over complete cases, without a solver; ``mandate pack verify`` tries every case
(tests/proofs).
"""

from hypothesis import given

from mandate.library import assess
from tests.promises.generated import Data, cases, complete_case, facts_of, known, pack_named

PACK = pack_named("cx-leader")


@given(cases(PACK, complete_case))
def test_a_cure_works_and_never_raises_the_total(data: Data) -> None:
    before = assess(data, PACK)
    for firing in before.firings:
        for remedy in firing.remedies:
            if not remedy.cures:
                continue
            facts = dict(facts_of(data))
            for cure in remedy.cures:
                said = facts[cure.fact]
                if isinstance(said, dict):
                    facts[cure.fact] = {**said, cure.to_value: "yes"}
                else:
                    facts[cure.fact] = cure.to_value
            cured = {**data, "facts": facts}
            if known(PACK, cured) is None:
                continue
            after = assess(cured, PACK)
            points = [one.points for one in after.firings if one.rule == firing.rule]
            assert not points or points[0] < firing.points, (firing.rule, remedy.cures)
            assert after.total <= before.total, (firing.rule, remedy.cures)


POST_WITHOUT_A_MAP = {
    "predecessors_5y": 0,
    "role_outcome_clarity": "outcomes_decisions_and_boundaries",
    "charter_status": "agreed_by_exco",
    "decision_rights": "verbal",
    "cx_definition": "service_only",
}


def test_a_cure_of_several_facts_leaves_alone_what_is_better_already() -> None:
    assessment = assess({**POST_WITHOUT_A_MAP, "title_remit_match": "badly_inflated"}, PACK)
    (firing,) = [one for one in assessment.firings if one.rule == "uncharted-post"]
    (remedy,) = [one for one in firing.remedies if one.cures]
    assert {cure.fact for cure in remedy.cures} == {"decision_rights", "cx_definition"}
    assert (remedy.owner, remedy.effort, remedy.when) == ("CEO", "medium", "before_search")
