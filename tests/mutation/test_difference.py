"""The search for a difference, held against trying every working memory there is."""

from __future__ import annotations

from collections.abc import Callable
from itertools import product
from pathlib import Path
from random import Random

import pytest

from mandate import Pack
from mandate.conditions.evaluate import Truth, evaluate
from mandate.conditions.nodes import Any, Graded, Node
from mandate.facts import NO, YES
from mandate.memory import Masks
from mandate.mutation import difference
from mandate.mutation.difference import Aim, Difference
from mandate.mutation.mutants import condition_mutants
from mandate.mutation.states import TooManyError
from mandate.mutation.trees import Expansion
from mandate.pack.inference import can_be
from tests.helpers import condition
from tests.mutation.helpers import subject

LEAVES: list[object] = [
    {"authority_type": "none"},
    {"authority_type": {"at_most": "influence_only"}},
    {"authority_type": {"one_of": ["none", "line"]}},
    {"not": {"authority_type": {"at_least": "process"}}},
    {"dedicated_budget": "no"},
    {"charter_elements": {"covers": {"at_least": 2}}},
    {"charter_elements": {"covers": {"at_most": 1}}},
    {"charter_elements": {"has": "scope"}},
    {"charter_elements": {"lacks": "skills"}},
    {"unknown": "dedicated_budget"},
    {"disputed": "dedicated_budget"},
]


def at_random(chance: Random, depth: int = 2) -> object:
    """Return a condition, made at random."""
    kind = chance.choice(("all", "any", "some", "leaf")) if depth else "leaf"
    if kind == "leaf":
        return chance.choice(LEAVES)
    children = [at_random(chance, depth - 1) for _ in range(chance.choice((2, 3)))]
    if kind == "some":
        return {"some": {"at_least": chance.randint(1, len(children)), "of": children}}
    return {kind: children}


def memories(pack: Pack) -> list[Masks]:
    """Return every working memory of authority, budget (with its flags) and charter."""
    vocabulary = pack.vocabulary
    (authority,) = vocabulary.slots_of("authority_type")
    (budget,) = vocabulary.slots_of("dedicated_budget")
    items = vocabulary.slots_of("charter_elements")
    unknown, disputed = (
        flag("dedicated_budget") for flag in (vocabulary.unknown_flag, vocabulary.disputed_flag)
    )
    of_budget = [(mask, NO, flag) for mask in (1, 2, 3) for flag in (NO, YES)] + [(3, YES, NO)]
    found = []
    for one, two, ticks in product(range(1, 16), of_budget, product((1, 2, 3), repeat=len(items))):
        masks = list(vocabulary.nothing_known)
        masks[authority.position] = one
        masks[budget.position], masks[unknown], masks[disputed] = two
        for slot, mask in zip(items, ticks, strict=True):
            masks[slot.position] = mask
        found.append(tuple(masks))
    return found


def truths(node: Node, every: list[Masks]) -> list[Truth]:
    return [evaluate(node, one, {}).truth for one in every]


@pytest.mark.parametrize("seed", range(10))
def test_it_finds_a_difference_exactly_where_there_is_one(seed: int, tiny: Pack) -> None:
    chance = Random(seed)
    node, faults = condition(tiny, at_random(chance))
    assert node is not None, faults
    mutants = list(condition_mutants(tiny.rules["small-team"]._replace(condition=node), tiny))
    every = memories(tiny)
    before = truths(node, every)
    for mutant in chance.sample(mutants, min(4, len(mutants))):
        assert mutant.rule is not None
        after = truths(mutant.rule.condition, every)
        for aim in Aim:
            differs = any(map(DIFFERS[aim], before, after))
            found = Difference(tiny, node, mutant.rule.condition).find(aim)
            assert (found is not None) == differs, (mutant.says, aim)
            if found is not None:
                pair = (evaluate(one, found, {}).truth for one in (node, mutant.rule.condition))
                assert DIFFERS[aim](*pair), (mutant.says, aim)


