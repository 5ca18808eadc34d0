"""``mandate replay``."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from mandate import ReplayError, __version__, assess, load_pack, replay
from tests.helpers import ROOT, TINY, changed, copy_tiny, run

HINT = "     = name a file that 'mandate assess --format json' wrote\n"


@pytest.fixture(name="shown")
def _shown(case_file: Path, tmp_path: Path) -> Path:
    path = tmp_path / "a.json"
    path.write_text(assess(case_file, load_pack(TINY)).to_json(), encoding="utf-8")
    return path


def test_an_assessment_is_proved_again(shown: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys, "replay", shown, "--pack", TINY) == (
        0,
        "proved: Café Müller, head of customer experience: high, score 59, by tiny 1.0.0 "
        f"and Mandate {__version__}\n",
        "",
    )


@pytest.mark.parametrize(
    "path", sorted((ROOT / "cases").glob("*/*.yaml")), ids=lambda path: path.stem
)
def test_every_assessment_of_the_collection_is_proved(path: Path, tmp_path: Path) -> None:
    target = tmp_path / "a.json"
    assessment = assess(path)
    target.write_text(assessment.to_json(), encoding="utf-8")
    assert replay(target) == assessment


@pytest.mark.parametrize("facts", [{"facts": {}}, {"respondents": {}}, {"title": "A", "facts": {}}])
def test_an_assessment_of_nothing_is_proved(facts: dict[str, object], tmp_path: Path) -> None:
    target = tmp_path / "a.json"
    pack = load_pack(TINY)
    target.write_text(assess(facts, pack).to_json(), encoding="utf-8")
    assert replay(target, pack)


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "Expecting value: line 1 column 1 (char 0)"),
        (b"[]", "assessment: unexpected list"),
        (b'{"score": NaN}', "NaN is not a number JSON knows"),
        (b"\xff", "'utf-8' codec can't decode byte 0xff in position 0: invalid start byte"),
    ],
)
def test_what_is_no_assessment_is_refused(
    content: bytes, why: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "a.json"
    path.write_bytes(content)
    assert run(capsys, "replay", path) == (
        4,
        "",
        f"{path}: error[not-an-assessment]: this is no assessment: {why}\n{HINT}",
    )


def test_a_missing_assessment_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "a.json"
    assert run(capsys, "replay", path) == (
        4,
        "",
        f"{path}: error[not-an-assessment]: the file cannot be read: No such file or directory\n"
        + HINT,
    )


@pytest.mark.parametrize("total", ["1" + "0" * 400, "1e999", "-1" + "0" * 400])
def test_numbers_beyond_all_bounds_are_refused(
    total: str, shown: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data = json.loads(shown.read_text(encoding="utf-8"))
    data["total"] = 0
    text = json.dumps(data).replace('"total": 0', f'"total": {total}')
    shown.write_text(text, encoding="utf-8")
    done = run(capsys, "replay", shown, "--pack", TINY)
    assert (done.code, done.out) == (4, "")
    assert "error[not-an-assessment]" in done.err


@pytest.mark.parametrize(
    ("part", "value"), [("score", 1), ("band", "low"), ("total", -9.0), ("headline", "All is well")]
)
def test_a_part_that_was_changed_is_named(
    part: str, value: object, shown: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data = json.loads(shown.read_text(encoding="utf-8"))
    data[part] = value
    shown.write_text(json.dumps(data, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    assert run(capsys, "replay", shown, "--pack", TINY) == (
        4,
        "",
        f"{shown}: error[not-proved]: assessed again, the case gives another assessment\n"
        f"     = these parts differ: {part}\n",
    )


@pytest.mark.parametrize("change", ["layout", "crlf", "bom"])
def test_another_layout_is_not_the_same_bytes(change: str, shown: Path) -> None:
    text = shown.read_text(encoding="utf-8")
    if change == "layout":
        text = json.dumps(json.loads(text))
    elif change == "crlf":
        text = text.replace("\n", "\r\n")
    else:
        text = "\ufeff" + text
    shown.write_bytes(text.encode())
    with pytest.raises(ReplayError):
        replay(shown, TINY)


def test_a_changed_answer_in_the_receipt_is_not_proved(shown: Path) -> None:
    text = shown.read_text(encoding="utf-8")
    head, receipt = text.rsplit('"receipt"', 1)
    shown.write_text(head + '"receipt"' + receipt.replace('"cmo"', '"other"'), encoding="utf-8")
    with pytest.raises(ReplayError, match="these parts differ: "):
        replay(shown, TINY)


def test_another_pack_is_told_by_its_digest(
    shown: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    other = copy_tiny(tmp_path / "other", changed("pack.yaml", "version: 1.0.0", "version: 1.1.0"))
    done = run(capsys, "replay", shown, "--pack", other)
    assert done.code == 4
    assert "error[pack-digest]: the pack tiny 1.1.0 is not the one that was used\n" in done.err
    assert f"     = expected 1.0.0, {load_pack(TINY).digest}\n" in done.err


def test_another_version_of_mandate_is_told(
    shown: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = shown.read_text(encoding="utf-8")
    old = text.replace(f'"mandate": "{__version__}"', '"mandate": "0.0.1"')
    shown.write_text(old, encoding="utf-8")
    done = run(capsys, "replay", shown, "--pack", TINY)
    assert done.code == 4
    assert f"it was made by Mandate 0.0.1, and this is {__version__}" in done.err


def test_a_pack_that_is_not_there_exits_with_3(
    shown: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    done = run(capsys, "replay", shown)
    assert (done.code, done.out) == (3, "")
    assert "there is no pack 'tiny'" in done.err


def test_a_hostile_title_does_not_steer_the_terminal(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    from mandate.cli import replay as command

    target = tmp_path / "a.json"
    case = {"title": "\x1b[2J\u202eevil", "facts": {"authority_type": "none"}}
    target.write_text(assess(case, load_pack(TINY)).to_json(), encoding="utf-8")
    assert command.replay.callback is not None
    command.replay.callback(target, str(TINY))
    (told,) = capsys.readouterr().out.splitlines()
    assert told.startswith("proved: ")
    assert told.isprintable()
