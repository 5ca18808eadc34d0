"""The JSON Schema of an assessment, read off the types it is made of."""

from __future__ import annotations

from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from mandate.assessment import SCHEMA_VERSION, Assessment
from mandate.frozen import FrozenData

DRAFT = "https://json-schema.org/draft/2020-12/schema"
_SCALARS = {str: "string", int: "integer", float: "number", bool: "boolean", NoneType: "null"}
_BOUNDS: dict[str, dict[str, Any]] = {
    "score": {"minimum": 0, "maximum": 100},
    "schema": {"const": SCHEMA_VERSION},
}


def assessment_schema() -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) that every assessment in JSON satisfies."""
    definitions: dict[str, Any] = {}
    reference = _schema(Assessment, definitions)
    return {
        "$schema": DRAFT,
        "title": f"Mandate assessment {SCHEMA_VERSION}",
        **reference,
        "$defs": dict(sorted(definitions.items())),
    }


def _schema(kind: Any, definitions: dict[str, Any]) -> dict[str, Any]:
    origin = get_origin(kind)
    if origin in (Union, UnionType):
        return {"anyOf": [_schema(one, definitions) for one in get_args(kind)]}
    if origin is tuple:
        return {"type": "array", "items": _schema(get_args(kind)[0], definitions)}
    if kind is FrozenData:
        return {"type": "object"}
    if kind in _SCALARS:
        return {"type": _SCALARS[kind]}
    if kind.__name__ not in definitions:
        definitions[kind.__name__] = {}  # a place, should a type ever hold itself
        definitions[kind.__name__] = _object(kind, definitions)
    return {"$ref": f"#/$defs/{kind.__name__}"}


def _object(kind: Any, definitions: dict[str, Any]) -> dict[str, Any]:
    hints = get_type_hints(kind)
    properties = {
        name: {**_schema(hint, definitions), **_BOUNDS.get(name, {})}
        for name, hint in hints.items()
    }
    return {
        "description": " ".join(kind.__doc__.split()),
        "type": "object",
        "properties": properties,
        "required": list(hints),
        "additionalProperties": False,
    }
