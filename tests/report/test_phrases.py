"""What reports say in the same words."""

import re
from pathlib import Path

import pytest

from mandate import Pack, assess, redact
from mandate.case_range import Lift
from mandate.facts import GRADES
from mandate.pack.forms import KINDS
from mandate.report import (
    caveats,
    doubt_words,
    markdown,
    origins,
    outlook,
    phrases,
    selection,
    text,
)
from mandate.report.remedy_words import remedy_words, told_words
from tests.helpers import changed, fact, make_pack, rule, vocabulary

WORST = {"authority_type": "none", "levels_below_ceo": 4, "dedicated_budget": False}
ROOT = Path(__file__).parents[2]


def staged(stage: str, **facts: object) -> dict[str, object]:
    return {"title": "A role", "stage": stage, "facts": facts}


def test_a_case_of_which_nothing_is_known_is_not_rated(tiny: Pack) -> None:
    report = text.render(assess({}, tiny))
    assert "RISK: NOT RATED   nothing known moves the base of 33 of 100" in report
    assert "that is the base rate: nothing is known" in " ".join(report.split())


def test_a_case_of_which_little_is_known_gets_no_advice(tiny: Pack) -> None:
    one = assess({"dedicated_budget": False}, tiny)
    assert selection.is_provisional(one)
    assert phrases.advice(one).startswith("Provisional: 1 of 5 facts is known")


def test_what_is_in_favour_of_the_role_is_not_blamed_for_its_risk(tiny: Pack) -> None:
    good = {"authority_type": "line", "dedicated_budget": True, "team_size": 5}
    assert "on balance what is known is in its favour, despite" in phrases.headline(
        assess(good, tiny)
    )


@pytest.mark.parametrize("stage", ["search", "offer", "in_post"])
def test_each_stage_has_its_own_advice(stage: str, tmp_path: Path) -> None:
    advice = "advice: {search: for the search, offer: for the offer, in_post: for the in_post}"
    pack = make_pack(
        tmp_path / "pack", changed("pack.yaml", "advice: Change the brief first.", advice)
    )
    one = assess(staged(stage, **WORST), pack)
    assert one.band_entry.advice == f"for the {stage}"


def test_a_remedy_whose_time_has_passed_was_due(tiny: Pack) -> None:
    facts = {"authority_type": "none"}
    assert "(CEO, before the search, high effort" in text.render(assess(facts, tiny))
    later = text.render(assess(staged("offer", **facts), tiny))
    assert "(CEO, was due before the search, high effort" in " ".join(later.split())


def test_a_stated_range_is_shown_as_known_in_part_and_not_counted(tiny: Pack) -> None:
    facts = {"levels_below_ceo": {"between": [2, 4]}, "charter_elements": {"scope": True}}
    one = assess(facts, tiny)
    assert [(part.fact, part.words) for part in one.known_in_part] == [
        ("levels_below_ceo", "2 to 4 levels")
    ]
    assert one.facts_known == 0
    assert "~ Known in part: Levels below the CEO: 2 to 4 levels. Ask: HR director." in text.render(
        one
    )


def test_a_dispute_is_neither_known_nor_known_in_part(tiny: Pack) -> None:
    case = {
        "title": "T",
        "respondents": {"ceo": {"reports_to": "ceo"}, "hr": {"reports_to": "cmo"}},
    }
    one = assess(case, tiny)
    assert (one.facts_known, one.known_in_part) == (0, ())
    assert [(fact.fact, fact.settled) for fact in one.disputed] == [("reports_to", False)]
    assert "! Disputed: Reporting line. CEO: ceo; HR: cmo." in text.render(one)


def test_a_document_settles_what_it_answers_and_two_that_differ_settle_nothing(tiny: Pack) -> None:
    def answered(*values: tuple[str, str]) -> dict[str, object]:
        people = {
            f"person_{number}": {"reports_to": {"value": value, "confidence": confidence}}
            for number, (value, confidence) in enumerate(values)
        }
        return {"title": "T", "respondents": people}

    stated_apart = assess(answered(("ceo", "documented"), ("cmo", "stated")), tiny)
    assert [fact.settled for fact in stated_apart.disputed] == [True]
    documents = assess(answered(("ceo", "documented"), ("cmo", "documented")), tiny)
    assert [fact.settled for fact in documents.disputed] == [False]


