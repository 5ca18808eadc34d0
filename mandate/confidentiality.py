"""Who may see what of a case: ``visible_to``, and who may be named in an edition.

The nearest word counts: that of an answer, else of its respondent, else of the case; where none is
said, everybody may see it. A note is the consultant's own: nobody else sees it unless it says so.
"""

from __future__ import annotations

from mandate.case_forms import EDITIONS, RESPONDENT
from mandate.errors import Faults, did_you_mean
from mandate.reading import Reader, pairs, reader
from mandate.source import Mapping, Node, location
from mandate.tuples import NamedTuple

Audience = tuple[str, ...] | None
"""Who may see something besides whoever prepared the case; None: everybody."""


class Setting(NamedTuple):
    """What holds of one respondent, or of all: None where nothing is said."""

    visible_to: Audience
    attribution: bool | None


class Editions(NamedTuple):
    """What ``editions:`` says of the whole case and of single respondents."""

    default: Setting
    respondents: dict[str, Setting]

    def audience(self, respondent: str, own: Audience) -> Audience:
        """Return who may see an answer that says *own* of itself."""
        setting = self.respondents.get(respondent, SILENT)
        for said in (own, setting.visible_to):
            if said is not None:
                return said
        return self.default.visible_to

    def may_name(self, respondent: str) -> bool:
        """Return whether a respondent may be named; not unless it is allowed."""
        said = self.respondents.get(respondent, SILENT).attribution
        return bool(self.default.attribution if said is None else said)


SILENT = Setting(None, None)


def read_editions(node: Node | None, respondents: Node | None, faults: Faults) -> Editions:
    """Return what ``editions:`` says; one of a respondent who has no entry is a fault."""
    entry = reader(node, faults, EDITIONS) if node else None
    if entry is None:
        return Editions(SILENT, {})
    default = _setting(entry)
    named: dict[str, Setting] = {}
    there = respondents.pairs if isinstance(respondents, Mapping) else {}
    for key, value in pairs(entry.node("respondents"), faults):
        if key.text not in there:
            message = f"there are no answers of '{key.text}' under 'respondents:'"
            faults.add(location(key), "unknown-respondent", message, did_you_mean(key.text, there))
        if one := reader(value, faults, RESPONDENT, "'visible_to' and 'attribution'"):
            named[key.text] = _setting(one)
            one.close()
    entry.close()
    return Editions(default, named)


def _setting(entry: Reader) -> Setting:
    visible_to = entry.texts("visible_to") if "visible_to" in entry.mapping.pairs else None
    said = "attribution" in entry.mapping.pairs
    attribution = entry.flag("attribution")
    return Setting(visible_to, attribution if said else None)
