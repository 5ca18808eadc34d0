"""A new case: open as it stands, and every answer that it offers is one the pack takes."""

from __future__ import annotations

from pathlib import Path

import pytest

from mandate import Pack, assess, load_pack
from mandate.authoring.case_file import case_file, in_author_order
from mandate.errors import Faults
from mandate.facts import Fact
from mandate.library import case_from
from mandate.source import Mapping
from mandate.yaml_files import read_text
from tests.helpers import TESTS, changed, fact, make_pack, vocabulary

PACKS = ["cx-leader", TESTS / "packs" / "tiny", TESTS / "packs" / "operators"]


def written(pack: Pack, folder: Path, text: str | None = None) -> Path:
    path = folder / "case.yaml"
    text = case_file(pack, "cx-leader", "A case", "search") if text is None else text
    path.write_text(text, encoding="utf-8")
    return path


def answered(text: str, fact: Fact, value: str) -> str:
    """Return a case with one of its questions answered, as its head says to."""
    line = f"  # {fact.id}:{' {}' if fact.type == 'checklist' else ''}\n"
    assert text.count(line) == 1
    return text.replace(line, f"  {fact.id}: {value}\n")


@pytest.mark.parametrize("name", PACKS)
def test_a_new_case_is_open_throughout(name: str | Path, tmp_path: Path) -> None:
    pack = load_pack(name)
    assessment = assess(written(pack, tmp_path), pack)
    assert (assessment.facts_known, assessment.firings) == (0, ())
    lifts = sum(round(one.points * 100) for one in assessment.lifts)
    assert round(assessment.total * 100) == pack.base + lifts
    assert assessment.case.stage == "search"


@pytest.mark.parametrize("name", PACKS)
def test_every_answer_that_it_offers_is_taken(name: str | Path, tmp_path: Path) -> None:
    pack = load_pack(name)
    text = case_file(pack, "cx-leader", "A case", "in_post")
    lines = text.splitlines()
    for one in pack.vocabulary.facts.values():
        for level in one.levels:
            assert any(line.startswith(f"  #   {level.id} ") for line in lines), level
        values = list(one.labels[:2])
        if one.type == "checklist":
            values = [f"{{{level.id}: yes}}" for level in one.levels]
        for value in (*values, "not_known"):
            assessment = assess(written(pack, tmp_path, answered(text, one, value)), pack)
            facts = assessment.receipt.case["facts"]
            assert isinstance(facts, dict)
            assert list(facts) == [one.id]


@pytest.mark.parametrize("name", PACKS)
def test_it_asks_every_question_under_its_theme_in_the_authors_order(name: str | Path) -> None:
    pack = load_pack(name)
    text = " ".join(case_file(pack, "cx-leader", "A case", "offer").replace("#", " ").split())
    places = []
    for one in in_author_order(pack):
        assert one.theme.upper() in text
        places.append(text.index(" ".join(one.question.split())))
        assert f"Ask: {one.ask}." in text
    assert len(places) == len(pack.vocabulary.facts)
    assert places == sorted(places)


def test_the_authors_order_is_that_of_their_files() -> None:
    pack = load_pack(TESTS / "packs" / "tiny")
    assert [one.id for one in in_author_order(pack)] == [
        "authority_type",
        "dedicated_budget",
        "reports_to",
        "levels_below_ceo",
        "charter_elements",
        "team_size",
    ]


def test_what_stands_in_a_vocabulary_stays_a_remark(tmp_path: Path) -> None:
    hostile = fact(
        "odd",
        question='"What?\\nfacts:\\u2028title: x \\e[2J"',
        type="scale",
        levels='{low: "One.\\n  authority_type: none", high: "Two\\n# x"}',
        ask='"CEO\\nnote: x"',
    )
    pack = make_pack(tmp_path, vocabulary(hostile))
    text = case_file(pack, "x", "A: case\n# of", "search")
    document = read_text(text, "case.yaml", Faults())
    assert isinstance(document, Mapping)
    assert sorted(document.pairs) == ["facts", "pack", "stage", "title"]
    assert all(one == "\n" or one.isprintable() for one in text)
    assert assess(written(pack, tmp_path, text), pack).facts_known == 0


def test_what_limits_a_question_is_told(tmp_path: Path) -> None:
    later = changed(
        "vocabulary/all.yaml", "    better: higher\n", "    better: higher\n    stage: in_post\n"
    )
    pack = make_pack(tmp_path, later)
    text = " ".join(case_file(pack, "x", "A case", "search").replace("#", " ").split())
    assert "Ask: HR director. Once in post. Only where Dedicated budget is yes." in text
    assert "a whole number from 0 to 50 in steps of 5 people team_size:" in text
    assert "Each yes or no; what is left out is open. scope What the team does" in text
    assert "yes or no dedicated_budget:" in text


def test_no_line_is_longer_than_a_case_of_ours() -> None:
    for stage in ("search", "offer"):
        text = case_file(load_pack("cx-leader"), "cx-leader", "A case", stage)
        assert max(map(len, text.splitlines())) <= 100


def test_facts_of_nothing_are_open(tmp_path: Path) -> None:
    path = tmp_path / "case.yaml"
    for nothing in ("facts:\n", "facts:\n  # a remark\n", 'facts: ""\n'):
        path.write_text(f"title: A case\n{nothing}", encoding="utf-8")
        assessment = assess(path, "cx-leader")
        assert assessment == assess(case_from({"title": "A case"}), "cx-leader")
