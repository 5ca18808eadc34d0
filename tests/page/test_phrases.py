"""The face of a page says what it says of an assessment in the words of the report."""

from __future__ import annotations

import json
import unicodedata
from itertools import product
from pathlib import Path
from random import Random
from string import ascii_lowercase

import pytest

from mandate import Assessment, assess
from mandate.assessment import Cure, Firing, RemedyEntry
from mandate.editions import redact
from mandate.errors import visible
from mandate.facts import STAGES, WHEN
from mandate.library import load_case
from mandate.page.script import engine_script, joined
from mandate.report import origins, outlook, phrases, selection
from mandate.report.evidence_words import evidence_words
from mandate.report.markup import is_of_the_web
from mandate.report.remedies import once
from mandate.report.remedy_words import remedy_words, times_for
from mandate.serialization import to_data
from mandate.wording import TIMES
from tests.helpers import ROOT
from tests.hostile.corpus import CORPUS
from tests.page.node import evaluated, needs_node
from tests.promises.generated import known, pack_named, partial_case

pytestmark = needs_node
CASES = sorted((ROOT / "cases").rglob("*.yaml"))
TOLD = """
const act = ({ assessments, times, stages, names }) => assessments.map((one) => {
  const heads = face.headsOf(one);
  const timing = mandate.timingAt(one.case.stage, { stages, times });
  const told = (some) => some.map(({ firing, effect, parts }) =>
    [firing.rule, effect, parts.map((part) => part.rule)]);
  return {
    headline: face.headline(one),
    rating: face.ratingWords(one),
    range: face.rangeWords(one),
    advice: face.adviceWords(one),
    provisional: face.isProvisional(one),
    reasons: told(heads.filter((head) => head.raises)),
    strengths: told(heads.filter((head) => !head.raises)),
    firings: one.firings.map((firing) => [
      firing.evidence.map(face.evidenceWords),
      firing.remedies.map((remedy) => face.remedyWords(remedy, names, timing)),
      firing.sources.map(face.sourceWords),
      face.signed(firing.points),
    ]),
  };
});
"""


def face(*modules: str) -> str:
    """Return a script in which ``face`` has what some modules of the face export."""
    everything = ", ".join(f"...{name}" for name in modules)
    return f"const face = {joined('face', modules, f'{{ {everything} }}')};"


def rating(assessment: Assessment) -> str:
    """Return the rating in the case of a title, as far as the report words it."""
    told, _ = phrases.rating(assessment)
    if "NOT RATED" in told:
        return "Not rated"
    title = assessment.band_entry.title
    assert title.upper() in told
    return f"{title} so far" if "SO FAR" in told else title


def ranged(assessment: Assessment) -> str:
    """Return the range without what would move it most: the questions on the page begin there."""
    if not outlook.range_words(assessment):
        return phrases.SETTLED
    told = outlook.span_words(assessment.range, assessment)
    shortlist = assessment.range_with_shortlist
    whole = outlook.span_words(shortlist, assessment) if shortlist else told
    assert outlook.range_words(assessment).startswith(told)
    lower = whole[:1].lower() + whole[1:]
    return told if whole == told else f"{told} With the facts for the shortlist: {lower}"


def advice(assessment: Assessment) -> str:
    """Return the advice with how much is known; of what is withheld, why it is in a sentence."""
    told, known, total = phrases.advice(assessment), assessment.facts_known, assessment.facts_total
    if selection.is_provisional(assessment):
        return f"{told.split('. ')[0]}."
    return told if known == total else f"{told} ({phrases.known_words(known, total)}.)"


def wanted(assessment: Assessment) -> dict[str, object]:
    """Return what the report says where the page says the same."""

    def told(heads: list[tuple[Firing, int]]) -> list[list[object]]:
        return [
            [head.rule, effect, [one.rule for one in selection.parts(assessment, head)]]
            for head, effect in heads
        ]

    return {
        "headline": phrases.headline(assessment),
        "rating": rating(assessment),
        "range": ranged(assessment),
        "advice": advice(assessment),
        "provisional": selection.is_provisional(assessment),
        "reasons": told(selection.reasons(assessment)),
        "strengths": told(selection.strengths(assessment)),
        "firings": [
            [
                [evidence_words(piece) for piece in one.evidence],
                [remedy_words(remedy, assessment.case) for remedy in one.remedies],
                [origins.source_words(source) for source in one.sources],
                phrases.decibans(one.points),
            ]
            for one in assessment.firings
        ],
    }


def check(folder: Path, assessments: list[Assessment]) -> None:
    (reader,) = {one.case.edition for one in assessments}
    given = {
        "assessments": [json.loads(one.to_json()) for one in assessments],
        "times": WHEN,
        "stages": STAGES,
        "names": {"due": times_for(reader), "late": TIMES},
    }
    found = evaluated(folder, engine_script() + face("phrases", "reasons") + TOLD, given)
    for one, assessment in zip(found, assessments, strict=True):
        assert one == wanted(assessment), assessment.case.title


