"""The colours that mean something are the same in every format."""

from __future__ import annotations

import re
from pathlib import Path

import mandate
from mandate.advisory.brand import GROUNDS
from mandate.advisory.document import shade
from mandate.advisory.palette import SHADES, SOFT, VERDICTS
from mandate.advisory.value import VERDICTS as IDS
from tests.advisory.test_charts import TEXT, contrast

ADVISORY = Path(mandate.__file__).parent / "advisory"
NAMES = {"white": "#ffffff", "#fff": "#ffffff", "black": "#000000", "#000": "#000000"}


def test_every_verdict_has_a_colour_that_can_be_read() -> None:
    assert tuple(VERDICTS) == IDS
    assert all(contrast(one, "#ffffff") >= TEXT for one in VERDICTS.values())
    assert all(contrast(fill, ink) >= TEXT for fill, ink in SHADES)


def test_the_style_sheet_of_the_page_has_these_colours() -> None:
    sheet = (ADVISORY / "page.css").read_text(encoding="utf-8")
    sides = re.findall(r"\.verdict\.(\w+) \{ border-color: (#\w+) \}", sheet)
    assert dict(sides) == VERDICTS
    shades = re.findall(r"\.s\d \{ background: (#\w+)(?:; color: (#\w+))? \}", sheet)
    assert [(fill, NAMES[ink]) for fill, ink in shades] == list(SHADES)


def test_the_template_of_the_pdf_has_these_colours() -> None:
    template = (ADVISORY / "report.typ").read_text(encoding="utf-8")
    sides, shades = (
        template[(start := template.index(f"#let {name} = (")) : template.index("\n)\n", start)]
        for name in ("sides", "shades")
    )
    assert dict(re.findall(r'(\w+): rgb\("(#\w+)"\)', sides)) == VERDICTS
    found = re.findall(r'\(rgb\("(#\w+)"\), (\w+)\)', shades)
    assert [(fill, NAMES[ink]) for fill, ink in found] == list(SHADES)


def test_what_is_said_beside_can_be_read_on_every_ground_in_every_format() -> None:
    assert all(contrast(SOFT, ground) >= TEXT for ground in ("#ffffff", *GROUNDS.values()))
    assert f"--soft: {SOFT};" in (ADVISORY / "page.css").read_text(encoding="utf-8")
    template = (ADVISORY / "report.typ").read_text(encoding="utf-8")
    assert f'#let soft = rgb("{SOFT}")' in template


def test_levels_are_shaded_from_the_worst_to_the_best() -> None:
    assert [shade(number, 5) for number in (1, 2, 3, 4, 5)] == [0, 1, 2, 3, 4]
    assert [shade(number, 2) for number in (1, 2)] == [0, 4]
    assert [shade(number, 9) for number in range(1, 10)] == [0, 1, 1, 2, 2, 3, 3, 4, 4]
    assert shade(1, 1) == 0
