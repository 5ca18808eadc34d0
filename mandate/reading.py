"""Reading a mapping key by key: every key is asked for, and what nobody asked for is a fault."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from mandate.errors import Faults, did_you_mean, shortened
from mandate.source import Mapping, Node, Scalar, Sequence, describe, key_location, location

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

INTEGER = re.compile(r"0|-?[1-9][0-9]{0,8}")
_DECIMAL = re.compile(r"(-?)(0|[1-9][0-9]{0,5})(?:\.([0-9]{1,2}))?")
_DATE = re.compile(r"[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?")
IDENTIFIER = re.compile(r"[a-z][a-z0-9_]*(?:\.[a-z0-9_]+)?")
SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")

_NAMES = {
    IDENTIFIER: "lower-case words joined by underscores",
    SLUG: "lower-case words joined by hyphens",
}


def integer(node: Node, faults: Faults, what: str = "a whole number") -> int | None:
    """Return the whole number written in *node*, or None after recording a fault."""
    if isinstance(node, Scalar) and INTEGER.fullmatch(node.text):
        return int(node.text)
    faults.add(location(node), "number", f"expected {what}, found {describe(node)}")
    return None


def text(node: Node, faults: Faults, what: str = "a text") -> str:
    """Return the text of *node*; an empty text after recording a fault."""
    written = node.text.strip() if isinstance(node, Scalar) else ""
    if not written:
        faults.add(location(node), "text", f"expected {what}, found {describe(node)}")
    return written


def items(node: Node | None, faults: Faults) -> tuple[Node, ...]:
    """Return the nodes of a list; nothing where it was left out, or after recording a fault."""
    if node is None:
        return ()
    if isinstance(node, Sequence):
        return node.nodes
    faults.add(location(node), "list", f"expected a list, found {describe(node)}")
    return ()


def pairs(node: Node | None, faults: Faults) -> Iterator[tuple[Scalar, Node]]:
    """Yield the pairs of a mapping; none where it was left out, or after recording a fault."""
    if isinstance(node, Mapping):
        yield from node.pairs.values()
    elif node is not None:
        faults.add(location(node), "mapping", f"expected a mapping, found {describe(node)}")


def one_of(node: Node, known: Collection[str], faults: Faults, what: str, code: str) -> str | None:
    """Return the word in *node* if it is one of *known*, or None after recording a fault."""
    word = text(node, faults, what)
    if word in known:
        return word
    if word:
        message = f"there is no {what} '{shortened(word)}'"
        faults.add(location(node), code, message, did_you_mean(word, known))
    return None


def _is_day(date: str) -> bool:
    from datetime import date as day  # few cases are dated

    try:
        day.fromisoformat(date)
    except ValueError:
        return False
    return True


class Reader:
    """Reads one mapping; ``close`` reports the keys that no reading asked for."""

    def __init__(self, mapping: Mapping, faults: Faults, what: str) -> None:
        self.mapping = mapping
        self.faults = faults
        self.what = what
        self.asked: dict[str, None] = {}

    def node(self, key: str, *, required: bool = False) -> Node | None:
        """Return the node under *key*; None where it is left out (a fault if required)."""
        self.asked[key] = None
        pair = self.mapping.pairs.get(key)
        if pair is not None:
            return pair[1]
        if required:
            message = f"{self.what} needs '{key}'"
            self.faults.add(location(self.mapping), "missing-key", message, f"add '{key}:'")
        return None

    def text(self, key: str, *, required: bool = False, default: str = "") -> str:
        """Return the text under *key*, with runs of white space folded into single spaces."""
        node = self.node(key, required=required)
        if node is None:
            return default
        folded = " ".join(node.text.split()) if type(node) is Scalar else ""
        return folded or text(node, self.faults)  # which records what is wrong

    def remark(self, key: str) -> str:
        """Return the text under *key*, which may stand there with who it is ``visible_to``."""
        node = self.node(key)
        if not isinstance(node, Mapping):
            return self.text(key)
        entry = Reader(node, self.faults, f"'{key}'")
        found = entry.text("text", required=True)
        entry.texts("visible_to")
        entry.close()
        return found

    def name(self, key: str, form: re.Pattern[str]) -> str:
        """Return the identifier under *key*, which is required and must have the given form."""
        node = self.node(key, required=True)
        word = text(node, self.faults) if node else ""
        if node and word and not form.fullmatch(word):
            message = f"'{word}' is not an identifier"
            self.faults.add(location(node), "identifier", message, f"expected {_NAMES[form]}")
        return word

    def integer(self, key: str, *, required: bool = False, default: int = 0) -> int:
        """Return the whole number under *key*, or *default*."""
        node = self.node(key, required=required)
        number = integer(node, self.faults) if node else None
        return default if number is None else number

    def hundredths(self, key: str, *, default: int = 0) -> int:
        """Return the decimal under *key* (two places at most) in hundredths, exactly."""
        node = self.node(key, required=True)
        if node is None:
            return default
        match = _DECIMAL.fullmatch(node.text) if isinstance(node, Scalar) else None
        if match is None:
            message = f"expected a number with at most two decimals, found {describe(node)}"
            self.faults.add(location(node), "number", message)
            return default
        sign, whole, places = match.groups()
        size = int(whole) * 100 + int((places or "").ljust(2, "0"))
        return -size if sign else size

    def choice(self, key: str, known: Collection[str], *, default: str | None = None) -> str:
        """Return the word under *key*, one of *known*; required where there is no default."""
        node = self.node(key, required=default is None)
        word = one_of(node, known, self.faults, key, "choice") if node else None
        return word or default or ""

    def date(self, key: str) -> str:
        """Return the date under *key*, as precise as it is known: a day, a month or a year."""
        date = self.text(key)
        if date and not (_DATE.fullmatch(date) and _is_day(f"{date}-01-01"[:10])):
            message, hint = f"'{shortened(date)}' is not a date", "expected 2026-03-14 or 2026-03"
            self.faults.add(location(self.mapping.pairs[key][1]), "date", message, hint)
        return date

    def flag(self, key: str, *, default: bool = False) -> bool:
        """Return whether ``yes`` stands under *key*."""
        return self.choice(key, ("yes", "no"), default="yes" if default else "no") == "yes"

    def items(self, key: str, *, required: bool = False) -> tuple[Node, ...]:
        """Return the nodes of the list under *key*."""
        return items(self.node(key, required=required), self.faults)

    def texts(self, key: str) -> tuple[str, ...]:
        """Return the texts of the list under *key*."""
        return tuple(text(node, self.faults) for node in self.items(key))

    def pairs(self, key: str, *, required: bool = False) -> Iterator[tuple[Scalar, Node]]:
        """Yield the pairs of the mapping under *key*."""
        return pairs(self.node(key, required=required), self.faults)

    def close(self) -> None:
        """Record a fault for each key that was never asked for."""
        for key in self.mapping.pairs:
            if key not in self.asked and not self.faults.are_many:
                message = f"{self.what} has no key '{shortened(key)}'"
                hint = did_you_mean(key, self.asked)
                self.faults.add(key_location(self.mapping, key), "unknown-key", message, hint)


def reader(node: Node, faults: Faults, what: str, form: str = "") -> Reader | None:
    """Return a reader of *node*, or None after recording that it is no mapping.

    *what* names it in messages; *form* says what it should hold, where that is clearer.
    """
    if isinstance(node, Mapping):
        return Reader(node, faults, what)
    faults.add(location(node), "mapping", f"expected {form or what}, found {describe(node)}")
    return None
