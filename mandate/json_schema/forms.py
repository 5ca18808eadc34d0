"""Forms as JSON Schemas: what the loader reads by, told to an editor."""

from __future__ import annotations

from collections.abc import Mapping

from mandate.json_schema.words import PLAIN, Schema, words
from mandate.reading import Either, Form, Key, Kind, Many, Named, Typed


class Writer:
    """Writes kinds as schemas. What a kind means in one pack, or in one place, is in *kinds*."""

    def __init__(self, kinds: Mapping[str, Schema]) -> None:
        self._kinds = {**PLAIN, **kinds}

    def but(self, **kinds: Schema) -> Writer:
        """Return a writer to which some kinds, ``_`` for a space, mean something else."""
        other = {name.replace("_", " "): schema for name, schema in kinds.items()}
        return Writer({**self._kinds, **other})

    def schema(self, kind: Kind) -> Schema:
        """Return the schema of a kind; raises KeyError for one whose name nobody explains."""
        match kind:
            case str():
                return self._kinds[kind]
            case tuple():
                return words(kind)
            case Form():
                return self.object(kind)
            case Many():
                once = {"uniqueItems": True} if kind.once else {}
                least = _least("Items", kind)
                return {"type": "array", "items": self.schema(kind.kind), **least, **once}
            case Named():
                return {
                    "type": "object",
                    "propertyNames": self.schema(kind.names),
                    "additionalProperties": self.schema(kind.kind),
                    **_least("Properties", kind),
                }
            case Either():
                return {"anyOf": [self.schema(one) for one in kind.kinds]}
            case Typed():
                return self._typed(kind)

    def property(self, key: Key) -> Schema:
        """Return the schema of what stands under a key, with what the key is for."""
        default = {} if key.default is None else {"default": key.default}
        return {"description": key.about, **self.schema(key.kind), **default}

    def object(self, form: Form) -> Schema:
        """Return the schema of a mapping that has the keys of a form."""
        required = [name for name, key in form.keys.items() if key.required]
        return {
            "type": "object",
            "properties": {name: self.property(key) for name, key in form.keys.items()},
            **({"required": required} if required else {}),
            "additionalProperties": False,
        }

    def _typed(self, kind: Typed) -> Schema:
        """Return a schema that knows every key of all forms, and then those of each type alone."""
        forms = kind.forms
        merged: dict[str, list[Key]] = {}
        for form in forms.values():
            for name, key in form.keys.items():
                merged.setdefault(name, []).append(key)
        shared = {name for name, keys in merged.items() if len(keys) == len(forms)}
        alike = {
            name for name in shared if len({repr(self.property(key)) for key in merged[name]}) == 1
        }
        required = [name for name in merged if all(key.required for key in merged[name])]
        return {
            "type": "object",
            "properties": {
                name: self.property(keys[0]) if name in alike else {"description": keys[0].about}
                for name, keys in merged.items()
            },
            "required": [name for name in required if name in shared],
            "additionalProperties": False,
            "allOf": [
                {
                    "if": {"properties": {kind.key: {"const": word}}, "required": [kind.key]},
                    "then": {
                        "properties": {
                            name: self.property(form.keys[name]) if name in form.keys else False
                            for name in merged
                            if name not in alike
                        },
                        "required": [name for name, key in form.keys.items() if key.required],
                    },
                }
                for word, form in forms.items()
            ],
        }


def _least(what: str, kind: Many | Named) -> Schema:
    return {f"min{what}": kind.least} if kind.least else {}
