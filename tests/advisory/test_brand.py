"""Brand files: what they say, and what is refused, all at once and at its place."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from mandate.advisory.brand import ACCENT, GROUNDS, PLAIN, contrast, read_brand
from mandate.errors import LayoutError, shortened
from tests.helpers import FIRM, ROOT


def written(folder: Path, text: str) -> Path:
    path = folder / "brand.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_the_example_is_read() -> None:
    brand = read_brand(FIRM / "brand.yaml")
    assert brand.firm == "Ashdown & Vane (invented)"
    assert (brand.accent, brand.ink) == ("#5b214f", "#221d26")
    assert brand.logo
    assert brand.logo.kind == "svg"
    assert brand.disclaimer.startswith("Prepared by Ashdown & Vane")


def test_what_is_left_out_is_as_it_is_without_a_brand(tmp_path: Path) -> None:
    brand = read_brand(written(tmp_path, "firm: Ours\n"))
    assert brand._replace(firm="") == PLAIN
    assert brand.accent == ACCENT


def test_all_that_is_wrong_is_told_at_once_where_it_stands(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        "frim: Ours\n"
        "logo: nowhere.png\n"
        "colours:\n"
        "  accent: '#ffdd00'\n"
        "  txt: '#000000'\n"
        "  text: blue\n"
        "fonts:\n"
        "  text: 'x; } body { color: red'\n"
        "  folder: none\n",
    )
    with pytest.raises(LayoutError) as caught:
        read_brand(path)
    assert (
        str(caught.value).replace(str(path), "brand.yaml")
        == """\
brand.yaml:1:1: error[unknown-key]: a brand file has no key 'frim'
    1 | frim: Ours
      | ^^^^ did you mean 'firm'?
brand.yaml:2:7: error[missing-file]: there is no file 'nowhere.png' beside this one
    2 | logo: nowhere.png
      |       ^^^^^^^^^^^ check the path
brand.yaml:4:11: error[contrast]: #ffdd00 is too pale: its contrast on #f5f5f2 is 1.23 to 1
    4 |   accent: '#ffdd00'
      |           ^ expected 4.5 to 1 or more (WCAG AA); take a darker one
brand.yaml:5:3: error[unknown-key]: the part 'colours' has no key 'txt'
    5 |   txt: '#000000'
      |   ^^^ did you mean 'text'?
brand.yaml:6:9: error[colour]: 'blue' is not a colour
    6 |   text: blue
      |         ^^^^ expected six hexadecimal digits, in quotes: '#1f4e79'
brand.yaml:8:9: error[font]: 'x; } body { color: red' is not the name of a family of fonts
    8 |   text: 'x; } body { color: red'
      |         ^ expected letters, digits and spaces
