"""How wide the columns of a table are."""

from __future__ import annotations

from mandate.advisory.columns import widths
from mandate.advisory.document import Table


def test_widths_are_thousandths_of_the_whole() -> None:
    for rows in ((("a", "b"),), (("a" * 400, "b"), ("c", "d " * 90)), ()):
        assert sum(widths(Table("t", ("One", "Two"), rows))) == 1000


def test_a_column_with_much_to_say_is_wider_than_one_with_a_word() -> None:
    narrow, wide = widths(Table("t", ("Owner", "What"), (("CEO", "Settle it in writing. " * 9),)))
    assert wide > 4 * narrow


def test_no_word_of_a_narrow_column_has_to_be_broken() -> None:
    row = ("Settle it in writing before the offer. " * 4, "Hiring manager", "medium")
    *_, effort = widths(Table("t", ("What", "Owner", "Effort"), (row,)))
    assert effort >= 1000 * len("medium") / 108
