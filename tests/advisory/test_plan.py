"""What is to be done: which remedy stands in whose place."""

from __future__ import annotations

from pathlib import Path

import pytest

from mandate import assess
from mandate.advisory.plan import deeds
from tests.helpers import fact, make_pack, rule, vocabulary
from tests.test_bounds import BEST


def told(folder: Path, remedies: str, *, stage: str = "offer", **steps: str) -> list[str]:
    """Return what is to be done of the *remedies* of one rule, where *steps* lead to ``good`` and
    ``best`` of a scale, and ``one`` and ``two`` are items of a checklist."""
    scale = fact(
        "state",
        type="scale",
        levels="{poor: Poor, good: Good, best: Best}",
        change=f"{{good: {steps['good']}, best: {steps['best']}}}" if steps else "no",
    )
    ticked = "{effort: low, owner: CEO, when: before_offer}"
    items = fact(
        "items",
        type="checklist",
        items="{one: One, two: Two}",
        change=f"{{one: {ticked}, two: {ticked}}}",
    )
    when = "{all: [{state: poor}, {items: {lacks: one}}]}"
    then = "{risk: {driver: authority, points: 5}}"
    made = rule("raised", then, when, f"remedies: [{remedies}]\n")
    pack = make_pack(folder / "pack", vocabulary(scale, items), made)
    facts = {**BEST, "state": "poor", "items": {"one": "no", "two": "no"}}
    case = assess({"title": "T", "stage": stage, "facts": facts}, pack)
    return [one.text for one in deeds(case, None, pack)]


GOOD, BEST_OF_ALL = "{text: Good., cures: {state: good}}", "{text: Best., cures: {state: best}}"
EASY = "{effort: low, owner: CEO, when: before_offer}"
HARD = "{effort: high, owner: CEO, when: before_offer}"
LATE = "{effort: low, owner: CEO, when: before_search}"


@pytest.mark.parametrize("remedies", [f"{GOOD}, {BEST_OF_ALL}", f"{BEST_OF_ALL}, {GOOD}"])
def test_of_two_deeds_on_one_fact_the_one_of_less_effort_is_told(
    remedies: str, tmp_path: Path
) -> None:
    assert told(tmp_path, remedies, good=HARD, best=EASY) == ["Best."]


@pytest.mark.parametrize("remedies", [f"{GOOD}, {BEST_OF_ALL}", f"{BEST_OF_ALL}, {GOOD}"])
@pytest.mark.parametrize("in_time", [EASY, HARD])
def test_a_late_deed_gives_way_to_one_in_time_whatever_their_order_and_effort(
    remedies: str, in_time: str, tmp_path: Path
) -> None:
    assert told(tmp_path, remedies, good=LATE, best=in_time) == ["Best."]


def test_of_two_deeds_that_are_both_late_each_is_told_with_its_own_time(tmp_path: Path) -> None:
    both = f"{GOOD}, {BEST_OF_ALL}"
    assert told(tmp_path, both, stage="in_post", good=LATE, best=EASY) == ["Best.", "Good."]


def test_deeds_that_tick_different_items_of_a_checklist_are_both_told(tmp_path: Path) -> None:
    both = (
        '{text: First., cures: {items: {one: "yes"}}}, {text: Then., cures: {items: {two: "yes"}}}'
    )
    assert told(tmp_path, both, good=EASY, best=EASY) == ["First.", "Then."]
