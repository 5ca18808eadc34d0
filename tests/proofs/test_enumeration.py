"""Proofs agree with counting: every verdict on random small packs is that of trying every case.

What is counted here is told by the engine of record alone, from the words of the promises.
"""

from __future__ import annotations

from itertools import combinations, pairwise
from pathlib import Path

import pytest

from mandate import Pack
from mandate.assessor import Assessor
from mandate.facts import Slot
from mandate.library import assessor_of
from mandate.memory import Masks
from mandate.pack.model import Rule
from mandate.proofs.complete import CompleteCases
from mandate.reasoning import Inference
from mandate.verification import Verification
from tests.proofs.helpers import can_be, complete_cases, law, random_pack, verified

SEEDS = range(12)


class Counted:
    """Every complete case of a pack, with what the engine makes of it."""

    def __init__(self, pack: Pack) -> None:
        self.pack = pack
        infer = assessor_of(pack).reasoner.infer
        self.cases: dict[Masks, Inference] = {one: infer(one) for one in complete_cases(pack)}

    def points(self, masks: Masks) -> dict[str, int]:
        return {one.rule: one.points for one in self.cases[masks].firings}

    def changed(self, masks: Masks, values: dict[int, int]) -> Masks | None:
        after = list(masks)
        for slot, value in values.items():
            after[slot] = 1 << value
        return tuple(after) if tuple(after) in self.cases else None


@pytest.fixture(name="counted", scope="module", params=SEEDS)
def _counted(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Counted:
    return Counted(random_pack(tmp_path_factory.mktemp("pack"), request.param))


@pytest.fixture(name="found", scope="module")
def _found(counted: Counted) -> Verification:
    return verified(counted.pack)


def told(found: Verification, name: str) -> set[str]:
    assert not law(found, name).undecided
    return {breach.about for breach in law(found, name).breaches}


def steps(slot: Slot) -> list[tuple[int, int]]:
    values = range(len(slot.labels))
    pairs = list(pairwise(values)) if slot.fact.better else []
    return pairs if slot.fact.better > 0 else [(high, low) for low, high in pairs]


def test_improvements_that_raise_a_total(counted: Counted, found: Verification) -> None:
    classes = CompleteCases(counted.pack).classes
    expected, shown = set(), set()
    for slot in counted.pack.vocabulary.slots:
        name = slot.fact.id + (f".{slot.item}" if slot.item else "")
        for worse, better in steps(slot):
            kind = name, classes[slot.position][worse], classes[slot.position][better]
            if f"{name}: {slot.labels[worse]} to {slot.labels[better]}" in told(found, "monotone"):
                shown.add(kind)
            for masks, before in counted.cases.items():
                after = counted.changed(masks, {slot.position: better})
                worsened = after and counted.cases[after].total > before.total
                if masks[slot.position] == 1 << worse and worsened:
                    expected.add(kind)
    assert shown == expected
    assert len(shown) == len(told(found, "monotone"))


def test_rules_that_never_fire(counted: Counted, found: Verification) -> None:
    fired = {rule for masks in counted.cases for rule in counted.points(masks)}
    assert told(found, "fires") == set(counted.pack.rules) - fired


def test_rules_that_never_matter(counted: Counted, found: Verification) -> None:
    def matters(rule: str) -> bool:
        rules = {name: one for name, one in counted.pack.rules.items() if name != rule}
        infer = Assessor(counted.pack._replace(rules=rules, derived={})).reasoner.infer
        return any(
            (one.total, set(one.findings)) != (without.total, set(without.findings))
            for masks, one in counted.cases.items()
            if rule in counted.points(masks)
            for without in [infer(masks)]
        )

    dead = told(found, "fires")
    expected = {rule for rule in counted.pack.rules if rule not in dead and not matters(rule)}
    assert told(found, "matters") == expected


def test_rules_that_fire_only_where_another_does_the_same(
    counted: Counted, found: Verification
) -> None:
    bands = [band.id for band in counted.pack.bands]
    every = [counted.points(masks) for masks in counted.cases]

    def does_the_same(wider: Rule, rule: Rule) -> bool:
        fired = [points for points in every if rule.id in points]
        return (
            bool(fired)
            and set(rule.concludes) <= set(wider.concludes)
            and (not rule.floor or wider.floor in bands[bands.index(rule.floor) :])
            and rule.driver in ("", wider.driver)
            and not (rule.driver and wider.id in rule.absorbs)
            and all(wider.id in points for points in fired)
            and (not rule.driver or all(one[wider.id] == one[rule.id] for one in fired))
        )

    rules = counted.pack.rules.values()
    assert told(found, "not-subsumed") == {
        f"{rule.id} under {wider.id}"
        for rule in rules
        for wider in rules
        if rule is not wider and does_the_same(wider, rule)
    }


def test_findings_that_meet(counted: Counted, found: Verification) -> None:
    meeting = {
        f"{one} and {other}"
        for one, other in combinations(counted.pack.findings, 2)
        if any({one, other} <= set(each.findings) for each in counted.cases.values())
    }
    assert told(found, "exclusive") == meeting


def test_bands_that_are_not_reached(counted: Counted, found: Verification) -> None:
    reached = {each.band for each in counted.cases.values()}
    assert told(found, "bands") == {band.id for band in counted.pack.bands} - reached


def test_cures_that_do_not_work(counted: Counted, found: Verification) -> None:
    position = {slot.fact.id: slot.position for slot in counted.pack.vocabulary.slots}
    value = {("authority_type", "process"): 2, ("dedicated_budget", "yes"): 1}
    expected = set()
    for rule in counted.pack.rules.values():
        for remedy in rule.remedies:
            cure = {position[fact]: value[fact, to] for fact, to in remedy.cures if remedy.cures}
            words = ", ".join(f"{fact}: {to}" for fact, to in remedy.cures)
            offered = made = works = 0
            for masks, before in counted.cases.items() if cure else ():
                points = counted.points(masks).get(rule.id, -1)
                if points < 0:
                    continue
                offered += 1
                short = {slot: to for slot, to in cure.items() if masks[slot] < 1 << to}
                after = counted.changed(masks, short or cure)  # more is better for both facts
                if after:
                    made += 1
                    again = counted.points(after).get(rule.id)
                    weaker = again is None or again < points
                    works += weaker and counted.cases[after].total <= before.total
            if offered and (not made or works < made):
                expected.add(f"{rule.id}, cured by {words}")
    assert told(found, "cures") == expected


def test_floors(counted: Counted, found: Verification) -> None:
    assert told(found, "floors") == set()
    edges = {band.id: band.start for band in counted.pack.bands}
    for masks, each in counted.cases.items():
        for rule in counted.points(masks):
            assert each.total >= (edges.get(counted.pack.rules[rule].floor) or each.total)


def test_the_packs_break_every_law_that_can_be_broken(
    tmp_path: Path,
) -> None:
    broken = set()
    for seed in SEEDS:
        found = verified(random_pack(tmp_path / str(seed), seed))
        broken |= {one.id for one in found.laws if one.breaches}
    assert broken >= {"monotone", "fires", "matters", "exclusive", "cures"}


def test_what_cannot_be_is_left_out(counted: Counted) -> None:
    assert all(can_be(counted.pack, masks) for masks in counted.cases)
