"""Reading what a pack says of itself: ``pack.yaml``, ``findings.yaml`` and ``sources.yaml``."""

import re
from itertools import pairwise

from mandate.errors import Faults
from mandate.facts import EFFORTS, STAGES
from mandate.pack.forms import (
    ADVICE,
    BAND,
    CAPS,
    DRIVER,
    EFFORT_COSTS,
    FINDING,
    FINDINGS_FILE,
    FIRST_BAND,
    HEADER,
    SOURCE,
    SOURCES_FILE,
)
from mandate.pack.model import Band, Driver, Finding, SourceEntry
from mandate.reading import IDENTIFIER, SLUG, Reader, reader
from mandate.source import Mapping, Node, Scalar, location
from mandate.tuples import NamedTuple

VERSION = re.compile(r"(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)", re.ASCII)
CODE = re.compile(r"[A-Za-z][A-Za-z0-9_-]*")


_COSTS = (1, 3, 9)
_MOST_COST = 1000


class Header(NamedTuple):
    """The content of ``pack.yaml``; ``impossible`` still as it was written."""

    id: str
    version: str
    title: str
    about: str
    measures: str
    headline: str
    calibrated: bool
    base: int
    base_because: str
    scale: int
    scale_because: str
    weights_because: str
    efforts: dict[str, int]
    drivers: dict[str, Driver]
    bands: tuple[Band, ...]
    impossible: Node | None


def read_header(document: Mapping, faults: Faults) -> Header:
    """Return what ``pack.yaml`` says; what it lacks is empty, with a fault recorded."""
    entry = Reader(document, faults, HEADER)
    header = Header(
        id=entry.name("id", SLUG),
        version=_read_version(entry),
        title=entry.text("title"),
        about=entry.text("about"),
        measures=entry.text("measures"),
        headline=_read_headline(entry),
        calibrated=entry.flag("calibrated"),
        base=entry.hundredths("base"),
        base_because=entry.text("base_because"),
        scale=entry.hundredths("scale", default=100),
        scale_because=entry.text("scale_because"),
        weights_because=entry.text("weights_because"),
        efforts=_read_efforts(entry),
        drivers=_read_drivers(entry),
        bands=_read_bands(entry),
        impossible=entry.node("impossible"),
    )
    if "scale" in document.pairs and not 0 < header.scale <= 100:
        place = location(document.pairs["scale"][1])
        message = "scale must be above 0 and at most 1"
        faults.add(place, "scale", message, "expected 0.01 to 1")
    _check_not_empty(entry, "drivers", "expected drivers with their caps")
    _check_not_empty(entry, "bands", "expected bands from low to high")
    entry.close()
    return header


def _read_version(entry: Reader) -> str:
    version = entry.text("version")
    if version and not VERSION.fullmatch(version):
        place = location(entry.mapping.pairs["version"][1])
        entry.faults.add(place, "version", f"'{version}' is no version", "expected 1.2.3 (SemVer)")
    return version


def _check_not_empty(entry: Reader, key: str, hint: str) -> None:
    node = entry.mapping.get(key)
    if isinstance(node, Mapping) and not node.pairs:
        message = f"a pack needs at least one {key[:-1]}"
        entry.faults.add(location(node), key, message, hint)


def _read_headline(entry: Reader) -> str:
    headline = entry.text("headline")
    if headline and headline.count("{band}") != 1:
        place = location(entry.mapping.pairs["headline"][1])
        entry.faults.add(
            place, "headline", "the headline must name the {band}", "write {band} once"
        )
    return headline


def _identifier(key: Scalar, faults: Faults) -> str:
    if not IDENTIFIER.fullmatch(key.text):
        message = f"'{key.text}' is not an identifier"
        faults.add(location(key), "identifier", message, "expected words joined by underscores")
    return key.text


