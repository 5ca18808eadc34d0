"""``mandate explain``."""

from __future__ import annotations

from pathlib import Path

import pytest

from mandate import Explanation, explain
from mandate.report import explanation_text
from mandate.serialization import from_json
from tests.helpers import TINY, run


@pytest.mark.parametrize("subject", [[], ["figurehead"], ["finding:powerless"], ["authority"]])
def test_text_and_json_go_to_the_terminal_and_to_a_file_alike(
    subject: list[str], case_file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    expected = explain(case_file, subject[0], TINY) if subject else explain(case_file, pack=TINY)
    target = tmp_path / "explanation"
    for form, text in (
        ("text", explanation_text.render(expected)),
        ("json", expected.to_json()),
    ):
        options = ("--pack", TINY, "--format", form)
        assert run(capsys, "explain", case_file, *subject, *options) == (0, text, "")
        assert run(capsys, "explain", case_file, *subject, *options, "-o", target) == (0, "", "")
        assert target.read_text(encoding="utf-8") == text
    assert from_json(Explanation, target.read_text(encoding="utf-8")) == expected


def test_an_id_that_is_not_there_is_wrong_usage(
    case_file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "explanation"
    done = run(capsys, "explain", case_file, "figurhead", "--pack", TINY, "-o", target)
    assert done == (
        2,
        "",
        "figurhead: error[unknown-subject]: the pack tiny has no rule, finding or driver "
        "'figurhead'\n     = did you mean 'figurehead'?\n",
    )
    assert not target.exists()


def test_a_bad_case_exits_with_4_and_a_bad_pack_with_3(
    case_file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(capsys, "explain", "nowhere.yaml").code == 4
    assert run(capsys, "explain", case_file, "--pack", "nowhere").code == 3


def test_an_explanation_does_not_overwrite_its_case(
    case_file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = case_file.read_bytes()
    done = run(capsys, "explain", case_file, "--pack", TINY, "-o", case_file)
    assert done.code == 2
    assert "would overwrite the case" in done.err
    assert case_file.read_bytes() == before
