"""Frozen values to JSON and back."""

from __future__ import annotations

import json
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mandate import Assessment, Pack, assess
from mandate.serialization import from_json, to_data, to_json
from tests.helpers import ROOT


class Leaf(NamedTuple):
    """A leaf."""

    name: str
    size: int | None


class Other(NamedTuple):
    """Another kind of leaf."""

    name: str
    weight: float


class Tree(NamedTuple):
    """A tree."""

    leaves: tuple[Leaf | Other, ...]
    share: float
    grown: bool
    extra: dict[str, object]


LEAVES = st.builds(Leaf, st.text(), st.none() | st.integers())
OTHERS = st.builds(Other, st.text(), st.floats(allow_nan=False, allow_infinity=False))
TREES = st.builds(
    Tree,
    st.lists(LEAVES | OTHERS).map(tuple),
    st.floats(allow_nan=False, allow_infinity=False),
    st.booleans(),
    st.dictionaries(st.text(), st.text() | st.lists(st.text())),
)


@given(TREES)
def test_any_value_survives_its_json(tree: Tree) -> None:
    try:
        text = to_json(tree)
        text.encode()
    except UnicodeEncodeError:
        return
    assert from_json(Tree, text) == tree
    assert to_json(from_json(Tree, text)) == text


def test_the_json_is_indented_and_keeps_non_ascii_text() -> None:
    assert to_json(Leaf("Café", None)) == '{\n  "name": "Café",\n  "size": null\n}\n'


def test_values_become_dictionaries_and_lists() -> None:
    tree = Tree((Leaf("a", 1),), 0.5, grown=True, extra={})
    assert to_data(tree) == {
        "leaves": [{"name": "a", "size": 1}],
        "share": 0.5,
        "grown": True,
        "extra": {},
    }


@pytest.mark.parametrize("value", [float("nan"), float("inf")])
def test_numbers_that_json_does_not_know_are_not_written(value: float) -> None:
    with pytest.raises(ValueError, match="not JSON compliant"):
        to_json(Other("x", value))


GOOD = {"leaves": [], "share": 0.5, "grown": True, "extra": {}}


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ([], "tree: unexpected list"),
        ({}, "tree: missing or unknown: extra, grown, leaves, share"),
        ({**GOOD, "more": 1}, "tree: missing or unknown: more"),
        ({**GOOD, "share": "x"}, "tree.share: unexpected str"),
        ({**GOOD, "share": True}, "tree.share: unexpected bool"),
        ({**GOOD, "grown": 1}, "tree.grown: unexpected int"),
        ({**GOOD, "leaves": {}}, "tree.leaves: unexpected dict"),
        ({**GOOD, "leaves": [{"name": "a"}]}, "tree.leaves[0]: unexpected dict"),
        ({**GOOD, "leaves": [{"name": 1, "size": 1}]}, "tree.leaves[0].name: unexpected int"),
        ({**GOOD, "leaves": [{"name": "a", "size": 1.5}]}, "tree.leaves[0].size: unexpected float"),
        ({**GOOD, "extra": []}, "tree.extra: unexpected list"),
    ],
)
def test_json_of_another_form_is_refused_at_its_place(data: object, message: str) -> None:
    with pytest.raises(ValueError, match="^" + message.replace("[", r"\[") + "$"):
        from_json(Tree, json.dumps(data))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "nothing",
        "NaN",
        '{"share": Infinity}',
        "[" * 100_000,
        json.dumps({**GOOD, "share": 0}).replace("0,", "1" + "0" * 400 + ","),
        json.dumps({**GOOD, "share": 0}).replace("0,", "1e999,"),
        "1" * 5000,
    ],
    ids=["empty", "cut", "word", "nan", "infinity", "deep", "huge", "overflow", "digits"],
)
def test_what_is_no_json_is_a_value_error(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        from_json(Tree, text)


def test_an_assessment_survives_its_json(tiny: Pack) -> None:
    assessment = assess({"authority_type": "none", "dedicated_budget": False}, tiny)
    assert Assessment.from_json(assessment.to_json()) == assessment


def test_every_assessment_of_the_collection_survives_its_json() -> None:
    for path in sorted((ROOT / "cases").glob("*/*.yaml")):
        assessment = assess(path)
        assert Assessment.from_json(assessment.to_json()) == assessment
