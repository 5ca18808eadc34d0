"""The ``mandate pack`` commands."""

from __future__ import annotations

import click

from mandate.cli.lazy import LazyGroup

_EXAMPLE = """\b
Example:
  mandate pack docs cx-leader -o rules.md"""


@click.group(
    cls=LazyGroup,
    modules="mandate.cli.pack_",
    offered={
        "check": "Tell everything wrong with a pack, and what to do.",
        "diff": "Tell what one pack means otherwise than another.",
        "docs": "Write a page about a pack.",
        "graph": "Draw how facts feed the conclusions of a pack.",
        "list": "List the packs that can be named.",
        "mutate": "Put small faults in: do the tests notice them?",
        "new": "Write a small pack that loads and passes its tests.",
        "show": "Show a pack in short, or one item of it.",
        "test": "Test a pack: examples, golden cases, laws, coverage.",
        "verify": "Prove what holds of a pack in every case.",
    },
    epilog=_EXAMPLE,
)
def pack() -> None:
    """Work on a pack of rules."""
