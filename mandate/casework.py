"""What is done with case files: join them, redact them for a reader, forget a respondent."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from mandate import editions, forgetting, merging
from mandate.case import Case
from mandate.case_document import placed
from mandate.errors import CaseError, Fault, Faults, Location, RequestError
from mandate.forgetting import Forgotten
from mandate.library import case_in, pack_in
from mandate.mentions import told_on
from mandate.pack.model import Pack
from mandate.source import key_location

Given = Case | str | Path | Mapping[str, object]


def merge(*cases: Given, pack: Pack | str | Path | None = None, title: str = "") -> Case:
    """Return the case that several case files hold together: those of several people, or those of
    a role and of a candidate. Nothing that any of them says is lost.

    *cases*, one or more, and *pack* are as for ``assess``; *title* names the result, else the first
    does. Raises RequestError without a case, PackError, or CaseError with all that is wrong with
    the cases and with what of them cannot be said together.
    """
    if not cases:
        fault = Fault(Location("merge"), "no-cases", "there is no case to join", "give one or more")
        raise RequestError([fault])
    loaded = [case_in(case) for case in cases]
    return merging.merge(loaded, _pack_of_all(loaded, pack), title)


def _pack_of_all(cases: list[Case], pack: Pack | str | Path | None) -> Pack:
    """Return the one pack of some cases; those that name none leave it to the others."""
    naming = [case for case in cases if case.document.get("pack")] or cases
    found = pack_in(pack, naming[0])
    faults = Faults()
    for case in naming[1:] if pack is None else ():
        if pack_in(None, case).digest != found.digest:
            message = f"this names the pack {case.pack}; {naming[0].location.path} names another"
            hint = "join cases under one pack"
            faults.add(key_location(case.document, "pack"), "packs-differ", message, hint)
    faults.raise_if_any(CaseError)
    return found


def case_text(case: Case, path: Path | None) -> str:
    """Return a case as the text of the file at *path*, or of one beside where it stands."""
    return (case if path is None else placed(case, path.parent)).to_yaml()


def redact(case: Given, reader: str, pack: Pack | str | Path | None = None) -> Case:
    """Return the edition of a case for one *reader*: ``client``, ``candidate``, or anybody whom
    the case names. What is withheld is not in it.

    *case* and *pack* are as for ``assess``. Raises CaseError, PackError, or PersonError where the
    case knows of no such reader.
    """
    return redacted(case, reader, pack)[0]


def redacted(
    case: Given, reader: str, pack: Pack | str | Path | None = None
) -> tuple[Case, tuple[str, ...]]:
    """Return what ``redact`` does, and where its texts may tell on somebody it does not name."""
    whole = case_in(case)
    edition = editions.redact(whole, pack_in(pack, whole), reader)
    return edition, told_on(edition, whole)


def forget(case: Given, respondent: str) -> Case:
    """Return a case without the answers of one *respondent*.

    Raises CaseError, or PersonError where the case has no such respondent.
    """
    return forgotten(case, respondent).case


def forgotten(case: Given, respondent: str) -> Forgotten:
    """Return what ``forget`` does, with how much went and where the name still stands."""
    return forgetting.forget(case_in(case), respondent)