DIFFERS: dict[Aim, Callable[[Truth, Truth], bool]] = {
    Aim.PLAIN: lambda one, other: {one, other} == {Truth.TRUE, Truth.FALSE},
    Aim.FIRING: lambda one, other: one != other and Truth.TRUE in (one, other),
    Aim.ANY: lambda one, other: one != other,
}


def test_a_combination_that_cannot_be_is_no_difference(tmp_path: Path) -> None:
    far = "{all: [{reports_to: ceo}, {levels_below_ceo: {at_least: 3}}]}"
    when = f"{{any: [{{authority_type: none}}, {far}]}}"
    pack = subject(tmp_path, when, "facts: {}, gives: open")
    node = pack.rules["subject"].condition
    assert isinstance(node, Any)
    without = node._replace(children=node.children[:1])
    assert Difference(pack, node, without).find(Aim.PLAIN) is None
    found = Difference(pack, node, without).find(Aim.ANY)
    assert found is not None
    assert can_be(pack, found)


def test_findings_are_spelt_out_by_the_rules_that_conclude_them(tmp_path: Path) -> None:
    when = "{all: [{finding: powerless}, {levels_below_ceo: {at_least: 3}}]}"
    pack = subject(tmp_path, when, "facts: {}, gives: open")
    expansion = Expansion(pack)
    node = expansion.of(pack.rules["subject"].condition)
    other, _ = condition(pack, {"all": [LEAVES[1], {"levels_below_ceo": {"at_least": 3}}]})
    assert other is not None
    assert Difference(pack, node, other).find(Aim.PLAIN) is None


def test_a_firing_may_differ_from_what_is_open(tiny: Pack) -> None:
    asked = {"unknown": "dedicated_budget"}
    node, _ = condition(tiny, asked)
    other, _ = condition(tiny, {"all": [asked, {"dedicated_budget": "no"}]})
    assert node is not None
    assert other is not None
    assert Difference(tiny, node, other).find(Aim.PLAIN) is None
    assert Difference(tiny, node, other).find(Aim.FIRING) is not None


def test_a_checklist_may_be_ticked_in_part_and_open_in_part(tiny: Pack) -> None:
    def covers(low: int, high: int) -> object:
        return {"charter_elements": {"covers": {"at_least": low, "at_most": high}}}

    node, _ = condition(tiny, covers(1, 2))
    other, _ = condition(tiny, {"any": [covers(1, 1), covers(2, 2)]})
    assert node is not None
    assert other is not None
    assert Difference(tiny, node, other).find(Aim.PLAIN) is None
    found = Difference(tiny, node, other).find(Aim.ANY)
    assert found is not None
    ticks = sorted(found[one.position] for one in tiny.vocabulary.slots_of("charter_elements"))
    assert ticks == [NO, YES, NO | YES]


def test_points_differ_where_truths_do_not(tmp_path: Path) -> None:
    then = "{risk: {driver: authority, by: levels_below_ceo, points: {under 3: 1, 3 or more: 2}}}"
    pack = subject(tmp_path, "", "facts: {}, gives: open", then=then)
    node = pack.rules["subject"].condition
    assert isinstance(node, Graded)
    other = node._replace(points=(1, 1, 1, 2, 2, 2))
    found = Difference(pack, node, other, graded=True).find(Aim.PLAIN)
    assert found is not None
    (slot,) = pack.vocabulary.slots_of("levels_below_ceo")
    assert slot.values(found[slot.position]) == ("3",)
    assert Difference(pack, node, other).find(Aim.PLAIN) is None


def test_a_search_that_takes_too_long_ends(monkeypatch: pytest.MonkeyPatch, tiny: Pack) -> None:
    monkeypatch.setattr(difference, "LIMIT", 3)
    node, _ = condition(tiny, {"all": [LEAVES[1], LEAVES[4], LEAVES[5], LEAVES[7]]})
    other, _ = condition(tiny, {"all": [LEAVES[1], LEAVES[4], LEAVES[5], LEAVES[8]]})
    assert node is not None
    assert other is not None
    with pytest.raises(TooManyError):
        Difference(tiny, node, other).find(Aim.ANY)
