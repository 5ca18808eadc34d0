"""Splitting a change in the total: over facts, rules, caps, floors, base and scale."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from mandate import Pack, compare
from mandate.attribution import Judged, responsible
from mandate.comparison import Part
from tests.helpers import changed, known, make_pack, rule
from tests.promises.generated import pack_named

WORST = {"authority_type": "none", "levels_below_ceo": 4, "dedicated_budget": "no"}
OPERATORS = pack_named("operators")


def parts(before: object, after: object, pack: Pack) -> list[Part]:
    """Return the parts of the change from some facts to others."""
    return list(compare({"facts": before}, {"facts": after}, packs=[pack]).splits[0].parts)


def unproved(*changes: tuple[str, str, str]) -> dict[str, str]:
    """Return files of the tiny pack with texts replaced, and without examples to fail on them."""
    files = {}
    for name, old, new in changes:
        kept = changed(name, old, new)[name].partition("examples:")[0]
        files[name] = f"{kept}examples: [{{name: nobody asked, facts: {{}}, gives: open}}]\n"
    return files


def told(some: list[Part]) -> list[tuple[str, tuple[str, ...], float, list[str]]]:
    return [(one.kind, one.names, one.amount, [move.rule for move in one.moves]) for one in some]


def due(name: str, before: Mapping[str, object], after: Mapping[str, object]) -> tuple[str, ...]:
    """Return the facts that a move of a rule is due to, where all of them differ."""
    one, two = (
        Judged(known(OPERATORS, facts).memory.masks, frozenset()) for facts in (before, after)
    )
    return responsible(OPERATORS.rules[name], OPERATORS, one, two, {*before, *after})


def test_a_rule_counts_to_the_fact_that_moved_it_and_caps_and_lifts_stand_apart(
    tiny: Pack,
) -> None:
    split = parts(WORST, {**WORST, "dedicated_budget": "yes"}, tiny)
    assert told(split) == [
        ("facts", ("dedicated_budget",), -3.5, ["dedicated-budget", "figurehead"]),
        ("cap", ("authority",), 0.5, []),
    ]
    moves = [move[2:] for move in split[0].moves]
    assert moves == [("moved", 3, -1, -2.0), ("went", 3, 0, -1.5)]


def test_a_rule_that_two_facts_can_move_alone_is_due_to_both_jointly(tiny: Pack) -> None:
    better = {**WORST, "authority_type": "process", "dedicated_budget": "yes"}
    split = told(parts(WORST, better, tiny))
    assert split[:3] == [
        ("facts", ("authority_type",), -2.0, ["authority-type"]),
        ("facts", ("dedicated_budget",), -2.0, ["dedicated-budget"]),
        ("facts", ("authority_type", "dedicated_budget"), -1.5, ["figurehead"]),
    ]


def test_a_fact_that_made_no_difference_to_a_rule_is_left_out() -> None:
    before: dict[str, object] = {"scale": "b", "reverse": "a"}
    assert due("graded-guarded", before, {"scale": "c", "reverse": "c"}) == ("reverse",)
    before = {"flag": "no", "number": 10, "scale": "b", "reverse": "b"}
    better = {"flag": "yes", "number": 50, "scale": "a", "reverse": "c"}
    assert due("nested-all", before, better) == ("flag", "number", "scale")


def test_facts_that_act_only_together_are_due_jointly() -> None:
    before = {"wanted": "plain", "offered": "neither"}
    assert due("same", before, {"wanted": "fancy", "offered": "fancy_blue"}) == (
        "offered",
        "wanted",
    )


def test_a_finding_passes_on_the_facts_behind_it() -> None:
    before = {"flag": "yes", "scale": "b", "reverse": "a"}
    assert due("chained", before, {**before, "scale": "d"}) == ("scale",)


def test_a_lift_is_a_line_of_its_own(tmp_path: Path) -> None:
    pack = make_pack(tmp_path / "pack", changed("pack.yaml", "base: -3", "base: -9"))
    split = told(parts({}, WORST, pack))
    assert split[-2:] == [("cap", ("authority",), -0.5, []), ("lift", ("figurehead",), 5.0, [])]


def test_a_lift_that_grows_counts_by_how_much(tmp_path: Path) -> None:
    pack = make_pack(tmp_path / "pack", changed("pack.yaml", "base: -3", "base: -9"))
    facts = {**WORST, "authority_type": "influence_only"}
    split = told(parts(facts, WORST, pack))
    assert split[-1] == ("lift", ("figurehead",), -0.5, [])


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("base: -3", "base: -2.5", [("base", (), 0.5, [])]),
        ("scale: 0.5", "scale: 0.6", [("scale", (), 0.9, [])]),
    ],
)
def test_under_another_base_or_scale_that_is_a_part(
    old: str, new: str, expected: object, tiny: Pack, tmp_path: Path
) -> None:
    other = make_pack(tmp_path / "pack", changed("pack.yaml", old, new))
    split = compare({"facts": WORST}, packs=[tiny, other]).splits[0]
    assert told(list(split.parts)) == expected
    assert split.facts == ()


def test_under_two_packs_rules_count_to_what_became_of_them(tiny: Pack, tmp_path: Path) -> None:
    added = rule("added", "{risk: {driver: resources, points: 2}}", "{levels_below_ceo: 4}")
    reweighted = unproved(("money/dedicated-budget.yaml", '"no": 3', '"no": 1'))
    other = make_pack(tmp_path / "pack", added, reweighted)
    split = told(list(compare({"facts": WORST}, packs=[tiny, other]).splits[0].parts))
    assert split == [
        ("rules", ("added",), 1.0, ["added"]),
        ("rules", ("re-weighted",), -1.0, ["dedicated-budget"]),
    ]
    back = told(list(compare({"facts": WORST}, packs=[other, tiny]).splits[0].parts))
    assert back[1] == ("rules", ("removed",), -1.0, ["added"])


def test_under_two_packs_a_rule_that_reads_otherwise_is_told_so(tiny: Pack, tmp_path: Path) -> None:
    old, new = "{at_most: influence_only}", "{at_least: process}"
    otherwise = unproved(
        ("mandate/powerless.yaml", old, new), ("mandate/figurehead.yaml", "sources:", "sources:")
    )
    other = make_pack(tmp_path / "pack", otherwise)
    split = told(list(compare({"facts": WORST}, packs=[tiny, other]).splits[0].parts))
    assert split[0] == ("rules", ("read otherwise",), -1.5, ["figurehead"])
