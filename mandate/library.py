"""The functions an embedder needs: load a pack, load a case, assess."""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import TYPE_CHECKING

from mandate import case as cases
from mandate.assessment import Assessment
from mandate.assessor import Assessor
from mandate.case import Case
from mandate.case_forms import CASE
from mandate.case_record import CaseRecord
from mandate.errors import CaseError, Fault, Faults, Location, PackError
from mandate.pack.discover import open_pack
from mandate.pack.model import Pack
from mandate.source import Mapping as MappingNode
from mandate.source import from_plain, location

if TYPE_CHECKING:
    from pathlib import Path

IN_MEMORY = "<case>"


def load_pack(name: str | Path) -> Pack:
    """Return a pack, by the name of one that ships with Mandate or by the path of its folder.

    Raises PackError with every fault of all its files.
    """
    return open_pack(name)


def load_case(path: str | Path) -> Case:
    """Return the case in a YAML file; raises CaseError with all that is wrong with its frame.

    Its answers are checked when it is assessed, against the pack it is assessed under.
    """
    case = cases.load(path)
    if case.faults:
        raise CaseError(case.faults)
    return case


def case_from(data: Mapping[str, object]) -> Case:
    """Return the case that a mapping describes, with the keys of a case file.

    A mapping with none of these keys is taken for the facts themselves. Raises CaseError where
    it holds what no case file could; what else is wrong shows when it is assessed.
    """
    framed = data if CASE.keys.keys() & set(data) else {"facts": dict(data)}
    framed = {"title": "A case without a title", **framed}
    try:
        document = from_plain(framed, IN_MEMORY)
    except TypeError as error:
        raise CaseError([Fault(Location(IN_MEMORY), "data", str(error))]) from None
    assert isinstance(document, MappingNode)
    return cases.read_case(document, Faults())


def assessor_of(pack: Pack) -> Assessor:
    """Return the assessor of a pack, made once for each pack and kept with it."""
    kept = pack.derived.get(Assessor)
    if not isinstance(kept, Assessor) or kept.pack is not pack:  # a changed copy shares the table
        kept = pack.derived[Assessor] = Assessor(pack)
    return kept


def case_in(case: object) -> Case:
    """Return a case given as it is, as the path of a case file or as a mapping."""
    if isinstance(case, Case):
        return case
    if isinstance(case, (str, os.PathLike)):
        return cases.load(os.fspath(case))
    if isinstance(case, Mapping):
        return case_from(case)
    message = f"a case is a path, a mapping or a Case, not {type(case).__name__}"
    raise TypeError(message)


def pack_of(case: Case) -> Pack:
    """Return the pack that a case names.

    Raises PackError, which says where the case names it, and what else is wrong with the case.
    """
    try:
        return open_pack(case.pack, beside=os.path.dirname(case.location.path))
    except PackError as error:
        written = case.document.get("pack")
        if written is None or any(one.code != "unknown-pack" for one in error.faults):
            raise
        named = [one._replace(location=location(written)) for one in error.faults]
        raise PackError(Faults([*case.faults, *named])) from None


def pack_in(pack: Pack | str | Path | None, case: Case) -> Pack:
    """Return a pack given as it is, by name or by path; the one that *case* names for None."""
    if pack is None:
        return pack_of(case)
    return pack if isinstance(pack, Pack) else open_pack(pack)


def assess(
    case: Case | str | Path | Mapping[str, object], pack: Pack | str | Path | None = None
) -> Assessment:
    """Return the assessment of a case.

    *case* is a Case, the path of a case file, or a mapping (of facts, or with the keys of a case
    file). *pack* is a Pack, a name or a path; left out, the case names it. Safe to call from many
    threads. Raises CaseError or PackError with everything that is wrong.
    """
    assessor, record = opened(case, pack)
    return assessor.assess(record)


def opened(
    case: Case | str | Path | Mapping[str, object], pack: Pack | str | Path | None = None
) -> tuple[Assessor, CaseRecord]:
    """Return the assessor of the pack of a case, and the case read; takes and raises what
    ``assess`` does."""
    assessor, found = open_case(case, pack)
    return assessor, assessor.read(found)


def open_case(
    case: Case | str | Path | Mapping[str, object], pack: Pack | str | Path | None = None
) -> tuple[Assessor, Case]:
    """Return a case, given as for ``assess``, and the assessor of the pack it is for."""
    found = case_in(case)
    of_pack = pack_in(pack, found)
    if isinstance(case, Mapping) and not {"facts", "respondents"} & case.keys():
        _refuse_facts_outside(case, of_pack)
    return assessor_of(of_pack), found


def _refuse_facts_outside(case: Mapping[str, object], pack: Pack) -> None:
    """Refuse a mapping that has a fact beside keys of a case: nothing would be read of it."""
    faults = Faults()
    for name in pack.vocabulary.facts.keys() & CASE.keys.keys() & case.keys():
        message = f"'{name}' is a key of a case and a fact of the pack"
        faults.add(Location(IN_MEMORY), "fact-outside", message, "give all facts under 'facts'")
    faults.raise_if_any(CaseError)
