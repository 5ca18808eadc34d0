"""The page about a pack: complete, linked, current, and text stays text."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from mandate.pack.load import load_folder
from mandate.pack.seeds import seed_items
from mandate.report.markdown import escape
from mandate.report.origins import code_order
from mandate.report.pack_page import page_of, render
from mandate.report.pack_page_parts import link_out, linked
from tests.helpers import ROOT, TINY, changed, copy_tiny, fact, make_pack, rule, vocabulary

FOLDER = ROOT / "rules" / "cx-leader"
COMMAND = "mandate pack docs cx-leader -o rules/cx-leader/README.md"
PACKS = pytest.mark.parametrize("folder", [TINY, FOLDER], ids=lambda folder: folder.name)


def section(page: str, target: str) -> str:
    """Return the part of a page from the heading of *target* to the next heading."""
    found = re.search(rf"^#+ <a id=\"{re.escape(target)}\"></a>.*?(?=^#+ |\Z)", page, re.M | re.S)
    assert found, target
    return found[0]


def line(page: str, target: str) -> str:
    """Return the row of a table that *target* leads to."""
    rows: list[str] = re.findall(rf"^\| <a id=\"{re.escape(target)}\"></a>.*$", page, re.M)
    (found,) = rows
    return found


def test_the_page_beside_the_pack_is_what_would_be_written_now() -> None:
    written = (FOLDER / "README.md").read_bytes()
    fresh = written == page_of(FOLDER).encode()
    assert fresh, f"the page is not that of the pack any more; write it anew: {COMMAND}"


def test_the_page_is_small_enough_for_github_to_show() -> None:
    assert len(page_of(FOLDER).encode()) < 500 * 1024


@PACKS
def test_every_link_on_the_page_leads_to_the_one_mark_it_means(folder: Path) -> None:
    page = page_of(folder)
    marks = re.findall(r'<a id="([^"]+)"></a>', page)
    assert len(set(marks)) == len(marks)
    assert set(re.findall(r"\]\(#([^)]+)\)", page)) <= set(marks)


@PACKS
def test_no_heading_takes_the_name_of_a_mark_that_comes_later(folder: Path) -> None:
    """GitHub makes a mark of every heading's title, and of two marks the first is found."""
    page = page_of(folder)
    places = {one[1]: one.start() for one in re.finditer(r'<a id="([^"]+)"></a>', page)}
    for one in re.finditer(r"^#+ (?:<a[^>]*></a>)?(.*)$", page, re.M):
        made = re.sub(r"[^\w -]", "", one[1].lower()).replace(" ", "-")
        assert places.get(made, 0) <= one.start() + len("###### "), one[1]


@PACKS
def test_every_part_of_a_pack_has_its_place(folder: Path) -> None:
    pack, page = load_folder(folder), page_of(folder)
    for one in pack.rules.values():
        assert section(page, one.id).count("**Remedy:**") == len(one.remedies)
        assert all(escape(example.name) in section(page, one.id) for example in one.examples)
    for name in pack.vocabulary.facts:
        assert f"`{name}`" in line(page, f"fact.{name}")
    for name in pack.findings:
        assert f"`{name}`" in line(page, f"finding.{name}")
    for code in pack.sources:
        assert line(page, f"source.{code.lower()}")


def test_a_pattern_reads_as_when_then_because() -> None:
    page = render(load_folder(TINY))
    assert section(page, "figurehead") == (
        '#### <a id="figurehead"></a>A title without means\n'
        "\n"
        "**When** all of these hold:\n"
        "\n"
        "- the finding '[The role has no power of its own](#finding.powerless)' holds\n"
        "- [Dedicated budget](#fact.dedicated_budget) is no\n"
        "\n"
        "**Then** it adds **+3** to [Authority](#driver.authority) and lifts the risk to **High** "
        "where it is lower.\n"
        "A report shows under it: [What makes others act](#authority-type), "
        "[Money set aside](#dedicated-budget).\n"
        "\n"
        "Neither power nor money stands behind the title. The leader leaves early.\n"
        "\n"
        "- **Remedy:** Ring-fence a budget for two years. (CFO, before the offer, high effort; "
        "settles it, Dedicated budget: yes)\n"
        "- **Remedy:** Name a second sponsor. (CEO, before the offer, low effort; eases it)\n"
        "\n"
        "*Rests on:* practitioner opinion (grade C). [S0](#source.s0) M. Ansell, "
        '"lack of a serious mandate"\n'
        "\n"
        "<details><summary>3 examples</summary>\n"
        "\n"
        "- neither: **fires**\n"
        "- money is enough to stop it: **silent**\n"
        "- nobody asked about money: **open**\n"
        "\n"
        "</details>\n"
        "\n"
    )


