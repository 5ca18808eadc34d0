"""What is wrong with a pack, as annotations of a GitHub workflow.

The form, and what must be escaped, are those of GitHub's "workflow commands".
"""

from __future__ import annotations

from mandate.checks.run import CheckReport
from mandate.errors import Fault, exposed

_COMMANDS = {"error": "error", "warning": "warning", "note": "notice"}
_IN_MESSAGE = {"%": "%25", "\r": "%0D", "\n": "%0A"}
_IN_PROPERTY = {**_IN_MESSAGE, ":": "%3A", ",": "%2C"}


def render(report: CheckReport) -> str:
    """Return one line for each fault: ``::error file=,line=,col=,title=::message``."""
    return "".join(f"{_line(fault)}\n" for fault in report.faults)


def _line(fault: Fault) -> str:
    path, line, column, _, _ = fault.location
    properties = {"file": path, "line": line, "col": column, "title": fault.code}
    written = ",".join(
        f"{name}={_escaped(str(value), _IN_PROPERTY)}"
        for name, value in properties.items()
        if value
    )
    message = f"{fault.message}: {fault.hint}" if fault.hint else fault.message
    return f"::{_COMMANDS[fault.level]} {written}::{_escaped(message, _IN_MESSAGE)}"


def _escaped(text: str, replaced: dict[str, str]) -> str:
    return "".join(replaced.get(character, character) for character in exposed(text))
