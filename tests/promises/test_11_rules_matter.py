"""Promise 11: "Each rule can fire, can stay silent, and matters: some case's total or findings
change without it."
"""

from collections.abc import Iterator
from random import Random

import pytest

from mandate.assessor import Assessor
from mandate.case import Known
from mandate.case_record import Recorder
from mandate.library import assessor_of, case_from
from mandate.memory import Masks
from mandate.pack.discover import shipped_folder
from mandate.pack.inference import OUTCOMES, judge, upstream_of
from mandate.pack.load import load_folder
from mandate.pack.model import Pack, Rule

PACK = load_folder(shipped_folder() / "cx-leader")  # with the rules' examples
RECORDER = Recorder(PACK)


def _known(rule: Rule, gives: str) -> list[Known]:
    frame = case_from({"facts": {}})
    return [Known(frame, one.memory) for one in rule.examples if one.gives == gives]


def _completed(cases: list[Known]) -> Iterator[Known]:
    """Yield the cases, then with their open facts at random: a floor shows only among strengths."""
    yield from cases
    for seed in range(400):
        filled = _random_masks(Random(seed))
        for case in cases:
            masks = tuple(
                mask & random or mask
                for mask, random in zip(case.memory.masks, filled, strict=True)
            )
            yield Known(case.case, case.memory._replace(masks=masks))


def _without(pack: Pack, rule: str) -> Pack:
    rules = {name: one for name, one in pack.rules.items() if name != rule}
    return pack._replace(rules=rules, derived={})


@pytest.mark.parametrize("rule", PACK.rules.values(), ids=list(PACK.rules))
def test_each_rule_can_fire_and_can_stay_silent(rule: Rule) -> None:
    chain = upstream_of(PACK).of(rule)
    given = {OUTCOMES[judge(chain, one.memory.masks)[rule.id].truth] for one in rule.examples}
    seen = given | {
        OUTCOMES[judge(chain, masks)[rule.id].truth]
        for masks in (_random_masks(Random(seed)) for seed in range(50))
    }
    assert "fires" in seen
    # a graded rule without a 0 is never silent on a known fact, but it can say the opposite
    both_ways = min(rule.possible_points) < 0 < max(rule.possible_points)
    assert "silent" in seen or both_ways
    assert len(rule.examples) >= 3


def _random_masks(random: Random) -> Masks:
    slots = PACK.vocabulary.slots
    flags = PACK.vocabulary.nothing_known[len(slots) :]
    return (*(1 << random.randrange(len(slot.labels)) for slot in slots), *flags)


@pytest.mark.parametrize("rule", PACK.rules.values(), ids=list(PACK.rules))
def test_each_rule_matters(rule: Rule) -> None:
    whole, without = assessor_of(PACK), Assessor(_without(PACK, rule.id))
    for case in _completed(_known(rule, "fires")):
        one, two = (by.assess(RECORDER.record(case)) for by in (whole, without))
        if one.total != two.total or one.findings != two.findings:
            return
    pytest.fail(f"no total or findings change without {rule.id}")


def test_at_most_one_finding_of_a_group_holds() -> None:
    groups = {finding.id: finding.one_of for finding in PACK.findings.values() if finding.one_of}
    assert groups
    for seed in range(3000):
        fired = assessor_of(PACK).reasoner.fire(_random_masks(Random(seed)))
        held = {name for one in fired for name in PACK.rules[one.rule].concludes if name in groups}
        assert len(held) == len({groups[name] for name in held}), held
