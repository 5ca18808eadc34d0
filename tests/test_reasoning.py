"""What the rules make of a working memory."""

from __future__ import annotations

from random import Random

import pytest

from mandate.evidence import EvidenceTables
from mandate.reasoning import Reasoner
from tests.promises.generated import known, pack_named, partial_case


@pytest.mark.parametrize("name", ["tiny", "operators", "cx-leader"])
def test_the_short_cuts_to_evidence_tell_what_the_satisfied_leaves_tell(name: str) -> None:
    pack = pack_named(name)
    reasoner, tables, random = Reasoner(pack), EvidenceTables(pack), Random(5)
    compared = 0
    for _ in range(150):
        case = known(pack, partial_case(pack, random))
        if case is None:
            continue
        masks = case.memory.masks
        inference = reasoner.infer(masks)
        for fired, firing in zip(reasoner.fire(masks), inference.firings, strict=True):
            told = tables.of(fired.support, masks, inference.findings)
            assert set(firing.evidence) == set(told), fired.rule
            compared += 1
    assert compared > 100


def test_nothing_known_infers_nothing_and_stands_at_the_base() -> None:
    pack = pack_named("tiny")
    inference = Reasoner(pack).infer(pack.vocabulary.nothing_known)
    assert (inference.firings, inference.findings, inference.lifts) == ((), {}, ())
    assert inference.total == pack.base
