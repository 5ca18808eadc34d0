"""Calibrating: cases with recorded outcomes are assessed twice and compared with their outcomes.

Each case is rated on what was known at the hire, which is what a forecast would have had, and on
everything known, some of which was learned because of how it came out.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from mandate.agreement import agreement_of
from mandate.assessment import Assessment
from mandate.assessor import Assessor
from mandate.calibration import (
    ADJACENT,
    ALL_FACTS,
    ALL_ROLES,
    AT_HIRE,
    FACTS_KNOWN,
    FAVOURABLE,
    ROLES,
    SCHEMA_VERSION,
    UNFAVOURABLE,
    Calibration,
    Counts,
    RatedCase,
    Rating,
)
from mandate.calibration_sample import CountedCase, sample_of
from mandate.case import Case, Known, Outcome, check_possible
from mandate.case_folder import is_same_folder, load_cases, read_cases
from mandate.errors import CaseError, Faults, Location
from mandate.library import assessor_of, pack_of
from mandate.memory import Answer, combine
from mandate.pack.discover import open_pack
from mandate.pack.model import Pack
from mandate.second_readings import ReadingPair, paired
from mandate.source import key_location
from mandate.tuples import NamedTuple
from mandate.version import VERSION


class _Rated(NamedTuple):
    """A case with a recorded outcome, and its assessment on each of FACTS_KNOWN."""

    case: RatedCase
    assessments: dict[str, Assessment]


class _Readings(NamedTuple):
    """All that was read without a fault: the pack, the cases, and the pairs where any were asked
    for."""

    pack: Pack
    cases: list[Known]
    pairs: list[ReadingPair] | None


def calibrate(
    folder: str | Path,
    pack: Pack | str | Path | None = None,
    second: str | Path | None = None,
) -> Calibration:
    """Return the calibration of a pack on the cases in *folder* and the folders in it.

    *pack* is a Pack, a name or a path; left out, the cases name it, all the same one. *second* is
    a folder of second readings, which stand in it as the first ones do in *folder*; neither is
    looked for in the other. Raises CaseError with every fault of every case and reading, and where
    there is no outcome to count; PackError where the pack cannot be used.
    """
    found = _read(Path(folder), pack, None if second is None else Path(second))
    calibration = calibration_of(found.cases, found.pack)
    if found.pairs is None:
        return calibration
    agreement = agreement_of(found.pairs, found.pack, assessor_of(found.pack).reasoner)
    return calibration._replace(agreement=agreement)


def _read(folder: Path, named: Pack | str | Path | None, second: Path | None) -> _Readings:
    """Return what is in both folders; raises as ``calibrate`` does, once for all of it."""
    faults, pairs = Faults(), None
    loaded = load_cases(folder, faults, without=second)
    cases = [case for case in loaded.values() if case is not None]
    pack = _common_pack(cases, faults) if named is None else _opened(named)
    first = read_cases(loaded, pack, faults)
    if not faults:  # a case that cannot be read may be the one that has an outcome
        _check_outcomes(folder, cases, faults)
    if second is not None and is_same_folder(folder, second):
        message = "the second readings are the first ones themselves"
        faults.add(Location(str(second)), "same-folder", message, "name the folder of the others")
    elif second is not None:
        loaded_again = load_cases(second, faults, without=folder)
        if named is None:
            again = [case for case in loaded_again.values() if case is not None]
            _common_pack([*cases[:1], *again], faults)
        pairs = paired(first, read_cases(loaded_again, pack, faults), second, faults)
    faults.raise_if_any(CaseError)
    assert pack is not None  # there is a case, for an empty folder is a fault
    return _Readings(pack, [case for case in first.values() if case is not None], pairs)


def _opened(pack: Pack | str | Path) -> Pack:
    return pack if isinstance(pack, Pack) else open_pack(pack)


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


def _check_outcomes(folder: Path, cases: list[Case], faults: Faults) -> None:
    counts = _counts(cases)
    if not counts.favourable + counts.unfavourable:
        message = (
            f"no case has an outcome that counts: {counts.unclear} unclear, "
            f"{counts.without_outcome} without one, {counts.invented} invented"
        )
        hint = "write what became of the leader under 'outcome:'"
        faults.add(Location(str(folder)), "no-outcomes", message, hint)


def _counts(cases: Sequence[Case]) -> Counts:
    real = [case for case in cases if case.kind != "worked_example"]
    outcomes = [case.outcome.what for case in real if case.outcome is not None]
    favourable = sum(outcome in FAVOURABLE for outcome in outcomes)
    unfavourable = sum(outcome in UNFAVOURABLE for outcome in outcomes)
    return Counts(
        cases=len(cases),
        favourable=favourable,
        unfavourable=unfavourable,
        unclear=len(outcomes) - favourable - unfavourable,
        without_outcome=len(real) - len(outcomes),
        invented=len(cases) - len(real),
    )


def calibration_of(cases: Sequence[Known], pack: Pack) -> Calibration:
    """Return the calibration of *pack* on cases that were read against it, in any order.

    Where no outcome counts there are no figures, and the report says so.
    """
    assessor = assessor_of(pack)
    rated = [
        _rate(known, known.case.outcome, assessor)
        for known in sorted(cases, key=lambda known: known.case.id)
        if known.case.outcome is not None and known.case.kind != "worked_example"
    ]
    return Calibration(
        schema=SCHEMA_VERSION,
        mandate=VERSION,
        pack=assessor.reference,
        measures=pack.measures,
        calibrated=pack.calibrated,
        counts=_counts([known.case for known in cases]),
        samples=tuple(
            sample_of(roles, facts, _counted(rated, roles, facts), pack.bands)
            for facts in FACTS_KNOWN
            for roles in ROLES
        ),
        cases=tuple(case for case, _ in rated),
        agreement=None,
    )


def _counted(rated: list[_Rated], roles: str, facts: str) -> list[CountedCase]:
    """Return the cases of some *roles* whose outcomes count, as assessed on some *facts*."""
    return [
        CountedCase(assessments[facts], case.unfavourable)
        for case, assessments in rated
        if case.unfavourable is not None
        and (roles == ALL_ROLES or case.adjacent == (roles == ADJACENT))
    ]


def was_known_at_hire(answer: Answer, stage: str) -> bool:
    """Return whether an answer counts as known at the hire.

    One that does not say when it was known was known before the hire if the whole case was
    written before it, and later if it was not.
    """
    return answer.known == "at_hire" or (not answer.known and stage != "in_post")


def _rate(known: Known, outcome: Outcome, assessor: Assessor) -> _Rated:
    case = known.case
    answers = [answer for answer in known.memory.answers if was_known_at_hire(answer, case.stage)]
    known_at_hire = Known(case, combine(answers, assessor.pack.vocabulary))
    faults = Faults()
    check_possible(case, known_at_hire.memory, assessor.pack, faults)
    faults.raise_if_any(CaseError)  # what was learned later may be what makes the rest possible
    at_hire = assessor.assess(assessor.record(known_at_hire))
    on_all_facts = assessor.assess(assessor.record(known))
    counts = outcome.what in FAVOURABLE + UNFAVOURABLE
    rated = RatedCase(
        id=case.id,
        title=case.title,
        digest=on_all_facts.case.digest,
        kind=case.kind,
        adjacent=case.adjacent,
        outcome=outcome.what,
        unfavourable=outcome.what in UNFAVOURABLE if counts else None,
        months=outcome.months,
        confidence=outcome.confidence,
        at_hire=_rating(at_hire),
        all_facts=_rating(on_all_facts),
    )
    return _Rated(rated, {AT_HIRE: at_hire, ALL_FACTS: on_all_facts})


def _rating(assessment: Assessment) -> Rating:
    return Rating(assessment.score, assessment.total, assessment.band, assessment.facts_known)
