"""The logo of a firm: a picture from its own files, looked at before any document carries it."""

from __future__ import annotations

import zlib
from base64 import b64encode
from pathlib import Path

from mandate.advisory.logo_svg import svg_fault, svg_size
from mandate.errors import Faults, Location, shortened
from mandate.tuples import NamedTuple

MAX_BYTES = 262_144
MAX_SIDE = 4000  # pixels
_PNG = b"\x89PNG\r\n\x1a\n"
_JPEG = b"\xff\xd8\xff"
_FRAMES = (*range(0xC0, 0xC4), *range(0xC5, 0xC8), *range(0xC9, 0xCC), *range(0xCD, 0xD0))


class Logo(NamedTuple):
    """A picture: its ``kind`` (``png``, ``jpeg`` or ``svg``) and what the file holds."""

    kind: str
    content: bytes

    @property
    def address(self) -> str:
        """The picture as an address that holds it all (a ``data:`` URI)."""
        kind = "svg+xml" if self.kind == "svg" else self.kind
        return f"data:image/{kind};base64,{b64encode(self.content).decode()}"


def read_logo(path: Path, place: Location, faults: Faults) -> Logo | None:
    """Return the logo in a file, or None after recording at *place* what is wrong with it."""
    message, hint = "", "expected a PNG, JPEG or SVG file"
    try:
        if not path.is_file():
            message = f"there is no file '{path.name}' beside this one"
            faults.add(place, "missing-file", message, "check the path")
            return None
        with path.open("rb") as stream:
            content = stream.read(MAX_BYTES + 1)
    except (OSError, ValueError) as error:
        faults.add(place, "unreadable", f"the logo cannot be read: {error}")
        return None
    if len(content) > MAX_BYTES:
        message = f"the logo is larger than {MAX_BYTES // 1024} KiB"
        hint = "save a smaller one: it stands a few centimetres high"
        faults.add(place, "too-large", message, hint)
        return None
    if content.startswith(_PNG):
        kind, message = "png", _wrong(_png_size(content))
    elif content.startswith(_JPEG):
        kind, message = "jpeg", _wrong(_jpeg_size(content))
    elif b"<svg" in content[:4096]:
        kind, message = "svg", svg_fault(content) or _wrong(svg_size(content))
    else:
        kind, message = "", "it is no picture that can be shown"
    if message:
        faults.add(place, "logo", f"'{shortened(path.name)}' cannot be a logo: {message}", hint)
        return None
    return Logo(kind, content)


def _wrong(size: tuple[float, float] | None) -> str:
    """Return what is wrong with the size of a picture in pixels, None for one that has none."""
    if size is None:
        return "the picture is damaged"
    if not (min(size) >= 1 and max(size) <= MAX_SIDE):
        measured = f"{size[0]:.6g} by {size[1]:.6g}"
        return f"it measures {measured} pixels, and a side has 1 to {MAX_SIDE}"
    return ""


def _png_size(content: bytes) -> tuple[int, int] | None:
    """Return width and height of a PNG in pixels; None where a part of it is damaged."""
    at, kind = len(_PNG), b""
    while at + 12 <= len(content) and kind != b"IEND":
        length = int.from_bytes(content[at : at + 4], "big")
        kind, body = content[at + 4 : at + 8], content[at + 8 : at + 8 + length]
        checksum = content[at + 8 + length : at + 12 + length]
        if zlib.crc32(kind + body) != int.from_bytes(checksum, "big") or len(checksum) < 4:
            return None
        at += 12 + length
    if kind != b"IEND" or content[12:16] != b"IHDR":
        return None
    return int.from_bytes(content[16:20], "big"), int.from_bytes(content[20:24], "big")


def _jpeg_size(content: bytes) -> tuple[int, int] | None:
    """Return width and height of a JPEG in pixels; None where it is cut off or has no frame."""
    at = 2
    if not content.rstrip(b"\0").endswith(b"\xff\xd9"):
        return None
    while at + 9 < len(content) and content[at] == 0xFF:
        mark, length = content[at + 1], int.from_bytes(content[at + 2 : at + 4], "big")
        if mark in _FRAMES:
            height = int.from_bytes(content[at + 5 : at + 7], "big")
            return int.from_bytes(content[at + 7 : at + 9], "big"), height
        at += 2 + length
    return None
