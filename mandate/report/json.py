"""The JSON form of an assessment, versioned by ``schema`` and described by the JSON Schema in
``mandate/schema/assessment.json``."""

from __future__ import annotations

from mandate.assessment import Assessment


def render(assessment: Assessment) -> str:
    """Return the assessment as JSON text."""
    return assessment.to_json()
