"""Boundaries: the values beside a threshold, and how conditions are satisfied but for one part."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest

from mandate import Pack
from mandate.conditions.evaluate import Truth
from mandate.facts import Vocabulary
from mandate.memory import Masks
from mandate.pack.inference import judge
from mandate.testing.boundaries import Aim, boundaries
from mandate.testing.judging import verdicts_on
from mandate.testing.strategies import cases, partial_cases
from tests.helpers import make_pack, rule
from tests.promises.generated import pack_named
from tests.testing.test_strategies import sample

OPERATORS = pack_named("operators")
FOUR = (
    "{all: [{reports_to: cmo}, {dedicated_budget: yes}, {levels_below_ceo: {at_least: 3}},"
    " {authority_type: {at_most: influence_only}}]}"
)


def alone(folder: Path, when: str) -> Pack:
    """Return the tiny pack with one rule in place of all of its own."""
    files = rule("alone", "{risk: {driver: authority, points: 1}}", when)
    text = {name: one.replace("gives: open", "gives: silent") for name, one in files.items()}
    pack = make_pack(folder, files if when == FOUR else text)
    return pack._replace(rules={"alone": pack.rules["alone"]}, derived={})


def labels(pack: Pack, fact: str) -> list[str]:
    """Return the values of a fact that stand beside a threshold."""
    (slot,) = pack.vocabulary.slots_of(fact)
    return [slot.labels[code] for code in boundaries(pack).values[slot.position]]


def test_both_sides_of_every_threshold_are_boundaries(tiny: Pack) -> None:
    assert labels(tiny, "team_size") == ["5", "10"]
    assert labels(tiny, "levels_below_ceo") == ["2", "3"]
    assert boundaries(tiny).counts == {"charter_elements": (1, 2)}
    assert labels(tiny, "authority_type") == ["none", "influence_only", "process", "line"]


def test_every_value_of_a_choice_is_one_and_the_ends_of_a_number_nobody_reads(
    tiny: Pack,
) -> None:
    pack = tiny._replace(rules={"figurehead": tiny.rules["figurehead"]}, impossible=())
    assert labels(pack, "reports_to") == ["ceo", "cmo", "other"]
    assert labels(pack, "team_size") == ["0", "25", "50"]


def _masks(aim: Aim, vocabulary: Vocabulary, random: Random) -> Masks:
    values = [
        1 << random.choice(aim.codes_of(slot.position, anything=True)) for slot in vocabulary.slots
    ]
    return (*values, *vocabulary.nothing_known[len(values) :])


@pytest.mark.parametrize(
    ("name", "holds"),
    [
        (name, holds)
        for name in OPERATORS.rules
        for holds in (True, False)
        # without a 0 a grading always fires, and what is answered is neither unknown nor disputed
        if (name, holds) not in ((one, False) for one in ("graded-flag", "graded-items"))
        and (name, holds) not in ((one, True) for one in ("unknown", "disputed"))
    ],
)
def test_a_rule_aimed_at_mostly_does_what_was_aimed_for(name: str, holds: bool) -> None:
    aimed = OPERATORS.rules[name]
    hits = 0
    for seed in range(40):
        random = Random(seed)
        aim = Aim(OPERATORS, boundaries(OPERATORS), random.choice)
        aim.at(aimed.condition, holds)
        masks = _masks(aim, OPERATORS.vocabulary, random)
        hits += (judge(OPERATORS.rules.values(), masks)[name].truth is Truth.TRUE) == holds
    chained = name == "branching"  # the findings it reads rest on each other
    assert hits >= (10 if chained else 24), hits


def test_a_conjunction_is_satisfied_in_some_cases_and_in_others_all_but_for_one(
    tmp_path: Path,
) -> None:
    pack = alone(tmp_path, FOUR)
    false = [
        sum(child.truth is Truth.FALSE for child in verdicts_on(pack, case)["alone"].children)
        for case in sample(cases(pack), 60)
    ]
    assert false.count(0) >= 15
    assert false.count(1) >= 15


def test_a_flag_that_a_rule_asks_for_is_often_raised(tmp_path: Path) -> None:
    for flag in ("disputed", "unknown"):
        pack = alone(tmp_path / flag, f"{{{flag}: reports_to}}")
        found = [verdicts_on(pack, one)["alone"].truth for one in sample(partial_cases(pack), 60)]
        assert found.count(Truth.TRUE) >= 15, flag
        assert found.count(Truth.FALSE) >= 15, flag
