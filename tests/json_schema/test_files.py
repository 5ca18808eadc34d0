"""The schemas of files: what ships satisfies them, and what the loader refuses does not."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from mandate.errors import PackError
from mandate.json_schema.files import FILES, file_schema
from mandate.json_schema.parts import subject
from tests.faults.test_faults import CASES as FAULTY_CASES
from tests.faults.test_faults import HERE as FAULTS
from tests.faults.test_faults import PACKS as FAULTY_PACKS
from tests.helpers import ROOT, TESTS, TINY, changed, copy_tiny
from tests.json_schema.editor import seen
from tests.json_schema.loading import kind_of, validators

CX_LEADER = ROOT / "rules" / "cx-leader"
PACK_FOLDERS = [CX_LEADER, *sorted(path.parent for path in TESTS.glob("packs/*/pack.yaml"))]
WITHOUT_A_SCHEMA = {"overlay.yaml", "texts.yaml"}
SHIPPED = [
    (folder, path)
    for folder in PACK_FOLDERS
    for path in sorted(folder.rglob("*.yaml"))
    if path.name not in WITHOUT_A_SCHEMA
]
SHIPPED_CASES = sorted((ROOT / "cases").rglob("*.yaml"))

ANOTHER_FILE = {
    "band-without-a-start",
    "example-does-not-hold",
    "example-that-cannot-be",
    "example-with-wrong-graded-points",
    "example-with-wrong-points",
    "fact-declared-twice",
    "finding-nobody-concludes",
    "finding-that-feeds-itself",
    "impossible-between-respondents",
    "impossible-combination",
    "rule-not-named-as-its-file",
    "two-rules-with-one-id",
    "unknown-pack",
}
ANOTHER_PLACE = {
    "bands-out-of-order",
    "between-reversed",
    "between-reversed-numbers",
    "efforts-that-fall",
    "levels-that-read-alike",
    "remedy-at-an-impossible-time",
    "same-as-with-an-unknown-level",
    "some-of-too-many",
    "source-twice",
    "step-at-an-impossible-time",
    "step-to-an-unknown-level",
    "two-answers-by-one-respondent",
    "unlisted-source",
}
ARITHMETIC = {
    "comparison-that-is-never-true",
    "constant-comparison",
    "constant-covers",
    "covers-more-than-there-are",
    "grading-that-tells-nothing-apart",
    "number-that-makes-no-range",
    "number-with-a-step-that-does-not-fit",
    "number-with-too-many-values",
    "overlapping-ranges",
    "range-between-two-steps",
    "range-beyond-the-number",
    "range-reversed",
    "ranges-with-a-gap",
}
SAME_TO_AN_EDITOR = {
    "a-fact-twice",
    "alias",
    "base-with-three-decimals",
    "duplicate-key",
    "duplicate-key-in-a-rule",
    "hexadecimal",
    "minus-zero",
    "plus-sign",
}
UNSEEN = ANOTHER_FILE | ANOTHER_PLACE | ARITHMETIC | SAME_TO_AN_EDITOR
"""Faults that no schema sees: they rest on another file (or on what rules conclude), on another
place of the file, on arithmetic, or on how a thing is written that is the same to an editor."""


def marked(folder: Path, what: str, path: Path) -> bool:
    """Return whether an editor would mark something in a file."""
    try:
        data = seen(path.read_text(encoding="utf-8"))
    except (yaml.YAMLError, UnicodeDecodeError):
        return True
    return not validators(folder)[what].is_valid(data)


@pytest.mark.parametrize("what", FILES)
def test_a_schema_is_a_valid_schema(what: str) -> None:
    Draft202012Validator.check_schema(file_schema(what, subject(CX_LEADER)))


@pytest.mark.parametrize(
    ("folder", "path"), SHIPPED, ids=[f"{folder.name}-{path.stem}" for folder, path in SHIPPED]
)
def test_every_file_of_every_pack_satisfies_its_schema(folder: Path, path: Path) -> None:
    data = seen(path.read_text(encoding="utf-8"))
    assert list(validators(folder)[kind_of(path, folder)].iter_errors(data)) == []


@pytest.mark.parametrize("path", SHIPPED_CASES, ids=[path.stem for path in SHIPPED_CASES])
def test_every_case_satisfies_its_schema(path: Path) -> None:
    data = seen(path.read_text(encoding="utf-8"))
    assert list(validators(CX_LEADER)["case"].iter_errors(data)) == []


@pytest.mark.parametrize("fault", FAULTY_CASES)
def test_a_fault_of_a_case_is_marked_unless_no_schema_can_see_it(fault: str) -> None:
    assert marked(TINY, "case", FAULTS / "cases" / f"{fault}.yaml") is (fault not in UNSEEN)


@pytest.mark.parametrize("fault", FAULTY_PACKS)
def test_a_fault_of_a_pack_is_marked_unless_no_schema_can_see_it(fault: str) -> None:
    folder = FAULTS / "packs" / fault
    found = [marked(TINY, kind_of(path, folder), path) for path in folder.rglob("*.yaml")]
    assert any(found) is (fault not in UNSEEN)


def test_every_fault_that_no_schema_sees_is_there() -> None:
    assert {*FAULTY_CASES, *FAULTY_PACKS} >= UNSEEN


def refs(schema: Any) -> set[str]:
    if isinstance(schema, dict):
        own = {schema["$ref"]} if "$ref" in schema else set()
        return own.union(*map(refs, schema.values()))
    return set().union(*map(refs, schema)) if isinstance(schema, list) else set()


@pytest.mark.parametrize("what", FILES)
def test_a_schema_holds_the_parts_it_refers_to_and_no_others(what: str) -> None:
    schema = file_schema(what, subject(CX_LEADER))
    names = {ref.split("/")[2] for ref in refs(schema)}
    assert names == set(schema.get("$defs", {}))


def test_a_pack_whose_rules_have_faults_still_has_its_schemas(tmp_path: Path) -> None:
    broken = changed("money/small-team.yaml", "less_than: 10", "less_then: 10")
    of = subject(copy_tiny(tmp_path / "pack", broken))
    rules = file_schema("rule", of)["$defs"]["rule"]
    assert set(rules["enum"]) == {path.stem for path in TINY.glob("m*/*.yaml")}


def test_a_pack_whose_vocabulary_has_faults_has_none(tmp_path: Path) -> None:
    broken = changed("vocabulary/all.yaml", "type: checklist", "type: checklists")
    with pytest.raises(PackError, match="there is no type 'checklists'"):
        subject(copy_tiny(tmp_path / "pack", broken))


def test_a_schema_tells_of_a_fact_what_an_editor_shows() -> None:
    facts = file_schema("case", subject(TINY))["$defs"]["answers"]["properties"]
    assert facts["authority_type"]["title"] == "Authority"
    assert facts["authority_type"]["description"] == (
        "What will make other functions do what the leader asks?\n\n"
        "Influence alone does not move other people's targets. Ask: CEO."
    )


def test_a_schema_tells_what_each_level_means() -> None:
    levels = file_schema("case", subject(TINY))["$defs"]["answered-reports_to"]
    assert levels == {
        "enum": ["ceo", "cmo", "other", "not_known"],
        "enumDescriptions": [
            "The chief executive",
            "The marketing chief",
            "Anyone else",
            "Somebody was asked, and could not say.",
        ],
    }


def test_the_pack_yaml_of_an_overlay_says_other_things_than_that_of_a_pack() -> None:
    of = subject(TESTS / "packs" / "tiny-bank")
    keys = file_schema("pack", of)["properties"]
    assert "extends" in keys
    assert "base" not in keys


def test_a_rule_of_an_overlay_can_name_what_the_extended_pack_has() -> None:
    rules = file_schema("rule", subject(TESTS / "packs" / "tiny-bank"))["$defs"]["rule"]["enum"]
    assert {"protected", "authority-type"} <= set(rules)
