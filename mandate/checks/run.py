"""Checking a pack: the faults of reading it and what the checks find, together."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from mandate.checks.diagrams import FALSE, UndecidedError
from mandate.checks.subject import Found, Subject, Thing
from mandate.checks.suppressions import Suppressed, Suppression, read_suppressions, unused
from mandate.checks.table import CHECKS, LEVELS, NO_CASE, UNDECIDED, Check, level_of
from mandate.errors import Fault, Faults, PackError
from mandate.pack.files import HEADER
from mandate.pack.load import read_folder
from mandate.pack.model import Pack
from mandate.pack.seeds import seed_items
from mandate.source import key_location
from mandate.tuples import NamedTuple
from mandate.yaml_files import read_file

_CAN_PROVE = "too many combinations; 'mandate pack verify' can prove more"
_CANNOT_BE_READ = {"missing-file", "not-a-file", "unreadable"}


class CheckReport(NamedTuple):
    """Everything wrong with a pack, by file, line and column.

    ``suppressed`` is what ``suppress:`` leaves out. ``unchecked`` says what was not looked at,
    because the pack cannot be read whole; it is empty where everything was.
    """

    pack: str
    faults: tuple[Fault, ...]
    suppressed: tuple[Suppressed, ...]
    unchecked: str

    def reaches(self, level: str) -> bool:
        """Return whether something stands at *level* or above."""
        return any(LEVELS.index(one.level) >= LEVELS.index(level) for one in self.faults)

    def number(self, level: str) -> int:
        """Return how many faults stand at *level*."""
        return sum(one.level == level for one in self.faults)


def check_folder(folder: Path) -> CheckReport:
    """Return everything wrong with the pack in *folder*, so far as it can be read.

    Raises PackError where its ``pack.yaml`` cannot be read at all.
    """
    header_faults = Faults()
    read_file(folder / HEADER, header_faults)
    if any(one.code in _CANNOT_BE_READ for one in header_faults):
        raise PackError(header_faults)
    faults = Faults()
    name = folder.resolve().name
    pack, whole, header = read_folder(folder, faults)
    suppressions = read_suppressions(header, faults) if header else []
    if header is None or pack is None:
        message = "no rule was checked: mend the faults of what the rules rest on first"
        return CheckReport(name, tuple(faults), (), message)
    subject = Subject(pack, header, whole=whole)
    if subject.is_expandable and subject.expansion.possible == FALSE:
        message = "these combinations leave no case that can be"
        faults.add(key_location(header, "impossible"), NO_CASE, message, "drop or narrow one")
        return CheckReport(name, tuple(faults), (), "no rule was checked: there is no case to try")
    suppressed, used = _check(subject, suppressions, faults)
    unchecked = "what needs every rule was not checked: mend the rules that cannot be read first"
    if whole:
        unchecked = ""
        _check_seeds(folder, pack, faults)
        ids = [pack.id, *(thing.id for kind in _things(pack).values() for thing in kind)]
        for one in suppressions:
            if one not in used and Path(one.location.path).parent == folder:  # not one it extends
                faults.add(*unused(one, ids))
    return CheckReport(name, tuple(faults), tuple(suppressed), unchecked)


def _check(
    subject: Subject, suppressions: list[Suppression], faults: Faults
) -> tuple[list[Suppressed], set[Suppression]]:
    """Record what the checks find; return what is suppressed of it, and by what."""
    by_place = {(one.code, one.where): one for one in suppressions}
    suppressed: list[Suppressed] = []
    used = set()
    for check, found in _everything(subject):
        code = found.code or check.code
        fault = Fault(
            found.location, code, found.message, found.hint, found.level or level_of(code)
        )
        suppression = by_place.get((code, found.thing))
        if suppression is None:
            faults.add(*fault)
        else:
            used.add(suppression)
            suppressed.append(Suppressed(fault, suppression.because))
    return suppressed, used


def _everything(subject: Subject) -> Iterator[tuple[Check, Found]]:
    for check in CHECKS:
        if subject.whole or not check.whole:
            for thing in _things(subject.pack)[check.over]:
                yield from ((check, found) for found in _run(check, thing, subject))
    if subject.whole and not subject.is_expandable:
        message = "the conditions of this pack are too many to be looked at all together"
        place = key_location(subject.header, "id")
        yield CHECKS[0], Found(subject.pack.id, place, message, _CAN_PROVE, code=UNDECIDED)


def _run(check: Check, thing: Thing, subject: Subject) -> Iterator[Found]:
    """Yield what one check finds with one thing; what it cannot decide is found too."""
    try:
        if subject.is_expandable:
            subject.expansion.diagrams.new_question()
        yield from check.find(subject, thing)
    except UndecidedError:
        if subject.is_expandable:
            subject.expansion.forget_question()
            if subject.whole:  # else it rests on rules that cannot be read
                message = f"whether there is a '{check.code}' at '{thing.id}' is not decided here"
                yield Found(thing.id, subject.place(thing), message, _CAN_PROVE, code=UNDECIDED)


def _things(pack: Pack) -> dict[str, tuple[Thing, ...]]:
    """Return what checks look at, kind by kind, and first the pack as a whole."""
    return {
        "packs": (pack,),
        "rules": tuple(pack.rules.values()),
        "facts": tuple(pack.vocabulary.facts.values()),
        "findings": tuple(pack.findings.values()),
        "drivers": tuple(pack.drivers.values()),
        "bands": pack.bands,
    }


def _check_seeds(folder: Path, pack: Pack, faults: Faults) -> None:
    """Record what is wrong with ``seeds.yaml``, which no loading of the pack reads."""
    try:
        seed_items(folder, pack)
    except PackError as error:
        for fault in error.faults:
            faults.add(*fault)
