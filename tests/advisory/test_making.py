"""The advisory report as a value."""

from __future__ import annotations

from pathlib import Path

import pytest

from mandate import Pack, RequestError, assess, load_case, load_pack
from mandate.advisory.making import advisory_report
from mandate.advisory.rendering import render
from mandate.advisory.summary import verdict
from mandate.advisory.value import CONDITIONS, GO, PAUSE, UNDECIDED, AdvisoryReport
from mandate.errors import PersonError, SolverError
from mandate.report import doubt_words, phrases, selection
from mandate.source import to_plain
from tests.advice.test_adviser import with_a_fact_for_the_shortlist
from tests.advisory.examples import advised
from tests.advisory.hostile import WORST
from tests.helpers import EXAMPLES, LARKMERE, changed, fact, make_pack, rule, vocabulary
from tests.test_bounds import BEST


@pytest.mark.parametrize("name", ["larkmere-telecom", "thornwick-mutual", "two-voices"])
def test_the_same_case_gives_the_same_report_which_survives_its_json(name: str) -> None:
    report = advisory_report(EXAMPLES / f"{name}.yaml", date="14 March 2026")
    assert AdvisoryReport.from_json(report.to_json()) == report
    again = advisory_report(EXAMPLES / f"{name}.yaml", date="14 March 2026")
    assert again.to_json() == report.to_json()


def test_the_date_is_the_one_it_was_given_and_none_otherwise() -> None:
    assert advisory_report(LARKMERE, date="14 March 2026").date == "14 March 2026"
    assert advisory_report(LARKMERE).date == ""


def test_the_findings_and_strengths_are_all_of_the_assessment_in_order_of_effect() -> None:
    for name in ("larkmere-telecom", "thornwick-mutual", "two-voices"):
        report = advised(name)
        heads = selection.reasons(report.assessment)
        assert [(one.rule, one.effect) for one in report.findings] == [
            (firing.rule, effect) for firing, effect in heads
        ]
        assert report.strengths or report.no_strength


def test_the_confidence_is_not_high_where_a_shortlist_can_change_the_band(tmp_path: Path) -> None:
    pack = with_a_fact_for_the_shortlist(tmp_path / "pack")
    case = {"title": "T", "stage": "search", "facts": BEST}
    scope = advisory_report(case, pack).scope
    why = "what only a shortlist can tell could still change the band"
    assert (scope.confidence, scope.confidence_reason) == ("moderate", why)


def test_the_lowest_band_says_go_the_highest_pause_and_those_between_go_with_conditions(
    tiny: Pack,
) -> None:
    assessment = assess({**WORST, "reports_to": "cmo"}, tiny)._replace(facts_known=4, facts_total=4)
    found = [verdict(assessment._replace(band=band.id)) for band in assessment.bands]
    assert found == [GO, CONDITIONS, PAUSE]
    assert verdict(assessment._replace(facts_known=2)) == UNDECIDED
    assert verdict(assessment._replace(firings=())) == UNDECIDED


def test_a_summary_has_three_causes_and_three_fixes_at_most() -> None:
    summary = advised("larkmere-telecom").summary
    assert len(summary.causes) == len(summary.fixes) == 3
    assert summary.questions == ()
    assert "A search run as a blind date (+11 points in all)." in summary.causes[0]
    assert summary.smallest.startswith(
        "The one step that lowers the score most is to change Ambition"
    )


def test_each_cause_has_a_fix_of_its_own_on_the_cheapest_way_where_that_has_one() -> None:
    report = advised("larkmere-telecom")
    causes = selection.reasons(report.assessment)[:3]
    deeds = [one for period in report.conditions for one in period.deeds]
    on_way = []
    for (cause, _), fix in zip(causes, report.summary.fixes, strict=True):
        members = selection.family(report.assessment, cause)
        own = {one.text for member in members for one in member.remedies}
        (text,) = (one for one in own if fix.startswith(f"{one} ("))
        on_way.append([one.on_way for one in deeds if one.text == text])
    assert on_way == [[True], [True], [False]]


