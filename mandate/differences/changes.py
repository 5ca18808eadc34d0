"""Telling single changes: of a text, of a list whose members have names, of an order."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from mandate.differences.model import Change

Changes = Iterator[Change]
NOTHING = "(nothing)"


def text(what: str, before: str, after: str, *, counts: bool = False) -> Changes:
    """Yield a change where two texts differ."""
    if before != after:
        yield Change(what, before or NOTHING, after or NOTHING, counts)


def texts(before: object, after: object, names: Mapping[str, str]) -> Changes:
    """Yield a change for each attribute in *names* whose text differs; it is called by its name."""
    for attribute, what in names.items():
        yield from text(what, str(getattr(before, attribute)), str(getattr(after, attribute)))


def members(
    what: str, before: Mapping[str, str], after: Mapping[str, str], *, counts: bool = False
) -> Changes:
    """Yield a change for each member that only one of two mappings has, or that reads otherwise.

    *counts* tells of members added and removed; how one reads never counts.
    """
    for name in before:
        if name not in after:
            yield Change(f"{what} {name}", before[name], "", counts)
    for name, words in after.items():
        if name not in before:
            yield Change(f"{what} {name}", "", words, counts)
        else:
            yield from text(f"{what} {name}", before[name], words)


def order(
    what: str, before: Sequence[str], after: Sequence[str], *, counts: bool = False
) -> Changes:
    """Yield a change where the names that two sequences share stand in another order."""
    mine, theirs = set(before), set(after)
    left = [name for name in before if name in theirs]
    right = [name for name in after if name in mine]
    if left != right:
        yield Change(what, ", ".join(left), ", ".join(right), counts)


def lines(
    what: str, before: Sequence[str], after: Sequence[str], *, counts: bool = False
) -> Changes:
    """Yield a change for each line that only one of two sequences holds, else of their order.

    A line that stands twice and stood once was added.
    """
    gone, new = list(before), list(after)
    for line in before:
        if line in new:
            new.remove(line)
            gone.remove(line)
    if len(gone) == len(new) == 1:
        yield Change(what, gone[0], new[0], counts)
        return
    yield from (Change(what, line, "", counts) for line in gone)
    yield from (Change(what, "", line, counts) for line in new)
    if not gone and not new and list(before) != list(after):
        yield Change(f"order of {what}", "; ".join(before), "; ".join(after), counts=False)
