"""The pack that a new one is made of, held to everything a pack can be held to."""

from __future__ import annotations

from pathlib import Path

import pytest

from mandate import load_pack
from mandate.authoring.pack_files import TEMPLATE, pack_files, title_of
from mandate.pack.load import load_folder
from tests.proofs.helpers import verdicts, verified


def made(folder: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def test_a_new_pack_carries_its_name_and_title(tmp_path: Path) -> None:
    pack = load_pack(made(tmp_path / "other", pack_files("my-pack", "Is it:  ready? # yes")))
    assert (pack.id, pack.title) == ("my-pack", "Is it: ready? # yes")
    assert (tmp_path / "other" / "README.md").read_text().startswith("# Is it: ready? # yes\n")


def test_a_title_that_could_steer_a_terminal_is_made_visible(tmp_path: Path) -> None:
    pack = load_pack(made(tmp_path / "new", pack_files("new", "Ready\x1b[2J\nid: other")))
    assert pack.title == "Ready\ufffd[2J id: other"
    assert pack.id == "new"


def test_a_new_pack_differs_from_the_template_in_three_lines_only() -> None:
    files = pack_files("my-pack", "Mine")
    names = [path.relative_to(TEMPLATE).as_posix() for path in TEMPLATE.rglob("*.*")]
    assert sorted(files) == sorted(names)
    changed = [
        line
        for name, text in files.items()
        for line in set(text.splitlines()) - set((TEMPLATE / name).read_text().splitlines())
    ]
    assert sorted(changed) == ["# Mine", "id: my-pack", "title: Mine"]


def test_the_template_holds_every_law_of_a_pack() -> None:
    pack = load_folder(TEMPLATE)
    assert verdicts(verified(pack)) == {}
    assert any(rule.points is None for rule in pack.rules.values())
    assert any(rule.absorbs for rule in pack.rules.values())
    assert pack.findings


@pytest.mark.parametrize(
    ("name", "title"), [("acme-bank", "Acme bank"), ("role_time", "Role time"), ("A--b", "A b")]
)
def test_a_title_is_made_of_a_name(name: str, title: str) -> None:
    assert title_of(name) == title
