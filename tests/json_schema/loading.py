"""What the loader says of a file that stands alone, beside what its JSON Schema says."""

from __future__ import annotations

from collections.abc import Callable, Collection
from functools import cache
from pathlib import Path

from jsonschema import Draft202012Validator

from mandate.case import known, read_case
from mandate.checks.suppressions import read_suppressions
from mandate.conditions.parse import ConditionReader
from mandate.errors import CaseError, Faults
from mandate.json_schema.files import FILES, file_schema
from mandate.json_schema.parts import subject
from mandate.pack.header import read_findings, read_header, read_sources
from mandate.pack.load import _check_sources, _read_impossible
from mandate.pack.model import Pack
from mandate.pack.rule import read_rule
from mandate.pack.rule_parts import Surroundings
from mandate.pack.seeds import read_seeds
from mandate.pack.vocabulary import read_facts
from mandate.source import Mapping
from mandate.testing.expectations import _checked

SPECIAL = ("pack", "findings", "sources", "seeds")


def kind_of(path: Path, pack: Path) -> str:
    """Return which kind of file a path in the folder of a pack is."""
    place = path.relative_to(pack)
    if len(place.parts) == 1:
        return place.stem if place.stem in SPECIAL else "case"
    return "vocabulary" if place.parts[0] == "vocabulary" else "rule"


@cache
def validators(folder: Path) -> dict[str, Draft202012Validator]:
    """Return a validator for each kind of file of the pack in a folder."""
    of = subject(folder)
    return {what: Draft202012Validator(file_schema(what, of)) for what in FILES}


def codes(what: str, document: Mapping, pack: Pack) -> set[str]:
    """Return the codes of all faults that the loader finds in one file."""
    faults = Faults()
    READERS[what](document, pack, faults)
    return {fault.code for fault in faults}


def _case(document: Mapping, pack: Pack, faults: Faults) -> None:
    case = read_case(document, faults)
    try:
        known(case, pack)
        if case.expect and not faults:
            _checked(case, pack)  # which reads the names that `mandate pack test` holds
    except CaseError as error:
        for fault in error.faults:
            faults.add(*fault)


def _rule(document: Mapping, pack: Pack, faults: Faults) -> None:
    bands = [band.id for band in pack.bands]
    names: list[Collection[str]] = [pack.findings, pack.drivers, bands, pack.sources, pack.rules]
    read_rule(document, Surroundings(pack.vocabulary, pack.applies, *names), faults)


def _pack(document: Mapping, pack: Pack, faults: Faults) -> None:
    header = read_header(document, faults)
    _read_impossible(header, pack.vocabulary, pack.applies, faults)
    read_suppressions(document, faults)


def _vocabulary(document: Mapping, pack: Pack, faults: Faults) -> None:
    for declared in read_facts(document, faults):
        _check_sources(declared.fact, pack.sources, faults)
        if declared.applies_when:
            reader = ConditionReader(pack.vocabulary, (), pack.applies, faults)
            reader.read(declared.applies_when)


READERS: dict[str, Callable[[Mapping, Pack, Faults], object]] = {
    "case": _case,
    "rule": _rule,
    "pack": _pack,
    "vocabulary": _vocabulary,
    "findings": lambda document, _, faults: read_findings(document, faults),
    "sources": lambda document, _, faults: read_sources(document, faults),
    "seeds": read_seeds,
}
