"""Nested data that cannot be changed."""

from __future__ import annotations

from typing import NoReturn


class FrozenData(dict[str, object]):
    """A dictionary of frozen data: it can be read, compared, hashed and written, not changed."""

    def _refuse(self, *arguments: object, **more: object) -> NoReturn:
        message = "this is part of an immutable value"
        raise TypeError(message)

    __setitem__ = __delitem__ = __ior__ = clear = pop = popitem = setdefault = update = _refuse

    # a dict says that it has no hash, because it can change; this one cannot
    def __hash__(self) -> int:  # type: ignore[override]
        """Return a hash that does not depend on the order of keys."""
        return hash(frozenset(self.items()))

    def __reduce__(self) -> tuple[object, ...]:
        """Pickle by content: the usual way fills an empty dictionary."""
        return FrozenData, (dict(self),)


def freeze(data: object) -> object:
    """Return nested dictionaries and lists as frozen data and tuples."""
    if isinstance(data, dict):
        return FrozenData({key: freeze(value) for key, value in data.items()})
    if isinstance(data, (list, tuple)):
        return tuple(freeze(value) for value in data)
    return data
