"""The measures: numbers worked out by hand, and the laws that hold for any."""

from __future__ import annotations

import random
from math import inf, nan

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mandate.accuracy import auc, auc_interval, brier, wilson

VALUES = st.lists(st.integers(-50, 50), min_size=1, max_size=12)
COUNTS = st.integers(1, 60)


def test_an_auc_is_worked_out_by_hand() -> None:
    # 3 beats 1, 2 and ties with 3: 2.5; 2 beats 1 and ties with 2: 1.5; of 6 pairs
    assert auc([1, 2, 3], [3, 2]) == pytest.approx(4 / 6)
    assert auc([1, 1], [1]) == 0.5
    assert auc([1, 2], [3, 4]) == 1
    assert auc([3, 4], [1, 2]) == 0


@pytest.mark.parametrize("sides", [([], [1]), ([1], []), ([], [])])
def test_an_auc_needs_both_sides(sides: tuple[list[float], list[float]]) -> None:
    with pytest.raises(ValueError, match="an AUC needs values on both sides"):
        auc(*sides)


def test_an_auc_counts_pairs() -> None:
    draw = random.Random(1)
    for _ in range(50):
        low, high = ([draw.randint(0, 9) for _ in range(draw.randint(1, 9))] for _ in "ab")
        pairs = [(above > below) + (above == below) / 2 for above in high for below in low]
        assert auc(low, high) == pytest.approx(sum(pairs) / len(pairs))


@given(VALUES, VALUES)
def test_an_auc_and_that_of_the_reverse_make_one(low: list[int], high: list[int]) -> None:
    assert auc(low, high) == pytest.approx(1 - auc(high, low))
    assert auc(low, high) == pytest.approx(1 - auc([-x for x in low], [-x for x in high]))


@given(VALUES, VALUES, st.lists(st.integers(1, 9), min_size=101, max_size=101))
def test_only_the_order_matters_to_an_auc(
    low: list[int], high: list[int], steps: list[int]
) -> None:
    image = {value: sum(steps[: value + 51]) for value in range(-50, 51)}
    assert auc([image[x] for x in low], [image[x] for x in high]) == auc(low, high)


@given(VALUES, VALUES)
def test_the_interval_holds_the_auc_and_turns_over_with_it(low: list[int], high: list[int]) -> None:
    value = auc(low, high)
    found = auc_interval(value, len(low), len(high))
    turned = auc_interval(1 - value, len(high), len(low))
    assert 0 <= found.low <= value <= found.high <= 1
    assert turned == pytest.approx((1 - found.high, 1 - found.low))
    assert found.high - found.low > 0.1  # a dozen cases a side never settle it


def test_an_interval_ends_where_the_auc_lies_1_96_deviations_away() -> None:
    # 0.71875 of 12 and 8, as the published cases; (12 + 8) / 2 - 1 = 9
    found = auc_interval(0.71875, 12, 8)
    for end in found:
        spread = (1 - end) / (2 - end) + end / (1 + end)
        deviation = (end * (1 - end) * (1 + 9 * spread) / 96) ** 0.5
        assert abs(end - 0.71875) / deviation == pytest.approx(1.959963985)
    assert found == pytest.approx((0.45538, 0.88018), abs=1e-5)


def test_an_interval_does_not_collapse_at_the_ends() -> None:
    assert auc_interval(1.0, 3, 3) == pytest.approx((0.50102, 1.0), abs=1e-5)
    assert auc_interval(0.0, 3, 3) == pytest.approx((0.0, 0.49898), abs=1e-5)
    assert auc_interval(1.0, 100, 100).low > 0.95


def test_a_brier_score_is_worked_out_by_hand() -> None:
    # (0.9 - 1)^2 + (0.2 - 0)^2 + (0.5 - 1)^2 = 0.01 + 0.04 + 0.25
    assert brier([0.9, 0.2, 0.5], [True, False, True]) == pytest.approx(0.1)
    assert brier([1.0, 0.0], [True, False]) == 0
    assert brier([1.0, 0.0], [False, True]) == 1
    with pytest.raises(ValueError, match="at least one outcome"):
        brier([], [])


@given(st.lists(st.booleans(), min_size=1, max_size=20))
def test_the_brier_score_of_the_base_rate_is_its_variance(happened: list[bool]) -> None:
    rate = sum(happened) / len(happened)
    assert brier([rate] * len(happened), happened) == pytest.approx(rate * (1 - rate), abs=1e-12)


def test_a_wilson_interval_is_worked_out_by_hand() -> None:
    # 8 of 20: z^2/n = 0.192073; middle (0.4 + 0.096036) / 1.192073 = 0.416113
    # reach 1.959964 * sqrt(0.24 / 20 + 0.192073 / 80) / 1.192073 = 0.197307
    assert wilson(8, 20) == pytest.approx((0.218806, 0.613420), abs=1e-5)
    assert wilson(0, 10) == pytest.approx((0, 0.277533), abs=1e-5)
    assert wilson(10, 10) == pytest.approx((0.722467, 1), abs=1e-5)
    assert wilson(0, 0) is None


@given(COUNTS, COUNTS)
def test_a_wilson_interval_holds_its_share_and_turns_over(count: int, more: int) -> None:
    of = count + more
    found, turned = wilson(count, of), wilson(more, of)
    assert found is not None
    assert found.low < count / of < found.high
    assert turned == pytest.approx((1 - found.high, 1 - found.low))


@pytest.mark.parametrize(
    ("estimate", "lower", "higher"),
    [(0.5, 0, 3), (0.5, 3, 0), (0.5, -1, 3), (0.5, 3, -1)],
)
def test_there_is_no_interval_of_an_auc_without_both_sides(
    estimate: float, lower: int, higher: int
) -> None:
    with pytest.raises(ValueError, match="an AUC needs values on both sides"):
        auc_interval(estimate, lower, higher)


@pytest.mark.parametrize("estimate", [-0.01, 1.01, 80.0, nan, inf])
def test_there_is_no_interval_of_an_auc_that_cannot_be(estimate: float) -> None:
    with pytest.raises(ValueError, match="an AUC lies between 0 and 1"):
        auc_interval(estimate, 3, 3)


@pytest.mark.parametrize(("count", "of"), [(4, 3), (-1, 3), (1, 0), (-1, -1), (0, -1)])
def test_there_is_no_interval_of_an_impossible_share(count: int, of: int) -> None:
    with pytest.raises(ValueError, match=f"there cannot be {count} of {of}"):
        wilson(count, of)


def test_a_brier_score_takes_one_forecast_for_each_event() -> None:
    with pytest.raises(ValueError, match="zip"):
        brier([0.1, 0.2], [True])
