"""Words and numbers as an editor sees them: plain YAML 1.2, in which some words have a type.

Mandate keeps every scalar as the text that stands there. To an editor ``18`` is a number and
``true`` a truth value (``yes`` and ``no`` are texts to both), so a schema has to name both ways to
see a word. What is nothing to an editor (``null``, ``~``) is refused: there, nobody wrote a word.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from mandate.pack.header import CODE, VERSION
from mandate.pack.rule_parts import MAX_QUOTE_WORDS
from mandate.reading import A_DATE, DATE, DECIMAL, IDENTIFIER, INTEGER, NAMES, SLUG

Schema = dict[str, Any]

_TYPED = {"true": True, "false": False}
_YEARS: Schema = {"minimum": 1000, "maximum": 9999}
_MOST_INTEGER, _MOST_DECIMAL = 999_999_999, 999_999.99


def words(known: Iterable[str] | Mapping[str, str]) -> Schema:
    """Return the schema of one of the words that are *known*, with what each means, if it is told.

    An editor shows ``enumDescriptions`` beside the words; to a validator they are a remark.
    """
    told = known if isinstance(known, Mapping) else dict.fromkeys(known, "")
    if not told:
        return {"not": {}}
    seen = [(word, meaning) for word, meaning in told.items()]
    seen += [(_TYPED[word], meaning) for word, meaning in told.items() if word in _TYPED]
    schema: Schema = {"enum": [word for word, _ in seen]}
    if any(told.values()):
        schema["enumDescriptions"] = [meaning for _, meaning in seen]
    return schema


def shaped(pattern: str, expected: str = "") -> Schema:
    """Return the schema of a text of one shape; one that looks like a number is let through.

    What is *expected* an editor says instead of showing the pattern.
    """
    told = {"patternErrorMessage": f"Expected {expected}."} if expected else {}
    return {"type": ["string", "number", "boolean"], "pattern": f"^({pattern})$", **told}


def integer(low: int = -_MOST_INTEGER, high: int = _MOST_INTEGER, step: int = 1) -> Schema:
    """Return the schema of a whole number from *low* to *high*, in steps, plain or in quotes."""
    schema: Schema = {
        "type": ["integer", "string"],
        "minimum": low,
        "maximum": high,
        "pattern": f"^({INTEGER.pattern})$",
        "patternErrorMessage": "Expected a whole number.",
    }
    if step > 1 and low % step == 0:
        schema["multipleOf"] = step
    elif step > 1:
        numbers = range(low, high + 1, step)
        schema["enum"] = [*numbers, *map(str, numbers)]
    return schema


def decimal(low: float = -_MOST_DECIMAL, high: float = _MOST_DECIMAL) -> Schema:
    """Return the schema of a decimal from *low* to *high*, plain or in quotes."""
    return {
        "type": ["number", "string"],
        "minimum": low,
        "maximum": high,
        "pattern": f"^({DECIMAL.pattern})$",
        "patternErrorMessage": "Expected a number with two decimals at most.",
    }


def template(facts: Iterable[str]) -> Schema:
    """Return the schema of a text in whose ``{placeholders}`` only *facts* stand.

    A brace that is opened twice, or never closed, is plain text; hence no simpler pattern.
    """
    opened = r"\{([^{}]*\{)*"
    pattern = rf"^[^{{]*({opened}({'|'.join(facts)})\}}[^{{]*)*({opened}[^{{}}]*)?$"
    told = "Expected a text in which only names of facts stand in {braces}."
    return {"allOf": [TEXT, {"pattern": pattern, "patternErrorMessage": told}]}


def ref(part: str) -> Schema:
    """Return the schema that refers to a part of that name."""
    return {"$ref": f"#/$defs/{part.replace(' ', '-')}"}


TEXT: Schema = {
    "type": ["string", "number", "boolean"],
    "pattern": r"\S",
    "patternErrorMessage": "Expected a text.",
}

PLAIN: dict[str, Schema] = {
    "text": TEXT,
    "slug": {
        **shaped(SLUG.pattern, NAMES[SLUG]),
        "type": ["string", "integer", "boolean"],
        "minimum": 0,
    },
    "identifier": shaped(IDENTIFIER.pattern, NAMES[IDENTIFIER]),
    "code": shaped(CODE.pattern, "letters, digits, hyphens and underscores"),
    "version": {**shaped(VERSION.pattern, "1.2.3 (SemVer)"), "type": "string"},
    "headline": {
        "type": "string",
        "pattern": r"\{band\}",
        "patternErrorMessage": "Expected a sentence with {band} in it.",
    },
    "quote": shaped(
        rf"\s*\S+(\s+\S+){{0,{MAX_QUOTE_WORDS - 1}}}\s*", f"{MAX_QUOTE_WORDS} words at most"
    ),
    "date": {**shaped(DATE.pattern, A_DATE), "type": ["string", "integer"], **_YEARS},
    "anything": {},
    "nothing": {"enum": [None, ""]},
    "integer": integer(),
    "count": integer(),
    "months": integer(0),
    "score": integer(0, 100),
    "step": integer(1),
    "cost": integer(1, 1000),
    "cap of risk": integer(0),
    "cap of relief": integer(high=0),
    "decibans": decimal(),
    "scale": decimal(0.01, 1),
}
"""The kinds that are the same in every pack."""
