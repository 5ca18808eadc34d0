"""The advisory report as one plain immutable value: what every format of it tells.

Texts are ready to read, and hostile text in them is still text: each format escapes it. Points are
those of the pack before its scale; totals are decibans.
"""

from __future__ import annotations

from mandate.advice.plan import Advice
from mandate.assessment import Assessment
from mandate.one_way import Sensitivity
from mandate.serialization import from_json, to_json
from mandate.tuples import NamedTuple

SCHEMA_VERSION = "1.0.0"

GO, CONDITIONS, PAUSE, UNDECIDED = VERDICTS = ("go", "conditions", "pause", "undecided")


class Summary(NamedTuple):
    """The page that is read first.

    ``verdict`` is ``go``, ``conditions`` (go, with conditions), ``pause``, or ``undecided`` where
    too little is known. ``causes`` and ``fixes`` are three at most; instead of fixes there may be
    ``questions``, three at most. ``smallest`` is the one step that lowers the score most, or empty.
    """

    verdict: str
    verdict_words: str
    reason: str
    rating: str
    headline: str
    range: str
    causes: tuple[str, ...]
    fixes: tuple[str, ...]
    questions: tuple[str, ...]
    smallest: str
    strength: str
    cautions: tuple[str, ...]


class Scope(NamedTuple):
    """What the report rests on: who was ``asked``, as posts, and what is ``unknown``, in words."""

    asked: tuple[str, ...]
    documents: int
    facts_known: int
    facts_total: int
    confidence: str
    confidence_reason: str
    unknown: tuple[str, ...]
    questions: tuple[str, ...]
    later: tuple[str, ...]
    applies_not: tuple[str, ...]
    judgement: tuple[str, ...]


class Point(NamedTuple):
    """A finding of the report: a rule that fired with all that is shown under it.

    ``effect`` sums the points of the rule and its ``parts``; ``told_under`` names the findings
    above that have told its other remedies. ``in_brief`` has its remedies with who and by when
    alone.
    """

    rule: str
    title: str
    effect: int
    floor: str
    because: str
    expect: str
    evidence: tuple[str, ...]
    parts: tuple[str, ...]
    remedies: tuple[str, ...]
    in_brief: tuple[str, ...]
    told_under: tuple[str, ...]
    origin: str


class FactRow(NamedTuple):
    """A fact in one of the tables: how it stands, and what that counts.

    ``place`` is that of its level among ``levels``, from 1 for the worst, where the level is known
    and has a place in their order; else 0. ``points`` is what the rules on this fact alone count,
    ``bears_on`` titles the patterns and other rules it is part of. ``step`` is what to do next.
    """

    fact: str
    title: str
    shown_as: str
    words: str
    level: str
    place: int
    levels: tuple[str, ...]
    points: int
    bears_on: tuple[str, ...]
    step: str


class Move(NamedTuple):
    """A fact that moves the score by itself: to ``low`` with one answer, to ``high`` with another.

    ``words`` says so in a sentence. ``bands`` are those of the two ends.
    """

    fact: str
    title: str
    low: int
    high: int
    bands: tuple[str, str]
    words: str


class Deed(NamedTuple):
    """Something to do: by whom, when, at what effort; ``bears_on`` titles the findings it is for.

    ``cures`` is whether it settles the matter, ``on_way`` whether it is a step of the cheapest way
    advised, or takes some of them and changes nothing else. One whose time has passed is ``late``;
    one that can be done at no later stage has its ``last_chance``.
    """

    text: str
    owner: str
    when: str
    effort: str
    cures: bool
    on_way: bool
    late: bool
    last_chance: bool
    bears_on: tuple[str, ...]


class Period(NamedTuple):
    """What is to be done by a time: what is on the way advised first, then in order of effect.

    ``more`` counts what is not listed.
    """

    when: str
    title: str
    deeds: tuple[Deed, ...]
    more: int


class CandidateQuestion(NamedTuple):
    """What a candidate should ask, what it is about, and the points at stake: where nobody could
    say, or to ``check`` what the weightiest findings rest on."""

    question: str
    title: str
    at_stake: int
    check: bool


class Answer(NamedTuple):
    """What is known of a fact, and who said so."""

    fact: str
    theme: str
    title: str
    words: str
    by: str


class Fired(NamedTuple):
    """A rule that fired, in the order of firing."""

    order: int
    rule: str
    title: str
    driver: str
    points: int
    because: str


class Source(NamedTuple):
    """A source of the case or of a rule that fired."""

    words: str
    address: str


class AdvisoryReport(NamedTuple):
    """An advisory report on one case.

    ``date`` is the one it was given (a text, empty for none); ``reader`` is ``client``,
    ``candidate`` ..., empty for the consultant, whose report is of the whole case.
    ``organisation``, ``role`` and ``about``, its summary, are what the case says of itself, as far
    as the reader may see it; each may be empty. ``asked``,
    ``levers`` and ``time`` are the expectation check, ``disciplines`` the readiness of the company,
    ``peers`` the political map; a pack that marks no facts for them has none. ``conditions`` come
    before the offer, ``hundred_days`` after it. A candidate is not told to ask for what can be done
    only before there is an offer; ``assessment`` has it all.
    """

    schema: str
    date: str
    reader: str
    title: str
    organisation: str
    role: str
    about: str
    summary: Summary
    scope: Scope
    findings: tuple[Point, ...]
    strengths: tuple[Point, ...]
    no_strength: str
    asked: tuple[FactRow, ...]
    levers: tuple[FactRow, ...]
    time: tuple[FactRow, ...]
    trade_off: str
    disciplines: tuple[FactRow, ...]
    peers: tuple[FactRow, ...]
    moves: tuple[Move, ...]
    conditions: tuple[Period, ...]
    hundred_days: tuple[Period, ...]
    candidate_questions: tuple[CandidateQuestion, ...]
    answers: tuple[Answer, ...]
    firings: tuple[Fired, ...]
    sources: tuple[Source, ...]
    basis: tuple[str, ...]
    assessment: Assessment
    sensitivity: Sensitivity
    advice: Advice | None

    def to_json(self) -> str:
        """Return the report as JSON text: the same bytes for the same report."""
        return to_json(self)

    @classmethod
    def from_json(cls, text: str) -> AdvisoryReport:
        """Return the report that JSON *text* holds; raises ValueError if it holds none."""
        return from_json(cls, text)