def test_an_answer_that_was_changed_later_is_told_with_its_date(tiny: Pack) -> None:
    said = [
        {"value": "process", "date": "2026-01-10"},
        {"value": "none", "date": "2026-03-02", "source": "talk"},
    ]
    people: dict[str, object] = {"ceo": {"authority_type": said}}
    case = {"sources": [{"id": "talk", "title": "A talk"}], "respondents": people}
    shown = text.render(assess(case, tiny))
    told = "Authority: none (CEO, 2026-03-02, source talk; CEO, 2026-01-10: process, since changed)"
    assert told in " ".join(shown.split())
    people["cfo"] = {"authority_type": "line"}
    disputed = " ".join(text.render(assess(case, tiny)).split())
    assert "CEO: process on 2026-01-10, since changed" in disputed


def test_every_source_that_is_cited_is_listed_with_its_address() -> None:
    one = assess(ROOT / "cases" / "examples" / "larkmere-telecom.yaml")
    report = text.render(one)
    for firing in one.firings:
        for source in firing.sources:
            assert f"\n- {source.id}: " in report
            assert source.address in report
    for of_case in one.case.sources:
        assert f"\n- {of_case.id}: " in report


@pytest.mark.parametrize(
    ("by", "post"),
    [("ceo", "CEO"), ("hr_director", "HR director"), ("head_of_service", "head of service")],
)
def test_a_respondent_reads_as_a_post(by: str, post: str) -> None:
    assert phrases.respondent(by) == post


def test_what_is_known_and_moves_nothing_is_not_called_unknown(tiny: Pack) -> None:
    headline = phrases.headline(assess({"reports_to": "cmo"}, tiny))
    assert headline.endswith("but that is the base rate: nothing that is known moves it.")


def test_a_base_beyond_what_a_float_holds_is_reported(tmp_path: Path) -> None:
    pack = make_pack(tmp_path / "pack", changed("pack.yaml", "base: -3\n", "base: -12345.67\n"))
    assert "With none known the score is 0," in phrases.advice(assess({}, pack))


def test_every_grade_and_kind_of_source_has_its_words() -> None:
    assert set(origins.GRADES) == set(GRADES)
    assert set(origins.KINDS) == set(KINDS)


OWN = {
    "sources.yaml": "sources:\n  S0: {author: A, title: T, kind: seed}\n"
    "  J1: {author: B, title: T, kind: judgement}\n"
}


def sourced(sources: str, grade: str, more: str = "") -> dict[str, str]:
    """Return a rule on the budget with its sources and its grade."""
    on = rule("on-budget", "{risk: {driver: resources, points: 2}}", "{dedicated_budget: no}", more)
    old, new = "sources: [S0]\ngrade: D", f"sources: {sources}\ngrade: {grade}"
    return {name: text.replace(old, new) for name, text in on.items()}


@pytest.mark.parametrize(
    ("sources", "grade", "said"),
    [
        ("[S0]", "C", "rule on-budget, practitioner opinion. S0 A"),
        ("[S0]", "D", "rule on-budget, judgement, no study. S0 A"),
        ("[J1]", "D", "rule on-budget, judgement, no study. J1 B"),
        ("[J1]", "C", "rule on-budget, practitioner opinion (judgement, no study). J1 B"),
        ("[J1, S0]", "C", "rule on-budget, practitioner opinion. J1 B; S0 A"),
    ],
)
def test_a_rule_that_rests_on_judgement_alone_says_so_beside_its_sources(
    sources: str, grade: str, said: str, tmp_path: Path
) -> None:
    pack = make_pack(tmp_path / "pack", OWN, sourced(sources, grade))
    assessment = assess({"dedicated_budget": False}, pack)
    assert f"   {said}\n" in text.render(assessment)
    assert f"\n{markdown.escape(said[0].upper() + said[1:])}\n" in markdown.render(assessment)


def test_a_rule_on_judgement_alone_says_so_where_its_sources_are_not_shown(tmp_path: Path) -> None:
    part = changed("mandate/authority-type.yaml", "grade: C", "grade: D")
    finding = changed("mandate/powerless.yaml", "grade: C", "grade: D")
    assessment = assess(WORST, make_pack(tmp_path / "pack", part, finding))
    for report in (text.render(assessment), markdown.render(assessment)):
        assert re.search(r"What makes others act \(?\+4\)? \(judgement, no study\): The", report)
        assert "(rule powerless) (judgement, no study)" in report
        assert "Money set aside +3: No" in report or "Money set aside (+3): No" in report


def test_a_long_list_of_open_facts_is_cut_and_its_rest_counted() -> None:
    assessment = assess({}, "cx-leader")
    shown = phrases.some_titles(assessment.open)
    assert shown.count(", ") == 12
    assert shown.endswith(f"and {len(assessment.open) - 12} more")
    assert phrases.some_titles(assessment.open[:12]).count(", ") == 11


