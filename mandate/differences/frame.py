"""What differs between two packs beside facts and rules: drivers, bands, findings, sources."""

from __future__ import annotations

from collections import Counter

from mandate.conditions.wording import words
from mandate.differences.changes import Changes, order, text, texts
from mandate.differences.meaning import Side, meaning, written
from mandate.differences.model import Change
from mandate.facts import STAGES
from mandate.pack.model import Band, Driver, Finding, Impossible, Pack, SourceEntry

_PACK = {
    "id": "id",
    "version": "version",
    "title": "title",
    "about": "about",
    "measures": "what it measures",
    "headline": "headline",
    "base_because": "why this base",
    "scale_because": "why this scale",
    "weights_because": "why these weights",
}
_SOURCE = {name: name for name in SourceEntry._fields if name != "id"}


def pack_changes(before: Pack, after: Pack) -> Changes:
    """Yield what differs between what two packs say of themselves."""
    yield from text("base", _hundredths(before.base), _hundredths(after.base), counts=True)
    yield from text("scale", _hundredths(before.scale), _hundredths(after.scale), counts=True)
    yield from texts(before, after, _PACK)
    yield from text("calibrated", *("yes" if one.calibrated else "no" for one in (before, after)))
    yield from order("order of drivers", [*before.drivers], [*after.drivers])


def driver_changes(before: Driver, after: Driver) -> Changes:
    """Yield what differs between two drivers."""
    yield from text("caps", driver_summary(before), driver_summary(after), counts=True)
    yield from texts(before, after, {"title": "title", "about": "about"})


def driver_summary(driver: Driver) -> str:
    """Return the caps of a driver."""
    return f"risk {driver.risk:+d}, relief {driver.relief:+d}"


def band_changes(before: Band, after: Band) -> Changes:
    """Yield what differs between two bands."""
    yield from text("starts", band_summary(before), band_summary(after), counts=True)
    yield from text("title", before.title, after.title)
    for stage, mine, theirs in zip(STAGES, before.advice, after.advice, strict=True):
        yield from text(f"advice, {stage.replace('_', ' ')}", mine, theirs)


def band_summary(band: Band) -> str:
    """Return where a band starts."""
    return "at the lowest total" if band.start is None else f"at {_hundredths(band.start)} decibans"


def finding_changes(before: Finding, after: Finding) -> Changes:
    """Yield what differs between two findings, whatever they are called."""
    yield from texts(before, after, {"title": "title", "meaning": "meaning", "one_of": "group"})


def source_changes(before: SourceEntry, after: SourceEntry) -> Changes:
    """Yield what differs between two sources."""
    yield from texts(before, after, _SOURCE)


def impossible_changes(old: Side, new: Side) -> Changes:
    """Yield what differs in the combinations that cannot be: some more, some less, why, order."""
    mine, theirs = _by_meaning(old), _by_meaning(new)
    for key, one in mine.items():
        if key not in theirs:
            yield Change("cannot be", _words(one, old), "", counts=True)
    for key, one in theirs.items():
        if key not in mine:
            yield Change("cannot be", "", _words(one, new), counts=True)
        else:
            about = _words(one, new)
            yield from text(f"why it cannot be: {about}", mine[key].because, one.because)
            if written(mine[key].condition, old) != written(one.condition, new):
                yield Change("as it is written", _words(mine[key], old), about, counts=False)
    shared = [_words(mine[key], old) for key in mine if key in theirs]
    again = [_words(mine[key], old) for key in theirs if key in mine]
    yield from text("order", "; ".join(shared), "; ".join(again))


def _by_meaning(side: Side) -> dict[tuple[object, int], Impossible]:
    """Return the combinations by meaning; one that stands twice is another the second time."""
    seen: Counter[object] = Counter()
    found = {}
    for one in side.pack.impossible:
        key = meaning(one.condition, side)
        found[key, seen[key]] = one
        seen[key] += 1
    return found


def _words(one: Impossible, side: Side) -> str:
    titles = {finding.id: finding.title for finding in side.pack.findings.values()}
    return words(one.condition, side.pack.vocabulary, titles)


def _hundredths(number: int) -> str:
    return f"{number / 100:g}"
