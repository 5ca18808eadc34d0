"""A verification for a terminal: every law with its verdict and time, then what breaks and how."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

from mandate.errors import visible
from mandate.report.phrases import plural
from mandate.report.text import Style, wrapped
from mandate.verification import FAILS, HOLDS, UNKNOWN, Breach, Law, Verification

_ROLES = {HOLDS: "relief", FAILS: "risk", UNKNOWN: "heading"}
_TITLE = 48
_HOW_TO_READ = (
    "The engine was seen to confirm each case below. Save one as case.yaml and look at it: mandate "
    "assess case.yaml --pack PACK"
)


def _plain(text: str, role: str) -> str:
    return text


def render(verification: Verification, style: Style = _plain) -> str:
    """Return the verification as text of at most 80 columns, the lines of its cases excepted."""
    return "\n".join(_Report(verification, style).lines()) + "\n"


class _Report:
    """Writes one report, section by section."""

    def __init__(self, verification: Verification, style: Style) -> None:
        self._verification = verification
        self._style = style

    def lines(self) -> Iterator[str]:
        verification = self._verification
        pack, against = verification.pack, verification.against
        compared = f" against {against.id} {against.version}" if against else ""
        yield from wrapped(f"Verification of the pack {pack.id} {pack.version}{compared}")
        yield ""
        for law in verification.laws:
            yield self._law(law)
        yield from self._breaches()
        yield from self._undecided()
        yield ""
        seconds = sum(law.seconds for law in verification.laws)
        yield self._style(f"VERDICT: {verification.verdict.upper()}", _ROLES[verification.verdict])
        made = f"{verification.covers} {seconds:.1f} s in all, with {verification.solver}."
        yield from (self._style(line, "dim") for line in wrapped(made))
        digests = f"pack {pack.digest[:19]}" + (f", {against.digest[:19]}" if against else "")
        yield self._style(f"Mandate {verification.mandate}; {digests}", "dim")

    def _law(self, law: Law) -> str:
        verdict = self._style(f"{law.verdict:<8}", _ROLES[law.verdict])
        return f"{verdict} {law.title:<{_TITLE}} {law.statements:>5} {law.seconds:>8.2f} s"

    def _breaches(self) -> Iterator[str]:
        failing = [law for law in self._verification.laws if law.breaches]
        if any(breach.case for law in failing for breach in law.breaches):
            yield ""
            yield from wrapped(_HOW_TO_READ)
        for law in failing:
            yield from self._heading(f"Fails: {law.title} ({len(law.breaches)})")
            for number, breach in enumerate(law.breaches, 1):
                yield from _breach(number, breach)

    def _undecided(self) -> Iterator[str]:
        for law in self._verification.laws:
            if law.undecided:
                yield from self._heading(f"Unknown: {law.title} ({len(law.undecided)})")
                yield from wrapped(
                    f"The solver had {self._verification.timeout:g} s for each, beside the time to "
                    "put the question; --timeout gives more. "
                    f"{plural(len(law.undecided), 'statement')}: {'; '.join(law.undecided)}"
                )

    def _heading(self, text: str) -> Iterator[str]:
        yield ""
        yield self._style(text.upper(), "heading")


def _breach(number: int, breach: Breach) -> Iterator[str]:
    yield ""
    yield from wrapped(f"{breach.about}: {breach.message}", hang=f"{number}. ")
    if breach.case:
        yield ""
        yield from textwrap.indent(visible(breach.case), "     ").splitlines()
