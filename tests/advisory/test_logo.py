"""Logos: pictures that may stand in a document, and those that may not."""

from __future__ import annotations

import zlib
from pathlib import Path

import docx
import pytest

from mandate.advisory.brand import Brand, read_brand
from mandate.advisory.logo import MAX_BYTES, Logo, read_logo
from mandate.advisory.logo_svg import svg_size
from mandate.advisory.making import advisory_report
from mandate.advisory.printing import printed
from mandate.advisory.word.writing import add_logo
from mandate.errors import Faults, LayoutError, Location
from tests.helpers import TINY

SVG = b'<svg xmlns="http://www.w3.org/2000/svg" width="4" height="4">%s</svg>'
BROKEN = SVG.replace(b'width="4"', b'width="-4"') % b""
"""An SVG that is well formed and cannot be drawn."""


def chunk(kind: bytes, body: bytes) -> bytes:
    check = zlib.crc32(kind + body).to_bytes(4, "big")
    return len(body).to_bytes(4, "big") + kind + body + check


def png(width: int = 2, height: int = 2) -> bytes:
    size = width.to_bytes(4, "big") + height.to_bytes(4, "big")
    rows = zlib.compress((b"\0" + b"\x80" * 3 * width) * height if width < 100 else b"")
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", size + b"\x08\x02\0\0\0")
        + chunk(b"IDAT", rows)
        + chunk(b"IEND", b"")
    )


def jpeg(width: int = 2, height: int = 2) -> bytes:
    frame = b"\x08" + height.to_bytes(2, "big") + width.to_bytes(2, "big") + b"\x01\x01\x11\0"
    return b"\xff\xd8\xff\xe0\0\x04ab\xff\xc0\0\x0b" + frame + b"\xff\xd9"


def read(folder: Path, content: bytes) -> tuple[Logo | None, list[str]]:
    path = folder / "logo"
    path.write_bytes(content)
    faults = Faults()
    return read_logo(path, Location("brand.yaml", 1, 7, "logo: logo"), faults), [
        one.message for one in faults
    ]


@pytest.mark.parametrize(
    ("kind", "content"), [("png", png()), ("jpeg", jpeg()), ("svg", SVG % b"<rect/>")]
)
def test_a_picture_is_read_by_what_it_holds(tmp_path: Path, kind: str, content: bytes) -> None:
    assert read(tmp_path, content) == (Logo(kind, content), [])


def test_a_logo_is_an_address_that_holds_it_all() -> None:
    assert Logo("svg", b"<svg/>").address == "data:image/svg+xml;base64,PHN2Zy8+"


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "it is no picture that can be shown"),
        (b"GIF89a", "it is no picture that can be shown"),
        (png()[:-6], "the picture is damaged"),
        (png()[:30] + b"\xff" + png()[31:], "the picture is damaged"),
        (png(9000, 9000), "it measures 9000 by 9000 pixels"),
        (jpeg()[:-2], "the picture is damaged"),
        (jpeg(5000, 1), "it measures 5000 by 1 pixels"),
        (b"<svg", "it is no well-formed SVG"),
        (b"<svg/>", "it is no SVG"),
        (b"<!DOCTYPE svg [<!ENTITY a 'b'>]><svg/>", "it declares a document type"),
        (SVG % b"<script>1</script>", "it holds <script>"),
        (SVG % b'<rect onclick="x()"/>', "it holds script"),
        (SVG % b"<image/>", "it holds <image>"),
        (SVG % b'<a href="https://example.org"/>', "it asks for something from elsewhere"),
        (SVG % b"<style>@import 'x'</style>", "it asks for something from elsewhere"),
        (SVG % b'<rect fill="url(http://x/y)"/>', "it asks for something from elsewhere"),
        (SVG % b"<style><a/>@import 'x'</style>", "it asks for something from elsewhere"),
        (SVG.replace(b'"4"', b'"4001"') % b"", "it measures 4001 by 4001 pixels"),
        (SVG.replace(b'"4"', b'"0"') % b"", "it measures 0 by 0 pixels"),
        (SVG.replace(b'"4"', b'"1e99cm"') % b"", "and a side has 1 to 4000"),
        ((SVG % "<text>é</text>".encode("latin-1")), "it is not written in UTF-8"),
        (("\ufeff<?xml version='1.0'?><!--\u733c\u6776--><a/>").encode("utf-16-le"), "in UTF-8"),
        (SVG % (b"<g>" * 101 + b"</g>" * 101), "within each other more than 100 deep"),
        (b"\x89PNG\r\n\x1a\n" + b"x" * MAX_BYTES, "the logo is larger than 256 KiB"),
    ],
)
def test_what_cannot_be_a_logo_is_refused(tmp_path: Path, content: bytes, told: str) -> None:
    logo, messages = read(tmp_path, content)
    assert logo is None
    assert told in messages[0]


def damaged() -> bytes:
    """Return a PNG whose frame is sound, and whose rows are not."""
    size = (2).to_bytes(4, "big") * 2
    head = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", size + b"\x08\x02\0\0\0")
    return head + chunk(b"IDAT", b"no rows") + chunk(b"IEND", b"")


@pytest.mark.parametrize(
    ("form", "content"),
    [("pdf", damaged()), ("docx", jpeg()), ("pdf", BROKEN), ("docx", BROKEN)],
    ids=["pdf-png", "docx-jpeg", "pdf-svg", "docx-svg"],
)
def test_what_turns_out_not_to_be_drawn_is_told_where_the_brand_names_it(
    tmp_path: Path, form: str, content: bytes
) -> None:
    (tmp_path / "logo").write_bytes(content)
    (tmp_path / "brand.yaml").write_text("logo: logo\n", encoding="utf-8")
    brand = read_brand(tmp_path / "brand.yaml")
    report = advisory_report({"authority_type": "none"}, TINY)
    with pytest.raises(LayoutError, match=r"brand.yaml:1:7: .* the logo cannot be drawn"):
        printed(report, form, brand)


@pytest.mark.parametrize(
    ("given", "size"),
    [
        ('width="30" height="20px"', (30, 20)),
        ('width="1in" height="25.4mm"', (96, 96)),
        ('width="72pt" height="2.54cm"', (96, 96)),
        ('width="100%" height="auto" viewBox="0 0 240 64"', (240, 64)),
        ('viewBox="0,0,240,64"', (240, 64)),
        ('width="30" viewBox="0 0 240 64"', (30, 64)),
        ("", (100, 100)),
    ],
)
def test_an_svg_measures_what_it_says_or_else_its_view_box(
    given: str, size: tuple[int, int]
) -> None:
    found = svg_size(f'\ufeff<svg xmlns="http://www.w3.org/2000/svg" {given}/>'.encode())
    assert found == pytest.approx(size)


def test_a_large_svg_is_drawn_as_large_as_paper_shows_it() -> None:
    large = SVG.replace(b'"4"', b'"4000"') % b'<rect width="9" height="9"/>'
    word = docx.Document()
    add_logo(word.add_paragraph(), Brand(logo=Logo("svg", large)))
    (shape,) = word.inline_shapes
    picture = word.part.related_parts[shape._inline.graphic.graphicData.pic.blipFill.blip.embed]
    assert (picture.image.px_width, picture.image.px_height) == (256, 256)


def test_a_device_is_no_logo() -> None:
    faults = Faults()
    assert read_logo(Path("/dev/zero"), Location("brand.yaml"), faults) is None
    assert len(faults) == 1
