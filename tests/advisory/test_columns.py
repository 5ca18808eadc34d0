"""How wide the columns of a table are."""

from __future__ import annotations

from mandate.advisory.appendix import appendix
from mandate.advisory.columns import widths
from mandate.advisory.document import Table
from tests.advisory.examples import advised


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


def test_tables_that_stand_together_have_the_same_columns() -> None:
    answers = [
        one
        for one in appendix(advised("two-voices"), {})
        if isinstance(one, Table) and one.head[0] == "Fact"
    ]
    assert len(answers) > 3
    assert len({(one.head, widths(one)) for one in answers}) == 1
    assert len({widths(one._replace(widths=())) for one in answers}) > 1
