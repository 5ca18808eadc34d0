"""Reading a mapping by its form: a table of the keys it may have, which an editor is told as well.

A form is the one place that names a key. Readers ask by it, so a key that it lacks cannot be read
and one that it has is never a fault; ``mandate schema`` writes the same forms as JSON Schemas.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, TypeAlias

from mandate.errors import Faults, did_you_mean, shortened
from mandate.source import Mapping, Node, Scalar, Sequence, describe, key_location, location

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

INTEGER = re.compile(r"0|-?[1-9][0-9]{0,8}")
DECIMAL = re.compile(r"(-?)(0|[1-9][0-9]{0,5})(?:\.([0-9]{1,2}))?")
DATE = re.compile(r"[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?")
IDENTIFIER = re.compile(r"[a-z][a-z0-9_]*(?:\.[a-z0-9_]+)?")
SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
YES_NO = ("yes", "no")
_SIX_DIGITS = "six digits before the point at most"
A_DATE = "2026-03-14 or 2026-03"

NAMES = {
    IDENTIFIER: "lower-case words joined by underscores",
    SLUG: "lower-case words joined by hyphens",
}


class Many:
    """A list of things of one kind, each of which may have to stand in it *once*."""

    __slots__ = ("kind", "least", "once")

    def __init__(self, kind: Kind, *, least: int = 0, once: bool = False) -> None:
        self.kind = kind
        self.least = least
        self.once = once


class Named:
    """A mapping whose keys are names of one kind, with things of another kind under them."""

    __slots__ = ("kind", "least", "names")

    def __init__(self, names: str, kind: Kind, *, least: int = 0) -> None:
        self.names = names
        self.kind = kind
        self.least = least


class Either:
    """What may be written in several ways."""

    __slots__ = ("kinds",)

    def __init__(self, *kinds: Kind) -> None:
        self.kinds = kinds


class Key:
    """A key that a mapping may have: what kind of thing stands under it, and what it is for.

    A kind is the name of a text, a number or a part of its own (``slug``, ``condition``), the words
    one of which must stand there, the form of a mapping, or made of other kinds.
    """

    __slots__ = ("about", "default", "kind", "required")

    def __init__(
        self, kind: Kind, about: str, *, required: bool = False, default: str | None = None
    ) -> None:
        self.kind = kind
        self.about = about
        self.required = required
        self.default = default


class Form:
    """What a mapping is called in messages, and the keys it may have."""

    __slots__ = ("keys", "what")

    def __init__(self, what: str, keys: dict[str, Key]) -> None:
        self.what = what
        self.keys = keys


class Typed:
    """A mapping whose form depends on the word under one of its keys."""

    __slots__ = ("forms", "key")

    def __init__(self, key: str, forms: dict[str, Form]) -> None:
        self.key = key
        self.forms = forms


Kind: TypeAlias = "str | tuple[str, ...] | Form | Many | Named | Either | Typed"


def integer(node: Node, faults: Faults, what: str = "a whole number") -> int | None:
    """Return the whole number written in *node*, or None after recording a fault."""
    if isinstance(node, Scalar) and INTEGER.fullmatch(node.text):
        return int(node.text)
    is_long = isinstance(node, Scalar) and re.fullmatch("-?[0-9]{10,}", node.text)
    signed = isinstance(node, Scalar) and node.text.startswith("+")
    hint = "nine digits at most" if is_long else "leave the plus out" if signed else ""
    faults.add(location(node), "number", f"expected {what}, found {describe(node)}", hint)
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


def refuse_twice(nodes: Iterable[Node], faults: Faults) -> None:
    """Record each text in a list that stands in it already."""
    words = set()
    for node in nodes:
        if type(node) is Scalar:
            if node.text in words:
                message = f"'{shortened(node.text)}' stands in this list already"
                faults.add(location(node), "listed-twice", message, "keep one of the two")
            words.add(node.text)


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
    """Reads one mapping by its form; ``close`` reports the keys that the form does not have."""

    def __init__(self, mapping: Mapping, faults: Faults, form: Form) -> None:
        self.mapping = mapping
        self.faults = faults
        self.form = form

    def node(self, key: str, *, required: bool = False) -> Node | None:
        """Return the node under *key*; None where it is left out (a fault if required).

        A key may be *required* of some mappings and not by the form. Raises KeyError for a key
        that the form does not have.
        """
        declared = self.form.keys[key]
        pair = self.mapping.pairs.get(key)
        if pair is not None:
            return pair[1]
        if required or declared.required:
            message = f"{self.form.what} needs '{key}'"
            self.faults.add(location(self.mapping), "missing-key", message, f"add '{key}:'")
        return None

    def text(self, key: str, *, required: bool = False, default: str = "") -> str:
        """Return the text under *key*, with runs of white space folded into single spaces."""
        node = self.node(key, required=required)
        if node is None:
            return default
        folded = " ".join(node.text.split()) if type(node) is Scalar else ""
        return folded or text(node, self.faults)  # which records what is wrong

    def name(self, key: str, form: re.Pattern[str]) -> str:
        """Return the identifier under *key*, which must have the given form."""
        node = self.node(key)
        word = text(node, self.faults) if node else ""
        if node and word and not form.fullmatch(word):
            message = f"'{word}' is not an identifier"
            self.faults.add(location(node), "identifier", message, f"expected {NAMES[form]}")
        return word

    def integer(self, key: str, *, default: int = 0) -> int:
        """Return the whole number under *key*, or *default*."""
        node = self.node(key)
        number = integer(node, self.faults) if node else None
        return default if number is None else number

    def hundredths(self, key: str, *, default: int = 0) -> int:
        """Return the decimal under *key* (two places at most) in hundredths, exactly."""
        node = self.node(key)
        if node is None:
            return default
        match = DECIMAL.fullmatch(node.text) if isinstance(node, Scalar) else None
        if match is None:
            message = f"expected a number with at most two decimals, found {describe(node)}"
            is_long = isinstance(node, Scalar) and re.match("-?[0-9]{7,}", node.text)
            self.faults.add(location(node), "number", message, _SIX_DIGITS if is_long else "")
            return default
        sign, whole, places = match.groups()
        size = int(whole) * 100 + int((places or "").ljust(2, "0"))
        return -size if sign else size

    def choice(self, key: str) -> str:
        """Return the word under *key*, one of those that the form allows there, or its default."""
        node = self.node(key)
        declared = self.form.keys[key]
        assert isinstance(declared.kind, tuple)
        word = one_of(node, declared.kind, self.faults, key, "choice") if node else None
        return word or declared.default or ""

    def date(self, key: str) -> str:
        """Return the date under *key*, as precise as it is known: a day, a month or a year."""
        date = self.text(key)
        if date and not (DATE.fullmatch(date) and _is_day(f"{date}-01-01"[:10])):
            message, hint = f"'{shortened(date)}' is not a date", f"expected {A_DATE}"
            self.faults.add(location(self.mapping.pairs[key][1]), "date", message, hint)
        return date

    def flag(self, key: str) -> bool:
        """Return whether ``yes`` stands under *key*."""
        return self.choice(key) == "yes"

    def items(self, key: str) -> tuple[Node, ...]:
        """Return the nodes of the list under *key*."""
        nodes = items(self.node(key), self.faults)
        kind = self.form.keys[key].kind
        many = kind.kinds[-1] if type(kind) is Either else kind
        if type(many) is Many and many.once:
            refuse_twice(nodes, self.faults)
        return nodes

    def texts(self, key: str) -> tuple[str, ...]:
        """Return the texts of the list under *key*."""
        return tuple(text(node, self.faults) for node in self.items(key))

    def pairs(self, key: str) -> Iterator[tuple[Scalar, Node]]:
        """Yield the pairs of the mapping under *key*."""
        return pairs(self.node(key), self.faults)

    def close(self, *, but: Collection[str] = ()) -> None:
        """Record a fault for each key that the form does not have, *but* for those told of."""
        keys = self.form.keys
        for key in self.mapping.pairs:
            if key not in keys and key not in but and not self.faults.are_many:
                message = f"{self.form.what} has no key '{shortened(key)}'"
                self.faults.add(
                    key_location(self.mapping, key), "unknown-key", message, did_you_mean(key, keys)
                )


def reader(node: Node, faults: Faults, form: Form, expected: str = "") -> Reader | None:
    """Return a reader of *node*, or None after recording that it is no mapping.

    *expected* says what it should hold, where the form's name would not.
    """
    if isinstance(node, Mapping):
        return Reader(node, faults, form)
    message = f"expected {expected or form.what}, found {describe(node)}"
    faults.add(location(node), "mapping", message)
    return None
