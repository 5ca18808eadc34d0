"""What every chart has: its figure, its specification, its frame and its colours."""

from __future__ import annotations

from typing import Any

from mandate.advisory.document import Figure
from mandate.tuples import NamedTuple

Spec = dict[str, Any]
SCHEMA = "https://vega.github.io/schema/vega-lite/v5.json"
RISK, RELIEF, INK, GREY = "#8a2b0e", "#bcd9cc", "#1b1f24", "#5b6470"
_WIDTH = 470

SIDES = {
    "field": "side",
    "type": "nominal",
    "legend": None,
    "scale": {"domain": ["risk", "relief", "sum"], "range": [RISK, RELIEF, GREY]},
}


class Chart(NamedTuple):
    """A chart: the figure that stands for it in a document, and how to draw it."""

    figure: Figure
    spec: Spec


def base_spec(height: int, layers: list[Spec], values: list[Spec]) -> Spec:
    """Return a specification of some layers over the same values."""
    return {
        "$schema": SCHEMA,
        "width": _WIDTH,
        "height": height,
        "background": "white",
        # room for a reader whose fonts are wider than those that the library measures with
        "padding": {"left": 40, "top": 5, "right": 60, "bottom": 5},
        "data": {"values": values},
        "layer": layers,
        "config": {
            "font": "Helvetica, Arial, sans-serif",
            "view": {"stroke": None},
            "axis": {
                "labelColor": INK,
                "titleColor": INK,
                "labelFontSize": 11,
                "titleFontSize": 11,
                "titleFontWeight": "normal",
                "gridColor": "#e3e3e0",
                "labelLimit": 230,
            },
            "text": {"color": INK, "fontSize": 11},
        },
    }


def unique(titles: list[str]) -> list[str]:
    """Return titles of which no two are the same: rows of a chart go by their titles."""
    seen: dict[str, int] = {}
    found = []
    for title in titles:
        seen[title] = seen.get(title, 0) + 1
        found.append(f"{title} ({seen[title]})" if seen[title] > 1 else title)
    return found
