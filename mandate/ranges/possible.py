"""Whether facts can turn out in any way at all, given the combinations that cannot be."""

from __future__ import annotations

from mandate.facts import codes
from mandate.memory import Masks
from mandate.pack.model import Pack
from mandate.ranges.parts import Barrier, parts_of
from mandate.ranges.terms import ALWAYS, NEVER, Domains

LIMIT = 10_000


def is_possible(pack: Pack, masks: Masks, limit: int = LIMIT) -> bool:
    """Return whether some completion of *masks* meets no combination that cannot be.

    Where that is not settled after trying *limit* choices, it is taken to be possible.
    """
    parts, tried = parts_of(pack), 0
    waiting = [parts.domains(masks, frozenset())]
    while waiting and tried < limit:
        tried += 1
        current = waiting.pop()
        truths = [barrier.test(current, []) for barrier in parts.barriers]
        if ALWAYS in truths:
            continue
        slot = _open_slot(parts.barriers, truths, current)
        if slot is None:
            return True
        before, after = current[:slot], current[slot + 1 :]
        waiting += [[*before, 1 << value, *after] for value in codes(current[slot])]
    return bool(waiting)


def _open_slot(barriers: list[Barrier], truths: list[int], domains: Domains) -> int | None:
    """Return an open slot of a combination that is not out of the question; None without one."""
    for barrier, truth in zip(barriers, truths, strict=True):
        if truth != NEVER:
            return next(slot for slot in barrier.changes if domains[slot] & domains[slot] - 1)
    return None
