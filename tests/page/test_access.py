"""A page is of use on a phone, with a keyboard, to a screen reader, and without motion."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from mandate import Pack
from tests.page.chromium import Chromium, Page
from tests.page.pages import read, report_text, shown
from tests.page.test_face import WATCHING, everything, widths
from tests.page.test_keeping import IMPOSSIBLE
from tests.required import needs

pytestmark = needs("chromium")
COVERED = """(() => {
  const element = document.activeElement;
  const box = element.getBoundingClientRect();
  const now = document.querySelector(".now").getBoundingClientRect();
  const isUnder = box.top < now.bottom - 1 && box.bottom > now.top && !element.closest(".now");
  return isUnder && getComputedStyle(document.querySelector(".now")).position === "sticky"
    ? [element.tagName, element.name, box.top, now.bottom].join(" ") : "";
})()"""


def conflicting(browser: Chromium, folder: Path, tiny: Pack, **view: Any) -> Page:
    """Return a page with answers that cannot be together."""
    page = shown(browser, folder, report_text(IMPOSSIBLE, tiny), **view)
    everything(page)
    page.click('[data-fact="reports_to"] input[value="ceo"]')
    page.wait("document.querySelector('.warning').textContent")
    return page


def test_on_a_phone_a_conflict_is_told_where_the_rating_stays_in_sight(
    browser: Chromium, tmp_path: Path, tiny: Pack
) -> None:
    page = conflicting(browser, tmp_path, tiny, width=360, height=740, phone=True)
    assert read(page, ".conflict").startswith("These answers cannot be together. ")
    box = page.value(
        "(() => { const { top, bottom } = document.querySelector('.conflict')"
        ".getBoundingClientRect(); return [top, bottom]; })()"
    )
    assert 0 <= box[0] < box[1] <= 740
    assert "before these answers" in read(page, ".now")
    styles = "getComputedStyle(document.querySelector('.now'))"
    assert page.value(f"[{styles}.opacity, {styles}.backgroundColor, {styles}.position]") == [
        *("1", "rgb(255, 255, 255)", "sticky"),
    ]
    page.value(WATCHING)
    assert page.value("watching.faint('#try')") == []
    assert widths(page) == [360, 360]
    page.click(".conflict button")
    assert page.value("document.activeElement.className") == "fault"
    page.close()


def test_with_room_for_it_a_conflict_is_told_once(
    browser: Chromium, tmp_path: Path, tiny: Pack
) -> None:
    page = conflicting(browser, tmp_path, tiny)
    assert not page.value("document.querySelector('.conflict').checkVisibility()")
    page.value(WATCHING)
    assert page.value("watching.faint('#try')") == []
    page.close()


@pytest.mark.parametrize(("width", "height"), [(360, 640), (640, 360), (320, 256)])
def test_what_has_the_focus_is_not_under_the_rating(
    browser: Chromium, tmp_path: Path, voices: str, width: int, height: int
) -> None:
    page = shown(browser, tmp_path, voices, width=width, height=height)
    page.value("document.documentElement.style.scrollBehavior = 'auto'")
    page.value("document.querySelector('.orders input').focus()")
    page.press("Tab", 30)
    for _ in range(30):
        page.press("Tab", shift=True)
        assert page.value(COVERED) == ""
    page.close()


def test_nothing_scrolls_smoothly_for_whoever_wants_no_motion(
    browser: Chromium, tmp_path: Path, voices: str
) -> None:
    page = shown(browser, tmp_path, voices)
    scrolling = "getComputedStyle(document.documentElement).scrollBehavior"
    for wish, wanted in (("no-preference", "smooth"), ("reduce", "auto")):
        features = [{"name": "prefers-reduced-motion", "value": wish}]
        page.do("Emulation.setEmulatedMedia", features=features)
        assert page.value(scrolling) == wanted
    page.close()


def test_what_anchors_an_answer_describes_it_and_is_no_part_of_its_name(
    browser: Chromium, tmp_path: Path, voices: str
) -> None:
    page = shown(browser, tmp_path, voices)
    everything(page)
    nodes = page.do("Accessibility.getFullAXTree")["nodes"]
    radios = [one for one in nodes if one.get("role", {}).get("value") == "radio"]
    told = {
        one["name"]["value"]: one.get("description", {}).get("value", "")
        for one in radios
        if not one["ignored"]
    }
    assert told["Open"] == "Nobody has been asked"
    assert told["Not known"] == "Asked, and could not say"
    pairs = page.value(
        "[...document.querySelectorAll('.choices label')]"
        ".filter((one) => one.querySelector('small'))"
        ".map((one) => ['span span', 'small']"
        ".map((part) => one.querySelector(part).textContent))"
    )
    assert len(pairs) > 100
    for words, anchor in pairs:
        assert words in told or words[:1].upper() + words[1:] in told
        assert anchor in {one["description"]["value"] for one in radios if "description" in one}
    ids = page.value("[...document.querySelectorAll('[id]')].map((one) => one.id)")
    assert len(ids) == len(set(ids))
    page.close()