brand.yaml:9:11: error[missing-folder]: there is no folder 'none' beside this file
    9 |   folder: none
      |           ^^^^ check the path"""
    )
    assert caught.value.exit_code == 2


@pytest.mark.parametrize("text", ["[a]", "", "colours: red", "firm: [a]", "fonts: {folder: {}}"])
def test_what_is_no_brand_is_refused_without_a_traceback(tmp_path: Path, text: str) -> None:
    with pytest.raises(LayoutError):
        read_brand(written(tmp_path, text))


@pytest.fixture
def outside(tmp_path: Path) -> Path:
    """Return a folder with a logo and fonts, beside that of the brand file, which links to it."""
    folder = tmp_path / "elsewhere"
    (folder / "fonts").mkdir(parents=True)
    (folder / "logo.svg").write_bytes((FIRM / "logo.svg").read_bytes())
    (folder / "fonts" / "face.ttf").write_bytes(b"x")
    home = tmp_path / "brand"
    (home / "fonts").mkdir(parents=True)
    (home / "link.svg").symlink_to(folder / "logo.svg")
    (home / "link").symlink_to(folder / "fonts")
    (home / "fonts" / "face.ttf").symlink_to(folder / "fonts" / "face.ttf")
    return folder


@pytest.mark.parametrize(
    ("line", "shown"),
    [
        ("logo: ../elsewhere/logo.svg", "../elsewhere/logo.svg"),
        ("logo: fonts/../../elsewhere/logo.svg", "fonts/../../elsewhere/logo.svg"),
        ("logo: {outside}/logo.svg", "{outside}/logo.svg"),
        ("logo: ../elsewhere/none.svg", "../elsewhere/none.svg"),
        ("logo: link.svg", "link.svg"),
        ("fonts: {{folder: ../elsewhere/fonts}}", "../elsewhere/fonts"),
        ("fonts: {{folder: '{outside}/fonts'}}", "{outside}/fonts"),
        ("fonts: {{folder: ..}}", ".."),
        ("fonts: {{folder: link}}", "link"),
        ("fonts: {{folder: fonts}}", "fonts/face.ttf"),
    ],
)
def test_a_file_outside_the_folder_of_the_brand_file_is_refused(
    outside: Path, line: str, shown: str
) -> None:
    path = written(outside.parent / "brand", line.format(outside=outside) + "\n")
    with pytest.raises(LayoutError) as caught:
        read_brand(path)
    (fault,) = caught.value.faults
    shown = shortened(shown.format(outside=outside))
    assert (fault.code, fault.hint) == ("outside", "copy it beside this file")
    assert fault.message == f"'{shown}' is outside the folder of this file"
    assert fault.location.line == 1


def test_a_file_in_the_folder_of_the_brand_file_may_be_named_in_full(tmp_path: Path) -> None:
    (tmp_path / "fonts").mkdir()
    (tmp_path / "fonts" / "logo.svg").write_bytes((FIRM / "logo.svg").read_bytes())
    (tmp_path / "link.svg").symlink_to("fonts/logo.svg")
    text = f"logo: link.svg\nfonts: {{folder: '{tmp_path}/fonts/../fonts'}}\n"
    brand = read_brand(written(tmp_path, text))
    assert brand.logo
    assert brand.fonts


@pytest.mark.parametrize("text", ['logo: "a\\0b"', 'fonts: {folder: "a\\0b"}'])
def test_a_name_that_no_file_can_have_is_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(LayoutError):
        read_brand(written(tmp_path, text))


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(LayoutError, match="there is no such file"):
        read_brand(tmp_path / "none.yaml")


@pytest.mark.parametrize(
    ("colour", "ratio"), [("#000000", 21.0), ("#ffffff", 1.0), ("#767676", 4.54), ("#0000ff", 8.59)]
)
def test_contrast_is_that_of_the_guidelines(colour: str, ratio: float) -> None:
    assert contrast(colour) == pytest.approx(ratio, abs=0.01)


@pytest.mark.parametrize(
    ("key", "colour", "told"),
    [
        ("accent", "#777777", "contrast on #f5f5f2 is 4.09 to 1"),
        ("accent", "#717171", "contrast on #f5f5f2 is 4.46 to 1"),
        ("text", "#707070", "contrast on #e8eef4 is 4.23 to 1"),
    ],
)
def test_a_colour_has_to_be_read_on_the_darkest_ground_it_stands_on(
    tmp_path: Path, key: str, colour: str, told: str
) -> None:
    path = written(tmp_path, f"colours: {{{key}: '{colour}'}}\n")
    with pytest.raises(LayoutError, match=told):
        read_brand(path)


def test_the_grounds_are_those_of_the_page() -> None:
    sheets = [ROOT / "mandate" / "advisory" / "page.css", ROOT / "mandate/page/face/face.css"]
    page, face = (one.read_text(encoding="utf-8") for one in sheets)
    assert f"--pale: {GROUNDS['accent']}" in page
    grounds = re.findall(r"(?<!\w)label[^{}]*\{ background: (#[0-9a-f]{6})", face)
    assert set(grounds) == {GROUNDS["text"]}
