"""A report as a fragment of HTML, to stand in somebody else's page.

It has no head, no script, no style of its own and no ids, and every class begins with the prefix of
the page's choice, so that it clashes with nothing and passes the strictest content security policy.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

from mandate.report.markup import flowing, link
from mandate.report.phrases import decibans, plural
from mandate.report.remedy_words import told_words
from mandate.report.telling import Told, ToldDriver, ToldReason
from mandate.wording import capitalised

PREFIX = "mandate"
DEEPEST = 4
"""The level of heading that the title of a report can stand at, at most: two more are below it."""
_SHAPE = re.compile(r"[A-Za-z][A-Za-z0-9_-]*")
_OWN = re.compile(rf"\.{PREFIX}\b")
_KINDS = {
    "disputed": "Disputed",
    "not known": "Not known",
    "known in part": "Known in part",
    "later": "For the shortlist, once there is one",
    "does not apply": "Does not apply",
}


@cache
def _style() -> str:
    return Path(__file__).with_name("fragment.css").read_text(encoding="utf-8")


def stylesheet(prefix: str = PREFIX) -> str:
    """Return the style sheet of fragments with that prefix: for a file of the page's own, or a
    ``<style>`` that its policy knows. It says nothing of any element outside a fragment.

    Raises ValueError where the prefix is not a name of letters, digits, hyphens and underscores.
    """
    return _OWN.sub(f".{_checked(prefix)}", _style())


def checked_level(level: object) -> int:
    """Return the level of a heading that leaves room for two below. Raises ValueError if none,
    TypeError for what is no whole number."""
    if not isinstance(level, int) or isinstance(level, bool):
        message = f"the level {level!a} is no whole number: expected 1 to {DEEPEST}"
        raise TypeError(message)
    if 1 <= level <= DEEPEST:
        return level
    message = f"there is no room for headings below level {level}: expected 1 to {DEEPEST}"
    raise ValueError(message)


def _checked(prefix: object) -> str:
    if not isinstance(prefix, str):
        message = f"the prefix has to be a text, not {prefix!a}"
        raise TypeError(message)
    if not _SHAPE.fullmatch(prefix):
        message = (
            f"the prefix {prefix!a} is no name: expected a letter, then letters, digits, - and _"
        )
        raise ValueError(message)
    return prefix


def render(told: Told, level: int, prefix: str = PREFIX, *, folded: bool = False) -> str:
    """Return the report as a fragment whose title is a heading of that *level*.

    *folded*, what is not read first stands in ``<details>`` that open on a click. Raises ValueError
    for a level or a prefix that cannot be.
    """
    made = _Fragment(told, checked_level(level), _checked(prefix), folded=folded)
    return "\n".join(made.lines()) + "\n"


class _Fragment:
    """Writes one fragment."""

    def __init__(self, told: Told, level: int, prefix: str, *, folded: bool) -> None:
        self._told, self._level, self._prefix, self._folded = told, level, prefix, folded

    def _class(self, *names: str) -> str:
        return f'class="{" ".join(f"{self._prefix}-{name}" for name in names)}"'

    def lines(self) -> Iterator[str]:
        yield f"<section {self._class('report')}>"
        yield from self._verdict()
        yield from self._section("Where the risk comes from", self._drivers(), open_=True)
        told = self._told
        if told.steps or told.questions:
            yield from self._section(told.first_title, self._first(), open_=True)
        count = f" ({len(told.reasons)})"
        yield from self._section(
            f"What raises the risk{count}", self._reasons(told.reasons, told.nothing_raises)
        )
        strengths = f"Strengths ({len(told.strengths)})"
        yield from self._section(strengths, self._reasons(told.strengths, told.no_strength))
        if told.conclusions:
            yield from self._section("What the reasons rest on", self._conclusions())
        for section in told.sections:
            yield from self._section(
                section.title,
                [*_list("ul", map(flowing, section.points)), *map(self._text, section.after)],
            )
        if told.open:
            title = f"What is open, not known or disputed ({len(told.open)})"
            yield from self._section(title, self._open())
        if told.candidate_questions:
            asked = (
                f"{flowing(one.question)} <small>{flowing(one.title)}</small>"
                for one in told.candidate_questions
            )
            yield from self._section("Questions a candidate should ask", _list("ul", asked))
        yield from self._section("How the score adds up", self._sum())
        if told.sources:
            listed = (f"{flowing(one.words)}{link(one.address)}" for one in told.sources)
            title = f"Sources ({len(told.sources)})"
            yield from self._section(title, _list("ul", listed))
        yield "</section>"

    def _heading(self, below: int, text: str, remark: str = "") -> str:
        tag = f"h{self._level + below}"
        beside = f" <small>{flowing(remark)}</small>" if remark else ""
        return f"<{tag}>{flowing(text)}{beside}</{tag}>"

    def _text(self, text: str, *names: str) -> str:
        if not text:
            return ""
        return f"<p{f' {self._class(*names)}' if names else ''}>{flowing(text)}</p>"

    def _section(self, title: str, body: Iterable[str], *, open_: bool = False) -> Iterator[str]:
        heading = self._heading(1, title)
        if self._folded and not open_:
            yield f"<details {self._class('part')}><summary>{heading}</summary>"
        else:
            yield f"<div {self._class('part')}>{heading}"
        yield from filter(None, body)
        yield "</details>" if self._folded and not open_ else "</div>"

    def _verdict(self) -> Iterator[str]:
        told = self._told
        yield self._heading(0, told.title)
        yield self._text(capitalised(told.frame), "frame")
        yield self._text(told.edition, "note")
        here = [one.here for one in told.bands].index(True)
        shade = round(4 * here / max(len(told.bands) - 1, 1))
        yield f"<div {self._class('verdict', f'shade-{shade}')}>"
        remark = f" <span>{flowing(told.rating_remark)}</span>" if told.rating_remark else ""
        yield f"<p {self._class('rating')}><strong>{flowing(told.rating)}</strong>{remark}</p>"
        yield f'<ol {self._class("bands")} aria-label="Bands, from low to high">'
        for band in told.bands:
            mark = f' {self._class("here")} aria-current="true"' if band.here else ""
            yield f"<li{mark}>{flowing(band.title)}</li>"
        yield "</ol>\n</div>"
        yield self._text(told.headline, "lead")
        yield from filter(None, map(self._text, (told.range, told.judgement, told.advice)))
        yield self._text(told.caution, "note")

    def _drivers(self) -> Iterator[str]:
        drivers = self._told.drivers
        yield self._text(self._told.points_note, "note")
        yield f"<table {self._class('drivers')}>\n<thead><tr>"
        yield f'<th scope="col">Driver</th><th scope="col" {self._class("number")}>Points</th>'
        yield '<td></td><th scope="col">Before the cap</th></tr></thead>\n<tbody>'
        most = max([1, *(abs(one.points) for one in drivers)])
        left = 0 if any(one.points < 0 for one in drivers) else 100  # no room for what is not there
        for one in drivers:
            capped = decibans(one.uncapped) if one.uncapped != one.points else ""
            yield (
                f'<tr><th scope="row">{flowing(one.title)}</th>'
                f"<td {self._class('number')}>{decibans(one.points)}</td>"
                f"<td>{self._bar(one, most, left)}</td><td>{capped}</td></tr>"
            )
        yield "</tbody>\n</table>"

    def _bar(self, driver: ToldDriver, most: int, left: int) -> str:
        """Return the points of a driver as a bar, to the right where they raise the risk. It
        repeats the number beside it, so a screen reader passes over it."""
        width = round(100 * abs(driver.points) / most)
        start = 100 if driver.points > 0 else 100 - width
        role = "raises" if driver.points > 0 else "lowers"
        return (
            f'<svg {self._class("bar")} viewBox="{left} 0 {200 - left} 12" width="{200 - left}" '
            'height="12" aria-hidden="true" focusable="false">'
            f'<rect {self._class(role)} x="{start}" y="1" width="{width}" height="10"></rect>'
            f'<rect {self._class("zero")} x="100" y="0" width="1" height="12"></rect></svg>'
        )

    def _first(self) -> Iterator[str]:
        told = self._told
        steps = (
            f"{flowing(one.text)} <small>{flowing(one.bears_on)}</small>" for one in told.steps
        )
        yield from _list("ol", steps)
        yield from _list("ol", map(flowing, told.questions))

    def _reasons(self, reasons: Iterable[ToldReason], otherwise: str) -> Iterator[str]:
        yield self._text(otherwise)
        for one in reasons:
            floor = f", floor: {one.floor}" if one.floor else ""
            yield f"<div {self._class('reason')}>"
            yield self._heading(2, one.title, f"{one.points}{floor}")
            yield self._text(f"{one.because} {one.expect}".rstrip())
            yield from _list("ul", map(flowing, one.evidence))
            yield from self._labelled("Together with", one.parts)
            done = [*one.remedies]
            if one.told_under:
                done.append(told_words(one.told_under, others=bool(done)))
            yield from self._labelled("What to do", done)
            yield self._text(capitalised(one.origin), "note")
            yield "</div>"

    def _labelled(self, label: str, texts: Iterable[str]) -> Iterator[str]:
        listed = list(_list("ul", map(flowing, texts)))
        if listed:
            yield self._text(label, "label")
            yield from listed

    def _conclusions(self) -> Iterator[str]:
        for one in self._told.conclusions:
            rule = f"<small>rule {flowing(one.rule)}</small>"
            yield f"<p><strong>{flowing(one.title)}</strong> {rule}: {flowing(one.because)}</p>"
            yield from _list("ul", map(flowing, one.evidence))

    def _open(self) -> Iterator[str]:
        for kind in dict.fromkeys(one.kind for one in self._told.open):
            listed = [flowing(one.text) for one in self._told.open if one.kind == kind]
            label = _KINDS.get(kind) or plural(len(listed), "open question")
            yield self._text(label, "label")
            yield from _list("ul", listed)

    def _sum(self) -> Iterator[str]:
        told = self._told
        yield f"<p>{'<br>'.join(map(flowing, told.sum))}</p>"
        yield from map(self._text, told.basis)
        yield self._text(told.receipt, "note")


def _list(tag: str, items: Iterable[str]) -> Iterator[str]:
    """Yield a list of HTML; nothing where there is nothing to list."""
    listed = [f"<li>{item}</li>" for item in items]
    if listed:
        yield f"<{tag}>"
        yield from listed
        yield f"</{tag}>"
