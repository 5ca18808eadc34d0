"""What the page makes of a case when answers are changed: nobody sees more of it than before."""

from __future__ import annotations

from itertools import product
from pathlib import Path
from typing import Any

import pytest

from mandate import Pack
from mandate.casework import redact
from mandate.library import case_from
from mandate.page.compile import compiled_pack
from mandate.page.script import engine_script
from mandate.serialization import to_data
from mandate.source import to_plain
from tests.page.node import evaluated, needs_node
from tests.page.test_phrases import face

pytestmark = needs_node
ACT = """
const act = ({ compiled, cases }) => {
  const { facts } = new mandate.Engine(compiled).vocabulary;
  return cases.map(([data, changes, notes]) => face.edited(data, changes, facts, new Map(notes)));
};
"""
Data = dict[str, Any]


def edited(folder: Path, pack: Pack, *cases: tuple[Data, list[Data], list[Any]]) -> list[Data]:
    """Return the cases with their changes and notes."""
    script = f"{engine_script()}\n{face('edits')}\n{ACT}"
    given = {"compiled": to_data(compiled_pack(pack)), "cases": cases}
    found: list[Data] = evaluated(folder, script, given)
    return found


def change(fact: str, value: str | None, by: str = "reader", item: str = "") -> Data:
    return {"fact": fact, "item": item, "value": value, "by": by}


def seen(data: Data, reader: str, pack: Pack) -> Data:
    """Return the answers in an edition, by whomever they are."""
    document = to_plain(redact(case_from(data), reader, pack).document)
    assert isinstance(document, dict)
    return {key: document[key] for key in ("facts", "respondents") if document.get(key)}


AUDIENCES: tuple[list[str] | None, ...] = (None, [], ["client"], ["client", "candidate"])


def _said(audience: list[str] | None) -> Data:
    return {} if audience is None else {"visible_to": audience}


def test_whoever_could_not_see_an_answer_does_not_see_the_one_in_its_place(
    tmp_path: Path, tiny: Pack
) -> None:
    """However the restriction is said: of the answer, of who gave it, or of the case."""
    cases: list[tuple[Data, list[Data], list[Any]]] = []
    for own, other, whose, new, whole in product(AUDIENCES, repeat=5):
        data: Data = {
            "title": "A role",
            "editions": {
                **_said(whole),
                "respondents": {"ceo": _said(whose), "reader": _said(new)},
            },
            "facts": {"levels_below_ceo": {"value": 2, **_said(other)}},
            "respondents": {
                "ceo": {"levels_below_ceo": {"value": 3, **_said(own)}},
                "reader": {"reports_to": "cmo"},
            },
        }
        cases.append((data, [change("levels_below_ceo", "4")], []))
    made = edited(tmp_path, tiny, *cases)
    for (data, *_), found in zip(cases, made, strict=True):
        for reader in ("client", "candidate"):
            before = seen(data, reader, tiny).get("facts", {}).get("levels_below_ceo")
            sees_both = isinstance(before, list) and len(before) == 2
            assert sees_both or "levels_below_ceo" not in str(seen(found, reader, tiny)), found
    assert (
        made[0]["respondents"]["reader"]["levels_below_ceo"] == "4"
    )  # nothing said, nothing added


def test_items_of_a_checklist_keep_their_own_readers(tmp_path: Path, tiny: Pack) -> None:
    data = {
        "title": "A role",
        "respondents": {
            "ceo": {
                "charter_elements": [
                    {"value": {"measures": "yes"}, "visible_to": []},
                    {"value": {"scope": "yes"}},
                ]
            }
        },
    }
    changes = [change("charter_elements", "no", item=one) for one in ("measures", "scope")]
    (found,) = edited(tmp_path, tiny, (data, changes, []))
    assert found["respondents"]["reader"]["charter_elements"] == [
        {"value": {"measures": "no"}, "visible_to": []},
        {"value": {"scope": "no"}},
    ]
    (shown,) = seen(found, "client", tiny)["facts"].values()
    assert shown == {"scope": "no"}


def test_a_name_that_editions_give_stays_when_its_answers_have_gone(
    tmp_path: Path, tiny: Pack
) -> None:
    data = {
        "title": "A role",
        "editions": {"respondents": {"ceo": {"visible_to": ["client"]}}},
        "respondents": {"ceo": {"reports_to": "cmo"}},
    }
    for value in ("ceo", "not_known", None):
        (found,) = edited(tmp_path, tiny, (data, [change("reports_to", value)], []))
        assert found["respondents"]["ceo"] == {}
        assert "reports_to" not in str(seen(found, "candidate", tiny))


@pytest.mark.parametrize(
    ("said", "wanted"),
    [
        ("cmo", {"value": "cmo", "note": "new"}),
        ({"value": "cmo", "note": "old"}, {"value": "cmo", "note": "old; new"}),
        (
            {"value": "cmo", "note": {"text": "old", "visible_to": ["client"]}, "date": "2026"},
            {"value": "cmo", "note": "old; new", "date": "2026"},
        ),
        (
            [{"value": "ceo", "date": "2025"}, {"value": "cmo", "date": "2026"}],
            [{"value": "ceo", "date": "2025"}, {"value": "cmo", "date": "2026", "note": "new"}],
        ),
    ],
)
def test_a_note_goes_to_an_answer_that_stays(
    tmp_path: Path, tiny: Pack, said: object, wanted: object
) -> None:
    data = {
        "title": "A role",
        "respondents": {"hr": {"reports_to": "cmo"}, "ceo": {"reports_to": said}},
    }
    (found,) = edited(tmp_path, tiny, (data, [], [["reports_to", {"by": "ceo", "text": "new"}]]))
    assert found["respondents"] == {"hr": {"reports_to": "cmo"}, "ceo": {"reports_to": wanted}}
    assert "new" not in str(seen(found, "client", tiny))


def test_a_note_by_somebody_else_goes_to_the_first_answer_and_none_to_what_is_open(
    tmp_path: Path, tiny: Pack
) -> None:
    data = {"title": "A role", "facts": {"reports_to": "cmo"}}
    notes = [[fact, {"by": "hr", "text": "new"}] for fact in ("reports_to", "dedicated_budget")]
    (found,) = edited(tmp_path, tiny, (data, [], notes))
    assert found["facts"] == {"reports_to": {"value": "cmo", "note": "new"}}
    assert "respondents" not in found
