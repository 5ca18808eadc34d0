"""The functions an embedder needs: load a pack, load a case, assess."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from mandate import case as cases
from mandate.assessment import Assessment
from mandate.assessor import Assessor
from mandate.case import Case
from mandate.errors import CaseError, Fault, Faults, Location
from mandate.pack.discover import open_pack
from mandate.pack.model import Pack
from mandate.source import Mapping as MappingNode
from mandate.source import from_plain

IN_MEMORY = "<case>"


def load_pack(name: str | Path) -> Pack:
    """Return a pack, by the name of one that ships with Mandate or by the path of its folder.

    Raises PackError with every fault of all its files.
    """
    return open_pack(name)


def load_case(path: str | Path) -> Case:
    """Return the case in a YAML file; raises CaseError with all that is wrong with it.

    Its answers are checked when it is assessed, against the pack it is assessed under.
    """
    return cases.load(path)


def case_from(data: Mapping[str, object]) -> Case:
    """Return the case that a mapping describes, with the keys of a case file.

    A mapping with none of these keys is taken for the facts themselves. Raises CaseError with
    all that is wrong with it.
    """
    framed = data if cases.KEYS & set(data) else {"facts": dict(data)}
    framed = {"title": "A case without a title", **framed}
    try:
        document = from_plain(framed, IN_MEMORY)
    except TypeError as error:
        raise CaseError([Fault(Location(IN_MEMORY), "data", str(error))]) from None
    assert isinstance(document, MappingNode)
    faults = Faults()
    case = cases.read_case(document, faults)
    faults.raise_if_any(CaseError)
    return case


def assessor_of(pack: Pack) -> Assessor:
    """Return the assessor of a pack, made once for each pack and kept with it."""
    kept = pack.derived.get(Assessor)
    if not isinstance(kept, Assessor) or kept.pack is not pack:  # a changed copy shares the table
        kept = pack.derived[Assessor] = Assessor(pack)
    return kept


def assess(
    case: Case | str | Path | Mapping[str, object], pack: Pack | str | Path | None = None
) -> Assessment:
    """Return the assessment of a case.

    *case* is a Case, the path of a case file, or a mapping (of facts, or with the keys of a case
    file). *pack* is a Pack, a name or a path; left out, the case names it. Safe to call from many
    threads. Raises CaseError or PackError with everything that is wrong.
    """
    if isinstance(case, (str, Path)):
        case = load_case(case)
    elif not isinstance(case, Case):
        case = case_from(case)
    if pack is None:
        pack = open_pack(case.pack, beside=case.folder)
    elif not isinstance(pack, Pack):
        pack = open_pack(pack)
    assessor = assessor_of(pack)
    return assessor.assess(assessor.read(case))
