"""Faults as they are shown."""

from __future__ import annotations

import re

import pytest

from mandate.errors import (
    CaseError,
    Fault,
    Faults,
    Location,
    MandateError,
    OutputError,
    PackError,
    ReplayError,
    did_you_mean,
    exposed,
    visible,
)


def test_a_fault_shows_where_what_and_what_to_do() -> None:
    place = Location("a.yaml", 14, 3, "  report_to: cmo", 9)
    fault = Fault(
        place, "unknown-fact", "there is no fact 'report_to'", "did you mean 'reports_to'?"
    )
    assert str(fault) == (
        "a.yaml:14:3: error[unknown-fact]: there is no fact 'report_to'\n"
        "   14 |   report_to: cmo\n"
        "      |   ^^^^^^^^^ did you mean 'reports_to'?"
    )


def test_a_fault_of_a_whole_file_has_no_excerpt() -> None:
    assert str(Fault(Location("a.yaml"), "empty-file", "it is empty")) == (
        "a.yaml: error[empty-file]: it is empty"
    )


def test_a_fault_far_along_a_line_shows_what_is_around_it() -> None:
    place = Location("a.yaml", 1, 201, "x" * 200 + "HERE" + "y" * 200, 4)
    _, excerpt, pointer = str(Fault(place, "c", "m")).split("\n")
    assert excerpt == f"    1 | {'x' * 50}HERE{'y' * 46}"
    assert pointer == f"      | {' ' * 50}^^^^"


def test_invisible_characters_of_a_file_do_not_reach_the_terminal() -> None:
    place = Location("a\x1b.yaml", 1, 1, "\x1b[2J\u202eevil\u200b\t.", 1)
    shown = str(Fault(place, "c", "a\x07b"))
    assert all(character == "\n" or character.isprintable() for character in shown)
    assert "evil" in shown


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("plain", "plain"),
        ("Café 東京 €", "Café 東京 €"),
        ("a\tb\nc", "a b\nc"),
        ("\x1b[31m", "\ufffd[31m"),
        ("\u202a\u202e\u2066\u2069", "\ufffd" * 4),
        ("a\u2028b\u2029c", "a b c"),
        ("\u206a\u180e\U000e0041", "\ufffd" * 3),
        ("\ufeffa\ufeffb", "ab"),
        ("\x9b", "\ufffd"),
        ("\ud800", "\ufffd"),
    ],
)
def test_only_visible_text_is_shown(text: str, seen: str) -> None:
    assert visible(text) == seen


@pytest.mark.parametrize(
    "text",
    [
        "Hinweis\u00adgeber",  # a soft hyphen of a word processor
        "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645",  # Persian: letters kept apart
        "\U0001f468\u200d\U0001f469\u200d\U0001f467",  # a family, which is joined
        "\u05e9\u200f! \u0645\u061c \u200ea",  # marks of a direction
        "a\u200bb\u2060c",
    ],
)
def test_what_scripts_and_word_processors_need_is_kept_for_readers_not_for_names(text: str) -> None:
    assert visible(text) == text
    assert visible(f"{text}\u202e") == f"{text}\ufffd"
    assert exposed(text) == re.sub("[\u00ad\u061c\u200b-\u200f\u2060]", "\ufffd", text)


def test_a_message_shows_what_is_hidden_in_a_name() -> None:
    place = Location("a.yaml", 1, 1, "reports_to\u200b: cmo\ufeff", 11)
    fault = Fault(place, "unknown-fact", "there is no fact 'reports_to\u200b'")
    assert str(fault).count("\ufffd") == 3


def test_faults_come_by_file_line_and_column() -> None:
    faults = Faults()
    for place in [("b", 1, 1), ("a", 10, 1), ("a", 9, 5), ("a", 9, 1)]:
        faults.add(Location(*place), "c", "m")
    assert [fault.location[:3] for fault in faults] == [
        ("a", 9, 1), ("a", 9, 5), ("a", 10, 1), ("b", 1, 1),
    ]  # fmt: skip


def test_nothing_is_raised_where_nothing_is_wrong() -> None:
    Faults().raise_if_any(CaseError)


def test_an_error_holds_every_fault() -> None:
    faults = Faults()
    faults.add(Location("a"), "c", "one")
    faults.add(Location("b"), "c", "two")
    with pytest.raises(CaseError) as raised:
        faults.raise_if_any(CaseError)
    assert [fault.message for fault in raised.value.faults] == ["one", "two"]
    assert str(raised.value) == "a: error[c]: one\nb: error[c]: two"


def test_each_kind_of_error_has_its_exit_code() -> None:
    codes = {PackError: 3, CaseError: 4, ReplayError: 4, OutputError: 6}
    for kind, code in codes.items():
        assert issubclass(kind, MandateError)
        assert kind.exit_code == code


def test_a_hint_names_the_likeliest_or_all_or_none() -> None:
    assert did_you_mean("cmoo", ["ceo", "cmo"]) == "did you mean 'cmo'?"
    assert did_you_mean("zz", ["ceo", "cmo"]) == "expected one of: ceo, cmo"
    assert did_you_mean("zz", map(str, range(13))) == ""


def test_a_name_with_a_line_break_makes_no_line_of_a_message() -> None:
    fault = Fault(Location("a\nb.yaml: error[forged]: all is lost"), "code", "what\nelse", "do so")
    assert str(fault).splitlines() == [
        "a b.yaml: error[forged]: all is lost: error[code]: what else",
        "     = do so",
    ]


def test_a_word_in_other_letters_is_meant_all_the_same() -> None:
    assert did_you_mean("CEO", ["ceo", "cfo"]) == "did you mean 'ceo'?"
    assert did_you_mean("source a", ["Source A", "Source B"]) == "did you mean 'Source A'?"
