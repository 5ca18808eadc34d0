"""Writing what is not there yet: a whole file, or a whole folder, and never over anything."""

from __future__ import annotations

import os
import shutil
from collections.abc import Mapping
from contextlib import suppress
from errno import EEXIST
from os import getpid, strerror
from pathlib import Path

from mandate.cli.output import write
from mandate.errors import Fault, Location, OutputError


def create_file(text: str, path: Path) -> None:
    """Write *text* to a file that is not there yet, in a folder that is made where it is not.

    Raises OutputError where something stands there already, or it cannot be written.
    """
    made = None if path.parent.exists() else path.parent
    try:
        if made:
            made.mkdir()
        path.open("x").close()  # taken: nobody else's file of that name is written over
    except OSError as error:
        raise _refused(path, error) from None
    try:
        write(text, path, exact=True)
    except OutputError:
        with suppress(OSError):
            path.unlink()
            if made:
                made.rmdir()
        raise


def create_folder(files: Mapping[str, str | bytes], folder: Path) -> None:
    """Write *files*, by their paths within it, to a folder that is not there yet.

    Raises OutputError where something stands there already, or it cannot be written.
    """
    target = Path(os.path.abspath(folder))  # noqa: PTH100  (a link that is there is not followed)
    temporary = target.parent / f".{target.name}.{getpid()}.tmp"
    try:
        if os.path.lexists(target):
            raise FileExistsError(EEXIST, strerror(EEXIST))
        temporary.mkdir()
        for name, text in files.items():
            path = temporary / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text if isinstance(text, bytes) else text.encode())
        temporary.rename(target)
    except OSError as error:
        raise _refused(folder, error) from None
    finally:
        shutil.rmtree(temporary, ignore_errors=True)


def _refused(path: Path, error: OSError) -> OutputError:
    if isinstance(error, FileExistsError):
        message = "this is there already, and nothing is written over it"
        hint = "choose another name, or move it away first"
        return OutputError([Fault(Location(str(path)), "exists", message, hint)])
    message = f"this cannot be written: {error.strerror}"
    hint = "choose a folder that is there and that you may write to"
    return OutputError([Fault(Location(str(path)), "unwritable", message, hint)])
