"""Breaking texts into lines, held to the standard library's textwrap."""

import textwrap

from hypothesis import example, given
from hypothesis import strategies as st

from mandate.errors import visible
from mandate.wrapping import WIDTH, in_lines

WORDS = st.text(st.sampled_from("ab-é\u00a0\u2003\t\n\u200b日"), max_size=5)
TEXTS = st.lists(WORDS, max_size=12).map(" ".join)
LETTERS = st.text("abé-日", min_size=1, max_size=14)
SENTENCES = st.lists(LETTERS, min_size=1, max_size=12).map(" ".join)
LEADS = st.sampled_from(["", "  ", "- ", "10. ", "-" * 8])


@given(TEXTS | SENTENCES, st.integers(12, 30), LEADS, LEADS)
@example("one two", 7, "", "")
@example("one two", 6, "", "")
@example("one  two three", 6, "", "")
@example(" one", 12, "", "")
@example("", 12, "- ", "")
@example("a bbbbbb", 10, "- - - ", "")
@example("aa bb cc dd", 6, " " * 8, " " * 4)
@example("aaaaaaaaaaaaaaaaaaaa b", 6, "- ", "  ")
def test_lines_are_those_of_textwrap(text: str, width: int, first: str, rest: str) -> None:
    assert in_lines(text, width, first=first, rest=rest) == textwrap.wrap(
        visible(text),
        width,
        initial_indent=first,
        subsequent_indent=rest,
        break_on_hyphens=False,
    )


def test_a_line_has_eighty_columns_unless_said_otherwise() -> None:
    first, second = in_lines("a" * 39 + " " + "b" * 40 + " c", rest="  ")
    assert (len(first), second) == (WIDTH, "  c") == (80, "  c")


def test_what_steers_a_terminal_does_not_reach_a_line() -> None:
    assert in_lines("a \x1b[31m b") == ["a \ufffd[31m b"]
