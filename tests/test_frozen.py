"""Nested data that cannot be changed."""

import pickle

import pytest

from mandate import Pack, assess
from mandate.frozen import FrozenData, freeze

DATA = {"a": [1, {"b": "c"}], "d": {}}


def test_frozen_data_reads_and_compares_as_what_it_was_made_of() -> None:
    frozen = freeze({"a": {"b": 1}})
    assert frozen == {"a": {"b": 1}}
    assert isinstance(frozen, FrozenData)


@pytest.mark.parametrize("change", ["clear", "popitem", "update", "__ior__"])
def test_nothing_changes_it(change: str) -> None:
    frozen = freeze(DATA)
    assert isinstance(frozen, FrozenData)
    arguments = [{"x": 1}] if change in ("update", "__ior__") else []
    with pytest.raises(TypeError, match="immutable"):
        getattr(frozen, change)(*arguments)
    with pytest.raises(TypeError, match="immutable"):
        frozen["a"] = 1


def test_equal_data_has_one_hash_and_survives_pickling() -> None:
    one, two = freeze({"a": 1, "b": [2]}), freeze({"b": [2], "a": 1})
    assert hash(one) == hash(two)
    assert pickle.loads(pickle.dumps(one)) == one


def test_an_assessment_can_be_hashed_and_its_receipt_not_changed(tiny: Pack) -> None:
    one = assess({"authority_type": "none"}, tiny)
    assert hash(one) == hash(assess({"authority_type": "none"}, tiny))
    with pytest.raises(TypeError, match="immutable"):
        one.receipt.case["title"] = "another"
