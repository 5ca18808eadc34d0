"""The corpus through every text of a case and a pack into every format: text stays text."""

from __future__ import annotations

from pathlib import Path

import click
import pytest
import yaml

from mandate.cli.commands import cli
from tests.helpers import every_command
from tests.hostile import fields, victim
from tests.hostile.corpus import CORPUS
from tests.hostile.formats import EXEMPT, FORMATS, Made


@pytest.fixture(scope="session")
def harmless(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return victim.written(tmp_path_factory.mktemp("harmless"), 0, victim.HARMLESS)


@pytest.fixture(scope="session")
def expected() -> dict[str, Made]:
    return {}


@pytest.mark.parametrize("turn", range(victim.COUNT))
def test_hostile_text_stays_text(
    turn: int,
    tmp_path: Path,
    harmless: Path,
    expected: dict[str, Made],
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("click.utils.should_strip_ansi", lambda *_: False)  # as in a terminal
    folder = victim.written(tmp_path, turn)
    failed = []
    for form in FORMATS:
        if form.name not in expected:
            expected[form.name] = form.make(harmless, capsys)
        try:
            form.check(form.make(folder, capsys), expected[form.name])
        except Exception as error:
            failed.append(f"{form.name}: {type(error).__name__}: {str(error)[:600]}")
    assert not failed, "\n\n".join(failed)


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
    assert met == fields.fields()


def test_the_corpus_is_large_and_no_string_stands_twice() -> None:
    assert len(CORPUS) >= 60
    assert len({one.text for one in CORPUS}) == len({one.name for one in CORPUS}) == len(CORPUS)
    assert sorted(text for group in victim.GROUPS for text in group) == sorted(
        one.text for one in CORPUS
    )


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
            named = f"--format {form}" if form else ""
            default = next((one.default for one in command.params if one.name == "form"), "")
            begun = [one for one in tried if one.startswith(" ".join(words) + " ")]
            found = [
                one for one in begun if named in one or (form == default and "--format" not in one)
            ]
            assert found, (words, form)


def test_form_is_named_once() -> None:
    assert len({form.name for form in FORMATS}) == len(FORMATS)
