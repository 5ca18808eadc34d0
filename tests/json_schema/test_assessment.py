"""The JSON Schemas in the package are those of the code, and what is written satisfies them."""

import json
from pathlib import Path

import jsonschema
import pytest

import mandate
from mandate.cli.schema import DOCUMENTS
from tests.helpers import run

ROOT = Path(__file__).parents[2]
SCHEMAS = Path(mandate.__file__).with_name("schema")
SHIPPED = json.loads((SCHEMAS / "assessment.json").read_text(encoding="utf-8"))
CASES = sorted((ROOT / "cases").glob("*/*.yaml"))


@pytest.mark.parametrize("document", DOCUMENTS)
def test_the_shipped_schema_is_the_one_the_code_generates(
    document: str, capsys: pytest.CaptureFixture[str]
) -> None:
    shipped = (SCHEMAS / f"{document}.json").read_text(encoding="utf-8")
    assert run(capsys, "schema", document).out == shipped, (
        f"run: mandate schema {document} > mandate/schema/{document}.json"
    )
    jsonschema.Draft202012Validator.check_schema(json.loads(shipped))


def test_no_schema_is_shipped_of_a_document_that_there_is_not() -> None:
    assert {path.stem for path in SCHEMAS.iterdir()} == set(DOCUMENTS)


def test_advice_and_sensitivity_satisfy_theirs() -> None:
    case = ROOT / "cases" / "examples" / "larkmere-telecom.yaml"
    for name, made in (
        ("advice", mandate.advise(case, "high")),
        ("advice", mandate.advise(case, "low", max_changes=2)),
        ("sensitivity", mandate.sensitivity(case)),
    ):
        schema = json.loads((SCHEMAS / f"{name}.json").read_text(encoding="utf-8"))
        jsonschema.validate(json.loads(made.to_json()), schema)


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
