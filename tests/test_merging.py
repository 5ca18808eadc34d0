"""Case files joined: nothing is lost, nobody sees more, and joining again changes nothing."""

from __future__ import annotations

from collections import Counter
from itertools import permutations
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from mandate import CaseError, Pack, RequestError, assess, load_case, merge, redact
from mandate.case import Case, known
from mandate.case_document import answers_data, frame_data
from mandate.confidentiality import read_editions
from mandate.errors import Faults
from mandate.library import case_from
from tests.helpers import TINY, copy_tiny
from tests.promises.generated import (
    Data,
    facts_of,
    pack_named,
    partial_case,
    respondents_of,
    steadily,
)


def case(title: str = "A case", **keys: object) -> Case:
    return case_from({"title": title, "pack": "tiny", **keys})


def joined(pack: Pack, *cases: Case, title: str = "") -> str:
    return merge(*cases, pack=pack, title=title).to_yaml()


def test_two_peoples_files_become_one_case(tiny: Pack) -> None:
    ceo = case(stage="offer", respondents={"ceo": {"reports_to": "cmo"}}, note="On Monday.")
    cfo = case(
        sources=[{"id": "talk", "title": "A talk"}],
        facts={"team_size": 5},
        respondents={
            "cfo": {"reports_to": {"value": "other", "source": "talk", "date": "2026-03"}}
        },
    )
    assert joined(tiny, ceo, cfo) == (
        "title: A case\n"
        "pack: tiny\n"
        "stage: offer\n"
        "sources:\n"
        "- id: talk\n"
        "  title: A talk\n"
        "note: On Monday.\n"
        "facts:\n"
        "  team_size: 5\n"
        "respondents:\n"
        "  ceo:\n"
        "    reports_to: cmo\n"
        "  cfo:\n"
        "    reports_to: {value: other, source: talk, date: 2026-03}\n"
    )


def test_what_one_person_says_in_two_files_stands_side_by_side(tiny: Pack) -> None:
    one = case(respondents={"ceo": {"levels_below_ceo": {"between": [2, 4]}, "reports_to": "cmo"}})
    two = case(
        respondents={
            "ceo": {
                "levels_below_ceo": {"value": {"between": [3, 6]}, "note": "later"},
                "reports_to": {"value": "cmo"},
            }
        }
    )
    both = merge(one, two, pack=tiny)
    assert answers_data(both)["ceo"] == {
        "levels_below_ceo": [
            {"value": {"between": ["2", "4"]}},
            {"value": {"between": ["3", "6"]}, "note": "later"},
        ],
        "reports_to": [{"value": "cmo"}],
    }
    assert assess(both, tiny).known_in_part[0].words == "3 levels or 4 levels"


def test_answers_by_nobody_in_particular_may_dispute_each_other(tiny: Pack) -> None:
    both = merge(case(facts={"reports_to": "cmo"}), case(facts={"reports_to": "other"}), pack=tiny)
    assert [one.fact for one in assess(both, tiny).disputed] == ["reports_to"]


def test_as_many_nameless_answers_stay_as_one_file_has(tiny: Pack) -> None:
    once, twice = (case(facts={"reports_to": [{"value": "cmo"}] * count}) for count in (1, 2))
    for order in ((once, twice), (twice, once), (twice, twice)):
        assert len(answers_data(merge(*order, pack=tiny))[""]["reports_to"]) == 2


def test_of_two_dated_answers_the_later_counts_whichever_file_comes_first(tiny: Pack) -> None:
    early = case(respondents={"ceo": {"reports_to": {"value": "cmo", "date": "2026-01"}}})
    late = case(respondents={"ceo": {"reports_to": {"value": "other", "date": "2026-03"}}})
    for order in ((early, late), (late, early)):
        both = known(merge(*order, pack=tiny), tiny).memory
        assert len(both.answers) == 2
        assert [one.values for one in both.superseded] == [("cmo",)]


