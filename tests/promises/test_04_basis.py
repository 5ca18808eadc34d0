"""Promise 4: "The explanation is the verdict: base, contributions, caps and lifts shown add up to
the total exactly". So what the contributions rest on adds up as well: to all of them, exactly.
"""

import json
from collections.abc import Callable, Iterable
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given

from mandate.facts import GRADES
from tests.promises.generated import Data, assessor, cases, known, pack_named

Shown = dict[str, Any]


def _exact(firings: list[Shown], parts_of: Callable[[Shown], Iterable[str]]) -> dict[str, Fraction]:
    """Return the percentages of the points, split evenly over the parts of each firing."""
    amounts: dict[str, Fraction] = {}
    for firing in firings:
        parts = list(parts_of(firing))
        for part in parts:
            points = Fraction(abs(firing["points"]), len(parts))
            amounts[part] = amounts.get(part, Fraction(0)) + points
    whole = sum(amounts.values())
    return {part: 100 * amount / whole for part, amount in amounts.items()}


def _check(shares: list[Shown], exact: dict[str, Fraction]) -> None:
    """Check that shares add up to 100 and that each is the exact one, rounded up or down."""
    percents = {share["id"]: share["percent"] for share in shares}
    assert len(percents) == len(shares)
    assert sum(percents.values()) == 100
    assert set(exact) <= set(percents)
    for part, percent in percents.items():
        assert abs(percent - exact.get(part, Fraction(0))) < 1


def _sources(firing: Shown) -> set[str]:
    return {source["id"] for source in firing["sources"]}


def _check_basis(name: str, data: Data) -> None:
    case = known(pack_named(name), data)
    assert case is not None
    shown = json.loads(assessor(pack_named(name)).assess(case).to_json())
    basis, firings = shown["basis"], [one for one in shown["firings"] if one["points"]]
    if not firings:
        assert basis == {"grades": [], "kinds": [], "sources": [], "interested_share": 0}
        return
    cited = {one["id"]: one for firing in firings for one in firing["sources"]}
    by_source = _exact(firings, _sources)
    by_kind: dict[str, Fraction] = {}
    for source, percent in by_source.items():
        kind = cited[source]["kind"]
        by_kind[kind] = by_kind.get(kind, Fraction(0)) + percent
    _check(basis["grades"], _exact(firings, lambda firing: [firing["grade"]]))
    _check(basis["kinds"], by_kind)
    _check(basis["sources"], by_source)
    assert [share["id"] for share in basis["grades"]] == list(GRADES)
    interested = sum(share for source, share in by_source.items() if cited[source]["interest"])
    assert abs(basis["interested_share"] - interested) <= Fraction(1, 2)


@given(cases(pack_named("operators")))
def test_what_the_points_rest_on_adds_up_to_all_of_them(data: Data) -> None:
    _check_basis("operators", data)


@given(cases(pack_named("cx-leader")))
def test_in_the_shipped_pack_it_adds_up_over_grades_kinds_and_sources(data: Data) -> None:
    _check_basis("cx-leader", data)


@pytest.mark.parametrize("name", ["tiny", "cx-leader"])
def test_a_case_of_which_nothing_is_known_rests_on_nothing(name: str) -> None:
    _check_basis(name, {"title": "Nothing", "facts": {}})
