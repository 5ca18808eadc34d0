"""Writing results: to the terminal, or whole to a file or not at all."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from errno import EBADF, EISDIR
from os import environ, fsync, getpid, strerror
from typing import TYPE_CHECKING, Any

import click

from mandate.errors import Fault, Location, OutputError, exposed
from mandate.yaml_files import SUFFIXES as YAML_SUFFIXES

if TYPE_CHECKING:
    from pathlib import Path

_COLOURS: dict[str, dict[str, Any]] = {
    "heading": {"bold": True},
    "risk": {"fg": "red"},
    "relief": {"fg": "green"},
}


def style(text: str, role: str) -> str:
    """Return *text* coloured for its role; click strips the colour where there is no terminal.

    It stays plain for whoever wants no colour (https://no-color.org) or has an old terminal.
    """
    if environ.get("NO_COLOR") or environ.get("TERM") == "dumb":
        return text
    if role == "dim":
        return click.style(text, dim=True)
    return click.style(text, **_COLOURS[role])


def write(text: str | bytes, path: Path | None, *, exact: bool = False) -> None:
    """Write *text* to standard output, or to a file in one step.

    *exact* text is written as UTF-8 wherever it goes, bytes as they are; other text as the terminal
    can show it.
    Raises OutputError where it cannot be written; what stood in the file then still stands.
    """
    if path is None:
        _print(text.encode() if exact and isinstance(text, str) else text)
        return
    content = text if isinstance(text, bytes) else click.unstyle(text).encode()
    try:
        if path.exists() and not path.is_file() and not path.is_dir():
            path.write_bytes(content)  # a pipe or device stays one
        else:
            _replace(path.resolve(), content)
    except OSError as error:
        message = f"the file cannot be written: {error.strerror}"
        hint = "name a file in a folder you may write to"
        raise OutputError([Fault(Location(str(path)), "unwritable", message, hint)]) from None


def refuse_overwriting(
    output: Path | None, *inputs: str | Path, what: str = "case", hint: str = ""
) -> None:
    """Refuse to write over a file that is read, a *what*, by whatever name. Raises BadParameter."""
    for path in inputs:
        if output is not None and _is_same(output, path):
            message = f"that would overwrite the {what} {path}{hint}"
            raise click.BadParameter(message, param_hint="--output")
    _refuse_among_rules(output)


def _yaml_target(output: Path | None) -> Path | None:
    """Return the YAML file that is written, which a link may lead to; None for other results."""
    target = None if output is None else output.resolve()
    return target if target and target.suffix.lower() in YAML_SUFFIXES else None


def _refuse_among_rules(output: Path | None) -> None:
    """Refuse to write over a YAML file of a pack, or where a rule of it would be read from."""
    from mandate.pack.files import HEADER  # a command that writes to the terminal has no use for it

    if target := _yaml_target(output):
        folder, *above = target.parents
        within = [one for one in above[:2] if (one / HEADER).is_file()]
        if within or (target.exists() and (folder / HEADER).is_file()):
            message = f"that would be written among the files of the pack {(within or [folder])[0]}"
            raise click.BadParameter(message, param_hint="--output")


def _is_same(path: Path, other: str | Path) -> bool:
    try:
        return path.samefile(other)
    except (OSError, ValueError):  # one of them is not there, and then neither is the other
        return path.resolve() == type(path)(other).resolve()


def refuse_within(output: Path | None, *folders: Path | None) -> None:
    """Refuse to write a YAML file into one of the *folders*: it would be read as a part of it the
    next time, or overwrite one now. Raises BadParameter."""
    if target := _yaml_target(output):
        for folder in folders:
            if folder is not None and folder.resolve() in target.parents:
                message = f"that would be written among the files of {folder}, and read as one"
                raise click.BadParameter(message, param_hint="--output")


def warn_of_names(told_on: Sequence[str]) -> None:
    """Say on the standard error where the texts of an edition may tell on somebody."""
    if told_on:
        places = ", ".join(told_on)
        message = f"read these before you hand it over, they may tell who is not named: {places}"
        click.echo(exposed(message), err=True)


def require_stdout() -> None:
    """Raise OutputError where standard output was closed before the start."""
    if sys.stdout is None:
        raise unwritable(OSError(EBADF, strerror(EBADF)))


def _print(text: str | bytes) -> None:
    require_stdout()
    try:
        click.echo(text, nl=False)
        sys.stdout.flush()
    except BrokenPipeError:
        raise  # whoever was reading has read enough; click ends the program quietly
    except OSError as error:
        raise unwritable(error) from None


def unwritable(error: OSError) -> OutputError:
    """Return what to raise where standard output cannot be written."""
    message = f"standard output cannot be written: {error.strerror}"
    return OutputError([Fault(Location("<stdout>"), "unwritable", message)])


def _replace(path: Path, content: bytes) -> None:
    """Put a file with *content* where *path* is, by renaming one that is already whole."""
    if path.is_dir():
        raise IsADirectoryError(EISDIR, strerror(EISDIR))
    temporary = path.parent / f".{path.name}.{getpid()}.tmp"
    try:
        with temporary.open("xb") as stream:
            stream.write(content)
            stream.flush()
            fsync(stream.fileno())
        if path.exists():
            temporary.chmod(path.stat().st_mode & 0o777)
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)
