"""The questions of a case as a document."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema

import mandate
from mandate import load_pack, open_questions
from mandate.json_schema.assessment import document_schema
from mandate.questions.listing import asked_of
from mandate.questions.questionnaire import SCHEMA_VERSION, Questionnaire, questionnaire_of
from mandate.report import questions_text
from mandate.serialization import from_json
from tests.helpers import ROOT, TINY

CASE = {"title": "A case", "stage": "in_post"}


def test_its_json_satisfies_its_schema_and_comes_back() -> None:
    path = Path(mandate.__file__).with_name("schema") / "questions.json"
    schema = json.loads(path.read_text(encoding="utf-8"))
    assert document_schema(Questionnaire, SCHEMA_VERSION) == schema, (
        "run: mandate schema questions > mandate/schema/questions.json"
    )
    for pack in (TINY, ROOT / "rules/cx-leader"):
        made = questionnaire_of(open_questions(CASE, pack, by="ceo"))
        jsonschema.validate(json.loads(made.to_json()), schema)
        assert from_json(Questionnaire, made.to_json()) == made


def test_the_questions_to_one_post_say_so_and_how_many_are_for_others() -> None:
    everything = open_questions(CASE, TINY)
    made = questionnaire_of(asked_of(everything, "cfo"))
    assert {one.ask for one in (*made.matter, *made.for_report)} == {"CFO"}
    assert (made.post, made.elsewhere) == ("cfo", len(everything.matter) - len(made.matter))
    assert made.elsewhere
    assert (questionnaire_of(everything).post, questionnaire_of(everything).elsewhere) == ("", 0)


def test_it_holds_every_question_in_its_order_with_its_answers() -> None:
    found = open_questions(CASE, TINY)
    made = questionnaire_of(found)
    assert [one.fact for one in made.matter] == [one.fact.id for one in found.matter]
    entries = {one.fact: one for one in (*made.matter, *made.for_report)}
    values = [one.value for one in entries["reports_to"].answers]
    assert values == ["ceo", "cmo", "other", "not_known"]
    items = [one.value for one in entries["charter_elements"].items]
    assert items == ["scope", "measures", "skills"]
    assert [one.value for one in entries["team_size"].answers] == ["not_known"]
    assert "from 0 to 50" in entries["team_size"].expected


def test_a_question_that_is_not_proved_to_matter_says_so() -> None:
    pack = load_pack(TINY)
    found = open_questions(CASE, pack)
    assert questions_text.UNPROVED not in questions_text.render_markdown(found, pack)
    first = found.matter[0]._replace(is_proved=False)
    doubtful = found._replace(matter=(first, *found.matter[1:]))
    assert questions_text.UNPROVED in questions_text.render_markdown(doubtful, pack)
    assert "not proved" in questions_text.render(doubtful, pack)
    assert [one.proved for one in questionnaire_of(doubtful).matter[:2]] == [False, True]
