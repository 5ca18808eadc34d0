"""Words, numbers and texts as an editor sees them."""

from __future__ import annotations

import re

import pytest
from jsonschema import Draft202012Validator

from mandate.json_schema.words import PLAIN, integer, template, words
from mandate.pack.rule_parts import _PLACEHOLDER

FACTS = ("budget", "ask")
PIECES = ("{budget}", "{ask}", "{other}", "{", "}", "{}", "a", " ", "{{budget}}", "{ budget}")


def test_a_template_is_accepted_where_all_its_placeholders_are_facts() -> None:
    validator = Draft202012Validator(template(FACTS))
    texts = [f"x{one}{two}{three}" for one in PIECES for two in PIECES for three in PIECES]
    for text in texts:
        expected = set(_PLACEHOLDER.split(text)[1::2]) <= set(FACTS)
        assert validator.is_valid(text) is expected, text


def test_the_pattern_of_a_template_takes_no_time_over_a_long_text() -> None:
    pattern = template(FACTS)["allOf"][1]["pattern"]
    assert not re.search(pattern, "{" * 5000 + "{other}")
    assert re.search(pattern, "{" * 5000 + "{budget}" * 500)


@pytest.mark.parametrize(
    ("kind", "accepted", "refused"),
    [
        ("text", ["a", "7", 7, True], ["", " ", None, [], {}]),
        ("slug", ["a-b", 7], ["a b", "A", -7, 0.5, None]),
        ("version", ["1.2.3"], ["1.2", "1.2.3a", 1.2]),
        ("quote", ["a " * 15, 7], ["a " * 16, ""]),
        ("months", [0, 14, "14"], [-1, "-1x", 1.5]),
        ("decibans", [-6.87, "3", 0], ["1.125", "x", 1e9]),
        ("scale", [0.01, 1], [0, 1.01]),
        ("cap of relief", [0, -4, "-4"], [4]),
    ],
)
def test_a_kind_is_told_from_what_it_is_not(
    kind: str, accepted: list[object], refused: list[object]
) -> None:
    validator = Draft202012Validator(PLAIN[kind])
    assert [one for one in accepted if not validator.is_valid(one)] == []
    assert [one for one in refused if validator.is_valid(one)] == []


@pytest.mark.parametrize(("low", "high", "step"), [(0, 50, 5), (1, 6, 1), (3, 11, 4)])
def test_a_number_in_steps_is_accepted_where_it_is_one(low: int, high: int, step: int) -> None:
    validator = Draft202012Validator(integer(low, high, step))
    found = [number for number in range(low - step, high + 2 * step) if validator.is_valid(number)]
    assert found == list(range(low, high + 1, step))


def test_a_word_that_an_editor_takes_for_a_truth_value_is_known_both_ways() -> None:
    assert words({"true": "It is.", "no": "It is not."}) == {
        "enum": ["true", "no", True],
        "enumDescriptions": ["It is.", "It is not.", "It is."],
    }


def test_where_no_word_is_known_nothing_is_accepted() -> None:
    assert words(()) == {"not": {}}