def _read_efforts(entry: Reader) -> dict[str, int]:
    """Return what a step costs by its effort."""
    node = entry.node("efforts")
    costs = reader(node, entry.faults, EFFORT_COSTS) if node else None
    if costs is None:
        return dict(zip(EFFORTS, _COSTS, strict=True))
    found = {effort: costs.integer(effort, default=1) for effort in EFFORTS}
    costs.close()
    for effort, cost in found.items():
        if not 1 <= cost <= _MOST_COST:
            place = location(costs.mapping.pairs[effort][1])
            message = f"a step of {effort} effort cannot cost {cost}"
            entry.faults.add(place, "efforts", message, f"expected 1 to {_MOST_COST}")
    for less, more in pairwise(EFFORTS):
        if found[less] > found[more] and "efforts" not in {one.code for one in entry.faults}:
            place = location(costs.mapping.pairs[less][1])
            message = f"a step of {less} effort costs more than one of {more} effort"
            entry.faults.add(place, "efforts", message, "expected no less for more effort")
    return found


def _read_drivers(entry: Reader) -> dict[str, Driver]:
    drivers = {}
    for key, node in entry.pairs("drivers"):
        driver = reader(node, entry.faults, DRIVER)
        if driver is None:
            continue
        caps_node = driver.node("caps")
        caps = reader(caps_node, entry.faults, CAPS, "'risk' and 'relief'") if caps_node else None
        risk = caps.integer("risk") if caps else 0
        relief = caps.integer("relief") if caps else 0
        if caps:
            caps.close()
            if risk < 0 or relief > 0:
                message = f"caps of {risk} and {relief} leave no room"
                hint = "expected risk: 0 or more, relief: 0 or less"
                entry.faults.add(location(node), "caps", message, hint)
        title, about = driver.text("title"), driver.text("about")
        driver.close()
        drivers[key.text] = Driver(_identifier(key, entry.faults), title, about, risk, relief)
    return drivers


def _read_bands(entry: Reader) -> tuple[Band, ...]:
    bands: list[Band] = []
    for key, node in entry.pairs("bands"):
        band = reader(node, entry.faults, BAND if bands else FIRST_BAND)
        if band is None:
            continue
        start = band.hundredths("from") if bands else None
        title, advice = band.text("title"), _read_advice(band)
        band.close()
        before = bands[-1].start if bands else None
        if start is not None and before is not None and start <= before:
            message = f"the band '{key.text}' starts no higher than the one before it"
            entry.faults.add(location(key), "bands", message, "list bands from low to high")
        bands.append(Band(_identifier(key, entry.faults), title, start, advice))
    return tuple(bands)


def _read_advice(band: Reader) -> tuple[str, ...]:
    """Return the advice at each stage, written as one text for all or as one for each."""
    node = band.node("advice")
    if not isinstance(node, Mapping):
        return (band.text("advice"),) * len(STAGES)
    stages = Reader(node, band.faults, ADVICE)
    advice = tuple(stages.text(stage) for stage in STAGES)
    stages.close()
    return advice


def read_findings(document: Mapping, faults: Faults) -> dict[str, Finding]:
    """Return the findings that ``findings.yaml`` declares, by id."""
    file = Reader(document, faults, FINDINGS_FILE)
    findings = {}
    for key, node in file.pairs("findings"):
        if finding := reader(node, faults, FINDING):
            title, meaning = finding.text("title"), finding.text("meaning")
            group = finding.text("one_of")
            finding.close()
            name = _identifier(key, faults)
            findings[name] = Finding(name, title, meaning, group, location(key))
    file.close()
    return findings


def read_sources(document: Mapping, faults: Faults) -> dict[str, SourceEntry]:
    """Return the sources that ``sources.yaml`` lists, by code."""
    file = Reader(document, faults, SOURCES_FILE)
    sources = {}
    for key, node in file.pairs("sources"):
        if not CODE.fullmatch(key.text):
            faults.add(location(key), "identifier", f"'{key.text}' is no code for a source")
        if source := reader(node, faults, SOURCE):
            sources[key.text] = SourceEntry(
                id=key.text,
                author=source.text("author"),
                title=source.text("title"),
                year=source.text("year"),
                address=source.text("address"),
                kind=source.choice("kind"),
                interest=source.text("interest"),
            )
            source.close()
    file.close()
    return sources
