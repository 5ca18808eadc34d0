"""Tells, before the hire, how likely a customer-experience leader is to leave frustrated."""

from importlib import import_module
from typing import TYPE_CHECKING

from mandate.version import VERSION

if TYPE_CHECKING:
    from mandate.advice.adviser import advise
    from mandate.advice.plan import Advice
    from mandate.assessment import Assessment
    from mandate.calibration import Calibration
    from mandate.calibrator import calibrate
    from mandate.case import Case
    from mandate.casework import forget, merge, redact
    from mandate.comparer import compare
    from mandate.comparison import Comparison, WhatIf
    from mandate.errors import (
        CaseError,
        Fault,
        Location,
        MandateError,
        PackError,
        PersonError,
        ReplayError,
        RequestError,
        SolverError,
    )
    from mandate.explainer import explain
    from mandate.explanation import Explanation
    from mandate.library import assess, load_case, load_pack
    from mandate.one_way import Sensitivity, sensitivity
    from mandate.pack.model import Pack
    from mandate.questions.listing import Questions, open_questions
    from mandate.receipt import replay
    from mandate.whatif import what_if

__version__ = VERSION

__all__ = [
    "Advice",
    "Assessment",
    "Calibration",
    "Case",
    "CaseError",
    "Comparison",
    "Explanation",
    "Fault",
    "Location",
    "MandateError",
    "Pack",
    "PackError",
    "PersonError",
    "Questions",
    "ReplayError",
    "RequestError",
    "Sensitivity",
    "SolverError",
    "WhatIf",
    "__version__",
    "advise",
    "assess",
    "calibrate",
    "compare",
    "explain",
    "forget",
    "load_case",
    "load_pack",
    "merge",
    "open_questions",
    "redact",
    "replay",
    "sensitivity",
    "what_if",
]

_HOMES = {
    **dict.fromkeys(("assess", "load_case", "load_pack"), "mandate.library"),
    **dict.fromkeys(("CaseError", "Fault", "Location", "MandateError"), "mandate.errors"),
    **dict.fromkeys(("PackError", "PersonError", "ReplayError", "RequestError"), "mandate.errors"),
    **dict.fromkeys(("forget", "merge", "redact"), "mandate.casework"),
    "Advice": "mandate.advice.plan",
    "Assessment": "mandate.assessment",
    "Calibration": "mandate.calibration",
    "Case": "mandate.case",
    "Comparison": "mandate.comparison",
    "Explanation": "mandate.explanation",
    "Pack": "mandate.pack.model",
    "Questions": "mandate.questions.listing",
    "Sensitivity": "mandate.one_way",
    "SolverError": "mandate.errors",
    "advise": "mandate.advice.adviser",
    "WhatIf": "mandate.comparison",
    "calibrate": "mandate.calibrator",
    "compare": "mandate.comparer",
    "explain": "mandate.explainer",
    "open_questions": "mandate.questions.listing",
    "replay": "mandate.receipt",
    "sensitivity": "mandate.one_way",
    "what_if": "mandate.whatif",
}


def __getattr__(name: str) -> object:
    """Return a public name from the module it stands in, imported when it is first asked for.

    The command line asks for none of them, and decides itself what to import when.
    """
    if name not in _HOMES:
        raise AttributeError(f"module 'mandate' has no attribute '{name}'", name=name)
    value = globals()[name] = getattr(import_module(_HOMES[name]), name)
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
