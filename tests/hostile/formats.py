"""Every format that a text of a case or a pack can go into: how it is made, and what is to hold.

A line of the table is all that a new format needs. ``PLACES`` are arguments that stand for a file
of the victim, whose folder is where commands run.
"""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest

import mandate.report
from mandate import assess
from mandate.cli.main import main
from mandate.source import to_plain
from tests.hostile import checks

Made = str | bytes
Check = Callable[..., None]


class Format(NamedTuple):
    """A document that is made of the victim in a folder, with the ``check`` that compares it with
    that of harmless texts."""

    name: str
    make: Callable[[Path, pytest.CaptureFixture[str]], Made]
    check: Check


def command(words: str, check: Check, typed: str = "", reads: str = "") -> Format:
    """Return the format that a command writes to its output, or to the file that it *reads* and
    saves; *typed* is what somebody types meanwhile."""

    def make(folder: Path, capsys: pytest.CaptureFixture[str]) -> Made:
        arguments = [_respondent(folder) if one == "RESPONDENT" else one for one in words.split()]
        if reads:
            (folder / reads).write_bytes((folder / "cases" / "case.yaml").read_bytes())
        with pytest.MonkeyPatch.context() as patched:
            patched.chdir(folder)
            patched.setattr("sys.stdin", io.StringIO(typed))
            capsys.readouterr()
            with pytest.raises(SystemExit) as ended:
                main(arguments)
        out, told = capsys.readouterr()
        checks.in_terminal(told, "")
        if reads:
            checks.in_terminal(out, "")
        assert ended.value.code in {0, 1, None}, (ended.value.code, told, out[-500:])
        return (folder / reads).read_text(encoding="utf-8") if reads else out

    return Format(f"{words}{' saved' if reads else ''}", make, check)


def saved(words: str, check: Check) -> Format:
    """Return the format that a command saves to the file named last."""

    def make(folder: Path, capsys: pytest.CaptureFixture[str]) -> Made:
        command(words, check).make(folder, capsys)
        return (folder / words.split()[-1]).read_bytes()

    return Format(words, make, check)


def _respondent(folder: Path) -> str:
    data: Any = to_plain(mandate.load_case(folder / "cases" / "case.yaml").document)
    return str(next(iter(data["respondents"])))


def library(name: str, of: Callable[[mandate.Assessment], Made], check: Check) -> Format:
    """Return the format that a function makes of the assessment."""

    def make(folder: Path, capsys: pytest.CaptureFixture[str]) -> Made:
        return of(assess(folder / "cases" / "case.yaml", folder / "pack"))

    return Format(name, make, check)


