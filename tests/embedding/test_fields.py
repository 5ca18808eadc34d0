"""The field reference for templates is that of the code."""

from __future__ import annotations

from typing import Any

from mandate import assess
from mandate.report import plain
from tests.embedding.fields import CASES, REFERENCE, page


def test_the_reference_is_what_the_code_makes_of_itself() -> None:
    written = REFERENCE.read_text(encoding="utf-8")
    assert written == page(), "write it again: python -m tests.embedding.fields"


def test_it_names_every_field_that_a_template_is_given() -> None:
    written = REFERENCE.read_text(encoding="utf-8")
    left: list[Any] = [plain(assess(CASES[0]))]
    left[0]["receipt"]["case"] = {}  # it has the keys of a case file
    for data in left:
        for name, value in data.items():
            assert f"`{name}`" in written
            found = value if isinstance(value, list) else [value]
            left += [one for one in found if isinstance(one, dict)]
