"""The ``mandate new`` commands."""

from __future__ import annotations

import click

from mandate.cli.lazy import LazyGroup

_EXAMPLE = """\b
Example:
  mandate new pack my-pack
  mandate new rule my-pack decision-seat --driver means --by decision_seat
  mandate new case my-pack -o acme.yaml"""


@click.group(
    cls=LazyGroup,
    modules="mandate.cli.new_",
    names=(
        "case",
        "pack",
        "rule",
    ),
    epilog=_EXAMPLE,
)
def new() -> None:
    """Write a pack, a rule or a case to start from; each works as it is written.

    Nothing that is there already is written over.
    """