def test_what_the_files_say_of_the_case_itself_is_kept(tiny: Pack) -> None:
    role = case(
        "A role", id="role", stage="search", organisation="Acme", outcome={"what": "unclear"}
    )
    one = case("Candidate A", stage="offer", note="Met twice.", organisation="Acme")
    two = case("Candidate B", stage="in_post", note="Met once.", id="b")
    frame = frame_data(merge(one, role, two, pack=tiny))
    assert frame == {
        "title": "Candidate A",
        "pack": "tiny",
        "stage": "in_post",
        "organisation": "Acme",
        "outcome": {"what": "unclear"},
        "note": "Met twice.",
        "merged": {"id": ["role", "b"], "title": ["A role", "Candidate B"], "note": ["Met once."]},
    }
    named = frame_data(merge(role, two, pack=tiny, title="The shortlist"))
    assert named["title"] == "The shortlist"
    assert named["merged"] == {"id": ["role", "b"], "title": ["A role", "Candidate B"]}


def test_a_role_joined_with_each_candidate_makes_cases_of_their_own(tiny: Pack) -> None:
    role = case("A role", respondents={"ceo": {"reports_to": "cmo"}})
    shortlist = [
        merge(case(name, respondents={"candidate": {"team_size": 5}}), role, pack=tiny)
        for name in ("Candidate A", "Candidate B")
    ]
    assert [one.id for one in shortlist] == ["candidate-a", "candidate-b"]
    assert all(assess(one, tiny).facts_known == 2 for one in shortlist)


def test_one_id_for_two_sources_is_told_apart(tiny: Pack) -> None:
    cases = [
        case(
            sources=[{"id": "talk", "title": title}],
            facts={fact: {"value": value, "source": "talk"}},
        )
        for title, fact, value in (
            ("With the CEO", "reports_to", "cmo"),
            ("With the CFO", "dedicated_budget", "no"),
            ("With the CEO", "team_size", "5"),
        )
    ]
    both = merge(*cases, pack=tiny)
    titles = {source.id: source.title for source in both.sources}
    assert titles == {"talk": "With the CEO", "talk-2": "With the CFO"}
    cited = {one.fact: titles[one.source] for one in known(both, tiny).memory.answers}
    assert cited == {
        "dedicated_budget": "With the CFO",
        "reports_to": "With the CEO",
        "team_size": "With the CEO",
    }
    assert merge(both, cases[1], pack=tiny).to_yaml() == both.to_yaml()


