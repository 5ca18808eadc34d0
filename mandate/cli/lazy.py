"""A group of commands that are imported when they are called: ``mandate assess`` loads no other."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from typing import Any

import click


class LazyGroup(click.Group):
    """A group whose commands stand in modules of their own.

    The command *name* is the attribute of that name in the module *modules* and *name*; *offered*
    has a line on each, which the help of the group shows.
    """

    def __init__(self, *given: Any, modules: str, offered: Mapping[str, str], **more: Any) -> None:
        super().__init__(*given, **more)
        self._modules = modules
        self._offered = offered

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of the commands, sorted."""
        return sorted(self._offered)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write what is offered, without importing it."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, self._offered[name]) for name in self.list_commands(ctx)])

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return the command of that name, or None."""
        if cmd_name not in self._offered:
            return None
        command = getattr(import_module(self._modules + cmd_name), cmd_name)
        assert isinstance(command, click.Command)
        return command
