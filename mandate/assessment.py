"""The assessment: everything concluded about a case, as one plain immutable value.

Amounts are decibans with at most two decimals; every sum that is shown is exact in hundredths.
Texts are ready to read; identifiers are those of the pack.
"""

from mandate.basis import Basis
from mandate.case_range import Lift, Range
from mandate.frozen import FrozenData
from mandate.testimony import DisputedFact, Judgement, Statement, UnconfirmedStatement
from mandate.tuples import NamedTuple

SCHEMA_VERSION = "1.3.0"


class PackReference(NamedTuple):
    """The pack that was used; ``digest`` is of its meaning, ``extends`` names those it extends."""

    id: str
    version: str
    title: str
    digest: str
    extends: tuple[str, ...]


class CaseSourceEntry(NamedTuple):
    """Where answers of a case come from; statements cite it by ``id``."""

    id: str
    title: str
    address: str


class CaseReference(NamedTuple):
    """The case that was assessed; ``digest`` is of its meaning. An ``edition`` is what one reader
    may see of it: empty for the whole. ``set_aside`` names the rules that it leaves out."""

    id: str
    title: str
    stage: str
    kind: str
    edition: str
    set_aside: tuple[str, ...]
    digest: str
    sources: tuple[CaseSourceEntry, ...]


class BandEntry(NamedTuple):
    """A band of the pack: it starts at ``start`` decibans (None: no lower end)."""

    id: str
    title: str
    start: float | None
    advice: str


class Caps(NamedTuple):
    """The highest and the lowest points a driver may contribute."""

    risk: int
    relief: int


class DriverEntry(NamedTuple):
    """A driver: ``uncapped`` is the sum of its firings, ``points`` what the caps leave of it."""

    id: str
    title: str
    points: int
    uncapped: int
    caps: Caps


class FindingEntry(NamedTuple):
    """A finding that holds, and the rules that concluded it."""

    id: str
    title: str
    meaning: str
    by: tuple[str, ...]


class FactEvidence(NamedTuple):
    """A fact that satisfied a condition. ``value`` is the one value it can have, or None;
    ``values`` all it can have; ``words`` how that reads; ``by`` who said what."""

    fact: str
    item: str
    title: str
    value: str | None
    values: tuple[str, ...]
    words: str
    by: tuple[Statement, ...]


class FindingEvidence(NamedTuple):
    """A finding that satisfied a condition, and the rules that concluded it."""

    finding: str
    title: str
    by: tuple[str, ...]


Evidence = FactEvidence | FindingEvidence


class CitedSource(NamedTuple):
    """A source of a rule, with the words quoted from it or none."""

    id: str
    quote: str
    author: str
    title: str
    year: str
    address: str
    kind: str
    interest: str


class Cure(NamedTuple):
    """A change of one fact: to which value (of a checklist: which item), and how that reads."""

    fact: str
    title: str
    to_value: str
    to: str


class RemedyEntry(NamedTuple):
    """What to do about a firing. ``cures`` withdraws it; without them the remedy only eases.

    It can be carried out from the stage ``stage`` up to the stage ``until``.
    """

    text: str
    cures: tuple[Cure, ...]
    owner: str
    effort: str
    when: str
    stage: str
    until: str


class Firing(NamedTuple):
    """A rule that fired: ``order`` counts from 1; ``absorbed_by`` names the pattern it is shown
    under, if any; ``points`` are decibans before caps and scale."""

    rule: str
    title: str
    order: int
    driver: str | None
    points: int
    floor: str | None
    concludes: tuple[str, ...]
    absorbed_by: str | None
    because: str
    expect: str
    evidence: tuple[Evidence, ...]
    sources: tuple[CitedSource, ...]
    grade: str
    remedies: tuple[RemedyEntry, ...]


class OpenFact(NamedTuple):
    """A fact nobody was asked about; ``items`` are the open ones of a checklist. It is
    ``askable`` if it can be asked at the case's stage; ``at_stake`` sums the largest points, in
    decibans, that each rule reading it can add or take; a ``candidate_question`` may be empty."""

    fact: str
    items: tuple[str, ...]
    title: str
    question: str
    candidate_question: str
    why: str
    ask: str
    stage: str
    askable: bool
    at_stake: int


class PartlyKnownFact(NamedTuple):
    """A fact of which some values are excluded and more than one is left, undisputed."""

    fact: str
    items: tuple[str, ...]
    title: str
    words: str
    question: str
    candidate_question: str
    ask: str
    at_stake: int
    by: tuple[Statement, ...]


class NotKnownFact(NamedTuple):
    """A fact somebody was asked about and could not say."""

    fact: str
    items: tuple[str, ...]
    title: str
    question: str
    candidate_question: str
    ask: str
    at_stake: int
    by: tuple[Statement, ...]


class InapplicableFact(NamedTuple):
    """A fact that does not apply to this case, and the condition that says so."""

    fact: str
    title: str
    because: str


class Receipt(NamedTuple):
    """What is needed to prove the assessment again: versions, and the case as data."""

    mandate: str
    engine: str
    case: FrozenData


class Assessment(NamedTuple):
    """Everything concluded about a case.

    ``total = base + scale * sum(driver.points) + sum(lift.points)``; ``score`` is
    ``100 / (1 + 10 ** (-total / 10))``, rounded. The score is an index, not a frequency, unless
    ``calibrated``. ``range`` is over the open facts that can be asked at the stage of the case,
    ``range_with_shortlist`` over all of them (None where all can be asked). ``facts_known`` counts
    those of which exactly one value is left. All of it is without the rules that the case sets
    aside; ``judgement`` says what they would change. ``disputed`` has those first that matter most
    to the band, and so has ``unconfirmed``, which is empty where no respondent is named.
    """

    schema: str
    pack: PackReference
    case: CaseReference
    headline: str
    measures: str
    calibrated: bool
    score: int
    total: float
    band: str
    range: Range
    range_with_shortlist: Range | None
    base: float
    scale: float
    bands: tuple[BandEntry, ...]
    drivers: tuple[DriverEntry, ...]
    lifts: tuple[Lift, ...]
    judgement: Judgement | None
    findings: tuple[FindingEntry, ...]
    firings: tuple[Firing, ...]
    basis: Basis
    open: tuple[OpenFact, ...]
    known_in_part: tuple[PartlyKnownFact, ...]
    not_known: tuple[NotKnownFact, ...]
    disputed: tuple[DisputedFact, ...]
    unconfirmed: tuple[UnconfirmedStatement, ...]
    applies_not: tuple[InapplicableFact, ...]
    facts_known: int
    facts_total: int
    receipt: Receipt

    def to_json(self) -> str:
        """Return the assessment as JSON text: the same bytes for the same assessment."""
        from mandate.serialization import to_json

        return to_json(self)

    @classmethod
    def from_json(cls, text: str) -> "Assessment":
        """Return the assessment that JSON *text* holds; raises ValueError if it holds none."""
        from mandate.serialization import from_json

        return from_json(cls, text)

    def _repr_html_(self) -> str:
        """Return the report as a notebook shows it: what is read first, the rest on a click."""
        from mandate.report.notebook import as_html  # the one import upwards: see setup.cfg

        return as_html(self)

    def _repr_markdown_(self) -> str:
        """Return the report as Markdown, for notebooks and documents made of them."""
        from mandate.report.notebook import as_markdown

        return as_markdown(self)

    @property
    def band_entry(self) -> BandEntry:
        """The band the total falls in, with its title and advice."""
        return next(band for band in self.bands if band.id == self.band)
