"""Writing results: to the terminal, or whole to a file or not at all."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

import click

from mandate.errors import Fault, Location, OutputError

_COLOURS = {"heading": {"bold": True}, "risk": {"fg": "red"}, "relief": {"fg": "green"}}


def style(text: str, role: str) -> str:
    """Return *text* coloured for its role; click strips the colour where there is no terminal."""
    if role == "dim":
        return click.style(text, dim=True)
    return click.style(text, **_COLOURS[role])  # type: ignore[arg-type]


def write(text: str, path: Path | None) -> None:
    """Write *text* to standard output, or to a file in one step.

    Raises OutputError where it cannot be written; what stood in the file then still stands.
    """
    if path is None:
        click.echo(text, nl=False)
        return
    temporary = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        with temporary.open("x", encoding="utf-8", newline="") as stream:
            stream.write(click.unstyle(text))
            stream.flush()
            os.fsync(stream.fileno())
        if path.exists():
            temporary.chmod(path.stat().st_mode & 0o777)
        temporary.replace(path)
    except OSError as error:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)
        message = f"the file cannot be written: {error.strerror}"
        hint = "name a file in a folder you may write to"
        raise OutputError([Fault(Location(str(path)), "unwritable", message, hint)]) from None
