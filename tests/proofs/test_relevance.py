"""Promise 11 on packs that break it: rules that never fire, and rules that never matter."""

from __future__ import annotations

from pathlib import Path

import pytest

from mandate.verification import Breach
from tests.helpers import changed, fired, make_pack, rule
from tests.proofs.helpers import assessed, broken

RISK = "{risk: {driver: authority, points: 3}}"


@pytest.mark.parametrize(
    "when",
    [
        "{all: [{authority_type: none}, {authority_type: line}]}",
        "{all: [{finding: powerless}, {authority_type: line}]}",
        "{all: [{reports_to: ceo}, {levels_below_ceo: 3}]}",
        "{all: [{team_size: 5}, {dedicated_budget: no}]}",
    ],
    ids=["itself", "through a finding", "what cannot be", "what does not apply"],
)
def test_a_rule_that_never_fires_is_caught(when: str, tmp_path: Path) -> None:
    text = rule("extra", RISK, when)
    if "team_size" in when:  # which does not apply without money, so nothing is ever open of it
        text = {name: one.replace("gives: open", "gives: silent") for name, one in text.items()}
        text = {name: one.replace("{}", "{dedicated_budget: no}") for name, one in text.items()}
    found = broken(make_pack(tmp_path / "pack", text), "fires")
    assert found == {"extra": Breach("extra", "the rule fires in no case", "", "")}


def test_a_rule_that_is_always_beyond_the_cap_is_caught(tmp_path: Path) -> None:
    none = "{authority_type: none}"
    pack = make_pack(
        tmp_path / "pack",
        rule("large", "{risk: {driver: authority, points: 9}}", none),
        rule("masked", "{risk: {driver: authority, points: 1}}", none),
    )
    found = broken(pack, "matters")
    assert found.keys() == {"masked"}
    # 4 of authority-type, 9 and 1, and nothing ever brings that under the cap of 6
    assert fired(assessed(found["masked"].case, pack, tmp_path))["masked"] == 1


def test_a_rule_that_is_always_under_a_floor_is_caught(tmp_path: Path) -> None:
    high = changed("pack.yaml", "from: 0.5", "from: 6")
    floor = rule("floor", "{at_least_band: high}", "{authority_type: none}")
    masked = rule("masked", "{risk: {driver: resources, points: -1}}", "{authority_type: none}")
    found = broken(make_pack(tmp_path / "pack", high, floor, masked), "matters")
    assert "masked" in found
