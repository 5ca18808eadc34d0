"""A key that no form has is told of wherever it stands: a misspelt one is never passed over."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from mandate import CaseError, PackError, assess, load_pack
from mandate.advisory.brand import read_brand
from mandate.errors import Faults, MandateError
from mandate.source import to_plain
from mandate.yaml_files import dump, read_file
from tests.helpers import EXAMPLES, FIRM, ROOT, TESTS

STRAY = "stray_key"
FAULTY = TESTS / "transcripts" / "cases" / "faulty.yaml"
NAMES_AND_TEXTS = {"items", "levels"}  # any name may stand there, with a text
CHECKED_LATER = {"suppress"}  # by `mandate pack check`, the one command that heeds it
OF_A_MAPPING = {"condition", "comparison", "value"}
PACKS = TESTS / "packs"
IN_PACKS = [
    path
    for name in ("clean", "tiny", "tiny-bank")
    for path in sorted((PACKS / name).rglob("*.yaml"))
    if path.name != "seeds.yaml"  # read by `mandate pack check` and `mandate pack docs` alone
]
CASES = [
    *sorted(EXAMPLES.glob("*.yaml")),
    *sorted((ROOT / "cases" / "published").glob("*.yaml"))[:3],
    *sorted({*(TESTS / "transcripts" / "cases").glob("*.yaml")} - {FAULTY}),
]


def strayed(path: Path) -> Iterator[str]:
    """Yield what a file says with a stray key in one of its mappings, for each of them."""
    faults = Faults()
    document = read_file(path, faults)
    assert document is not None, str(faults)
    whole = to_plain(document)
    for mapping in _mappings(whole):
        mapping[STRAY] = "x"
        yield dump(whole)
        del mapping[STRAY]


def _mappings(data: object) -> Iterator[dict[str, object]]:
    if isinstance(data, dict):
        yield data
        for key, part in data.items():
            below = _mappings(part)
            if key in NAMES_AND_TEXTS:
                next(below, None)
            if key not in CHECKED_LATER:
                yield from below
    elif isinstance(data, list):
        for part in data:
            yield from _mappings(part)


def _is_told(error: MandateError, path: Path) -> bool:
    """Return whether a fault names the key, or says of its mapping that it is not what may stand
    there, in the file itself."""
    return any(
        one.location.path == str(path) and (STRAY in str(one) or one.code in OF_A_MAPPING)
        for one in error.faults
    )


@pytest.mark.parametrize("path", IN_PACKS, ids=lambda path: str(path.relative_to(PACKS)))
def test_a_stray_key_in_a_pack_is_told_of(path: Path, tmp_path: Path) -> None:
    packs = tmp_path / "packs"
    shutil.copytree(PACKS, packs)
    changed = packs / path.relative_to(PACKS)
    load_pack(packs / path.relative_to(PACKS).parts[0])
    for text in strayed(path):
        changed.write_text(text, encoding="utf-8")
        with pytest.raises(PackError) as raised:
            load_pack(packs / path.relative_to(PACKS).parts[0])
        assert _is_told(raised.value, changed), text


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_a_stray_key_in_a_case_is_told_of(path: Path, tmp_path: Path) -> None:
    changed = tmp_path / path.name
    assess(path)
    for text in strayed(path):
        changed.write_text(text.replace("../../packs", str(PACKS)), encoding="utf-8")
        with pytest.raises(CaseError) as raised:
            assess(changed)
        assert _is_told(raised.value, changed), text


def test_a_stray_key_in_a_brand_is_told_of(tmp_path: Path) -> None:
    shutil.copytree(FIRM, tmp_path / "firm")
    (path,) = (tmp_path / "firm").glob("*.yaml")
    for text in list(strayed(path)):
        path.write_text(text, encoding="utf-8")
        with pytest.raises(MandateError) as raised:
            read_brand(path)
        assert _is_told(raised.value, path), text
