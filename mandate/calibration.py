"""The calibration: how a pack's scores compare with what became of real roles, as plain values.

A score is an index of leaving frustrated or being cut. Outcomes of that kind are **unfavourable**,
and those of a role that went well **favourable**; an unclear one is counted and left out.
"""

from mandate.accuracy import Interval
from mandate.assessment import PackReference
from mandate.tuples import NamedTuple

SCHEMA_VERSION = "1.1.0"

FAVOURABLE = ("left_on_good_terms_after_success", "stayed_succeeded")
UNFAVOURABLE = ("left_frustrated", "ousted", "role_eliminated")

ALL_ROLES, CUSTOMER_EXPERIENCE, ADJACENT = "all", "customer_experience", "adjacent"
ROLES = (ALL_ROLES, CUSTOMER_EXPERIENCE, ADJACENT)

AT_HIRE, ALL_FACTS = "at_hire", "all"
FACTS_KNOWN = (AT_HIRE, ALL_FACTS)
"""On which facts a case is rated: those known at the hire, or all of them."""

RISK_ON_FAVOURABLE, RELIEF_ON_UNFAVOURABLE = "risk_on_favourable", "relief_on_unfavourable"
SIDES = (RISK_ON_FAVOURABLE, RELIEF_ON_UNFAVOURABLE)

SAME, OVERLAPPING, CONTRADICTORY = "same", "overlapping", "contradictory"
KNOWN_TO_ONE, FIRST_ONLY, SECOND_ONLY = "known_to_one", "first_only", "second_only"


class Rating(NamedTuple):
    """What the pack makes of a case: score 0 to 100, total in decibans, and the band of the total.

    ``facts_known`` counts those of which exactly one value is left.
    """

    score: int
    total: float
    band: str
    facts_known: int


class RatedCase(NamedTuple):
    """A case with a recorded outcome, rated on what was known at hire and on all that is known.

    ``outcome`` is as recorded, ``unfavourable`` None where it is unclear. ``months`` from the hire
    to the outcome are None where not stated.
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

    The first is the sum of the others; ``invented`` are worked examples, whatever their outcome.
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


class RuleAgainst(NamedTuple):
    """A rule that fired against the outcome: risk (or a floor) on favourable cases, or relief on
    unfavourable ones; ``side``, one of SIDES, says which.

    It did so on ``against`` of the ``against_of`` cases there are, with ``mean_points`` decibans
    before caps and scale. The same side of it fired with the outcome on ``with_outcome`` of the
    ``with_outcome_of`` others.
    """

    side: str
    rule: str
    title: str
    against: int
    against_of: int
    mean_points: float
    with_outcome: int
    with_outcome_of: int


class Sample(NamedTuple):
    """The favourable and unfavourable cases of some roles, rated on some of their facts.

    ``roles`` is one of ROLES and ``facts`` one of FACTS_KNOWN. ``auc`` is None where all outcomes
    were alike; ``brier`` is None where there are none.
    """

    roles: str
    facts: str
    favourable: int
    unfavourable: int
    auc: Auc | None
    brier: Brier | None
    bands: tuple[BandReliability, ...]
    rules_against: tuple[RuleAgainst, ...]


class Difference(NamedTuple):
    """A fact that two readers coded differently, in their words: "open" where one coded nothing,
    "not known" where the narrative says that nobody knew."""

    case: str
    fact: str
    kind: str
    first: str
    second: str


class ScorePair(NamedTuple):
    """The scores, 0 to 100, that the two codings of a case lead to."""

    case: str
    first: int
    second: int


class Agreement(NamedTuple):
    """What two readers made of the same cases.

    The six counts are of facts that at least one of them coded, and add up to ``coded``. The first
    three compare the possible values that both left; ``known_to_one`` are facts that one coded as
    not known and the other with a value, ``first_only`` and ``second_only`` those that one did not
    code at all. ``kappa`` (-1 to 1) is of whether a fact is stated, over every fact of every case;
    None where chance alone would make it certain.
    """

    cases: int
    coded: int
    same: int
    overlapping: int
    contradictory: int
    known_to_one: int
    first_only: int
    second_only: int
    kappa: float | None
    differences: tuple[Difference, ...]
    scores: tuple[ScorePair, ...]


class Calibration(NamedTuple):
    """How the scores of a pack compare with recorded outcomes.

    ``calibrated`` is what the pack says of itself. ``samples`` are one for each of FACTS_KNOWN and
    ROLES; ``cases`` are in the order of their ids. ``agreement`` is that of a second reader with
    the first, or None where no second readings were given.
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
