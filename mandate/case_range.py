"""The range of a case, and lifts of its total, as an assessment holds them."""

from mandate.tuples import NamedTuple


class Assumption(NamedTuple):
    """What an end of a range assumes of an open fact, or of an item of a checklist."""

    fact: str
    item: str
    value: str


class Range(NamedTuple):
    """The lowest and the highest score over every way that open facts could turn out.

    ``bands`` are those it spans, from low to high; it is ``decided`` where that is one. Unless
    ``exact``, a limit was hit: the score is at least ``low`` and at most ``high``. ``lowest`` and
    ``highest`` are ways to reach the ends. ``would_settle`` names the facts whose answer moves the
    total most, taken one at a time, the first most; none where the band is decided.
    """

    low: int
    high: int
    low_total: float
    high_total: float
    bands: tuple[str, ...]
    decided: bool
    exact: bool
    lowest: tuple[Assumption, ...]
    highest: tuple[Assumption, ...]
    would_settle: tuple[str, ...]


class Lift(NamedTuple):
    """Decibans that a rule's floor adds to bring the total up to the edge of a band.

    Without a rule (``by`` is empty) they bring it, up or down, to the near end of the range: every
    answer to the ``facts`` leads at least that far.
    """

    by: str
    band: str
    points: float
    facts: tuple[str, ...] = ()
