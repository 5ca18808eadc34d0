"""Each code has a page, whose wrong example gives the code and whose mended one does not."""

from __future__ import annotations

import ast
import os
from collections.abc import Callable
from pathlib import Path

import pytest

import mandate
from mandate.checks.pages import codes, page, title
from mandate.checks.run import check_folder
from mandate.checks.table import CHECKS, OTHER_LEVELS, level_of
from mandate.errors import PackError
from tests.checks.planted import (
    checked,
    clean_pack,
    codes_of,
    example_of,
    mended_files,
    original,
    wrong_files,
)
from tests.helpers import run

PACKAGE = Path(mandate.__file__).parent
WITH_EXAMPLE = [code for code in codes() if example_of(code)]
READERS = ["pack/*.py", "conditions/*.py", "reading.py", "answers.py", "yaml_files.py"]
KINDS_OF_CALL = {"add": 1, "_fault": 1, "one_of": 4, "Fault": 1}  # where each takes a code
NOT_A_WHOLE_PACK = {"fact-twice", "undecided"}  # their pages add facts that no rule reads
NOT_OF_A_PACK = {"source-twice"}


def _unreadable(folder: Path) -> None:
    (folder / "money/small-team.yaml").unlink()
    (folder / "money/small-team.yaml").symlink_to("small-team.yaml")


def _deep(folder: Path) -> None:
    nested = "[" * 40 + "]" * 40
    (folder / "money/small-team.yaml").write_text(f"id: small-team\nwhen: {nested}\n")


def _without(*names: str) -> Callable[[Path], None]:
    def remove(folder: Path) -> None:
        for name in names:
            for path in folder.glob(name):
                path.unlink()

    return remove


def _pipe(folder: Path) -> None:
    os.mkfifo(folder / "money/pipe.yaml")


def _extending_itself(folder: Path) -> None:
    (folder / "pack.yaml").write_text("id: a\nversion: 1.0.0\ntitle: A\nextends: .\n")


def _too_deep_a_chain(folder: Path) -> None:
    for number in range(6):
        (folder / f"{number}").mkdir()
        text = f"id: a{number}\nversion: 1.0.0\ntitle: A\nextends: ../{number + 1}\n"
        (folder / f"{number}/pack.yaml").write_text(text)
    (folder / "pack.yaml").write_text("id: a\nversion: 1.0.0\ntitle: A\nextends: 0\n")


def _writing(content: bytes) -> Callable[[Path], None]:
    def write(folder: Path) -> None:
        (folder / "findings.yaml").write_bytes(content)

    return write


SHOWN_IN_WORDS: dict[str, Callable[[Path], None]] = {
    "missing-file": _without("sources.yaml"),
    "not-a-file": _pipe,
    "unreadable": _unreadable,
    "too-large": _writing(b"#" * 2_000_000),
    "not-utf-8": _writing("findings: {caf\u00e9: {}}".encode("latin-1")),
    "empty-file": _writing(b""),
    "too-deep": _deep,
    "no-rules": _without("money/*", "mandate/*"),
    "no-facts": _without("vocabulary/*"),
    "extends-cycle": _extending_itself,
    "extends-depth": _too_deep_a_chain,
}
FOUND_BEFORE_ITS_FILES = {"unknown-pack", "installed-pack"}  # the latter: tests/pack/test_installed


def test_nothing_is_wrong_with_the_clean_pack(tmp_path: Path) -> None:
    report = checked(tmp_path / "clean")
    assert report.faults == ()
    assert [one.fault.code for one in report.suppressed] == ["fact-unread"]


@pytest.mark.parametrize("code", WITH_EXAMPLE)
def test_the_wrong_example_of_a_page_gives_its_code(code: str, tmp_path: Path) -> None:
    report = checked(tmp_path / "clean", wrong_files(code))
    assert code in codes_of(report)
    levels = {fault.level for fault in report.faults if fault.code == code}
    assert levels == {level_of(code)}


@pytest.mark.parametrize("code", WITH_EXAMPLE)
def test_the_mended_example_of_a_page_does_not(code: str, tmp_path: Path) -> None:
    found = codes_of(checked(tmp_path / "clean", mended_files(code)))
    assert code not in found
    assert not found or code in NOT_A_WHOLE_PACK


@pytest.mark.parametrize("code", SHOWN_IN_WORDS)
def test_what_no_part_of_a_file_shows_is_found_all_the_same(code: str, tmp_path: Path) -> None:
    folder = clean_pack(tmp_path / "clean")
    SHOWN_IN_WORDS[code](folder)
    assert code in codes_of(check_folder(folder))


def test_a_pack_that_is_not_there_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    done = run(capsys, "pack", "check", tmp_path / "nowhere")
    assert (done.code, done.out) == (3, "")
    assert "error[unknown-pack]" in done.err


def test_a_pack_whose_header_cannot_be_read_is_refused(tmp_path: Path) -> None:
    folder = clean_pack(tmp_path / "clean")
    (folder / "pack.yaml").unlink()
    (folder / "pack.yaml").symlink_to("pack.yaml")
    with pytest.raises(PackError, match="unreadable"):
        check_folder(folder)


def test_every_page_has_an_example_that_is_tried() -> None:
    assert sorted([*WITH_EXAMPLE, *SHOWN_IN_WORDS, *FOUND_BEFORE_ITS_FILES]) == sorted(codes())


def _codes_given() -> set[str]:
    """Return every code that reading a pack can give, as the code of Mandate writes them."""
    found = set()
    for pattern in [*READERS, "checks/suppressions.py"]:
        for path in PACKAGE.glob(pattern):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if not isinstance(node, ast.Call):
                    continue
                name = node.func.attr if isinstance(node.func, ast.Attribute) else ""
                name = node.func.id if isinstance(node.func, ast.Name) else name
                place = KINDS_OF_CALL.get(name, 99)
                given = node.args[place] if place < len(node.args) else None
                if isinstance(given, ast.Constant):
                    found.add(str(given.value))
    return found - NOT_OF_A_PACK


def test_every_code_has_a_page_and_every_page_a_code() -> None:
    of_checks = {check.code for check in CHECKS} | set(OTHER_LEVELS)
    literals = _codes_given()
    assert {"unknown-fact", "missing-key", "alias", "unknown-check"} <= literals
    named_otherwise = {"drivers", "bands"}  # given by the key they speak of
    assert {code for code in literals if "-" in code or code in codes()} <= set(codes())
    assert set(codes()) == of_checks | (literals & set(codes())) | named_otherwise


@pytest.mark.parametrize("code", codes())
def test_every_page_says_what_it_must(code: str) -> None:
    text = page(code)
    assert text.startswith(f"# {code}: {title(code)}\n\nLevel: {level_of(code)}. ")
    for part in ("\nWrong", "\nMended", "\n**When to suppress.** "):
        assert text.count(part) == 1
    assert all(len(line) <= 100 for line in text.split("```")[0].splitlines())


def test_a_page_is_printed_by_its_code(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys, "pack", "check", "--explain", "rule-covered") == (
        0,
        page("rule-covered"),
        "",
    )
    done = run(capsys, "pack", "check", "--explain", "rule-covred")
    assert done.code == 2
    assert "did you mean 'rule-covered'?" in done.err


def test_the_clean_pack_is_where_the_pages_say() -> None:
    for code in WITH_EXAMPLE:
        example = example_of(code)
        assert example is not None
        if original(example.wrong_file).exists():
            assert original(example.mended_file).exists(), code
