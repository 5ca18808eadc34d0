"""The interactive part of a page: the engine itself, with the case it starts from.

It asks for nothing from elsewhere. Its scripts are allowed by their hashes; the case and the pack
are data that no parser of HTML takes for anything else; its worker is made of the engine's own
text, which is why the policy allows one from ``blob:``.
"""

from __future__ import annotations

import html
import json
from base64 import b64encode
from functools import cache
from hashlib import sha256
from pathlib import Path

import mandate.page
from mandate.advisory.suiting import suited
from mandate.advisory.value import AdvisoryReport
from mandate.case import Case
from mandate.case_document import Data, frame_data
from mandate.case_forms import KINDS
from mandate.pack.discover import shipped
from mandate.pack.model import Pack
from mandate.page.compile import compiled_pack
from mandate.page.opening import opening
from mandate.page.script import engine_script, face_script
from mandate.report import caveats, origins
from mandate.report.remedy_words import times_for
from mandate.serialization import to_data
from mandate.source import to_plain
from mandate.tuples import NamedTuple
from mandate.wording import TIMES

_TOLD_OF_THE_CASE_AS_IT_WAS = ("id", "outcome", "expect", "merged")
_ESCAPED = str.maketrans({one: f"\\u{ord(one):04x}" for one in "<>&\u2028\u2029"})


class Interactive(NamedTuple):
    """What a page needs to be interactive: ``style`` and ``scripts`` are texts that its policy has
    to allow, ``data`` is JSON that is safe within a script element."""

    style: str
    scripts: tuple[str, str]
    data: str
    title: str
    lead: str

    @property
    def policy(self) -> str:
        """What the content security policy of the page has to allow besides its own style."""
        hashes = " ".join(map(source_hash, self.scripts))
        trusted = "require-trusted-types-for 'script'; trusted-types mandate"
        return f"script-src {hashes}; worker-src blob:; {trusted}"

    def body(self) -> str:
        """Return the section that stands in the page; it shows once its script runs."""
        engine, face = self.scripts
        return (
            f'<section id="try" aria-labelledby="try-title" hidden>\n'
            f'<h2 id="try-title">{self.title}</h2>\n<p id="try-lead">{html.escape(self.lead)}</p>\n'
            f'<div id="face"></div>\n</section>\n'
            f'<script type="application/json" id="mandate-data">{self.data}</script>\n'
            f'<script id="mandate-engine">{engine}</script>\n<script>{face}</script>'
        )


_LEAD = (
    "Change an answer, or answer what is open: the rating and its reasons follow at once. "
    "Everything happens on this page; nothing is sent or stored anywhere."
)
_INTAKE_LEAD = (
    "Answer what you can, in any order; say so where something is not known. Everything happens on "
    "this page: nothing is sent or stored anywhere, so download the case before you close it, and "
    "open it here again to go on later."
)


def source_hash(text: str) -> str:
    """Return how a content security policy names the script or style with this text."""
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"


def interactive(report: AdvisoryReport, case: Case, pack: Pack) -> Interactive:
    """Return the interactive part of the page of a *report* on a *case*.

    Where the report is an edition, *case* has to be the redacted one: all of it but what it tells
    of the case as it was (its outcome, for one) stands in the page.
    """
    assessment = report.assessment
    frame = {k: v for k, v in frame_data(case).items() if k not in _TOLD_OF_THE_CASE_AS_IT_WAS}
    document = to_plain(case.document)
    assert isinstance(document, dict)
    answers = {key: document[key] for key in ("facts", "respondents") if document.get(key)}
    return _interactive(
        suited(pack, report.reader),
        "Try other answers",
        _LEAD,
        case={**frame, "pack": _pack_name(pack, case.pack), "stage": case.stage, **answers},
        shown={
            "score": assessment.score,
            "band": assessment.band,
            "firings": [[one.rule, one.title, one.points] for one in assessment.firings],
            "answers": {one.fact: [one.words, one.by] for one in report.answers},
            "first": [one.fact for one in report.moves],
            "way": _way(report),
        },
        reader=report.reader,
    )


def _way(report: AdvisoryReport) -> Data | None:
    """Return the steps that the report advises: of several ways that cost the same, the page shows
    that of the report until something is changed."""
    advice = report.advice
    if advice is None or advice.outcome == "there":
        return None
    told = advice._replace(sets=advice.sets[:1])
    return {key: to_data(getattr(told, key)) for key in ("to", "proved", "sets", "farthest")}


def intake(pack: Pack, name: str = "") -> Interactive:
    """Return the interactive part of a page that starts from a blank case; *name* is the one by
    which a case names the pack."""
    return _interactive(pack, "The answers", _INTAKE_LEAD, case=None, shown=None, name=name)


def _interactive(
    pack: Pack,
    title: str,
    lead: str,
    *,
    case: Data | None,
    shown: Data | None,
    name: str = "",
    reader: str = "",
) -> Interactive:
    own = _pack_name(pack, name)
    names = [own, str(case["pack"])] if case else [own]
    data = {
        "compiled": to_data(compiled_pack(pack)),
        "case": case,
        "blank": {"kind": KINDS[0], "pack": own},
        "opening": opening(pack, *names),
        "shown": shown,
        "words": {
            "when": {"due": times_for(reader), "late": TIMES},
            "grades": origins.GRADES,
            "caution": caveats.caution_on(pack.measures, pack.calibrated),
        },
    }
    text = json.dumps(data, separators=(",", ":"), allow_nan=False).translate(_ESCAPED)
    return Interactive(_style(), (engine_script(), face_script()), text, title, lead)


def _pack_name(pack: Pack, written: str) -> str:
    """Return how a case that the page writes names the pack: a path is of use where it was read."""
    return pack.id if pack.id in shipped() or not written else written


@cache
def _style() -> str:
    folder = Path(mandate.page.__file__).parent / "face"
    return (folder / "face.css").read_text(encoding="utf-8")
