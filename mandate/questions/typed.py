"""Answers as people type them."""

from __future__ import annotations

from mandate.facts import NOT_KNOWN, Fact

_UNSURE = {"?", "not known", "don't know", "dont know", "don\u2019t know", "do not know", "unknown"}
_YES_NO = {"y": "yes", "n": "no", "true": "yes", "false": "no", "x": "yes"}


def typed(fact: Fact, text: str) -> str | None:
    """Return the value of a fact, or of one item of a checklist, that somebody typed as a case
    writes it (``not_known`` where they do not know); None where it is none."""
    wanted = _normal(text)
    if wanted in _UNSURE or wanted == _normal(NOT_KNOWN):
        return NOT_KNOWN
    if fact.labels == ("no", "yes"):
        wanted = _YES_NO.get(wanted, wanted)
    unit = _normal(fact.unit)
    for label in fact.labels:
        names = {_normal(label), _normal(fact.words(label))}
        if wanted in names or (
            unit and wanted.replace(" ", "") == f"{label}{unit}".replace(" ", "")
        ):
            return label
    return None


def _normal(text: str) -> str:
    return " ".join(text.casefold().replace("_", " ").split())