def test_no_two_causes_have_the_same_fix(tmp_path: Path) -> None:
    remedies = (
        "remedies: [{text: Meet., owner: CEO, effort: low, when: day_30}, "
        "{text: Write., owner: CEO, effort: high, when: day_30}]\n"
    )
    then = "{risk: {driver: authority, points: 5}}"
    names = ("one", "two", "three")
    rules = [rule(name, then, "{reports_to: ceo}", remedies) for name in names]
    fixes = advisory_report({"facts": BEST}, make_pack(tmp_path / "pack", *rules)).summary.fixes
    assert [one.split(" (")[0] for one in fixes] == ["Meet.", "Write."]


def test_what_leaves_the_score_as_it_is_unconfirmed_is_counted_and_not_told_one_by_one() -> None:
    report = advised("fernlea-role", "client")
    as_it_is = report.assessment.score, report.assessment.band
    same = [
        one
        for one in report.assessment.unconfirmed
        if (one.without.score, one.without.band) == as_it_is
    ]
    *told, last = [one for one in report.scope.unknown if one.startswith("Unconfirmed")]
    assert last == f"Unconfirmed as well: {len(same)} answers without which the score is the same."
    moving = len(report.assessment.unconfirmed) - len(same)
    assert len(told) == min(doubt_words.SHOWN, moving) > 0


def test_while_too_little_is_known_there_are_questions_instead_of_fixes() -> None:
    summary = advised("two-voices").summary
    assert (len(summary.questions), summary.fixes, summary.verdict) == (3, (), UNDECIDED)
    for_candidate = advised("two-voices", "candidate").summary
    own = {fact.candidate_question for fact in load_pack("cx-leader").vocabulary.facts.values()}
    assert all(one.partition("? Ask: ")[0] + "?" in own for one in for_candidate.questions)
    assert len(for_candidate.questions) == 3


def test_a_pack_that_marks_no_facts_has_no_tables(tiny: Pack) -> None:
    report = advisory_report(WORST, tiny)
    assert (report.asked, report.levers, report.time) == ((), (), ())
    assert (report.disciplines, report.peers, report.trade_off) == ((), (), "")


def test_the_tables_hold_the_facts_that_the_pack_marks_whatever_they_are_called(
    tmp_path: Path,
) -> None:
    marked = changed(
        "vocabulary/all.yaml",
        "    title: Authority\n",
        "    title: Authority\n    shown_as: discipline\n",
    )
    pack = make_pack(tmp_path / "pack", marked)
    (row,) = advisory_report(WORST, pack).disciplines
    assert (row.fact, row.place, len(row.levels)) == ("authority_type", 1, 4)
    assert row.points > 0


def test_what_reports_show_a_fact_as_is_no_part_of_the_digest(tiny: Pack, tmp_path: Path) -> None:
    line = "    title: Authority\n"
    marked = changed("vocabulary/all.yaml", line, f"{line}    shown_as: lever\n")
    assert make_pack(tmp_path / "pack", marked).digest == tiny.digest


def test_the_shipped_pack_fills_every_table() -> None:
    report = advised("larkmere-telecom")
    assert len(report.disciplines) == 6
    assert {"rel_cto", "rel_cio", "rel_cmo", "rel_cco"} <= {one.fact for one in report.peers}
    assert report.asked
    assert report.levers
    assert report.time
    assert "keeping both as they are is the one option" in report.trade_off


def test_the_rows_of_a_table_stand_in_order_of_what_counts_against_the_role() -> None:
    report = advised("larkmere-telecom")
    for rows in (report.asked, report.levers, report.time, report.disciplines, report.peers):
        assert len(rows) > 1
        assert list(rows) == sorted(rows, key=lambda one: (-one.points, one.fact))


@pytest.mark.parametrize(
    ("unanswered", "sure", "why"),
    [
        (0, "high", "every fact is known, and no two answers exclude each other"),
        (2, "high", "no answer that is open can change the band"),
        (12, "moderate", "the open answers could still change the band"),
        (40, "low", "36 of 76 facts are known"),
    ],
)
def test_how_sure_the_verdict_is_depends_on_what_is_open(
    unanswered: int, sure: str, why: str
) -> None:
    data = to_plain(load_case(EXAMPLES / "thornwick-mutual.yaml").document)
    assert isinstance(data, dict)
    assert isinstance(data["facts"], dict)
    facts = dict(list(data["facts"].items())[unanswered:])
    scope = advisory_report({**data, "facts": facts}).scope
    assert (scope.confidence, scope.confidence_reason) == (sure, why)


