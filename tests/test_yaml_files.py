"""The YAML door: text stays text, positions hold, what is more than data is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from mandate.errors import Faults
from mandate.source import Mapping, Scalar, Sequence, location, to_plain
from mandate.yaml_files import dump, read_file, read_text


def read(text: str) -> Mapping:
    faults = Faults()
    document = read_text(text, "a.yaml", faults)
    assert document is not None, list(faults)
    return document


@pytest.mark.parametrize(
    "word",
    ["no", "yes", "True", "null", "~", "010", "0x1F", "1e3", "12:30", "2024-01-02", ".inf", "1_0"],
)
def test_every_scalar_stays_the_text_that_stands_there(word: str) -> None:
    document = read(f"key: {word}\n{word}: key\n")
    value = document.get("key")
    assert isinstance(value, Scalar)
    assert value.text == word
    assert word in document.pairs


def test_quotes_and_folding_are_taken_away() -> None:
    document = read("a: \"x\\ty\"\nb: 'it''s'\nc: >-\n  two\n  lines\nd: |\n  two\n  lines\n")
    texts = [node.text for _, node in document.pairs.values() if isinstance(node, Scalar)]
    assert texts == ["x\ty", "it's", "two lines", "two\nlines\n"]


def test_nodes_remember_where_they_stand() -> None:
    document = read("# a remark\n\nfacts:\n  one: [a, béta, ç]\n")
    facts = document.get("facts")
    assert isinstance(facts, Mapping)
    listed = facts.get("one")
    assert isinstance(listed, Sequence)
    assert location(listed)[:4] == ("a.yaml", 4, 8, "  one: [a, béta, ç]")
    third = listed.nodes[2]
    assert location(third)[1:] == (4, 18, "  one: [a, béta, ç]", 1)


def test_keys_keep_their_order() -> None:
    assert list(read("b: 1\na: 2\nc: 3\n").pairs) == ["b", "a", "c"]


def test_a_key_that_stands_twice_is_refused_at_its_second_place() -> None:
    faults = Faults()
    document = read_text("a: 1\nb: 2\na: 3\n", "a.yaml", faults)
    assert document is not None  # so that what else is wrong is reported as well
    (fault,) = faults
    assert (fault.code, fault.location.line) == ("duplicate-key", 3)


def test_tags_are_all_refused_whether_on_a_key_a_value_or_a_collection() -> None:
    faults = Faults()
    text = "!a k: !b v\n!c l: {m: !d n}\no: !e [!f p]\nq: !g {}\n"
    assert read_text(text, "a.yaml", faults) is None
    found = [(fault.code, fault.location.line, fault.message[-3:-1]) for fault in faults]
    assert found == [
        *[("tag", 1, "!a"), ("tag", 1, "!b"), ("tag", 2, "!c"), ("tag", 2, "!d")],
        *[("tag", 3, "!e"), ("tag", 3, "!f"), ("tag", 4, "!g")],
    ]


def test_all_keys_that_stand_twice_are_reported_together() -> None:
    faults = Faults()
    read_text("a: {x: 1, x: 2}\nb: [{y: 1, y: 2}]\na: 1\n", "a.yaml", faults)
    assert [fault.location.line for fault in faults] == [1, 2, 3]


def test_an_asterisk_in_a_text_is_no_alias() -> None:
    assert read("a: 2 * 3\nb: '*x'\nc: x*y\n")


@pytest.mark.parametrize("text", ["a: !!str x\n", "!!map {a: b}\n", "a: !x y\n", "!!str a: b\n"])
def test_a_tag_is_refused_wherever_it_stands(text: str) -> None:
    faults = Faults()
    assert read_text(text, "a.yaml", faults) is None
    assert [fault.code for fault in faults] == ["tag"]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_places_hold_whatever_ends_a_line(end: str) -> None:
    document = read(f"# é 😀{end}a: 1{end}'😀': b{end}")
    (_, place), (_, last) = map(location, document.pairs["a"]), map(location, document.pairs["😀"])
    assert place == ("a.yaml", 2, 4, "a: 1", 1)
    assert last == ("a.yaml", 3, 6, "'😀': b", 1)


def rest_of(path: Path, text: str, *without: str) -> tuple[list[str], list[int]]:
    path.write_text(text, encoding="utf-8")
    faults = Faults()
    document = read_file(path, faults, without)
    assert document is not None, [str(fault) for fault in faults]
    return list(document.pairs), [key.line for key, _ in document.pairs.values()]


@pytest.mark.parametrize(
    "examples",
    [
        "examples:\n  - {name: one}\n  - {name: two}\n",
        "examples: [{name: one}]\n",
        "examples:\r\n  - {name: one}\r\n",
        "examples:\n\n  # a remark\n\n  - name: one\n    facts: {}\n",
        "examples:\n- {name: one}\n- {name: two}\n",
        "examples:\n  - {name: one}\n# a remark at the margin\n  - {name: two}\n",
        "examples: [\n{name: one},\n]\n",
    ],
    ids=["block", "flow", "crlf", "remarks", "at-the-margin", "remark-at-the-margin", "flow-lines"],
)
def test_keys_that_are_left_out_take_all_that_stands_under_them(
    tmp_path: Path, examples: str
) -> None:
    path = tmp_path / "rule.yaml"
    whole, lines = rest_of(path, f"id: x\n{examples}grade: C\n")
    assert whole == ["id", "examples", "grade"]
    left, places = rest_of(path, f"id: x\n{examples}grade: C\n", "examples")
    assert left == ["id", "grade"]
    assert places == [lines[0], lines[2]]


def test_a_first_key_that_is_left_out_is_left_out(tmp_path: Path) -> None:
    left, _ = rest_of(tmp_path / "rule.yaml", "examples:\n  - {name: one}\nid: x\n", "examples")
    assert left == ["id"]


def test_a_key_further_in_is_not_left_out(tmp_path: Path) -> None:
    left, _ = rest_of(tmp_path / "rule.yaml", "id: x\nmore:\n  examples: 1\n", "examples")
    assert left == ["id", "more"]


def test_what_is_dumped_reads_back_as_the_same_text() -> None:
    words = [
        "no",
        "010",
        "12:30",
        "1e3",
        "~",
        "",
        " x ",
        "a: b",
        "- x",
        "# x",
        "&x",
        "*x",
        "é\u2028",
    ]
    document = read(dump({"words": words, "no": "yes"}))
    listed = document.get("words")
    assert listed is not None
    assert to_plain(listed) == words
    assert list(document.pairs) == ["words", "no"]


def test_what_stands_in_two_places_is_dumped_twice() -> None:
    shared = {"risk": "1"}
    assert dump({"one": shared, "other": shared}) == "one:\n  risk: '1'\nother:\n  risk: '1'\n"


def test_a_file_without_a_name_is_told_in_quotes() -> None:
    faults = Faults()
    assert read_file("", faults) is None
    assert [str(fault).splitlines()[0] for fault in faults] == [
        "'': error[missing-file]: there is no such file"
    ]
