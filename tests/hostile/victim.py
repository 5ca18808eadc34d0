"""A case, a pack and an overlay whose every text is hostile; and the same with harmless texts.

Each text carries a group of strings at once. From one victim to the next the groups move on by a
text, so that over all victims every string stands in every text. There are two sweeps: a fine one
for formats in which it matters what a text begins with, and a coarse one for the others.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from pathlib import Path

import yaml

from mandate.pack.overlay_forms import TEXTS
from tests.hostile.corpus import CORPUS
from tests.hostile.fields import CITED, NAMES, ROOTS, Field, rewritten

HERE = Path(__file__).parent
KINDS = {
    "pack/pack.yaml": "pack",
    "pack/findings.yaml": "findings",
    "pack/sources.yaml": "sources",
    "pack/seeds.yaml": "seeds",
    "overlay/pack.yaml": "overlay header",
    "overlay/overlay.yaml": "overlay",
    "overlay/texts.yaml": "texts",
}
FOLDERS = {"cases": "case", "pack/vocabulary": "vocabulary", "pack/rules": "rule"}
KEPT = {"client", "candidate"}
"""Names that are words of the format wherever they stand."""
_WORDS = 15
_SHAPES = {"quote": "quote", **dict.fromkeys(("template", "headline"), "template")}
_PLACEHOLDER = re.compile(r"\{[^{}]*\}")


def groups(count: int) -> tuple[tuple[str, ...], ...]:
    """Return the corpus in so many groups; in each, those that harm at the start come first."""
    ranked = sorted(CORPUS, key=lambda one: ("first", "", "last").index(one.stands))
    return tuple(tuple(one.text for one in ranked[turn::count]) for turn in range(count))


FINE = groups(sum(one.stands == "first" for one in CORPUS))
"""So few strings a text that each that harms at the start of one stands there."""
COARSE = groups(11)
HARMLESS = {
    sweep: tuple((f"plain {number}", "as day") for number in range(len(sweep)))
    for sweep in (FINE, COARSE)
}


def written(folder: Path, turn: int, sweep: Sequence[Sequence[str]]) -> Path:
    """Write the victim of that turn to a folder, and return the folder."""
    put = _putter(turn, sweep)
    for path in sorted(HERE.rglob("*.yaml")):
        name = path.relative_to(HERE).as_posix()
        form = ROOTS[KINDS.get(name) or FOLDERS[name.rpartition("/")[0]]]
        data = yaml.load(path.read_text(encoding="utf-8"), yaml.BaseLoader)
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        dumped = yaml.dump(rewritten(data, form, put), Dumper=_Quoted, sort_keys=False, width=9999)
        target.write_text(dumped, encoding="utf-8")
    return folder


class _Quoted(yaml.SafeDumper):
    """Writes every text in double quotes: what it says is for the reader to find out."""

    def represent_text(self, data: str) -> yaml.Node:
        return self.represent_scalar("tag:yaml.org,2002:str", data, style='"')


_Quoted.add_representer(str, _Quoted.represent_text)


def _putter(turn: int, sweep: Sequence[Sequence[str]]) -> Callable[[Field, str], str]:
    """Return what puts strings in the place of texts; the same text has the same in its place, so
    that what is cited is still there."""
    put: dict[tuple[str, str], str] = {}

    def text(at: Field, was: str) -> str:
        if was in KEPT or at[:2] in NAMES:
            return was
        shape = _SHAPES.get(at.kind, "text")
        if at.form == TEXTS.what and at.kind != CITED:
            shape = "anew"  # what an overlay says has to differ from what stood there
        if (shape, was) not in put:
            number = len(put)
            group = sweep[(number + turn) % len(sweep)]
            put[shape, was] = _shaped(shape, was, group, number)
        return put[shape, was]

    return text


def _shaped(shape: str, was: str, group: Sequence[str], number: int) -> str:
    """Return the strings of a group as a text of some shape."""
    if shape == "quote":
        return " ".join(group[number % len(group)].split()[:_WORDS])
    if shape == "text":
        return " ".join(group)
    if shape == "anew":
        return " ".join([*(one.replace("}", "") for one in group), "anew"])
    kept = _PLACEHOLDER.findall(was)
    free = [one.replace("}", "") for one in group]  # what is no fact is refused within braces
    return " ".join([*free, *kept])
