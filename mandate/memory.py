"""What is known once the answers of all respondents are put together: the working memory.

Open: nobody asked. Not known: asked, and the respondent could not say. Known: the set of values
that all answers allow. Where they exclude each other the fact is disputed and the set is their
union; a documented answer settles the set, and the disagreement stays visible. Who answers again
later has changed their answer: the earlier one is kept, and counts no more.
"""

from collections.abc import Iterator

from mandate.errors import Location
from mandate.facts import YES, Slot, Vocabulary
from mandate.tuples import NamedTuple

Masks = tuple[int, ...]
"""What is possible: a set of values for each slot of the vocabulary, then one for each flag, as the
bits of a number."""

CONFIDENCE = ("stated", "documented")


class Answer(NamedTuple):
    """What one respondent said of one fact, or of one item of a checklist.

    ``values`` are the labels the respondent left possible; none of them means that the
    respondent was asked and could not say. ``by`` is empty where nobody is named.
    """

    fact: str
    item: str
    values: tuple[str, ...]
    by: str
    confidence: str
    source: str
    phrase: str
    note: str
    known: str
    date: str
    location: Location

    @property
    def is_plain(self) -> bool:
        """Whether nothing is said about the answer but its value."""
        remarks = (self.by, self.source, self.phrase, self.note, self.known, self.date)
        return self.confidence == "stated" and not any(remarks)


class Memory(NamedTuple):
    """A working memory: one set of possible values a slot, flags included, and the answers.

    ``not_known`` and ``disputed`` name facts with their items (or ""); a disputed one is True
    where a documented answer settles it. Of the answers, the ``superseded`` count no more.
    """

    masks: Masks
    answers: tuple[Answer, ...]
    not_known: tuple[tuple[str, str], ...]
    disputed: dict[tuple[str, str], bool]
    superseded: frozenset[Answer] = frozenset()

    def is_settled(self, fact: str) -> bool:
        """Whether no dispute about a fact is left open."""
        return all(settled for (about, _), settled in self.disputed.items() if about == fact)


def combine(answers: list[Answer], vocabulary: Vocabulary) -> Memory:
    """Return the working memory in which the *answers* are put together, slot by slot."""
    answers = sorted(answers, key=lambda answer: answer[:-1])
    masks = list(vocabulary.nothing_known)
    of_slot: dict[tuple[str, str], list[Answer]] = {}
    for answer in answers:
        of_slot.setdefault((answer.fact, answer.item), []).append(answer)
    not_known: list[tuple[str, str]] = []
    disputed: dict[tuple[str, str], bool] = {}
    superseded: set[Answer] = set()
    for (fact, item), said in of_slot.items():
        if len(said) > 1:
            superseded.update(_superseded(said))
        given = [one for one in said if one not in superseded] if superseded else said
        slot = next(slot for slot in vocabulary.slots_of(fact) if slot.item == item)
        masks[slot.position], settled = _possible(given, slot)
        if not any(answer.values for answer in given):
            masks[vocabulary.unknown_flag(fact)] = YES
            not_known.append((fact, item))
        if settled is not None:
            masks[vocabulary.disputed_flag(fact)] = YES
            disputed[fact, item] = settled
    told = tuple(answers), tuple(not_known), disputed, frozenset(superseded)
    return Memory(tuple(masks), *told)


def _superseded(given: list[Answer]) -> Iterator[Answer]:
    """Yield each of the answers *given* after which its respondent gave a later one of no less
    weight. Of all later dates the latest tells whether there is one."""
    latest: dict[tuple[str, str], str] = {}
    for one in given:
        for weight in {"stated", one.confidence}:
            latest[one.by, weight] = max(latest.get((one.by, weight), ""), one.date)
    for one in given:
        if one.by and one.date and is_earlier(one.date, latest[one.by, one.confidence]):
            yield one


def is_earlier(date: str, other: str) -> bool:
    """Return whether a date lies before another; a month does not lie before its own days."""
    return date < other and not other.startswith(date)


def _possible(given: list[Answer], slot: Slot) -> tuple[int, bool | None]:
    """Return the possible values of a slot, and whether a document settles its dispute (None:
    the answers do not exclude each other)."""
    agreed, documents, union, documented = slot.full, slot.full, 0, False
    for answer in given:
        mask = sum(1 << slot.labels.index(value) for value in answer.values) or slot.full
        agreed &= mask
        if answer.values:
            union |= mask
            if answer.confidence == "documented":
                documented = True
                documents &= mask
    if documented and documents:
        return documents, None if agreed else True
    return (agreed, None) if agreed else (union, False)
