"""On what the points of an assessment rest."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mandate import Pack, assess
from mandate.basis import NOTHING, Share, apportioned
from tests.helpers import assess_tiny, changed, make_pack, rule

WORST = {"authority_type": "none", "levels_below_ceo": 4, "dedicated_budget": False}
SOURCES = {
    "sources.yaml": (
        "sources:\n"
        "  S0: {author: A, title: T, kind: seed, interest: recruits such leaders}\n"
        "  W1: {author: B, title: T, kind: study}\n"
        "  W2: {author: C, title: T, kind: survey}\n"
        "  W10: {author: D, title: T, kind: survey, interest: sells advice}\n"
    )
}


def cited(name: str, old: str, new: str) -> dict[str, str]:
    return changed(name, f"sources: {old}", f"sources: {new}")


@pytest.mark.parametrize(
    ("amounts", "percents"),
    [
        ([1], [100]),
        ([0, 5], [0, 100]),
        ([1, 1], [50, 50]),
        ([1, 1, 1], [34, 33, 33]),
        ([1, 2], [33, 67]),
        ([5, 3, 1], [56, 33, 11]),
        ([199, 1], [100, 0]),
        ([10**40, 1], [100, 0]),
    ],
)
def test_what_rounding_down_leaves_goes_to_the_largest_remainders(
    amounts: list[int], percents: list[int]
) -> None:
    assert apportioned(amounts) == percents


@given(st.lists(st.integers(0, 10**6), min_size=1, max_size=150).filter(any))
def test_percentages_add_up_to_100_and_none_is_off_by_a_whole_one(amounts: list[int]) -> None:
    percents = apportioned(amounts)
    assert sum(percents) == 100
    for amount, percent in zip(amounts, percents, strict=True):
        assert abs(Fraction(100 * amount, sum(amounts)) - percent) < 1


def test_where_no_rule_carries_points_there_is_nothing_to_share(tiny: Pack) -> None:
    assert assess_tiny(tiny).basis == NOTHING
    assert assess_tiny(tiny, reports_to="cmo").basis == NOTHING


def test_a_rule_that_only_concludes_is_left_out(tmp_path: Path) -> None:
    alone = changed(
        "mandate/powerless.yaml",
        "sources: [{id: S0, quote: lack of a serious mandate}]\ngrade: C",
        "sources: [W1]\ngrade: A",
    )
    basis = assess_tiny(make_pack(tmp_path / "pack", SOURCES, alone), **WORST).basis
    assert dict(basis.grades)["A"] == 0
    assert "W1" not in dict(basis.sources)


def test_points_count_by_their_size_whichever_way_they_move_the_risk(tmp_path: Path) -> None:
    helps = rule("helps", "{risk: {driver: resources, points: -6}}", "{reports_to: ceo}")
    from_survey = {
        name: text.replace("sources: [S0]\ngrade: D", "sources: [W2]\ngrade: A")
        for name, text in helps.items()
    }
    pack = make_pack(tmp_path / "pack", SOURCES, from_survey)
    basis = assess_tiny(pack, authority_type="influence_only", reports_to="ceo").basis
    assert basis.grades == (Share("A", 75), Share("B", 0), Share("C", 25), Share("D", 0))
    assert basis.kinds == (Share("survey", 75), Share("seed", 25))
    assert basis.sources == (Share("W2", 75), Share("S0", 25))
    assert basis.interested_share == 25


def test_a_rule_is_split_evenly_among_its_sources(tmp_path: Path) -> None:
    pack = make_pack(
        tmp_path / "pack",
        SOURCES,
        cited("mandate/authority-type.yaml", "[S0]", "[W1, W2, W10]"),
    )
    basis = assess_tiny(pack, authority_type="none").basis
    assert basis.sources == (Share("W1", 34), Share("W10", 33), Share("W2", 33))
    assert basis.kinds == (Share("survey", 67), Share("study", 33))
    assert basis.interested_share == 33


def test_a_source_that_a_rule_quotes_twice_counts_once(tmp_path: Path) -> None:
    twice = "[{id: W1, quote: one}, {id: W1, quote: two}, W2]"
    pack = make_pack(
        tmp_path / "pack", SOURCES, cited("mandate/authority-type.yaml", "[S0]", twice)
    )
    basis = assess_tiny(pack, authority_type="none").basis
    assert basis.sources == (Share("W1", 50), Share("W2", 50))


def test_every_source_has_a_share_where_the_rules_cite_different_numbers_of_them(
    tmp_path: Path,
) -> None:
    pack = make_pack(
        tmp_path / "pack",
        SOURCES,
        cited("mandate/authority-type.yaml", "[S0]", "[W1, W2]"),
        cited("mandate/figurehead.yaml", "[{id: S0, quote: lack of a serious mandate}]", "[W1]"),
    )
    one = assess(WORST, pack)
    points = {firing.rule: firing.points for firing in one.firings}
    assert points == {"authority-type": 4, "dedicated-budget": 3, "powerless": 0, "figurehead": 3}
    assert one.basis.sources == (Share("W1", 50), Share("S0", 30), Share("W2", 20))
