"""The tests that a pack's authors wrote: the rules' examples, and what golden cases expect."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import NoReturn

from mandate.case import Case, Known, known
from mandate.case_check import unknown_names
from mandate.case_data import case_data
from mandate.conditions.evaluate import Truth, evaluate
from mandate.errors import CaseError, Fault
from mandate.expectation import Expectation, ExpectedName
from mandate.library import assessor_of, case_from
from mandate.memory import Masks
from mandate.pack.inference import OUTCOMES, judge, points_of, upstream_of
from mandate.pack.model import Example, Pack, Rule
from mandate.reasoning import Inference
from mandate.serialization import to_data
from mandate.testing.judging import facts_behind
from mandate.testing.mismatch import Data, MismatchError
from mandate.testing.steps import only
from mandate.tuples import NamedTuple

_EXAMPLE_FRAME = {"facts": {}, "stage": "in_post"}


class Check(NamedTuple):
    """One test, ready to be run: ``run`` raises MismatchError, or returns the cases it tried."""

    kind: str
    group: str
    name: str
    run: Callable[[], int]


def example_checks(pack: Pack, rule: Rule) -> Iterator[Check]:
    """Yield a check for each example of *rule*; raises nothing itself."""
    for example in rule.examples:
        run = partial(_check_example, pack, rule, example)
        yield Check("example", rule.id, example.name, _once(run))


def _once(run: Callable[[], None]) -> Callable[[], int]:
    def tried() -> int:
        run()
        return 1

    return tried


def _check_example(pack: Pack, rule: Rule, example: Example) -> None:
    masks = example.memory.masks
    frame = case_from({**_EXAMPLE_FRAME, "title": f"{rule.id}: {example.name}"})
    case = _data(Known(frame, example.memory), pack)
    for combination in pack.impossible:
        if evaluate(combination.condition, masks, {}).truth is Truth.TRUE:
            raise MismatchError(
                "facts that can be together",
                f"they cannot: {combination.because}",
                cases=(case,),
                location=example.location,
            )
    verdict = judge(upstream_of(pack).of(rule), masks)[rule.id]
    gives, points = OUTCOMES[verdict.truth], points_of(rule, verdict)
    expected, actual = example.gives, gives
    if example.points is not None and gives == "fires":
        expected, actual = f"{expected} with {example.points:+d}", f"{actual} with {points:+d}"
    if expected != actual:
        raise MismatchError(
            expected, actual, cases=(case,), rules=(rule.id,), location=example.location
        )


def golden_checks(pack: Pack, case: Case) -> Iterator[Check]:
    """Yield a check for each thing that a golden case expects; none where it expects nothing.

    Where the case cannot be used, or it names what the pack does not have, one check says so.
    """
    if case.expect is None and not case.faults:
        return
    try:
        read = known(case, pack)
        expect = _checked(case, pack)
        pack = pack.without({one.rule for one in case.set_aside})  # the verdict that counts
    except CaseError as error:
        yield Check("golden", case.id, "can be used", partial(_refuse, error.faults))
        return
    memory = read.memory.masks
    data = _data(read, pack)

    def check(what: str, name: str, run: Callable[[], None]) -> Check:
        return Check("golden", case.id, f"{what} {name}", _once(run))

    if expect.band:
        yield check("band", expect.band.id, partial(_check_band, pack, memory, data, expect.band))
    if expect.score:
        run = partial(_check_score, pack, memory, data, expect.score)
        yield check("score", str(expect.score.number), run)
    for gives, names in (("fires", expect.fires), ("silent", expect.silent)):
        for name in names:
            yield check(gives, name.id, partial(_check_rule, pack, memory, data, name, gives))
    for name in expect.findings:
        yield check("finding", name.id, partial(_check_finding, pack, memory, data, name))
    for name in expect.drivers:
        run = partial(_check_driver, pack, memory, data, name)
        yield check("driver", f"{name.id} {name.number:+d}", run)


def _refuse(faults: tuple[Fault, ...]) -> int:
    raise MismatchError("a case that can be used", "\n".join(map(str, faults)))


def _checked(case: Case, pack: Pack) -> Expectation:
    """Return what a case expects; raises CaseError with each name that the pack does not have."""
    assert case.expect is not None
    faults = unknown_names(case.expect, pack)
    if faults:
        raise CaseError(faults)
    return case.expect


def _check_band(pack: Pack, masks: Masks, data: Data, band: ExpectedName) -> None:
    inference = assessor_of(pack).reasoner.infer(masks)
    if inference.band != band.id:
        _refuse_total(inference, band.id, inference.band, data, band)


def _check_score(pack: Pack, masks: Masks, data: Data, score: ExpectedName) -> None:
    inference = assessor_of(pack).reasoner.infer(masks)
    if inference.score != score.number:
        _refuse_total(inference, str(score.number), str(inference.score), data, score)


def _refuse_total(
    inference: Inference, expected: str, actual: str, data: Data, name: ExpectedName
) -> NoReturn:
    told = ", ".join(f"{one.id} {one.points:+d}" for one in inference.drivers if one.points)
    raise MismatchError(
        expected,
        f"{actual}, on a total of {inference.total / 100} ({told or 'no points'})",
        cases=(data,),
        rules=tuple(lift.by for lift in inference.lifts),
        location=name.location,
    )


def _check_driver(pack: Pack, masks: Masks, data: Data, name: ExpectedName) -> None:
    inference = assessor_of(pack).reasoner.infer(masks)
    (driver,) = (one for one in inference.drivers if one.id == name.id)
    if driver.points == name.number:
        return
    fired = [one for one in inference.firings if pack.rules[one.rule].driver == name.id]
    told = ", ".join(f"{one.rule} {one.points:+d}" for one in fired) or "no rule fires"
    capped = f", capped from {driver.uncapped:+d}" if driver.points != driver.uncapped else ""
    behind = (facts_behind(rule, pack) for rule in pack.rules.values() if rule.driver == name.id)
    raise MismatchError(
        f"{name.id} {name.number:+d}",
        f"{name.id} {driver.points:+d}{capped} ({told})",
        cases=(only(data, frozenset().union(*behind)),),
        location=name.location,
    )


def _check_rule(pack: Pack, masks: Masks, data: Data, name: ExpectedName, gives: str) -> None:
    rule = pack.rules.get(name.id)
    if rule is None:
        raise MismatchError(gives, "the case sets it aside", cases=(data,), location=name.location)
    verdict = judge(upstream_of(pack).of(rule), masks)[rule.id]
    actual = OUTCOMES[verdict.truth]
    if actual != gives:
        case = only(data, facts_behind(rule, pack))
        raise MismatchError(gives, actual, cases=(case,), rules=(rule.id,), location=name.location)


def _check_finding(pack: Pack, masks: Masks, data: Data, name: ExpectedName) -> None:
    rules = upstream_of(pack).concluding(name.id)
    verdicts = judge(pack.rules.values(), masks)
    if all(verdicts[rule.id].truth is not Truth.TRUE for rule in rules):
        facts = frozenset().union(*(facts_behind(rule, pack) for rule in rules))
        told = ", ".join(f"{rule.id} is {OUTCOMES[verdicts[rule.id].truth]}" for rule in rules)
        raise MismatchError(
            f"the finding {name.id}",
            f"nothing concludes it: {told}",
            cases=(only(data, facts),),
            rules=tuple(rule.id for rule in rules),
            location=name.location,
        )


def _data(read: Known, pack: Pack) -> Data:
    data = to_data(case_data(read, pack))
    assert isinstance(data, dict)
    return data