def test_a_graded_rule_tells_the_points_of_each_value(tmp_path: Path) -> None:
    page = render(load_folder(TINY))
    graded = section(page, "authority-type")
    assert (
        "**It** adds to [Authority](#driver.authority), graded by [Authority](#fact.authority_type)"
        ": none +4, influence only +2, process 0, line -2.\n"
    ) in graded
    assert r"*As a strength:* The levers are \[Authority\]." in graded
    assert "- nothing in place: **fires**, +4\n" in graded
    then = "{risk: {driver: resources, by: dedicated_budget, points: {no: 3, yes: 0}}}"
    guarded = render(make_pack(tmp_path / "pack", rule("guarded", then, "{reports_to: cmo}")))
    assert (
        "**When** [Reporting line](#fact.reports_to) is cmo, **then** it adds to "
        "[Resources](#driver.resources), graded by [Dedicated budget](#fact.dedicated_budget): "
        "no +3, yes 0."
    ) in section(guarded, "guarded")


def test_the_parts_of_a_condition_are_lists_in_lists(tmp_path: Path) -> None:
    assert section(render(load_folder(TINY)), "powerless").splitlines()[2:10] == [
        "**When** all of these hold:",
        "",
        "- [Authority](#fact.authority_type) is at most influence only",
        "- at least one of these holds:",
        "  - [Levels below the CEO](#fact.levels_below_ceo) is at least 3 levels",
        "  - [Charter](#fact.charter_elements) does not cover 2 to 3 of 3",
        "",
        "**Then** it concludes [The role has no power of its own](#finding.powerless).",
    ]
    some = "{some: {at_least: 2, of: [{reports_to: cmo}, {dedicated_budget: no}, {team_size: 5}]}}"
    more = rule("more", "{risk: {driver: resources, points: 1}}", some)
    page = render(make_pack(tmp_path / "pack", more))
    assert "**When** at least 2 of these hold:\n\n- [Reporting" in section(page, "more")


def test_rules_stand_by_driver_with_the_graded_ones_first() -> None:
    page = render(load_folder(TINY))
    rules = ["authority-type", "figurehead", "dedicated-budget", "small-team", "powerless"]
    assert re.findall(r'^#### <a id="([^"]+)">', page, re.M) == rules
    assert "2 rules:\n[What makes others act](#authority-type) · [A title" in page


def test_notes_are_shown_where_there_are_any(tmp_path: Path) -> None:
    notes = "points_because: It counts double.\nreworded: It read the team as well.\n"
    then = "{risk: {driver: resources, points: 1}}"
    page = render(make_pack(tmp_path / "pack", rule("noted", then, "{reports_to: cmo}", notes)))
    assert "*Why these points:* It counts double.\n" in section(page, "noted")
    assert "*Reworded:* It read the team as well.\n" in section(page, "noted")
    assert "Why these points" not in section(page, "figurehead")
    assert "Reworded" not in section(page, "figurehead")


def test_a_fact_tells_how_it_is_answered_by_whom_and_how_it_changes(tmp_path: Path) -> None:
    page = render(load_folder(TINY))
    assert line(page, "fact.authority_type") == (
        '| <a id="fact.authority_type"></a>**Authority**<br>`authority_type` | '
        "What will make other functions do what the leader asks? | "
        "*worst first*<br>`none`: Nothing in place<br>`influence_only`: Personal persuasion<br>"
        "`process`: Owns standards and approvals that others must follow<br>"
        "`line`: The functions report to the leader | CEO | "
        "`process`: CEO, before the search, high effort |"
    )
    assert "| 0 to 50 people in steps of 5; more is better |" in line(page, "fact.team_size")
    applies = "applies only when [Dedicated budget](#fact.dedicated_budget) is yes |"
    assert applies in line(page, "fact.team_size")
    assert "| yes or no; yes is better |" in line(page, "fact.dedicated_budget")
    assert "*in no order*" in line(page, "fact.reports_to")
    more = fact(
        "more",
        type="scale",
        levels="{low: {words: rather low, text: A}, high: B}",
        better="neither",
        direction="It depends.",
        stage="offer",
        change="no",
        candidate_question="May I see it?",
    )
    row = line(render(make_pack(tmp_path / "pack", vocabulary(more))), "fact.more")
    assert "| What is it?<br>*A candidate asks:* May I see it? |" in row
    assert "| *no direction: It depends.*<br>`low` (rather low): A<br>`high`: B |" in row
    assert row.endswith("| CEO, from the offer on | no |")


def test_drivers_tell_caps_and_how_far_their_rules_could_add_up() -> None:
    page = section(render(load_folder(TINY)), "section.drivers")
    assert (
        "| [Authority](#driver.authority) | What makes others act. | 2 | +6 / -4 | +7 / -2 |"
        in page
    )
    assert "| [Resources](#driver.resources) | Money and people. | 2 | +4 / -4 | +4 / -1 |" in page


def test_the_score_is_explained_with_the_reasons_the_pack_gives(tmp_path: Path) -> None:
    page = section(render(load_folder(TINY)), "section.score")
    assert "- **Base -3.** Chosen so that the numbers are easy to follow.\n" in page
    assert "- **Scale 0.5:** 6 points more about double the odds. Half, so that" in page
    assert "Points of a rule" not in page
    reason = changed("pack.yaml", "scale: 0.5\n", "scale: 0.5\nweights_because: By rote.\n")
    page = render(make_pack(tmp_path / "pack", reason))
    assert "- **Points of a rule.** By rote.\n" in section(page, "section.score")