CASE = "cases/case.yaml --pack pack"
OTHER = "cases/other.yaml --pack pack"
BOTH = "cases/case.yaml cases/other.yaml --pack pack"
FINE = (
    command("assess cases/edition.yaml --pack pack --format markdown", checks.in_markdown),
    command(f"assess {CASE} --format markdown", checks.in_markdown),
    command(f"questions {CASE} --format markdown", checks.in_markdown),
    command(f"questions {CASE} --format csv", checks.in_csv),
    command("forget cases/case.yaml -- RESPONDENT", checks.in_yaml),
    command(f"merge {BOTH}", checks.in_yaml),
    command(f"redact {OTHER} --for client", checks.in_yaml),
    command("new case pack", checks.in_yaml),
    command(
        "interview asked.yaml --pack pack --as hr --plain",
        checks.in_terminal,
        "y\nw\n1\nq\n",
        "asked.yaml",
    )._replace(check=checks.in_yaml),
    command("pack graph pack", checks.in_mermaid),
)
"""Formats in which the start of a text can matter."""
COARSE = (
    command(f"assess {CASE}", checks.in_terminal),
    command(f"assess {CASE} --basis", checks.in_terminal),
    command("assess cases/other.yaml --pack overlay", checks.in_terminal),
    command(f"assess {OTHER} --for client", checks.in_terminal),
    command("assess cases/edition.yaml --pack pack", checks.in_terminal),
    command(f"assess {CASE} --format json", checks.in_json),
    command(f"explain {CASE}", checks.in_terminal),
    command(f"explain {CASE} --format json", checks.in_json),
    command(f"explain {CASE} figurehead", checks.in_terminal),
    command(f"whatif {CASE} dedicated_budget=yes peer=?", checks.in_terminal),
    command(f"whatif {CASE} dedicated_budget=yes peer=? --format json", checks.in_json),
    command(f"advise {CASE} --to low", checks.in_terminal),
    command(f"advise {CASE} --to low --format json", checks.in_json),
    command(f"sensitivity {CASE}", checks.in_terminal),
    command(f"sensitivity {CASE} --format json", checks.in_json),
    command(f"compare {BOTH}", checks.in_terminal),
    command(f"compare {BOTH} --format json", checks.in_json),
    command("compare cases/other.yaml --pack pack --pack overlay", checks.in_terminal),
    command(f"questions {CASE}", checks.in_terminal),
    command(f"questions {CASE} --format json", checks.in_json),
    command(f"report {CASE} --format md", checks.in_markdown),
    command(f"report {CASE} --format json", checks.in_json),
    command(f"report {OTHER} --for client --format md", checks.in_markdown),
    command(f"report {BOTH} --format md", checks.in_markdown),
    command(f"report {BOTH} --format json", checks.in_json),
    command("calibrate cases --pack pack", checks.in_terminal),
    command("calibrate cases --pack pack --format json", checks.in_json),
    command(f"check {BOTH}", checks.in_terminal),
    command("schema case --pack pack", checks.in_json),
    command("schema rule --pack pack", checks.in_json),
    command("pack diff pack overlay --no-every-case --format json", checks.in_json_of_changes),
    command("pack docs pack", checks.in_pack_page),
    command("pack docs overlay", checks.in_pack_page),
    command("pack graph pack --format svg", checks.in_graph),
    command("pack mutate pack --rule figurehead", checks.in_terminal),
    command("pack mutate pack --rule figurehead --format json", checks.in_json),
    command("pack show pack", checks.in_terminal),
    command("pack show pack --format json", checks.in_json),
    command("pack show pack authority-type", checks.in_terminal),
    command("pack show overlay", checks.in_terminal),
    command("pack verify pack", checks.in_terminal),
    command("pack verify pack --format json", checks.in_json),
    library("fragment", lambda one: mandate.report.render(one, "html-fragment"), checks.in_html),
    library("notebook", lambda one: one._repr_html_(), checks.in_html),
)
SLOW = (
    command(f"report {CASE} --format html", checks.in_html),
    command(f"report {BOTH} --format html", checks.in_html),
    saved(f"report {CASE} -o report.pdf", checks.in_pdf),
    saved(f"report {CASE} -o report.docx", checks.in_word),
    command("report --blank --pack pack --format html", checks.in_html),
    command("pack check pack", checks.in_terminal),
    command("pack check overlay --format json", checks.in_json),
    command("pack check pack --format json", checks.in_json),
    command("pack check pack --format github", checks.in_workflow),
    command("pack check pack --format sarif", checks.in_json),
    command("pack diff pack overlay --cases cases", checks.in_terminal),
    command("pack test pack --tries 1", checks.in_terminal),
    command("pack test pack --tries 1 --format json", checks.in_json),
    command("pack test pack --tries 1 --format junit", checks.in_xml),
)
"""Formats that take long: made of a few victims, each of which has every string in it."""
FORMATS = (*FINE, *COARSE, *SLOW)
EXEMPT = {
    "replay": "it tells digests, and what does not agree of an assessment that is JSON already",
    "new": "a group of commands",
    "new brand": "it writes a brand of our own",
    "new pack": "it writes a pack of our own",
    "new rule": "it writes what its author types",
    "pack": "a group of commands",
    "pack new": "it writes a pack of our own",
    "pack list": "it lists installed packs",
    "": "it lists commands",
}
"""Commands into whose output no text of a case or a pack goes."""
