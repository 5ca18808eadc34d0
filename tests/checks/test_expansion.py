"""The diagrams of a pack say of every complete case what the recording evaluator says of it."""

from __future__ import annotations

from itertools import pairwise, product
from pathlib import Path
from random import Random

import pytest

from mandate.checks.diagrams import FALSE, MAX_VARIABLES, TRUE, Diagrams, UndecidedError
from mandate.checks.expansion import Expansion
from mandate.checks.sampling import CASES, Sample
from mandate.checks.score import total_of
from mandate.checks.states import variables_of
from mandate.checks.subject import Subject
from mandate.conditions.evaluate import Truth, evaluate
from mandate.errors import Faults
from mandate.pack.files import HEADER
from mandate.pack.inference import judge
from mandate.pack.load import load_folder
from mandate.pack.model import Pack
from mandate.reasoning import Reasoner
from mandate.yaml_files import read_file
from tests.checks.planted import CLEAN, changed, clean_pack
from tests.helpers import ROOT, TESTS, TINY, copy_tiny
from tests.helpers import rule as make_rule

OPERATORS = TESTS / "packs" / "operators"
FOLDERS = [CLEAN, TINY, OPERATORS, ROOT / "rules" / "cx-leader"]


def random_states(expansion: Expansion, seed: int) -> list[int]:
    random = Random(seed)
    return [random.randrange(len(variable.states)) for variable in expansion.variables]


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_rules_fire_where_the_evaluator_says(folder: Path) -> None:
    pack = load_folder(folder)
    expansion = Expansion(pack)
    at = expansion.diagrams.at
    for seed in range(100):
        states = random_states(expansion, seed)
        masks = expansion.masks(states)
        verdicts = judge(pack.rules.values(), masks)
        impossible = [evaluate(one.condition, masks, {}).truth for one in pack.impossible]
        assert bool(at(expansion.possible, states)) == (Truth.TRUE not in impossible)
        for rule in pack.rules.values():
            fires = verdicts[rule.id].truth is Truth.TRUE
            assert bool(at(expansion.fires(rule), states)) == fires, rule.id
            for points, where in expansion.outcomes(rule).items():
                worth = rule.points if rule.points is not None else verdicts[rule.id].points
                assert bool(at(where, states)) == (fires and worth == points), rule.id


@pytest.mark.parametrize("folder", [CLEAN, TINY], ids=lambda folder: folder.name)
def test_the_total_is_that_of_the_engine_in_every_case_there_is(folder: Path) -> None:
    pack = load_folder(folder)
    header = read_file(folder / HEADER, Faults())
    assert header is not None
    subject, reasoner = Subject(pack, header), Reasoner(pack)
    total, expansion = total_of(subject), subject.expansion
    seen = set()
    for states in product(*(range(len(one.states)) for one in expansion.variables)):
        found = expansion.diagrams.at(total, states)
        possible = expansion.diagrams.at(expansion.possible, states)
        expected = reasoner.infer(expansion.masks(states)).total if possible else None
        assert found == expected
        seen.add(found)
    assert expansion.diagrams.values(total) == seen - {None}


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_the_values_of_a_state_are_the_same_to_every_condition(folder: Path) -> None:
    pack = load_folder(folder)
    expansion = Expansion(pack)
    for seed in range(30):
        states = random_states(expansion, seed)
        random = Random(seed)
        masks = expansion.masks(states)
        other = list(masks)
        for variable, state in zip(expansion.variables, states, strict=True):
            last = len(variable.states) - 1
            if not variable.flag and not (variable.not_known and state == last):
                mask = variable.states[state]
                bits = [1 << bit for bit in range(mask.bit_length()) if mask >> bit & 1]
                other[variable.slot] = random.choice(bits)
        one, two = (judge(pack.rules.values(), each) for each in (masks, tuple(other)))
        assert {k: (v.truth, v.points) for k, v in one.items()} == {
            k: (v.truth, v.points) for k, v in two.items()
        }


def test_a_diagram_that_grows_too_large_is_undecided_and_leaves_nothing_behind() -> None:
    diagrams = Diagrams([2] * 16, limit=40)
    tests = [diagrams.test(level, (False, True)) for level in range(16)]
    diagrams.new_question()
    kept = diagrams.value(0)
    with pytest.raises(UndecidedError):
        diagrams.at_least(8, tests)
    diagrams.forget_question()
    diagrams.new_question()
    assert diagrams.value(0) == kept == FALSE
    assert diagrams.at_least(1, tests[:2]) == diagrams.either(*tests[:2])


