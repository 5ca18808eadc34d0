"""Calibrating: cases with recorded outcomes are assessed twice and compared with their ends.

Each case is rated on what was known at the hire, which is what a forecast would have had, and on
everything known, some of which was learned because of how it ended.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from mandate.agreement import agreement_of
from mandate.answers import Answer, combine
from mandate.assessment import Assessment, PackReference
from mandate.assessor import Assessor
from mandate.calibration import (
    BASES,
    FAVOURABLE,
    ROLES,
    SCHEMA_VERSION,
    UNFAVOURABLE,
    Calibration,
    Counts,
    RatedCase,
    Rating,
)
from mandate.calibration_sample import Ended, sample_of
from mandate.case import Case, Known, known
from mandate.case_folder import load_cases
from mandate.errors import CaseError, Faults, Location
from mandate.library import assessor_of, pack_of
from mandate.pack.discover import open_pack
from mandate.pack.model import Pack
from mandate.source import key_location
from mandate.version import VERSION


class _Judged(NamedTuple):
    """A case with a recorded end, and its assessment on each basis."""

    case: RatedCase
    assessments: dict[str, Assessment]


def calibrate(
    folder: str | Path,
    pack: Pack | str | Path | None = None,
    second: str | Path | None = None,
) -> Calibration:
    """Return the calibration of a pack on the cases in *folder* and the folders in it.

    *pack* is a Pack, a name or a path; left out, the cases name it, all the same one. *second* is
    a folder of second readings, in files named as the first ones. Raises CaseError with every fault
    of every case, and where there is no outcome to count; PackError where the pack cannot be used.
    """
    faults, folder = Faults(), Path(folder)
    cases = sorted(load_cases(folder, faults), key=lambda case: case.id)
    if pack is None:
        pack = _common_pack(cases, faults)
    elif not isinstance(pack, Pack):
        pack = open_pack(pack)
    read = [one for case in cases if (one := _read(case, pack, faults))]
    faults.raise_if_any(CaseError)
    assert pack is not None  # there is a case, for an empty folder is a fault
    calibration = calibration_of(read, pack)
    if second is not None:
        pairs = _second_readings(Path(second), read, pack, faults)
        reasoner = assessor_of(pack).reasoner
        agreement = agreement_of(pairs, pack, lambda one: reasoner.infer(one.memory.masks).score)
        calibration = calibration._replace(agreement=agreement)
    counts = calibration.counts
    if not counts.favourable + counts.unfavourable:
        message = (
            f"no case has an outcome that counts: {counts.unclear} unclear, "
            f"{counts.without_outcome} without one, {counts.invented} invented"
        )
        hint = "write what became of the leader under 'outcome:'"
        faults.add(Location(str(folder)), "no-outcomes", message, hint)
    faults.raise_if_any(CaseError)
    return calibration


def _read(case: Case, pack: Pack | None, faults: Faults) -> Known | None:
    """Return the case read against *pack*, or None after recording what is wrong with it."""
    try:
        if pack is not None:
            return known(case, pack)
        found = case.faults
    except CaseError as error:
        found = error.faults
    for fault in found:
        faults.add(*fault)
    return None


def _second_readings(
    folder: Path, read: Sequence[Known], pack: Pack, faults: Faults
) -> list[tuple[Known, Known]]:
    """Return each second reading behind its first, recording those that have none."""
    first = {Path(one.case.location.path).name: one for one in read}
    pairs = []
    for case in load_cases(folder, faults):
        one, other = first.get(Path(case.location.path).name), _read(case, pack, faults)
        if one is None:
            message = "there is no first reading of this case"
            faults.add(case.location, "no-first-reading", message, "name both files alike")
        elif other is not None:
            pairs.append((one, other))
    return pairs


def _common_pack(cases: list[Case], faults: Faults) -> Pack | None:
    """Return the pack that all cases name, or None after recording each that names another.

    Raises PackError where a pack cannot be used.
    """
    packs: dict[tuple[str, Path], Pack] = {}  # the same path means another pack elsewhere
    for case in cases:
        name = case.pack, case.folder
        if name not in packs:
            packs[name] = pack_of(case)
        if packs[name].digest != next(iter(packs.values())).digest:
            message = f"this case names the pack '{case.pack}', and another '{cases[0].pack}'"
            place = key_location(case.document, "pack")
            faults.add(place, "several-packs", message, "name one pack for all of them")
    digests = {pack.digest for pack in packs.values()}
    return next(iter(packs.values())) if len(digests) == 1 else None


def calibration_of(cases: Sequence[Known], pack: Pack) -> Calibration:
    """Return the calibration of *pack* on cases that were read against it, in any order."""
    assessor = assessor_of(pack)
    told = [one for one in cases if one.case.outcome and one.case.kind != "worked_example"]
    judged = [_judge(one, assessor) for one in sorted(told, key=lambda one: one.case.id)]
    counted = [one for one in judged if one.case.unfavourable is not None]
    wrong = sum(one.case.unfavourable is True for one in counted)
    invented = sum(one.case.kind == "worked_example" for one in cases)
    return Calibration(
        schema=SCHEMA_VERSION,
        mandate=VERSION,
        pack=PackReference(pack.id, pack.version, pack.title, pack.digest),
        measures=pack.measures,
        calibrated=pack.calibrated,
        counts=Counts(
            cases=len(cases),
            favourable=len(counted) - wrong,
            unfavourable=wrong,
            unclear=len(judged) - len(counted),
            without_outcome=len(cases) - len(told) - invented,
            invented=invented,
        ),
        samples=tuple(
            sample_of(roles, basis, _ended(counted, roles, basis), pack.bands)
            for basis in BASES
            for roles in ROLES
        ),
        cases=tuple(one.case for one in judged),
        agreement=None,
    )


def _ended(judged: list[_Judged], roles: str, basis: str) -> list[Ended]:
    """Return the cases of some *roles*: each assessed on a *basis*, and whether it went wrong."""
    return [
        Ended(assessments[basis], case.unfavourable is True)
        for case, assessments in judged
        if roles == "all" or case.adjacent == (roles == "adjacent")
    ]


def was_known_at_hire(answer: Answer, stage: str) -> bool:
    """Return whether an answer counts as known at the hire.

    One that does not say when it was known was known before the hire if the whole case was
    written before it, and later if it was not.
    """
    return answer.known == "at_hire" or (not answer.known and stage != "in_post")


def _judge(one: Known, assessor: Assessor) -> _Judged:
    case, outcome = one.case, one.case.outcome
    assert outcome is not None
    answers = [answer for answer in one.memory.answers if was_known_at_hire(answer, case.stage)]
    at_hire = Known(case, combine(answers, assessor.pack.vocabulary))
    assessments = {
        basis: assessor.assess(assessor.record(part))
        for basis, part in zip(BASES, (at_hire, one), strict=True)
    }
    counts = outcome.what in FAVOURABLE + UNFAVOURABLE
    rated = RatedCase(
        id=case.id,
        title=case.title,
        digest=assessments["all"].case.digest,
        kind=case.kind,
        adjacent=case.adjacent,
        outcome=outcome.what,
        unfavourable=outcome.what in UNFAVOURABLE if counts else None,
        months=outcome.months,
        confidence=outcome.confidence,
        at_hire=_rating(assessments["at_hire"]),
        all_facts=_rating(assessments["all"]),
    )
    return _Judged(rated, assessments)


def _rating(assessment: Assessment) -> Rating:
    return Rating(assessment.score, assessment.total, assessment.band, assessment.facts_known)
