"""A report whose every text is hostile, for the formats that have pages."""

from __future__ import annotations

import re
from pathlib import Path

from mandate import Pack
from mandate.advisory.making import advisory_report
from mandate.advisory.value import AdvisoryReport
from mandate.errors import visible
from tests.helpers import changed, make_pack

NASTY = (
    '#panic("x") #import "@preview/x:1.0.0": * #read("/etc/passwd") $x$ *b* _i_ = H @ref <lab> '
    "{{7*7}} {% raw %} {#c#} {_{ }_} {_% %_} {{p x }} ${7*7} "
    "</w:t></w:r></w:p> <w:p> &lt; &amp; ]]> <!-- <?x?> "
    "=cmd|'/C calc'!A0 +1 -1 @SUM(1) \\u0041 \\input{x} `k` | "
    "\u202eright to left\u202c \u200bno width\ufeff \u0430\u0431 "
) + "W" * 300
WORST = {"authority_type": "none", "levels_below_ceo": 4, "dedicated_budget": False}


def hostile_pack(folder: Path, nasty: str) -> Pack:
    """Return the tiny pack with *nasty* texts."""
    quoted = '"' + "".join(map(_escaped, nasty)) + '"'
    address = f'"javascript:alert(1)//{quoted[1:]}'
    return make_pack(
        folder / "pack",
        changed("pack.yaml", "title: Authority", f"title: {quoted}"),
        changed("mandate/figurehead.yaml", "title: A title without means", f"title: {quoted}"),
        changed("sources.yaml", "author: M. Ansell", f"author: {quoted}, address: {address}"),
        changed(
            "vocabulary/all.yaml",
            "    title: Authority\n",
            f"    title: {quoted}\n    shown_as: discipline\n",
        ),
        changed("findings.yaml", "title: The role has no power of its own", f"title: {quoted}"),
    )


def _escaped(character: str) -> str:
    """Return a character as YAML has it between double quotes."""
    plain = character.isprintable() and character not in '"\\'
    return character if plain else f"\\U{ord(character):08x}"


def hostile(folder: Path, nasty: str = NASTY) -> AdvisoryReport:
    """Return a report in which the texts of case and pack are *nasty*."""
    pack = hostile_pack(folder, nasty)
    case = {
        "title": nasty,
        "sources": [{"id": nasty, "title": nasty, "address": "javascript:alert(1)"}],
        "facts": {**WORST, "levels_below_ceo": {"value": 4, "source": nasty, "note": nasty}},
        "respondents": {nasty: {"reports_to": "ceo"}, "b": {"reports_to": "cmo"}},
    }
    return advisory_report(case, pack, date=nasty)


def bare(text: str) -> str:
    """Return *text* as it should be read, without what a line may end at."""
    return re.sub(r"[\s\u200b]", "", text)


SHOWN = bare(visible(NASTY))
