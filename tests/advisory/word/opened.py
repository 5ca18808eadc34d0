"""What several tests of the Word formats need: files taken apart, and turned into PDF."""

from __future__ import annotations

import os
import subprocess
from contextlib import suppress
from io import BytesIO
from pathlib import Path
from signal import SIGKILL
from subprocess import PIPE
from typing import Any
from zipfile import ZipFile

import docx
import pypdf
from docx.oxml.ns import qn
from lxml import etree

_SECONDS = 240

# the order that the schema of WordprocessingML (ECMA-376, part 1) gives the parts of each element
ORDER = {
    "pPr": "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr "
    "suppressLineNumbers pBdr shd tabs suppressAutoHyphens kinsoku wordWrap overflowPunct "
    "topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd snapToGrid spacing ind "
    "contextualSpacing mirrorIndents suppressOverlap jc textDirection textAlignment "
    "textboxTightWrap outlineLvl divId cnfStyle rPr sectPr pPrChange",
    "rPr": "rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint "
    "noProof snapToGrid vanish webHidden color spacing w kern position sz szCs highlight u effect "
    "bdr shd fitText vertAlign rtl cs em lang eastAsianLayout specVanish oMath",
    "tblPr": "tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW "
    "jc tblCellSpacing tblInd tblBorders shd tblLayout tblCellMar tblLook tblCaption "
    "tblDescription",
    "tcPr": "cnfStyle tcW gridSpan hMerge vMerge tcBorders shd noWrap tcMar textDirection "
    "tcFitText vAlign hideMark",
    "style": "name aliases basedOn next link autoRedefine hidden uiPriority semiHidden "
    "unhideWhenUsed qFormat locked personal personalCompose personalReply rsid pPr rPr tblPr trPr "
    "tcPr tblStylePr",
    "abstractNum": "nsid multiLevelType tmpl name styleLink numStyleLink lvl",
    "sectPr": "headerReference footerReference footnotePr endnotePr type pgSz pgMar paperSrc "
    "pgBorders lnNumType pgNumType cols formProt vAlign noEndnote titlePg textDirection bidi "
    "rtlGutter docGrid printerSettings",
}


def opened(content: bytes) -> Any:
    return docx.Document(BytesIO(content))


def texts(document: Any) -> str:
    """Return all text of the body, tables too."""
    return "".join(one.text or "" for one in document.element.body.iter(qn("w:t")))


def check_package(content: bytes) -> None:
    """Assert what can be held against a Word file without Word."""
    with ZipFile(BytesIO(content)) as parts:
        names = parts.namelist()
        assert len(names) == len(set(names))
        assert {one.date_time for one in parts.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        for name in names:
            if name.endswith((".xml", ".rels")):
                check_order(etree.fromstring(parts.read(name)))
        body = etree.fromstring(parts.read("word/document.xml"))
        relations = etree.fromstring(parts.read("word/_rels/document.xml.rels"))
    known = {one.get("Id") for one in relations}
    for one in body.iter():
        for name, value in one.attrib.items():
            if name in (qn("r:id"), qn("r:embed")):
                assert value in known
    for tag, attribute in (("w:bookmarkStart", qn("w:id")), ("wp:docPr", "id")):
        found = [one.get(attribute) for one in body.iter(qn(tag))]
        assert len(found) == len(set(found))
    assert all(cell[-1].tag == qn("w:p") for cell in body.iter(qn("w:tc")))


def check_order(root: Any) -> None:
    """Assert that parts stand in the order that Word insists on."""
    for name, order in ORDER.items():
        places = {qn(f"w:{one}"): place for place, one in enumerate(order.split())}
        for element in root.iter(qn(f"w:{name}")):
            found = [places[one.tag] for one in element if one.tag in places]
            assert found == sorted(found), (name, [one.tag for one in element])


def pages(content: bytes, folder: Path) -> list[str]:
    """Return the texts of the pages that LibreOffice makes of a Word file."""
    (folder / "report.docx").write_bytes(content)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "report.docx"]
    with subprocess.Popen(command, cwd=folder, start_new_session=True, stdout=PIPE) as started:
        try:
            assert started.wait(_SECONDS) == 0
        finally:  # the program itself outlives the script that starts it
            with suppress(ProcessLookupError):
                os.killpg(started.pid, SIGKILL)
    with (folder / "report.pdf").open("rb") as stream:
        return [page.extract_text() for page in pypdf.PdfReader(stream).pages]
