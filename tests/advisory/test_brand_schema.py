"""The JSON Schema of a brand file says what the reader of brand files says."""

from __future__ import annotations

from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from mandate.advisory.brand import read_brand
from mandate.advisory.brand_schema import brand_schema
from mandate.errors import LayoutError
from tests.advisory.test_brand import written
from tests.helpers import ROOT
from tests.json_schema.editor import seen

WRITTEN = ROOT / "mandate" / "authoring" / "new_brand" / "brand.yaml"


def is_valid(text: str) -> bool:
    Draft202012Validator.check_schema(brand_schema())
    return not list(Draft202012Validator(brand_schema()).iter_errors(seen(text)))


def test_the_brand_that_is_written_to_start_from_satisfies_it() -> None:
    assert is_valid(WRITTEN.read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    "text",
    [
        "firm: 1980\n",
        "colours: {accent: '#5B214f', text: '#221d26'}\n",
        "colours: {}\n",
        "fonts: {text: Source Serif 4, headings: Inter}\n",
        "disclaimer: >-\n  For our client\n  alone.\n",
    ],
)
def test_what_the_reader_takes_satisfies_it(tmp_path: Path, text: str) -> None:
    read_brand(written(tmp_path, text))
    assert is_valid(text)


@pytest.mark.parametrize(
    "text",
    [
        "[a]\n",
        "firm: [a]\n",
        "firm:\n",
        "colours: red\n",
        "colours: {accent: red}\n",
        "colours: {accent: 123456}\n",
        "colours: {accent: '#1234567'}\n",
        "colours: {headings: '#123456'}\n",
        "fonts: {folder: {}}\n",
        "fonts: {text: 'Inter; color: red'}\n",
        "logos: logo.svg\n",
    ],
)
def test_what_the_reader_refuses_does_not_satisfy_it(tmp_path: Path, text: str) -> None:
    with pytest.raises(LayoutError):
        read_brand(written(tmp_path, text))
    assert not is_valid(text)
