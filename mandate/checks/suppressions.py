"""Suppressions: what ``suppress:`` in ``pack.yaml`` says to leave out, each with its reason."""

from __future__ import annotations

from mandate.checks.table import UNUSED, level_of, suppressible
from mandate.errors import Fault, Faults, Location, did_you_mean
from mandate.pack.forms import SUPPRESS, SUPPRESSION
from mandate.reading import items, one_of, reader, text
from mandate.source import Mapping, Scalar, location
from mandate.tuples import NamedTuple


class Suppression(NamedTuple):
    """A code that is not to be reported of one thing, named by its id, and why."""

    code: str
    where: str
    because: str
    location: Location


class Suppressed(NamedTuple):
    """A fault that was left out, and the reason given."""

    fault: Fault
    because: str


def read_suppressions(header: Mapping, faults: Faults) -> list[Suppression]:
    """Return the suppressions in ``pack.yaml``, one for each name, in the order written."""
    found: list[Suppression] = []
    for node in items(header.get(SUPPRESS), faults):
        entry = reader(node, faults, SUPPRESSION, "'code', 'where' and 'because'")
        if entry is None:
            continue
        written = entry.node("code")
        known = suppressible()
        code = one_of(written, known, faults, "check", "unknown-check") if written else None
        where = entry.node("where")
        because = entry.text("because")
        entry.close()
        names = (where,) if isinstance(where, Scalar) else items(where, faults)
        things = ((text(name, faults, "a name"), location(name)) for name in names)
        found += [Suppression(code or "", one, because, place) for one, place in things if one]
    return [one for one in found if one.code and one.because]


def unused(suppression: Suppression, things: list[str]) -> Fault:
    """Return the fault that a suppression leaves nothing out; *things* are all ids there are."""
    message = f"no '{suppression.code}' is found with '{suppression.where}'"
    hint = "leave it out"
    if suppression.where not in things:
        message = f"there is no rule, fact, finding, driver or band '{suppression.where}'"
        hint = did_you_mean(suppression.where, things) or hint
    return Fault(suppression.location, UNUSED, message, hint, level_of(UNUSED))
