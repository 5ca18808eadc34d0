"""Commands print what they printed when somebody last read it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests import helpers
from tests.transcripts.replaying import FILES, replayed, workplace


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_transcript_replays(
    file: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(workplace(tmp_path))

    def run(arguments: list[str]) -> tuple[str, int]:
        done = helpers.run(capsys, *arguments)
        return done.out + done.err, int(str(done.code or 0))

    transcript = file.read_text(encoding="utf-8")
    assert replayed(transcript, run) == transcript
