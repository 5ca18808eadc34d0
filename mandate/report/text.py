"""The report for a terminal: 80 columns, plain words first, legible without colour."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Iterator

from mandate.assessment import Assessment, DriverEntry, Firing
from mandate.errors import visible
from mandate.report import caveats, origins, phrases, selection
from mandate.report.evidence_words import evidence_words
from mandate.report.remedy_words import fix_words, remedy_words, step_reasons, told_words
from mandate.wrapping import in_lines

QUESTIONS = 8
_BAR = 14
_TITLE = 30

Style = Callable[[str, str], str]
"""Dresses a text for its role: ``heading``, ``risk``, ``relief`` or ``dim``."""


def wrapped(text: str, indent: int = 0, hang: str = "") -> Iterator[str]:
    """Yield *text* in lines of at most 80 columns, the first led by *hang*, all by an indent."""
    yield from in_lines(text, first=" " * indent + hang, rest=" " * (indent + len(hang)))


def plain(text: str, role: str) -> str:
    """Return *text* as it is: no role has a colour."""
    return text


def render(assessment: Assessment, style: Style = plain, *, basis_in_full: bool = False) -> str:
    """Return the report as text of at most 80 columns (addresses excepted).

    *basis_in_full* tells on which kinds of source and which sources it rests, not the grades alone.
    """
    return "\n".join(_Report(assessment, style, basis_in_full).lines()) + "\n"


class _Report:
    """Writes one report, section by section."""

    def __init__(self, assessment: Assessment, style: Style, basis_in_full: bool) -> None:
        self._assessment = assessment
        self._told = selection.remedies_told(assessment)
        self._style = style
        self._basis_in_full = basis_in_full

    def lines(self) -> Iterator[str]:
        yield from self._rating()
        yield from self._drivers()
        yield from self._first()
        yield from self._reasons()
        yield from self._strengths()
        yield from self._conclusions()
        yield from self._sections()
        yield from self._unknown()
        yield from self._sum()
        yield from self._basis()
        yield from self._sources()

    def _heading(self, text: str) -> Iterator[str]:
        yield ""
        yield self._style(text.upper(), "heading")

    def _styled(self, lines: Iterator[str], role: str) -> Iterator[str]:
        return (self._style(line, role) for line in lines)

    def _rating(self) -> Iterator[str]:
        assessment = self._assessment
        yield from wrapped(assessment.case.title)
        frame = phrases.frame_words(assessment.pack, assessment.case)
        yield from self._styled(wrapped(frame), "dim")
        yield ""
        if assessment.case.edition:
            yield from wrapped(phrases.edition_note(assessment.case.edition))
            yield ""
        rank = [band.id for band in assessment.bands].index(assessment.band)
        last = len(assessment.bands) - 1
        role = "risk" if 2 * rank > last else "relief" if rank == 0 else "heading"
        yield from self._styled(wrapped("   ".join(phrases.rating(assessment))), role)
        yield from wrapped(self._scale())
        if not phrases.is_settled(assessment):
            from mandate.report import outlook  # a complete case has no use for it

            yield from wrapped(outlook.range_words(assessment))
        if assessment.judgement:
            from mandate.report import judgement_words  # few reports have use for it

            yield ""
            yield from wrapped(judgement_words.note(assessment, assessment.judgement))
        yield ""
        yield from wrapped(phrases.headline(assessment))
        yield from wrapped(phrases.advice(assessment))
        yield ""
        yield from wrapped(f"{caveats.caution(assessment)} {caveats.basis(assessment)}")

    def _scale(self) -> str:
        return "  ".join(
            f"[{band.title.upper()}]" if band.id == self._assessment.band else band.title.lower()
            for band in self._assessment.bands
        )

    def _drivers(self) -> Iterator[str]:
        yield from self._heading("Where the risk comes from")
        yield from wrapped(phrases.points_note(self._assessment))
        yield ""
        drivers = self._assessment.drivers
        titles = [visible(driver.title) for driver in drivers]
        width = min(max(map(len, titles)), _TITLE)
        largest = max(max(driver.caps.risk, -driver.caps.relief, 1) for driver in drivers)
        for driver, title in zip(drivers, titles, strict=True):
            *above, last = textwrap.wrap(title, width)
            yield from above
            yield self._driver(driver, last.ljust(width), largest)

    def _driver(self, driver: DriverEntry, title: str, largest: int) -> str:
        length = round(abs(driver.points) / largest * _BAR)
        bar = "█" * length
        left = bar.rjust(_BAR) if driver.points < 0 else " " * _BAR
        right = bar if driver.points > 0 else ""
        role = "risk" if driver.points > 0 else "relief"
        points = phrases.decibans(driver.points).rjust(4)
        uncapped = phrases.decibans(driver.uncapped)
        note = f" ({uncapped}, capped)" if driver.uncapped != driver.points else ""
        return self._style(f"{title} {points} {left}│{right}{note}".rstrip(), role)

    def _first(self) -> Iterator[str]:
        steps = selection.first_steps(self._assessment)
        if steps:
            yield from self._heading(phrases.first_title(self._assessment))
        for number, step in enumerate(steps, start=1):
            words = fix_words(step.remedy, self._assessment.case)
            yield from wrapped(words, 0, f"{number}. ")
            yield from self._styled(wrapped(step_reasons(step), 3), "dim")
        if not selection.is_provisional(self._assessment):
            return
        from mandate.report.first_questions import first_questions  # seldom needed

        questions = first_questions(self._assessment)
        if questions:
            yield from self._heading("Ask first")
        for number, question in enumerate(questions, start=1):
            yield from wrapped(question, 0, f"{number}. ")

    def _reasons(self) -> Iterator[str]:
        reasons = selection.reasons(self._assessment)
        yield from self._heading(f"What raises the risk ({len(reasons)})")
        if not reasons:
            yield from wrapped(caveats.nothing_raises(self._assessment))
        for number, (firing, effect) in enumerate(reasons, start=1):
            yield ""
            yield from self._firing(firing, effect, f"{number}. ", "risk")

    def _strengths(self) -> Iterator[str]:
        strengths = selection.strengths(self._assessment)
        yield from self._heading(f"Strengths ({len(strengths)})")
        for firing, effect in strengths:
            yield ""
            yield from self._firing(firing, effect, "* ", "relief")
        if not strengths:
            yield from wrapped(phrases.nearest_strength(self._assessment))

    def _firing(self, firing: Firing, effect: int, mark: str, role: str) -> Iterator[str]:
        floor = f"  floor: {firing.floor}" if firing.floor else ""
        title = f"{firing.title}  {phrases.decibans(effect)}{floor}"
        yield from self._styled(wrapped(title, 0, mark), role)
        indent = max(3, len(mark))
        yield from wrapped(firing.because, indent)
        if firing.expect:
            yield from wrapped(firing.expect, indent)
        for evidence in firing.evidence:
            yield from wrapped(evidence_words(evidence), indent, "- ")
        parts = selection.parts(self._assessment, firing)
        if parts:
            own = phrases.decibans(firing.points)
            yield from wrapped(f"Together {own}, on top of its parts:", indent)
        for part in parts:
            own = f"{part.title} {phrases.decibans(part.points)}{origins.judged(part)}"
            explained = f"{own}: {part.because}"
            yield from wrapped(explained, indent, "+ ")
        remedies, told_under = self._told[firing.rule]
        for remedy in remedies:
            yield from wrapped(remedy_words(remedy, self._assessment.case), indent, "> ")
        if told_under:
            yield from wrapped(told_words(told_under, others=bool(remedies)), indent, "> ")
        yield from self._styled(wrapped(origins.origin(firing), indent), "dim")

    def _conclusions(self) -> Iterator[str]:
        conclusions = selection.conclusions(self._assessment)
        if not conclusions:
            return
        yield from self._heading("What the reasons rest on")
        titles = {finding.id: finding.title for finding in self._assessment.findings}
        for firing in conclusions:
            named = ", ".join(titles[finding] for finding in firing.concludes)
            yield ""
            yield from wrapped(f"{named}  (rule {firing.rule}){origins.judged(firing)}")
            yield from wrapped(firing.because, 3)
            for evidence in firing.evidence:
                yield from wrapped(evidence_words(evidence), 3, "- ")

    def _sections(self) -> Iterator[str]:
        assessment = self._assessment
        if not assessment.judgement and not assessment.unconfirmed:
            return
        from mandate.report.sections import sections  # few cases have use for it

        for section in sections(assessment):
            yield from self._heading(section.title)
            for point in section.points:
                yield from wrapped(point, 0, "- ")
            for words in section.after:
                yield from wrapped(words)

    def _disputed(self) -> Iterator[str]:
        if self._assessment.disputed:
            from mandate.report.doubt_words import disputed_words

            for disputed in self._assessment.disputed:
                words = disputed_words(disputed, self._assessment)
                yield from wrapped(f"Disputed: {words}", 0, "! ")

    def _unknown(self) -> Iterator[str]:
        assessment = self._assessment
        yield from self._heading("What is open, not known or disputed")
        if phrases.is_settled(assessment):
            yield phrases.SETTLED
        yield from self._disputed()
        for unknown in assessment.not_known:
            text = phrases.not_known_words(unknown, assessment.case) + phrases.candidate_words(
                unknown, assessment.case
            )
            yield from wrapped(f"Not known: {text}", 0, "! ")
        for part in assessment.known_in_part:
            text = f"Known in part: {phrases.in_part_words(part)}"
            yield from wrapped(text, 0, "~ ")
        askable = [fact for fact in assessment.open if fact.askable]
        later = [fact for fact in assessment.open if not fact.askable]
        if askable:
            count = phrases.plural(len(askable), "open question")
            yield from wrapped(f"{count}, the weightiest first:")
        for fact in askable[:QUESTIONS]:
            yield from wrapped(phrases.question_words(fact, assessment.case), 0, "? ")
        if len(askable) > QUESTIONS:
            yield from wrapped(f"and: {phrases.some_titles(askable[QUESTIONS:])}.", 2)
        if later:
            names = phrases.some_titles(later)
            yield from wrapped(f"For the shortlist, once there is one: {names}.")
        for absent in assessment.applies_not:
            yield from wrapped(f"Does not apply: {phrases.absent_words(absent)}.")

    def _sum(self) -> Iterator[str]:
        assessment = self._assessment
        yield from self._heading("How the score adds up")
        lifts = ""
        if assessment.lifts:
            from mandate.report import outlook  # most cases have no use for it

            words = [(one.points, outlook.lift_words(one, assessment)) for one in assessment.lifts]
            lifts = "".join(f" {points:+g} ({why})" for points, why in words)
        total = f"total {assessment.total:+g} decibans"
        odds = "odds of 10 to the power of a tenth of the total"
        line = f"{phrases.drivers_sum(assessment)}{lifts}"
        yield from wrapped(f"{line} = {total}: a score of {assessment.score} of 100 ({odds}).")
        receipt = f"pack {assessment.pack.digest[:19]}, case {assessment.case.digest[:19]}"
        made = f"Mandate {assessment.receipt.mandate}, {assessment.receipt.engine}; {receipt}"
        yield from self._styled(wrapped(made), "dim")

    def _basis(self) -> Iterator[str]:
        assessment = self._assessment
        if not assessment.basis.grades:
            return
        yield from self._heading("What this rests on")
        shares = origins.shares(assessment)
        if self._basis_in_full:
            yield from wrapped(origins.SHARES_NOTE)
            for title, listed in shares.items():
                yield f"{title}:"
                for words, percent in listed:
                    yield from wrapped(words, 0, f"{percent:4} %  ")
        else:
            grades = next(iter(shares.values()))
            listed_grades = "; ".join(f"{words} {percent} %" for words, percent in grades)
            yield from wrapped(f"Share of the points: {listed_grades}.")
        yield from wrapped(origins.interest_words(assessment))

    def _sources(self) -> Iterator[str]:
        of_case = origins.case_sources(self._assessment)
        of_rules = origins.rule_sources(self._assessment)
        if of_case or of_rules:
            yield from self._heading("Sources")
        for source, address in of_case + of_rules:
            yield from wrapped(source, 0, "- ")
            if address:  # on a line of its own and whole, so that it can be followed
                yield f"  {visible(address)}"
