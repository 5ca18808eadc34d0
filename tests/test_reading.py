"""Reading a mapping by its form."""

from __future__ import annotations

import pytest

from mandate.errors import Faults
from mandate.reading import (
    IDENTIFIER,
    SLUG,
    YES_NO,
    Form,
    Key,
    Reader,
    integer,
    items,
    one_of,
    reader,
    text,
)
from mandate.source import Mapping, Node, from_plain


def entry(data: object, **keys: Key) -> Reader:
    """Read *data* by a form with the *keys*; ``x`` and ``y`` may hold a text."""
    node = from_plain(data, "<x>")
    assert isinstance(node, Mapping)
    plain = {name: Key("text", "") for name in "xy"}
    return Reader(node, Faults(), Form("a thing", {**plain, **keys}))


def faults_of(one: Reader) -> list[str]:
    return [f"{fault.code}: {fault.message} ({fault.hint})" for fault in one.faults]


def scalar(value: object) -> Node:
    return from_plain(value, "<x>")


@pytest.mark.parametrize(("written", "number"), [("0", 0), ("-7", -7), ("123456789", 123456789)])
def test_whole_numbers_are_read(written: str, number: int) -> None:
    faults = Faults()
    assert integer(scalar(written), faults) == number
    assert not len(faults)


@pytest.mark.parametrize(
    "written",
    ["", "010", "+1", "1.0", "1e3", "1_000", "0x10", "12:30", "NaN", ".inf", " 1", "1 ", "٣"],
)
def test_anything_else_is_no_whole_number(written: str) -> None:
    faults = Faults()
    assert integer(scalar(written), faults) is None
    assert [fault.code for fault in faults] == ["number"]


@pytest.mark.parametrize(
    ("written", "hundredths"),
    [("3", 300), ("-3", -300), ("0.5", 50), ("-0.05", -5), ("1.25", 125), ("0", 0), ("-0.5", -50)],
)
def test_decimals_are_exact_in_hundredths(written: str, hundredths: int) -> None:
    one = entry({"x": written})
    assert one.hundredths("x") == hundredths
    assert not faults_of(one)


@pytest.mark.parametrize("written", ["1.125", "1.", ".5", "1e2", "nan", "01", "+1", "", "1,5"])
def test_other_decimals_are_refused(written: str) -> None:
    one = entry({"x": written})
    assert one.hundredths("x", default=7) == 7
    assert faults_of(one) == [
        "number: expected a number with at most two decimals, found "
        f"{repr(written) if written else 'nothing'} ()"
    ]


def test_a_missing_key_is_named_and_what_to_add() -> None:
    one = entry({}, title=Key("text", "", required=True), count=Key("integer", "", required=True))
    assert one.text("title") == ""
    assert one.integer("count", default=4) == 4
    assert one.text("x", required=True) == ""
    assert faults_of(one) == [
        "missing-key: a thing needs 'title' (add 'title:')",
        "missing-key: a thing needs 'count' (add 'count:')",
        "missing-key: a thing needs 'x' (add 'x:')",
    ]


def test_a_key_that_the_form_lacks_cannot_be_asked_for() -> None:
    with pytest.raises(KeyError):
        entry({"z": "there"}).text("z")


def test_a_key_that_may_be_left_out_has_its_default() -> None:
    words = ("x", "y")
    one = entry(
        {}, a=Key(words, ""), b=Key(words, "", default="y"), c=Key(YES_NO, "", default="no")
    )
    assert one.text("x", default="z") == "z"
    assert one.integer("x", default=3) == 3
    assert one.choice("a") == ""
    assert one.choice("b") == "y"
    assert one.items("x") == ()
    assert one.texts("x") == ()
    assert list(one.pairs("x")) == []
    assert one.flag("c") is False
    assert not faults_of(one)


def test_white_space_in_a_text_is_folded() -> None:
    assert entry({"x": "  two\n  lines\tand more "}).text("x") == "two lines and more"


