"""What is done with case files: redact them for a reader, forget a respondent."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from mandate import editions, forgetting
from mandate.case import Case
from mandate.forgetting import Forgotten
from mandate.library import case_in, pack_in
from mandate.pack.model import Pack

Given = Case | str | Path | Mapping[str, object]


def redact(case: Given, reader: str, pack: Pack | str | Path | None = None) -> Case:
    """Return the edition of a case for one *reader*: ``client``, ``candidate``, or anybody whom
    the case names. What is withheld is not in it.

    *case* and *pack* are as for ``assess``. Raises CaseError, PackError, or PersonError where the
    case knows of no such reader.
    """
    loaded = case_in(case)
    return editions.redact(loaded, pack_in(pack, loaded), reader)


def forget(case: Given, respondent: str) -> Case:
    """Return a case without the answers of one *respondent*.

    Raises CaseError, or PersonError where the case has no such respondent.
    """
    return forgotten(case, respondent).case


def forgotten(case: Given, respondent: str) -> Forgotten:
    """Return what ``forget`` does, with how much went and where the name still stands."""
    return forgetting.forget(case_in(case), respondent)
