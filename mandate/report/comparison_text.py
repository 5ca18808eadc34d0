"""The comparison for a terminal: 80 columns, side by side, then why the totals differ."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from mandate.assessment import Assessment
from mandate.comparison import (
    BASE,
    CAME,
    CAP,
    FACTS,
    JUDGEMENT,
    LIFT,
    PACK_WORDS,
    RULES,
    WENT,
    Comparison,
    Part,
    RuleMove,
    Split,
    WhatIf,
)
from mandate.report import caveats, phrases
from mandate.report.columns import head, row
from mandate.report.doubt_words import said_words
from mandate.report.text import Style, plain, wrapped

PARTS = 12
_AMOUNT = 8
_BY_FACTS = (
    "Each rule that came, went or adds other points is counted to the facts it reads that differ "
    "and could have moved it; where there are several, to all of them jointly. What caps withhold "
    "and floors lift stands in lines of its own, so the lines add up exactly, in whatever order."
)
_BY_PACKS = (
    "Each rule is counted at the second pack's scale; what the scale alone changes is a line of "
    "its own, and so is what caps withhold and floors lift. The lines add up exactly."
)


def render(comparison: Comparison, style: Style = plain) -> str:
    """Return the comparison as text of at most 80 columns."""
    return "\n".join(_Report(comparison, style).lines()) + "\n"


def render_what_if(what_if: WhatIf, style: Style = plain) -> str:
    """Return a what-if as text of at most 80 columns."""
    report = _Report(what_if.comparison, style)
    return "\n".join((*report.changed(what_if), *report.body())) + "\n"


class _Report:
    """Writes one report, section by section."""

    def __init__(self, comparison: Comparison, style: Style) -> None:
        self._comparison = comparison
        self._style = style
        self._names = comparison.names
        self._assessments = comparison.assessments
        self._packs = {one.pack.digest for one in self._assessments}

    def lines(self) -> Iterator[str]:
        for name, one in zip(self._names, self._assessments, strict=True):
            frame = phrases.frame_words(one.pack, one.case)
            yield from wrapped(one.case.title, 0, f"{name}  ")
            yield from self._styled(wrapped(frame, 3), "dim")
        yield from self._facts()
        yield from self.body()

    def changed(self, what_if: WhatIf) -> Iterator[str]:
        """Yield which case is changed, and how."""
        first = self._assessments[0]
        frame = phrases.frame_words(first.pack, first.case)
        yield from wrapped(first.case.title)
        yield from self._styled(wrapped(frame), "dim")
        yield from self._heading("WHAT IF")
        for change in what_if.changes:
            same = "" if change.before != change.after else " (as it is)"
            words = f"{change.title}: from {change.before} to {change.after}{same}"
            yield from wrapped(words, 0, "* ")
            if change.replaced:
                told = "; ".join(said_words(one) for one in change.replaced)
                yield from self._styled(wrapped(f"instead of {told}", 2), "dim")

    def body(self) -> Iterator[str]:
        """Yield all that stands side by side, and why the totals differ."""
        yield from self._ratings()
        yield from self._drivers()
        for split in self._comparison.splits:
            yield from self._split(split)
        if any(split.parts for split in self._comparison.splits):
            yield ""
            method = _BY_FACTS if len(self._packs) == 1 else _BY_PACKS
            yield from self._styled(wrapped(method), "dim")

    def _styled(self, lines: Iterable[str], role: str) -> Iterator[str]:
        return (self._style(line, role) for line in lines)

    def _heading(self, text: str) -> Iterator[str]:
        yield ""
        yield from self._styled(wrapped(text), "heading")

    def _row(self, title: str, cells: Iterable[str]) -> Iterator[str]:
        return row(title, list(cells), self._names)

    def _facts(self) -> Iterator[str]:
        facts = self._comparison.facts
        if len(self._packs) > 1:
            return
        yield from self._heading(f"FACTS THAT DIFFER ({len(facts)})")
        if not facts:
            yield "None."
            return
        yield from head(self._names)
        for fact in facts:
            yield from self._row(fact.title, fact.words)

    def _ratings(self) -> Iterator[str]:
        yield from self._heading("SIDE BY SIDE")
        yield from head(self._names)
        for title, tell in (
            ("Band", phrases.rated),
            ("Score, of 100", lambda one: str(one.score)),
            ("Total, decibans", lambda one: phrases.exact(one.total)),
            ("Facts known", lambda one: f"{one.facts_known} of {one.facts_total}"),
            ("Rules that fire", lambda one: str(len(one.firings))),
        ):
            yield from self._row(title, map(tell, self._assessments))
        yield from self._judged()
        yield ""
        for caution in dict.fromkeys(map(caveats.caution, self._assessments)):
            yield from self._styled(wrapped(caution), "dim")

    def _judged(self) -> Iterator[str]:
        """Yield how many rules are set aside, and the scores with every rule, where any are."""
        judged = [one.judgement for one in self._assessments]
        if any(judged):
            counts = (str(len(one.set_aside)) if one else "none" for one in judged)
            yield from self._row("Set aside, rules", counts)
            scores = (
                judged.unadjusted.score if judged else one.score
                for one, judged in zip(self._assessments, judged, strict=True)
            )
            yield from self._row("Score with every rule", map(str, scores))

    def _drivers(self) -> Iterator[str]:
        yield from self._heading("POINTS OF THE DRIVERS")
        yield from head(self._names)
        titles = {driver.id: driver.title for one in self._assessments for driver in one.drivers}
        for name, title in titles.items():
            yield from self._row(title, (_driver(one, name) for one in self._assessments))

    def _split(self, split: Split) -> Iterator[str]:
        first, other = self._assessments[0], self._assessments[split.other]
        names = f"{self._names[0]} to {self._names[split.other]}"
        yield from self._heading(f"WHY THE TOTAL CHANGES, {names}")
        yield from wrapped(
            f"From {phrases.exact(first.total)} to {phrases.exact(other.total)} decibans, "
            f"{phrases.exact(split.change)}; the score from {first.score} to {other.score} of 100."
        )
        for verb, findings in (("came", split.findings_came), ("went", split.findings_went)):
            if findings:
                yield from wrapped(f"Findings that {verb}: {'; '.join(findings)}.")
        if not split.parts:
            yield "No rule came or went, and none adds other points."
            return
        yield ""
        moved = tuple(part for part in split.parts if part.moves)
        frame = tuple(part for part in split.parts if not part.moves)
        for part in moved[:PARTS]:
            yield from self._part(part, split)
        yield from _rest(moved[PARTS:])
        for part in frame:
            yield from self._part(part, split)
        yield from self._styled(_amount(split.change, "in all"), "heading")

    def _part(self, part: Part, split: Split) -> Iterator[str]:
        role = "risk" if part.amount > 0 else "relief" if part.amount < 0 else "dim"
        yield from self._styled(_amount(part.amount, self._words(part, split)), role)
        for move in part.moves:
            yield from wrapped(_move_words(move), _AMOUNT + 2, "- ")

    def _words(self, part: Part, split: Split) -> str:
        """Return what a part of a change is due to."""
        first, other = self._assessments[0], self._assessments[split.other]
        if part.kind == FACTS:
            return _facts_words(part.names, split)
        if part.kind == JUDGEMENT:
            rules = "rules that only one of them sets aside"
            titles = {one.fact: one.title for one in split.facts}
            return ", jointly with ".join([rules, *(titles[name] for name in part.names)])
        if part.kind == RULES:
            return PACK_WORDS[part.names[0]]
        if part.kind == CAP:
            before, after = (_withheld(one, part.names[0]) for one in (first, other))
            title = _driver_title((first, other), part.names[0])
            return f"cap of {title}: withholds {before} before, {after} after"
        if part.kind == LIFT:
            return _lift_words("".join(part.names), first, other)
        if part.kind == BASE:
            before, after = (phrases.exact(one.base) for one in (first, other))
            return f"the base: {before} before, {after} after"
        points = sum(driver.points for driver in first.drivers)
        return (
            f"the scale: {first.scale:g} before, {other.scale:g} after, on the "
            f"{phrases.decibans(points)} points before"
        )


def _facts_words(names: tuple[str, ...], split: Split) -> str:
    changes = {one.fact: one for one in split.facts}
    if len(names) == 1:
        _, title, kind, before, after = changes[names[0]]
        return f"{title}, {kind}: from {before} to {after}"
    titles = [changes[name].title for name in names]
    return f"jointly {', '.join(titles[:-1])} and {titles[-1]}"


def _rest(parts: tuple[Part, ...]) -> Iterator[str]:
    if parts:
        amount = sum(round(100 * part.amount) for part in parts) / 100
        rules = phrases.plural(sum(len(part.moves) for part in parts), "rule")
        yield from _amount(amount, f"in {len(parts)} smaller parts, with {rules} (all in the JSON)")


def _move_words(move: RuleMove) -> str:
    if move.kind == CAME:
        points = f"came, {phrases.decibans(move.after)}"
    elif move.kind == WENT:
        points = f"went, {phrases.decibans(move.before)}"
    else:
        points = f"from {phrases.decibans(move.before)} to {phrases.decibans(move.after)}"
    return f"{move.rule}: {move.title}; {points}"


def _driver(assessment: Assessment, name: str) -> str:
    """Return the points of a driver, with those before its caps where they withhold some."""
    for driver in assessment.drivers:
        if driver.id == name:
            points = phrases.decibans(driver.points)
            capped = driver.uncapped != driver.points
            return f"{points} ({phrases.decibans(driver.uncapped)}, capped)" if capped else points
    return "none such"


def _withheld(assessment: Assessment, name: str) -> str:
    points = sum(one.uncapped - one.points for one in assessment.drivers if one.id == name)
    return phrases.decibans(points) if points else "nothing"


def _lift_words(rule: str, first: Assessment, other: Assessment) -> str:
    titles = {one.rule: f", {one.title}" for side in (first, other) for one in side.firings}
    before, after = (
        phrases.exact(sum(lift.points for lift in side.lifts if lift.by == rule))
        for side in (first, other)
    )
    by = (
        f"by the floor of {rule}{titles.get(rule, '')}" if rule else "where every open answer leads"
    )
    return f"lift {by}: {before} before, {after} after"


def _driver_title(assessments: Iterable[Assessment], name: str) -> str:
    titles = {driver.id: driver.title for one in assessments for driver in one.drivers}
    return titles[name]


def _amount(decibans: float, text: str) -> Iterator[str]:
    return wrapped(text, 0, f"{phrases.exact(decibans):>{_AMOUNT}}  ")
