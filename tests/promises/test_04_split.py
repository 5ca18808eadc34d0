"""Promise 4: "The explanation is the verdict: base, contributions, caps and lifts shown add up to
the total exactly". So does what is shown of a change in the total: it adds up to that exactly, and
each part of it is due to what it names.
"""

import json
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mandate.attribution import _ASIDE, Judged, responsible
from mandate.comparer import compared, side
from mandate.memory import Masks
from mandate.pack.model import Pack
from tests.promises.generated import Data, assessor, cases, judged_cases, known, pack_named


def _state(pack: Pack, masks: Masks, fact: str) -> tuple[int, ...]:
    vocabulary = pack.vocabulary
    flags = vocabulary.unknown_flag(fact), vocabulary.disputed_flag(fact)
    slots = [slot.position for slot in vocabulary.slots_of(fact)]
    return tuple(masks[place] for place in (*slots, *flags))


def _check_split(one: str, two: str, before: Data, after: Data) -> None:
    """Check the change from a case under a pack to a case under another, told as JSON."""
    sides = []
    for name, data in ((one, before), (two, after)):
        by, case = assessor(pack_named(name)), known(pack_named(name), data)
        assert case is not None
        sides.append(side(name, by, case))
    shown = json.loads(compared(sides).to_json(), parse_float=lambda text: Fraction(text))
    (split,) = shown["splits"]
    first, other = shown["assessments"]
    amounts = [Fraction(part["amount"]) for part in split["parts"]]
    assert sum(amounts, Fraction(0)) == Fraction(split["change"])
    assert Fraction(split["change"]) == Fraction(other["total"]) - Fraction(first["total"])
    moves = [move for part in split["parts"] for move in part["moves"]]
    for part in split["parts"]:
        if part["moves"]:
            assert sum(Fraction(move["amount"]) for move in part["moves"]) == part["amount"]
    points = [
        {one["rule"]: one["points"] for one in shown_side["firings"] if one["driver"]}
        for shown_side in (first, other)
    ]
    moved = {
        rule for rule in {*points[0], *points[1]} if points[0].get(rule) != points[1].get(rule)
    }
    moved -= {rule for rule in moved if points[0].get(rule, 0) == points[1].get(rule, 0)}
    assert sorted(move["rule"] for move in moves) == sorted(moved)
    for move in moves:
        change = points[1].get(move["rule"], 0) - points[0].get(move["rule"], 0)
        assert (move["before"], move["after"]) == tuple(one.get(move["rule"], 0) for one in points)
        assert Fraction(move["amount"]) == Fraction(other["scale"]) * change


def _check_due(name: str, before: Data, after: Data) -> None:
    """Check that the facts a move is due to differ, and that they alone move the rule."""
    pack, by = pack_named(name), assessor(pack_named(name))
    one, two = (known(pack, data) for data in (before, after))
    assert one is not None
    assert two is not None
    masks, others = one.memory.masks, two.memory.masks
    judged = [
        Judged(each.memory.masks, frozenset(entry.rule for entry in each.set_aside))
        for each in (one, two)
    ]
    fired, fires = (
        {each.rule: each.points for each in by.adjusted(record).reasoner.fire(record.memory.masks)}
        for record in (one, two)
    )
    differing = {
        fact
        for fact in pack.vocabulary.facts
        if _state(pack, masks, fact) != _state(pack, others, fact)
    }
    for rule in {*fired, *fires}:
        if fired.get(rule, 0) == fires.get(rule, 0):
            continue
        differ = {*differing, *([_ASIDE] if judged[0].aside != judged[1].aside else [])}
        due = responsible(pack.rules[rule], pack, judged[0], judged[1], differ)
        assert due
        assert set(due) <= differ
        mixed = list(masks)
        for fact in set(due) - {_ASIDE}:
            vocabulary = pack.vocabulary
            flags = vocabulary.unknown_flag(fact), vocabulary.disputed_flag(fact)
            for place in (*(slot.position for slot in vocabulary.slots_of(fact)), *flags):
                mixed[place] = others[place]
        reasoner = by.adjusted(two if _ASIDE in due else one).reasoner
        then = {each.rule: each.points for each in reasoner.fire(tuple(mixed))}
        assert then.get(rule, 0) == fires.get(rule, 0), (rule, due)


def _pairs(name: str) -> st.SearchStrategy[tuple[Data, Data]]:
    return st.tuples(judged_cases(pack_named(name)), judged_cases(pack_named(name)))


@given(_pairs("operators"))
def test_the_parts_of_a_change_add_up_to_it_exactly(pair: tuple[Data, Data]) -> None:
    _check_split("operators", "operators", *pair)


@given(_pairs("tiny"))
def test_with_caps_and_floors_they_add_up(pair: tuple[Data, Data]) -> None:
    _check_split("tiny", "tiny", *pair)


@given(_pairs("cx-leader"))
def test_in_the_shipped_pack_they_add_up(pair: tuple[Data, Data]) -> None:
    _check_split("cx-leader", "cx-leader", *pair)


@given(cases(pack_named("tiny")), cases(pack_named("operators")))
def test_between_packs_with_nothing_in_common_they_add_up(one: Data, two: Data) -> None:
    _check_split("tiny", "operators", one, two)
    _check_split("operators", "tiny", two, one)


@pytest.mark.parametrize("name", ["operators", "tiny", "cx-leader"])
def test_a_move_is_due_to_facts_that_differ_and_suffice(name: str) -> None:
    @given(_pairs(name))
    def check(pair: tuple[Data, Data]) -> None:
        _check_due(name, *pair)

    check()