def test_a_cause_that_names_a_subject_comes_with_the_answer_given(tiny: Pack) -> None:
    headline = phrases.headline(assess({"authority_type": "none"}, tiny))
    assert headline.endswith("mainly because of what makes others act (none).")


def test_an_item_of_a_checklist_is_shown_in_its_words() -> None:
    assessment = assess(ROOT / "cases" / "examples" / "thornwick-mutual.yaml")
    report = " ".join(text.render(assessment).split())
    assert "Competencies covered (metrics, measurement and ROI): no" in report


def test_the_items_that_a_remedy_ticks_stand_under_one_title() -> None:
    assessment = assess(ROOT / "cases" / "examples" / "thornwick-mutual.yaml")
    report = " ".join(text.render(assessment).split())
    ticked = "what the team turns away, how success is measured"
    assert f"settles it, Contents of the charter: {ticked})" in report


def test_three_owners_are_listed_with_one_and(tiny: Pack) -> None:
    assessment = assess({"authority_type": "none"}, tiny)
    remedy = assessment.firings[0].remedies[0]._replace(owner="CEO and CFO and COO")
    assert "(CEO, CFO and COO, before the search" in remedy_words(remedy, assessment.case)


def test_a_candidate_is_told_when_to_ask_and_not_what_is_done_before_a_search(tiny: Pack) -> None:
    assessment = assess({"authority_type": "none"}, tiny)
    for_candidate = assessment.case._replace(edition="candidate")
    first = assessment.firings[0].remedies[0]
    told = [
        remedy_words(first._replace(when=when), for_candidate._replace(stage=stage))
        for when, stage in (
            ("before_search", "search"),
            ("before_offer", "search"),
            ("before_search", "offer"),
            ("day_30", "offer"),
        )
    ]
    assert [one.split(" (")[1].split(", ")[1] for one in told] == [
        "now",
        "before you accept",
        "was due before the search",
        "by day 30",
    ]


def test_a_case_that_is_answered_in_full_says_so() -> None:
    assessment = assess(ROOT / "cases" / "examples" / "thornwick-mutual.yaml")
    assert caveats.basis(assessment) == "It rests on all 76 facts."


def test_a_range_says_which_answers_would_move_it(tiny: Pack) -> None:
    words = outlook.range_words(assess({"authority_type": "none"}, tiny))
    assert words.startswith("Between ")
    assert " of 100, as the open answers turn out: moderate to high; not decided. " in words
    assert words.endswith("This answer would move it most: Dedicated budget.")
    words = outlook.range_words(assess({}, tiny))
    assert "These answers would move it most: Authority; Dedicated budget" in words


def test_a_complete_case_has_no_range_to_speak_of(tiny: Pack) -> None:
    facts = {
        "reports_to": "ceo",
        "dedicated_budget": "yes",
        "authority_type": "line",
        "levels_below_ceo": "1",
        "charter_elements": {"scope": "yes", "measures": "yes", "skills": "yes"},
        "team_size": "10",
    }
    assert outlook.range_words(assess(facts, tiny)) == ""


def test_bounds_are_called_bounds(tiny: Pack) -> None:
    assessment = assess({"authority_type": "none"}, tiny)
    cut = assessment._replace(range=assessment.range._replace(exact=False))
    assert outlook.range_words(cut).startswith("At least ")
    assert "(bounds, not exact)" in outlook.range_words(cut)


def test_a_lift_to_the_range_names_the_facts_that_every_answer_of_which_leads_there(
    tiny: Pack,
) -> None:
    assessment = assess({"authority_type": "none"}, tiny)
    lift = Lift("", "low", 1.5, ("dedicated_budget",))
    assert outlook.lift_words(lift, assessment) == "whatever the answer to: Dedicated budget"
    assert outlook.lift_words(Lift("figurehead", "high", 1.5), assessment) == "floor of figurehead"


def test_a_headline_on_little_says_how_little_it_rests_on(tiny: Pack) -> None:
    assert phrases.headline(assess({"dedicated_budget": False}, tiny)).startswith(
        "So far, on 1 of 5 facts: the risk of nothing in particular is"
    )
    known = assess(WORST, tiny)._replace(facts_known=4)
    assert phrases.headline(known).startswith("The risk of nothing in particular is high")


def test_a_score_rounded_up_to_the_next_band_says_that_it_is_not_there(tiny: Pack) -> None:
    one = assess({}, tiny)  # high starts at 0.5 decibans, which reads as 53
    assert outlook.scored(53, "moderate", one) == "just under 53 of 100, moderate"
    assert outlook.scored(52, "moderate", one) == "52 of 100, moderate"
    assert outlook.scored(53, "high", one) == "53 of 100, high"


