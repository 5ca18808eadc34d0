"""A case, a pack and an overlay whose every text is hostile; and the same with harmless texts.

Each text carries three strings at once. From one victim to the next they move on by a field, so
that over all victims every string stands in every field, at its start if that is where it harms.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from pathlib import Path

import yaml

from tests.hostile.corpus import CORPUS
from tests.hostile.fields import NAMES, ROOTS, Field, rewritten

HERE = Path(__file__).parent
KINDS = {
    "cases/case.yaml": "case",
    "cases/other.yaml": "case",
    "pack/pack.yaml": "pack",
    "pack/findings.yaml": "findings",
    "pack/sources.yaml": "sources",
    "pack/seeds.yaml": "seeds",
    "overlay/pack.yaml": "overlay header",
    "overlay/overlay.yaml": "overlay",
    "overlay/texts.yaml": "texts",
}
FOLDERS = {"pack/vocabulary": "vocabulary", "pack/rules": "rule"}
KEPT = {"client", "candidate"}
"""Names that are words of the format wherever they stand."""
_WORDS = 15
_PLACEHOLDER = re.compile(r"\{[^{}]*\}")


def _groups() -> tuple[tuple[str, ...], ...]:
    """Return the corpus in groups, each with one string that harms at the start of a text."""
    first = [one.text for one in CORPUS if one.stands == "first"]
    last = [one.text for one in CORPUS if one.stands == "last"]
    others = [one.text for one in CORPUS if not one.stands] + last
    size = -(-len(others) // len(first))
    spread = [others[number * size : (number + 1) * size] for number in range(len(first))]
    return tuple((head, *rest) for head, rest in zip(first, spread, strict=True))


GROUPS = _groups()
HARMLESS = tuple((f"plain {number}", "as day") for number in range(len(GROUPS)))
COUNT = len(GROUPS)


def written(folder: Path, turn: int, groups: Sequence[Sequence[str]] = GROUPS) -> Path:
    """Write the victim of that turn to a folder, and return the folder."""
    put = _putter(turn, groups)
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


def _putter(turn: int, groups: Sequence[Sequence[str]]) -> Callable[[Field, str], str]:
    """Return what puts strings in the place of texts; the same text has the same in its place, so
    that what is cited is still there."""
    put: dict[tuple[str, str], str] = {}

    def text(at: Field, was: str) -> str:
        if was in KEPT or at[:2] in NAMES:
            return was
        shape = at.kind if at.kind in {"template", "headline", "quote"} else "text"
        if (shape, was) not in put:
            number = len(put)
            group = groups[(number + turn) % len(groups)]
            put[shape, was] = _shaped(shape, was, group, number)
        return put[shape, was]

    return text


def _shaped(shape: str, was: str, group: Sequence[str], number: int) -> str:
    """Return the strings of a group as a text of some shape."""
    if shape == "quote":
        return " ".join(group[number % len(group)].split()[:_WORDS])
    if shape == "text":
        return " ".join(group)
    kept = _PLACEHOLDER.findall(was)
    free = [_PLACEHOLDER.sub("", one) for one in group]  # what is no fact is refused in braces
    return " ".join([*free, *kept])
