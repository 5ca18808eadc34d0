"""The ``mandate`` command as a process; what it can do stands in ``mandate.cli.commands``."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Sequence
from contextlib import suppress


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line and exit with its code."""
    from mandate.cli.commands import execute  # here, so that `run` can prepare for the import

    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:  # an old terminal's encoding may lack what a report uses
            reconfigure(errors="replace")
    execute(arguments)


def run() -> None:
    """Run the command line as a process of its own.

    One command, then the process ends: collecting garbage, from the first import on, and taking
    every object apart at exit would take a fifth of the whole and be work for nothing.
    """
    gc.disable()
    _stand_in()
    try:
        main()
        code: object = 0
    except SystemExit as stop:
        code = stop.code
    if not isinstance(code, int):  # a message, which Python itself knows how to show
        sys.exit(str(code) if code else 0)
    for stream in (sys.stdout, sys.stderr):
        if stream is not None:  # there is none where it was closed before the start
            with suppress(OSError, ValueError):  # whoever was reading has gone
                stream.flush()
    os._exit(code)


def _stand_in() -> None:
    """Put the null device where a standard stream was closed before the start.

    Else the next file that is opened would take its place, and get what a library prints. There
    still is no ``sys.stdout`` to write to then, which is told where something is to be written.
    """
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        if stream is None:
            number = os.open(os.devnull, os.O_RDWR)  # the lowest that is free
            if number == 0:
                sys.stdin = os.fdopen(number)
            elif number == 2:
                sys.stderr = os.fdopen(number, "w")
