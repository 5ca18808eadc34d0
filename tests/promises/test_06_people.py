"""Promise 6 where people differ, or set rules aside: every completion lies in the range.

"The total of every completion lies in the range, and both ends are reached." What is said of a
dispute, and of an answer that nobody confirmed, is the rating of a case of its own.
"""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from mandate import Assessment, Pack, assess
from mandate.advice.adviser import advise
from mandate.case_record import CaseRecord
from mandate.errors import CaseError
from mandate.facts import NO
from mandate.library import assessor_of, case_from
from mandate.memory import Masks
from mandate.one_way import sensitivity
from tests.promises.generated import Data, pack_named
from tests.ranges.by_hand import totals

SMALL = ("tiny", "operators", "clean")
SEEDS = st.integers(0, 2**32)
MOST = 300


def judged_case(pack: Pack, random: Random) -> Data:
    """Return a case nearly complete, with disputes, an open fact or two, and rules set aside."""
    facts: Data = {}
    ceo: Data = {}
    others: Data = {}
    for fact in pack.vocabulary.facts.values():
        if fact.type == "checklist":
            facts[fact.id] = {item.id: random.choice(("yes", "no")) for item in fact.levels}
            continue
        kind = random.random()
        if kind < 0.15:
            continue
        ceo[fact.id] = random.choice(fact.labels)
        if kind < 0.5:
            others[fact.id] = random.choice(fact.labels)
    rules = random.sample(list(pack.rules), random.choice((0, 1, 2)))
    aside = [{"rule": rule, "by": "us", "reason": "Why."} for rule in rules]
    return {
        "stage": "in_post",
        "facts": facts,
        "respondents": {"ceo": ceo, "cfo": others},
        "set_aside": aside,
    }


def met(pack: Pack, seed: int) -> tuple[Data, Assessment, CaseRecord, Pack, set[int]]:
    case = judged_case(pack, Random(seed))
    try:
        record = assessor_of(pack).read(case_from(case))
    except CaseError:
        assume(False)
        raise
    completions = 1
    for slot in pack.vocabulary.slots:
        completions *= record.memory.masks[slot.position].bit_count()
    assume(completions <= MOST)
    left = pack.without({one.rule for one in record.set_aside})
    found = totals(left, record.memory.masks, frozenset())
    assume(found)
    return case, assess(case, pack), record, left, found


def near(pack: Pack, masks: Masks, found: set[int]) -> float:
    """Return the total on what is known, or the near end of all completions, whose totals were
    *found*."""
    total = assessor_of(pack).reasoner.infer(masks).total
    return min(max(total, min(found)), max(found)) / 100


@pytest.mark.parametrize("name", SMALL)
def test_the_range_holds_every_completion_without_the_rules_set_aside(name: str) -> None:
    pack = pack_named(name)

    @settings(max_examples=60)
    @given(SEEDS)
    def holds(seed: int) -> None:
        _, told, record, left, found = met(pack, seed)
        assert (told.range.low_total, told.range.high_total) == (
            min(found) / 100,
            max(found) / 100,
        )
        masks = record.memory.masks
        assert told.total == near(left, masks, found)
        if told.judgement:
            unadjusted = near(pack, masks, totals(pack, masks, frozenset()))
            assert told.judgement.unadjusted.total == unadjusted

    holds()


@pytest.mark.parametrize("name", SMALL)
def test_what_hangs_on_a_dispute_or_on_one_word_is_the_rating_of_a_case_of_its_own(
    name: str,
) -> None:
    pack = pack_named(name)

    @settings(max_examples=60)
    @given(SEEDS)
    def holds(seed: int) -> None:
        _, told, record, left, _ = met(pack, seed)
        vocabulary = pack.vocabulary
        for dispute in told.disputed:
            (slot,) = vocabulary.slots_of(dispute.fact)
            of_whom = {one.by: one.values for one in dispute.by}
            for outcome in dispute.outcomes:
                masks = list(record.memory.masks)
                masks[vocabulary.disputed_flag(dispute.fact)] = NO
                (value,) = of_whom[outcome.by[0]]
                masks[slot.position] = 1 << slot.labels.index(value)
                if found := totals(left, tuple(masks), frozenset()):
                    assert outcome.rating.total == near(left, tuple(masks), found)
        for one in told.unconfirmed:
            masks = list(record.memory.masks)
            for slot in vocabulary.slots_of(one.fact):
                masks[slot.position] = slot.full
            found = totals(left, tuple(masks), frozenset())
            assert one.without.total == near(left, tuple(masks), found)

    holds()


@pytest.mark.parametrize("name", SMALL)
def test_a_rule_set_aside_moves_nothing_and_is_in_nobody_s_way(name: str) -> None:
    pack = pack_named(name)

    @settings(max_examples=20)
    @given(SEEDS)
    def holds(seed: int) -> None:
        case, told, record, left, _ = met(pack, seed)
        bare = {key: value for key, value in case.items() if key != "set_aside"}
        mine, theirs = sensitivity(case, pack), sensitivity(bare, left)
        assert (mine.swings, mine.still) == (theirs.swings, theirs.still)
        band = pack.bands[0].id
        advice, plain = advise(case, band, pack), advise(bare, band, left)
        assert advice._replace(case=plain.case) == plain
        assert {one.rule for one in told.firings}.isdisjoint(one.rule for one in record.set_aside)

    holds()
