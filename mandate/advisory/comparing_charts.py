"""The charts of a report that compares cases."""

from __future__ import annotations

from mandate.advisory.chart import GREY, INK, RISK, Chart, Spec, base_spec, unique
from mandate.advisory.document import Figure, in_parts
from mandate.advisory.range_chart import range_chart
from mandate.comparison import Comparison

_ROW = 26
_ON_A_PAGE = 12  # rows of a chart of ranges, beside which a page has room for its words
_WORDS = "The table below tells the points in figures."
# told apart without colour, by their shape
_SHAPES = ("diamond", "circle", "square", "triangle-up", "cross", "triangle-down")
_FILLS = (RISK, "#1f4e79", "#2c6e49", "#8a5a00", GREY, INK)


def comparison_charts(comparison: Comparison) -> list[Chart]:
    """Return the charts of a comparison; of ranges only where all cases are read in equal bands,
    of drivers only while there are few enough cases to tell their marks apart."""
    sides = list(zip(comparison.names, comparison.assessments, strict=True))
    found = []
    if len({tuple((one.title, one.start) for one in side.bands) for _, side in sides}) == 1:
        parts = in_parts(sides, _ON_A_PAGE)
        found += [
            _numbered(range_chart(part), number, len(parts)) if parts[1:] else range_chart(part)
            for number, part in enumerate(parts, start=1)
        ]
    if len(sides) <= len(_SHAPES) and any(side.drivers for _, side in sides):
        found.append(_drivers(comparison))
    return found


def _numbered(chart: Chart, number: int, count: int) -> Chart:
    """Return a chart as one of several that show what one could not."""
    figure = chart.figure
    caption = f"{figure.caption} ({number} of {count})"
    return chart._replace(figure=figure._replace(id=f"{figure.id}-{number}", caption=caption))


def _drivers(comparison: Comparison) -> Chart:
    """Draw the points of each driver in each case."""
    names = unique(list(comparison.names))
    titles = {one.id: one.title for side in comparison.assessments for one in side.drivers}
    rows = dict(zip(titles, unique(list(titles.values())), strict=True))
    values = [
        {"driver": rows[one.id], "case": name, "points": one.points}
        for name, side in zip(names, comparison.assessments, strict=True)
        for one in side.drivers
    ]
    y: Spec = {
        "field": "driver",
        "type": "nominal",
        "sort": None,
        "axis": {"title": None, "domain": False, "ticks": False, "grid": True, "labelPadding": 6},
    }
    x = {"field": "points", "type": "quantitative", "title": "Points, after the caps"}
    legend = {"title": None, "orient": "top", "symbolSize": 130, "labelLimit": 250}
    by_case = {"field": "case", "type": "nominal", "legend": legend}
    spans: Spec = {
        "mark": {"type": "rule", "color": GREY, "strokeWidth": 1.5},
        "encoding": {
            "y": y,
            "x": {**x, "aggregate": "min"},
            "x2": {"field": "points", "aggregate": "max"},
        },
    }
    marks: Spec = {
        "mark": {"type": "point", "filled": True, "size": 110, "opacity": 1, "stroke": "white"},
        "encoding": {
            "y": y,
            "x": x,
            "shape": {**by_case, "scale": {"domain": names, "range": _SHAPES[: len(names)]}},
            "color": {**by_case, "scale": {"domain": names, "range": _FILLS[: len(names)]}},
        },
    }
    spec = base_spec(_ROW * len(rows), [spans, marks], values)
    return Chart(Figure("drivers", "Points of each driver, case by case", _WORDS), spec)
