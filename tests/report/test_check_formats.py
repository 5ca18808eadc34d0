"""What is wrong with a pack, as text, JSON, GitHub annotations and SARIF."""

from __future__ import annotations

import json
from pathlib import Path
from urllib.parse import unquote

import jsonschema
import pytest

from mandate.checks.pages import page
from mandate.checks.run import CheckReport
from mandate.checks.suppressions import Suppressed
from mandate.errors import Fault, Location
from mandate.report import check_github, check_json, check_sarif, check_text
from tests.checks.planted import checked, wrong_files

_TEXT = {"type": "object", "required": ["text"], "properties": {"text": {"type": "string"}}}
_LEVEL = {"enum": ["none", "note", "warning", "error"]}
_REGION = {
    "type": "object",
    "required": ["startLine"],
    "properties": {
        key: {"type": "integer", "minimum": 1} for key in ("startLine", "startColumn", "endColumn")
    },
}
_LOCATION = {
    "type": "object",
    "properties": {
        "physicalLocation": {
            "type": "object",
            "required": ["artifactLocation"],
            "properties": {
                "artifactLocation": {
                    "type": "object",
                    "required": ["uri"],
                    "properties": {"uri": {"type": "string", "pattern": r"^[!-~]+$"}},
                },
                "region": _REGION,
            },
        }
    },
}
_RESULT = {
    "type": "object",
    "required": ["message", "ruleId", "ruleIndex", "level", "locations"],
    "properties": {
        "message": _TEXT,
        "level": _LEVEL,
        "ruleIndex": {"type": "integer", "minimum": 0},
        "locations": {"type": "array", "items": _LOCATION, "minItems": 1},
        "suppressions": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["kind"],
                "properties": {"kind": {"enum": ["inSource", "external"]}},
            },
        },
    },
}
_RULE = {
    "type": "object",
    "required": ["id"],
    "properties": {
        "shortDescription": _TEXT,
        "help": _TEXT,
        "defaultConfiguration": {"type": "object", "properties": {"level": _LEVEL}},
    },
}
_INVOCATION = {
    "type": "object",
    "required": ["executionSuccessful"],
    "properties": {
        "toolExecutionNotifications": {
            "type": "array",
            "items": {"type": "object", "required": ["message"], "properties": {"message": _TEXT}},
        }
    },
}
SARIF = {
    "type": "object",
    "required": ["version", "runs"],
    "properties": {
        "version": {"const": "2.1.0"},
        "$schema": {"type": "string", "format": "uri"},
        "runs": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["tool", "results"],
                "properties": {
                    "columnKind": {"enum": ["utf16CodeUnits", "unicodeCodePoints"]},
                    "invocations": {"type": "array", "items": _INVOCATION},
                    "results": {"type": "array", "items": _RESULT},
                    "tool": {
                        "type": "object",
                        "required": ["driver"],
                        "properties": {
                            "driver": {
                                "type": "object",
                                "required": ["name"],
                                "properties": {"rules": {"type": "array", "items": _RULE}},
                            }
                        },
                    },
                },
            },
        },
    },
}
"""What the schema of SARIF 2.1.0 (OASIS, 2020) requires of the parts that are written."""


@pytest.fixture
def report() -> CheckReport:
    """One fault of each level, one of a whole file, with text that has to be escaped."""
    line = Location("a pack/rules,1%.yaml", 3, 5, "  - when: x", 4)
    faults = (
        Fault(Location("a pack/findings.yaml"), "missing-file", "there is no such file"),
        Fault(line, "rule-never-fires", "it is 50% wrong:\nor so", "mend it"),
        Fault(line, "rule-covered", "covered", "", "warning"),
        Fault(line, "level-unread", "alike", "", "note"),
    )
    suppressed = Suppressed(Fault(line, "fact-unread", "unread", "", "warning"), "It is asked.")
    return CheckReport("a pack", faults, (suppressed,), "")


