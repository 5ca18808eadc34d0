"""Promise 12: "Round trips: assessment to JSON and back; case to YAML and back; a receipt replays
to the byte."
"""

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given

from mandate import Assessment, load_case, replay
from mandate.case import known
from mandate.case_data import case_yaml
from mandate.library import assess, case_from
from tests.promises.generated import Data, assessor, cases, pack_named

SHIPPED = sorted((Path(__file__).parents[2] / "cases").glob("*/*.yaml"))


@given(cases(pack_named("operators")))
def test_an_assessment_survives_json(data: Data) -> None:
    assessment = assess(data, pack_named("operators"))
    again = Assessment.from_json(assessment.to_json())
    assert again == assessment
    assert again.to_json() == assessment.to_json()


@given(cases(pack_named("operators")))
def test_a_case_survives_yaml(data: Data) -> None:
    pack = pack_named("operators")
    case = known(case_from(data), pack)
    with TemporaryDirectory() as folder:
        path = Path(folder) / "case.yaml"
        path.write_text(case_yaml(case, pack), encoding="utf-8")
        again = known(load_case(path), pack)
    assert again.memory.masks == case.memory.masks
    assert [one[:-1] for one in again.memory.answers] == [one[:-1] for one in case.memory.answers]
    assert case_yaml(again, pack) == case_yaml(case, pack)
    assert assessor(pack).record(again).reference == assessor(pack).record(case).reference


@given(cases(pack_named("operators")))
def test_a_receipt_replays_to_the_byte(data: Data) -> None:
    pack = pack_named("operators")
    assessment = assess(data, pack)
    with TemporaryDirectory() as folder:
        path = Path(folder) / "assessment.json"
        path.write_text(assessment.to_json(), encoding="utf-8", newline="")
        assert replay(path, pack) == assessment


@pytest.mark.parametrize("path", SHIPPED, ids=[path.stem for path in SHIPPED])
def test_every_shipped_case_replays(path: Path, tmp_path: Path) -> None:
    assessment = assess(path)
    written = tmp_path / "assessment.json"
    written.write_text(assessment.to_json(), encoding="utf-8", newline="")
    assert replay(written) == assessment
