"""The conversation of an interview: it asks, listens and saves; what to ask is the library's."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

import click

from mandate.case_writing import Value
from mandate.cli.choosing import (
    Choice,
    by_typing,
    has_arrow_keys,
    line_typed,
    width_shown,
    with_arrows,
)
from mandate.cli.output import style
from mandate.cli.saving import Saver
from mandate.errors import CaseError, OutputError, visible
from mandate.facts import NOT_KNOWN, Fact
from mandate.interview import Interview, Interviewer
from mandate.pack.model import Pack
from mandate.questions.listing import Question
from mandate.questions.typed import typed_value
from mandate.report.phrases import plural
from mandate.report.questions_text import UNPROVED, range_words

_ACTIONS = (
    Choice("?", "don't know"),
    Choice("w", "why do you ask?"),
    Choice("e", "a note on the evidence"),
    Choice("b", "back"),
    Choice("s", "skip this theme"),
    Choice("q", "stop here"),
)
_SHOWN = 6


class Conversation:
    """Talks to one person at a terminal."""

    def __init__(
        self, pack: Pack, interviewer: Interviewer, saver: Saver, *, plain: bool = False
    ) -> None:
        self._pack = pack
        self._interviewer = interviewer
        self._saver = saver
        self._plain = plain or not has_arrow_keys()
        self._place = 0

    def lead(self, state: Interview, *, until_decided: bool = False) -> Interview:
        """Return the state in which there is nothing left to ask, or nobody wants to go on."""
        while True:
            is_settled = state.questions.range.decided or not state.questions.matter
            if until_decided and state.questions.range.decided:
                self._say("The band is settled: no answer can change it any more.")
                return state
            if not state.for_report and is_settled and state.questions.for_report:
                if until_decided:
                    self._say("Nothing that is left to ask settles the band.")
                    return state
                if not self._wants_report(state):
                    return state
                state = self._interviewer.go_on(state)
            if not state.left:
                if state.skipped:
                    left = plural(state.skipped, "question")
                    self._say(f"{left} in themes that you skipped can still change the band.")
                return state
            after = self._ask(state)
            if after is None:
                return state
            state = after

    def _wants_report(self, state: Interview) -> bool:
        span = range_words(state.questions, self._pack)
        more = plural(len(state.questions.for_report), "question")
        self._say(
            f"The risk is {span}: nothing that is left to ask can change the band. {more} would "
            "make the report fuller."
        )
        return click.confirm("Go on, for the report?", default=False)

    def _ask(self, state: Interview) -> Interview | None:
        """Return the state after one question; None to stop."""
        question, note = state.left[0], ""
        item = question.items[0] if question.items else ""
        self._put(state, question, item)
        self._place = 0
        while True:
            reply = self._reply(question.fact)
            if reply == "q":
                return None
            if reply == "w":
                self._say_why(question)
            elif reply == "e":
                note = line_typed("Note on the evidence")
            elif reply == "b":
                if state.earlier is None:
                    self._say("This is the first question of this interview.")
                else:
                    return self._saved(self._interviewer.back(state))
            elif reply == "s":
                return self._interviewer.skip_theme(state)
            else:
                after = self._answered(state, item, reply, note)
                if after is not None:
                    return after

    def _answered(self, state: Interview, item: str, reply: str, note: str) -> Interview | None:
        """Return the state after an answer; None where it is none that can be."""
        fact = state.left[0].fact
        value = _value(fact, reply)
        if value is None:
            self._say(f"'{reply}' is no answer: {_expected(fact)}." if reply else _expected(fact))
            return None
        try:
            after = self._interviewer.answer(state, item, value, note)
        except CaseError as error:
            told = "; ".join(dict.fromkeys(fault.message for fault in error.faults))
            self._say(f"That cannot be. {told}")
            return None
        return self._saved(after)

    def _saved(self, after: Interview) -> Interview:
        """Return the state once it is saved; raises OutputError where that is given up."""
        while not self._is_saved(after):
            self._say("This answer is not saved; those before it are.")
            if not click.confirm("Try again?", default=True):
                self._saver.save(after.written.text)
        return after

    def _is_saved(self, after: Interview) -> bool:
        try:
            self._saver.save(after.written.text)
        except OutputError as error:
            click.echo(str(error), err=True)
            return False
        return True

    def _put(self, state: Interview, question: Question, item: str) -> None:
        fact = question.fact
        left = plural(len(state.left), "question")
        click.echo()
        self._say(f"Risk: {range_words(state.questions, self._pack)} | {left} left", "dim")
        self._say(f"{fact.theme}: {fact.title}", "dim")
        self._say(fact.question, "heading")
        if item:
            level = next(one for one in fact.levels if one.id == item)
            place = len(fact.levels) - len(question.items) + 1
            self._say(f"{place} of {len(fact.levels)}: {level.words}. {level.text}")

    def _reply(self, fact: Fact) -> str:
        choices = list(_choices(fact))
        if fact.type == "number":
            self._say(f"({_expected(fact)})")
        reply = None
        if not self._plain:
            menu = choices if fact.type != "number" else [Choice("#", "a number"), *choices]
            chosen = with_arrows(menu, self._place)
            reply, self._place = chosen or (None, 0)
        if reply is None:
            reply = by_typing(choices)
        if reply == "#":
            return line_typed("Number, or two such as 2 to 5")
        if reply == "o" and _takes_several(fact):
            self._say_all(fact)
            return line_typed("Which of them, such as 1 or 2")
        return reply.lower() if len(reply) == 1 else reply

    def _say_all(self, fact: Fact) -> None:
        if fact.type != "number":
            for number, label in enumerate(_in_order(fact), 1):
                self._say(f"{number}  {fact.words(label)}")

    def _say_why(self, question: Question) -> None:
        self._say(question.fact.why)
        if not question.is_proved:
            self._say(UNPROVED)
        for one in question.waiting[:_SHOWN]:
            self._say(f"- waits for it: {one.title} ({_points(one.low, one.high)})")
        if len(question.waiting) > _SHOWN:
            self._say(f"- and {plural(len(question.waiting) - _SHOWN, 'rule')} more")

    def _say(self, text: str, role: str = "") -> None:
        for line in textwrap.wrap(visible(text), width_shown(), break_on_hyphens=False):
            click.echo(style(line, role) if role else line)


def _takes_several(fact: Fact) -> bool:
    """Return whether an answer can leave some of several values possible."""
    return fact.type != "checklist" and len(fact.labels) > 2


def _choices(fact: Fact) -> Iterator[Choice]:
    """Yield the answers to a question, numbered, then what else can be done."""
    if fact.type != "number":
        anchors = {level.id: level.text for level in fact.levels}
        for number, label in enumerate(_in_order(fact), 1):
            yield Choice(str(number), fact.words(label), anchors.get(label, ""))
        if _takes_several(fact):
            yield Choice("o", "one of several")
    yield from _ACTIONS


def _in_order(fact: Fact) -> tuple[str, ...]:
    """Return the values as they are offered: yes before no."""
    return ("yes", "no") if fact.labels == ("no", "yes") else fact.labels


def _value(fact: Fact, reply: str) -> Value | None:
    """Return the value that a reply stands for: its number in the list, what is typed, or several
    of either."""
    listed = () if fact.type == "number" else _in_order(fact)
    return NOT_KNOWN if reply == "?" else typed_value(fact, reply, listed)


def _expected(fact: Fact) -> str:
    if fact.type == "number":
        unit = f", in {fact.unit}" if fact.unit and fact.unit not in fact.expected else ""
        return f"expected {fact.expected}{unit}"
    several = " or several such as 1 or 2," if _takes_several(fact) else ""
    return f"expected a number from 1 to {len(fact.labels)},{several} or one of ? w n b s q"


def _points(low: int, high: int) -> str:
    ends = [f"{one:+d}" for one in (low, high) if one]
    return f"{' or '.join(ends)} points" if ends else "which other rules read"