class TestRefusals:
    """What cannot be said together is refused with where it stands."""

    def refused(self, pack: Pack, *cases: Case) -> list[str]:
        with pytest.raises(CaseError) as caught:
            merge(*cases, pack=pack)
        return [f"{fault.code}: {fault.message}" for fault in caught.value.faults]

    def file(self, folder: Path, name: str, text: str) -> Case:
        path = folder / name
        path.write_text(f"title: A case\npack: tiny\n{text}", encoding="utf-8")
        return load_case(path)

    def test_one_respondent_who_says_two_things(self, tiny: Pack, tmp_path: Path) -> None:
        one = self.file(tmp_path, "a.yaml", "respondents: {ceo: {reports_to: cmo}}\n")
        two = self.file(tmp_path, "b.yaml", "respondents: {ceo: {reports_to: other}}\n")
        for order in ((one, two), (two, one)):
            with pytest.raises(CaseError) as caught:
                merge(*order, pack=tiny)
            assert str(caught.value).replace(f"{tmp_path}/", "") == (
                "b.yaml:3:33: error[two-answers]: ceo says of reports_to both cmo "
                "(in a.yaml:3:33) and other\n"
                "    3 | respondents: {ceo: {reports_to: other}}\n"
                "      |                                 ^^^^^ "
                "keep one, or give each a 'date:', and the later counts"
            )

    def test_a_combination_that_cannot_be(self, tiny: Pack, tmp_path: Path) -> None:
        one = self.file(tmp_path, "a.yaml", "facts: {reports_to: ceo}\n")
        two = self.file(tmp_path, "b.yaml", "facts: {levels_below_ceo: 4}\n")
        with pytest.raises(CaseError) as caught:
            merge(one, two, pack=tiny)
        assert [(Path(one.location.path).name, one.code) for one in caught.value.faults] == [
            ("a.yaml", "impossible"),
            ("b.yaml", "impossible"),
        ]

    def test_a_rule_set_aside_for_two_reasons(self, tiny: Pack) -> None:
        entries = [{"rule": "figurehead", "by": "J", "reason": reason} for reason in "AB"]
        cases = [case(set_aside=[one]) for one in entries]
        assert self.refused(tiny, *cases) == [
            "set-aside-twice: the rule 'figurehead' is set aside twice; first in <case>"
        ]
        assert len(merge(cases[0], cases[0], pack=tiny).set_aside) == 1

    def test_an_edition_and_a_whole_case(self, tiny: Pack) -> None:
        whole = case(facts={"reports_to": "cmo"})
        editions = [redact(whole, reader, tiny) for reader in ("client", "candidate")]
        assert "an edition for the client, and" in self.refused(tiny, whole, editions[0])[0]
        assert "a whole case, and" in self.refused(tiny, editions[0], whole)[0]
        assert len(self.refused(tiny, *editions)) == 1
        assert merge(editions[0], editions[0], pack=tiny).edition == "client"

    def test_every_fault_of_every_file(self, tiny: Pack) -> None:
        bad = [case(facts={"reports_to": "nobody"}), case(facts={"report_to": "cmo"}, kind="x")]
        assert len(self.refused(tiny, *bad)) == 3

    def test_files_for_two_packs(self, tmp_path: Path) -> None:
        ours = self.file(tmp_path, "a.yaml", "").document.document.path
        Path(ours).write_text(f"title: A case\npack: {TINY}\n", encoding="utf-8")
        other = tmp_path / "b.yaml"
        other.write_text("title: A case\npack: cx-leader\n", encoding="utf-8")
        with pytest.raises(
            CaseError, match=r"this names the pack cx-leader; .*a\.yaml names another"
        ):
            merge(ours, other)
        other.write_text("title: A case\n", encoding="utf-8")
        assert merge(other, ours).pack == str(TINY)


class TestConfidentiality:
    """Who may see an answer is what its file said, whatever the other files say."""

    def test_a_file_without_a_word_does_not_open_another(self, tiny: Pack) -> None:
        closed = case(
            sources=[{"id": "talk", "title": "SECRET talk"}],
            editions={"visible_to": ["client"]},
            facts={
                "authority_type": {"value": "line", "source": "talk", "visible_to": ["candidate"]}
            },
            respondents={"ceo": {"reports_to": {"value": "cmo", "source": "talk"}}},
            set_aside=[{"rule": "figurehead", "by": "SECRET", "reason": "SECRET"}],
        )
        plain = case(facts={"team_size": 5}, respondents={"ceo": {"dedicated_budget": "no"}})
        for order in ((closed, plain), (plain, closed)):
            both = merge(*order, pack=tiny)
            edition = redact(both, "candidate", tiny).to_yaml()
            assert "SECRET" not in edition
            assert "cmo" not in edition
            assert "team_size: 5" in edition
            assert "authority_type: line" in edition
            assert "dedicated_budget: no" in edition
            assert "cmo" in redact(both, "client", tiny).to_yaml()

    def test_who_may_not_be_named_in_one_file_is_not_named(self, tiny: Pack) -> None:
        named = case(
            editions={"attribution": "yes"},
            respondents={"ceo": {"reports_to": "cmo"}, "cfo": {"team_size": 5}},
        )
        silent = case(respondents={"ceo": {"dedicated_budget": "no"}})
        for order in ((named, silent), (silent, named)):
            both = merge(*order, pack=tiny)
            assert set(answers_data(redact(both, "client", tiny))) == {"", "cfo"}
            assert frame_data(both)["editions"] == {"respondents": {"cfo": {"attribution": "yes"}}}

    def test_what_both_files_say_of_editions_is_kept_as_it_is(self, tiny: Pack) -> None:
        editions = {"visible_to": ["client"], "attribution": "yes"}
        cases = [case(editions=editions, facts={fact: "no"}) for fact in ("dedicated_budget",) * 2]
        assert frame_data(merge(*cases, pack=tiny))["editions"] == editions

    def test_a_rule_set_aside_is_told_to_those_whom_both_files_tell(self, tiny: Pack) -> None:
        entry = {"rule": "figurehead", "by": "J", "reason": "R"}
        cases = [
            case(set_aside=[{**entry, "visible_to": seen}])
            for seen in (["client", "candidate"], ["client", "board"])
        ]
        aside = frame_data(merge(*cases, pack=tiny))["set_aside"]
        assert aside == [{**entry, "visible_to": ["client"]}]


