"""Tells, before the hire, how likely a customer-experience leader is to leave frustrated."""

from mandate.assessment import Assessment
from mandate.case import Case
from mandate.errors import CaseError, Fault, Location, MandateError, PackError, ReplayError
from mandate.library import assess, load_case, load_pack
from mandate.pack.model import Pack
from mandate.receipt import replay
from mandate.version import VERSION

__version__ = VERSION

__all__ = [
    "Assessment",
    "Case",
    "CaseError",
    "Fault",
    "Location",
    "MandateError",
    "Pack",
    "PackError",
    "ReplayError",
    "__version__",
    "assess",
    "load_case",
    "load_pack",
    "replay",
]
