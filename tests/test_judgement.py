"""Rules set aside in a case: left out of the verdict, and shown beside what they would change."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mandate import Assessment, Pack, assess, replay
from mandate.assessor import Assessor
from mandate.library import case_from
from mandate.report import markdown, text
from mandate.testimony import SetAsideRule
from tests.helpers import fired
from tests.promises.generated import Data, cases, known, pack_named, steadily

WORST: Data = {
    "authority_type": "none",
    "levels_below_ceo": 4,
    "reports_to": "cmo",
    "dedicated_budget": "no",
    "charter_elements": {"scope": "yes", "rest": "no"},
}


def entry(rule: str, by: str = "J. Hart", reason: str = "The board has decided.") -> dict[str, str]:
    return {"rule": rule, "by": by, "reason": reason}


def judged(pack: Pack, *entries: dict[str, str], facts: Data | None = None) -> Assessment:
    assessment = assess({"facts": facts or WORST, "set_aside": list(entries)}, pack)
    assert Assessment.from_json(assessment.to_json()) == assessment
    return assessment


def shown(assessment: Assessment) -> str:
    return " ".join(text.render(assessment).split())


def test_a_case_that_sets_nothing_aside_is_judged_by_nobody(tiny: Pack) -> None:
    assert assess({"facts": WORST}, tiny).judgement is None
    assert judged(tiny).judgement is None
    assert "udgement" not in shown(assess({"facts": WORST}, tiny)).replace("our judgement", "")


def test_a_rule_set_aside_does_not_fire_and_the_unadjusted_rating_is_kept(tiny: Pack) -> None:
    whole, adjusted = assess({"facts": WORST}, tiny), judged(tiny, entry("figurehead"))
    assert set(fired(whole)) - set(fired(adjusted)) == {"figurehead"}
    assert adjusted.judgement is not None
    assert adjusted.judgement.unadjusted == (whole.total, whole.score, whole.band)
    assert adjusted.total < whole.total
    assert adjusted.judgement.set_aside == (
        SetAsideRule(
            "figurehead",
            "A title without means",
            "J. Hart",
            "The board has decided.",
            fires=True,
            points=3,
            floor="high",
            concludes=(),
        ),
    )


def test_rules_that_read_what_it_concluded_fall_with_it(tiny: Pack) -> None:
    adjusted = judged(tiny, entry("powerless"))
    assert adjusted.judgement is not None
    assert adjusted.judgement.fallen == ("figurehead",)
    assert "other rules fire no more: figurehead." in shown(adjusted)
    assert "with the finding powerless" in shown(adjusted)


def test_one_that_would_not_have_fired_is_said_to_change_nothing(tiny: Pack) -> None:
    facts: Data = {**WORST, "dedicated_budget": "yes"}
    whole, adjusted = assess({"facts": facts}, tiny), judged(tiny, entry("figurehead"), facts=facts)
    assert adjusted.total == whole.total
    assert adjusted.judgement is not None
    assert [one.fires for one in adjusted.judgement.set_aside] == [False]
    assert "it would not have fired, so nothing changes" in shown(adjusted)
    assert "With every rule the rating is the same." in shown(adjusted)


@pytest.mark.parametrize("form", ["text", "markdown", "json"])
def test_every_format_tells_who_why_and_both_scores(tiny: Pack, form: str) -> None:
    adjusted = judged(tiny, entry("figurehead", "J. Hart", "Mended in May"))
    written = {
        "text": text.render(adjusted),
        "markdown": markdown.render(adjusted),
        "json": adjusted.to_json(),
    }[form]
    for told in ("J. Hart", "Mended in May", str(adjusted.score), "59"):
        assert told in written


def test_the_order_of_the_entries_makes_no_difference(tiny: Pack) -> None:
    one = judged(tiny, entry("powerless"), entry("figurehead"))
    two = judged(tiny, entry("figurehead"), entry("powerless"))
    assert one.to_json() == two.to_json()


def test_a_receipt_proves_both_totals(tiny: Pack, tmp_path: Path) -> None:
    adjusted = judged(tiny, entry("figurehead"))
    path = tmp_path / "assessment.json"
    path.write_text(adjusted.to_json(), encoding="utf-8", newline="")
    assert replay(path, tiny) == adjusted
    assert adjusted.case.digest != judged(tiny, entry("powerless")).case.digest


def test_few_sets_of_rules_are_kept_ready(tiny: Pack) -> None:
    assessor = Assessor(tiny)
    names = list(tiny.rules)
    for number in range(1, 40):
        aside = [entry(name) for place, name in enumerate(names) if number >> place & 1]
        assessor.assess(assessor.read(case_from({"facts": WORST, "set_aside": aside})))
    assert 0 < len(assessor._without) <= 16


@steadily
@given(cases(pack_named("operators")), st.data())
def test_the_rest_is_as_if_the_pack_had_never_had_the_rule(data: Data, draw: st.DataObject) -> None:
    pack = pack_named("operators")
    names = draw.draw(st.sets(st.sampled_from(sorted(pack.rules)), min_size=1, max_size=3))
    aside = [entry(name) for name in sorted(names)]
    adjusted = assess({**data, "set_aside": aside}, pack)
    record = known(pack, data)
    assert record is not None
    without = Assessor(pack.without(names)).assess(record)
    assert (adjusted.total, adjusted.findings, adjusted.firings) == (
        without.total,
        without.findings,
        without.firings,
    )
    assert adjusted.judgement is not None
    whole = assess(data, pack)
    assert adjusted.judgement.unadjusted == (whole.total, whole.score, whole.band)
