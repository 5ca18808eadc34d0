"""What is wrong with a pack, as SARIF 2.1.0, which code scanners read.

OASIS, *Static Analysis Results Interchange Format Version 2.1.0*. Columns count characters
(``unicodeCodePoints``); the page of a code is the help of its rule.
"""

from __future__ import annotations

from pathlib import Path
from urllib.parse import quote

from mandate.checks.pages import page, title
from mandate.checks.run import CheckReport
from mandate.checks.table import level_of
from mandate.errors import Fault, Location
from mandate.serialization import data_to_json
from mandate.version import VERSION

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


def render(report: CheckReport) -> str:
    """Return the report as a SARIF log of one run."""
    every = [*report.faults, *(one.fault for one in report.suppressed)]
    codes = sorted({fault.code for fault in every})
    results = [_result(fault, codes) for fault in report.faults]
    for one in report.suppressed:
        suppression = {"kind": "external", "justification": one.because}
        results.append({**_result(one.fault, codes), "suppressions": [suppression]})
    driver = {
        "name": "mandate pack check",
        "semanticVersion": VERSION,
        "rules": [_rule(code) for code in codes],
    }
    run: dict[str, object] = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": results,
    }
    if report.unchecked:
        notice = {"level": "note", "message": {"text": report.unchecked}}
        run["invocations"] = [{"executionSuccessful": True, "toolExecutionNotifications": [notice]}]
    log = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}
    return data_to_json(log)


def _rule(code: str) -> dict[str, object]:
    text = page(code)
    return {
        "id": code,
        "shortDescription": {"text": title(code)},
        "help": {"text": text, "markdown": text},
        "defaultConfiguration": {"level": level_of(code)},
    }


def _result(fault: Fault, codes: list[str]) -> dict[str, object]:
    message = f"{fault.message}: {fault.hint}" if fault.hint else fault.message
    return {
        "ruleId": fault.code,
        "ruleIndex": codes.index(fault.code),
        "level": fault.level,
        "message": {"text": message},
        "locations": [{"physicalLocation": _physical(fault.location)}],
    }


def _physical(place: Location) -> dict[str, object]:
    path = Path(place.path)
    uri = path.as_uri() if path.is_absolute() else quote(path.as_posix())
    physical: dict[str, object] = {"artifactLocation": {"uri": uri}}
    if place.line:
        physical["region"] = {
            "startLine": place.line,
            "startColumn": place.column,
            "endColumn": place.column + max(1, place.width),
            "snippet": {"text": place.excerpt},
        }
    return physical
