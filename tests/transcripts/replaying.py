"""Transcripts: commands and all that they print, in files that were read before they were kept.

A line ``$ mandate ...`` is a command, run beside a copy of the test packs; what follows, up to the
next one, is what it prints, and its exit code if that is not 0. ``python -m tests.transcripts``
replays the commands and writes the files anew: read the difference before you commit it.
"""

from __future__ import annotations

import re
import shlex
import shutil
from collections.abc import Callable
from pathlib import Path

from mandate.report.markdown import escape
from mandate.version import VERSION
from tests.helpers import TESTS

HERE = Path(__file__).parent
FILES = sorted(HERE.glob("*.txt"))

_COMMAND = re.compile(r"^\$ mandate (.+)$", re.MULTILINE)
_VERSION = f"{re.escape(VERSION)}|{re.escape(escape(VERSION))}"
_VERSIONS = re.compile(rf"(Mandate|Mandate \||experta|z3) ({_VERSION}|\d+\.[\d.]+\d)")

Run = Callable[[list[str]], tuple[str, int]]
"""Runs ``mandate`` with some arguments; returns what it printed and the exit code."""


def workplace(folder: Path) -> Path:
    """Return where the commands are run: a place in *folder* with copies of the cases and packs,
    so that nothing is written among the tests."""
    shutil.copytree(TESTS / "packs", folder / "packs")
    for name in ("cases", "golden"):
        shutil.copytree(HERE / name, folder / "transcripts" / name)
    return folder / "transcripts"


def replayed(transcript: str, run: Run) -> str:
    """Return a transcript with the same commands and what they print now."""
    return "\n".join(_block(found[1], run) for found in _COMMAND.finditer(transcript))


def _block(command: str, run: Run) -> str:
    printed, code = run(shlex.split(command))
    told = f"[exit code {code}]\n" if code else ""
    printed = _VERSIONS.sub(r"\1 VERSION", printed)
    return f"$ mandate {command}\n{printed}{told}"