def test_text_shows_every_fault_with_its_line_and_counts_them(report: CheckReport) -> None:
    text = check_text.render(report)
    assert text.startswith("a pack/findings.yaml: error[missing-file]: there is no such file\n")
    assert "a pack/rules,1%.yaml:3:5: warning[rule-covered]: covered\n    3 |   - when: x\n" in text
    assert text.endswith(
        "a pack: 2 errors, 1 warning, 1 note; 1 suppressed\n"
        "what a code means: mandate pack check --explain missing-file\n"
    )


def test_text_says_what_was_not_checked_and_nothing_more_of_a_clean_pack() -> None:
    clean = CheckReport("mine", (), (), "")
    assert check_text.render(clean) == "mine: 0 errors, 0 warnings, 0 notes\n"
    part = clean._replace(unchecked="no rule was checked")
    assert check_text.render(part).endswith("notes\nno rule was checked\n")


def test_json_holds_all_of_a_fault(report: CheckReport) -> None:
    data = json.loads(check_json.render(report))
    assert data["schema"] == "1.0.0"
    assert data["counts"] == {"error": 2, "warning": 1, "note": 1}
    assert data["faults"][1] == {
        "code": "rule-never-fires",
        "level": "error",
        "message": "it is 50% wrong:\nor so",
        "suggestion": "mend it",
        "path": "a pack/rules,1%.yaml",
        "line": 3,
        "column": 5,
        "excerpt": "  - when: x",
        "page": "mandate pack check --explain rule-never-fires",
    }
    assert data["suppressed"][0]["because"] == "It is asked."


def test_github_annotations_are_escaped(report: CheckReport) -> None:
    assert check_github.render(report) == (
        "::error file=a pack/findings.yaml,title=missing-file::there is no such file\n"
        "::error file=a pack/rules%2C1%25.yaml,line=3,col=5,title=rule-never-fires::"
        "it is 50%25 wrong:%0Aor so: mend it\n"
        "::warning file=a pack/rules%2C1%25.yaml,line=3,col=5,title=rule-covered::covered\n"
        "::notice file=a pack/rules%2C1%25.yaml,line=3,col=5,title=level-unread::alike\n"
    )


def test_text_of_a_stranger_cannot_steer_a_terminal(report: CheckReport) -> None:
    fault = Fault(Location("a\x1b[31m"), "text", "b\x1b[31m\u202e")
    for module in (check_text, check_github, check_json):
        assert "\x1b" not in module.render(report._replace(faults=(fault,), pack="c\x1b"))


def test_sarif_has_what_its_schema_requires(report: CheckReport) -> None:
    for one in (report, report._replace(unchecked="no rule was checked", faults=())):
        jsonschema.validate(json.loads(check_sarif.render(one)), SARIF)


def test_sarif_names_rules_places_and_suppressions(report: CheckReport) -> None:
    (run,) = json.loads(check_sarif.render(report))["runs"]
    rules = run["tool"]["driver"]["rules"]
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
    first, second, *_, last = run["results"]
    assert "region" not in first["locations"][0]["physicalLocation"]
    physical = second["locations"][0]["physicalLocation"]
    assert physical["artifactLocation"]["uri"] == "a%20pack/rules%2C1%25.yaml"
    assert physical["region"] == {
        "startLine": 3,
        "startColumn": 5,
        "endColumn": 9,
        "snippet": {"text": "  - when: x"},
    }
    suppression = {"kind": "external", "justification": "It is asked."}
    assert last["suppressions"] == [suppression]
    assert rules[0]["help"]["markdown"] == page(rules[0]["id"])


def test_sarif_of_a_real_pack_names_its_files(tmp_path: Path) -> None:
    report = checked(tmp_path / "a pack", wrong_files("cure-fails"))
    log = json.loads(check_sarif.render(report))
    jsonschema.validate(log, SARIF)
    (first, *_) = log["runs"][0]["results"]
    uri = first["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    assert uri.startswith("file:///")
    assert Path(unquote(uri.removeprefix("file://"))).is_file()