def test_bands_tell_total_score_and_advice(tmp_path: Path) -> None:
    page = section(render(load_folder(TINY)), "section.bands")
    assert "| **Low** |  | 0 | Go ahead. |" in page
    assert "| **High** | 0.5 | 53 | Change the brief first. |" in page
    staged = changed(
        "pack.yaml", "advice: Go ahead.}", "advice: {search: A, offer: B, in_post: C}}"
    )
    page = section(render(make_pack(tmp_path / "pack", staged)), "section.bands")
    assert "*before the search:* A<br>*before the offer:* B<br>*in post:* C |" in page


def test_a_finding_tells_who_concludes_and_who_reads_it() -> None:
    row = line(render(load_folder(TINY)), "finding.powerless")
    assert row.endswith(
        "| [No power of its own](#powerless) | [A title without means](#figurehead) |"
    )


def test_a_pack_without_findings_has_no_empty_sections(tmp_path: Path) -> None:
    header = (TINY / "pack.yaml").read_text(encoding="utf-8").split("impossible:")[0]
    folder = copy_tiny(tmp_path / "pack", {"pack.yaml": header, "findings.yaml": "findings: {}\n"})
    for name in ("figurehead", "powerless"):
        (folder / "mandate" / f"{name}.yaml").unlink()
    page = page_of(folder)
    for absent in ("section.findings", "section.impossible", "section.no-points"):
        assert absent not in page


def test_sources_tell_kind_interest_and_how_much_rests_on_them(tmp_path: Path) -> None:
    more = (
        "  W2: {author: A, title: T, year: 2001, kind: study, address: 'https://example.org/a_b'}\n"
    )
    sources = {"sources.yaml": (TINY / "sources.yaml").read_text(encoding="utf-8") + more}
    page = render(make_pack(tmp_path / "pack", sources))
    assert "By kind: seed 1, study 1. With a vested interest: 1 of 2." in page
    assert line(page, "source.s0").endswith(
        "| M. Ansell, What is Customer Experience? | seed | the author recruits such leaders | "
        "5 rules, 6 facts |"
    )
    assert line(page, "source.w2").endswith(
        "| A, [T](https://example.org/a_b), 2001 | study |  | nothing |"
    )


def test_what_cannot_be_is_told_with_its_reason() -> None:
    page = section(render(load_folder(TINY)), "section.impossible")
    assert (
        "- Reporting line is ceo and Levels below the CEO is at least 3 levels: someone who" in page
    )


@pytest.mark.parametrize("hostile", ["<script>x</script>", "a | b", "*b*", "[x](https://x)"])
def test_text_of_a_pack_stays_text(hostile: str, tmp_path: Path) -> None:
    quoted = f'"{hostile}"'
    page = render(
        make_pack(
            tmp_path / "pack",
            changed(
                "pack.yaml",
                "Three facts, a graded rule, a pattern and a floor; for tests and "
                "for learning the format.",
                quoted,
            ),
            changed("sources.yaml", '"What is Customer Experience?"', quoted),
            changed("findings.yaml", "Nothing but persuasion makes other functions act.", quoted),
            changed(
                "money/small-team.yaml", "A team of {team_size} cannot use the budget.", quoted
            ),
            vocabulary(fact("more", title=quoted, question=quoted, ask=quoted)),
        )
    )
    assert page.count(escape(hostile)) == 7
    assert hostile not in page


@pytest.mark.parametrize(
    ("address", "written"),
    [
        ("https://example.org/a_b?c=d", "[T](https://example.org/a_b?c=d)"),
        ("https://example.org/(a)|b", "[T](https://example.org/%28a%29%7Cb)"),
        ("javascript:alert(1)", "T (javascript:alert(1))"),
        ("https://example.org/a b", "T (https://example.org/a b)"),
        ("", "T"),
    ],
)
def test_only_a_web_address_becomes_a_link(address: str, written: str) -> None:
    assert link_out("T", address) == written


def test_a_name_is_linked_where_it_stands_however_it_is_escaped_there() -> None:
    assert linked("graded by 1. A", "1. A", "x") == r"graded by [1\. A](#x)"
    assert linked("1. A is no", "1. A", "x") == r"[1\. A](#x) is no"


def test_codes_stand_in_the_order_of_their_numbers() -> None:
    codes = ["W10", "W9", "S0", "A", "W010", f"W{'9' * 5000}"]
    assert sorted(codes, key=code_order) == ["A", "S0", "W9", "W010", "W10", codes[-1]]


def test_what_the_seeds_say_stands_beside_what_carries_it() -> None:
    page = page_of(FOLDER)
    assert '## <a id="section.seeds"></a>Seeds' in page
    for item in seed_items(FOLDER, load_folder(FOLDER)):
        assert escape(item.says) in page
