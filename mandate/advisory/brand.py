"""The brand of a firm: its name, logo, colours, fonts and disclaimer, read from a YAML file."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from contextlib import suppress
from itertools import chain
from pathlib import Path

from mandate.advisory.logo import Logo, read_logo
from mandate.errors import Fault, Faults, LayoutError, Location, shortened
from mandate.reading import Form, Key, Reader, reader
from mandate.source import Scalar, location
from mandate.tuples import NamedTuple
from mandate.yaml_files import read_file

ACCENT, INK = "#1f4e79", "#1b1f24"
LEAST_CONTRAST = 4.5  # WCAG 2.2, success criterion 1.4.3 (AA), for text of ordinary size
GROUNDS = {"accent": "#f5f5f2", "text": "#e8eef4"}
"""The darkest ground that each colour has to be read on in a page: links among the contents, and an
answer that is chosen."""
COLOUR = re.compile(r"#[0-9a-fA-F]{6}")
FONT = re.compile(r"[A-Za-z0-9][A-Za-z0-9 _-]{0,63}")

COLOURS = Form(
    "the part 'colours'",
    {
        "accent": Key("colour", "Headings, rules and links; dark enough to read on a pale ground."),
        "text": Key("colour", "The text; dark enough to read on a pale ground."),
    },
)
FONTS = Form(
    "the part 'fonts'",
    {
        "text": Key("font", "The family of running text, as it is installed or in the folder."),
        "headings": Key("font", "The family of headings, labels and tables."),
        "folder": Key("text", "A folder with font files for the PDF, beside this file."),
    },
)
BRAND = Form(
    "a brand file",
    {
        "firm": Key("text", "The name of the firm."),
        "logo": Key("text", "A PNG, JPEG or SVG file, beside this file; 256 KiB at most."),
        "colours": Key(COLOURS, "Colours, as #rrggbb."),
        "fonts": Key(FONTS, "Families of fonts."),
        "disclaimer": Key("text", "What stands at the foot of the first page."),
    },
)


class Brand(NamedTuple):
    """How a firm wants its documents to look; without one they look like ours.

    Colours are ``#rrggbb``; a font is the name of a family, empty for ours. ``fonts`` is a folder
    with font files. ``places`` are where things were read, for messages.
    """

    firm: str = ""
    disclaimer: str = ""
    logo: Logo | None = None
    accent: str = ACCENT
    ink: str = INK
    text_font: str = ""
    heading_font: str = ""
    fonts: Path | None = None
    places: Mapping[str, Location] = {}


PLAIN = Brand()


def unusable_logo(brand: Brand, why: str = "") -> LayoutError:
    """Return what to raise where a logo that looked sound cannot be drawn after all."""
    message = f"the logo cannot be drawn: {why or 'the picture is damaged'}"
    hint = "open it in a program for pictures, and save it anew"
    place = brand.places.get("logo", Location("<brand>"))
    return LayoutError([Fault(place, "logo", message, hint)])


def read_brand(path: Path | str) -> Brand:
    """Return the brand that a YAML file describes.

    Raises LayoutError with everything that is wrong with it: what is no brand file, a colour too
    pale to be read, a logo that is no picture or too large, a file outside its folder.
    """
    faults = Faults()
    mapping = read_file(path, faults)
    brand = PLAIN
    if mapping is not None:
        brand = _read(Reader(mapping, faults, BRAND), Path(path).parent)
    faults.raise_if_any(LayoutError)
    return brand


def _read(found: Reader, folder: Path) -> Brand:
    faults, places = found.faults, {}
    brand = Brand(firm=found.text("firm"), disclaimer=found.text("disclaimer"))
    if node := found.node("logo"):
        places["logo"] = location(node)
        if path := _beside(found, "logo", folder):
            brand = brand._replace(logo=read_logo(path, location(node), faults))
    if (node := found.node("colours")) and (colours := reader(node, faults, COLOURS)):
        accent, ink = _colour(colours, "accent", ACCENT), _colour(colours, "text", INK)
        brand = brand._replace(accent=accent, ink=ink)
        colours.close()
    if (node := found.node("fonts")) and (fonts := reader(node, faults, FONTS)):
        brand = brand._replace(
            text_font=_font(fonts, "text", places),
            heading_font=_font(fonts, "headings", places),
            fonts=_folder(fonts, folder),
        )
        fonts.close()
    found.close()
    return brand._replace(places=places)


def _colour(found: Reader, key: str, default: str) -> str:
    """Return the colour under *key* in lower case; the default after recording a fault."""
    node = found.node(key)
    if node is None:
        return default
    written = node.text.strip() if isinstance(node, Scalar) else ""
    if not COLOUR.fullmatch(written):
        hint = "expected six hexadecimal digits, in quotes: '#1f4e79'"
        message = f"'{written}' is not a colour" if written else "a colour is missing here"
        found.faults.add(location(node), "colour", message, hint)
        return default
    ratio = contrast(written, GROUNDS[key])
    if ratio < LEAST_CONTRAST:
        shown = f"{int(ratio * 100) / 100:.2f}"  # not rounded up to what is asked for
        message = f"{written} is too pale: its contrast on {GROUNDS[key]} is {shown} to 1"
        hint = f"expected {LEAST_CONTRAST} to 1 or more (WCAG AA); take a darker one"
        found.faults.add(location(node), "contrast", message, hint)
    return written.lower()


def contrast(colour: str, ground: str = "#ffffff") -> float:
    """Return the contrast of a colour (``#rrggbb``) with its ground, from 1 to 21.

    The formula is that of WCAG 2.2, "contrast ratio" and "relative luminance".
    """
    dark, light = sorted((_luminance(colour), _luminance(ground)))
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _font(found: Reader, key: str, places: dict[str, Location]) -> str:
    node = found.node(key)
    name = found.text(key)
    if node is None or not name:
        return ""
    places[f"{key} font"] = location(node)
    if not FONT.fullmatch(name):
        message = f"'{name}' is not the name of a family of fonts"
        found.faults.add(location(node), "font", message, "expected letters, digits and spaces")
        return ""
    return name


def _folder(found: Reader, folder: Path) -> Path | None:
    path = _beside(found, "folder", folder)
    node = found.node("folder")
    if node is None or path is None:
        return None
    if not path.is_dir():
        message = f"there is no folder '{found.text('folder')}' beside this file"
        found.faults.add(location(node), "missing-folder", message, "check the path")
        return None
    return path


def _beside(found: Reader, key: str, folder: Path) -> Path | None:
    """Return the path under *key*, or None after recording that it, or a file in it, leads out of
    the *folder* of the brand file: whoever wrote that may be a stranger, and what lies elsewhere is
    not theirs to put into a document."""
    node = found.node(key)
    name = found.text(key)
    if node is None or not name:
        return None
    path, home = folder / name, os.path.realpath(folder)
    with suppress(ValueError):  # a name that no file can have; nothing is found under it
        for one in chain([path], path.rglob("*")):
            if not Path(os.path.realpath(one)).is_relative_to(home):
                shown = shortened(Path(name, one.relative_to(path)).as_posix())
                message = f"'{shown}' is outside the folder of this file"
                found.faults.add(location(node), "outside", message, "copy it beside this file")
                return None
    return path
