"""What two packs make of the same cases: ratings, rules that fire, findings that hold."""

from __future__ import annotations

from pathlib import Path

from mandate.case import Case, known
from mandate.case_folder import case_paths, load_cases
from mandate.differences.model import CaseChange, CasesCompared, Move, Rating, Unread
from mandate.errors import CaseError, Fault, Faults
from mandate.library import assessor_of
from mandate.pack.model import Pack
from mandate.reasoning import Inference

BOTH, OLD, NEW = "both", "old", "new"


def compare_cases(old: Pack, new: Pack, folder: Path) -> CasesCompared:
    """Return what two packs make of the cases in a folder, with those that one of them cannot read.

    Raises CaseError where the folder cannot be read, or holds no case.
    """
    faults = Faults()
    case_paths(folder, faults)
    faults.raise_if_any(CaseError)
    found = Faults()
    changed, unread, compared = [], [], 0
    for path, case in load_cases(folder, found).items():
        name = path.as_posix()
        if case is None:
            reasons = [one for one in found if Path(one.location.path) == folder / path]
            unread.append(Unread(name, BOTH, _reason(reasons)))
            continue
        inferred = [_infer(case, pack) for pack in (old, new)]
        one, other = inferred
        if isinstance(one, Inference) and isinstance(other, Inference):
            compared += 1
            if (change := case_change(name, case.title, one, other)) is not None:
                changed.append(change)
        else:
            refused = [one for one in inferred if not isinstance(one, Inference)]
            under = BOTH if len(refused) == 2 else OLD if inferred[0] is refused[0] else NEW
            unread.append(Unread(name, under, _reason(refused[0])))
    changed.sort(key=lambda one: (-abs(one.after.total - one.before.total), one.case))
    return CasesCompared(str(folder), compared, tuple(changed), tuple(unread))


def _infer(case: Case, pack: Pack) -> Inference | tuple[Fault, ...]:
    """Return what a pack makes of a case, or why it cannot read it."""
    try:
        return assessor_of(pack).reasoner.infer(known(case, pack).memory.masks)
    except CaseError as error:
        return error.faults


def _reason(faults: tuple[Fault, ...] | list[Fault]) -> str:
    first, *others = faults
    where = f"line {first.location.line}: " if first.location.line else ""
    return f"{where}{first.message}" + (f", and {len(others)} more" if others else "")


def case_change(name: str, title: str, one: Inference, other: Inference) -> CaseChange | None:
    """Return how a case is assessed otherwise; None where it is not."""
    points = [{fired.rule: fired.points for fired in each.firings} for each in (one, other)]
    moves = tuple(
        Move(rule, points[0].get(rule), points[1].get(rule))
        for rule in sorted({**points[0], **points[1]})
        if points[0].get(rule) != points[1].get(rule)
    )
    change = CaseChange(
        case=name,
        title=title,
        before=_rating(one),
        after=_rating(other),
        moves=moves,
        gained=tuple(finding for finding in other.findings if finding not in one.findings),
        lost=tuple(finding for finding in one.findings if finding not in other.findings),
    )
    same = change.before == change.after and not (moves or change.gained or change.lost)
    return None if same else change


def _rating(inference: Inference) -> Rating:
    return Rating(inference.total / 100, inference.score, inference.band)
