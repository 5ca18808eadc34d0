"""Choosing one of several answers: with the arrow keys, or by typing in a plain terminal."""

from __future__ import annotations

import os
import re
import shutil
import sys
import textwrap
from collections.abc import Sequence

import click

from mandate.errors import visible
from mandate.tuples import NamedTuple

_KEYS = re.compile(r"\x1b[\[O][A-Z]|\xe0.|\x00.|.", re.DOTALL)
_UP, _DOWN = (
    {"\x1b[A", "\x1bOA", "\xe0H", "\x00H", "k"},
    {"\x1b[B", "\x1bOB", "\xe0P", "\x00P", "j"},
)
_ENTER = {"\r", "\n"}


class Choice(NamedTuple):
    """Something to choose, by its key or by its words; ``text`` says more about it."""

    key: str
    words: str
    text: str = ""


def has_arrow_keys() -> bool:
    """Return whether people see and steer a terminal that can move its cursor."""
    terminal = os.environ.get("TERM", "")
    is_able = terminal not in ("", "dumb") or sys.platform == "win32"
    return is_able and sys.stdin.isatty() and sys.stdout.isatty()


def with_arrows(choices: Sequence[Choice], place: int = 0) -> tuple[str, int] | None:
    """Return the key of the choice made with the arrow keys and Enter, or with its key, and the
    place of the mark, which begins at *place*.

    None where the terminal is too small to show them all. Raises Abort on Ctrl-C and Ctrl-D.
    """
    lines_free = shutil.get_terminal_size().lines
    if max(len(_drawn(choices, n, width_shown())) for n in range(len(choices))) >= lines_free:
        return None
    shown, width = 0, width_shown()
    while True:
        if width != width_shown():  # the window was resized: what stands there is wrapped anew
            shown, width = 0, width_shown()
        lines = _drawn(choices, place, width)
        up = f"\x1b[{shown}A" if shown else ""
        click.echo(f"{up}\r\x1b[J" + "\n".join(lines), color=True)
        shown = len(lines)
        for key in _KEYS.findall(_pressed()):
            if key in _ENTER:
                return choices[place].key, place
            if key in {one.key for one in choices}:
                return str(key), place
            place = (place + (key in _DOWN) - (key in _UP)) % len(choices)


def width_shown() -> int:
    """Return how many columns a line may take: 79, or fewer in a narrow window."""
    return max(20, min(shutil.get_terminal_size().columns, 80) - 1)


def _pressed() -> str:
    try:
        pressed = click.getchar()
    except (KeyboardInterrupt, EOFError, OSError):
        raise click.Abort from None
    if not pressed:  # the terminal has gone
        raise click.Abort
    return pressed


def _drawn(choices: Sequence[Choice], place: int, width: int) -> list[str]:
    """Return the lines of the menu; what is said about a choice shows while it is marked."""
    lines = []
    for number, choice in enumerate(choices):
        is_marked = number == place
        mark = ">" if is_marked else " "
        line = textwrap.shorten(
            visible(f"{choice.key}  {choice.words}"), width - 3, placeholder="..."
        )
        lines.append(click.style(f"{mark} {line}", bold=True) if is_marked else f"{mark} {line}")
        if is_marked and choice.text:
            indent = " " * 5
            lines += textwrap.wrap(
                visible(choice.text), width, initial_indent=indent, subsequent_indent=indent
            )
    return lines


def by_typing(choices: Sequence[Choice]) -> str:
    """Return what was typed, after all choices were shown; those that have no number stand in one
    line. Raises Abort on Ctrl-C and at the end of the input."""
    for choice in choices:
        if choice.key.isdigit():
            said = f"{choice.words}: {choice.text}" if choice.text else choice.words
            _echo_wrapped(said, f"  {choice.key:>2}  ")
    others = [f"{one.key} {one.words}" for one in choices if not one.key.isdigit()]
    _echo_wrapped(" | ".join(others), "   ")
    return line_typed("Answer")


def _echo_wrapped(text: str, lead: str) -> None:
    indent = " " * len(lead)
    for line in textwrap.wrap(
        visible(text), width_shown(), initial_indent=lead, subsequent_indent=indent
    ):
        click.echo(line)


def line_typed(asked: str) -> str:
    """Return a line that was typed, without the blanks around it."""
    typed = click.prompt(asked, default="", show_default=False, prompt_suffix=": ")
    return visible(str(typed)).strip()
