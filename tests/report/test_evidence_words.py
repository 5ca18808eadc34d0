"""How evidence reads: what is known, who said so, and who said otherwise."""

from __future__ import annotations

from mandate import Pack, assess, load_pack
from mandate.assessment import FactEvidence
from mandate.report.evidence_words import evidence_words
from tests.helpers import ROOT

TOLD = "Dedicated budget: yes"


def words(case: dict[str, object], pack: Pack, fact: str = "dedicated_budget") -> str:
    """Return the first piece of evidence that a case gives of a fact."""
    pieces = (one for firing in assess(case, pack).firings for one in firing.evidence)
    return next(
        evidence_words(one) for one in pieces if isinstance(one, FactEvidence) and one.fact == fact
    )


def test_who_said_so_is_named_with_what_it_stands_in(tiny: Pack) -> None:
    said = {"value": "yes", "confidence": "documented", "source": "plan"}
    case: dict[str, object] = {
        "sources": [{"id": "plan", "title": "The plan"}],
        "respondents": {"cfo": {"dedicated_budget": said}, "ceo": {"dedicated_budget": "yes"}},
    }
    assert words(case, tiny) == f"{TOLD} (CEO; CFO, documented, source plan)"


def test_who_was_overruled_by_a_document_is_no_witness(tiny: Pack) -> None:
    case: dict[str, object] = {
        "respondents": {
            "ceo": {"dedicated_budget": {"value": "yes", "confidence": "documented"}},
            "hr_director": {"dedicated_budget": "no"},
        },
    }
    assert words(case, tiny) == f"{TOLD} (CEO, documented; HR director, who said otherwise)"


def test_who_could_not_say_is_no_witness(tiny: Pack) -> None:
    case: dict[str, object] = {
        "respondents": {
            "ceo": {"dedicated_budget": "yes"},
            "hr_director": {"dedicated_budget": "not_known"},
        },
    }
    assert words(case, tiny) == f"{TOLD} (CEO; HR director, who could not say)"


def test_whoever_answered_more_widely_agrees(tiny: Pack) -> None:
    case: dict[str, object] = {
        "respondents": {
            "ceo": {"authority_type": "none"},
            "hr_director": {"authority_type": {"one_of": ["none", "line"]}},
        },
    }
    assert words(case, tiny, "authority_type") == "Authority: none (CEO; HR director)"


def test_a_count_of_items_is_contradicted_by_nobody_who_gave_some_of_them() -> None:
    case = ROOT / "cases" / "examples" / "thornwick-mutual.yaml"
    pieces = [one for firing in assess(case).firings for one in firing.evidence]
    told = {evidence_words(one) for one in pieces if isinstance(one, FactEvidence)}
    assert "Contents of the charter: 5 of 8 (documented, source charter)" in told


def test_who_could_not_say_of_any_item_is_no_witness_to_their_count() -> None:
    items = ["what_the_team_does", "success_criteria"]
    case: dict[str, object] = {
        "respondents": {
            "ceo": {"charter_elements": {**dict.fromkeys(items, "no"), "rest": "no"}},
            "hr_director": {"charter_elements": dict.fromkeys(items, "not_known")},
        },
    }
    told = words(case, load_pack("cx-leader"), "charter_elements")
    assert told == "Contents of the charter: 0 of 8 (CEO; HR director, who could not say)"


def test_an_answer_that_names_nobody_needs_no_words(tiny: Pack) -> None:
    assert words({"facts": {"dedicated_budget": "yes"}}, tiny) == TOLD
