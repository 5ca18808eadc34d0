"""Digests are of the meaning: no layout, no order of files or keys, no path."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
import yaml

from mandate import Pack, load_pack
from mandate.pack.digest import digest
from mandate.pack.model import Band, Citation, Notes, Remedy
from tests.helpers import TINY, changed, copy_tiny, fact, python, rule, vocabulary

ORDERED = {"levels", "items", "bands", "drivers"}  # here the order is part of the meaning


def rewritten(folder: Path, *, backwards: bool = False) -> None:
    """Write every file of a pack anew: other layout, and keys backwards where order is free."""

    def turned(value: object, key: str = "") -> object:
        if isinstance(value, dict):
            pairs = [(one, turned(two, one)) for one, two in value.items()]
            return dict(pairs if key in ORDERED or not backwards else reversed(pairs))
        return [turned(one) for one in value] if isinstance(value, list) else value

    for path in folder.rglob("*.yaml"):
        data = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
        text = yaml.safe_dump(turned(data), sort_keys=False, width=40, default_style='"')
        path.write_text("# a remark\n\n" + text, encoding="utf-8")


def test_a_digest_is_a_sha_256(tiny: Pack) -> None:
    assert tiny.digest.startswith("sha256:")
    assert len(tiny.digest) == 7 + 64


def test_neither_path_nor_layout_nor_quotes_change_a_digest(tiny: Pack, tmp_path: Path) -> None:
    folder = copy_tiny(tmp_path / "elsewhere")
    rewritten(folder)
    assert load_pack(folder).digest == tiny.digest


def test_the_order_of_keys_does_not_change_a_digest(tiny: Pack, tmp_path: Path) -> None:
    folder = copy_tiny(tmp_path / "pack")
    rewritten(folder, backwards=True)
    assert load_pack(folder).digest == tiny.digest


def test_line_ends_and_byte_order_marks_do_not_change_a_digest(tiny: Pack, tmp_path: Path) -> None:
    folder = copy_tiny(tmp_path / "pack")
    for path in folder.rglob("*.yaml"):
        path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    assert load_pack(folder).digest == tiny.digest


def test_the_folder_a_rule_stands_in_does_not_change_a_digest(tiny: Pack, tmp_path: Path) -> None:
    folder = copy_tiny(tmp_path / "pack")
    shutil.move(folder / "money", folder / "resources")
    shutil.move(folder / "mandate" / "powerless.yaml", folder / "resources")
    assert load_pack(folder).digest == tiny.digest


def test_the_file_a_fact_stands_in_does_not_change_a_digest(tiny: Pack, tmp_path: Path) -> None:
    folder = copy_tiny(tmp_path / "pack")
    text = (folder / "vocabulary/all.yaml").read_text(encoding="utf-8")
    head, tail = text.split("  reports_to:")
    (folder / "vocabulary/all.yaml").write_text(head, encoding="utf-8")
    (folder / "vocabulary/zzz.yaml").write_text(
        f"theme: everything\nfacts:\n  reports_to:{tail}", encoding="utf-8"
    )
    assert load_pack(folder).digest == tiny.digest


def test_examples_are_no_part_of_the_meaning(tiny: Pack, tmp_path: Path) -> None:
    folder = copy_tiny(tmp_path / "pack", changed("money/small-team.yaml", "name: five", "name: 5"))
    assert load_pack(folder).digest == tiny.digest


def test_notes_are_no_part_of_the_meaning(tiny: Pack, tmp_path: Path) -> None:
    notes = "points_because: It weighs double.\nreworded: It read the team as well.\nsources:"
    folder = copy_tiny(tmp_path / "pack", changed("money/small-team.yaml", "sources:", notes))
    noted = load_pack(folder)
    assert noted.rules["small-team"].notes == Notes(
        "It weighs double.", "It read the team as well."
    )
    assert noted.digest == tiny.digest


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("pack.yaml", "scale: 0.5\n", "scale: 0.5\nweights_because: By rote.\n"),
        ("vocabulary/all.yaml", "line: The functions", "linear: The functions"),
        ("vocabulary/all.yaml", "better: lower", "better: higher"),
        ("vocabulary/all.yaml", "max: 50", "max: 45"),
        ("vocabulary/all.yaml", "title: Charter", "title: The charter"),
        ("pack.yaml", "base: -3", "base: -2"),
        ("pack.yaml", "scale: 0.5", "scale: 0.51"),
        ("pack.yaml", "version: 1.0.0", "version: 1.0.1"),
        ("pack.yaml", "risk: 6", "risk: 5"),
        ("pack.yaml", "from: 0.5", "from: 0.6"),
        ("pack.yaml", "{at_least: 3}}]}", "{at_least: 4}}]}"),
        ("findings.yaml", "Nothing but", "Only"),
        ("sources.yaml", "kind: seed", "kind: study"),
        ("mandate/figurehead.yaml", "points: 3}", "points: 2}"),
        ("mandate/figurehead.yaml", "at_least_band: high", "at_least_band: moderate"),
        ("mandate/figurehead.yaml", "[authority-type, dedicated-budget]", "[authority-type]"),
        (
            "mandate/powerless.yaml",
            "levels_below_ceo: {at_least: 3}",
            "levels_below_ceo: {more_than: 3}",
        ),
        ("money/small-team.yaml", "{less_than: 10}", "{less_than: 15}"),
        ("money/small-team.yaml", "because: A team", "because: Any team"),
        ("money/small-team.yaml", "grade: D", "grade: C"),
    ],
)
def test_a_change_of_meaning_changes_the_digest(
    tiny: Pack, tmp_path: Path, name: str, old: str, new: str
) -> None:
    files = changed(name, old, new)
    if "linear" in new:
        files |= changed("mandate/authority-type.yaml", "line: -2", "linear: -2")
    assert load_pack(copy_tiny(tmp_path / "pack", files)).digest != tiny.digest


def test_a_fact_or_a_rule_more_changes_the_digest(tiny: Pack, tmp_path: Path) -> None:
    more = rule("more", "{risk: {driver: resources, points: 1}}", "{reports_to: cmo}")
    one = load_pack(copy_tiny(tmp_path / "one", more)).digest
    two = load_pack(copy_tiny(tmp_path / "two", vocabulary(fact("more")))).digest
    assert len({tiny.digest, one, two}) == 3


def test_the_hash_seed_does_not_change_a_digest(tiny: Pack) -> None:
    source = f"from mandate import load_pack; print(load_pack({str(TINY)!r}).digest, end='')"
    assert {python(source, seed=str(seed)) for seed in range(3)} == {tiny.digest}


def test_values_of_different_kinds_have_different_digests() -> None:
    values = [
        (),
        ("",),
        (("",),),
        ("a", "b"),
        ("ab",),
        (("a",), "b"),
        1,
        "1",
        True,
        None,
        {},
        {"a": 1},
        ("a", 1),
        ("1", 1),
        (1, "1"),
        ("ab", "c"),
        ("a", "bc"),
        ("text", "end"),
        (("text",), "end"),
        ({}, "a"),
        {"a": {"b": "c"}},
        {"a": ("b", "c")},
        (("a", "b"), ()),
        (("a",), ("b",)),
        Citation("a", "b"),
        Remedy("a", (), "b", "c", "d", "e", "f"),
        Band("a", "b", None, ("c", "d")),
        Band("a", "b", 0, ("c", "d")),
        Band("a", "b", 0, ("c,d",)),
    ]
    assert len({digest(value) for value in values}) == len(values)


def test_the_order_of_a_dictionary_does_not_change_a_digest() -> None:
    assert digest({"a": 1, "b": 2}) == digest({"b": 2, "a": 1})
