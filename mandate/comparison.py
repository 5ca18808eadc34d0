"""The comparison: two or more assessments side by side, and the change in the total split exactly.

Amounts are decibans with at most two decimals; the parts of a split add up to its change exactly.
"""

from __future__ import annotations

from mandate.assessment import Assessment
from mandate.testimony import Statement
from mandate.tuples import NamedTuple

SCHEMA_VERSION = "1.0.0"

LEARNED, FORGOTTEN, CHANGED, RECORDED = "became known", "less known", "changed", "recorded"
CAME, WENT, MOVED = "came", "went", "moved"
BASE, SCALE, FACTS, JUDGEMENT, RULES, CAP, LIFT = PARTS = (
    "base",
    "scale",
    "facts",
    "judgement",
    "rules",
    "cap",
    "lift",
)
ADDED, REMOVED, OTHER_POINTS, OTHERWISE_READ = "added", "removed", "re-weighted", "read otherwise"
PACK_WORDS = {
    ADDED: "rules that only the second pack has",
    REMOVED: "rules that only the first pack has",
    OTHER_POINTS: "rules with other points, or another grading",
    OTHERWISE_READ: "rules whose condition, or a rule behind them, is another",
}


class FactRow(NamedTuple):
    """A fact that is not the same in all assessments, and how it reads in each."""

    fact: str
    title: str
    words: tuple[str, ...]


class FactChange(NamedTuple):
    """How a fact differs between two cases.

    It ``became known`` where fewer values are left, is ``less known`` where more are and
    ``changed`` where others are; ``recorded`` says that the values are the same, and only whether
    anybody was asked, or whether the answers agree, is not.
    """

    fact: str
    title: str
    kind: str
    before: str
    after: str


class RuleMove(NamedTuple):
    """A rule that adds other points: it came, went or moved from some points to others.

    ``amount`` is what that makes of the total, in decibans.
    """

    rule: str
    title: str
    kind: str
    before: int
    after: int
    amount: float


class Part(NamedTuple):
    """A part of the change in a total.

    ``names`` are those of its ``kind``: the facts that moved some rules, jointly where there are
    several, and with ``judgement`` because rules are set aside on one side only (no names: because
    of that alone); under two packs what became of the rules (added, removed, re-weighted, read
    otherwise: its condition, or a rule behind it); the driver whose cap withholds more or less; the
    rule whose floor lifts more or less, or none where the open answers all lead beyond the total.
    ``base`` and ``scale`` have none.
    """

    kind: str
    names: tuple[str, ...]
    amount: float
    moves: tuple[RuleMove, ...]


class Split(NamedTuple):
    """The change in the total from the first assessment to another, in parts that add up to it.

    ``other`` counts the assessments from 0. Rules count at the other's scale; where the scales
    differ, the part ``scale`` is what that alone makes of the first's points. What caps withhold
    and floors lift is no part of a rule's amount, so no order of the parts matters.
    """

    other: int
    change: float
    facts: tuple[FactChange, ...]
    findings_came: tuple[str, ...]
    findings_went: tuple[str, ...]
    parts: tuple[Part, ...]


class Comparison(NamedTuple):
    """Two or more assessments; ``names`` is what each is called, ``facts`` those that differ.

    ``splits`` lead from the first to each of the others.
    """

    schema: str
    names: tuple[str, ...]
    assessments: tuple[Assessment, ...]
    facts: tuple[FactRow, ...]
    splits: tuple[Split, ...]

    def to_json(self) -> str:
        """Return the comparison as JSON text: the same bytes for the same comparison."""
        from mandate.serialization import to_json

        return to_json(self)


class Change(NamedTuple):
    """A change of a fact, or of some ``items`` of a checklist, that is tried on a case.

    ``before`` and ``after`` say what is known of it; ``replaced`` is what was said, by whom.
    """

    fact: str
    items: tuple[str, ...]
    title: str
    before: str
    after: str
    replaced: tuple[Statement, ...]


class WhatIf(NamedTuple):
    """A case as it is, and as it would be with some changes."""

    schema: str
    changes: tuple[Change, ...]
    comparison: Comparison

    def to_json(self) -> str:
        """Return all of it as JSON text."""
        from mandate.serialization import to_json

        return to_json(self)
