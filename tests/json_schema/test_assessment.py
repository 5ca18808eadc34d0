"""The JSON Schema in the package is that of the code, and real assessments satisfy it."""

import json
from pathlib import Path

import jsonschema
import pytest

import mandate
from mandate.json_schema.assessment import assessment_schema

ROOT = Path(__file__).parents[2]
SHIPPED = json.loads(
    Path(mandate.__file__).with_name("schema").joinpath("assessment.json").read_text()
)
CASES = sorted((ROOT / "cases").glob("*/*.yaml"))


def test_the_shipped_schema_is_the_one_the_code_generates() -> None:
    assert assessment_schema() == SHIPPED, (
        "run: mandate schema assessment > mandate/schema/assessment.json"
    )


def test_the_schema_is_a_valid_schema() -> None:
    jsonschema.Draft202012Validator.check_schema(SHIPPED)


@pytest.mark.parametrize("path", CASES, ids=[path.stem for path in CASES])
def test_every_shipped_case_gives_json_that_satisfies_it(path: Path) -> None:
    jsonschema.validate(json.loads(mandate.assess(path).to_json()), SHIPPED)


def test_a_score_beyond_its_range_does_not_satisfy_it() -> None:
    shown = json.loads(mandate.assess(CASES[0]).to_json())
    with pytest.raises(jsonschema.ValidationError, match="101 is greater than the maximum"):
        jsonschema.validate({**shown, "score": 101}, SHIPPED)


def test_an_unknown_key_does_not_satisfy_it() -> None:
    shown = json.loads(mandate.assess(CASES[0]).to_json())
    with pytest.raises(jsonschema.ValidationError, match="Additional properties"):
        jsonschema.validate({**shown, "verdict": "fine"}, SHIPPED)
