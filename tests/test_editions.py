"""Editions: what a reader may not see is nowhere in what is made for them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from copy import deepcopy
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mandate import (
    CaseError,
    Pack,
    advise,
    assess,
    compare,
    explain,
    forget,
    load_case,
    redact,
    sensitivity,
    what_if,
)
from mandate.case import Case, known
from mandate.case_data import case_yaml
from mandate.errors import PersonError
from mandate.library import case_from
from mandate.report import (
    advice_text,
    comparison_text,
    explanation_text,
    markdown,
    sensitivity_text,
    text,
)
from tests.helpers import TINY, run
from tests.promises.generated import Data, cases, facts_of, pack_named, respondents_of, steadily

MARK = "WITHHELD"


def case(**keys: object) -> dict[str, Any]:
    return {"title": "A case", "pack": "tiny", **keys}


def answers(edition: Case, pack: Pack) -> dict[tuple[str, str], tuple[str, ...]]:
    return {(one.by, one.fact): one.values for one in known(edition, pack).memory.answers}


def everything(edition: Case, pack: Pack) -> str:
    """Return every format that an edition can leave in."""
    said = assess(edition, pack)
    formats = [
        edition.to_yaml(),
        text.render(said),
        text.render(said, basis_in_full=True),
        markdown.render(said),
        said.to_json(),
        case_yaml(known(edition, pack), pack),
        *beside(edition, pack),
    ]
    return "\n".join(formats)


def beside(edition: Case, pack: Pack) -> Iterator[str]:
    """Yield what the other commands write of an edition."""
    for subject in ("", *pack.rules, *pack.findings, *(f"driver:{one}" for one in pack.drivers)):
        why = explain(edition, subject, pack)
        yield from (why.to_json(), explanation_text.render(why))
    whether = what_if(edition, {"authority_type": "line", "levels_below_ceo": "3"}, pack)
    yield from (whether.to_json(), comparison_text.render_what_if(whether))
    both = compare(edition, edition, packs=[pack])
    yield from (both.to_json(), comparison_text.render(both))
    swings = sensitivity(edition, pack)
    yield from (swings.to_json(), sensitivity_text.render(swings))
    advice = advise(edition, pack.bands[0].id, pack)
    yield from (advice.to_json(), advice_text.render(advice))


def marked(pack: Pack) -> dict[str, Any]:
    """Return a case that holds a mark wherever something can be withheld from the candidate."""
    ours = {"visible_to": ["client"]}

    def answer(value: object, **more: object) -> dict[str, object]:
        return {"value": value, "note": f"{MARK} note", **more}

    return case(
        id="a-case",
        summary=f"{MARK} summary",
        note={"text": f"{MARK} note", **ours},
        outcome={"what": "unclear", "because": f"{MARK} outcome"},
        expect={"because": f"{MARK} expectation", "silent": ["figurehead"]},
        merged={"title": [f"{MARK} title"]},
        sources=[
            {"id": f"{MARK}-talk", "title": f"{MARK} talk with the cto"},
            {"id": "minute", "title": "A minute"},
            {"id": f"{MARK}-memo", "title": f"{MARK} memo", **ours},
            {"id": f"{MARK}-idle", "title": f"{MARK} cited by nobody"},
        ],
        editions={"respondents": {f"{MARK} silent": {"visible_to": []}}},
        set_aside=[{"rule": "figurehead", "by": MARK, "reason": MARK, **ours}],
        facts={
            "levels_below_ceo": answer(4, source="minute", confidence="documented"),
            "dedicated_budget": answer("no", source=f"{MARK}-memo", confidence="documented"),
        },
        respondents={
            f"{MARK} post": {
                "authority_type": answer(
                    "none", phrase=f"{MARK} words", source=f"{MARK}-talk", date="2026-03-02"
                ),
                "reports_to": answer("cmo", phrase=f"{MARK} words", **ours),
            },
            f"{MARK} other": {"authority_type": answer("line", date="2026-03-04")},
            f"{MARK} silent": {"reports_to": answer("other", phrase=MARK)},
        },
    )


def test_what_is_withheld_is_not_in_any_format(tiny: Pack) -> None:
    whole = marked(tiny)
    assert everything(case_from(whole), tiny).count(MARK) > 20
    edition = redact(whole, "candidate", tiny)
    written = everything(edition, tiny)
    assert MARK not in written
    assert MARK.lower() not in written.lower()
    assert "2026" not in written
    assert "cmo" not in edition.to_yaml()
    said = [(one.by, one.fact, one.values) for one in known(edition, tiny).memory.answers]
    assert said == [
        ("", "authority_type", ("line",)),
        ("", "authority_type", ("none",)),
        ("", "dedicated_budget", ("no",)),
        ("", "levels_below_ceo", ("4",)),
    ]


def test_the_client_sees_what_is_for_the_client(tiny: Pack) -> None:
    edition = redact(marked(tiny), "client", tiny)
    written = edition.to_yaml()
    assert f"note: {MARK} note" in written
    assert "reports_to: cmo" in written
    assert f"{MARK} memo" in written
    for hidden in ("summary", "outcome", "expectation", "talk", "post", "other", "silent", "words"):
        assert f"{MARK} {hidden}" not in written
    judgement = assess(edition, tiny).judgement
    assert judgement is not None
    assert judgement.set_aside[0].by == MARK


@pytest.mark.parametrize(
    ("default", "respondent", "answer", "sees"),
    [
        (None, None, None, True),
        (["client"], None, None, False),
        ([], None, None, False),
        (["client", "candidate"], None, None, True),
        (["client"], ["candidate"], None, True),
        (["candidate"], [], None, False),
        (["client"], ["client"], ["candidate"], True),
        (None, None, [], False),
        (["candidate"], ["candidate"], ["client"], False),
    ],
)
def test_the_nearest_word_counts(
    tiny: Pack,
    default: list[str] | None,
    respondent: list[str] | None,
    answer: list[str] | None,
    sees: bool,
) -> None:
    setting = {} if respondent is None else {"visible_to": respondent}
    editions: dict[str, object] = {"respondents": {"ceo": setting}}
    said: dict[str, object] = {"value": "cmo"}
    if default is not None:
        editions["visible_to"] = default
    if answer is not None:
        said["visible_to"] = answer
    whole = case(editions=editions, respondents={"ceo": {"reports_to": said}})
    assert bool(answers(redact(whole, "candidate", tiny), tiny)) is sees


@pytest.mark.parametrize(
    ("note", "sees"),
    [
        ("as remembered", False),
        ({"text": "as remembered"}, False),
        ({"text": "as remembered", "visible_to": ["client"]}, False),
        ({"text": "as remembered", "visible_to": ["candidate"]}, True),
    ],
)
def test_a_note_is_the_consultants_own_unless_it_says_for_whom_it_is(
    tiny: Pack, note: object, sees: bool
) -> None:
    whole = case(
        editions={"visible_to": ["candidate"]},
        note=note,
        summary=note,
        facts={"reports_to": {"value": "cmo", "note": note}},
    )
    assert redact(whole, "candidate", tiny).to_yaml().count("as remembered") == 3 * sees


def test_a_source_is_withheld_as_an_answer_is(tiny: Pack) -> None:
    sources = [
        {"id": "talk", "title": "A talk"},
        {"id": "minute", "title": "A minute", "visible_to": ["candidate"]},
    ]
    facts = {
        fact: {"value": value, "source": source, "visible_to": ["candidate"]}
        for fact, value, source in (
            ("reports_to", "cmo", "talk"),
            ("dedicated_budget", "no", "minute"),
        )
    }
    whole = case(sources=sources, facts=facts, editions={"visible_to": ["client"]})
    written = redact(whole, "candidate", tiny).to_yaml()
    assert "A minute" in written
    assert "talk" not in written


def test_a_dispute_of_people_who_may_not_be_named_says_that_two_respondents_differ(
    tiny: Pack,
) -> None:
    said = {"ceo": {"authority_type": "none"}, "cfo": {"authority_type": "line"}}
    edition = assess(redact(case(respondents=said), "client", tiny), tiny)
    for shown in (text.render(edition), markdown.render(edition)):
        assert "Two respondents differ: line; none." in " ".join(shown.split())
        assert "CFO:" not in shown
    whole = {"CEO: none", "CFO: line"}
    named = case(respondents=said, editions={"attribution": "yes"})
    assert all(one in text.render(assess(redact(named, "client", tiny), tiny)) for one in whole)
    one_named = case(respondents=said, editions={"respondents": {"ceo": {"attribution": "yes"}}})
    shown = text.render(assess(redact(one_named, "client", tiny), tiny))
    assert "CEO: none; another respondent: line" in shown
    but_one = {"attribution": "yes", "respondents": {"ceo": {"attribution": "no"}}}
    shown = text.render(
        assess(redact(case(respondents=said, editions=but_one), "client", tiny), tiny)
    )
    assert "CFO: line; another respondent: none" in shown


def test_the_words_date_and_sources_of_the_unnamed_go_and_a_document_stays(tiny: Pack) -> None:
    sources = [{"id": "talk", "title": "A talk"}, {"id": "minute", "title": "A minute"}]
    remarks = {"phrase": "in my words", "date": "2026-03"}
    said = {
        "reports_to": {"value": "cmo", "source": "talk", "known": "at_hire", **remarks},
        "dedicated_budget": {
            "value": "no",
            "source": "minute",
            "confidence": "documented",
            **remarks,
        },
    }
    whole = case(sources=sources, respondents={"ceo": said})
    assert redact(whole, "client", tiny).to_yaml() == (
        "edition: client\n"
        "title: A case\n"
        "pack: tiny\n"
        "sources:\n"
        "- id: minute\n"
        "  title: A minute\n"
        "facts:\n"
        "  dedicated_budget: {value: no, confidence: documented, source: minute}\n"
        "  reports_to: {value: cmo, known: at_hire}\n"
    )
    named = redact({**whole, "editions": {"attribution": "yes"}}, "client", tiny).to_yaml()
    assert named.count("in my words") == named.count("2026-03") == 2
    assert "A talk" in named


def test_an_answer_that_was_changed_stays_behind_with_its_name(tiny: Pack) -> None:
    said = {
        "reports_to": [
            {"value": "cmo", "date": "2026-01"},
            {"value": "other", "date": "2026-03"},
        ],
        "charter_elements": [
            {"value": {"scope": "yes", "rest": "no"}, "date": "2026-01"},
            {"value": {"scope": "no"}, "date": "2026-03"},
        ],
    }
    whole = case(respondents={"ceo": said})
    edition = redact(whole, "client", tiny)
    assert "cmo" not in edition.to_yaml()
    assert known(edition, tiny).memory.masks == known(case_from(whole), tiny).memory.masks


def test_somebody_all_of_whose_answers_are_withheld_is_not_there(tiny: Pack) -> None:
    editions = {"attribution": "yes", "respondents": {"cfo": {"visible_to": []}}}
    whole = case(editions=editions, respondents={"cfo": {"reports_to": "cmo"}, "ceo": {}})
    assert redact(whole, "client", tiny).to_yaml() == (
        "edition: client\ntitle: A case\npack: tiny\nfacts: {}\n"
    )


def test_an_edition_is_made_of_the_whole_case_alone(tiny: Pack) -> None:
    edition = redact(case(facts={"reports_to": "cmo"}), "client", tiny)
    assert redact(edition, "client", tiny) is edition
    with pytest.raises(CaseError, match="this is an edition for the client"):
        redact(edition, "candidate", tiny)


def test_a_reader_nobody_has_heard_of_is_refused(tiny: Pack) -> None:
    whole = case(respondents={"ceo": {"reports_to": {"value": "cmo", "visible_to": ["board"]}}})
    for reader in ("client", "candidate", "ceo", "board"):
        assert redact(whole, reader, tiny).edition == reader
    with pytest.raises(PersonError, match="did you mean 'candidate'"):
        redact(whole, "candidat", tiny)


def test_what_is_left_must_be_possible(tiny: Pack) -> None:
    said = {
        "ceo": {"reports_to": "ceo"},
        "cfo": {"reports_to": {"value": "cmo", "visible_to": []}},
    }
    whole = case(facts={"levels_below_ceo": 4}, respondents=said)
    assess(whole, tiny)
    with pytest.raises(CaseError, match="what an edition for the client would hold cannot be"):
        redact(whole, "client", tiny)


def test_the_pack_is_found_beside_the_case(tmp_path: Path) -> None:
    path = tmp_path / "case.yaml"
    path.write_text("title: A case\nfacts: {ceo_sponsorship: none}\n", encoding="utf-8")
    edition = redact(path, "client")
    assert assess(edition).case.edition == "client"
    assert edition.folder == tmp_path


VISIBLE: tuple[list[str] | None, ...] = (
    None,
    [],
    ["client"],
    ["candidate"],
    ["client", "candidate"],
)


def entries(data: Data) -> Iterator[tuple[str, dict[str, Any], str]]:
    for who, group in {"": facts_of(data), **respondents_of(data)}.items():
        for fact in group:
            yield who, group, fact


def confidential(data: Data, seed: int) -> dict[str, Any]:
    """Return a generated case with remarks, and with who may see what."""
    random, made = Random(seed), deepcopy(data)
    for number, (_, group, fact) in enumerate(list(entries(made))):
        said = group[fact]
        entry = dict(said) if isinstance(said, dict) and "value" in said else {"value": said}
        entry["note"] = f"note {number}"
        entry["phrase"] = f"phrase {number}"
        if (audience := random.choice(VISIBLE)) is not None:
            entry["visible_to"] = audience
        group[fact] = entry
    settings = {
        who: {} if (audience := random.choice(VISIBLE)) is None else {"visible_to": audience}
        for who in respondents_of(made)
    }
    editions: dict[str, object] = {"respondents": settings}
    if (audience := random.choice(VISIBLE)) is not None:
        editions["visible_to"] = audience
    return {**made, "editions": editions}


def is_seen(data: dict[str, Any], who: str, entry: dict[str, Any], reader: str) -> bool:
    editions = data["editions"]
    said = (entry, editions["respondents"].get(who, {}), editions)
    nearest = next((one["visible_to"] for one in said if "visible_to" in one), None)
    return nearest is None or reader in nearest


def edition_of(data: Mapping[str, object], reader: str, pack: Pack) -> str | None:
    try:
        return redact(data, reader, pack).to_yaml()
    except CaseError:  # without what disputed it, something is certain that cannot be
        return None


CONFIDENTIAL = cases(pack_named("operators")).flatmap(
    lambda data: st.integers(0, 2**16).map(lambda seed: confidential(data, seed))
)


@steadily
@given(CONFIDENTIAL, st.sampled_from(["client", "candidate"]), st.integers(0, 2**16))
def test_an_edition_is_the_same_whatever_it_withholds(
    data: dict[str, Any], reader: str, seed: int
) -> None:
    pack, random, other = pack_named("operators"), Random(seed), deepcopy(data)
    for who, group, fact in list(entries(other)):
        entry = group[fact]
        entry["note"] = "another note"
        if who:
            entry["phrase"] = "other words"
        if not is_seen(other, who, entry, reader):
            if random.random() < 0.5:
                del group[fact]
            else:
                entry["value"] = "not_known"
    assert edition_of(other, reader, pack) == edition_of(data, reader, pack)


@steadily
@given(CONFIDENTIAL, st.sampled_from(["client", "candidate"]))
def test_an_edition_is_the_same_whoever_said_it(data: dict[str, Any], reader: str) -> None:
    pack, swapped = pack_named("operators"), deepcopy(data)
    one, two = swapped["respondents"].values()
    for group in (one, two):  # each says of itself who may see it
        group.update(
            {
                fact: {**entry, "visible_to": [reader] if seen else []}
                for fact, entry in group.items()
                for seen in [
                    is_seen(data, "ceo" if group is one else "hiring_manager", entry, reader)
                ]
            }
        )
    spread = {"a": {**one}, "b": {**two}}
    turned = {"b": {**one}, "a": {**two}}
    mixed: dict[str, dict[str, Any]] = {"x": {}, "y": {}}
    for fact in sorted({*one, *two}):
        for place, group in enumerate((one, two)):
            if fact in group:
                mixed["xy"[(place + len(fact)) % 2]][fact] = group[fact]
    kept = [
        edition_of({**data, "editions": {}, "facts": {}, "respondents": each}, reader, pack)
        for each in (spread, turned, mixed)
    ]
    assert kept[0] == kept[1] == kept[2]


@steadily
@given(CONFIDENTIAL, st.sampled_from(["client", "candidate"]))
def test_an_edition_says_what_the_answers_that_are_seen_say(
    data: dict[str, Any], reader: str
) -> None:
    pack, seen = pack_named("operators"), deepcopy(data)
    for who, group, fact in list(entries(seen)):
        if not is_seen(seen, who, group[fact], reader):
            del group[fact]
    try:
        masks = known(case_from(seen), pack).memory.masks
    except CaseError:
        return
    edition = redact(data, reader, pack)
    assert known(edition, pack).memory.masks == masks
    assert all(one.note == "" for one in known(edition, pack).memory.answers)


class TestForgetting:
    """Deleting what a respondent said."""

    def whole(self) -> dict[str, Any]:
        return case(
            note="The cfo was brief.",
            sources=[
                {"id": "talk", "title": "Talk with the CFO"},
                {"id": "both", "title": "A talk with two"},
                {"id": "idle", "title": "Cited by nobody"},
            ],
            editions={"visible_to": ["client", "cfo"], "respondents": {"cfo": {"visible_to": []}}},
            respondents={
                "cfo": {
                    "reports_to": [{"value": "cmo", "source": "talk"}, {"value": "cmo"}],
                    "dedicated_budget": {"value": "no", "source": "both"},
                },
                "ceo": {"reports_to": {"value": "other", "source": "both", "visible_to": ["cfo"]}},
            },
        )

    def test_their_answers_go_and_those_of_others_stay(self, tiny: Pack) -> None:
        left = forget(self.whole(), "cfo")
        assert answers(left, tiny) == {("ceo", "reports_to"): ("other",)}
        assert left.to_yaml() == (
            "title: A case\n"
            "pack: tiny\n"
            "sources:\n"
            "- id: both\n"
            "  title: A talk with two\n"
            "- id: idle\n"
            "  title: Cited by nobody\n"
            "note: The cfo was brief.\n"
            "editions:\n"
            "  visible_to: [client]\n"
            "  respondents: {}\n"
            "facts: {}\n"
            "respondents:\n"
            "  ceo:\n"
            "    reports_to: {value: other, source: both, visible_to: []}\n"
        )

    def test_it_is_told_where_the_name_still_stands(self) -> None:
        from mandate.casework import forgotten

        _, count, mentions = forgotten(self.whole(), "cfo")
        assert (count, mentions) == (3, ("note",))

    @pytest.mark.parametrize("name", ["", "cfoo", "facts"])
    def test_somebody_who_is_not_there_cannot_be_forgotten(self, name: str) -> None:
        with pytest.raises(PersonError, match="no respondent"):
            forget(self.whole(), name)

    @pytest.mark.parametrize(
        "broken",
        [
            {"facts": "none"},
            {"respondents": ["cfo"]},
            {"respondents": {"cfo": "silent"}},
            {"facts": {"reports_to": "cmo"}, "respondents": {"cfo": {}, " ": {}, "": {}}},
            {"respondents": {"cfo": {}}, "set_aside": "figurehead"},
        ],
    )
    def test_a_case_without_a_form_is_refused(self, broken: Data) -> None:
        with pytest.raises(CaseError):
            forget(case(**broken), "cfo")

    def test_answers_that_mean_nothing_do_not_keep_anybody_from_being_forgotten(self) -> None:
        odd = {"cfo": {"no_such_fact": [{"value": {"a": ["b"]}}, []]}, "ceo": {"odd": {"x": "y"}}}
        assert forget(case(respondents=odd), "cfo").to_yaml() == (
            "title: A case\npack: tiny\nfacts: {}\nrespondents:\n  ceo:\n    odd:\n      x: y\n"
        )

    def test_a_shipped_case_can_lose_each_of_its_voices(self) -> None:
        path = Path(__file__).parents[1] / "cases/examples/two-voices.yaml"
        for name in ("ceo", "hiring_manager", "candidate"):
            left = forget(path, name)
            assert f"  {name}:" not in left.to_yaml()
            assert assess(left).to_json() != assess(load_case(path)).to_json()


def test_a_text_that_names_somebody_who_is_not_named_is_pointed_out(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    case = tmp_path / "case.yaml"
    case.write_text(
        f"title: A case\npack: {TINY}\nrespondents:\n"
        "  anna_smith: {reports_to: {value: cmo, visible_to: [client]}}\n"
        "  ceo: {dedicated_budget: {value: no, phrase: Anna Smith said so}}\n"
        "editions: {respondents: {ceo: {attribution: yes}}}\n",
        encoding="utf-8",
    )
    for words in (("redact", case, "--for", "candidate"), ("assess", case, "--for", "candidate")):
        done = run(capsys, *words)
        assert (
            "may tell who is not named: respondents.ceo.dedicated_budget.phrase (anna_smith)"
            in done.err
        )
    case.write_text(case.read_text().replace("Anna Smith said so", "So it was"), encoding="utf-8")
    assert run(capsys, "redact", case, "--for", "candidate").err == ""
