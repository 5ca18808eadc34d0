"""What is wrong with a pack, for a terminal: each fault with its line, then how many there are."""

from __future__ import annotations

from mandate.checks.run import CheckReport
from mandate.checks.table import LEVELS
from mandate.errors import visible


def render(report: CheckReport) -> str:
    """Return the report as text."""
    lines = [str(fault) for fault in report.faults]
    counts = [_counted(report.number(level), level) for level in reversed(LEVELS)]
    lines.append(visible(f"{report.pack}: {', '.join(counts)}{_suppressed(report)}"))
    if report.unchecked:
        lines.append(report.unchecked)
    if report.faults:
        first = report.faults[0].code
        lines.append(f"what a code means: mandate pack check --explain {first}")
    return "\n".join(lines) + "\n"


def _counted(number: int, what: str) -> str:
    return f"{number} {what}" if number == 1 else f"{number} {what}s"


def _suppressed(report: CheckReport) -> str:
    number = len(report.suppressed)
    return f"; {number} suppressed" if number else ""
