"""``mandate report``."""

from __future__ import annotations

import json
from pathlib import Path

import click
import pytest

from mandate.advisory import pdf, printing, rendering
from mandate.cli.report import report
from tests.helpers import FIRM, LARKMERE, ROOT, VOICES, run


@pytest.mark.parametrize(
    ("name", "start"), [("x.md", "# Larkmere"), ("x.HTML", "<!DOCTYPE html>"), ("x.json", "{\n")]
)
def test_the_name_of_the_file_tells_the_format(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, name: str, start: str
) -> None:
    done = run(capsys, "report", LARKMERE, "--date", "14 March 2026", "-o", tmp_path / name)
    assert (done.code, done.out, done.err) == (0, "", "")
    text = (tmp_path / name).read_text(encoding="utf-8")
    assert text.startswith(start)
    assert "14 March 2026" in text


def test_a_name_that_tells_none_is_refused_unless_the_format_is_said(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    done = run(capsys, "report", LARKMERE, "-o", tmp_path / "x.rtf")
    assert done.code == 2
    assert (
        "does not tell the format; expected .md, .json, .html, .pdf, .docx, or --format"
        in " ".join(done.err.split())
    )
    assert not (tmp_path / "x.rtf").exists()
    done = run(capsys, "report", LARKMERE, "-o", tmp_path / "x.rtf", "--format", "json")
    assert done.code == 0
    assert json.loads((tmp_path / "x.rtf").read_text(encoding="utf-8"))["title"]


def test_to_the_terminal_it_is_markdown(capsys: pytest.CaptureFixture[str]) -> None:
    done = run(capsys, "report", VOICES, "--for", "candidate")
    assert done.code == 0
    assert "Report for the candidate" in done.out


def test_two_cases_are_compared_each_as_the_reader_may_see_it(
    capsys: pytest.CaptureFixture[str],
) -> None:
    done = run(capsys, "report", VOICES, VOICES, "--for", "client")
    assert done.code == 0
    assert "Report for the client: comparison" in done.out
    assert "Edition for the client" in done.out
    assert run(capsys, "report", VOICES, LARKMERE, "--to", "low").code == 2


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (["--to", "none"], 2, "the pack has no band 'none'"),
        (["--for", "nobody"], 2, "the case says nothing of a reader 'nobody'"),
        (["--pack", "nothing"], 3, "nothing"),
    ],
)
def test_what_is_wrong_is_said_in_a_message(
    capsys: pytest.CaptureFixture[str], arguments: list[str], code: int, message: str
) -> None:
    done = run(capsys, "report", LARKMERE, *arguments)
    assert done.code == code
    assert message in done.err
    assert "Traceback" not in done.err
    assert done.out == ""


def test_the_formats_are_those_that_reports_can_be_made_in() -> None:
    (option,) = [one for one in report.params if one.name == "form"]
    assert isinstance(option.type, click.Choice)
    assert tuple(option.type.choices) == (*rendering.FORMS, *printing.FORMS)


