"""Digests of meaning: what was meant, sorted and typed, without layout, order of files or path.

Examples are tests of a rule, and notes are for the authors of packs: no part of what it means.
"""

from __future__ import annotations

import json
from hashlib import sha256

from mandate.errors import Location
from mandate.pack.model import Example, Notes

_NOT_MEANT = frozenset((Location, Example, Notes))
_ATOMS = frozenset((str, int, bool, float, type(None)))


def plain(value: object) -> object:
    """Return nested frozen values as lists, each led by its type, without where they stood."""
    if isinstance(value, tuple):
        kept: list[object] = [type(value).__name__]
        for one in value:
            kind = type(one)
            if kind in _ATOMS:
                kept.append(one)
            elif kind not in _NOT_MEANT:
                kept.append(plain(one))
        return kept
    if isinstance(value, dict):
        return {key: plain(one) for key, one in value.items()}
    return value


def digest(value: object) -> str:
    """Return the SHA-256 of a value's meaning, as ``sha256:`` and 64 hexadecimal digits."""
    text = json.dumps(plain(value), sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return f"sha256:{sha256(text.encode()).hexdigest()}"
