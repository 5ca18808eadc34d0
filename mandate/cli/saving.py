"""Saving a case again and again, without ever leaving half of it or writing over another's work."""

from __future__ import annotations

import os
from pathlib import Path

from mandate.cli.output import write
from mandate.errors import Fault, Location, OutputError


class Saver:
    """Saves a case to one file, of which it knows what it holds (None: there is none yet)."""

    def __init__(self, path: Path, text: str | None) -> None:
        self.path = path
        self._text = text
        refuse_unwritable(path)

    def save(self, text: str) -> None:
        """Put *text* in the place of what the file holds, whole or not at all.

        Raises OutputError where that cannot be, or where somebody else changed the file.
        """
        if text == self._text:
            return
        if self._now() != self._text:
            message = "somebody else changed the file since it was read"
            hint = "nothing was written over it: start again, and the answers in it count"
            raise OutputError([Fault(Location(str(self.path)), "changed", message, hint)])
        write(text, self.path, exact=True)
        self._text = text

    def _now(self) -> str | None:
        try:
            with self.path.open(encoding="utf-8-sig", newline="") as stream:
                return stream.read()
        except (OSError, ValueError):
            return None


def refuse_unwritable(path: Path) -> None:
    """Refuse a file that cannot be saved to, before anything is done; raises OutputError.

    Renaming a new file into place would not mind that the old one is read-only, but whoever made it
    so does.
    """
    folder = path.resolve().parent
    if path.exists() and not (os.access(path, os.W_OK) and path.stat().st_mode & 0o222):
        message, hint = "the file is read-only", "make it writable, or copy it"
    elif not folder.is_dir():
        message, hint = f"there is no folder {folder}", "make it, or name another"
    elif not os.access(folder, os.W_OK):
        message, hint = "its folder cannot be written to", "name a file in another"
    else:
        return
    raise OutputError([Fault(Location(str(path)), "unwritable", message, hint)])
