"""Options that several commands have: said once, so that they mean the same everywhere."""

from __future__ import annotations

from collections.abc import Callable
from math import isfinite
from typing import TYPE_CHECKING, Any, TypeVar

import click

from mandate.version import VERSION

if TYPE_CHECKING:
    from pathlib import Path

Command = TypeVar("Command", bound=Callable[..., Any])


def _told(text: Callable[[click.Context], str]) -> Callable[..., None]:
    """Return the callback of an option that tells something and ends the program."""

    def tell(context: click.Context, parameter: click.Parameter, asked: bool) -> None:
        if asked and not context.resilient_parsing:
            click.echo(text(context), color=context.color)
            context.exit()

    return tell


# click's own look for a translation at every start, which takes as long as to read ten rules
help_option = click.option(
    "-h",
    "--help",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_told(lambda context: context.get_help()),
    help="Show this message and exit.",
)
version_option = click.option(
    "--version",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_told(lambda context: f"mandate, version {VERSION}"),
    help="Show the version and exit.",
)
pack_option = click.option(
    "--pack", metavar="P", help="Name or folder of the pack; else the case names it."
)
pack_of_cases_option = click.option(
    "--pack", metavar="P", help="Name or folder of the pack; else the cases name it."
)


def _target(context: click.Context, parameter: click.Parameter, name: str | None) -> Path | None:
    if name is None:
        return None
    from pathlib import Path  # what goes to the terminal has no use for it

    return None if Path(name).name == "-" else Path(name)


output_option = click.option(
    "-o",
    "--output",
    metavar="FILE",
    callback=_target,
    help="Write to FILE instead of the terminal (-: the terminal).",
)


def name_option(
    *flags: str, text: str, metavar: str, none: str = "nobody", required: bool = False
) -> Callable[[Command], Command]:
    """Return an option that names somebody or something, an empty text where it is not given. An
    empty name is refused as naming *none*: it is the mark of a variable of the shell that is not
    set."""

    def named(context: click.Context, parameter: click.Parameter, name: str | None) -> str:
        if name is not None and not name.strip():
            raise click.BadParameter(f"it names {none}; is a variable empty?", context, parameter)
        return name or ""

    return click.option(*flags, metavar=metavar, required=required, callback=named, help=text)


def for_option(
    name: str, text: str, *, metavar: str = "READER", required: bool = False
) -> Callable[[Command], Command]:
    """Return the option for whom something is made, which a command has as *name*; an empty text
    where it is not given."""
    return name_option("--for", name, text=text, metavar=metavar, required=required)


def as_option(text: str) -> Callable[[Command], Command]:
    """Return the option of who answers, which a command has as ``by``."""
    return name_option("--as", "by", text=text, metavar="RESPONDENT")


class Seconds(click.FloatRange):
    """A time, which is a number: FloatRange lets pass what is none, since it lies nowhere."""

    def convert(
        self, value: Any, param: click.Parameter | None, context: click.Context | None
    ) -> float:
        """Return the seconds; what is no number, or infinite, is refused."""
        found: float = super().convert(value, param, context)
        if not isfinite(found):
            self.fail(f"{value!r} is not a number of seconds.", param, context)
        return found


timeout_option = click.option(
    "--timeout",
    metavar="SECONDS",
    type=Seconds(min=0, min_open=True),
    default=10,
    show_default=True,
    help="How long the solver may think about each question.",
)


def format_option(*forms: str, note: str = "") -> Callable[[Command], Command]:
    """Return the option of what to write, one of *forms*, the first unless it is given."""
    return click.option(
        "--format",
        "form",
        type=click.Choice(forms),
        default=forms[0],
        show_default=True,
        help=f"What to write{f'; {note}' if note else ''}.",
    )


def golden_option(text: str) -> Callable[[Command], Command]:
    """Return the option for a folder of golden cases, which a command has for what *text* says."""
    from pathlib import Path

    folder = click.Path(exists=True, file_okay=False, path_type=Path)
    return click.option("--cases", metavar="FOLDER", type=folder, help=text)


def percent_option(name: str, text: str) -> Callable[[Command], Command]:
    """Return an option for the ``threshold`` in percent below which a command fails."""
    percent = click.IntRange(0, 100)
    return click.option(name, "threshold", metavar="PERCENT", type=percent, default=0, help=text)
