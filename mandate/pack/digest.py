"""Digests of meaning: what was meant, sorted and typed, without layout, order of files or path.

Examples are tests of a rule and no part of what it means.
"""

from __future__ import annotations

import json
from hashlib import sha256

_NOT_MEANT = frozenset(("location", "examples"))


def plain(value: object) -> object:
    """Return nested frozen values as dictionaries and lists, without the places they stood."""
    if isinstance(value, tuple):
        fields = getattr(value, "_fields", None)
        if fields is None:
            return [plain(one) for one in value]
        content = {
            name: plain(one)
            for name, one in zip(fields, value, strict=True)
            if name not in _NOT_MEANT
        }
        return {"": type(value).__name__, **content}
    if isinstance(value, dict):
        return {key: plain(one) for key, one in value.items()}
    if isinstance(value, (set, frozenset)):
        return sorted(plain(one) for one in value)  # type: ignore[type-var]
    return value


def digest(value: object) -> str:
    """Return the SHA-256 of a value's meaning, as ``sha256:`` and 64 hexadecimal digits."""
    text = json.dumps(plain(value), sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return f"sha256:{sha256(text.encode()).hexdigest()}"
