"""How evidence reads: what is known, and who said so."""

from __future__ import annotations

from mandate.assessment import Evidence, FactEvidence
from mandate.report import phrases
from mandate.testimony import Statement


def evidence_words(evidence: Evidence) -> str:
    """Return one piece of evidence: ``Dedicated budget: on request (CEO)``."""
    if not isinstance(evidence, FactEvidence):
        return f"{evidence.title} (see the rule {', '.join(evidence.by)})"
    said = said_words(evidence)
    return f"{bare_words(evidence)}{f' ({said})' if said else ''}"


def bare_words(evidence: Evidence) -> str:
    """Return what is known by a piece of evidence, whoever said so: ``Dedicated budget: no``."""
    if isinstance(evidence, FactEvidence):
        return f"{evidence.title}: {evidence.words}"
    return evidence.title


def said_words(evidence: FactEvidence) -> str:
    """Return who said what a piece of evidence tells; after them who said otherwise."""
    told = [(statement_words(one), _otherwise(one, evidence)) for one in evidence.by]
    told.sort(key=lambda one: one[1] != "")
    return "; ".join(dict.fromkeys(f"{words}{other}" for words, other in told if words))


def _otherwise(statement: Statement, evidence: FactEvidence) -> str:
    """Return in what a statement differs from the evidence; nothing where it agrees."""
    is_of_it = evidence.values and statement.item == evidence.item and not statement.superseded
    if not is_of_it or not set(statement.values).isdisjoint(evidence.values):
        return ""
    return ", who said otherwise" if statement.values else ", who could not say"


def statement_words(statement: Statement) -> str:
    """Return who said it and where it stands; empty where the case does not say."""
    words = [phrases.respondent(statement.by)] if statement.by else []
    if statement.superseded:
        return f"{words[0]}, {statement.date}: {statement.words}, since changed"
    if statement.date:
        words.append(statement.date)
    if statement.confidence == "documented":
        words.append("documented")
    if statement.source:
        words.append(f"source {statement.source}")
    if statement.known == "later":
        words.append("learned later")
    return ", ".join(words)
