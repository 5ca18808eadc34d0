"""What hangs on a dispute, and on an answer that nobody confirmed."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from mandate import Assessment, Pack, assess, load_pack, replay
from mandate.errors import CaseError
from mandate.report import markdown, phrases, text
from tests.helpers import TINY, changed, copy_tiny, make_pack
from tests.promises.generated import Data, cases, pack_named, steadily
from tests.test_bounds import BEST

DOCUMENTED = {"confidence": "documented"}


def heard(pack: Pack, facts: Data | None = None, **respondents: Data) -> Assessment:
    assessment = assess({"facts": facts or {}, "respondents": respondents}, pack)
    assert Assessment.from_json(assessment.to_json()) == assessment
    return assessment


def outcomes(assessment: Assessment) -> dict[str, dict[str, float]]:
    return {
        dispute.fact: {"+".join(one.by): one.rating.total for one in dispute.outcomes}
        for dispute in assessment.disputed
    }


def alone(assessment: Assessment) -> dict[str, tuple[str, tuple[str, ...]]]:
    return {one.fact: (one.by, one.rules) for one in assessment.unconfirmed}


def test_a_dispute_says_what_the_rating_would_be_on_each_answer(tiny: Pack) -> None:
    said = heard(
        tiny,
        ceo={"authority_type": "line"},
        hr_director={"authority_type": "none"},
        cfo={"authority_type": "none"},
    )
    worst, best = (assess({"authority_type": one}, tiny).total for one in ("none", "line"))
    assert outcomes(said) == {"authority_type": {"cfo+hr_director": worst, "ceo": best}}
    assert worst > said.total > best
    shown = " ".join(text.render(said).split())
    assert re.search(r"The score by each answer: CEO \d+ \(\w+\); CFO, HR director \d+ \(", shown)


def test_the_disputes_that_matter_to_the_band_stand_first(tmp_path: Path) -> None:
    pack = make_pack(tmp_path, changed("pack.yaml", "base: -3", "base: -7"))
    split: tuple[Data, Data] = (
        {"authority_type": "line", "dedicated_budget": "yes", "reports_to": "cmo"},
        {"authority_type": "none", "dedicated_budget": "no", "reports_to": "other"},
    )
    said = heard(pack, ceo=split[0], hr_director=split[1])
    spans = [max(totals.values()) - min(totals.values()) for totals in outcomes(said).values()]
    assert said.disputed[0].fact == "authority_type"
    assert spans == sorted(spans, reverse=True)
    assert spans[-1] == 0
    assert "Whoever is right, the score is the same." in " ".join(text.render(said).split())


def test_a_dispute_that_moves_the_band_stands_before_one_that_moves_the_total_more(
    tmp_path: Path,
) -> None:
    weights = {
        "pack.yaml": [("from: -3,", "from: -6,"), ("from: 0.5,", "from: -1.25,")],
        "mandate/authority-type.yaml": [("none: 4", "none: 3"), ("line: -2", "line: -3")],
        "money/dedicated-budget.yaml": [('"no": 3', '"no": 4'), ("points: 3", "points: 4")],
    }
    weights["mandate/authority-type.yaml"].append(("points: 4", "points: 3"))
    files = {name: (TINY / name).read_text(encoding="utf-8") for name in weights}
    for name, changes in weights.items():
        for old, new in changes:
            files[name] = files[name].replace(old, new)
    pack = make_pack(tmp_path, files)
    said = heard(
        pack,
        ceo={"authority_type": "line", "dedicated_budget": "yes"},
        hr_director={"authority_type": "none", "dedicated_budget": "no"},
    )
    assert outcomes(said) == {
        "dedicated_budget": {"ceo": -3.5, "hr_director": -1.0},
        "authority_type": {"ceo": -4.5, "hr_director": -1.5},
    }
    assert [one.fact for one in said.disputed] == ["dedicated_budget", "authority_type"]
    assert said.disputed[0].outcomes[0].rating.band == "high"


def test_a_dispute_that_a_document_settles_stands_last_and_has_no_outcomes(tiny: Pack) -> None:
    said = heard(
        tiny,
        {"authority_type": {"value": "none", **DOCUMENTED}},
        ceo={"authority_type": "line", "reports_to": "cmo"},
        hr_director={"reports_to": "other"},
    )
    assert [(one.fact, one.settled) for one in said.disputed] == [
        ("reports_to", False),
        ("authority_type", True),
    ]
    assert said.disputed[1].outcomes == ()


def test_an_answer_that_cannot_be_has_no_outcome(tiny: Pack) -> None:
    said = heard(
        tiny,
        {"levels_below_ceo": 4},
        ceo={"reports_to": "ceo"},
        hr_director={"reports_to": "cmo"},
    )
    (dispute,) = said.disputed
    assert [one.by for one in dispute.outcomes] == [("hr_director",)]


def test_a_checklist_is_disputed_item_by_item(tiny: Pack) -> None:
    said = heard(
        tiny,
        ceo={"charter_elements": {"scope": "yes", "measures": "yes", "skills": "no"}},
        hr_director={"charter_elements": {"scope": "no", "measures": "yes"}},
    )
    (dispute,) = said.disputed
    assert dispute.items == ("scope",)
    assert {one.words.split(": ")[-1] for one in dispute.outcomes} == {"yes", "no"}


def test_what_one_respondent_alone_stated_is_told_with_what_rests_on_it(tiny: Pack) -> None:
    said = heard(tiny, ceo={"authority_type": "none"}, cfo={"dedicated_budget": "no"})
    without = heard(tiny, ceo={}, cfo={"dedicated_budget": "no"})
    assert alone(said)["authority_type"][0] == "ceo"
    assert "authority-type" in alone(said)["authority_type"][1]
    told = {one.fact: one.without for one in said.unconfirmed}
    assert told["authority_type"] == (without.total, without.score, without.band)
    shown = " ".join(text.render(said).split())
    assert f"(CEO alone); without it the score is {without.score} ({without.band})" in shown
    assert "(CEO alone)" in markdown.render(said).replace("\\", "")


@pytest.mark.parametrize(
    ("ceo", "cfo"),
    [
        ("none", "none"),
        ({"value": "none", **DOCUMENTED}, "not_known"),
        ("not_known", "not_known"),
        ("none", "line"),
        ("process", "not_known"),
    ],
)
def test_what_is_confirmed_documented_disputed_or_idle_rests_on_nobody_alone(
    tiny: Pack, ceo: object, cfo: object
) -> None:
    said = heard(tiny, ceo={"authority_type": ceo}, cfo={"authority_type": cfo})
    assert "authority_type" not in alone(said)


def test_somebody_who_could_not_say_confirms_nothing(tiny: Pack) -> None:
    said = heard(tiny, ceo={"authority_type": "none"}, cfo={"authority_type": "not_known"})
    assert alone(said)["authority_type"][0] == "ceo"


def test_the_same_respondent_twice_is_still_one_voice(tiny: Pack) -> None:
    twice = [{"value": "none"}, {"value": "none", "note": "again"}]
    assert alone(heard(tiny, ceo={"authority_type": twice}))["authority_type"][0] == "ceo"


def test_two_nameless_answers_may_be_those_of_two_people(tiny: Pack) -> None:
    twice = [{"value": "none"}, {"value": "none", "note": "again"}]
    others: Data = {"dedicated_budget": "no"}
    assert "authority_type" not in alone(heard(tiny, {"authority_type": twice}, ceo=others))
    assert alone(heard(tiny, {"authority_type": "none"}, ceo=others))["authority_type"][0] == ""


def test_two_nameless_answers_that_differ_are_two_outcomes(tiny: Pack) -> None:
    said = heard(tiny, {"dedicated_budget": [{"value": "no"}, {"value": "yes"}]})
    (dispute,) = said.disputed
    assert [(one.by, one.words) for one in dispute.outcomes] == [(("",), "no"), (("",), "yes")]
    assert "-3.5" not in text.render(said)
    assert "The score by each answer: 'no' " in " ".join(text.render(said).split())


def test_an_answer_that_was_changed_counts_for_nothing(tiny: Pack) -> None:
    changed_mind = [
        {"value": "process", "date": "2026-01"},
        {"value": "none", "date": "2026-03"},
    ]
    said = heard(tiny, ceo={"authority_type": changed_mind}, cfo={"authority_type": "line"})
    (dispute,) = said.disputed
    assert [(one.by, one.words) for one in dispute.outcomes] == [
        (("cfo",), "line"),
        (("ceo",), "none"),
    ]


def test_three_answers_of_one_respondent_that_leave_nothing_together_are_no_outcome(
    tiny: Pack,
) -> None:
    ranges = [{"value": {"one_of": pair}} for pair in (["cmo", "other"], ["ceo", "other"])]
    third = {"value": {"one_of": ["ceo", "cmo"]}}
    said = heard(tiny, ceo={"reports_to": [*ranges, third]}, cfo={"reports_to": "other"})
    (dispute,) = said.disputed
    assert [one.by for one in dispute.outcomes] == [("cfo",)]


def test_where_nobody_is_named_nothing_is_said_of_confirmation(tiny: Pack) -> None:
    assert heard(tiny, {"authority_type": "none"}).unconfirmed == ()


def test_rules_set_aside_rest_on_nothing(tiny: Pack, tmp_path: Path) -> None:
    aside = [{"rule": "authority-type", "by": "J", "reason": "R"}]
    case: dict[str, Any] = {"respondents": {"ceo": {"authority_type": "none"}}, "set_aside": aside}
    said = assess(case, tiny)
    assert all("authority-type" not in one.rules for one in said.unconfirmed)
    path = tmp_path / "a.json"
    path.write_text(said.to_json(), encoding="utf-8", newline="")
    assert replay(path, tiny) == said


def plain(pack: Pack, fact: str) -> bool:
    return pack.fact(fact).type != "checklist"


def without_answers(data: Data, fact: str, keep: str | None) -> Data:
    """Return a case without the answers to a fact, but for those of one respondent."""
    respondents: Any = data["respondents"]
    groups: dict[str, Any] = {"": data["facts"], **respondents}
    left = {
        who: {name: said for name, said in group.items() if name != fact or who == keep}
        for who, group in groups.items()
    }
    return {**data, "facts": left.pop(""), "respondents": left}


@steadily
@given(cases(pack_named("operators")), st.data())
def test_each_effect_is_that_of_the_answers_alone(data: Data, draw: st.DataObject) -> None:
    pack = pack_named("operators")
    said = assess(data, pack)
    ratings = [
        (without_answers(data, dispute.fact, one.by[0]), one.rating)
        for dispute in said.disputed
        if plain(pack, dispute.fact)
        for one in dispute.outcomes
    ]
    ratings += [
        (without_answers(data, one.fact, None), one.without)
        for one in said.unconfirmed
        if plain(pack, one.fact)
    ]
    assume(ratings)
    other, rating = draw.draw(st.sampled_from(ratings))
    try:
        again = assess(other, pack)
    except CaseError:  # with an answer less, what was open between two is now impossible
        assume(False)
    assert (again.total, again.score, again.band) == rating


def test_an_answer_that_could_not_hold_is_no_way_for_a_dispute_to_end(tmp_path: Path) -> None:
    """Two combinations exclude what is left of an open fact, neither of them by itself."""
    header = (TINY / "pack.yaml").read_text(encoding="utf-8")
    impossible = """  - {when: {all: [{authority_type: line}, {dedicated_budget: no}]}, because: M.}
  - {when: {all: [{authority_type: line}, {dedicated_budget: yes}]}, because: N.}