def test_the_verdict_is_not_sure_where_one_unconfirmed_answer_decides_the_band(tiny: Pack) -> None:
    facts = {name: value for name, value in BEST.items() if name != "authority_type"}
    said = {"authority_type": "none"}
    scope = advisory_report({"facts": facts, "respondents": {"ceo": said}}, tiny).scope
    told = ("moderate", "one unconfirmed answer decides the band (Authority)")
    assert (scope.confidence, scope.confidence_reason) == told
    both = {"facts": facts, "respondents": {"ceo": said, "cfo": said}}
    assert advisory_report(both, tiny).scope.confidence == "high"


def test_the_dozen_facts_that_move_the_score_most_are_told() -> None:
    report = advised("larkmere-telecom")
    most = [(one.fact, one.low.score, one.high.score) for one in report.sensitivity.swings[:12]]
    assert [(one.fact, one.low, one.high) for one in report.moves] == most


def test_a_deed_stands_in_one_period_and_is_told_once() -> None:
    report = advised("larkmere-telecom")
    deeds = [one for period in (*report.conditions, *report.hundred_days) for one in period.deeds]
    assert len({one.text for one in deeds}) == len(deeds)
    assert [one.when for one in report.conditions] == ["before_search", "before_offer"]
    assert all(deed.late for deed in report.conditions[0].deeds)
    assert not any(deed.late for deed in report.conditions[1].deeds)


@pytest.mark.parametrize(
    ("name", "to"),
    [("larkmere-telecom", ""), ("larkmere-telecom", "moderate"), ("fernlea-candidate-a", "low")],
)
def test_what_the_cheapest_way_takes_is_told_first_and_never_left_out(name: str, to: str) -> None:
    report = advisory_report(EXAMPLES / f"{name}.yaml", to=to)
    assert report.advice is not None
    steps = [one for one in report.advice.sets[0].steps if one.value]
    cures = {
        remedy.text: {(cure.fact, cure.to_value) for cure in remedy.cures}
        for firing in report.assessment.firings
        for remedy in firing.remedies
    }
    elsewhere = {
        remedy.text: set(remedy.cures)
        for rule in load_pack("cx-leader").rules.values()
        for remedy in rule.remedies
        if len(remedy.cures) == 1
    }
    bare = {
        f"Bring about: {phrases.within_sentence(one.title)}, {one.words}.": {(one.fact, one.value)}
        for one in steps
    }
    told: list[set[tuple[str, str]]] = []
    for period in (*report.conditions, *report.hundred_days):
        places = [place for place, deed in enumerate(period.deeds) if deed.on_way]
        assert places == list(range(len(places)))
        told += [(elsewhere | cures | bare)[deed.text] for deed in period.deeds if deed.on_way]
    assert set.union(*told) == {(one.fact, one.value) for one in steps}
    assert sum(map(len, told)) == len(steps)


def test_deeds_that_change_the_same_to_the_same_in_one_period_are_told_as_one() -> None:
    report = advised("larkmere-telecom")
    (page,) = (one for one in report.conditions[0].deeds if one.text.startswith("Add a page"))
    told = ("A search run as a blind date", "A heavy inheritance left out of the brief")
    assert page.bears_on == told
    points = {one.title: one.remedies for one in report.findings}
    worded = [[one for one in points[title] if one.startswith("Add a page")] for title in told]
    assert [len(own) for own in worded] == [1, 1]
    assert worded[0] != worded[1]


def test_a_deed_whose_time_has_passed_gives_way_to_one_for_the_same_that_is_in_time() -> None:
    report = advised("larkmere-telecom")
    deeds = [one for period in report.conditions for one in period.deeds]
    assert not [one for one in deeds if one.text.startswith("Give the role the standards")]
    (borrowed,) = (one for one in deeds if one.text.startswith("Have the CEO tell the functions"))
    assert not borrowed.late


def test_a_full_case_still_has_questions_for_the_candidate_to_check() -> None:
    questions = advised("larkmere-telecom").candidate_questions
    assert len(questions) == 10
    assert all(one.check for one in questions)


