"""Promise 5: "Missing is not false: taking away all answers to a fact never makes a rule fire
(unless it asks `disputed:`), and never narrows the range (a recorded "not known" aside)."

The first half is held here, the range in ``test_06_range``.
"""

from random import Random

from hypothesis import given
from hypothesis import strategies as st

from mandate.conditions.nodes import Compare, Node, children_of
from tests.promises.generated import (
    Data,
    assessor,
    cases,
    facts_of,
    keeping,
    known,
    pack_named,
    respondents_of,
)


def _asks_disputed(node: Node) -> bool:
    if isinstance(node, Compare):
        return node.operator == "disputed"
    return any(_asks_disputed(child) for child in children_of(node))


def _fired(name: str, data: Data) -> set[str] | None:
    case = known(pack_named(name), data)
    return (
        None
        if case is None
        else {one.rule for one in assessor(pack_named(name)).reasoner.fire(case.memory.masks)}
    )


def _check_silence(name: str, data: Data, seed: int) -> None:
    facts = sorted(set(facts_of(data)).union(*respondents_of(data).values()))
    if not facts:
        return
    gone = Random(seed).choice(facts)
    less = keeping(data, {*facts} - {gone})
    before, after = _fired(name, data), _fired(name, less)
    assert before is not None
    assert after is not None
    rules = pack_named(name).rules
    new = {rule for rule in after - before if not _asks_disputed(rules[rule].condition)}
    assert not new, f"without {gone}: {new}"


@given(cases(pack_named("operators")), st.integers(0, 1000))
def test_taking_away_a_fact_never_makes_a_rule_fire(data: Data, seed: int) -> None:
    _check_silence("operators", data, seed)


@given(cases(pack_named("cx-leader")), st.integers(0, 1000))
def test_nor_does_it_in_the_shipped_pack(data: Data, seed: int) -> None:
    _check_silence("cx-leader", data, seed)


def test_a_case_without_answers_fires_nothing() -> None:
    for name in ("tiny", "operators", "cx-leader"):
        assert _fired(name, {"facts": {}, "respondents": {}}) == set()
