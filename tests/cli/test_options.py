"""Options that several commands have."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.helpers import VOICES, command_of, every_command, run


def options(words: list[str]) -> set[str]:
    """Return the options of a command or a group."""
    return {name for one in command_of(words).params for name in one.opts}


FOR_SOMEBODY = [words for words in every_command() if "--for" in options(words)]


def test_commands_that_make_something_for_a_reader_are_found() -> None:
    assert {" ".join(words) for words in FOR_SOMEBODY} >= {"assess", "redact", "report"}


@pytest.mark.parametrize("words", FOR_SOMEBODY, ids=" ".join)
@pytest.mark.parametrize("name", ["", " "])
def test_a_reader_without_a_name_is_refused_and_gets_nothing(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, words: list[str], name: str
) -> None:
    target = tmp_path / "x.md"
    done = run(capsys, *words, VOICES, "--for", name, "-o", target)
    assert (done.code, done.out) == (2, "")
    assert "Invalid value for '--for': it names nobody; is a variable empty?" in done.err
    assert not target.exists()


@pytest.mark.parametrize(
    ("words", "option", "told"),
    [
        (["questions"], "--as", "it names nobody; is a variable empty?"),
        (["interview"], "--as", "it names nobody; is a variable empty?"),
        (["report"], "--to", "it names no band; is a variable empty?"),
    ],
    ids=["questions", "interview", "report"],
)
def test_an_option_that_names_nothing_is_not_taken_for_one_that_is_not_given(
    capsys: pytest.CaptureFixture[str], words: list[str], option: str, told: str
) -> None:
    done = run(capsys, *words, VOICES, option, "")
    assert (done.code, done.out) == (2, "")
    assert f"Invalid value for '{option}': {told}" in done.err