@pytest.mark.parametrize("limit", range(2, 16))
def test_a_question_that_was_given_up_leaves_the_next_ones_right(limit: int) -> None:
    pack = load_folder(CLEAN)
    expansion, right = Expansion(pack), Expansion(pack)
    expansion.diagrams._limit = limit
    expansion.diagrams.new_question()
    with pytest.raises(UndecidedError):
        [expansion.outcomes(each) for each in pack.rules.values()]
    expansion.forget_question()
    expansion.diagrams._limit = 10_000
    expansion.diagrams.new_question()
    for seed in range(20):
        states = random_states(right, seed)
        for each in pack.rules.values():
            one, two = (by.diagrams.at(by.fires(each), states) for by in (expansion, right))
            assert one == two, each.id


def test_equal_functions_are_one_diagram() -> None:
    diagrams = Diagrams([3, 2, 2])
    one, two = diagrams.test(0, (True, False, False)), diagrams.test(1, (False, True))
    neither = diagrams.without(TRUE, diagrams.either(one, two))
    assert neither == diagrams.both(diagrams.without(TRUE, one), diagrams.without(TRUE, two))
    assert diagrams.at_least(2, [one, two]) == diagrams.both(one, two)
    assert diagrams.at_least(0, []) == TRUE
    assert diagrams.choose(one, two, FALSE) == diagrams.both(one, two)
    assert diagrams.given(diagrams.both(one, two), {0: 0}) == two
    assert diagrams.given(diagrams.both(one, two), {0: 1}) == FALSE


def test_what_rests_on_rules_that_were_not_read_is_undecided(tmp_path: Path) -> None:
    expansion = Expansion(load_folder(CLEAN), whole=False)
    assert expansion.fires(expansion.pack.rules["small-team"]) != FALSE
    with pytest.raises(UndecidedError):
        expansion.fires(expansion.pack.rules["figurehead"])


def test_cases_that_lean_are_not_made_of_what_nobody_could_say(tmp_path: Path) -> None:
    less = "  team_size: {less_than: 10}"
    asked = changed("money/small-team.yaml", (less, "  unknown: authority_type"))
    expansion = Expansion(load_folder(clean_pack(tmp_path / "pack", asked), examples=False))
    (level,) = [n for n, one in enumerate(expansion.variables) if one.not_known]
    known = expansion.variables[level].known_states
    unsaid = sum(case.states[level] == known for case in Sample(expansion).cases)
    assert 0 < unsaid < CASES / 4


def test_a_long_chain_of_findings_and_many_values_are_no_deep_call(tmp_path: Path) -> None:
    names = [f"f{number}" for number in range(300)]
    vocabulary = (TINY / "vocabulary/all.yaml").read_text(encoding="utf-8")
    (declared,) = [line for line in vocabulary.splitlines() if line.startswith("    items: ")]
    items = ", ".join(f"i{number}: An item" for number in range(MAX_VARIABLES - 8))
    charter = "{charter_elements: {covers: {at_least: 9}}}"
    files = {
        "findings.yaml": "findings:\n"
        + "".join(f"  {one}: {{title: F, meaning: M.}}\n" for one in names),
        "vocabulary/all.yaml": vocabulary.replace(declared, f"    items: {{{items}}}"),
        **make_rule("r0", "{concludes: f0}", charter),
    }
    for one, two in pairwise(names):
        files |= make_rule(two.replace("f", "r"), f"{{concludes: {two}}}", f"{{finding: {one}}}")
    folder = copy_tiny(tmp_path / "pack", files)
    for name in ("powerless", "figurehead"):
        (folder / f"mandate/{name}.yaml").unlink()
    expansion = Expansion(load_folder(folder))
    assert len(expansion.variables) > MAX_VARIABLES - 8
    assert expansion.fires(expansion.pack.rules["r299"]) == expansion.holds("f0")


def test_a_number_is_cut_where_conditions_cut_it() -> None:
    pack: Pack = load_folder(CLEAN)
    states = {one.fact.id: one.states for one in variables_of(pack) if not one.item}
    assert states["levels_below_ceo"] == (0b000011, 0b111100)
    assert states["authority_type"] == (0b0001, 0b0010, 0b0100, 0b1000)
    assert "sector" not in states
