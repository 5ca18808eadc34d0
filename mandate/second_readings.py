"""Second readings: each is found its first reading by where the two stand in their folders."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from pathlib import Path

from mandate.case import Known
from mandate.errors import Faults, Location

ReadingPair = tuple[Known, Known]


def paired(
    first: Mapping[Path, Known | None],
    second: Mapping[Path, Known | None],
    folder: Path,
    faults: Faults,
) -> list[ReadingPair]:
    """Return each second reading behind its first; those that cannot be read are left out.

    Readings are named by their paths within their folders, and that of the second ones is
    *folder*. A second reading is of the first one at the same path, or else of the only one whose
    path ends as its own does: ``x.yaml`` is a reading of ``published/x.yaml``. One that is of no
    first reading or of several, and two of the same, are recorded as faults.
    """
    pairs: list[ReadingPair] = []
    taken: dict[Path, Path] = {}
    for path, again in second.items():
        place, candidates = Location(str(folder / path)), _first_readings(path, first)
        if not candidates:
            hint = "let it stand in its folder as the first one does in the other"
            faults.add(place, "no-first-reading", "there is no first reading of this case", hint)
        elif len(candidates) > 1:
            message = f"this may be a second reading of {' or of '.join(map(str, candidates))}"
            hint = "put it in a folder named as that of the first"
            faults.add(place, "several-first-readings", message, hint)
        elif candidates[0] in taken:
            other = folder / taken[candidates[0]]
            message = f"{other} is a second reading of {candidates[0]} too"
            faults.add(place, "second-reading-twice", message, "keep one of the two")
        else:
            taken[candidates[0]] = path
            once = first[candidates[0]]
            if once is not None and again is not None:
                pairs.append((once, again))
    return pairs


def _first_readings(path: Path, first: Collection[Path]) -> list[Path]:
    """Return the first readings that a second one at *path* may be of."""
    if path in first:
        return [path]
    return [other for other in first if other.parts[-len(path.parts) :] == path.parts]
