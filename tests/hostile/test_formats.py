"""The corpus through every text of a case and a pack into every format: text stays text."""

from __future__ import annotations

from pathlib import Path

import click
import pytest
import yaml

import mandate
from tests.helpers import command_of, every_command
from tests.hostile import fields, victim
from tests.hostile.corpus import CORPUS, HALF
from tests.hostile.formats import COARSE, EXEMPT, FINE, FORMATS, SLOW, Format, Made

Sweep = tuple[tuple[str, ...], ...]
TURNS = [
    *(pytest.param(FINE, victim.FINE, turn, id=f"fine-{turn}") for turn in range(len(victim.FINE))),
    *(
        pytest.param(COARSE, victim.COARSE, turn, id=f"coarse-{turn}")
        for turn in range(len(victim.COARSE))
    ),
    *(pytest.param((one,), victim.COARSE, 5, id=one.name) for one in SLOW),
    *(pytest.param((one,), victim.COARSE, 9, id=f"{one.name}, again") for one in SLOW),
]


@pytest.fixture(scope="session")
def harmless(tmp_path_factory: pytest.TempPathFactory) -> dict[Sweep, Path]:
    """The victims with harmless texts, by sweep."""
    return {
        sweep: victim.written(tmp_path_factory.mktemp("harmless"), 0, texts)
        for sweep, texts in victim.HARMLESS.items()
    }


@pytest.fixture(scope="session")
def expected() -> dict[str, Made]:
    """What each format is with harmless texts, once it has been made."""
    return {}


@pytest.mark.parametrize(("forms", "sweep", "turn"), TURNS)
def test_hostile_text_stays_text(
    forms: tuple[Format, ...],
    sweep: Sweep,
    turn: int,
    tmp_path: Path,
    harmless: dict[Sweep, Path],
    expected: dict[str, Made],
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("click.utils.should_strip_ansi", lambda *_: False)  # as in a terminal
    hostile = victim.written(tmp_path / "hostile", turn, sweep)
    failed = []
    for form in forms:
        if form.name not in expected:
            expected[form.name] = form.make(harmless[sweep], capsys)
        try:
            form.check(form.make(hostile, capsys), expected[form.name])
        except (AssertionError, ValueError, mandate.MandateError) as error:
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
        choices = [""]
        default: object = ""
        for option in command_of(words).params:
            if option.name == "form":
                assert isinstance(option.type, click.Choice)
                choices, default = [*option.type.choices], option.default
        for form in choices:
            named = (f"--format {form}", f"-o report.{form}") if form else ("",)
            begun = [one for one in tried if one.startswith(" ".join(words) + " ")]
            found = [
                one
                for one in begun
                if any(part in one for part in named) or (form == default and "--format" not in one)
            ]
            assert found, (words, form)


def test_form_is_named_once() -> None:
    assert len({form.name for form in FORMATS}) == len(FORMATS)


@pytest.mark.parametrize("name", ["title", "sources", "respondents"])
def test_half_a_character_comes_in_through_no_door(name: str, tmp_path: Path) -> None:
    within = {"title": HALF, "sources": [{"id": "a", "title": HALF}], "respondents": {HALF: {}}}
    with pytest.raises(mandate.CaseError, match="lone surrogate"):
        mandate.assess({"title": "A role", name: within[name]}, victim.HERE / "pack")
    path = tmp_path / "case.yaml"
    path.write_text('title: "\\ud800"\n', encoding="utf-8")
    with pytest.raises(mandate.CaseError):
        mandate.assess(path, victim.HERE / "pack")


def test_a_reason_with_braces_that_name_no_fact_is_refused(tmp_path: Path) -> None:
    folder = victim.written(tmp_path, 0, victim.HARMLESS[victim.FINE])
    path = folder / "pack" / "rules" / "others.yaml"
    for hostile in ("{{ 7 * 7 }}", "{0.__class__}", "{__import__('os')}"):
        text = path.read_text(encoding="utf-8")
        path.write_text(f'{text}"expect": "{hostile}"\n', encoding="utf-8")
        mandate.load_pack(folder / "pack")  # a text that has no placeholders
        path.write_text(text.replace('"because": "', f'"because": "{hostile}', 1), encoding="utf-8")
        with pytest.raises(mandate.PackError, match="is no fact"):
            mandate.load_pack(folder / "pack")
        path.write_text(text, encoding="utf-8")
