"""The promises that every pack is held to, as functions that raise where one is broken.

Each takes a pack and what it needs, and raises MismatchError (an AssertionError) that quotes the
promise and carries the case. They need no Hypothesis: any case will do.
"""

from __future__ import annotations

import json
from fractions import Fraction

from mandate.assessment import Assessment
from mandate.assessor import Assessor
from mandate.case import known, read_case
from mandate.case_data import case_yaml
from mandate.conditions.evaluate import Truth, support
from mandate.conditions.nodes import Compare, Node, children_of
from mandate.errors import CaseError, Faults
from mandate.library import assess, assessor_of, case_from
from mandate.pack.inference import upstream_of
from mandate.pack.model import Pack, Rule
from mandate.reasoning import Inference
from mandate.rule_face import prescribed, rule_face
from mandate.scoring import score
from mandate.testing.judging import masks_of, points_of, verdicts_on
from mandate.testing.memories import forgotten, is_impossible, with_values
from mandate.testing.mismatch import Data, MismatchError
from mandate.testing.steps import answered, cured, shuffled, without
from mandate.yaml_files import read_text

DETERMINISM = (
    "The same case under the same pack gives the same assessment, byte for byte, under any hash "
    "seed and any order of files, rules and facts."
)
READERS = "All readers agree: Experta and the recording evaluator give the same fired rules."
EXPLANATION = (
    "The explanation is the verdict: base, contributions, caps and lifts shown add up to the "
    "total exactly."
)
MISSING = (
    "Missing is not false: taking away all answers to a fact never makes a rule fire (unless it "
    "asks `disputed:`)."
)
MONOTONE = (
    "A better mandate never looks worse: improving a directed fact never raises the total of a "
    "complete case."
)
CURES = (
    "A cure works: apply it and assess again: the rule no longer fires (a graded one: fires with "
    "fewer points) and the total is no higher."
)
ROUND_TRIPS = (
    "Round trips: assessment to JSON and back; case to YAML and back; a receipt replays to the "
    "byte."
)


def deterministic(pack: Pack, case: Data, seed: int = 0, fresh: Assessor | None = None) -> None:
    """Hold promise 1: *case* with its keys in another order gives the same bytes.

    So it does in a *fresh* assessor, one that has seen other cases or none (left out: a new one).
    Hash seeds are for whoever starts the process.
    """
    first = assess(case, pack).to_json()
    again = fresh or Assessor(pack)
    other = again.assess(again.read(case_from(shuffled(case, seed))))
    if other.to_json() != first:
        parts = [
            name
            for name, one, two in zip(
                other._fields, other, Assessment.from_json(first), strict=True
            )
            if one != two
        ]
        actual = f"these parts differ: {', '.join(parts) or 'the layout alone'}"
        raise MismatchError("the same bytes", actual, promise=DETERMINISM, cases=(case,))


def readers_agree(pack: Pack, case: Data) -> None:
    """Hold promise 2, and 7: the engine fires what the evaluator says, once, for its reasons."""
    verdicts = verdicts_on(pack, case)
    fired = assessor_of(pack).reasoner.fire(masks_of(pack, case))
    by_engine = [(one.rule, one.points) for one in fired]
    by_evaluator = [
        (name, points_of(pack.rules[name], verdict))
        for name, verdict in verdicts.items()
        if verdict.truth is Truth.TRUE
    ]
    if sorted(by_engine) != sorted(by_evaluator):
        apart = {name for name, _ in {*by_engine} ^ {*by_evaluator}}
        raise MismatchError(
            f"the evaluator fires {_listed(by_evaluator)}",
            f"the engine fires {_listed(by_engine)}",
            promise=READERS,
            cases=(case,),
            rules=tuple(name for name in pack.rules if name in apart),
        )
    for one in fired:
        if one.support != support(verdicts[one.rule]):
            expected, actual = "the same evidence", f"{one.rule} fires on other evidence"
            raise MismatchError(expected, actual, promise=READERS, cases=(case,), rules=(one.rule,))


def _listed(firings: list[tuple[str, int]]) -> str:
    return ", ".join(f"{name} {points:+d}" for name, points in sorted(firings)) or "nothing"


def explanation_adds_up(pack: Pack, case: Data) -> None:
    """Hold promise 4, on what the JSON of the assessment shows."""
    shown = json.loads(assess(case, pack).to_json(), parse_float=Fraction)
    drivers = 0
    for driver in shown["drivers"]:
        own = sum(one["points"] for one in shown["firings"] if one["driver"] == driver["id"])
        capped = max(driver["caps"]["relief"], min(driver["caps"]["risk"], own))
        drivers += capped
        _same(f"{driver['id']}, before caps", own, driver["uncapped"], case)
        _same(f"{driver['id']}, after caps", capped, driver["points"], case)
    lifts = sum((Fraction(lift["points"]) for lift in shown["lifts"]), Fraction(0))
    total = Fraction(shown["base"]) + Fraction(shown["scale"]) * drivers + lifts
    _same("the total", total, Fraction(shown["total"]), case)
    _same("the score", score(int(total * 100)), shown["score"], case)
    starts = [band for band in shown["bands"] if band["start"] is None or band["start"] <= total]
    _same("the band", starts[-1]["id"], shown["band"], case)


