"""Faults planted in the clean pack, taken from the pages of their codes."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import NamedTuple

from mandate.checks.pages import page
from mandate.checks.run import CheckReport, check_folder
from tests.helpers import TESTS

CLEAN = TESTS / "packs" / "clean"
BANK = TESTS / "packs" / "clean-bank"
"""An overlay of the clean pack; the pages call its folder ``bank``."""
EXPECTED = Path(__file__).parent / "expected"
_BLOCK = re.compile(r"^(Wrong|Mended), in `([^`]+)`:\n\n```yaml\n(.*?)\n```$", re.M | re.S)


class PageExample(NamedTuple):
    """A part of a file, or a whole one, wrong and mended."""

    wrong_file: str
    wrong: str
    mended_file: str
    mended: str


def example_of(code: str) -> PageExample | None:
    """Return the example on a page; None where no part of a file can show it."""
    blocks = _BLOCK.findall(page(code))
    if not blocks:
        return None
    (one, wrong_file, wrong), (two, mended_file, mended) = blocks
    assert (one, two) == ("Wrong", "Mended")
    return PageExample(wrong_file, wrong, mended_file, mended)


def clean_pack(folder: Path, files: dict[str, str] | None = None) -> Path:
    """Copy the clean pack to *folder*, with some files replaced or added.

    Where one of them is of the overlay, copy that, and what it extends beside it.
    """
    of_overlay = [name for name in files or {} if name.startswith("bank/")]
    shutil.copytree(BANK if of_overlay else CLEAN, folder)
    for name, text in (files or {}).items():
        path = folder / name.removeprefix("bank/")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    if of_overlay:
        shutil.copytree(CLEAN, folder.with_name("extended"))
        header = folder / "pack.yaml"
        text = header.read_text(encoding="utf-8")
        header.write_text(text.replace("../clean", "../extended"), encoding="utf-8")
    return folder


def original(name: str) -> Path:
    """Return a file of the clean pack, or of the overlay."""
    return BANK / name.removeprefix("bank/") if name.startswith("bank/") else CLEAN / name


def changed(name: str, *changes: tuple[str, str]) -> dict[str, str]:
    """Return one file of the clean pack with some texts in it replaced."""
    text = original(name).read_text(encoding="utf-8")
    for old, new in changes:
        assert text.count(old) == 1, (name, old)
        text = text.replace(old, new)
    return {name: text}


def wrong_files(code: str) -> dict[str, str]:
    """Return the files of the clean pack in which the example of a page stands wrong."""
    example = example_of(code)
    assert example is not None
    if original(example.wrong_file).exists():
        return changed(example.wrong_file, (example.mended, example.wrong))
    return {example.wrong_file: f"{example.wrong}\n"}


def mended_files(code: str) -> dict[str, str]:
    """Return the files of the clean pack in which the example of a page stands mended."""
    example = example_of(code)
    assert example is not None
    if original(example.mended_file).exists():
        return changed(example.mended_file, (example.mended, example.mended))
    return {example.mended_file: f"{example.mended}\n"}


def codes_of(report: CheckReport) -> set[str]:
    """Return the codes of all faults of a report."""
    return {fault.code for fault in report.faults}


def checked(folder: Path, *files: dict[str, str]) -> CheckReport:
    """Return what is wrong with the clean pack with some files replaced or added."""
    return check_folder(clean_pack(folder, {k: v for one in files for k, v in one.items()}))
