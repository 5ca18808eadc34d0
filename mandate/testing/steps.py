"""What is done to a case to test a law: one step up, a cure applied, an answer taken away."""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import sha256

from mandate.facts import Fact
from mandate.pack.model import Pack
from mandate.testing.boundaries import boundaries
from mandate.testing.mismatch import Data

_GROUPS = ("facts", "respondents")


def framed(pack: Pack, facts: Data) -> Data:
    """Return a case of nothing but *facts*, at the stage at which every fact can be asked."""
    return {"title": "A generated case", "pack": pack.id, "stage": "in_post", "facts": facts}


def facts_of(case: Data) -> Data:
    """Return the answers of nobody in particular; raises TypeError where they are no mapping."""
    return _mapping(case.get("facts", {}))


def respondents_of(case: Data) -> dict[str, Data]:
    """Return the answers of each respondent."""
    return {by: _mapping(answers) for by, answers in _mapping(case.get("respondents", {})).items()}


def _mapping(value: object) -> Data:
    if not isinstance(value, dict):
        message = f"expected a mapping, found {type(value).__name__}"
        raise TypeError(message)
    return value


def steps_up(case: Data, pack: Pack) -> list[Data]:
    """Return *case* improved by one step of one fact, for each fact that it gives one value of.

    Where some steps pass a threshold that a rule reads, only those are returned: the others
    cannot change what any rule says.
    """
    near = boundaries(pack)
    every, passing = [], []
    for name, value in facts_of(case).items():
        fact = pack.fact(name)
        (first, *_) = pack.vocabulary.slots_of(name)
        for better, ends in _better(fact, value):
            improved = {**case, "facts": {**facts_of(case), name: better}}
            every.append(improved)
            if fact.type == "checklist" or ends <= set(near.values[first.position]):
                passing.append(improved)
    return passing or every


def _better(fact: Fact, value: object) -> list[tuple[object, set[int]]]:
    """Return each value one step better, with the numbers of the old value and of the new one."""
    if isinstance(value, dict):
        lacking = [item for item, ticked in value.items() if ticked == "no"]
        return [({**value, item: "yes"}, {0, 1}) for item in lacking] if fact.better >= 0 else []
    if not fact.better or value not in fact.labels:
        return []
    code = fact.labels.index(str(value))
    target = code + fact.better
    if not 0 <= target < len(fact.labels):
        return []
    return [(fact.labels[target], {code, target})]


def cured(case: Data, cures: Iterable[tuple[str, str]], pack: Pack) -> Data:
    """Return *case* with the changes of a cure made; what anybody else said of them is gone."""
    changed = dict(facts_of(case))
    for name, value in cures:
        if pack.fact(name).type == "checklist":
            ticks = changed.get(name)
            changed[name] = {**(ticks if isinstance(ticks, dict) else {}), value: "yes"}
        else:
            changed[name] = value
    return {**case, "facts": changed}


def answered(case: Data) -> list[str]:
    """Return the facts that anyone has answered, sorted."""
    return sorted(
        {*facts_of(case), *(name for one in respondents_of(case).values() for name in one)}
    )


def without(case: Data, fact: str) -> Data:
    """Return *case* without any answer about *fact*."""
    return only(case, [name for name in answered(case) if name != fact])


def only(case: Data, facts: Iterable[str]) -> Data:
    """Return *case* with the answers about *facts* alone."""
    kept = set(facts)

    def among(answers: Data) -> Data:
        return {name: value for name, value in answers.items() if name in kept}

    said = {by: among(answers) for by, answers in respondents_of(case).items()}
    rest = {key: value for key, value in case.items() if key not in _GROUPS}
    told = {by: answers for by, answers in said.items() if answers}
    return {**rest, "facts": among(facts_of(case)), **({"respondents": told} if told else {})}


def shuffled(case: Data, seed: int) -> Data:
    """Return *case* with the keys of every mapping in another order, which *seed* decides."""
    keys = sorted(case, key=lambda key: sha256(f"{seed} {key}".encode()).digest())
    return {
        key: shuffled(value, seed) if isinstance(value := case[key], dict) else value
        for key in keys
    }
