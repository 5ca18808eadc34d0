"""What two packs differ in, part by part, and whether a score may depend on it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from mandate import Pack, load_pack
from mandate.differences.model import Change, PartChange
from mandate.differences.parts import part_changes
from mandate.facts import Fact, Step, Vocabulary
from mandate.pack.load import load_folder
from mandate.pack.model import Band, Citation, Driver, Finding, Remedy, Rule, SourceEntry, Template
from tests.helpers import TINY, changed, copy_tiny, fact, rule, vocabulary

BUDGET = "money/dedicated-budget.yaml"
FIGUREHEAD = "mandate/figurehead.yaml"
POWERLESS = "mandate/powerless.yaml"
AUTHORITY = "mandate/authority-type.yaml"
TEAM = "money/small-team.yaml"
FACTS = "vocabulary/all.yaml"


@pytest.fixture(scope="module")
def tiny() -> Pack:
    return load_folder(TINY, examples=False)


def edited(folder: Path, *files: Mapping[str, str]) -> Pack:
    merged = {name: text for one in files for name, text in one.items()}
    return load_folder(copy_tiny(folder, merged), examples=False)


def only(old: Pack, new: Pack) -> PartChange:
    (part,) = part_changes(old, new)
    return part


def named(part: PartChange) -> tuple[str, str, bool]:
    return part.kind, part.id, part.counts


def test_a_pack_does_not_differ_from_itself(tiny: Pack) -> None:
    assert list(part_changes(tiny, tiny)) == []
    leader = load_pack("cx-leader")
    assert list(part_changes(leader, leader)) == []


CHANGES = {
    "points of a level": (AUTHORITY, "none: 4", "none: 5", "rule", "authority-type", True,
                          Change("points of none", "+4", "+5", True)),
    "points of a pattern": (FIGUREHEAD, "points: 3", "points: 4", "rule", "figurehead", True,
                            Change("points", "+3", "+4", True)),
    "a driver": (TEAM, "driver: resources", "driver: authority", "rule", "small-team", True,
                 Change("driver", "resources", "authority", True)),
    "a floor": (FIGUREHEAD, "at_least_band: high", "at_least_band: moderate", "rule", "figurehead",
                True, Change("at least the band", "high", "moderate", True)),
    "a condition": (TEAM, "less_than: 10", "less_than: 15", "rule", "small-team", True,
                    Change("when", "Team size is below 10 people", "Team size is below 15 people",
                           True)),
    "an operator that selects the same": (
        TEAM, "{less_than: 10}", "{at_most: 5}", "rule", "small-team", False,
        Change("when, as it is written", "Team size is below 10 people",
               "Team size is at most 5 people", False)),
    "a reason": (TEAM, "cannot use the budget.", "cannot spend it.", "rule", "small-team", False,
                 Change("because", "A team of {team_size} cannot use the budget.",
                        "A team of {team_size} cannot spend it.", False)),
    "a grade": (BUDGET, "grade: B", "grade: C", "rule", "dedicated-budget", False,
                Change("grade", "B", "C", False)),
    "a strength": (BUDGET, "strength: Money is set aside.", "strength: There is money.", "rule",
                   "dedicated-budget", False,
                   Change("strength", "Money is set aside.", "There is money.", False)),
    "an expectation": (FIGUREHEAD, "expect: The leader leaves early.\n", "", "rule", "figurehead",
                       False, Change("expect", "The leader leaves early.", "(nothing)", False)),
    "what is absorbed": (FIGUREHEAD, "[authority-type, dedicated-budget]", "[authority-type]",
                         "rule", "figurehead", False,
                         Change("absorbs", "dedicated-budget", "", False)),
    "a remedy": (FIGUREHEAD, "Name a second sponsor., owner: CEO, effort: low",
                 "Name a second sponsor., owner: Chair, effort: low", "rule", "figurehead", False,
                 Change("remedy", "Name a second sponsor. (CEO, before the offer, low effort)",
                        "Name a second sponsor. (Chair, before the offer, low effort)", False)),
    "a quote": (FIGUREHEAD, "quote: lack of a serious mandate", "quote: no mandate", "rule",
                "figurehead", False,
                Change("source", 'S0, "lack of a serious mandate"', 'S0, "no mandate"', False)),
    "an anchor": (FACTS, "influence_only: Personal persuasion", "influence_only: Charm", "fact",
                  "authority_type", False,
                  Change("level influence_only", "Personal persuasion", "Charm", False)),
    "a question": (FACTS, "Is there money set aside?", "Is there money?", "fact",
                   "dedicated_budget", False,
                   Change("question", "Is there money set aside?", "Is there money?", False)),
    "a range": (FACTS, "max: 6", "max: 7", "fact", "levels_below_ceo", True,
                Change("range", "a whole number from 1 to 6", "a whole number from 1 to 7", True)),
    "a direction": (FACTS, "better: lower", "better: higher", "fact", "levels_below_ceo", False,
                    Change("direction", "earlier or lower is better", "later or higher is better",
                           False)),
    "when a fact applies": (FACTS, '    applies_when: {dedicated_budget: "yes"}\n', "", "fact",
                            "team_size", True,
                            Change("applies only when", "Dedicated budget is yes", "", True)),
    "the base": ("pack.yaml", "base: -3\n", "base: -2.5\n", "pack", "tiny", True,
                 Change("base", "-3", "-2.5", True)),
    "the scale": ("pack.yaml", "scale: 0.5", "scale: 0.25", "pack", "tiny", True,
                  Change("scale", "0.5", "0.25", True)),
    "the version": ("pack.yaml", "version: 1.0.0", "version: 1.0.1", "pack", "tiny", False,
                    Change("version", "1.0.0", "1.0.1", False)),
    "a cap": ("pack.yaml", "caps: {risk: 6,", "caps: {risk: 5,", "driver", "authority", True,
              Change("caps", "risk +6, relief -4", "risk +5, relief -4", True)),
    "an edge": ("pack.yaml", "high: {from: 0.5", "high: {from: 0.75", "band", "high", True,
                Change("starts", "at 0.5 decibans", "at 0.75 decibans", True)),
    "why it cannot be": ("pack.yaml", "someone who reports to the CEO stands", "they stand",
                         "impossible", "impossible", False,
                         Change("why it cannot be: Reporting line is ceo and Levels below the CEO "
                                "is at least 3 levels",
                                "someone who reports to the CEO stands one level below",
                                "they stand one level below", False)),
    "a meaning": ("findings.yaml", "Nothing but persuasion makes", "Persuasion alone makes",
                  "finding", "powerless", False,
                  Change("meaning", "Nothing but persuasion makes other functions act.",
                         "Persuasion alone makes other functions act.", False)),
    "an interest": ("sources.yaml", "the author recruits such leaders", "none", "source", "S0",
                    False,
                    Change("interest", "the author recruits such leaders", "none", False)),
}  # fmt: skip


@pytest.mark.parametrize("name", CHANGES)
def test_one_change_is_told_as_what_it_is(name: str, tiny: Pack, tmp_path: Path) -> None:
    file, old, new, kind, identifier, counts, change = CHANGES[name]
    other = edited(tmp_path, changed(file, old, new))
    part = only(tiny, other)
    assert (*named(part), part.status) == (kind, identifier, counts, "changed")
    assert part.changes == (change,)
    back = only(other, tiny)
    assert back.changes == (change._replace(before=change.after, after=change.before),)


def test_an_item_counts_in_the_rules_that_count_items(tiny: Pack, tmp_path: Path) -> None:
    fewer = edited(tmp_path, changed(FACTS, ", skills: Who is needed", ""))
    told, read = part_changes(tiny, fewer)
    assert told.changes == (Change("item skills", "Who is needed", "", True),)
    assert (*named(read), read.changes[0].what) == ("rule", "powerless", True, "when")


def test_a_step_is_told_with_the_remedies_that_take_it(tiny: Pack, tmp_path: Path) -> None:
    step = "      process: {effort: high, owner: CEO, when: before_search}"
    told, cured = part_changes(
        tiny, edited(tmp_path, changed(FACTS, step, step.replace("high", "low")))
    )
    before, after = "CEO, before the search, high effort", "CEO, before the search, low effort"
    assert told.changes == (Change("step to process", before, after, False),)
    assert (*named(cured), cured.changes[0].what) == ("rule", "authority-type", False, "remedy")


UNCHANGED = {
    "layout and remarks": changed(TEAM, "when:\n  team_size: {less_than: 10}",
                                  "# a remark\nwhen: {team_size: {less_than: 10}}"),
    "examples": changed(TEAM, "five people, facts: {dedicated_budget: yes, team_size: 5}",
                        "none, facts: {dedicated_budget: yes, team_size: 0}"),
    "notes": changed(TEAM, "sources: [S0]", "points_because: It is so.\nsources: [S0]"),
    "the folder": {TEAM: "", "other/small-team.yaml": (TINY / TEAM).read_text()},
}  # fmt: skip


@pytest.mark.parametrize("name", UNCHANGED)
def test_what_is_no_meaning_is_no_difference(name: str, tiny: Pack, tmp_path: Path) -> None:
    folder = copy_tiny(tmp_path, UNCHANGED[name])
    if name == "the folder":
        (folder / TEAM).unlink()
    other = load_folder(folder)
    assert other.digest == tiny.digest
    assert list(part_changes(tiny, other)) == []


ALIKE = {
    "the order of parts": ("    - finding: powerless\n    - dedicated_budget: no\n",
                           "    - dedicated_budget: no\n    - finding: powerless\n"),
    "brackets": ("    - finding: powerless\n    - dedicated_budget: no\n",
                 "    - all: [{finding: powerless}, {all: [{dedicated_budget: no}]}]\n"),
    "brackets in brackets": ("    - finding: powerless\n    - dedicated_budget: no\n",
                             "    - all: [{finding: powerless}, {dedicated_budget: no}]\n"
                             "    - any: [{finding: powerless}]\n"),
    "a part said twice": ("    - dedicated_budget: no\n",
                          "    - dedicated_budget: no\n    - dedicated_budget: no\n"),
    "a negation": ("    - dedicated_budget: no\n", "    - not: {dedicated_budget: yes}\n"),
    "some of all": ("  all:\n    - finding: powerless\n    - dedicated_budget: no\n",
                    "  some: {at_least: 2, of: [{finding: powerless}, {dedicated_budget: no}]}\n"),
}  # fmt: skip


@pytest.mark.parametrize("name", ALIKE)
def test_a_condition_that_means_the_same_only_reads_otherwise(
    name: str, tiny: Pack, tmp_path: Path
) -> None:
    part = only(tiny, edited(tmp_path, changed(FIGUREHEAD, *ALIKE[name])))
    assert named(part) == ("rule", "figurehead", False)
    assert [change.what for change in part.changes] == ["when, as it is written"]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("    - any:", "    - all:"),
        ("not: {charter_elements: {covers: {at_least: 2}}}", "charter_elements: {lacks: scope}"),
        ("covers: {at_least: 2}", "covers: {at_least: 1}"),
        ("levels_below_ceo: {at_least: 3}", "unknown: levels_below_ceo"),
        ("levels_below_ceo: {at_least: 3}", "disputed: levels_below_ceo"),
    ],
)
def test_a_condition_that_means_something_else_counts(
    old: str, new: str, tiny: Pack, tmp_path: Path
) -> None:
    part = only(tiny, edited(tmp_path, changed(POWERLESS, old, new)))
    assert named(part) == ("rule", "powerless", True)
    assert [change.what for change in part.changes] == ["when"]


def test_one_part_in_brackets_is_that_part(tiny: Pack, tmp_path: Path) -> None:
    alone, bracketed = "  team_size: {less_than: 10}\n", "  all: [{team_size: {less_than: 10}}]\n"
    assert not only(tiny, edited(tmp_path, changed(TEAM, alone, bracketed))).counts


def test_not_known_is_not_disputed(tmp_path: Path) -> None:
    level = "levels_below_ceo: {at_least: 3}"
    one = edited(tmp_path / "one", changed(POWERLESS, level, "unknown: levels_below_ceo"))
    other = edited(tmp_path / "other", changed(POWERLESS, level, "disputed: levels_below_ceo"))
    assert only(one, other).counts


def test_parts_come_and_go(tiny: Pack, tmp_path: Path) -> None:
    more = rule("extra", "{risk: {driver: authority, points: 2}}", "{far: yes}")
    other = edited(tmp_path, more, vocabulary(fact("far")))
    there, back = list(part_changes(tiny, other)), list(part_changes(other, tiny))
    assert [(*named(part), part.status) for part in there] == [
        ("fact", "far", True, "added"),
        ("rule", "extra", True, "added"),
    ]
    assert there[0].changes == (Change("fact", "", "yes or no; yes is better", True),)
    assert there[1].changes == (Change("rule", "", "far is yes; +2 to authority", True),)
    assert [part.status for part in back] == ["removed", "removed"]
    assert back[1].changes == (Change("rule", "far is yes; +2 to authority", "", True),)


def test_a_level_is_told_of_the_fact_and_of_the_rules_that_now_take_it(
    tiny: Pack, tmp_path: Path
) -> None:
    level = changed(
        FACTS, "      process: Owns", "      borrowed: The CEO's word\n      process: Owns"
    )
    graded = changed(AUTHORITY, "process: 0,", "borrowed: 1, process: 0,")
    more = rule(
        "extra", "{risk: {driver: authority, points: -1}}", "{authority_type: {at_least: process}}"
    )
    upper = rule(
        "upper", "{risk: {driver: authority, points: 1}}", "{authority_type: {less_than: process}}"
    )
    old = edited(tmp_path / "old", more, upper)
    new = edited(tmp_path / "new", more, upper, level, graded)
    found = {part.id: part.changes for part in part_changes(old, new)}
    assert found == {
        "authority_type": (Change("level borrowed", "", "The CEO's word", True),),
        "authority-type": (Change("points of borrowed", "", "+1", True),),
        "upper": (
            Change(
                "when",
                "Authority is below process (authority_type: none, influence_only)",
                "Authority is below process (authority_type: none, influence_only, borrowed)",
                True,
            ),
        ),
    }


def test_the_range_of_a_number_is_told_once(tiny: Pack, tmp_path: Path) -> None:
    finer = edited(tmp_path, changed(FACTS, "step: 5\n", "step: 1\n"))
    assert named(only(tiny, finer)) == ("fact", "team_size", True)


def test_the_order_of_levels_counts_where_they_have_one(tiny: Pack, tmp_path: Path) -> None:
    swapped = changed(FACTS, "{ceo: The chief executive, cmo: The marketing chief,",
                      "{cmo: The marketing chief, ceo: The chief executive,")  # fmt: skip
    part = only(tiny, edited(tmp_path / "choice", swapped))
    assert part.changes == (Change("order of levels", "ceo, cmo, other", "cmo, ceo, other", False),)
    text = (TINY / FACTS).read_text()
    first = "      none: Nothing in place\n"
    second = "      influence_only: Personal persuasion\n"
    scale = {FACTS: text.replace(first + second, second + first)}
    found = {part.id: part for part in part_changes(tiny, edited(tmp_path / "scale", scale))}
    assert found["authority_type"].changes[0].counts


def test_what_is_renamed_and_else_the_same_is_renamed_throughout(
    tiny: Pack, tmp_path: Path
) -> None:
    folder = copy_tiny(tmp_path / "new")
    for path in folder.rglob("*.yaml"):
        text = path.read_text()
        for old, new in (("dedicated_budget", "own_money"), ("powerless", "impotent"),
                         ("authority-type", "kind-of-authority")):  # fmt: skip
            text = text.replace(old, new)
        path.write_text(text)
    for old, new in (("powerless", "impotent"), ("authority-type", "kind-of-authority")):
        (folder / "mandate" / f"{old}.yaml").rename(folder / "mandate" / f"{new}.yaml")
    found = list(part_changes(tiny, load_folder(folder, examples=False)))
    assert [(part.kind, part.id, part.status, part.was, part.counts) for part in found] == [
        ("fact", "own_money", "renamed", "dedicated_budget", True),
        ("finding", "impotent", "renamed", "powerless", False),
        ("rule", "impotent", "renamed", "powerless", False),
        ("rule", "kind-of-authority", "renamed", "authority-type", False),
    ]


def test_a_rename_with_another_meaning_is_none(tiny: Pack, tmp_path: Path) -> None:
    folder = copy_tiny(tmp_path)
    text = (
        (folder / TEAM)
        .read_text()
        .replace("small-team", "tiny-team")
        .replace("points: 1", "points: 2")
    )
    (folder / TEAM).unlink()
    (folder / "money" / "tiny-team.yaml").write_text(text)
    found = list(part_changes(tiny, load_folder(folder, examples=False)))
    assert [(part.id, part.status) for part in found] == [
        ("small-team", "removed"),
        ("tiny-team", "added"),
    ]


def test_combinations_that_cannot_be_come_and_go(tiny: Pack, tmp_path: Path) -> None:
    text = (TINY / "pack.yaml").read_text()
    more = "  - when: {all: [{reports_to: cmo}, {dedicated_budget: no}]}\n    because: never\n"
    other = edited(tmp_path / "one", {"pack.yaml": text + more})
    part = only(tiny, other)
    assert named(part) == ("impossible", "impossible", True)
    words = "Reporting line is cmo and Dedicated budget is no"
    assert part.changes == (Change("cannot be", "", words, True),)
    head, first = text.split("impossible:\n")
    swapped = edited(tmp_path / "two", {"pack.yaml": f"{head}impossible:\n{more}{first}"})
    assert [change.what for change in only(other, swapped).changes] == ["order"]


def _other(value: Any) -> Any:
    """Return a value of the same type that is not the same."""
    if isinstance(value, bool):
        return not value
    if isinstance(value, int):
        return value + 1
    if isinstance(value, str):
        return f"{value}x"
    if isinstance(value, Template) or value is None:
        return Template(("x",))
    if isinstance(value, dict):
        return {name: _other(held) for name, held in value.items()}
    assert isinstance(value, tuple)
    return value[:-1] if value else NotImplemented


SPECIAL: dict[tuple[type, str], Any] = {
    (Rule, "remedies"): (Remedy("Do it.", (), "CEO", "low", "day_30", "search", "in_post"),),
    (Rule, "sources"): (Citation("S0", "x"),),
    (Rule, "condition"): None,  # told above, field by field
    (Rule, "absorbs"): ("small-team",),
    (Rule, "concludes"): ("powerless", "other"),
    (Fact, "steps"): (Step("yes", "CEO", "low", "day_30", "in_post"),),
    (Fact, "labels"): None,  # those of the levels or of the range
    (Fact, "levels"): None,
    (Fact, "minimum"): None,
    (Fact, "maximum"): None,
    (Fact, "step"): None,
    (Fact, "better"): 0,
    (Fact, "type"): None,
    (Fact, "sources"): ("S1",),
    (Band, "start"): 51,
    (Band, "advice"): ("x", "y", "z"),
}
WHOLE = {"id", "location", "examples", "notes", "absorbs_at"}


def variants(part: Any) -> list[tuple[str, Any]]:
    found = []
    for name in part._fields:
        value = SPECIAL.get((type(part), name), NotImplemented)
        if name not in WHOLE and value is not None:
            changed_to = _other(getattr(part, name)) if value is NotImplemented else value
            found.append((name, part._replace(**{name: changed_to})))
    return found


@pytest.mark.parametrize("kind", [Rule, Fact, Driver, Band, Finding, SourceEntry])
def test_no_field_of_a_part_is_overlooked(kind: type, tiny: Pack) -> None:
    parts: dict[type, tuple[str, Any]] = {
        Rule: ("rules", tiny.rules["small-team"]),
        Fact: ("vocabulary", tiny.fact("dedicated_budget")),
        Driver: ("drivers", tiny.drivers["authority"]),
        Band: ("bands", tiny.bands[-1]),
        Finding: ("findings", tiny.findings["powerless"]),
        SourceEntry: ("sources", tiny.sources["S0"]),
    }
    field, part = parts[kind]
    for name, variant in variants(part):
        held = getattr(tiny, field)
        if kind is Fact:
            new: Any = Vocabulary(tuple({**held.facts, part.id: variant}.values()))
        elif kind is Band:
            new = (*held[:-1], variant)
        else:
            new = {**held, part.id: variant}
        assert list(part_changes(tiny, tiny._replace(**{field: new}))), (kind, name)


def test_no_field_of_a_pack_is_overlooked(tiny: Pack) -> None:
    parts = {"drivers", "bands", "findings", "sources", "vocabulary", "applies", "impossible"}
    skipped = {"rules", "extension", "digest", "derived"}
    for name in Pack._fields:
        if name not in parts | skipped:
            other = tiny._replace(**{name: _other(getattr(tiny, name))})
            assert list(part_changes(tiny, other)), name
    turned = tiny._replace(drivers=dict(reversed(tiny.drivers.items())))
    assert only(tiny, turned).changes[0].what == "order of drivers"


def test_a_graded_rule_may_turn_to_another_fact(tiny: Pack, tmp_path: Path) -> None:
    graded = 'by: dedicated_budget, points: {"no": 3, "yes": -1}'
    other = "by: charter_elements, points: {0: 3, 1 to 3: -1}"
    part = only(tiny, edited(tmp_path, changed(BUDGET, graded, other)))
    assert [change.what for change in part.changes] == ["graded by", "points"]
    assert part.changes[1].after == "0 +3, 1 to 3 -1"


def test_ranges_of_points_may_be_written_otherwise(tiny: Pack, tmp_path: Path) -> None:
    by = "{risk: {driver: authority, by: levels_below_ceo, points: {%s}}}"
    packs = [
        edited(tmp_path / str(number), rule("extra", by % points))
        for number, points in enumerate(
            ("1 to 3: 0, 4 to 6: 2", "1 to 3: 0, over 3: 2", "1 to 4: 0, over 4: 2")
        )
    ]
    assert only(packs[0], packs[1]).changes == (
        Change("points, as they are written", "1 to 3 0, 4 to 6 +2", "1 to 3 0, over 3 +2", False),
    )
    assert only(packs[1], packs[2]).changes == (
        Change("points", "1 to 3 0, over 3 +2", "1 to 4 0, over 4 +2", True),
    )
