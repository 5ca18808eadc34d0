"""Generated cases: for any vocabulary, with answers open, known, ranged, not known and disputed."""

from __future__ import annotations

from collections.abc import Callable, Collection
from pathlib import Path
from random import Random

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from mandate.assessor import Assessor
from mandate.case_record import CaseRecord
from mandate.errors import CaseError
from mandate.facts import Fact
from mandate.library import assessor_of, case_from, load_pack
from mandate.pack.model import Pack

PACKS = Path(__file__).parent.parent / "packs"
Data = dict[str, object]

steadily = settings(
    max_examples=40,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)
"""How a property is tried outside this folder: the same few cases everywhere, however slow."""


def pack_named(name: str) -> Pack:
    """Return a pack of the tests, or the shipped one."""
    return load_pack(PACKS / name if (PACKS / name).is_dir() else name)


def complete_case(pack: Pack, random: Random) -> Data:
    """Return a case with one value for every fact."""
    return _framed(
        {
            fact.id: {item.id: random.choice(fact.labels) for item in fact.levels}
            if fact.type == "checklist"
            else random.choice(fact.labels)
            for fact in pack.vocabulary.facts.values()
        }
    )


def partial_case(pack: Pack, random: Random) -> Data:
    """Return a case as consultants meet them: some facts open, some not known, some disputed."""
    openness = random.choice((0.0, 0.1, 0.3, 0.7))
    facts: Data = {}
    respondents: dict[str, Data] = {"ceo": {}, "hiring_manager": {}}
    for fact in pack.vocabulary.facts.values():
        if random.random() < openness:
            continue
        facts[fact.id] = _answer(fact, random)
        for answers in respondents.values():
            if random.random() < 0.15:
                answers[fact.id] = _answer(fact, random)
        if random.random() < 0.1:
            del facts[fact.id]
    return {**_framed(facts), "respondents": respondents}


def _framed(facts: Data) -> Data:
    return {"title": "A generated case", "stage": "in_post", "facts": facts}


def _answer(fact: Fact, random: Random) -> object:
    value = _checklist(fact, random) if fact.type == "checklist" else _value(fact, random)
    if random.random() < 0.1:
        return {"value": value, "confidence": "documented"}
    return value


def _checklist(fact: Fact, random: Random) -> object:
    if random.random() < 0.1:
        return "not_known"
    chosen = [item.id for item in fact.levels if random.random() < 0.7]
    return {item: random.choice(("yes", "no", "yes", "no", "not_known")) for item in chosen}


def _value(fact: Fact, random: Random) -> object:
    kind = random.random()
    if kind < 0.08:
        return "not_known"
    if kind < 0.2:
        return {"one_of": random.sample(fact.labels, k=min(2, len(fact.labels)))}
    if kind < 0.3 and fact.type in ("scale", "number"):
        low, high = sorted(random.choices(range(len(fact.labels)), k=2))
        return {"between": [fact.labels[low], fact.labels[high]]}
    return random.choice(fact.labels)


def facts_of(data: Data) -> Data:
    """Return the answers of nobody in particular."""
    facts = data["facts"]
    assert isinstance(facts, dict)
    return facts


def keeping(data: Data, facts: Collection[str]) -> Data:
    """Return a case with the answers to some *facts* alone, whoever gave them."""

    def kept(answers: Data) -> Data:
        return {fact: said for fact, said in answers.items() if fact in facts}

    respondents = {by: kept(answers) for by, answers in respondents_of(data).items()}
    return {**data, "facts": kept(facts_of(data)), "respondents": respondents}


def respondents_of(data: Data) -> dict[str, Data]:
    """Return the answers of each respondent."""
    respondents = data["respondents"]
    assert isinstance(respondents, dict)
    return respondents


def known(pack: Pack, data: Data) -> CaseRecord | None:
    """Return a case read against *pack*; None where the pack says that it cannot be."""
    try:
        return assessor_of(pack).read(case_from(data))
    except CaseError as error:
        if any(fault.code != "impossible" for fault in error.faults):
            raise
        return None


def assessor(pack: Pack) -> Assessor:
    """Return the assessor of *pack*."""
    return assessor_of(pack)


def cases(
    pack: Pack, make: Callable[[Pack, Random], Data] = partial_case
) -> st.SearchStrategy[Data]:
    """Return a strategy of generated cases that can be."""
    seeds = st.integers(0, 2**32)
    made = seeds.map(lambda seed: make(pack, Random(seed)))
    return made.filter(lambda data: known(pack, data) is not None)


def judged_cases(pack: Pack) -> st.SearchStrategy[Data]:
    """Return a strategy of generated cases that set up to two rules aside."""
    aside = st.sets(st.sampled_from(sorted(pack.rules)), max_size=2)
    return st.builds(setting_aside, cases(pack), aside)


def setting_aside(data: Data, rules: Collection[str]) -> Data:
    """Return a case that sets *rules* aside."""
    entries = [{"rule": one, "by": "us", "reason": "We know better."} for one in sorted(rules)]
    return {**data, "set_aside": entries}


def smallest(data: Data, fails: Callable[[Data], bool]) -> Data:
    """Return a failing case with as few answers as it takes, by leaving out one at a time."""
    groups = ["facts", *(["respondents"] if "respondents" in data else [])]
    shrunk = True
    while shrunk:
        shrunk = False
        for group in groups:
            for path in _paths(data[group]):
                smaller = {**data, group: _without(data[group], path)}
                if fails(smaller):
                    data, shrunk = smaller, True
    return data


def _paths(answers: object) -> list[tuple[str, ...]]:
    assert isinstance(answers, dict)
    return [
        (key, *path)
        for key, value in answers.items()
        for path in [()] + ([(inner,) for inner in value] if isinstance(value, dict) else [])
    ]


def _without(answers: object, path: tuple[str, ...]) -> object:
    assert isinstance(answers, dict)
    if path[0] not in answers:
        return answers
    rest = {key: value for key, value in answers.items() if key != path[0]}
    if len(path) > 1 and isinstance(answers[path[0]], dict):
        inner = {key: value for key, value in answers[path[0]].items() if key != path[1]}
        if inner and "value" not in answers[path[0]]:
            rest[path[0]] = inner
    return rest
