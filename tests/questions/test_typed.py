"""Answers as people type them."""

from __future__ import annotations

from itertools import combinations

import pytest

from mandate import load_pack
from mandate.case_writing import Value
from mandate.facts import Fact
from mandate.questions.typed import labels_of, typed_value
from tests.helpers import TINY

FACTS = load_pack(TINY).vocabulary.facts
LISTED = ("ceo", "cmo", "other")


@pytest.mark.parametrize(
    ("fact", "text", "expected"),
    [
        ("reports_to", " CEO ", "ceo"),
        ("reports_to", "2", "cmo"),
        ("reports_to", "don't know", "not_known"),
        ("reports_to", "1 or 3", {"one_of": ["ceo", "other"]}),
        ("reports_to", "3, 1", {"one_of": ["ceo", "other"]}),
        ("reports_to", "other or cmo", {"one_of": ["cmo", "other"]}),
        ("reports_to", "1, 2, 3", None),
        ("reports_to", "1, 1", None),
        ("reports_to", "1 or 4", None),
        ("reports_to", "1 or not_known", None),
        ("reports_to", "1 to 2", None),
        ("reports_to", "0", None),
        ("reports_to", "\u00b2", None),
    ],
)
def test_a_choice_is_typed_by_name_by_number_or_as_several(
    fact: str, text: str, expected: Value | None
) -> None:
    assert typed_value(FACTS[fact], text, LISTED) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("10", "10"),
        ("10 people", "10"),
        ("5-15", {"between": ["5", "15"]}),
        ("5 to 15", {"between": ["5", "15"]}),
        ("between 5 and 15", {"between": ["5", "15"]}),
        ("5 or 15", {"one_of": ["5", "15"]}),
        ("15 to 5", None),
        ("7", None),
        ("5 to", None),
        ("-5", None),
        ("1" * 5000, None),
    ],
)
def test_a_number_is_typed_alone_or_as_a_span(text: str, expected: Value | None) -> None:
    assert typed_value(FACTS["team_size"], text) == expected


@pytest.mark.parametrize("fact", load_pack("cx-leader").vocabulary.facts.values())
def test_what_a_report_says_of_two_values_can_be_typed_as_an_answer(fact: Fact) -> None:
    """Some levels of the shipped pack are told with a comma, an "or", a "to" or a hyphen."""
    if fact.type in ("yes_no", "checklist", "number"):
        return
    words = [fact.words(label) for label in fact.labels]
    for one, other in combinations(fact.labels, 2):
        first, last = fact.words(one), fact.words(other)
        if len(words) > 2:
            either = {"one_of": [one, other]}
            assert typed_value(fact, f"either {first} or {last}") == either
            assert typed_value(fact, f"{last}, {first}") == either
        spanned = {"between": [one, other]} if fact.type == "scale" else None
        for text in (f"{first} to {last}", f"between {first} and {last}", f"{first} - {last}"):
            assert typed_value(fact, text) == spanned


@pytest.mark.parametrize(
    "text",
    ["ceo or nobody, " * 10_000, "2-" * 500_000, f"{'x' * 40_000}, " * 25, "either ceo"],
    ids=["alternatives", "ends", "long", "one"],
)
@pytest.mark.parametrize("fact", ["reports_to", "authority_type", "levels_below_ceo"])
def test_a_list_without_end_or_of_one_is_no_answer(fact: str, text: str) -> None:
    """Each sign tried with each, half a million would take days."""
    assert typed_value(FACTS[fact], text) is None


def test_what_an_answer_leaves_possible_is_told() -> None:
    size = FACTS["team_size"]
    assert labels_of(size, "not_known") == ()
    assert labels_of(size, "10") == ("10",)
    assert labels_of(size, {"between": ["5", "15"]}) == ("5", "10", "15")
    assert labels_of(size, {"one_of": ["15", "5"]}) == ("5", "15")
