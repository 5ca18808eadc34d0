"""What is wrong with a pack, for programs: one JSON object."""

from __future__ import annotations

from mandate.checks.run import CheckReport
from mandate.checks.table import LEVELS
from mandate.errors import Fault
from mandate.serialization import data_to_json

SCHEMA_VERSION = "1.0.0"


def render(report: CheckReport) -> str:
    """Return the report as JSON. Lines and columns count from 1; 0 stands for the whole file."""
    suppressed = [{**_fault(one.fault), "because": one.because} for one in report.suppressed]
    data = {
        "schema": SCHEMA_VERSION,
        "pack": report.pack,
        "counts": {level: report.number(level) for level in reversed(LEVELS)},
        "unchecked": report.unchecked,
        "faults": [_fault(fault) for fault in report.faults],
        "suppressed": suppressed,
    }
    return data_to_json(data)


def _fault(fault: Fault) -> dict[str, object]:
    path, line, column, excerpt, _ = fault.location
    return {
        "code": fault.code,
        "level": fault.level,
        "message": fault.message,
        "suggestion": fault.hint,
        "path": path,
        "line": line,
        "column": column,
        "excerpt": excerpt,
        "page": f"mandate pack check --explain {fault.code}",
    }