def test_doubts_call_a_band_by_its_title(tmp_path: Path) -> None:
    (name, written), *_ = changed("pack.yaml", "title: Low,", "title: Slight,").items()
    for was, title in (("Moderate", "Middling"), ("High", "Grave")):
        written = written.replace(f"title: {was},", f"title: {title},")
    pack = make_pack(tmp_path / "pack", {name: written})
    answers = {
        "ceo": {"authority_type": "none", "reports_to": "cmo"},
        "hiring_manager": {"authority_type": "line"},
    }
    one = assess({"title": "A role", "respondents": answers}, pack)
    told = [doubt_words.disputed_words(dispute, one) for dispute in one.disputed]
    told += [doubt_words.unconfirmed_words(single, one) for single in one.unconfirmed]
    ratings = [word for words in told for word in re.findall(r" \d+ \((\w+)\)", words)]
    assert ratings
    assert set(ratings) <= {"slight", "middling", "grave"}
    assert told[0].startswith("Authority. Hiring manager: line; CEO: none")


def test_an_edition_says_that_an_answer_is_unconfirmed_in_it_alone(tiny: Pack) -> None:
    case = {"title": "A role", "respondents": {"ceo": {"authority_type": "none"}}}
    whole = assess(case, tiny)
    (told,) = (doubt_words.unconfirmed_words(one, whole) for one in whole.unconfirmed)
    assert "(CEO alone)" in told
    edition = assess(redact(case, "client", tiny), tiny)
    (told,) = (doubt_words.unconfirmed_words(one, edition) for one in edition.unconfirmed)
    assert "(one answer in this edition)" in told


def test_a_pronoun_within_an_identifier_is_not_taken_for_initials() -> None:
    assert phrases.plain_words("how_it_engages_others") == "how it engages others"
    assert phrases.plain_words("it_director") == "IT director"
    assert phrases.plain_words("head_of_it") == "head of IT"


def test_who_could_not_say_is_asked_again(tiny: Pack) -> None:
    ask = tiny.fact("authority_type").ask
    answers = {ask.lower().replace(" ", "_"): {"authority_type": "not_known"}}
    one = assess({"title": "A role", "respondents": answers}, tiny)
    assert phrases.not_known_words(one.not_known[0], one.case).endswith(f"Ask again: {ask}.")
    alone = assess({"authority_type": "not_known"}, tiny)
    assert phrases.not_known_words(alone.not_known[0], alone.case).endswith(f" Ask: {ask}.")


def test_a_count_that_begins_a_title_is_a_word_up_to_nine() -> None:
    assert [phrases.number(count) for count in (1, 9, 10)] == ["One", "Nine", "10"]


@pytest.mark.parametrize(("scale", "points"), [(0.11, 27), (0.14, 22), (1, 3), (6.02, 1), (7, 1)])
def test_it_is_told_how_many_points_double_the_odds(scale: float, points: int) -> None:
    assert phrases.points_that_double(scale) == points
    nearest = min(range(1, 200), key=lambda one: abs(10 ** (one * scale / 10) - 2))
    assert abs(points - nearest) <= 1


def test_every_format_begins_with_the_same_frame(tiny: Pack) -> None:
    case = {
        "title": "A role",
        "stage": "in_post",
        "facts": WORST,
        "set_aside": [{"rule": "dedicated-budget", "by": "ceo", "reason": "Money was found."}],
    }
    assessment = assess(case, tiny)
    frame = phrases.frame_words(assessment.pack, assessment.case)
    assert frame.endswith(", stage in post, without the rule dedicated-budget")
    assert frame in " ".join(text.render(assessment).split())
    told = markdown.render(assessment).replace("\\", "")
    assert f"{frame[0].upper()}{frame[1:]}" in told


def test_a_range_that_a_shortlist_leaves_as_it_is_is_told_once(tmp_path: Path) -> None:
    pack = make_pack(tmp_path, vocabulary(fact("person", stage="offer")))
    assessment = assess(staged("search"), pack)
    told = outlook.range_words(assessment)
    assert assessment.range_with_shortlist == assessment.range._replace(would_settle=())
    assert told.endswith(" So it is with the facts that only a shortlist can tell.")
    assert told.count(outlook.span_words(assessment.range, assessment)) == 1


@pytest.mark.parametrize(
    ("others", "begins"), [(True, "And what is told"), (False, "What is told")]
)
def test_what_is_told_above_begins_a_sentence(others: bool, begins: str) -> None:
    assert told_words(["A", "B"], others=others) == f"{begins} above under: A; B."
