"""The comparison for a terminal."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from mandate import Pack, compare, what_if
from mandate.cli.output import style
from mandate.report import comparison_text
from tests.helpers import ROOT, changed, golden, make_pack
from tests.report.test_text import ANSI, wide

CASES = sorted((ROOT / "cases").glob("*/*.yaml"))
EXAMPLES = [
    ROOT / "cases" / "examples" / f"{name}.yaml"
    for name in ("larkmere-telecom", "thornwick-mutual", "two-voices")
]
WORST = {
    "title": "The worst",
    "facts": {"authority_type": "none", "levels_below_ceo": 4, "dedicated_budget": "no"},
}
BETTER = {
    "title": "A better one",
    "facts": {"authority_type": "process", "dedicated_budget": "yes", "team_size": 5},
    "respondents": {"ceo": {"charter_elements": {"scope": "yes"}}},
}
CHANGES = [
    "dedicated_budget=yes",
    "charter_elements.scope=yes",
    "levels_below_ceo=4",
    "team_size=?",
]


def rendered(tiny: Pack, tmp_path: Path) -> str:
    """Return a what-if and comparisons of two, of three and of four cases, and of two packs."""
    other = make_pack(tmp_path / "pack", changed("pack.yaml", "scale: 0.5", "scale: 0.4"))
    cases = (WORST, BETTER, {"title": "Nothing known", "facts": {}}, BETTER)
    reports = [comparison_text.render_what_if(what_if(WORST, CHANGES, tiny))]
    reports += [
        comparison_text.render(compare(*cases[:count], packs=[tiny])) for count in (2, 3, 4)
    ]
    reports.append(comparison_text.render(compare(WORST, packs=[tiny, other])))
    return "\n====\n".join(reports)


def test_the_reports_are_the_golden_ones(tiny: Pack, tmp_path: Path) -> None:
    assert rendered(tiny, tmp_path) == golden("compare-tiny.txt")


@pytest.mark.parametrize("count", [2, 3, 4, 28])
def test_no_line_is_wider_than_80_columns_nor_ends_in_spaces(count: int) -> None:
    for line in comparison_text.render(compare(*CASES[:count])).splitlines():
        assert wide(line) <= 80, line
        assert line == line.rstrip()


@pytest.mark.parametrize("place", [1, 2])
def test_the_lines_of_a_split_add_up_to_the_last(place: int) -> None:
    text = comparison_text.render(compare(EXAMPLES[0], EXAMPLES[place]))
    lines = text.split("WHY THE TOTAL CHANGES, A to B\n")[1].splitlines()
    amounts = [
        round(100 * float(line[:8]))
        for line in lines
        if re.fullmatch(r" *([+-][\d.]+|0)", line[:8]) and line[8:10] == "  "
    ]
    assert len(amounts) > comparison_text.PARTS
    assert sum(amounts[:-1]) == amounts[-1]
    assert text.index("smaller parts") < text.index("cap of")


def test_colour_adds_nothing_but_colour(tiny: Pack) -> None:
    comparison = compare(WORST, BETTER, packs=[tiny])
    plain, styled = (comparison_text.render(comparison, *one) for one in ((), (style,)))
    assert "\x1b" not in plain
    assert "\x1b" in styled
    assert ANSI.sub("", styled) == plain


def test_cases_that_do_not_differ_say_so(tiny: Pack) -> None:
    text = comparison_text.render(compare(WORST, WORST, packs=[tiny]))
    assert "FACTS THAT DIFFER (0)\nNone.\n" in text
    assert text.endswith("No rule came or went, and none adds other points.\n")


def test_a_change_to_what_is_so_already_says_so(tiny: Pack) -> None:
    text = comparison_text.render_what_if(what_if(WORST, ["dedicated_budget=no"], tiny))
    assert "* Dedicated budget: from no to no (as it is)\n" in text


def test_hostile_text_stays_text(tiny: Pack) -> None:
    hostile = {
        "title": "A \x1b[31mred\u202e case",
        "respondents": {"the \x1b[2Jceo": {"dedicated_budget": "no"}},
    }
    for text in (
        comparison_text.render(compare(hostile, WORST, hostile, WORST, packs=[tiny])),
        comparison_text.render_what_if(what_if(hostile, ["dedicated_budget=yes"], tiny)),
    ):
        assert "\x1b" not in text
        assert "\u202e" not in text