def test_every_shipped_case_is_told_in_the_words_of_the_report(tmp_path: Path) -> None:
    pack = pack_named("cx-leader")
    assessments = [assess(path, pack) for path in CASES]
    assert any("was due" in str(wanted(one)) for one in assessments)
    check(tmp_path, assessments)


@pytest.mark.parametrize("name", ["tiny", "operators", "clean"])
def test_generated_cases_are_told_in_the_words_of_the_report(name: str, tmp_path: Path) -> None:
    pack, random = pack_named(name), Random(8)
    cases = [{**partial_case(pack, random), "stage": random.choice(STAGES)} for _ in range(60)]
    check(tmp_path, [assess(one, pack) for one in cases if known(pack, one) is not None])


def test_an_edition_for_the_candidate_is_told_in_the_words_of_the_report(tmp_path: Path) -> None:
    pack = pack_named("cx-leader")
    case = redact(load_case(ROOT / "cases/examples/two-voices.yaml"), pack, "candidate")
    assessment = assess(case, pack)
    assert "(CEO, now, medium effort; eases it)" in str(wanted(assessment))
    check(tmp_path, [assessment])


def test_what_no_rule_raises_for_certain_is_told_as_in_the_report(tmp_path: Path) -> None:
    pack = pack_named("tiny")
    case = {
        "facts": {"dedicated_budget": "no"},
        "respondents": {"a": {"authority_type": {"one_of": ["none", "influence_only"]}}},
    }
    made = assess({"title": "A lift", **case}, pack)
    raised = made._replace(firings=(), lifts=tuple(one._replace(by="") for one in made.lifts))
    check(tmp_path, [made, raised, raised._replace(lifts=())])


def test_a_range_that_is_not_exact_is_told_as_in_the_report(tmp_path: Path) -> None:
    made = assess({"facts": {"dedicated_budget": "no"}}, pack_named("tiny"))
    bounds = made.range._replace(exact=False)
    point = bounds._replace(high=bounds.low, bands=bounds.bands[:1], decided=True)
    ranges = [bounds, point, point._replace(exact=True)]
    check(tmp_path, [made._replace(range=one) for one in ranges])
    check(tmp_path, [made._replace(range_with_shortlist=one) for one in ranges])


def test_the_page_tells_a_remedy_in_the_place_of_those_the_report_does(tmp_path: Path) -> None:
    random = Random(21)
    changed = [(), (), ("a",), ("b",), ("a", "b"), ("b", "a")]

    def remedy() -> RemedyEntry:
        cures = tuple(Cure(name, name, "Yes", "yes") for name in random.choice(changed))
        text, when = random.choice(["Talk.", "Write."]), random.choice(WHEN[:2])
        return RemedyEntry(text, cures, "CEO", "low", when, "search", "in_post")

    lists = [[remedy() for _ in range(random.randrange(6))] for _ in range(400)]
    act = "const act = (lists) => lists.map(face.once);"
    given = [[to_data(one) for one in some] for some in lists]
    found = evaluated(tmp_path, face("reasons") + act, given)
    assert found == [[to_data(one) for one in once(some)] for some in lists]


def test_identifiers_read_as_in_the_report(tmp_path: Path) -> None:
    short = [
        "".join(letters) for count in (2, 3) for letters in product(ascii_lowercase, repeat=count)
    ]
    names = ["hr_director", "vp_of_it", "reader_of_the_page", "", " a  b ", "\u00e9_it", *short]
    found = evaluated(
        tmp_path, face("phrases") + "const act = (names) => names.map(face.plainWords);", names
    )
    assert found == [phrases.plain_words(one) for one in names]


def test_the_page_links_to_what_the_report_links_to(tmp_path: Path) -> None:
    plain = ["https://example.org/a?b=c#d", "HTTP://EXAMPLE.ORG/", "https://a.example/x|y", ""]
    odd = ["https://", "https://a b", "https://ex\u00e4mple.org/", "https://a.example/{x}", "x"]
    addresses = [*plain, *odd, *(f"https://a.example/{one.text}" for one in CORPUS)]
    addresses += [one.text for one in CORPUS]
    act = "const act = (all) => all.map(face.isOfTheWeb);"
    found = evaluated(tmp_path, face("dom") + act, addresses)
    assert found == [is_of_the_web(one) for one in addresses]
    assert {*found} == {True, False}


def test_the_page_shows_the_characters_that_a_report_shows(tmp_path: Path) -> None:
    assigned = [
        chr(one)
        for one in range(0xF0000)
        if not 0xD800 <= one < 0xE000 and unicodedata.ucd_3_2_0.category(chr(one)) != "Cn"
    ]
    later = "\u061c\u2066\u2067\u2068\u2069\ufdd0\uffff\U0010ffff\U000f0000"
    texts = [f"a{one}b" for one in (*assigned, *later)]
    act = "const act = (texts) => texts.map(face.visible);"
    found = evaluated(tmp_path, face("dom") + act, texts)
    assert [one for one, shown in zip(texts, found, strict=True) if shown != visible(one)] == []