def _same(what: str, expected: object, actual: object, case: Data) -> None:
    if expected != actual:
        shown = [
            str(float(one)) if isinstance(one, Fraction) else str(one) for one in (expected, actual)
        ]
        expectation = f"{what} adds up to {shown[0]}"
        raise MismatchError(
            expectation, f"{what} is {shown[1]}", promise=EXPLANATION, cases=(case,)
        )


def missing_is_not_false(pack: Pack, case: Data) -> None:
    """Hold promise 5 for each fact that *case* answers."""
    masks, fire = masks_of(pack, case), assessor_of(pack).reasoner.fire
    before = {one.rule for one in fire(masks)}
    exempt: dict[str, bool] = {}
    for fact in answered(case):
        for one in fire(forgotten(pack, masks, fact)):
            rule = pack.rules[one.rule]
            if rule.id not in before and not exempt.setdefault(rule.id, _asks_disputed(rule, pack)):
                raise MismatchError(
                    f"{rule.id} still does not fire without any answer about {fact}",
                    f"{rule.id} fires",
                    promise=MISSING,
                    cases=(case, without(case, fact)),
                    rules=(rule.id,),
                )


def _asks_disputed(rule: Rule, pack: Pack) -> bool:
    """Return whether a rule, or one behind a finding it reads, asks whether a fact is disputed."""
    return any(_asks(one.condition) for one in upstream_of(pack).of(rule))


def _asks(node: Node) -> bool:
    if isinstance(node, Compare):
        return node.operator == "disputed"
    return any(_asks(child) for child in children_of(node))


def monotone(pack: Pack, before: Data, after: Data) -> None:
    """Hold promise 8: *after* is *before*, a complete case, with a directed fact improved."""
    infer = assessor_of(pack).reasoner.infer
    one, two = infer(masks_of(pack, before)), infer(masks_of(pack, after))
    _check_total(pack, one, two, MONOTONE, _step(before, after), before, after)


def _step(before: Data, after: Data) -> str:
    """Return what was improved: ``dedicated_budget from no to yes``."""
    old, new = before["facts"], after["facts"]
    assert isinstance(old, dict)
    assert isinstance(new, dict)
    changed = []
    for name, value in new.items():
        was = old.get(name)
        if isinstance(value, dict) and isinstance(was, dict):
            items = [item for item in value if value[item] != was.get(item)]
            changed += [f"{name}.{item} from {was.get(item)} to {value[item]}" for item in items]
        elif value != was:
            changed.append(f"{name} from {was} to {value}")
    return ", ".join(changed)


def _check_total(
    pack: Pack, before: Inference, after: Inference, promise: str, step: str, *cases: Data
) -> None:
    if after.total > before.total:
        old, new = ({one.rule: one.points for one in each.firings} for each in (before, after))
        changed = tuple(name for name in pack.rules if old.get(name) != new.get(name))
        told = ", ".join(f"{one} {old.get(one, 0):+d} to {new.get(one, 0):+d}" for one in changed)
        raise MismatchError(
            f"a total no higher than {before.total / 100}, with {step}",
            f"a total of {after.total / 100} ({told})",
            promise=promise,
            cases=cases,
            rules=changed,
            rests_on_all=True,
        )


def cures_work(pack: Pack, case: Data) -> None:
    """Hold promise 9 for each cure of each rule that fires on *case*, a complete case."""
    masks, infer = masks_of(pack, case), assessor_of(pack).reasoner.infer
    before = infer(masks)
    for rule, points, _ in before.firings:
        # a strength needs no cure: the report shows remedies of what raises the risk
        face = rule_face(pack.rules[rule], pack)
        remedies = prescribed(face, masks, pack) if points >= 0 else ()
        for cures in (remedy.cures for remedy in remedies if remedy.cures):
            changes = [(cure.fact, cure.to_value) for cure in cures]
            changed = with_values(pack, masks, changes)
            if is_impossible(pack, changed):  # another fact would have to change as well
                continue
            after = infer(changed)
            cases = case, cured(case, changes, pack)
            step = ", ".join(f"{fact} {value}" for fact, value in changes)
            again = [one.points for one in after.firings if one.rule == rule]
            if again and again[0] >= points:
                raise MismatchError(
                    f"{rule} ({points:+d}) fires no more, or with fewer points, after: {step}",
                    f"it fires with {again[0]:+d}",
                    promise=CURES,
                    cases=cases,
                    rules=(rule,),
                )
            _check_total(pack, before, after, CURES, f"the cure of {rule}: {step}", *cases)


def round_trips(pack: Pack, case: Data) -> None:
    """Hold promise 12: through JSON, through YAML, and from the receipt."""
    assessment = assess(case, pack)
    text = assessment.to_json()
    again = Assessment.from_json(text)
    if again != assessment or again.to_json() != text:
        raise MismatchError(
            "the assessment, read back from its JSON", "another", promise=ROUND_TRIPS, cases=(case,)
        )
    read = known(case_from(case), pack)
    written = case_yaml(read, pack)
    faults = Faults()
    document = read_text(written, "<case>", faults)
    faults.raise_if_any(CaseError)
    assert document is not None
    back = known(read_case(document, faults), pack)
    if back.memory.masks != read.memory.masks or case_yaml(back, pack) != written:
        raise MismatchError(
            "the case, read back from its YAML", "another", promise=ROUND_TRIPS, cases=(case,)
        )
    if assess(again.receipt.case, pack).to_json() != text:
        raise MismatchError(
            "the same bytes, from the receipt", "others", promise=ROUND_TRIPS, cases=(case,)
        )
