"""The shipped pack, law by law, over every case that its vocabulary allows."""

from __future__ import annotations

from time import perf_counter

import pytest

from mandate import load_pack
from mandate.proofs.verifier import LAWS, verify
from mandate.verification import Verification
from tests.proofs.helpers import law

PACK = load_pack("cx-leader")


@pytest.fixture(name="found", scope="module")
def _found() -> Verification:
    return verify(PACK, 30, perf_counter)


@pytest.mark.parametrize("name", [name for name, _, _ in LAWS])
def test_the_shipped_pack_holds_to_its_laws(found: Verification, name: str) -> None:
    assert law(found, name).verdict == "holds", [one.about for one in law(found, name).breaches]


def test_every_rule_step_and_cure_was_tried(found: Verification) -> None:
    statements = {one.id: one.statements for one in found.laws}
    assert statements["fires"] == statements["matters"] == len(PACK.rules)
    cures = [remedy for rule in PACK.rules.values() for remedy in rule.remedies if remedy.cures]
    assert statements["cures"] == len(cures)
    assert statements["bands"] == len(PACK.bands)
    assert not any(one.undecided for one in found.laws)
