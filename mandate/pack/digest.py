"""Digests of meaning: what was meant, sorted and typed, without layout, order of files or path.

Examples are tests of a rule, notes are for the authors of packs, and in which table a report shows
a fact is a matter of layout: no part of what it means.

A value is told in three parts that say all of it: its shape, which names types, atoms and where a
text stands; the length of each text; and the texts. No text has to be quoted, which took as long
as reading them had.
"""

from __future__ import annotations

import sys
from importlib import import_module
from struct import pack
from typing import TYPE_CHECKING, Any

from mandate.errors import Location
from mandate.facts import ShownAs
from mandate.pack.model import Example, Notes

if TYPE_CHECKING:
    from hashlib import _Hash

try:  # Python's own, as its random module does: to load OpenSSL takes longer than to hash a pack
    sha256 = import_module("_sha2" if sys.version_info >= (3, 12) else "_sha256").sha256
except ImportError:  # a Python that was built without
    from hashlib import sha256

_NOT_MEANT = frozenset((Location, Example, Notes, ShownAs))
_ATOMS = frozenset((int, bool, float, type(None)))
_TEXT, _END = '"', ")"  # no class and no atom is written like that

_Nested = tuple[Any, ...] | dict[str, Any]


def digest(value: object) -> str:
    """Return the SHA-256 of a value's meaning, as ``sha256:`` and 64 hexadecimal digits."""
    total = sha256()
    _update(total, value)
    return f"sha256:{total.hexdigest()}"


def _update(total: _Hash, value: object) -> None:
    """Add a value to a digest: what holds much, such as a pack, part by part."""
    if type(value) is tuple:
        total.update(b"(")
        for one in value:
            _update(total, one)
        total.update(b")")
    elif isinstance(value, dict):
        total.update(b"{")
        for key in sorted(value):
            _update_whole(total, (key, value[key]))
        total.update(b"}")
    else:
        _update_whole(total, (value,))


def _update_whole(total: _Hash, value: _Nested) -> None:
    shape: list[str] = []
    texts: list[str] = []
    _tell(value, shape, texts)
    total.update(f"{','.join(shape)};".encode())
    total.update(pack(f"<{len(texts)}I", *map(len, texts)))
    total.update("".join(texts).encode(errors="surrogatepass"))


def _tell(value: _Nested, shape: list[str], texts: list[str]) -> None:
    """Add the shape and the texts of nested frozen values, without where they stood."""
    shape.append(type(value).__name__)
    if isinstance(value, dict):
        value = tuple([part for key in sorted(value) for part in (key, value[key])])
    for one in value:
        kind = type(one)
        if kind is str:
            shape.append(_TEXT)
            texts.append(one)
        elif kind in _ATOMS:
            shape.append(repr(one))
        elif kind not in _NOT_MEANT:
            _tell(one, shape, texts)
    shape.append(_END)
