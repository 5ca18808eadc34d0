"""``mandate merge``."""

from __future__ import annotations

from pathlib import Path

import pytest

from mandate import load_case, merge
from tests.helpers import ROOT, copy_tiny, run

EXAMPLES = ROOT / "cases" / "examples"
CEO = "title: A case\npack: tiny\nrespondents: {ceo: {reports_to: cmo}}  # a comment\n"
CFO = "title: A case\nrespondents: {cfo: {reports_to: other}}\n"
JOINED = """\
title: A case
pack: tiny
facts: {}
respondents:
  ceo:
    reports_to: cmo
  cfo:
    reports_to: other
"""


@pytest.fixture(name="folder")
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    copy_tiny(tmp_path / "tiny")
    (tmp_path / "ceo.yaml").write_text(CEO, encoding="utf-8")
    (tmp_path / "cfo.yaml").write_text(CFO, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_two_files_are_joined(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys, "merge", "ceo.yaml", "cfo.yaml") == (0, JOINED, "")
    assert run(capsys, "merge", "ceo.yaml", "cfo.yaml", "-o", "both.yaml") == (0, "", "")
    assert (folder / "both.yaml").read_bytes() == JOINED.encode()
    assert (folder / "ceo.yaml").read_text(encoding="utf-8") == CEO
    assert run(capsys, "merge", "cfo.yaml", "both.yaml", "ceo.yaml").out.count("ceo:") == 1
    assert "! Disputed" in run(capsys, "assess", "both.yaml").out


@pytest.mark.parametrize(
    "command", [["merge", "ceo.yaml", "cfo.yaml"], ["forget", "ceo.yaml", "ceo"]]
)
def test_a_pack_beside_the_case_is_found_from_where_it_is_written(
    command: list[str], folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "out").mkdir()
    assert run(capsys, *command, "-o", "out/case.yaml").code == 0
    assert "pack: ../tiny\n" in (folder / "out/case.yaml").read_text(encoding="utf-8")
    assert run(capsys, "assess", "out/case.yaml").code == 0
    redacted = run(capsys, "redact", "out/case.yaml", "--for", "client", "-o", "edition.yaml")
    assert redacted.code == 0
    assert "pack: tiny\n" in (folder / "edition.yaml").read_text(encoding="utf-8")


@pytest.mark.parametrize("target", ["ceo.yaml", "cfo.yaml", "./tiny/../cfo.yaml"])
def test_no_input_is_written_over(
    target: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    done = run(capsys, "merge", "ceo.yaml", "cfo.yaml", "-o", target)
    assert (done.code, done.out) == (2, "")
    assert "would overwrite the case" in done.err
    assert (folder / "cfo.yaml").read_text(encoding="utf-8") == CFO


def test_one_file_is_nothing_to_join(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    done = run(capsys, "merge", str(folder / "ceo.yaml"))
    assert done.code == 2
    assert "name two case files or more" in done.err


def test_what_cannot_be_joined_leaves_no_file(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "cfo.yaml").write_text(CFO.replace("cfo", "ceo"), encoding="utf-8")
    done = run(capsys, "merge", "ceo.yaml", "cfo.yaml", "-o", "both.yaml")
    assert (done.code, done.out) == (4, "")
    assert done.err.startswith("cfo.yaml:2:33: error[two-answers]: ceo says of reports_to both")
    assert not (folder / "both.yaml").exists()


def test_one_role_and_two_candidates_make_a_shortlist() -> None:
    role = load_case(EXAMPLES / "fernlea-role.yaml")
    one, two = (
        merge(EXAMPLES / f"fernlea-candidate-{name}.yaml", role, pack="cx-leader") for name in "ab"
    )
    assert one.id != two.id
    assert one.title.endswith("candidate A")
    assert one.stage == "offer"
    for joined in (one, two):
        for name in ("ceo", "hiring_manager", "finance_director", "candidate"):
            assert f"  {name}:\n" in joined.to_yaml()


def test_files_that_name_two_organisations_are_joined_with_a_warning(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name, firm in (("ceo", "Acme"), ("cfo", "Apex")):
        path = folder / f"{name}.yaml"
        path.write_text(f"organisation: {firm}\n{path.read_text(encoding='utf-8')}", "utf-8")
    code, _, told = run(capsys, "merge", "ceo.yaml", "cfo.yaml")
    warning = "these files name 2 organisations: Acme; Apex; make sure that they are about one role"
    assert (code, told) == (0, f"{warning}\n")
    (folder / "cfo.yaml").write_text(f"organisation: Acme\n{CFO}", encoding="utf-8")
    assert run(capsys, "merge", "ceo.yaml", "cfo.yaml")[2] == ""
