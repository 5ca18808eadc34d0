"""The JSON Schema of a brand file, for editors: made of the forms that the file is read by."""

from __future__ import annotations

from mandate.advisory.brand import BRAND, COLOUR, FONT
from mandate.json_schema.assessment import DRAFT
from mandate.json_schema.forms import Writer
from mandate.json_schema.words import Schema, shaped


def brand_schema() -> Schema:
    """Return the schema of a brand file; that a colour is dark enough is for the reader to say."""
    kinds = {
        "colour": {**shaped(COLOUR.pattern, "six hexadecimal digits: '#1f4e79'"), "type": "string"},
        "font": shaped(FONT.pattern, "the name of a family of fonts"),
    }
    return {"$schema": DRAFT, "title": "Mandate brand", **Writer(kinds).object(BRAND)}
