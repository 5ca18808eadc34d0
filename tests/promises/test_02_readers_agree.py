"""Promise 2: "All readers agree: Experta, the recording evaluator [...] give the same fired rules,
findings and total; and so do two test-only oracles that share no code with them: a naive reading
of section 3, and Experta's own stock Rete on plainly written rules."

The two oracles read files and answers, and select values, by the same naive code; what they do not
share is how conditions are joined and how rules are chained.
"""

from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from random import Random

import pytest

from mandate.conditions.evaluate import Truth, support
from mandate.conditions.operators import OPERATORS
from mandate.engines.compiled import compile_pack
from mandate.engines.experta import ExpertaEngine
from mandate.errors import Faults, Location
from mandate.memory import Masks
from mandate.pack.discover import shipped_folder
from mandate.pack.inference import judge
from mandate.pack.load import load_folder
from mandate.pack.model import Pack
from tests.promises import naive
from tests.promises.generated import (
    PACKS,
    Data,
    assessor,
    complete_case,
    known,
    pack_named,
    partial_case,
    smallest,
)
from tests.promises.rete import RetePack

SOUND = pack_named("operators")  # read before any error is planted
COUNTS = {"tiny": 2000, "operators": 10_000, "cx-leader": 2000}


def _folder(name: str) -> Path:
    return PACKS / name if name in ("tiny", "operators") else shipped_folder() / name


def _generated(pack: Pack, count: int) -> list[Data]:
    random = Random(20_261_122)
    made: list[Data] = []
    while len(made) < count:
        make = complete_case if random.random() < 0.2 else partial_case
        data = make(pack, random)
        if known(pack, data) is not None:
            made.append(data)
    return made


def _masks(pack: Pack, data: Data) -> Masks:
    case = known(pack, data)
    assert case is not None
    return case.memory.masks


def _engine(pack: Pack, masks: Masks) -> dict[str, int]:
    return {one.rule: one.points for one in assessor(pack).reasoner.fire(masks)}


def _evaluator(pack: Pack, masks: Masks) -> dict[str, int]:
    points = {rule.id: rule.points for rule in pack.rules.values()}
    return {
        name: fixed if (fixed := points[name]) is not None else verdict.points or 0
        for name, verdict in judge(pack.rules.values(), masks).items()
        if verdict.truth is Truth.TRUE
    }


def _disagreement(
    pack: Pack, data: Data, one: Callable[[Data], object], two: Callable[[Data], object]
) -> str:
    def differ(smaller: Data) -> bool:
        return known(pack, smaller) is not None and one(smaller) != two(smaller)

    least = smallest(data, differ)
    return f"on {least}\none says   {one(least)}\nother says {two(least)}"


@pytest.mark.parametrize("name", COUNTS)
def test_four_readers_give_the_same_firings(name: str) -> None:
    pack, oracle = pack_named(name), naive.NaivePack(_folder(name))
    rete = RetePack(oracle)

    def engine(data: Data) -> dict[str, int]:
        return _engine(pack, _masks(pack, data))

    def evaluator(data: Data) -> dict[str, int]:
        return _evaluator(pack, _masks(pack, data))

    def by_hand(data: Data) -> dict[str, int]:
        return naive.judge(oracle, data)[0]

    for data in _generated(pack, COUNTS[name]):
        masks = _masks(pack, data)
        fired = _engine(pack, masks)
        assert fired == _evaluator(pack, masks), _disagreement(pack, data, engine, evaluator)
        assert fired == by_hand(data), _disagreement(pack, data, engine, by_hand)
        assert fired == rete.judge(data), _disagreement(pack, data, engine, rete.judge)


@pytest.mark.parametrize("name", COUNTS)
def test_findings_and_total_are_those_of_the_naive_reading(name: str) -> None:
    pack, oracle = pack_named(name), naive.NaivePack(_folder(name))
    for data in _generated(pack, 300):
        case = known(pack, data)
        assert case is not None
        assessment = assessor(pack).assess(case)
        _, findings, total = naive.judge(oracle, data)
        assert {finding.id for finding in assessment.findings} == findings
        # a lift to the near end of the range is promise 6's; the naive reading knows no range
        near = sum(Fraction(str(lift.points)) for lift in assessment.lifts if not lift.by)
        assert Fraction(str(assessment.total)) - near == total


@pytest.mark.parametrize("name", COUNTS)
def test_the_evaluator_finds_the_same_support_as_the_engine(name: str) -> None:
    pack = pack_named(name)
    for data in _generated(pack, 300):
        masks = _masks(pack, data)
        verdicts = judge(pack.rules.values(), masks)
        for fired in assessor(pack).reasoner.fire(masks):
            assert fired.support == support(verdicts[fired.rule]), fired.rule


Selects = Callable[[int, tuple[int, ...]], bool]
SLIPS: dict[str, Callable[[Selects, int, tuple[int, ...]], bool]] = {
    "too low": lambda selects, value, operand: selects(value + 1, operand),
    "too high": lambda selects, value, operand: selects(value - 1, operand),
    "a step too low": lambda selects, value, operand: selects(value + 5, operand),
    "a step too high": lambda selects, value, operand: selects(value - 5, operand),
    "negated": lambda selects, value, operand: not selects(value, operand),
}


@pytest.mark.parametrize("slip", SLIPS)
@pytest.mark.parametrize("operator", OPERATORS)
def test_a_planted_operator_error_is_caught(
    operator: str, slip: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    sound, record = OPERATORS[operator], Faults.add

    def wrong(value: int, operand: tuple[int, ...]) -> bool:
        return SLIPS[slip](sound.selects, value, operand)

    def forgiving(faults: Faults, location: Location, code: str, *words: str) -> None:
        if code != "constant":  # the error may make a comparison select everything
            record(faults, location, code, *words)

    monkeypatch.setitem(OPERATORS, operator, sound._replace(selects=wrong))
    monkeypatch.setattr(Faults, "add", forgiving)
    folder = PACKS / "operators"
    planted = load_folder(folder, examples=False)
    engine = ExpertaEngine(compile_pack(planted))
    oracle = naive.NaivePack(folder)
    for data in _generated(SOUND, 200):
        fired = {one.rule: one.points for one in engine.infer(_masks(planted, data))}
        if fired != naive.judge(oracle, data)[0]:
            return
    pytest.fail(f"nobody noticed that '{operator}' was {slip}")
