"""A problem as a linear program says of every choice what the rules say."""

from __future__ import annotations

from itertools import product
from pathlib import Path
from random import Random

import pytest

from mandate.advice.encoding import Encoding
from mandate.advice.problem import Choice, Problem
from mandate.memory import combine
from mandate.optimizer import minimised
from mandate.pack.model import Pack
from tests.helpers import fact, make_pack, rule, vocabulary
from tests.promises.generated import known, pack_named, partial_case

STEP = "{effort: low, owner: CEO, when: day_30}"
ITEMS = [f"item_{number}" for number in range(7)]
MANY = fact(
    "many",
    type="checklist",
    items="{" + ", ".join(f"{one}: It is there." for one in ITEMS) + "}",
    change="{" + ", ".join(f"{one}: {STEP}" for one in ITEMS) + "}",
)
COUNTED = "{risk: {driver: resources, by: many, points: {2 or less: 3, 3 to 4: 1, 5 or more: -2}}}"


def total_of(problem: Problem, choice: Choice) -> int | None:
    """Return the total of a choice by the program; None where it cannot be."""
    encoding = Encoding(problem)
    for (place, number), chosen in encoding.chosen.items():
        wanted = int(choice.get(place) == number)
        encoding.program.require(chosen, low=wanted, high=wanted)
    found = minimised(encoding.program, encoding.total())
    return None if found is None else found.at_least


def many(folder: Path) -> Pack:
    """Return a pack with a checklist of too many items, each read by itself, for one lever."""
    named = [
        rule(f"lacks-{one.replace('_', '-')}", "{risk: {driver: resources, points: 1}}", when)
        for one in ITEMS
        for when in (f"{{many: {{lacks: {one}}}}}",)
    ]
    then = "{risk: {driver: resources, points: 2}}"
    ignored = rule("ignored", then, "{unknown: many}")
    some = [
        rule("some-many", then, "{many: {covers: {at_most: 4}}}"),
        rule("by-many", COUNTED),
        {name: text.replace("gives: open", "gives: silent") for name, text in ignored.items()},
    ]
    return make_pack(folder / "pack", vocabulary(MANY), *named, *some)


@pytest.mark.parametrize("name", ["tiny", "operators", "clean", "cx-leader", "many"])
def test_the_program_gives_every_choice_the_total_of_the_rules(name: str, tmp_path: Path) -> None:
    pack = many(tmp_path) if name == "many" else pack_named(name)
    levers = 0
    for seed in range(40):
        random = Random(seed)
        record = known(pack, partial_case(pack, random))
        if record is None:
            continue
        problem = Problem(pack, record.memory)
        choice = {
            place: random.randrange(len(lever.options))
            for place, lever in enumerate(problem.levers)
            if random.random() < 0.4
        }
        state = problem.after(choice)
        levers = max(levers, len(problem.levers))
        expected = None if state.is_barred() else state.ends()[0]
        assert total_of(problem, choice) == expected, (seed, choice)
    assert levers >= (len(ITEMS) if name == "many" else 1)


def test_a_choice_that_is_excluded_is_not_chosen_again() -> None:
    pack = pack_named("tiny")
    problem = Problem(pack, combine([], pack.vocabulary))
    encoding = Encoding(problem)
    seen = set()
    while found := minimised(encoding.program, encoding.options.times(-1)):
        choice = encoding.choice(found.values)
        seen.add(tuple(sorted(choice.items())))
        encoding.exclude(choice, with_more=False)
    options = [range(-1, len(lever.options)) for lever in problem.levers]
    every = [
        {place: number for place, number in enumerate(numbers) if number >= 0}
        for numbers in product(*options)
    ]
    assert seen == {tuple(one.items()) for one in every if not problem.after(one).is_barred()}
