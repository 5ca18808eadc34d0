"""``mandate pack show``."""

from __future__ import annotations

import click

from mandate.cli.options import format_option
from mandate.cli.output import style, write
from mandate.errors import did_you_mean, shortened
from mandate.pack.discover import pack_folder

_EXAMPLE = """\b
Example:
  mandate pack show cx-leader
  mandate pack show cx-leader dedicated-budget"""


@click.command(epilog=_EXAMPLE)
@click.argument("pack")
@click.argument("item", required=False)
@format_option("text", "json")
def show(pack: str, item: str | None, form: str) -> None:
    """Show PACK, a name or a folder, in short, or one ITEM of it (the id of a rule, a fact or a
    finding) in full."""
    from mandate.pack.load import load_folder
    from mandate.report import pack_view, pack_view_text
    from mandate.serialization import to_json

    loaded = load_folder(pack_folder(pack))
    if item is None:
        whole = pack_view.pack_data(loaded)
        text = to_json(whole) if form == "json" else pack_view_text.render_pack(whole, style)
        write(text, None, exact=form == "json")
        return
    found = pack_view.items_named(item, loaded)
    if not found:
        known = [*loaded.rules, *loaded.vocabulary.facts, *loaded.findings]
        message = f"the pack has no rule, fact or finding '{shortened(item)}'"
        hint = did_you_mean(item, known)
        raise click.BadParameter(f"{message}; {hint}" if hint else message, param_hint="ITEM")
    if form == "json":
        write(to_json(dict(found)), None, exact=True)
    else:
        write(pack_view_text.render_items(found, style), None)
