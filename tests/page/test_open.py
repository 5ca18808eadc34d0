"""A case that was saved is opened in the page again: to go on where somebody stopped."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from mandate import assess, load_case
from mandate.source import to_plain
from tests.helpers import EXAMPLES, LARKMERE, VOICES
from tests.page.chromium import Chromium, Page
from tests.page.pages import SETTLED, choose, click, intake_text, read, score, shown
from tests.page.test_face import WATCHING, downloaded, everything, widths
from tests.promises.generated import pack_named
from tests.required import needs

pytestmark = needs("chromium")
FILE = "input[type=file]"
FAULT = ".opening [role=alert]"
BEGUN = """
title: "Acme: head of service"
pack: cx-leader
organisation: Acme
respondents:
  ceo:
    ambition: improve
    charter_elements: {success_criteria: yes, what_the_team_does: no}
"""


def plain(path: Path) -> Any:
    """Return what the reader of record finds in a case file."""
    return to_plain(load_case(path).document)


def opened(page: Page, path: Path) -> Page:
    """Open a case file in a page, and wait until it says so."""
    page.choose_file(FILE, path)
    name = json.dumps(f"Opened {path.name}")
    page.wait(f"document.querySelector('.opened').textContent.startsWith({name})", 10)
    page.wait(SETTLED)
    page.value("scrollTo({top: 0, behavior: 'instant'})")  # which ends the way to the heading
    return page


def refused(page: Page, folder: Path, text: str | bytes) -> str:
    """Try to open a file with this text, and return what the page says of it."""
    path = folder / "saved.yaml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    page.value(f"document.querySelector('{FAULT}').replaceChildren()")
    page.choose_file(FILE, path)
    page.wait(f"document.querySelector('{FAULT}').textContent", 10)
    return read(page, FAULT)


def state(page: Page) -> list[Any]:
    """Return all that a page shows and holds of its case."""
    found: list[Any] = page.value(
        "[...document.querySelectorAll('.now, .told, .differences, .why, .opened, .questions')]"
        ".map((one) => one.textContent).concat([...document.querySelectorAll('#try input')]"
        ".map((one) => `${one.value} ${one.checked}`))"
    )
    return found


def roles(page: Page) -> set[str]:
    """Return what a screen reader finds in a page."""
    nodes = page.do("Accessibility.getFullAXTree")["nodes"]
    return {one["role"]["value"] for one in nodes if not one["ignored"]}


def write(folder: Path, text: str, name: str = "begun.yaml") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize("case", [LARKMERE, VOICES, *sorted(EXAMPLES.glob("fernlea*.yaml"))])
def test_a_case_that_is_opened_is_rated_and_handed_out_as_it_was(
    browser: Chromium, tmp_path: Path, blank: str, case: Path
) -> None:
    page = opened(shown(browser, tmp_path, blank), case)
    wanted = assess(case)
    assert f"{wanted.score} of 100" in read(page, ".now")
    assert plain(downloaded(page, tmp_path)) == plain(case)
    page.close()


def test_who_answers_goes_on_the_next_day_and_nothing_is_lost(
    browser: Chromium, tmp_path: Path, blank: str
) -> None:
    (tmp_path / "day").mkdir()
    page = opened(shown(browser, tmp_path, blank), write(tmp_path, BEGUN))
    assert page.value("document.querySelector('[name=organisation]').value") == "Acme"
    assert page.value("document.querySelector('[name=who]').value") == "ceo"
    everything(page)
    choose(page, "dedicated_budget", "none")
    click(page, '[data-fact="charter_elements"] fieldset:nth-of-type(3) input[value="yes"]')
    assert "2 answers other than in the file" in read(page, ".differences")
    first = downloaded(page, tmp_path / "day")
    data = plain(first)["respondents"]["ceo"]
    (_, third) = data["charter_elements"].keys() - {"success_criteria"}
    assert len(data["charter_elements"]) == 3
    assert third
    assert (data["ambition"], data["dedicated_budget"]) == ("improve", "none")
    shows = score(page)
    page.go("about:blank#")
    page = opened(shown(browser, tmp_path, blank), first)
    assert score(page) == shows == assess(first).score
    assert plain(downloaded(page, tmp_path)) == plain(first)
    page.close()


def test_all_that_stands_in_a_case_is_kept_when_an_answer_is_changed(
    browser: Chromium, tmp_path: Path, blank: str
) -> None:
    case = """
