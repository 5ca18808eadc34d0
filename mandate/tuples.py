"""``NamedTuple`` as in ``typing``, defined in a quarter of the time.

A command needs some hundred of these classes before it can begin, and the standard library
compiles a constructor for each one. Here classes with equally many fields share one that is
compiled already, each under the names of its own fields. Tests hold the two alike in what their
classes and values can do. What this one leaves to mypy, which takes it for the other, is to refuse
a faulty definition; and the hints of a class are resolved, those of its constructor are not.
"""

from __future__ import annotations

import sys
import typing
from collections import namedtuple
from collections.abc import Iterable
from functools import cache
from types import FunctionType
from typing import TYPE_CHECKING, Any, TypeVar

_Self = TypeVar("_Self", bound="_Tuple")
_UNEXPECTED = TypeError if sys.version_info >= (3, 13) else ValueError


class _Tuple(tuple[Any, ...]):
    """What all named tuples can do, whatever their fields."""

    __slots__ = ()
    _fields = tuple[str, ...]()  # not annotated: get_type_hints would find it in every class

    @classmethod
    def _make(cls: type[_Self], values: Iterable[object]) -> _Self:
        """Return a tuple of these values; raises TypeError unless there is one for each field."""
        made = tuple.__new__(cls, values)
        if len(made) != len(cls._fields):
            message = f"Expected {len(cls._fields)} arguments, got {len(made)}"
            raise TypeError(message)
        return made

    def _replace(self: _Self, /, **changes: object) -> _Self:
        """Return the tuple with other values in some fields; raises as Python does otherwise."""
        made = tuple.__new__(type(self), map(changes.pop, self._fields, self))
        if changes:
            message = f"Got unexpected field names: {list(changes)!r}"
            raise _UNEXPECTED(message)
        return made

    __replace__ = _replace

    def _asdict(self) -> dict[str, Any]:
        """Return the values by the names of their fields."""
        return dict(zip(self._fields, self, strict=True))

    def __repr__(self) -> str:
        """Return the tuple as it would be written to make it."""
        values = ", ".join([f"{field}={value!r}" for field, value in self._asdict().items()])
        return f"{type(self).__name__}({values})"

    def __getnewargs__(self) -> tuple[Any, ...]:
        """Pickle by the values."""
        return tuple(self)


_new = tuple.__new__
_CONSTRUCTORS: tuple[Any, ...] = (
    lambda _cls: _new(_cls, ()),
    lambda _cls, a: _new(_cls, (a,)),
    lambda _cls, a, b: _new(_cls, (a, b)),
    lambda _cls, a, b, c: _new(_cls, (a, b, c)),
    lambda _cls, a, b, c, d: _new(_cls, (a, b, c, d)),
    lambda _cls, a, b, c, d, e: _new(_cls, (a, b, c, d, e)),
    lambda _cls, a, b, c, d, e, f: _new(_cls, (a, b, c, d, e, f)),
    lambda _cls, a, b, c, d, e, f, g: _new(_cls, (a, b, c, d, e, f, g)),
    lambda _cls, a, b, c, d, e, f, g, h: _new(_cls, (a, b, c, d, e, f, g, h)),
    lambda _cls, a, b, c, d, e, f, g, h, i: _new(_cls, (a, b, c, d, e, f, g, h, i)),
    lambda _cls, a, b, c, d, e, f, g, h, i, j: _new(_cls, (a, b, c, d, e, f, g, h, i, j)),
    lambda _cls, a, b, c, d, e, f, g, h, i, j, k: _new(_cls, (a, b, c, d, e, f, g, h, i, j, k)),
    lambda _cls, a, b, c, d, e, f, g, h, i, j, k, m: _new(
        _cls, (a, b, c, d, e, f, g, h, i, j, k, m)
    ),
)
"""What makes a tuple of so many fields: of more, the standard library is asked."""
_MOST = 30  # as many as the largest have, which share its constructor


@cache
def _template(size: int) -> Any:
    """Return a named tuple of the standard library that has *size* fields."""
    return namedtuple("Template", [f"field_{place}" for place in range(size)])


def _constructor(size: int) -> Any:
    return _CONSTRUCTORS[size] if size < len(_CONSTRUCTORS) else _template(size).__new__


@cache
def _getters() -> list[Any]:
    """Return what reads the first field, the second and so on."""
    template = _template(_MOST)
    return [vars(template)[one] for one in template._fields]


class _Definition(type):
    """Makes of a class statement, in which fields are annotated, a plain class of tuples."""

    def __new__(cls, name: str, bases: tuple[type, ...], space: dict[str, Any]) -> type:
        if not bases:
            return super().__new__(cls, name, bases, space)
        annotations = space["__annotations__"]
        fields = tuple(annotations)
        shared: FunctionType = _constructor(len(fields))
        code = shared.__code__.replace(co_varnames=("_cls", *fields))
        defaults = {field: space[field] for field in fields if field in space}
        constructor = FunctionType(code, shared.__globals__, "__new__", tuple(defaults.values()))
        constructor.__qualname__ = f"{name}.__new__"
        constructor.__annotations__ = annotations
        space.update(zip(fields, _getters()[: len(fields)], strict=True))
        space.update(__new__=constructor, __slots__=(), __match_args__=fields, _fields=fields)
        space.update(_field_defaults=defaults, __orig_bases__=(typing.NamedTuple,))
        space.setdefault("__doc__", f"{name}({', '.join(fields)})")
        return type(name, (_Tuple,), space)


if TYPE_CHECKING or sys.version_info >= (3, 14):  # which keeps annotations in another way
    from typing import NamedTuple as NamedTuple
else:

    class NamedTuple(metaclass=_Definition):
        """The base that a class of named tuples is declared with."""
