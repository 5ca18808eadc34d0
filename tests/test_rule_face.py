"""What an assessment shows of a rule: the remedies that can be carried out at its stage."""

from __future__ import annotations

from pathlib import Path

import pytest

from mandate import Pack, assess
from tests.helpers import fact, make_pack, rule, vocabulary

CASE = {"plan": "no", "brief": "no", "terms": "no"}
TIMELY = "{effort: low, owner: CEO, when: before_search%s}"
REMEDIES = """
  - {text: Cure one., cures: {plan: 'yes'}}
  - {text: Cure both., cures: {plan: 'yes', brief: 'yes'}}
  - {text: Search anew., owner: CEO, effort: low, when: before_search, until: search}
  - {text: Hold the offer., owner: CEO, effort: low, when: before_offer, stage: offer, until: offer}
  - {text: Talk now., owner: CEO, effort: low, when: day_30, stage: in_post}
  - {text: Talk., owner: CEO, effort: low, when: before_search}
"""


@pytest.fixture
def pack(tmp_path: Path) -> Pack:
    """A pack with a rule that has remedies for each stage."""
    steps = {"plan": TIMELY % "", "brief": TIMELY % ", until: offer", "terms": TIMELY % ""}
    declared = (fact(name, change=f"{{'yes': {step}}}") for name, step in steps.items())
    when, then = "{all: [{plan: 'no'}]}", "{risk: {driver: resources, points: 3}}"
    return make_pack(
        tmp_path / "pack",
        vocabulary(*declared),
        rule("about-plan", then, when, f"remedies:{REMEDIES}"),
    )


def told(pack: Pack, stage: str, **facts: str) -> list[str]:
    firings = assess({"stage": stage, "facts": {**CASE, **facts}}, pack).firings
    (found,) = (one for one in firings if one.rule == "about-plan")
    return [remedy.text for remedy in found.remedies]


@pytest.mark.parametrize(
    ("stage", "texts"),
    [
        ("search", ["Cure one.", "Cure both.", "Search anew.", "Talk."]),
        ("offer", ["Cure one.", "Cure both.", "Hold the offer.", "Talk."]),
        ("in_post", ["Cure one.", "Talk now.", "Talk."]),
    ],
)
def test_a_rule_offers_what_can_be_carried_out_at_the_stage(
    stage: str, texts: list[str], pack: Pack
) -> None:
    assert told(pack, stage) == texts


def test_a_cure_can_be_carried_out_as_long_as_the_steps_that_it_still_takes(pack: Pack) -> None:
    assert "Cure both." not in told(pack, "in_post")
    assert "Cure both." in told(pack, "in_post", brief="yes")
    (firing,) = (one for one in assess({"facts": CASE}, pack).firings if one.rule == "about-plan")
    assert [(one.stage, one.until) for one in firing.remedies] == [
        ("search", "in_post"),
        ("search", "offer"),
        ("search", "search"),
        ("search", "in_post"),
    ]
