"""Verdicts: what holds, what nobody could tell, and what the engine did not confirm."""

from __future__ import annotations

from pathlib import Path

import pytest

from mandate import Pack, load_pack
from mandate.proofs import bands
from mandate.solver import Solver, Undecided
from tests.helpers import TINY, changed, make_pack
from tests.proofs.helpers import broken, law, verdicts, verified

OPERATORS = TINY.parent / "operators"


def test_the_tiny_pack_holds_to_every_law(tiny: Pack) -> None:
    found = verified(tiny)
    assert found.verdict == "holds"
    assert {one.id: one.statements for one in found.laws} == {
        "monotone": 9,
        "fires": 5,
        "matters": 5,
        "not-subsumed": 0,
        "exclusive": 0,
        "bands": 3,
        "cures": 3,
        "floors": 1,
    }


def test_a_band_that_no_total_falls_in_is_caught(tmp_path: Path) -> None:
    pack = make_pack(tmp_path / "pack", changed("pack.yaml", "from: 0.5", "from: 2.5"))
    assert broken(pack, "bands") == {}  # -3 and half of 6 and 4, or the floor
    far = make_pack(tmp_path / "far", changed("pack.yaml", "from: -3, title", "from: -9, title"))
    assert broken(far, "bands").keys() == {"low"}


def test_floors_are_held_against_the_engine_before_they_are_said_to_sink(
    tiny: Pack, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bands, "total_of", lambda reading: -10_000)
    (floors,) = (one for one in verified(tiny).laws if one.id == "floors")
    assert (floors.verdict, floors.undecided, floors.breaches) == ("unknown", ("figurehead",), ())


def test_what_the_solver_cannot_tell_is_unknown_and_no_pass(
    tiny: Pack, monkeypatch: pytest.MonkeyPatch
) -> None:
    def give_up(solver: Solver, *formulas: object) -> None:
        raise Undecided("timeout")

    monkeypatch.setattr(Solver, "find", give_up)
    found = verified(tiny)
    assert found.verdict == "unknown"
    assert law(found, "fires").undecided == tuple(tiny.rules)
    assert {one.verdict for one in found.laws if one.statements} == {"unknown"}


def test_the_operators_pack_is_explained() -> None:
    found = verified(load_pack(OPERATORS))
    # it exercises every operator, and most of them punish an improvement
    assert verdicts(found) == {"monotone": "fails"}
    assert not any(one.undecided for one in found.laws)
