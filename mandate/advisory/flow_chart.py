"""The chart of how facts fed the drivers."""

from __future__ import annotations

from mandate.advisory.chart import RISK, SIDES, Chart, Spec, base_spec
from mandate.advisory.document import Figure
from mandate.advisory.flow import Flow


def flow_chart(found: Flow) -> Chart:
    """Draw from which themes the facts come that fed each driver: the wider, the more points."""
    height = 26 * max(len(found.themes), len(found.drivers))
    left = {title: _spread(place, len(found.themes)) for place, title in enumerate(found.themes)}
    right = {title: _spread(place, len(found.drivers)) for place, title in enumerate(found.drivers)}
    most = max(one.risk + one.relief for one in found.links)
    links = [
        {
            "x": 0,
            "x2": 1,
            "y": left[one.theme],
            "y2": right[one.driver],
            "weight": 1 + 9 * (one.risk + one.relief) / most,
            "side": "risk" if one.risk >= one.relief else "relief",
        }
        for one in found.links
    ]
    ends = [{"x": 0, "y": y, "words": title, "at": "left"} for title, y in left.items()]
    ends += [{"x": 1, "y": y, "words": title, "at": "right"} for title, y in right.items()]
    axis: Spec = {"axis": None, "type": "quantitative"}
    x = {"field": "x", "scale": {"domain": [-1.05, 2.05]}, **axis}
    y = {"field": "y", "scale": {"domain": [0, 1]}, **axis}
    lines = {
        "mark": {"type": "rule", "opacity": 0.75},
        "encoding": {
            "x": x,
            "x2": {"field": "x2"},
            "y": y,
            "y2": {"field": "y2"},
            "strokeWidth": {"field": "weight", "type": "quantitative", "scale": None},
            "strokeDash": {
                "field": "side",
                "type": "nominal",
                "legend": None,
                "scale": {"domain": ["risk", "relief"], "range": [[1, 0], [6, 3]]},
            },
            "color": {
                **SIDES,
                "scale": {"domain": ["risk", "relief"], "range": [RISK, "#4d7a68"]},
            },
        },
    }
    texts = [
        {
            "data": {"values": ends},
            "transform": [{"filter": {"field": "at", "equal": side}}],
            "mark": {"type": "text", "align": align, "dx": shift, "limit": 150},
            "encoding": {"x": x, "y": y, "text": {"field": "words"}},
        }
        for side, align, shift in (("left", "right", -6), ("right", "left", 6))
    ]
    told = "; ".join(
        f"{one.theme} to {one.driver}: {one.risk:+d} of risk, {-one.relief:+d} of relief"
        for one in found.links
    )
    caption = "How facts fed the drivers: risk drawn through, relief dashed; wider is more points"
    return Chart(
        Figure(
            "flow", caption, f"Points of the rules that fired, by theme of their facts. {told}."
        ),
        base_spec(height, [lines, *texts], links),
    )


def _spread(place: int, count: int) -> float:
    return 1 - (place + 0.5) / count