def test_without_the_optimiser_the_report_has_no_advice(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("mandate.optimizer.highspy", None)
    assert advisory_report(LARKMERE).advice is None
    with pytest.raises(SolverError):
        advisory_report(LARKMERE, to="high")


def test_a_band_or_a_reader_that_is_not_there_is_refused() -> None:
    with pytest.raises(RequestError, match="no band 'none'"):
        advisory_report(LARKMERE, to="none")
    with pytest.raises(PersonError):
        advisory_report(LARKMERE, reader="nobody")


def test_the_next_step_of_a_fact_is_one_that_changes_it_in_time_and_with_least_effort() -> None:
    report = advised("larkmere-telecom")
    rows = {one.fact: one.step for one in report.levers}
    assert rows["dedicated_budget"].startswith("Set aside money for the core team")
    assert rows["authority_type"].startswith("Have the CEO tell the functions in person")
    assert rows["touchpoint_control_pct"].endswith("(CEO, was due before the search)")
    (ambition,) = [one for one in report.asked if one.fact == "ambition"]
    assert ambition.step.startswith("Make steady improvement")  # its own rule has no remedy


def test_of_two_deeds_that_change_the_same_at_the_same_time_the_lesser_is_told() -> None:
    report = advised("larkmere-telecom")
    texts = [one.text for period in report.conditions for one in period.deeds]
    assert any(one.startswith("Set aside money for the core team") for one in texts)
    assert not any(one.startswith("Ring-fence the core team") for one in texts)


def test_a_finding_among_the_evidence_comes_with_its_reason_and_not_with_an_id() -> None:
    for one in advised("larkmere-telecom").findings:
        assert not [words for words in one.evidence if "see the rule" in words]
        assert not one.origin.startswith("rule ")


def test_it_says_whose_role_it_is_and_to_whom_the_case_may_be_told() -> None:
    whole = advised("larkmere-telecom")
    assert whole.role == "Director of customer experience"
    assert whole.organisation == "Larkmere Telecom, an invented company"
    assert whole.about.startswith("An invented example of a poor mandate.")
    edition = advised("larkmere-telecom", "client")
    assert (edition.role, edition.about) == (whole.role, "")
    assert advised("fernlea-role", "client").about


def test_a_finding_among_the_evidence_comes_with_what_it_rests_on_in_this_case(
    larkmere: AdvisoryReport,
) -> None:
    turf = next(one for one in larkmere.findings if one.rule == "contested-turf")
    assert turf.evidence[0] == "Contested ground (overlap with other posts: contested)"
    cuts = next(one for one in larkmere.findings if one.rule == "first-on-the-block")
    assert cuts.evidence[-1] == "Fragile sponsorship (sponsorship by the CEO: limited to words)"


def test_the_sources_of_a_case_are_told_though_no_rule_fires(tiny: Pack) -> None:
    facts = {"reports_to": {"value": "ceo", "source": "minute"}}
    sources = [{"id": "minute", "title": "Minute of the board"}]
    report = advisory_report({"title": "T", "sources": sources, "facts": facts}, tiny)
    assert report.firings == ()
    told = render(report, "md")
    assert "- minute: Minute of the board" in told


@pytest.mark.parametrize(
    ("level", "place"), [("hostile", 1), ("none", 0), ("co_operative", 2), ("allied", 3)]
)
def test_a_level_that_stands_beside_the_others_has_no_place(
    level: str, place: int, tmp_path: Path
) -> None:
    levels = "{hostile: H, none: {text: N, shown_as: unplaced}, co_operative: C, allied: A}"
    peer = fact("peer", type="scale", levels=levels, shown_as="peer")
    pack = make_pack(tmp_path, vocabulary(peer))
    report = advisory_report({"title": "T", "facts": {"peer": level}}, pack)
    (row,) = report.peers
    assert (row.place, row.levels) == (place, ("hostile", "co operative", "allied"))


def test_whether_a_level_has_a_place_is_no_part_of_the_meaning(tmp_path: Path) -> None:
    levels = "{hostile: H, none: {text: N%s}, allied: A}"
    digests = {
        make_pack(
            tmp_path / str(number), vocabulary(fact("peer", type="scale", levels=levels % more))
        ).digest
        for number, more in enumerate(("", ", shown_as: unplaced"))
    }
    assert len(digests) == 1
