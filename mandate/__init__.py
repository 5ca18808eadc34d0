"""Tells, before the hire, how likely a customer-experience leader is to leave frustrated."""

from typing import TYPE_CHECKING

from mandate.assessment import Assessment
from mandate.case import Case
from mandate.errors import CaseError, Fault, Location, MandateError, PackError, ReplayError
from mandate.library import assess, load_case, load_pack
from mandate.pack.model import Pack
from mandate.receipt import replay
from mandate.version import VERSION

if TYPE_CHECKING:
    from mandate.calibration import Calibration
    from mandate.calibrator import calibrate
else:  # a checker would take it that the package has any name at all

    def __getattr__(name: str) -> object:
        """Return what only some have a use for, imported when it is first asked for."""
        from importlib import import_module

        homes = {"Calibration": "mandate.calibration", "calibrate": "mandate.calibrator"}
        if name not in homes:
            raise AttributeError(f"module '{__name__}' has no attribute '{name}'")
        return getattr(import_module(homes[name]), name)


__version__ = VERSION

__all__ = [
    "Assessment",
    "Calibration",
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
    "calibrate",
    "load_case",
    "load_pack",
    "replay",
]