REMARKS = ("note", "phrase")
AUDIENCES: tuple[list[str] | None, ...] = (None, [], ["client"], ["client", "candidate"])


def remarked(data: Data, seed: int) -> dict[str, Any]:
    """Return a generated case with remarks, dates, sources and who may see what."""
    random = Random(seed)
    facts, respondents = facts_of(data), respondents_of(data)
    sources = [
        {"id": random.choice("ab"), "title": random.choice(("A page", "A talk"))}
        for _ in range(random.randint(0, 1))
    ]
    for who, group in {"": facts, **respondents}.items():
        for fact, said in group.items():
            entry = dict(said) if isinstance(said, dict) and "value" in said else {"value": said}
            if random.random() < 0.3:
                entry[random.choice(REMARKS)] = random.choice(("first", "second"))
            if random.random() < 0.3 and sources:
                entry["source"] = sources[0]["id"]
            if random.random() < 0.2:
                entry["visible_to"] = random.choice(AUDIENCES[1:])
            if who and random.random() < 0.9:
                entry["date"] = random.choice(("2026-01", "2026-02", "2026-03"))
            group[fact] = entry
    frame: dict[str, Any] = {"title": random.choice(("One", "Two", "Three")), "pack": "operators"}
    if random.random() < 0.5:
        frame["note"] = random.choice(("Here", {"text": "There", "visible_to": ["client"]}))
    if random.random() < 0.5:
        settings: dict[str, Any] = {"attribution": random.choice(("yes", "no"))}
        if (audience := random.choice(AUDIENCES)) is not None:
            settings["visible_to"] = audience
        who = random.choice(sorted(respondents))
        frame["editions"] = {**settings, "respondents": {who: {"visible_to": ["client"]}}}
    stage = random.choice(("search", "offer", "in_post"))
    return {
        **frame,
        "stage": stage,
        "sources": sources,
        "facts": facts,
        "respondents": respondents,
    }


def generated(seed: int) -> Case:
    data = partial_case(pack_named("operators"), Random(seed))
    return case_from(remarked(data, seed))


def statements(merged: Case) -> Counter[tuple[object, ...]]:
    """Return every answer of a case with its remarks, its source in full, and who may see it."""
    sources = {one.id: (one.title, one.address) for one in merged.sources}
    editions = read_editions(
        merged.document.get("editions"), merged.document.get("respondents"), Faults()
    )
    found: Counter[tuple[object, ...]] = Counter()
    for who, given_ in answers_data(merged).items():
        for fact, said in given_.items():
            for one in said:
                own = one.get("visible_to")
                seen = editions.audience(who, tuple(own) if isinstance(own, list) else None)
                cited = sources[str(one["source"])] if "source" in one else None
                rest = {k: str(v) for k, v in one.items() if k not in ("visible_to", "source")}
                found[who, fact, tuple(sorted(rest.items())), cited, seen] += 1
    return found


def told(merged: Case) -> set[tuple[str, str]]:
    """Return everything that is said of a case itself, by whichever file."""
    frame = frame_data(merged)
    others: Any = frame.get("merged", {})
    said = {(key, str(frame[key])) for key in ("title", "note") if key in frame}
    return said | {(key, str(one)) for key, listed in others.items() for one in listed}


