"""Receipts: proving an assessment again, to the byte, from what it carries."""

from __future__ import annotations

from pathlib import Path

from mandate.assessment import Assessment
from mandate.errors import CaseError, Fault, Location, PackError, ReplayError
from mandate.library import assess
from mandate.pack.discover import open_pack
from mandate.pack.model import Pack
from mandate.version import VERSION


def read_assessment(path: Path) -> tuple[Assessment, str]:
    """Return the assessment in a JSON file, and its text.

    Raises ReplayError where the file cannot be read or holds no assessment.
    """
    try:
        with path.open(encoding="utf-8", newline="") as stream:
            text = stream.read()
        return Assessment.from_json(text), text
    except OSError as error:
        message = f"the file cannot be read: {error.strerror}"
        hint = "name a file that 'mandate assess --format json' wrote"
    except ValueError as error:
        message = f"this is no assessment: {error}"
        hint = "name a file that 'mandate assess --format json' wrote"
    raise ReplayError([Fault(Location(str(path)), "not-an-assessment", message, hint)])


def replay(path: str | Path, pack: Pack | str | Path | None = None) -> Assessment:
    """Return the assessment in a JSON file, proved: assessed again from its receipt, to the byte.

    *pack* is the pack to prove it under; the one it names where left out. Raises ReplayError with
    every way in which the proof fails, PackError where the pack is not there.
    """
    shown, text = read_assessment(Path(path))
    if not isinstance(pack, Pack):
        pack = _pack_of(shown) if pack is None else open_pack(pack)
    place = Location(str(path))
    faults = []
    if shown.receipt.mandate != VERSION:
        message = f"it was made by Mandate {shown.receipt.mandate}, and this is {VERSION}"
        faults.append(Fault(place, "version", message, "install that version"))
    if shown.pack.digest != pack.digest:
        message = f"the pack {pack.id} {pack.version} is not the one that was used"
        hint = f"expected {shown.pack.version}, {shown.pack.digest}"
        faults.append(Fault(place, "pack-digest", message, hint))
    if not faults:
        faults += _differences(place, shown, text, pack)
    if faults:
        raise ReplayError(faults)
    return shown


def _pack_of(shown: Assessment) -> Pack:
    """Return the pack that an assessment names; raises PackError where none has that name."""
    try:
        return open_pack(shown.pack.id)
    except PackError as error:
        hint = f"say where it is: --pack FOLDER; it was {shown.pack.id} {shown.pack.version}"
        unknown = (one.code == "unknown-pack" for one in error.faults)
        if not all(unknown):
            raise
        raise PackError(one._replace(hint=hint) for one in error.faults) from None


def _differences(place: Location, shown: Assessment, text: str, pack: Pack) -> list[Fault]:
    """Return the fault of an assessment that its case does not give again, or none."""
    try:
        again = assess(shown.receipt.case, pack)
    except CaseError as error:
        message = "the case in its receipt cannot be assessed"
        first = str(error).splitlines()[0]
        return [Fault(place, "not-proved", message, first)]
    if again.to_json() == text:
        return []
    pairs = zip(again._fields, again, shown, strict=True)
    parts = [name for name, one, two in pairs if one != two]
    hint = f"these parts differ: {', '.join(parts)}" if parts else "only the layout differs"
    message = "assessed again, the case gives another assessment"
    return [Fault(place, "not-proved", message, hint)]
