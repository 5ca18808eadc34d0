"""What is told to a candidate: nothing that can be done only before there is an offer."""

from __future__ import annotations

import json
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from mandate import assess, compare, load_pack, redact
from mandate.advisory.making import advisory_report
from mandate.advisory.rendering import render_comparison
from mandate.advisory.suiting import suited
from mandate.advisory.value import AdvisoryReport
from mandate.assessment import Assessment
from mandate.facts import is_before
from mandate.testing.strategies import partial_cases
from tests.advisory.examples import advised
from tests.helpers import EXAMPLES, fact, make_pack, rule, vocabulary
from tests.page.pages import report_text

PACK = load_pack("cx-leader")
FOR_CANDIDATES = suited(PACK, "candidate")
TOO_EARLY = [
    remedy.text
    for rule in PACK.rules.values()
    for remedy in rule.remedies
    if is_before(remedy.until, "offer")
]


def words(report: AdvisoryReport) -> str:
    """Return all that a report says, but for the assessment it was made of."""
    data = json.loads(report.to_json())
    del data["assessment"]
    return json.dumps(data, ensure_ascii=False)


def told(report: AdvisoryReport) -> list[str]:
    return [one for one in TOO_EARLY if one.rstrip(".") in words(report)]


def early_steps(report: AdvisoryReport) -> set[tuple[str, str]]:
    """Return what is advised that can be done only before there is an offer."""
    assert report.advice is not None
    advised_steps = {(one.fact, one.value) for way in report.advice.sets for one in way.steps}
    assert advised_steps
    return advised_steps & {
        (fact.id, step.to)
        for fact in PACK.vocabulary.facts.values()
        for step in fact.steps
        if is_before(step.until, "offer")
    }


def without_advice(assessment: Assessment) -> Assessment:
    firings = tuple(one._replace(remedies=()) for one in assessment.firings)
    bands = tuple(one._replace(advice="") for one in assessment.bands)
    return assessment._replace(firings=firings, bands=bands)


def test_a_candidate_is_not_told_what_can_be_done_only_before_there_is_an_offer() -> None:
    (interim,) = told(advised("two-voices"))
    assert "appoint an interim" in interim
    assert told(advised("two-voices", "client")) == [interim]
    assert told(advised("two-voices", "candidate")) == []


def test_the_assessment_in_a_candidates_report_has_it_all() -> None:
    report = advised("two-voices", "candidate")
    remedies = [one.text for firing in report.assessment.firings for one in firing.remedies]
    assert [one for one in remedies if one in TOO_EARLY] == told(advised("two-voices"))


def test_a_candidate_is_advised_of_no_step_that_can_be_taken_only_before_there_is_an_offer() -> (
    None
):
    case = EXAMPLES / "two-voices.yaml"
    assert early_steps(advisory_report(case, to="low"))
    assert not early_steps(advisory_report(case, reader="candidate", to="low"))


def test_the_page_for_a_candidate_holds_none_of_it() -> None:
    page = report_text(EXAMPLES / "two-voices.yaml", reader="candidate")
    assert [one for one in TOO_EARLY if one in page] == []


def test_a_candidate_is_told_of_all_that_can_still_be_done_at_the_offer() -> None:
    for name, whole in PACK.rules.items():
        texts = [one.text for one in whole.remedies if one.text not in TOO_EARLY]
        assert [one.text for one in FOR_CANDIDATES.rules[name].remedies] == texts


def test_a_remedy_is_told_where_a_case_needs_that_of_it_which_can_still_be_done(
    tmp_path: Path,
) -> None:
    step = "{effort: low, owner: CEO, when: before_search, until: "
    steps = {"early": f'{{"yes": {step}search}}}}', "late": f'{{"yes": {step}offer}}}}'}
    both = 'remedies: [{text: Do both., cures: {early: "yes", late: "yes"}}]\n'
    pack = make_pack(
        tmp_path / "pack",
        vocabulary(*(fact(name, change=told) for name, told in steps.items())),
        rule("raised", "{risk: {driver: authority, points: 5}}", '{late: "no"}', both),
    )
    facts = {"early": "yes", "late": "no"}
    (firing,) = assess({"facts": facts}, suited(pack, "candidate")).firings
    assert [cure.fact for remedy in firing.remedies for cure in remedy.cures] == ["late"]


def test_the_page_for_a_candidate_advises_the_candidate() -> None:
    page = report_text(EXAMPLES / "larkmere-telecom.yaml", reader="candidate")
    assert "Do not make this offer" not in page
    assert "On what is told here, do not accept until the mandate has been repaired" in page


def test_a_comparison_for_a_candidate_advises_the_candidate() -> None:
    cases = [EXAMPLES / f"{name}.yaml" for name in ("thornwick-mutual", "larkmere-telecom")]
    found = compare(*(redact(one, "candidate") for one in cases))
    told = render_comparison(found, "md", reader="candidate")
    assert "On what is told here, do not accept until the mandate has been repaired" in told
    assert "Do not make this offer" not in told
    assert "Do not make this offer" in render_comparison(found, "md")


def test_another_reader_has_use_for_all_of_a_pack() -> None:
    assert suited(PACK, "client") is PACK
    assert suited(PACK, "") is PACK


@settings(max_examples=50, deadline=None)
@given(st.data())
def test_what_suits_a_candidate_changes_remedies_and_the_advice_of_bands_alone(
    data: st.DataObject,
) -> None:
    """Rules, points and digest are those of the pack."""
    case = data.draw(partial_cases(PACK))
    full, suiting = assess(case, PACK), assess(case, FOR_CANDIDATES)
    assert without_advice(suiting) == without_advice(full)
