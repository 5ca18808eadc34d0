"""Drawing charts as SVG: the one module that imports vl-convert."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from mandate.advisory.chart import Chart, Spec
from mandate.errors import visible

try:
    import vl_convert
except ImportError:  # it comes with an extra of its own; a report without it tells charts in words
    vl_convert = None

_ID = re.compile(r'(\bid="|url\(#|href="#)([A-Za-z0-9_-]+)')
_LONGEST = 80
_PRINT_FONT = "Roboto"
_FONTS = Path(__file__).with_name("fonts")
_SCALE = 3.0  # some 300 dots an inch where a chart is as wide as the text of a page


def drawings(charts: Iterable[Chart]) -> dict[str, str]:
    """Return the SVG of each chart by its id; nothing where the library is not installed.

    The pictures ask for nothing from elsewhere, and no two in a page share an id.
    """
    if vl_convert is None:
        return {}
    return {one.figure.id: _drawn(one) for one in charts}


def print_drawings(charts: Iterable[Chart]) -> dict[str, str]:
    """Return what ``drawings`` does, for paper: in the font that comes with us, which looks and
    measures the same everywhere, and so without room to spare."""
    if vl_convert is not None:
        vl_convert.register_font_directory(str(_FONTS))
    return drawings(one._replace(spec=_for_print(one.spec)) for one in charts)


def _for_print(spec: Spec) -> Spec:
    config = {**spec["config"], "font": _PRINT_FONT}
    return {**spec, "padding": 4, "config": config}


def pictures(drawings: Mapping[str, str]) -> dict[str, bytes]:
    """Return drawings of ``print_drawings`` as PNG, some 300 dots an inch on a page."""
    return {name: picture(svg, _SCALE) for name, svg in drawings.items()}


def picture(svg: str, scale: float) -> bytes:
    """Return an SVG as PNG, which asks for nothing from elsewhere and is set in our font.

    Raises ValueError where it cannot be drawn, or the library is not installed.
    """
    if vl_convert is None:
        raise ValueError("the library that draws is not installed")
    vl_convert.register_font_directory(str(_FONTS))
    try:
        drawn: bytes = vl_convert.svg_to_png(svg, scale=scale)
    except RuntimeError:
        raise ValueError("the library that draws cannot draw this") from None
    return drawn


def _drawn(chart: Chart) -> str:
    spec = json.dumps(_plain(chart.spec))
    svg: str = vl_convert.vegalite_to_svg(spec, allowed_base_urls=[])
    return _ID.sub(rf"\1{chart.figure.id}-\2", svg)


def _plain(value: Any) -> Any:
    """Return a specification whose texts are visible, on one line and of a bearable length."""
    if isinstance(value, dict):
        return {key: _plain(one) for key, one in value.items()}
    if isinstance(value, list):
        return [_plain(one) for one in value]
    if isinstance(value, str):
        line = " ".join(visible(value).split())
        return line if len(line) <= _LONGEST else f"{line[: _LONGEST - 3]}..."
    return value
