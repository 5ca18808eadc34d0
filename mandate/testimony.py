"""What an assessment says of people: who said what, where they differ, who set a rule aside."""

from mandate.tuples import NamedTuple


class Statement(NamedTuple):
    """What one respondent said of a fact, or of an item of a checklist; no ``values`` means that
    they could not say. ``words`` is how the answer reads. A ``superseded`` one counts no more: its
    respondent answered again later."""

    by: str
    item: str
    values: tuple[str, ...]
    words: str
    confidence: str
    source: str
    address: str
    phrase: str
    note: str
    known: str
    date: str
    superseded: bool


class RatingEntry(NamedTuple):
    """A total in decibans, the score it stands for, and the band it falls in."""

    total: float
    score: int
    band: str


class DisputeOutcome(NamedTuple):
    """What the rating would be if one answer to a disputed fact held, and who gave it."""

    by: tuple[str, ...]
    words: str
    rating: RatingEntry


class DisputedFact(NamedTuple):
    """A fact on which the answers exclude each other; ``settled`` by a documented one. Unless it
    is, ``outcomes`` has an entry for each answer that can be."""

    fact: str
    items: tuple[str, ...]
    title: str
    settled: bool
    by: tuple[Statement, ...]
    outcomes: tuple[DisputeOutcome, ...]


class UnconfirmedStatement(NamedTuple):
    """What one respondent alone stated of a fact, and no document confirms. ``rules`` fire as they
    do because of it, and ``without`` is the rating if nobody had answered."""

    fact: str
    items: tuple[str, ...]
    title: str
    words: str
    by: str
    rules: tuple[str, ...]
    without: RatingEntry


class SetAsideRule(NamedTuple):
    """A rule that somebody left out, and why. Where it ``fires`` otherwise, ``points``, ``floor``
    and ``concludes`` (findings) are what it would have added; else nothing changes."""

    rule: str
    title: str
    by: str
    reason: str
    fires: bool
    points: int
    floor: str | None
    concludes: tuple[str, ...]


class Judgement(NamedTuple):
    """The rules that the case sets aside; those that fire no more because they read what one of
    them concludes; and the rating with every rule of the pack, ``unadjusted``."""

    set_aside: tuple[SetAsideRule, ...]
    fallen: tuple[str, ...]
    unadjusted: RatingEntry