title: A role
id: a-role
kind: worked_example
stage: offer
adjacent_role: yes
summary: {text: 'Told: in "confidence"', visible_to: []}
sources: [{id: talk, title: A talk, address: "https://example.org/?a=1&b", visible_to: [client]}]
outcome: {what: unclear, months: 12, because: Nobody said., confidence: low}
expect: {band: low, because: Why not.}
editions: {visible_to: [], attribution: no, respondents: {ceo: {attribution: yes}}}
set_aside: [{rule: blind-date, by: J. Hart, reason: "We met them: twice"}]
merged: {role: [one, ""], summary: [{text: two, visible_to: []}]}
facts:
  ambition: {value: improve, source: talk, phrase: a - b, known: later, visible_to: []}
respondents:
  ceo: {reports_to: {one_of: [ceo, cmo]}}
  hr: {ambition: [{value: fix_basics, date: 2026-01-10}, {value: improve, date: 2026-02}]}
  chair: {}
"""
    path = write(tmp_path, case)
    page = opened(shown(browser, tmp_path, blank), path)
    everything(page)
    page.value("document.querySelector('[name=who]').value = 'cfo'")
    choose(page, "reports_to", "ceo")
    wanted = plain(path)
    wanted["respondents"]["ceo"] = {}
    wanted["respondents"]["cfo"] = {"reports_to": "ceo"}
    found = downloaded(page, tmp_path)
    assert plain(found) == wanted
    assert assess(found).score == score(page)
    page.close()


FAULTS: dict[str | bytes, str] = {
    "": "the file is empty",
    "- a\n- b\n": "expected 'key: value' lines, found a list (line 1)",
    "just words": "expected 'key: value' lines, found 'just words' (line 1)",
    "title: [": "the file cannot be read as YAML: ",
    "title: a\nfacts:\n\tambition: improve\n": "YAML is indented with spaces",
    "title: a\ntitle: b\n": "'title' stands twice; first in line 1 (line 2)",
    "title: &a b\nrole: *a\n": "anchors are not allowed",
    "title: *a\n": "aliases are not allowed",
    "title: !!python/object:os.system a\n": "tags are not allowed",
    "title: a\n---\ntitle: b\n": "several documents",
    "title: a\x07b\n": "a character that no YAML may hold (line 1)",
    "a: " + "[" * 60 + "]" * 60: "nesting",
    b"title: caf\xe9\n": "no text in UTF-8",
    b"title: " + b"a" * 1_048_576: "larger than 1024 KiB",
    "facts: {ambition: improve}\n": "a case needs 'title' (line 1)",
    "title: a\nfacs: {}\n": "a case has no key 'facs' (line 2)",
    "title: a\npack: acme\n": "for the pack 'acme'; this page is for 'cx-leader' (line 2)",
    "title: a\nfacts: {ambitoin: improve}\n": "the pack has no fact 'ambitoin' (line 2)",
    "title: a\nfacts:\n  ambition: huge\n": "'huge' is not a value of ambition (line 3)",
    "title: a\nfacts: {ambition: {value: improve, source: x}}\n": "'x', which is not listed",
    "title: a\nset_aside: [{rule: x, by: b, reason: c}]\n": "the pack has no rule 'x'",
    "title: a\nstage: done\n": "'done' is none of search, offer, in_post (line 2)",
    "title: a\nrespondents:\n  ceo: [a]\n": "expected the answers of 'ceo', found a list (line 3)",
}


def test_what_cannot_be_opened_is_told_in_a_sentence_and_the_page_stays(
    browser: Chromium, tmp_path: Path, blank: str
) -> None:
    page = opened(shown(browser, tmp_path, blank), write(tmp_path, BEGUN))
    click(page, ".fact input:not(:checked)")
    before = state(page)
    for text, sentence in FAULTS.items():
        told = refused(page, tmp_path, text)
        assert told.startswith("saved.yaml was not opened: "), text
        assert sentence in told, text
        assert told.endswith("The page is as it was."), text
        assert state(page) == before, text
    assert page.value("document.activeElement.textContent") == "Open a saved case (YAML)"
    assert page.events("Runtime.exceptionThrown") == []
    page.close()


def test_a_case_of_another_pack_is_refused_by_name_and_a_path_to_this_one_is_not(
    browser: Chromium, tmp_path: Path
) -> None:
    page = shown(browser, tmp_path, intake_text(pack_named("tiny")))
    told = refused(page, tmp_path, "title: a\n")
    assert "names no pack, and so is for 'cx-leader'; this page is for 'tiny'" in told
    for written in ("tiny", "../packs/tiny", "C:\\packs\\tiny\\"):
        opened(page, write(tmp_path, f"title: a\npack: '{written}'\n", f"{len(written)}.yaml"))
        assert read(page, FAULT) == ""
    page.close()


def test_answers_that_are_in_no_file_are_not_lost_without_a_word(
    browser: Chromium, tmp_path: Path, blank: str
) -> None:
    page = shown(browser, tmp_path, blank)
    click(page, ".fact input")
    before, path = state(page), write(tmp_path, BEGUN)
    page.choose_file(FILE, path)
    assert page.answer(yes=False).startswith("Answers given here have not been downloaded.")
    page.wait(f"document.querySelector('{FAULT}').textContent", 10)
    assert "have to be downloaded first" in read(page, FAULT)
    assert state(page) == before
    page.choose_file(FILE, path)
    page.answer(yes=True)
    page.wait("document.querySelector('.opened').textContent", 10)
    assert read(page, ".differences") == ""
    page.click(".fact input:not(:checked)")
    downloaded(page, tmp_path)
    opened(page, write(tmp_path, BEGUN, "again.yaml"))  # what was downloaded is not asked about
    page.close()


def test_in_a_report_a_case_is_opened_beside_that_of_the_report(
    browser: Chromium, tmp_path: Path, larkmere: str
) -> None:
    page = shown(browser, tmp_path, larkmere)
    choose(page, "ambition", "improve")
    changed, path = score(page), write(tmp_path, BEGUN)
    opened(page, path)  # without a question: the answers in the report stay
    assert score(page) == assess(path).score
    assert "the report" not in read(page, ".now")
    click(page, ".deeds button:nth-of-type(3)")
    assert score(page) == changed
    assert read(page, ".opened") == ""
    assert read(page, ".deeds button:nth-of-type(3)") == "Back to the case that was opened"
    click(page, ".deeds button:nth-of-type(3)")
    assert score(page) == assess(path).score
    page.close()


def test_answers_that_cannot_be_together_are_opened_to_be_mended(
    browser: Chromium, tmp_path: Path
) -> None:
    """The page saves them, so it has to take them back."""
    case = "title: a\npack: tiny\nfacts: {reports_to: ceo, levels_below_ceo: 4}\n"
    page = shown(browser, tmp_path, intake_text(pack_named("tiny")))
    page.choose_file(FILE, write(tmp_path, case))
    page.wait("document.querySelector('.opened').textContent", 10)
    told = read(page, ".result [role=alert]")
    assert "These answers cannot be together. Change one to see a rating." in told
    assert not page.value("document.querySelector('.now').checkVisibility()")
    everything(page)
    choose(page, "reports_to", "cmo")
    assert page.value("document.querySelector('.now').checkVisibility()")
    assert assess(downloaded(page, tmp_path), pack_named("tiny")).score == score(page)
    page.close()


def test_it_is_opened_by_keyboard_told_to_a_screen_reader_and_fits_a_phone(
    browser: Chromium, tmp_path: Path, blank: str
) -> None:
    page = shown(browser, tmp_path, blank, width=360, height=740, phone=True)
    page.do("Page.setInterceptFileChooserDialog", enabled=True)
    page.value("document.querySelector('.opening button').focus()")
    page.press("Enter")
    page.wait("true")
    assert page.events("Page.fileChooserOpened")[-1]["mode"] == "selectSingle"
    above = "document.querySelector('.opening').getBoundingClientRect().bottom <= "
    assert page.value(above + "document.querySelector('.left').getBoundingClientRect().top")
    opened(page, write(tmp_path, BEGUN, f"{'w' * 200}.yaml"))
    assert page.value("document.activeElement.id") == "try-title"
    assert "status" in roles(page)
    refused(page, tmp_path, "x" * 300)
    assert "alert" in roles(page)
    assert widths(page) == [360, 360]
    page.value(WATCHING)
    assert page.value("watching.faint('#try')") == []
    page.close()
