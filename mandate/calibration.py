"""The calibration: how a pack's scores compare with what became of real roles, as plain values.

A score is an index of leaving frustrated or being cut. Cases that ended so are **unfavourable**,
those that went well **favourable**; an unclear end is counted and left out.
"""

from typing import NamedTuple

from mandate.accuracy import Interval
from mandate.agreement import Agreement
from mandate.assessment import PackReference

SCHEMA_VERSION = "1.0.0"
FAVOURABLE = ("left_on_good_terms_after_success", "stayed_succeeded")
UNFAVOURABLE = ("left_frustrated", "ousted", "role_eliminated")
ROLES = ("all", "customer_experience", "adjacent")
BASES = ("at_hire", "all")
SIDES = ("risk_on_favourable", "relief_on_unfavourable")


class Rating(NamedTuple):
    """What the pack makes of a case: score 0 to 100, total in decibans, and the band of the total.

    ``facts_known`` counts those of which exactly one value is left.
    """

    score: int
    total: float
    band: str
    facts_known: int


class RatedCase(NamedTuple):
    """A case with a recorded end, rated on what was known at hire and on all that is known.

    ``outcome`` is as recorded, ``unfavourable`` None where it is unclear. ``months`` from the hire
    to the end are None where not stated.
    """

    id: str
    title: str
    digest: str
    kind: str
    adjacent: bool
    outcome: str
    unfavourable: bool | None
    months: int | None
    confidence: str
    at_hire: Rating
    all_facts: Rating


class Counts(NamedTuple):
    """How many cases were read, and why some of them say nothing of the pack.

    The first is the sum of the others; ``invented`` are worked examples, whatever end they tell.
    """

    cases: int
    favourable: int
    unfavourable: int
    unclear: int
    without_outcome: int
    invented: int


class Auc(NamedTuple):
    """The probability that an unfavourable case scores above a favourable one; ties are halves.

    0.5 is no better than chance. The interval is that of 95 %.
    """

    value: float
    interval: Interval


class Brier(NamedTuple):
    """The mean squared distance of score / 100 from 1 (unfavourable) or 0, and that of a forecast
    which gives every case ``base_rate``, the share of unfavourable ones in the same sample."""

    value: float
    base_rate: float
    of_base_rate: float


class BandReliability(NamedTuple):
    """The cases of one band: ``mean_score`` is 0 to 100; it, the ``share`` of unfavourable cases
    (0 to 1) and its 95 % interval are None where there are no cases."""

    band: str
    title: str
    cases: int
    unfavourable: int
    mean_score: float | None
    share: float | None
    interval: Interval | None


class WrongSide(NamedTuple):
    """A rule that fired against what happened: risk (or a floor) on favourable cases, or relief on
    unfavourable ones.

    It did so on ``cases`` of the ``of`` there are, with ``mean_points`` decibans before caps and
    scale; the same side of it fired rightly on ``right`` of the ``right_of`` others.
    """

    side: str
    rule: str
    title: str
    cases: int
    of: int
    mean_points: float
    right: int
    right_of: int


class Sample(NamedTuple):
    """The favourable and unfavourable cases of some roles, rated on some of their facts.

    ``roles`` is one of ROLES and ``facts`` one of BASES. ``auc`` is None where all cases ended
    alike; ``brier`` is None where there are none.
    """

    roles: str
    facts: str
    favourable: int
    unfavourable: int
    auc: Auc | None
    brier: Brier | None
    bands: tuple[BandReliability, ...]
    wrong_side: tuple[WrongSide, ...]


class Calibration(NamedTuple):
    """How the scores of a pack compare with recorded outcomes.

    ``calibrated`` is what the pack says of itself. ``samples`` are one for each of ROLES and BASES;
    ``cases`` are in the order of their ids. ``agreement`` is that of a second reader with the
    first, or None where no second readings were given.
    """

    schema: str
    mandate: str
    pack: PackReference
    measures: str
    calibrated: bool
    counts: Counts
    samples: tuple[Sample, ...]
    cases: tuple[RatedCase, ...]
    agreement: Agreement | None

    def sample(self, roles: str, facts: str) -> Sample:
        """Return the sample of these roles and facts; raises KeyError where there is none."""
        for sample in self.samples:
            if (sample.roles, sample.facts) == (roles, facts):
                return sample
        raise KeyError((roles, facts))

    def to_json(self) -> str:
        """Return the calibration as JSON text: the same bytes for the same calibration."""
        from mandate.serialization import to_json

        return to_json(self)

    @classmethod
    def from_json(cls, text: str) -> "Calibration":
        """Return the calibration that JSON *text* holds; raises ValueError if it holds none."""
        from mandate.serialization import from_json

        return from_json(cls, text)
