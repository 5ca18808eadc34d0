"""Derivations as trees of text: the truth of every node in the first column, then what the
condition asks for, and below it what is known."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from mandate.assessment import Evidence, FactEvidence
from mandate.explanation import FIRES, SET_ASIDE, Derivation, Explanation, Lack, RuleExplanation
from mandate.report import phrases
from mandate.report.evidence_words import said_words
from mandate.wording import NOT_KNOWN_WORDS, OPEN_WORDS
from mandate.wrapping import in_lines

_MARK = 8
_DEEPEST = 20  # columns of guides, past which a rule is explained after the others

_MARKS = {SET_ASIDE: "aside"}
_UNSAID = {
    OPEN_WORDS: "nothing, nobody was asked",
    NOT_KNOWN_WORDS: "nothing, asked and nobody could say",
}


class Trees:
    """Writes the trees of some rules, each rule once: where it is met again, a line refers to it.

    A tree holds those of the rules behind the findings it reads.
    """

    def __init__(self, explanation: Explanation) -> None:
        self._rules = {rule.rule: rule for rule in explanation.rules}
        self._concluding = {finding.id: finding.rules for finding in explanation.findings}
        self._written: set[str] = set()
        self._left: list[str] = []

    def lines(self, rules: Iterable[str]) -> Iterator[str]:
        """Yield the trees of *rules*, and then of those that stood too deep in them."""
        self._left += rules
        while self._left:
            name = self._left.pop(0)
            if name not in self._written:
                if self._written:
                    yield ""
                yield from self._rule(name, "", "")

    def _rule(self, name: str, first: str, rest: str) -> Iterator[str]:
        """Yield the tree of a rule; its first line begins with the guides *first*, the others
        with *rest*."""
        rule = self._rules[name]
        known = name in self._written
        deep = len(rest) > _DEEPEST
        where = " (explained above)" if known else " (explained below)" if deep else ""
        yield from _wrapped(
            _MARKS.get(rule.outcome, rule.outcome), first, rest, f"{rule_words(rule)}{where}"
        )
        if deep and not known:
            self._left.append(name)
        elif not known:
            self._written.add(name)
            if rule.because:
                yield from _wrapped("", f"{rest}  ", f"{rest}  ", rule.because)
            yield from self._node(rule.condition, f"{rest}└ ", f"{rest}  ")

    def _node(self, node: Derivation, first: str, rest: str) -> Iterator[str]:
        yield from _wrapped(node.truth, first, rest, node.expected)
        if node.finding is None and not node.children:
            below = f"{rest}  "
            yield from _wrapped("", below, below, f"known: {known_words(node.actual, node.points)}")
        rules = self._concluding[node.finding] if node.finding is not None else ()
        last = len(node.children) + len(rules) - 1
        for place, child in enumerate(node.children):
            yield from self._node(child, *_guides(rest, is_last=place == last))
        for place, rule in enumerate(rules):
            yield from self._rule(rule, *_guides(rest, is_last=place == last))


def _guides(rest: str, *, is_last: bool) -> tuple[str, str]:
    return (f"{rest}└ ", f"{rest}  ") if is_last else (f"{rest}├ ", f"{rest}│ ")


def _wrapped(mark: str, first: str, rest: str, text: str) -> Iterator[str]:
    yield from in_lines(text, first=f"{mark:{_MARK}} {first}", rest=f"{'':{_MARK}} {rest}")


def rule_words(rule: RuleExplanation) -> str:
    """Return a rule with what it does when it fires: ``figurehead: A figurehead role, +3``."""
    points = f", {points_words(rule)}" if rule.driver else ""
    floor = f", floor: {rule.floor}" if rule.floor else ""
    return f"{rule.rule}: {rule.title}{points}{floor}"


def points_words(rule: RuleExplanation) -> str:
    """Return the points of a rule: those that it adds, or all that it could."""
    if rule.outcome == FIRES:
        return phrases.decibans(rule.points)
    return f"would add {_range(rule.possible)}"


def _range(points: tuple[int, ...]) -> str:
    if len(points) == 1:
        return phrases.decibans(points[0])
    return f"{phrases.decibans(points[0])} to {phrases.decibans(points[-1])}"


def known_words(actual: Iterable[Evidence], points: tuple[int, ...] = ()) -> str:
    """Return what is known of the facts a condition reads, who says so, and the points of that."""
    facts = [one for one in actual if isinstance(one, FactEvidence)]
    told = [f"{one.title}: {_fact_words(one)}" for one in facts]
    words = "; ".join(told) if len(told) > 1 else "".join(map(_fact_words, facts))
    if not points:
        return words
    verb = "which carries" if len(points) == 1 else "which can carry"
    return f"{words}, {verb} {_range(points)}"


def _fact_words(evidence: FactEvidence) -> str:
    said = said_words(evidence)
    words = _UNSAID.get(evidence.words, evidence.words)
    return f"{words} ({said})" if said else words


def lack_words(lack: Lack, rule: str) -> str:
    """Return a condition that keeps *rule* from firing, and what is known instead."""
    behind = f" (for the rule {lack.rule})" if lack.rule != rule else ""
    off = f", {lack.distance} off" if lack.distance else ""
    known = known_words(lack.actual)
    told = f"known: {known}" if known else "the rules that conclude it are set aside"
    return f"{lack.truth}: {lack.expected}{behind}; {told}{off}"
