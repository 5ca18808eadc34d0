"""How well numbers foretell a class of two: ordering, distance and shares, each with its source.

Samples of outcomes are small, so every interval here holds for small samples and for estimates of
0 and 1. All of it is deterministic: nothing is drawn at random.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from math import fsum, sqrt

from mandate.tuples import NamedTuple

DEVIATIONS_95 = 1.959963984540054
"""How far an interval of 95 % reaches to each side, in standard deviations of a normal
distribution: its quantile at 97.5 %, commonly written z."""

_HALVINGS = 80  # more than a float between 0 and 1 can take


class Interval(NamedTuple):
    """A confidence interval of 95 % for a share or a probability; both ends are 0 to 1."""

    low: float
    high: float


def auc(lower: Sequence[float], higher: Sequence[float]) -> float:
    """Return the probability, 0 to 1, that one of *higher* exceeds one of *lower*; ties are halves.

    It is the area under the ROC curve, and the Mann-Whitney statistic over the number of pairs
    (Hanley & McNeil, 1982, Radiology 143). Raises ValueError where either side is empty.
    """
    if not lower or not higher:
        raise ValueError("an AUC needs values on both sides")
    ordered = sorted(lower)
    halves = sum(bisect_left(ordered, value) + bisect_right(ordered, value) for value in higher)
    return halves / (2 * len(lower) * len(higher))


def auc_interval(estimate: float, lower: int, higher: int) -> Interval:
    """Return the 95 % interval of an AUC, 0 to 1, found on *lower* and *higher* values.

    Score inversion with the symmetrised variance of Hanley & McNeil: method 5 of Newcombe (2006,
    Statistics in Medicine 25, part 2), which he recommends. It keeps to 0 and 1 and does not
    collapse where the sides are wholly apart, as DeLong's and the bootstrap do. Raises ValueError
    where either side is empty, or the estimate is no probability.
    """
    if lower < 1 or higher < 1:
        raise ValueError("an AUC needs values on both sides")
    if not 0 <= estimate <= 1:  # NaN included
        raise ValueError(f"an AUC lies between 0 and 1, not at {estimate}")
    less_one = (lower + higher) / 2 - 1  # symmetrised: stands for both sizes less one

    def is_compatible(theta: float) -> bool:
        spread = (1 - theta) / (2 - theta) + theta / (1 + theta)
        variance = theta * (1 - theta) * (1 + less_one * spread) / (lower * higher)
        return (theta - estimate) ** 2 <= DEVIATIONS_95**2 * variance

    low, high = (_furthest(is_compatible, estimate, end) for end in (0.0, 1.0))
    return Interval(low, high)


def _furthest(is_compatible: Callable[[float], bool], start: float, end: float) -> float:
    """Return the value between *start* and *end* up to which values are compatible."""
    inside, outside = start, end
    for _ in range(_HALVINGS):
        middle = (inside + outside) / 2
        if is_compatible(middle):
            inside = middle
        else:
            outside = middle
    return inside


def brier(foretold: Sequence[float], happened: Sequence[bool]) -> float:
    """Return the mean squared distance, 0 (best) to 1, of probabilities from what happened.

    G. W. Brier (1950, Monthly Weather Review 78), in the form for one event. Raises ValueError
    where there is nothing to compare, or not one forecast for each event.
    """
    if not foretold:
        raise ValueError("a Brier score needs at least one outcome")
    pairs = zip(foretold, happened, strict=True)
    return fsum((probability - was) ** 2 for probability, was in pairs) / len(foretold)


def wilson(count: int, of: int) -> Interval | None:
    """Return the 95 % score interval of the share ``count / of``; None where *of* is 0.

    E. B. Wilson (1927, Journal of the American Statistical Association 22). Raises ValueError
    where there cannot be *count* among so many.
    """
    if not 0 <= count <= of:
        raise ValueError(f"there cannot be {count} of {of}")
    if not of:
        return None
    share, weight = count / of, DEVIATIONS_95**2 / of
    middle = share + weight / 2
    reach = DEVIATIONS_95 * sqrt(share * (1 - share) / of + weight / (4 * of))
    low, high = (middle - reach) / (1 + weight), (middle + reach) / (1 + weight)
    # at 0 and at all the ends are exact, which rounding may miss
    return Interval(0.0 if count == 0 else low, 1.0 if count == of else high)
