"""Logos: pictures that may stand in a document, and those that may not."""

from __future__ import annotations

import zlib
from pathlib import Path

import pytest

from mandate.advisory.logo import MAX_BYTES, Logo, read_logo
from mandate.errors import Faults, Location

SVG = b'<svg xmlns="http://www.w3.org/2000/svg" width="4" height="4">%s</svg>'


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
        (b"\x89PNG\r\n\x1a\n" + b"x" * MAX_BYTES, "the logo is larger than 256 KiB"),
    ],
)
def test_what_cannot_be_a_logo_is_refused(tmp_path: Path, content: bytes, told: str) -> None:
    logo, messages = read(tmp_path, content)
    assert logo is None
    assert told in messages[0]


def test_a_device_is_no_logo() -> None:
    faults = Faults()
    assert read_logo(Path("/dev/zero"), Location("brand.yaml"), faults) is None
    assert len(faults) == 1
