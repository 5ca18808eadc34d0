"""``mandate schema``."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from mandate.cli.schema import FILES as OFFERED
from mandate.json_schema.files import FILES
from tests.helpers import ROOT, TINY, changed, copy_tiny, run


def test_every_kind_of_file_is_offered() -> None:
    assert list(FILES) == list(OFFERED)


@pytest.mark.parametrize("what", OFFERED)
def test_it_writes_the_schema_of_a_file(what: str, capsys: pytest.CaptureFixture[str]) -> None:
    done = run(capsys, "schema", what, "--pack", TINY)
    assert (done.code, done.err) == (0, "")
    assert json.loads(done.out)["title"] == f"Mandate {what}, for the pack tiny 1.0.0"


def test_without_a_pack_it_is_that_which_ships(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    assert "for the pack cx-leader" in run(capsys, "schema", "findings").out
    run(capsys, "schema", "case", "-o", "case.json")
    facts = json.loads(Path("case.json").read_text(encoding="utf-8"))["$defs"]["answers"]
    assert "ceo_sponsorship" in facts["properties"]


def test_the_same_pack_gives_the_same_bytes(capsys: pytest.CaptureFixture[str]) -> None:
    assert (
        run(capsys, "schema", "rule").out
        == run(capsys, "schema", "rule", "--pack", ROOT / "rules/cx-leader").out
    )


@pytest.mark.parametrize("what", ["assessment", "brand"])
def test_what_has_nothing_to_do_with_a_pack_takes_none(
    what: str, capsys: pytest.CaptureFixture[str]
) -> None:
    done = run(capsys, "schema", what, "--pack", TINY)
    assert done.code == 2
    assert f"'{what}' has one form under every pack" in done.err


def test_the_schema_of_a_brand_is_written(capsys: pytest.CaptureFixture[str]) -> None:
    brand = json.loads(run(capsys, "schema", "brand").out)
    assert brand["title"] == "Mandate brand"
    assert list(brand["properties"]) == ["firm", "logo", "colours", "fonts", "disclaimer"]


def test_a_pack_that_is_not_there_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    done = run(capsys, "schema", "case", "--pack", "cx-leaders")
    assert (done.code, done.out) == (3, "")
    assert "there is no pack 'cx-leaders'" in done.err


def test_a_pack_with_a_faulty_vocabulary_is_refused_with_its_faults(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    broken = changed("vocabulary/all.yaml", "type: checklist", "type: checklists")
    done = run(capsys, "schema", "case", "--pack", copy_tiny(tmp_path / "pack", broken))
    assert (done.code, done.out) == (3, "")
    assert "error[choice]: there is no type 'checklists'" in done.err


def test_nothing_is_written_where_it_cannot_be(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    done = run(capsys, "schema", "case", "-o", tmp_path / "no" / "case.json")
    assert (done.code, done.out) == (6, "")


def test_a_schema_is_not_written_among_the_files_of_its_pack(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    pack = copy_tiny(tmp_path / "pack")
    done = run(capsys, "schema", "rule", "--pack", pack, "-o", pack / "money" / "schema.yaml")
    assert done.code == 2
    assert not (pack / "money" / "schema.yaml").exists()
