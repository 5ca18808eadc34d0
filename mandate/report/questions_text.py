"""The questions of a case, to be put to somebody: as text, or as Markdown for an e-mail."""

from __future__ import annotations

from collections.abc import Iterator

from mandate.facts import Fact
from mandate.pack.model import Pack
from mandate.questions.listing import Question, Questions
from mandate.report.markdown import escape
from mandate.report.phrases import plural
from mandate.report.text import Style, plain, wrapped
from mandate.wording import capitalised

UNSETTLED = "Asked already, and left open"
UNPROVED = "Whether it can change the band is not proved: it may turn out that it cannot."


def range_words(questions: Questions, pack: Pack) -> str:
    """Return between which scores and bands the open questions leave a case."""
    span = questions.range
    titles = {band.id: band.title.lower() for band in pack.bands}
    first, last = titles[span.bands[0]], titles[span.bands[-1]]
    bands = first if span.decided else f"{first} to {last}"
    scores = f"{span.low}" if span.low == span.high else f"{span.low} to {span.high}"
    least = "" if span.exact else "at most "
    return f"{least}{scores} of 100, {bands}"


def opening(questions: Questions, pack: Pack) -> str:
    """Return how many questions there are, and what they can do."""
    matter, report = len(questions.matter), len(questions.for_report)
    said = f"What is known leaves the risk at {range_words(questions, pack)}."
    fuller = f"{plural(report, 'question')} would make the report fuller."
    if not matter and questions.range.decided:
        rest = f"No answer can change the band; {fuller}" if report else "There is nothing to ask."
        return f"{said} {rest}"
    if not matter:
        here = f" No answer here can change that; {fuller}" if report else ""
        return f"{said}{here} {_left_open(questions)}"
    said += f" {plural(matter, 'question')} can still change the band, the most valuable first"
    said += f"; {report} more would make the report fuller." if report else "."
    unproved = sum(not one.is_proved for one in questions.matter)
    return f"{said} Of {unproved} of them this is not proved (see there)." if unproved else said


def _left_open(questions: Questions) -> str:
    """Return what leaves the band open, where no question does."""
    if questions.elsewhere:
        return f"{plural(questions.elsewhere, 'question')} to others can."
    return f"What leaves the band open has been asked, and is not settled: {_again(questions)}."


def _again(questions: Questions) -> str:
    ask = "ask again" if questions.by else "ask somebody else, by name (--as)"
    return f"{ask}, put answers that differ to those who gave them, or look for documents"


def answers(fact: Fact) -> tuple[tuple[str, str], ...]:
    """Return the answers to a question, each with what anchors it; of a number, its range."""
    if fact.type == "yes_no":
        return (("yes", ""), ("no", ""))
    if fact.type == "number":
        unit = f" ({fact.unit})" if fact.unit else ""
        return ((f"{fact.expected}{unit}", ""),)
    return tuple((level.words, level.text) for level in fact.levels)


def render(questions: Questions, pack: Pack, style: Style = plain) -> str:
    """Return the questions as text of at most 80 columns, and what is not asked again."""

    def lines() -> Iterator[str]:
        yield from wrapped(questions.case.title)
        yield ""
        yield from wrapped(opening(questions, pack))
        for title, part, first in _parts(questions):
            yield ""
            yield style(title, "heading")
            for number, question in enumerate(part, first):
                yield ""
                yield from wrapped(question.fact.question, hang=f"{number:2}. ")
                yield from wrapped(f"Ask: {question.fact.ask}. {question.fact.why}", 4)
                if not question.is_proved:
                    yield from wrapped(UNPROVED, 4)
                for words, text in _asked(question):
                    yield from wrapped(f"{words}: {text}" if text else words, 4, "[ ] ")
        if questions.unsettled:
            yield ""
            yield style(UNSETTLED, "heading")
            yield ""
            for fact in questions.unsettled:
                yield from wrapped(f"{fact.title}. Ask: {fact.ask}.", hang="- ")
            if questions.matter:  # else the opening has said it
                yield ""
                yield from wrapped(capitalised(f"{_again(questions)}."))

    return "\n".join(lines()) + "\n"


def render_markdown(questions: Questions, pack: Pack) -> str:
    """Return the questions as Markdown."""

    def lines() -> Iterator[str]:
        yield f"# {escape(questions.case.title)}"
        yield ""
        yield escape(opening(questions, pack))
        for title, part, first in _parts(questions):
            yield ""
            yield f"## {title}"
            for number, question in enumerate(part, first):
                yield ""
                yield f"{number}. **{escape(question.fact.question)}**  "
                yield f"   *Ask: {escape(question.fact.ask)}.* {escape(question.fact.why)}"
                if not question.is_proved:
                    yield f"   {UNPROVED}"
                yield ""
                for words, text in _asked(question):
                    yield f"   - [ ] {_markdown_answer(words, text)}"

    return "\n".join(lines()) + "\n"


def _markdown_answer(words: str, text: str) -> str:
    return f"{escape(words)}: {escape(text)}" if text else escape(words)


def _asked(question: Question) -> Iterator[tuple[str, str]]:
    fact = question.fact
    if fact.type == "checklist":
        yield from ((one.words, one.text) for one in fact.levels if one.id in question.items)
    else:
        yield from answers(fact)
    yield "don't know", ""


_Part = tuple[str, tuple[Question, ...], int]


def _parts(questions: Questions) -> Iterator[_Part]:
    if questions.matter:
        yield "What can still change the band", questions.matter, 1
    if questions.for_report:
        yield "For the report", questions.for_report, len(questions.matter) + 1
