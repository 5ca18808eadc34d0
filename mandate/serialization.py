"""Frozen values to JSON and back, read off their type annotations."""

from __future__ import annotations

import json
from math import isfinite
from types import NoneType, UnionType
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

from mandate.frozen import FrozenData, freeze

_Value = TypeVar("_Value")


def to_data(value: object) -> object:
    """Return a frozen value as dictionaries, lists and scalars."""
    if isinstance(value, tuple):
        fields = getattr(value, "_fields", None)
        if fields is None:
            return [to_data(one) for one in value]
        return {name: to_data(one) for name, one in zip(fields, value, strict=True)}
    if isinstance(value, dict):
        return {key: to_data(one) for key, one in value.items()}
    return value


def to_json(value: object) -> str:
    """Return a frozen value as JSON text: two spaces of indent, non-ASCII text as it is.

    Characters that are not visible are escaped, so that the text cannot steer a terminal.
    """
    return data_to_json(to_data(value))


def data_to_json(data: object) -> str:
    """Return plain data as JSON text, as ``to_json`` does."""
    text = json.dumps(data, indent=2, ensure_ascii=False, allow_nan=False) + "\n"
    return text if text.isascii() and "\x7f" not in text else "".join(map(_escaped, text))


def _escaped(character: str) -> str:
    visible = character.isprintable() or character == "\n"
    return character if visible else json.dumps(character)[1:-1]


def from_json(kind: type[_Value], text: str) -> _Value:
    """Return the value of type *kind* that JSON *text* holds.

    Raises ValueError where the text is no JSON or does not have the form of *kind*.
    """
    try:
        value: _Value = _restore(
            kind, json.loads(text, parse_constant=_refuse), kind.__name__.lower()
        )
    except OverflowError:
        raise ValueError("a number in it is too large") from None
    except RecursionError:
        raise ValueError("the JSON is nested too deeply") from None
    return value


def _refuse(constant: str) -> object:
    raise ValueError(f"{constant} is not a number JSON knows")


def _restore(kind: Any, data: object, path: str) -> Any:
    origin = get_origin(kind)
    if kind is object:
        return data
    if origin in (Union, UnionType):
        return _restore(_choose(get_args(kind), data, path), data, path)
    if origin is tuple:
        (element, _) = get_args(kind)
        entries = _expect(list, data, path)
        return tuple(_restore(element, one, f"{path}[{n}]") for n, one in enumerate(entries))
    if origin is dict:
        return _expect(dict, data, path)
    if kind is FrozenData:
        return freeze(_expect(dict, data, path))
    if hasattr(kind, "_fields"):
        return _restore_fields(kind, _expect(dict, data, path), path)
    if kind is float:
        number = float(_expect((int, float), data, path))
        if not isfinite(number):
            raise ValueError(f"{path}: the number is too large")
        return number
    return _expect(kind, data, path)


def _restore_fields(kind: Any, data: dict[str, object], path: str) -> Any:
    hints = get_type_hints(kind)
    if set(hints) != set(data):
        odd = ", ".join(sorted(set(hints) ^ set(data)))
        raise ValueError(f"{path}: missing or unknown: {odd}")
    fields = {name: _restore(hint, data[name], f"{path}.{name}") for name, hint in hints.items()}
    return kind(**fields)


def _choose(kinds: tuple[object, ...], data: object, path: str) -> object:
    """Return the member of a union that *data* has the form of."""
    for kind in kinds:
        if kind is NoneType and data is None:
            return kind
        fields = getattr(kind, "_fields", None)
        if fields is None and kind is not NoneType and data is not None:
            return kind
        if fields is not None and isinstance(data, dict) and set(fields) == set(data):
            return kind
    raise ValueError(f"{path}: unexpected {type(data).__name__}")


def _expect(kind: type | tuple[type, ...], data: object, path: str) -> Any:
    if not isinstance(data, kind) or (isinstance(data, bool) and kind is not bool):
        raise ValueError(f"{path}: unexpected {type(data).__name__}")
    return data