@pytest.mark.parametrize(
    ("arguments", "option"),
    [
        (["--blank", "--for", "client"], "--for"),
        (["--blank", "--to", "low"], "--to"),
        (["--blank", "--static"], "--static"),
        ([LARKMERE, "--static", "-o", "x.md"], "--static"),
    ],
)
def test_an_option_that_would_say_nothing_is_refused(
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    arguments: list[str | Path],
    option: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    done = run(capsys, "report", "-o", "x.html", *arguments)
    assert done.code == 2
    assert f"Invalid value for {option}: " in done.err
    assert list(tmp_path.iterdir()) == []


def test_the_case_is_not_written_over(capsys: pytest.CaptureFixture[str]) -> None:
    done = run(capsys, "report", LARKMERE, "--format", "md", "-o", LARKMERE)
    assert done.code == 2
    assert "overwrite" in done.err


@pytest.mark.parametrize(("name", "start"), [("x.pdf", b"%PDF-1.7"), ("x.docx", b"PK")])
def test_a_report_with_pages_is_a_file(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, name: str, start: bytes
) -> None:
    brand = FIRM / "brand.yaml"
    for cases in ([VOICES], [VOICES, LARKMERE]):
        done = run(capsys, "report", *cases, "--brand", brand, "-o", tmp_path / name)
        assert (done.code, done.out, done.err) == (0, "", "")
        assert (tmp_path / name).read_bytes().startswith(start)


def test_a_template_of_ones_own_is_filled_in(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    given = "--template", FIRM / "template.docx"
    done = run(capsys, "report", VOICES, *given, "-o", tmp_path / "x.docx")
    assert (done.code, done.out, done.err) == (0, "", "")


def test_a_brand_is_in_the_page_and_its_policy_allows_the_logo_alone(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    done = run(capsys, "report", VOICES, "--brand", FIRM / "brand.yaml", "-o", tmp_path / "x.html")
    assert done.code == 0
    page = (tmp_path / "x.html").read_text(encoding="utf-8")
    assert "img-src data:; " in page
    assert page.count("<img") == page.count('src="data:image/svg+xml;base64,') == 1
    assert "--accent: #5b214f" in page
    assert "Prepared by Ashdown &amp; Vane" in page
    run(capsys, "report", VOICES, "-o", tmp_path / "x.html")
    assert "img-src" not in (tmp_path / "x.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--format", "md", "--brand", FIRM / "brand.yaml"], "a md report has no look"),
        (["--format", "pdf", "--template", FIRM / "template.docx"], "makes a docx report, not pdf"),
        (["--format", "pdf", "--brand", "nowhere.yaml"], "there is no such file"),
        (["--format", "docx", "--template", "nowhere.docx"], "there is no such file"),
        (
            [LARKMERE, "--format", "docx", "--template", FIRM / "template.docx"],
            "fills in no template",
        ),
    ],
)
def test_a_look_that_cannot_be_had_is_told(
    capsys: pytest.CaptureFixture[str], arguments: list[str | Path], message: str
) -> None:
    done = run(capsys, "report", VOICES, *arguments)
    assert done.code == 2
    assert message in " ".join(done.err.split())
    assert done.out == ""


def test_a_brand_is_not_written_over(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    brand = tmp_path / "brand.pdf"
    brand.write_text("firm: Ours", encoding="utf-8")
    done = run(capsys, "report", VOICES, "--brand", brand, "-o", brand)
    assert done.code == 2
    assert "would overwrite the brand file" in " ".join(done.err.split())
    assert brand.read_text(encoding="utf-8") == "firm: Ours"


def test_letters_that_no_font_has_are_told_on_the_standard_error(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fonts = pdf._fonts
    monkeypatch.setattr(pdf, "_fonts", lambda folder, system: fonts(folder, system=False))
    case = tmp_path / "case.yaml"
    case.write_text("title: \u9867\u5ba2\nfacts: {dedicated_budget: none}\n", encoding="utf-8")
    for cases in ([case], [case, LARKMERE]):
        done = run(capsys, "report", *cases, "-o", tmp_path / "x.pdf")
        assert (done.code, done.out) == (0, "")
        assert "warning[no-font]: no font, of ours or of this machine, has" in done.err
        assert "\u9867 (U+9867)" in done.err
    assert run(capsys, "report", case, "-o", tmp_path / "x.docx").err == ""


@pytest.mark.parametrize(
    ("form", "name"), [("pdf", "x.html"), ("md", "x.PDF"), ("json", "x.docx"), ("html", "x.md")]
)
def test_a_name_that_tells_another_format_than_the_option_is_refused(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, form: str, name: str
) -> None:
    done = run(capsys, "report", LARKMERE, "--format", form, "-o", tmp_path / name)
    assert done.code == 2
    assert f"is the name of a {name[2:].lower()} file, not of {form}" in " ".join(done.err.split())
    assert not (tmp_path / name).exists()


def test_no_candidate_is_shown_the_case_of_another(capsys: pytest.CaptureFixture[str]) -> None:
    examples = ROOT / "cases/examples"
    role = examples / "fernlea-role.yaml"
    done = run(capsys, "report", role, role, "--for", "candidate")
    assert done.code == 2
    assert "what one candidate said and is like is not for" in " ".join(done.err.split())
    other = examples / "larkmere-telecom.yaml"
    assert run(capsys, "report", role, other, "--for", "candidate").code == 0
