"""Writes every transcript anew."""

import os
import subprocess
import sys

from tests.transcripts.replaying import FILES, FOLDER, replayed


def _run(arguments: list[str]) -> tuple[str, int]:
    command = [sys.executable, "-m", "mandate", *arguments]
    path = os.pathsep.join(filter(None, sys.path))
    environment = {**os.environ, "PYTHONPATH": path, "PYTHONUTF8": "1"}
    done = subprocess.run(
        command, cwd=FOLDER, env=environment, capture_output=True, encoding="utf-8", check=False
    )
    return done.stdout + done.stderr, done.returncode


for file in FILES:
    file.write_text(replayed(file.read_text(encoding="utf-8"), _run), encoding="utf-8")
