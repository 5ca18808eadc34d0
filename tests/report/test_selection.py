"""What a report shows, and under what."""

from __future__ import annotations

from pathlib import Path

from mandate import Assessment
from mandate.report import markdown, selection, text
from tests.helpers import assess_tiny, make_pack, rule

WORKSHOP = "remedies: [{text: Hold a workshop., owner: CEO, effort: low, when: day_30}]\n"
BOTH = (
    "remedies:\n  - {text: Hold a workshop., owner: CEO, effort: low, when: day_30}\n"
    "  - {text: Write it down., owner: CFO, effort: low, when: day_30}\n"
)


def advised(folder: Path) -> Assessment:
    """Return the assessment of a case on which three rules advise, two of them the same."""
    pack = make_pack(
        folder / "pack",
        rule("heavy", "{risk: {driver: authority, points: 5}}", "{reports_to: ceo}", WORKSHOP),
        rule("light", "{risk: {driver: authority, points: 1}}", "{reports_to: ceo}", BOTH),
    )
    return assess_tiny(pack, reports_to="ceo")


def test_a_remedy_for_several_is_told_once_where_it_does_most(tmp_path: Path) -> None:
    advice = selection.advice(advised(tmp_path))
    heavy, light = advice["heavy"], advice["light"]
    assert [one.text for one in heavy.remedies] == ["Hold a workshop."]
    assert heavy.told_under == ()
    assert [one.text for one in light.remedies] == ["Write it down."]
    assert light.told_under == ("About heavy",)


def test_every_format_points_to_where_a_remedy_was_told(tmp_path: Path) -> None:
    assessment = advised(tmp_path)
    for report in (text.render(assessment), markdown.render(assessment)):
        assert report.count("Hold a workshop.") == 1
        assert "And what is told above under: About heavy." in report
