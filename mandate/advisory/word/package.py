"""Saving a Word document so that the same document is the same file, to the byte."""

from __future__ import annotations

from datetime import datetime
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx.oxml.ns import qn

from mandate.advisory.brand import Brand
from mandate.advisory.word.elements import clean

_DAY = datetime(2000, 1, 1)
_ZIP_DAY = (1980, 1, 1, 0, 0, 0)
_WORD = "15"  # Word 2013 and all since
LONGEST_PROPERTY = 255  # characters: Word's own limit


def set_properties(document: Any, title: str, subject: str, brand: Brand) -> None:
    """Give a document its title, author and language, and dates that are always the same."""
    found = document.core_properties
    found.title, found.subject = clean(title)[:LONGEST_PROPERTY], clean(subject)[:LONGEST_PROPERTY]
    found.author = found.last_modified_by = clean(brand.firm)[:LONGEST_PROPERTY]
    found.comments = found.keywords = found.category = ""
    found.language, found.revision = "en-GB", 1
    found.created = found.modified = _DAY
    settings = document.settings.element
    for zoom in settings.findall(qn("w:zoom")):
        zoom.set(qn("w:percent"), "100")
    for one in settings.iter(qn("w:compatSetting")):
        if one.get(qn("w:name")) == "compatibilityMode":
            one.set(qn("w:val"), _WORD)  # else Word opens it as a document of another age


def saved(document: Any) -> bytes:
    """Return a document as the file it is saved to, without the time it was saved at."""
    written = BytesIO()
    document.save(written)
    made = BytesIO()
    with ZipFile(written) as old, ZipFile(made, "w", ZIP_DEFLATED) as new:
        for one in old.infolist():
            entry = ZipInfo(one.filename, _ZIP_DAY)
            entry.compress_type, entry.external_attr = ZIP_DEFLATED, 0o600 << 16
            entry.create_system = 0
            new.writestr(entry, old.read(one.filename))
    return made.getvalue()
