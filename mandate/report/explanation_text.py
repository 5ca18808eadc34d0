"""The explanation for a terminal: 80 columns, the sum first, then the rules, then what is near."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from mandate.explanation import (
    CASE,
    DRIVER,
    FIRES,
    OPEN,
    RULE,
    SET_ASIDE,
    SILENT,
    DriverExplanation,
    Explanation,
    RuleExplanation,
)
from mandate.report import caveats, judgement_words, phrases
from mandate.report.derivation_text import Trees, lack_words, points_words, rule_words
from mandate.report.text import Style, plain, wrapped
from mandate.wording import capitalised

NEAREST = 6
_AMOUNT = 8


def render(explanation: Explanation, style: Style = plain) -> str:
    """Return the explanation as text of at most 80 columns."""
    return "\n".join(_Report(explanation, style).lines()) + "\n"


class _Report:
    """Writes one report, section by section."""

    def __init__(self, explanation: Explanation, style: Style) -> None:
        self._explanation = explanation
        self._style = style
        self._rules = {rule.rule: rule for rule in explanation.rules}

    def lines(self) -> Iterator[str]:
        explanation = self._explanation
        yield from wrapped(explanation.case.title)
        yield from self._styled(
            wrapped(phrases.frame_words(explanation.pack, explanation.case)), "dim"
        )
        subject = explanation.subject
        if subject.kind == CASE:
            yield from self._case()
        elif subject.kind == DRIVER:
            yield from self._driver(explanation.drivers[0])
        else:
            yield from self._rule() if subject.kind == RULE else self._finding()

    def _styled(self, lines: Iterable[str], role: str) -> Iterator[str]:
        return (self._style(line, role) for line in lines)

    def _heading(self, text: str) -> Iterator[str]:
        yield ""
        yield from self._styled(wrapped(text), "heading")

    def _case(self) -> Iterator[str]:
        explanation = self._explanation
        yield from self._heading("HOW THE TOTAL COMES ABOUT, IN DECIBANS")
        yield from _amount(explanation.base, "base: where a case starts of which nothing is known")
        for driver in explanation.drivers:
            yield from _amount(self._worth(driver), self._driver_words(driver))
        for lift in explanation.lifts:
            by = f"by the rule {lift.by}" if lift.by else "where every open answer leads"
            yield from _amount(lift.points, f"lift to the band {lift.band}, {by}")
        band = explanation.band_title
        total = f"in all: a score of {explanation.score} of 100, {band.lower()}"
        yield from self._styled(_amount(explanation.total, total), "heading")
        yield from wrapped(caveats.rests_on(explanation.facts_known, explanation.facts_total))
        caution = caveats.caution_on(explanation.measures, explanation.calibrated)
        yield from self._styled(wrapped(caution), "dim")
        yield from self._fired()
        yield from self._aside()
        yield from self._nearest(SILENT, explanation.silent)
        yield from self._nearest(OPEN, explanation.waiting)
        yield ""
        yield from self._styled(
            wrapped(
                "The tree behind any of these: mandate explain CASE ID, with the id of a rule, of "
                "a finding or of a driver."
            ),
            "dim",
        )

    def _worth(self, driver: DriverExplanation) -> float:
        return round(self._explanation.scale * 100) * driver.entry.points / 100

    def _driver_words(self, driver: DriverExplanation) -> str:
        _, title, points, uncapped, _ = driver.entry
        capped = f" ({phrases.decibans(uncapped)}, capped)" if uncapped != points else ""
        scale = f"{self._explanation.scale:g} x {phrases.decibans(points)}"
        return f"{title}: {scale}{capped}"

    def _fired(self) -> Iterator[str]:
        fired = [rule for rule in self._rules.values() if rule.outcome == FIRES]
        count = f"{len(fired)} of {phrases.plural(len(self._rules), 'rule')}"
        yield from self._heading(f"WHAT FIRES ({count})")
        if not fired:
            yield "Nothing."
        for driver in self._explanation.drivers:
            of_driver = [one for one in fired if one.rule in driver.rules]
            if of_driver:
                yield from wrapped(f"{driver.entry.title} ({driver.entry.id})")
                yield from self._outline(sorted(of_driver, key=lambda one: -abs(one.points)))
        others = [one for one in fired if one.driver is None]
        if others:
            yield "Without points"
            yield from self._outline(others)

    def _aside(self) -> Iterator[str]:
        judgement = self._explanation.judgement
        if judgement:
            yield from self._heading(f"SET ASIDE BY JUDGEMENT ({len(judgement.set_aside)})")
            for one in judgement.set_aside:
                yield from wrapped(judgement_words.set_aside_words(one), 0, "- ")
            yield from wrapped(judgement_words.fallen_words(judgement))
            yield from wrapped(judgement_words.rating_words(judgement))

    def _who_set_aside(self, name: str) -> Iterator[str]:
        judgement = self._explanation.judgement
        for one in judgement.set_aside if judgement else ():
            if one.rule == name:
                yield from wrapped(judgement_words.reason_words(one))

    def _outline(self, rules: Iterable[RuleExplanation]) -> Iterator[str]:
        for rule in rules:
            role = "risk" if rule.points > 0 else "relief" if rule.points < 0 else "dim"
            points = phrases.decibans(rule.points) if rule.driver else ""
            floor = f"; floor: {rule.floor}" if rule.floor else ""
            concludes = f"; concludes {', '.join(rule.concludes)}" if rule.concludes else ""
            text = f"{rule.rule}: {rule.title}{floor}{concludes}"
            yield from self._styled(wrapped(text, 2, f"{points:>3}  "), role)

    def _nearest(self, outcome: str, names: tuple[str, ...]) -> Iterator[str]:
        if not names:
            return
        why = "AN ANSWER SAYS NO" if outcome == SILENT else "AN ANSWER IS MISSING"
        shown = names[:NEAREST]
        count = f"{len(shown)} of {len(names)}" if len(shown) < len(names) else f"{len(names)}"
        yield from self._heading(f"NEAREST MISSES, WHERE {why} ({count})")
        yield from self._misses(shown)

    def _misses(self, names: Iterable[str]) -> Iterator[str]:
        for number, name in enumerate(names, start=1):
            rule = self._rules[name]
            yield from wrapped(rule_words(rule), 0, f"{number}. ")
            yield from self._lacking(rule, 3)

    def _lacking(self, rule: RuleExplanation, indent: int) -> Iterator[str]:
        if rule.held:
            conditions = rule.held + len(rule.lacking)
            yield from wrapped(f"{rule.held} of {conditions} conditions hold; lacking:", indent)
        for lack in rule.lacking:
            yield from wrapped(lack_words(lack, rule.rule), indent, "- ")

    def _rule(self) -> Iterator[str]:
        name = self._explanation.subject.id
        rule = self._rules[name]
        yield from self._heading(f"RULE {name}: {_OUTCOME_WORDS[rule.outcome]}")
        yield from wrapped(self._effect_words(rule))
        yield from self._who_set_aside(name)
        yield ""
        yield from self._trees([name])
        if rule.lacking:
            yield ""
            also = " as well" if rule.outcome == SET_ASIDE else ""
            yield f"What keeps it from firing{also}:"
            yield from self._lacking(rule, 0)

    def _trees(self, names: Iterable[str]) -> Iterator[str]:
        yield from Trees(self._explanation).lines(names)

    def _effect_words(self, rule: RuleExplanation) -> str:
        """Return what a rule does, or would do, beside concluding."""
        drivers = [driver.entry.title for driver in self._explanation.drivers]
        effects = [f"{points_words(rule)} to {title}" for title in drivers]
        if rule.floor:
            effects.append(f"floor: at least {rule.floor}")
        if rule.concludes:
            effects.append(f"concludes {', '.join(rule.concludes)}")
        words = "; ".join(effects)
        return f"{capitalised(words)}."

    def _finding(self) -> Iterator[str]:
        (finding,) = (
            one for one in self._explanation.findings if one.id == self._explanation.subject.id
        )
        yield from self._heading(f"FINDING {finding.id}: {finding.outcome.upper()}")
        yield from wrapped(f"{finding.title}: {finding.meaning}")
        yield ""
        yield from self._trees(sorted(finding.rules, key=self._by_outcome))

    def _by_outcome(self, name: str) -> int:
        return (FIRES, SET_ASIDE, OPEN, SILENT).index(self._rules[name].outcome)

    def _driver(self, driver: DriverExplanation) -> Iterator[str]:
        entry = driver.entry
        yield from self._heading(f"DRIVER {entry.id}: {phrases.decibans(entry.points)}")
        caps = f"from {phrases.decibans(entry.caps.relief)} to {phrases.decibans(entry.caps.risk)}"
        sums = f"its rules add up to {phrases.decibans(entry.uncapped)}"
        worth = phrases.exact(self._worth(driver))
        yield from wrapped(
            f"{entry.title}: {sums}; it may contribute {caps}, so it counts "
            f"{phrases.decibans(entry.points)}. Times the scale of {self._explanation.scale:g} "
            f"that is {worth} of a total of {phrases.exact(self._explanation.total)} decibans."
        )
        mine = [self._rules[name] for name in driver.rules]
        for outcome, title in (
            (FIRES, "WHAT FIRES"),
            (SET_ASIDE, "SET ASIDE BY JUDGEMENT"),
            (SILENT, "WHERE AN ANSWER SAYS NO, the nearest first"),
            (OPEN, "WHERE AN ANSWER IS MISSING, the nearest first"),
        ):
            of_outcome = {one.rule for one in mine if one.outcome == outcome}
            if of_outcome:
                yield from self._heading(f"{title} ({len(of_outcome)})")
            if outcome == FIRES:
                fired = [one for one in mine if one.rule in of_outcome]
                yield from self._reasons(sorted(fired, key=lambda one: -abs(one.points)))
            elif outcome == SET_ASIDE:
                for name in sorted(of_outcome):
                    yield from wrapped(rule_words(self._rules[name]), 0, "- ")
                    yield from self._who_set_aside(name)
            else:
                ranked = (*self._explanation.silent, *self._explanation.waiting)
                yield from self._misses(name for name in ranked if name in of_outcome)

    def _reasons(self, rules: Iterable[RuleExplanation]) -> Iterator[str]:
        for rule in rules:
            yield from self._outline([rule])
            yield from wrapped(rule.because, 7)


_OUTCOME_WORDS = {
    FIRES: "FIRES",
    SILENT: "SILENT, for an answer says no",
    OPEN: "OPEN, for an answer is missing",
    SET_ASIDE: "SET ASIDE BY JUDGEMENT",
}


def _amount(decibans: float, text: str) -> Iterator[str]:
    return wrapped(text, 0, f"{phrases.exact(decibans):>{_AMOUNT}}  ")
