"""Writes every transcript anew."""

import os
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.helpers import ROOT
from tests.transcripts.replaying import FILES, replayed, workplace


def main() -> None:
    """Replay every command in a process of its own, and write what it prints."""
    with TemporaryDirectory() as folder:
        place = workplace(Path(folder))

        def run(arguments: list[str]) -> tuple[str, int]:
            done = subprocess.run(
                [sys.executable, "-m", "mandate", *arguments],
                cwd=place,
                env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"},
                capture_output=True,
                encoding="utf-8",
                check=False,
            )
            return done.stdout + done.stderr, done.returncode

        for file in FILES:
            text = replayed(file.read_text(encoding="utf-8"), run)
            file.write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
