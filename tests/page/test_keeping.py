"""What a reader has said in a page is kept: notes, answers that conflict, what was reset or not
downloaded."""

from __future__ import annotations

from pathlib import Path

import pytest

from mandate import Pack, assess, load_case
from mandate.errors import CaseError
from tests.page.chromium import Chromium
from tests.page.pages import SETTLED, choose, click, fill, intake_text, read, report_text, shown
from tests.page.test_face import downloaded, everything
from tests.page.test_open import opened, plain
from tests.required import needs

pytestmark = needs("chromium")
SECRET: dict[str, object] = {
    "title": "A role",
    "facts": {"authority_type": {"value": "none", "visible_to": []}, "reports_to": "cmo"},
}
LEAVING = (
    "(() => { const leaving = new Event('beforeunload', { cancelable: true });"
    "dispatchEvent(leaving); return leaving.defaultPrevented; })()"
)
IMPOSSIBLE = {"title": "A role", "facts": {"reports_to": "cmo", "levels_below_ceo": 4}}
RESET = ".deeds button:nth-of-type(2)"


def test_a_flipped_answer_stays_with_those_who_could_see_it(
    browser: Chromium, tmp_path: Path, tiny: Pack
) -> None:
    page = shown(browser, tmp_path, report_text(SECRET, tiny))
    everything(page)
    choose(page, "authority_type", "line")
    data = plain(downloaded(page, tmp_path))
    assert data["respondents"]["reader_of_the_page"]["authority_type"] == {
        "value": "line",
        "visible_to": [],
    }
    page.close()


def test_a_note_on_an_answer_that_stays_is_in_the_file(
    browser: Chromium, tmp_path: Path, tiny: Pack
) -> None:
    page = shown(browser, tmp_path, report_text(SECRET, tiny))
    everything(page)
    fill(page, "note-authority_type", "they hesitated")
    assert read(page, ".differences summary") == "1 note"
    assert page.value(LEAVING)
    path = downloaded(page, tmp_path)
    assert ", 1 note." in path.read_text(encoding="utf-8").split("\n")[0]
    assert plain(path)["facts"]["authority_type"] == {
        "value": "none",
        "visible_to": [],
        "note": "they hesitated",
    }
    page.click(".differences li button")
    assert read(page, ".differences") == ""
    assert page.value("document.querySelector('[name=note-authority_type]').value") == ""
    page.close()


def test_what_is_open_has_no_place_for_a_note_and_says_why(
    browser: Chromium, tmp_path: Path, tiny: Pack
) -> None:
    page = shown(browser, tmp_path, intake_text(tiny))
    everything(page)
    field = "document.querySelector('[name=note-authority_type]')"
    lacking = '[data-fact="authority_type"] .lacking'
    assert page.value(f"{field}.disabled")
    assert "A note goes with an answer" in read(page, lacking)
    choose(page, "authority_type", "not_known")
    assert not page.value(f"{field}.disabled")
    assert read(page, lacking) == ""
    fill(page, "note-authority_type", "on leave")
    assert plain(downloaded(page, tmp_path))["facts"]["authority_type"]["note"] == "on leave"
    page.close()


def test_answers_that_cannot_be_together_are_saved_with_a_word_on_it(
    browser: Chromium, tmp_path: Path, tiny: Pack
) -> None:
    page = shown(browser, tmp_path, report_text(IMPOSSIBLE, tiny))
    everything(page)
    assert read(page, ".warning") == ""
    page.click('[data-fact="reports_to"] input[value="ceo"]')
    assert "its answers cannot be together" in read(page, ".warning")
    path = downloaded(page, tmp_path)
    head = [one for one in path.read_text(encoding="utf-8").split("\n") if one.startswith("#")]
    assert head[1].startswith("# THESE ANSWERS CANNOT BE TOGETHER")
    assert "stands one level below" in head[2]
    with pytest.raises(CaseError, match="one level below"):
        assess(load_case(path), tiny)
    click(page, '[data-fact="reports_to"] input[value="cmo"]')
    assert read(page, ".warning") == ""
    page.close()


def test_a_reset_of_everything_can_be_taken_back_until_something_else_is_said(
    browser: Chromium, tmp_path: Path, blank: str
) -> None:
    page = shown(browser, tmp_path, blank)
    page.click(".fact input")
    fill(page, "title", "Acme")
    page.wait(SETTLED)
    before = read(page, ".now")
    click(page, RESET)
    assert "Not rated" in read(page, ".now")
    assert read(page, RESET) == "Undo the reset"
    assert not page.value(LEAVING)
    click(page, RESET)
    assert read(page, ".now") == before
    assert page.value("document.querySelector('[name=title]').value") == "Acme"
    assert read(page, RESET) == "Reset all"
    assert page.value(LEAVING)
    page.click(RESET)
    fill(page, "role", "Head of service")
    assert read(page, RESET) == "Reset all"
    page.close()


def test_nobody_leaves_with_what_is_in_no_file_without_a_question(
    browser: Chromium, tmp_path: Path, blank: str, voices: str
) -> None:
    page = shown(browser, tmp_path, blank)
    assert not page.value(LEAVING)
    fill(page, "title", "Acme")
    assert page.value(LEAVING)
    path = downloaded(page, tmp_path)
    assert not page.value(LEAVING)
    page.close()
    page = shown(browser, tmp_path, voices)
    assert not page.value(LEAVING)
    click(page, ".fact input:not(:checked)")
    assert page.value(LEAVING)
    opened(page, path)
    assert page.value(LEAVING)  # the answers in the report are still in no file
    page.close()
