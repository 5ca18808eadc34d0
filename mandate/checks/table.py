"""The table of checks: the code and level of each, what it looks at, and the function that looks.

A code is for ever: suppressions and dashboards name it. Its page is ``pages/<code>.md``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from mandate.checks import (
    completeness,
    names,
    remedies,
    rules_alone,
    rules_together,
    score,
)
from mandate.checks.subject import Found, Subject
from mandate.tuples import NamedTuple

LEVELS = ("note", "warning", "error")
UNDECIDED = "undecided"
NO_CASE = "no-case"
UNUSED = "suppression-unused"
SUPPRESSION = "suppression"


class Check(NamedTuple):
    """One check: it looks at each thing of one kind (``over``) in turn.

    ``whole`` says that it makes sense only where every rule of the pack could be read.
    """

    code: str
    level: str
    over: str
    find: Callable[[Subject, Any], Iterator[Found]]
    whole: bool = False


CHECKS = (
    Check("rule-never-fires", "error", "rules", rules_alone.never_fires),
    Check("part-never-holds", "warning", "rules", rules_alone.part_never_holds),
    Check("excluded-by-impossible", "warning", "rules", rules_alone.excluded),
    Check("rule-covered", "warning", "rules", rules_together.covered),
    Check("rule-never-matters", "warning", "rules", rules_together.never_matters, whole=True),
    Check("cure-fails", "error", "rules", remedies.cure_fails),
    Check("no-remedy", "warning", "rules", remedies.no_remedy),
    Check("no-remedy-left", "warning", "rules", remedies.no_remedy_left),
    Check("few-examples", "warning", "rules", completeness.few_examples),
    Check("impossible-idle", "warning", "packs", completeness.impossible_idle),
    Check("fact-unread", "warning", "facts", names.fact_unread, whole=True),
    Check("level-unread", "note", "facts", names.level_unread, whole=True),
    Check("no-direction", "note", "facts", completeness.no_direction),
    Check("no-source", "warning", "facts", completeness.no_source),
    Check("no-grade", "warning", "facts", completeness.no_grade),
    Check("no-effort", "note", "facts", completeness.no_effort),
    Check("finding-unread", "warning", "findings", names.finding_unread, whole=True),
    Check("group-overlaps", "error", "findings", names.group_overlaps),
    Check("cap-never-binds", "note", "drivers", score.cap_never_binds, whole=True),
    Check("cap-always-binds", "warning", "drivers", score.cap_always_binds, whole=True),
    Check("band-unreachable", "error", "bands", score.band_unreachable, whole=True),
)
OTHER_LEVELS = {UNDECIDED: "note", UNUSED: "warning", NO_CASE: "error"}
"""Codes that no single check gives; every code that is in neither table is a fault of reading."""


def level_of(code: str) -> str:
    """Return the level of a code."""
    levels = {check.code: check.level for check in CHECKS}
    return levels.get(code) or OTHER_LEVELS.get(code, "error")


def suppressible() -> list[str]:
    """Return the codes that a suppression may name."""
    return sorted([*(check.code for check in CHECKS), UNDECIDED])