def tried(*cases: Case) -> Case:
    try:
        return merge(*cases, pack=pack_named("operators"))
    except CaseError as error:
        codes = {fault.code for fault in error.faults}
    assert codes <= {"two-answers", "impossible"}
    assume(False)
    raise AssertionError


SEEDS = st.lists(st.integers(0, 2**32), min_size=3, max_size=3)


@steadily
@given(SEEDS)
def test_every_statement_of_each_file_is_in_the_joined_one(seeds: list[int]) -> None:
    cases = [generated(seed) for seed in seeds]
    both = tried(*cases)
    expected: Counter[tuple[object, ...]] = Counter()
    for one in cases:
        expected |= statements(one)
    assert statements(both) == expected
    assert told(both) == set().union(*map(told, cases))
    assert {(one.title, one.address) for one in both.sources} == {
        (source.title, source.address) for one in cases for source in one.sources
    }


@settings(steadily, max_examples=12)
@given(SEEDS)
def test_joining_is_the_same_in_any_order_and_grouping(seeds: list[int]) -> None:
    one, two, three = (generated(seed) for seed in seeds)
    pack, whole = pack_named("operators"), tried(one, two, three)
    others = [merge(*order, pack=pack) for order in permutations((one, two, three))]
    others += [merge(merge(one, two, pack=pack), three, pack=pack)]
    others += [merge(one, merge(two, three, pack=pack), pack=pack)]
    for other in others:
        assert statements(other) == statements(whole)
        assert told(other) == told(whole)
        assert other.stage == whole.stage
        assert known(other, pack).memory.masks == known(whole, pack).memory.masks
        for reader in ("client", "candidate"):
            assert named(other, reader) == named(whole, reader)


def named(whole: Case, reader: str) -> set[str]:
    try:
        return set(answers_data(redact(whole, reader, pack_named("operators"))))
    except CaseError:
        return set()


@steadily
@given(SEEDS)
def test_joining_again_changes_nothing(seeds: list[int]) -> None:
    one, two, _ = (generated(seed) for seed in seeds)
    pack, both = pack_named("operators"), tried(one, two)
    for again in (both, one, two):
        assert merge(both, again, pack=pack).to_yaml() == both.to_yaml()
    alone = merge(one, one, pack=pack)
    assert statements(alone) == statements(one)
    assert alone.to_yaml() == merge(one, pack=pack).to_yaml()


@steadily
@given(SEEDS)
def test_a_joined_case_says_what_the_answers_say_together(seeds: list[int]) -> None:
    pack, cases = pack_named("operators"), [generated(seed) for seed in seeds]
    both = tried(*cases)
    from mandate.memory import combine

    together = [answer for one in cases for answer in known(one, pack).memory.answers]
    assert known(both, pack).memory.masks == combine(together, pack.vocabulary).masks


def test_a_relative_pack_is_found_from_where_the_joined_case_stands(tmp_path: Path) -> None:
    copy_tiny(tmp_path / "packs" / "mine")
    (tmp_path / "deeper").mkdir()
    first, second = tmp_path / "a.yaml", tmp_path / "deeper" / "b.yaml"
    first.write_text("title: A\nfacts: {dedicated_budget: no}\n", encoding="utf-8")
    second.write_text("title: B\npack: ../packs/mine\nfacts: {reports_to: ceo}\n", encoding="utf-8")
    whole = merge(first, second)
    assert whole.pack == "packs/mine"
    assert assess(whole).facts_known == 2


def test_blanks_around_a_word_do_not_make_another_of_it(tiny: Pack) -> None:
    one = case(
        stage=" offer ",
        sources=[{"id": "talk", "title": "A talk"}],
        facts={"reports_to": {"value": "ceo", "source": "talk "}},
    )
    whole = merge(one, case("Another", stage="search"), pack=tiny)
    assert (whole.stage, [source.id for source in whole.sources]) == ("offer", ["talk"])


def test_nothing_to_join_is_refused(tiny: Pack) -> None:
    with pytest.raises(RequestError, match="there is no case to join"):
        merge(pack=tiny)
