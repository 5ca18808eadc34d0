"""Positioned nodes: where they stand, what they are called, and how plain data becomes them."""

from __future__ import annotations

import pytest

from mandate.source import (
    MAX_DEPTH,
    Document,
    Mapping,
    Scalar,
    Sequence,
    describe,
    from_plain,
    key_location,
    location,
)

DOCUMENT = Document("a.yaml", ("key: value", "other: [1, 2]"))


def test_a_location_counts_from_one_and_holds_the_line() -> None:
    place = location(Scalar("value", DOCUMENT, 0, 5))
    assert place == ("a.yaml", 1, 6, "key: value", 5)
    assert str(place) == "a.yaml:1:6"


def test_a_scalar_written_otherwise_than_it_reads_is_one_character_wide() -> None:
    assert location(Scalar("quoted", DOCUMENT, 0, 5)).width == 1


def test_a_node_past_the_last_line_has_no_excerpt() -> None:
    assert location(Scalar("", DOCUMENT, 9, 0)).excerpt == ""


def test_data_that_no_file_held_has_no_line() -> None:
    place = location(from_plain("text", "<case>"))
    assert str(place) == "<case>"


def test_a_missing_key_stands_where_its_mapping_starts() -> None:
    key, value = Scalar("key", DOCUMENT, 0, 0), Scalar("value", DOCUMENT, 0, 5)
    mapping = Mapping({"key": (key, value)}, DOCUMENT, 0, 0)
    assert key_location(mapping, "key").width == 3
    assert key_location(mapping, "none") == location(mapping)
    assert mapping.get("key") == value
    assert mapping.get("none") is None


@pytest.mark.parametrize(
    ("node", "words"),
    [
        (Scalar("no", DOCUMENT, 0, 0), "'no'"),
        (Scalar("", DOCUMENT, 0, 0), "nothing"),
        (Sequence((), DOCUMENT, 0, 0), "a list"),
        (Mapping({}, DOCUMENT, 0, 0), "a mapping"),
    ],
)
def test_a_node_is_described_in_words(node: Scalar | Sequence | Mapping, words: str) -> None:
    assert describe(node) == words


@pytest.mark.parametrize(
    ("value", "text"),
    [(True, "yes"), (False, "no"), (12, "12"), (1.5, "1.5"), ("no", "no"), (0, "0")],
)
def test_plain_scalars_become_text(value: object, text: str) -> None:
    node = from_plain(value, "<case>")
    assert isinstance(node, Scalar)
    assert node.text == text


def test_plain_keys_become_text_too() -> None:
    node = from_plain({True: [1, (2,)]}, "<case>")
    assert isinstance(node, Mapping)
    listed = node.get("yes")
    assert isinstance(listed, Sequence)
    assert isinstance(listed.nodes[1], Sequence)


@pytest.mark.parametrize("value", [None, object(), b"bytes", {1, 2}, [{"a": None}], {None: 1}])
def test_what_no_file_could_hold_is_refused(value: object) -> None:
    with pytest.raises(TypeError, match=r"expected text, numbers, lists and mappings, found "):
        from_plain(value, "<case>")


def test_it_says_where_in_the_data_that_stands() -> None:
    with pytest.raises(TypeError, match=r"^facts\.team_size\.1: expected .*, found NoneType$"):
        from_plain({"facts": {"team_size": [1, None]}}, "<case>")
    with pytest.raises(TypeError, match=r"^facts: expected .*, found NoneType$"):
        from_plain({"facts": {None: 1}}, "<case>")


def test_plain_data_nested_too_deeply_is_refused() -> None:
    data: object = "x"
    for _ in range(MAX_DEPTH):
        data = [data]
    assert from_plain(data, "<case>")
    with pytest.raises(TypeError, match=f"nested more than {MAX_DEPTH} levels"):
        from_plain([data], "<case>")


def test_plain_data_that_holds_itself_is_refused() -> None:
    data: list[object] = []
    data.append(data)
    with pytest.raises(TypeError, match="nested"):
        from_plain(data, "<case>")