"""
    pack = load_pack(copy_tiny(tmp_path / "pack", {"pack.yaml": header + impossible}))
    said = {"ceo": {"authority_type": "line"}, "hr": {"authority_type": "none"}}
    (dispute,) = assess({"title": "A case", "respondents": said}, pack).disputed
    assert [(one.by, one.words) for one in dispute.outcomes] == [(("hr",), "none")]


def test_an_answer_that_rules_nothing_out_leaves_a_fact_known_in_part(tiny: Pack) -> None:
    every = {"one_of": ["none", "influence_only", "process", "line"]}
    made = assess({**BEST, "authority_type": every}, tiny)
    assert [one.fact for one in made.known_in_part] == ["authority_type"]
    assert not phrases.is_settled(made)
    unasked = assess({k: v for k, v in BEST.items() if k != "authority_type"}, tiny)
    assert unasked.known_in_part == ()


def test_what_a_source_is_cited_for_is_no_one_persons_word(tiny: Pack) -> None:
    """In an edition those who may not be named stand among the nameless, without their sources."""
    frame = {"title": "A case", "edition": "client", "sources": [{"id": "talk", "title": "A talk"}]}
    told = [
        assess({**frame, "facts": {"authority_type": {"value": "none", **more}}}, tiny).unconfirmed
        for more in ({}, {"source": "talk"})
    ]
    assert [len(one) for one in told] == [1, 0]
