"""The corpus through every text of a case and a pack into every format: text stays text."""

from __future__ import annotations

from pathlib import Path

import click
import pytest
import yaml

import mandate
from mandate.cli.commands import cli
from tests.helpers import every_command
from tests.hostile import fields, victim
from tests.hostile.corpus import CORPUS
from tests.hostile.formats import COARSE, EXEMPT, FINE, FORMATS, SLOW, Format, Made

SLOW_TURNS = {0, 7}
TURNS = [
    *(pytest.param(victim.FINE, turn, id=f"fine-{turn}") for turn in range(len(victim.FINE))),
    *(pytest.param(victim.COARSE, turn, id=f"coarse-{turn}") for turn in range(len(victim.COARSE))),
]
Sweep = tuple[tuple[str, ...], ...]


@pytest.fixture(scope="session")
def expected() -> dict[str, Made]:
    """What each format is with harmless texts, once it has been made."""
    return {}


@pytest.mark.parametrize(("sweep", "turn"), TURNS)
def test_hostile_text_stays_text(
    sweep: Sweep,
    turn: int,
    tmp_path: Path,
    expected: dict[str, Made],
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("click.utils.should_strip_ansi", lambda *_: False)  # as in a terminal
    harmless = victim.written(tmp_path / "harmless", 0, victim.HARMLESS[sweep])
    hostile = victim.written(tmp_path / "hostile", turn, sweep)
    failed = []
    for form in _formats(sweep, turn):
        if form.name not in expected:
            expected[form.name] = form.make(harmless, capsys)
        try:
            form.check(form.make(hostile, capsys), expected[form.name])
        except (AssertionError, ValueError, mandate.MandateError) as error:
            failed.append(f"{form.name}: {type(error).__name__}: {str(error)[:600]}")
    assert not failed, "\n\n".join(failed)


def _formats(sweep: Sweep, turn: int) -> tuple[Format, ...]:
    if sweep is victim.FINE:
        return FINE
    return (*COARSE, *SLOW) if turn in SLOW_TURNS else COARSE


def test_every_text_of_every_form_is_hostile() -> None:
    met: set[fields.Field] = set()

    def put(at: fields.Field, was: str) -> str:
        if at.kind != fields.CITED:
            met.add(at)
        return was

    for path in sorted(victim.HERE.rglob("*.yaml")):
        name = path.relative_to(victim.HERE).as_posix()
        kind = victim.KINDS.get(name) or victim.FOLDERS[name.rpartition("/")[0]]
        data = yaml.load(path.read_text(encoding="utf-8"), yaml.BaseLoader)
        assert fields.rewritten(data, fields.ROOTS[kind], put) == data
    assert {one for one in met if one[:2] not in fields.NAMES} == fields.fields()


def test_the_corpus_is_large_and_no_string_stands_twice() -> None:
    first = {one.text for one in CORPUS if one.stands == "first"}
    assert len(CORPUS) >= 60
    assert len({one.text for one in CORPUS}) == len({one.name for one in CORPUS}) == len(CORPUS)
    for sweep in (victim.FINE, victim.COARSE):
        assert sorted(text for group in sweep for text in group) == sorted(
            one.text for one in CORPUS
        )
    assert all(group[0] in first for group in victim.FINE)


def test_every_command_in_every_format_is_tried() -> None:
    tried = {form.name for form in FORMATS}
    for words in every_command():
        if " ".join(words) in EXEMPT:
            continue
        command: click.Command = cli
        for word in words:
            command = command.get_command(click.Context(cli), word)  # type: ignore[attr-defined]
        choices = [one.type.choices for one in command.params if one.name == "form"]  # type: ignore[attr-defined]
        for form in choices[0] if choices else [""]:
            named = (f"--format {form}", f"-o report.{form}") if form else ("",)
            default = next((one.default for one in command.params if one.name == "form"), "")
            begun = [one for one in tried if one.startswith(" ".join(words) + " ")]
            found = [
                one
                for one in begun
                if any(part in one for part in named) or (form == default and "--format" not in one)
            ]
            assert found, (words, form)


def test_form_is_named_once() -> None:
    assert len({form.name for form in FORMATS}) == len(FORMATS)