@pytest.mark.parametrize("value", ["", "   ", [], {}])
def test_a_text_of_nothing_is_refused(value: object) -> None:
    faults = Faults()
    assert text(scalar(value), faults) == ""
    assert [fault.code for fault in faults] == ["text"]


def test_a_list_and_a_mapping_are_asked_for_by_kind() -> None:
    one = entry({"x": "word"})
    assert one.items("x") == ()
    assert list(one.pairs("x")) == []
    assert reader(scalar(["a"]), one.faults, Form("a fact", {})) is None
    assert reader(scalar("b"), one.faults, Form("a fact", {}), "its keys") is None
    assert items(None, one.faults) == ()
    assert faults_of(one) == [
        "list: expected a list, found 'word' ()",
        "mapping: expected a mapping, found 'word' ()",
        "mapping: expected a fact, found a list ()",
        "mapping: expected its keys, found 'b' ()",
    ]


def test_an_unknown_word_is_answered_with_the_likeliest_or_with_all() -> None:
    faults = Faults()
    assert one_of(scalar("high"), ("low", "high"), faults, "band", "unknown-band") == "high"
    assert one_of(scalar("hihg"), ("low", "high"), faults, "band", "unknown-band") is None
    assert one_of(scalar("zzz"), ("low", "high"), faults, "band", "unknown-band") is None
    assert (
        one_of(scalar("zzz"), [str(n) for n in range(13)], faults, "band", "unknown-band") is None
    )
    hints = [fault.hint for fault in faults]
    assert hints == ["did you mean 'high'?", "expected one of: low, high", ""]


def test_an_unknown_word_where_none_is_known_gets_no_empty_list() -> None:
    faults = Faults()
    one_of(scalar("zzz"), (), faults, "finding", "unknown-finding")
    assert [fault.hint for fault in faults] == [""]


def test_only_yes_and_no_are_flags() -> None:
    flags = {name: Key(YES_NO, "") for name in "abc"}
    one = entry({"a": "yes", "b": "no", "c": "true"}, **flags)
    assert (one.flag("a"), one.flag("b"), one.flag("c")) == (True, False, False)
    assert faults_of(one) == ["choice: there is no c 'true' (expected one of: yes, no)"]


def test_keys_that_the_form_lacks_are_refused() -> None:
    node = from_plain({"title": "x", "titel": "y", "zzz": "z"}, "<x>")
    assert isinstance(node, Mapping)
    keys = {name: Key("text", "") for name in ("title", "note")}
    one = Reader(node, Faults(), Form("a thing", keys))
    one.close()
    assert faults_of(one) == [
        "unknown-key: a thing has no key 'titel' (did you mean 'title'?)",
        "unknown-key: a thing has no key 'zzz' (expected one of: title, note)",
    ]


@pytest.mark.parametrize("word", ["a", "a-b", "a1-2b", "2020-x"])
def test_a_slug_is_words_joined_by_hyphens(word: str) -> None:
    assert SLUG.fullmatch(word)


@pytest.mark.parametrize("word", ["", "A", "a_b", "a--b", "-a", "a-", "a.b", "../a", "a b", "é"])
def test_anything_else_is_no_slug(word: str) -> None:
    one = entry({"x": word})
    one.name("x", SLUG)
    assert len(one.faults) == 1


@pytest.mark.parametrize("word", ["a", "a_b", "a1", "mandate.weak"])
def test_an_identifier_is_words_joined_by_underscores(word: str) -> None:
    assert IDENTIFIER.fullmatch(word)


@pytest.mark.parametrize("word", ["", "1a", "A", "a-b", "_a", "a.b.c", ".a", "a.", "a b", "é"])
def test_anything_else_is_no_identifier(word: str) -> None:
    assert not IDENTIFIER.fullmatch(word)


@pytest.mark.parametrize("written", ["--1", "1234567890", "9" * 5000, "-", "01", "1\n"])
def test_numbers_of_another_form_are_no_whole_numbers(written: str) -> None:
    assert integer(scalar(written), Faults()) is None
