"""What an assessment says of the respondents: who said what, and where they differ."""

from typing import NamedTuple


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


class DisputedFact(NamedTuple):
    """A fact on which the answers exclude each other; ``settled`` by a documented one."""

    fact: str
    items: tuple[str, ...]
    title: str
    settled: bool
    by: tuple[Statement, ...]
