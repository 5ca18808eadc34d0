"""What each option may claim of a rule that several levers bear on."""

from __future__ import annotations

from random import Random

import pytest

from mandate import load_case, load_pack
from mandate.advice.problem import STAY, Problem
from mandate.advice.shares import Shares
from mandate.library import assessor_of
from tests.helpers import ROOT


@pytest.mark.parametrize("name", ["larkmere-telecom", "two-voices"])
def test_options_that_move_a_rule_claim_all_that_they_move(name: str) -> None:
    pack = load_pack("cx-leader")
    case = assessor_of(pack).read(load_case(ROOT / "cases" / "examples" / f"{name}.yaml"))
    problem = Problem(pack, case.memory.masks)
    shares = Shares(problem)
    start, random = problem.root.chosen, Random(1)
    assert shares.shared
    for shared in shares.shared:
        places = sorted({place for place, _ in shares.after} & _bearing(problem, shared.rule))
        for _ in range(25):
            state, claimed = start, 0.0
            for place in random.sample(places, min(len(places), random.choice((1, 2, 3, 6)))):
                number = random.randrange(STAY, len(problem.levers[place].options))
                if number != STAY:
                    state = problem.applied(state, place, number)
                    claimed += shared.shares.get((place, number), 0)
            moved = start.most[shared.rule] - state.most[shared.rule]
            assert moved <= min(claimed, shared.points) + 1e-9


def _bearing(problem: Problem, rule: int) -> set[int]:
    """Return the levers that can move a rule."""
    return {
        place
        for place, lever in enumerate(problem.levers)
        for option in lever.options
        for slot, _ in option.settings
        if rule in problem.parts.moved[slot]
    }
