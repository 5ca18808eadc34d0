"""The chart of how facts fed the drivers: a matrix, readable where drawn links would cross."""

from __future__ import annotations

from mandate.advisory.chart import INK, Chart, Spec, base_spec
from mandate.advisory.document import Figure
from mandate.advisory.flow import Flow, Link

# from little to much; the words on the darkest are white, so that each pair has a contrast of AA
_RISK = (("#f6e3d7", INK), ("#e9b999", INK), ("#8a2b0e", "white"))
_RELIEF = ("#d5e6da", INK)
_CELL = 24
# behind the squares: in front, where a grid stands by default, it would hide their edges
_GRID = {"domain": False, "ticks": False, "grid": True, "tickBand": "extent", "zindex": 0}


def flow_chart(found: Flow) -> Chart:
    """Draw the points that the rules on the facts of each theme gave each driver."""
    most = max(one.risk + one.relief for one in found.links)
    cells = [_cell(one, most) for one in found.links]
    slanted = {"orient": "top", "labelAngle": -35, "labelAlign": "left", "labelLimit": 170}
    x: Spec = {
        "field": "driver",
        "type": "nominal",
        "sort": list(found.drivers),
        "axis": {"title": "Driver", **slanted, **_GRID},
    }
    y: Spec = {
        "field": "theme",
        "type": "nominal",
        "sort": list(found.themes),
        "axis": {"title": "Theme", **_GRID},
    }
    squares = {
        "mark": {"type": "rect", "stroke": INK, "strokeWidth": 0.6},
        "encoding": {
            "x": x,
            "y": y,
            "color": {"field": "shade", "type": "nominal", "scale": None, "legend": None},
        },
    }
    numbers = {
        "mark": {"type": "text", "fontSize": 10},
        "encoding": {
            "x": x,
            "y": y,
            "text": {"field": "words"},
            "color": {"field": "ink", "type": "nominal", "scale": None, "legend": None},
        },
    }
    told = "; ".join(
        f"{one.theme} to {one.driver}: {', '.join(_sides(one))}" for one in found.links
    )
    caption = "How facts fed the drivers: points of risk (+) and relief (-), by theme of the fact"
    words = f"Points of the rules that fired, by theme of their facts. {told}."
    spec = base_spec(_CELL * len(found.themes), [squares, numbers], cells)
    return Chart(Figure("flow", caption, words), spec)


def _sides(link: Link) -> list[str]:
    sides = [f"+{link.risk} of risk"] if link.risk else []
    return [*sides, f"-{link.relief} of relief"] if link.relief else sides


def _cell(link: Link, most: int) -> Spec:
    """Return a square that is the darker, the more points of risk it stands for."""
    place = min(len(_RISK) - 1, len(_RISK) * link.risk // max(most, 1))
    shade, ink = _RISK[place] if link.risk > link.relief else _RELIEF
    sides = (f"+{link.risk}" if link.risk else "", f"-{link.relief}" if link.relief else "")
    return {
        "theme": link.theme,
        "driver": link.driver,
        "words": " ".join(filter(None, sides)),
        "shade": shade,
        "ink": ink,
    }
