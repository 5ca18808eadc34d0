"""A group of commands that are imported when they are called: ``mandate assess`` loads no other."""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module
from typing import Any

import click


class LazyGroup(click.Group):
    """A group whose commands stand in modules of their own.

    The command *name* is the attribute of that name in the module *modules* and *name*.
    """

    def __init__(self, *given: Any, modules: str, names: Sequence[str], **more: Any) -> None:
        super().__init__(*given, **more)
        self._modules = modules
        self._names = names

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of the commands, sorted."""
        return sorted(self._names)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return the command of that name, or None."""
        if cmd_name not in self._names:
            return None
        command = getattr(import_module(self._modules + cmd_name), cmd_name)
        assert isinstance(command, click.Command)
        return command
