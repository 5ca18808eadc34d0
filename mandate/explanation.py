"""The explanation: why each rule fired, why it did not, and how far it is from doing so.

Like the assessment it is one plain immutable value, with texts that are ready to read.
"""

from __future__ import annotations

from mandate.assessment import CaseReference, DriverEntry, Evidence, PackReference
from mandate.case_range import Lift
from mandate.testimony import Judgement
from mandate.tuples import NamedTuple

SCHEMA_VERSION = "1.0.0"

FIRES, SILENT, OPEN, SET_ASIDE = "fires", "silent", "open", "set_aside"
HOLDS, HOLDS_NOT = "holds", "does not hold"
TRUE, FALSE, UNKNOWN = "true", "false", "unknown"
SUBJECTS = CASE, RULE, FINDING, DRIVER = "case", "rule", "finding", "driver"


class Derivation(NamedTuple):
    """A condition, its truth (true, false or unknown) and what decided that: a node of a tree.

    ``kind`` is all, any, some, applies, comparison, count, match, flag, finding or grading.
    ``expected`` says what the condition asks for, ``actual`` what is known instead or as well:
    that of a joint condition stands below it. ``points`` are those that a grading carries under
    what is known; the rules behind a finding are explained beside this tree, in its ``actual``
    those that concluded it are named.
    """

    kind: str
    truth: str
    expected: str
    actual: tuple[Evidence, ...]
    points: tuple[int, ...]
    finding: str | None
    children: tuple[Derivation, ...]


class Lack(NamedTuple):
    """A condition that keeps a rule from firing: ``false``, by what is known, or ``unknown``.

    It belongs to ``rule``, which may be one behind a finding. ``distance`` says how far what is
    known lies from it on an ordered fact (``1 level``), and is empty elsewhere.
    """

    rule: str
    truth: str
    expected: str
    actual: tuple[Evidence, ...]
    distance: str


class RuleExplanation(NamedTuple):
    """What one rule does, and why.

    ``outcome`` is fires, silent, open or set_aside, which tells nothing of whether it would fire:
    the truth of its ``condition`` does. ``points``, in decibans before caps and scale, are those
    it adds now, and ``possible`` all that it could add under what is known, or, where it is
    silent, at all. ``lacking`` is the least that keeps it from firing: the fewest conditions, those
    behind a finding included, that would have to turn true, beside the ``held`` that are true. It
    counts conditions, not effort.
    """

    rule: str
    title: str
    outcome: str
    driver: str | None
    points: int
    possible: tuple[int, ...]
    floor: str | None
    concludes: tuple[str, ...]
    because: str
    condition: Derivation
    held: int
    lacking: tuple[Lack, ...]


class FindingExplanation(NamedTuple):
    """A finding: whether it holds, does not hold or is open, and the rules that conclude it."""

    id: str
    title: str
    meaning: str
    outcome: str
    rules: tuple[str, ...]


class DriverExplanation(NamedTuple):
    """A driver, and all rules that can add to it, in firing order."""

    entry: DriverEntry
    rules: tuple[str, ...]


class Subject(NamedTuple):
    """What is explained: the case as a whole, or one rule, finding or driver of the pack."""

    kind: str
    id: str
    title: str


class Explanation(NamedTuple):
    """Why the rules of a pack do what they do on a case.

    ``total = base + scale * sum(driver.points) + sum(lift.points)``, in decibans. ``rules`` holds
    every rule that the subject involves, each once, those behind findings included, in firing
    order; of a case, all. ``silent`` and ``waiting`` name those that do not fire, because an answer
    says so and because one is missing: those that lack least first. ``judgement`` says which rules
    the case sets aside; these add and conclude nothing.
    """

    schema: str
    pack: PackReference
    case: CaseReference
    subject: Subject
    score: int
    total: float
    band: str
    band_title: str
    base: float
    scale: float
    lifts: tuple[Lift, ...]
    drivers: tuple[DriverExplanation, ...]
    findings: tuple[FindingExplanation, ...]
    rules: tuple[RuleExplanation, ...]
    silent: tuple[str, ...]
    waiting: tuple[str, ...]
    judgement: Judgement | None
    facts_known: int
    facts_total: int
    measures: str
    calibrated: bool

    def to_json(self) -> str:
        """Return the explanation as JSON text: the same bytes for the same explanation."""
        from mandate.serialization import to_json

        return to_json(self)

    def rule(self, name: str) -> RuleExplanation:
        """Return the explanation of a rule; raises KeyError where it is none of those here."""
        for one in self.rules:
            if one.rule == name:
                return one
        raise KeyError(name)
