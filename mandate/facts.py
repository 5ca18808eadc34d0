"""The facts a pack knows: their types, their levels, and the slots a working memory has for them.

Every fact has a finite domain, so what is known of it is a set of possible values, and such a
set is an integer: bit *n* stands for value *n*. Proofs, ranges and fast engines all rest on this.

The values here and in the modules above are ``NamedTuple`` throughout: immutable, compared by
content, and cheap to define, which keeps a cold start short.
"""

from mandate.errors import Location
from mandate.tuples import NamedTuple

MAX_VALUES = 1001
NOT_KNOWN = "not_known"
TYPES = ("yes_no", "scale", "choice", "number", "checklist")
STAGES = ("search", "offer", "in_post")
EFFORTS = ("low", "medium", "high")
WHEN = ("before_search", "before_offer", "day_30", "day_60", "day_100")
LAST_CHANCE, IN_TIME, LATE = range(3)
"""When something is to be done at a stage: now or never, now or later, or as soon as it can be."""
GRADES = ("A", "B", "C", "D")
SHOWN_AS = ASK, LEVER, TIME, DISCIPLINE, PEER = ("ask", "lever", "time", "discipline", "peer")
"""What an advisory report's tables are made of: what is asked of the role, with which levers, in
what time; in which disciplines the company is how ready; and how peers receive the role."""
UNPLACED = "unplaced"
"""A level that stands beside the others in these tables, such as that there is no such post."""

NO_YES = ("no", "yes")
NO, YES = 0b01, 0b10
"""What is known of a flag, or of anything else that is yes or no."""


def stage_of(when: str) -> str:
    """Return the stage in which the time falls by which something is to be done."""
    return STAGES[min(WHEN.index(when), len(STAGES) - 1)]


def is_late(when: str, stage: str) -> bool:
    """Return whether the time by which something is to be done has passed at a stage; what has no
    such time is never late."""
    return when in WHEN and is_before(stage_of(when), stage)


def is_before(stage: str, other: str) -> bool:
    """Return whether a stage comes before another."""
    return STAGES.index(stage) < STAGES.index(other)


def can_be_done(first: str, last: str, stage: str) -> bool:
    """Return whether what can be done from one stage up to another can be done at *stage*."""
    return STAGES.index(first) <= STAGES.index(stage) <= STAGES.index(last)


def is_last_chance(until: str, stage: str) -> bool:
    """Return whether what can be done up to the stage *until* cannot be done after another."""
    return until == stage != STAGES[-1]


def urgency(when: str, until: str, stage: str) -> int:
    """Return when something is to be done at a stage: LAST_CHANCE, IN_TIME or LATE."""
    if is_last_chance(until, stage):
        return LAST_CHANCE
    return LATE if is_late(when, stage) else IN_TIME


class ShownAs(str):
    """In which table of an advisory report a fact stands, or that a level has no place in it, or
    nothing: layout, and no meaning."""

    __slots__ = ()


class Level(NamedTuple):
    """A value of a fact, or an item of a checklist: how it reads, and what anchors it."""

    id: str
    words: str
    text: str
    shown_as: ShownAs = ShownAs()


class Step(NamedTuple):
    """A change of a fact that somebody can make: to which level, who, at what effort, by when, and
    the last stage at which it can be made."""

    to: str
    owner: str
    effort: str
    when: str
    until: str


class Fact(NamedTuple):
    """A fact of the vocabulary.

    ``labels`` are the values of one slot as a case writes them, in order. ``better`` is +1 where
    later (higher) values are better, -1 where they are worse, and 0 where neither holds;
    ``direction`` then gives the reason. ``question`` is put to the company, and
    ``candidate_question`` is what a candidate should ask about it.
    """

    id: str
    title: str
    question: str
    candidate_question: str
    why: str
    type: str
    theme: str
    levels: tuple[Level, ...]
    labels: tuple[str, ...]
    minimum: int
    maximum: int
    step: int
    unit: str
    unit_one: str
    better: int
    direction: str
    stage: str
    ask: str
    steps: tuple[Step, ...]
    changeable: bool
    sources: tuple[str, ...]
    grade: str
    location: Location
    shown_as: ShownAs = ShownAs()

    @property
    def domain(self) -> range:
        """The values of one slot as numbers: those of a ``number``, else 0, 1, 2 ..."""
        if self.type == "number":
            return range(self.minimum, self.maximum + 1, self.step)
        return range(len(self.labels))

    @property
    def expected(self) -> str:
        """What a value of this fact looks like, in the words of a message."""
        if self.type == "number":
            by = f" in steps of {self.step}" if self.step != 1 else ""
            return f"a whole number from {self.minimum} to {self.maximum}{by}"
        return f"one of {', '.join(self.labels)}"

    def words(self, label: str) -> str:
        """Return a value as it reads in a sentence: ``on request``, ``25 %``, ``1 level``."""
        if self.type == "number":
            return f"{label} {self.unit_one if label == '1' else self.unit}".rstrip()
        return next((level.words for level in self.levels if level.id == label), label)


class Slot(NamedTuple):
    """One value that a working memory holds: a fact's, or that of one item of a checklist."""

    position: int
    fact: Fact
    item: str
    labels: tuple[str, ...]
    words: tuple[str, ...]
    full: int

    def values(self, mask: int) -> tuple[str, ...]:
        """Return the possible values in *mask* as a case writes them, in order."""
        if not mask & (mask - 1):  # one value, as most answers are
            return (self.labels[mask.bit_length() - 1],)
        return tuple([self.labels[code] for code in codes(mask)])


class Vocabulary:
    """The facts of a pack in their order, and where the working memory keeps each.

    The slots of the values come first, then one flag a fact for "not known" and one for
    "disputed" (bit 0 no, bit 1 yes), so that every condition is a question about slots.
    """

    def __init__(self, facts: tuple[Fact, ...]) -> None:
        self.facts = {fact.id: fact for fact in facts}
        self.slots: list[Slot] = []
        self._of_fact: dict[str, tuple[Slot, ...]] = {}
        for fact in self.facts.values():
            names = [level.id for level in fact.levels] if fact.type == "checklist" else [""]
            labels = fact.labels
            words, full = tuple(map(fact.words, labels)), (1 << len(labels)) - 1
            own = [
                Slot(len(self.slots) + n, fact, name, labels, words, full)
                for n, name in enumerate(names)
            ]
            self.slots += own
            self._of_fact[fact.id] = tuple(own)
        self._flags = {fact: len(self.slots) + n for n, fact in enumerate(self.facts)}
        self.nothing_known = tuple(slot.full for slot in self.slots) + (1,) * (2 * len(self.facts))

    def slots_of(self, fact: str) -> tuple[Slot, ...]:
        """Return the slots of a fact: one, or one for each item of a checklist."""
        return self._of_fact[fact]

    def unknown_flag(self, fact: str) -> int:
        """Return the index of the flag that a respondent could not say."""
        return self._flags[fact]

    def disputed_flag(self, fact: str) -> int:
        """Return the index of the flag that the answers exclude each other."""
        return self._flags[fact] + len(self.facts)


def codes(mask: int) -> tuple[int, ...]:
    """Return the values in a set of possible values, in order."""
    return tuple(code for code in range(mask.bit_length()) if mask >> code & 1)
