"""The questions of a case as a document of their own, for a form or a portal to put to people."""

from __future__ import annotations

from mandate.assessment import CaseReference, PackReference
from mandate.case_range import Range
from mandate.facts import NOT_KNOWN, Fact
from mandate.questions.listing import Question, Questions
from mandate.questions.worth import Waiting
from mandate.serialization import to_json
from mandate.tuples import NamedTuple

SCHEMA_VERSION = "1.0.0"


class AnswerChoice(NamedTuple):
    """An answer, or an item of a checklist: as a case writes it, as it reads, what anchors it."""

    value: str
    words: str
    text: str


class QuestionEntry(NamedTuple):
    """A question to put to ``ask``.

    One of the ``answers`` is given, of a checklist one for each of its ``items``; a number has no
    answers but what is ``expected``. The answers move the total by ``moves`` decibans in the mean
    where the band hangs on it, and at least ``settles`` of the ``settles_of`` that were tried
    settle the band. ``waiting`` are the rules that wait for the answer. Unless ``proved``, a limit
    was hit before it was settled whether an answer can change the band.
    """

    fact: str
    title: str
    theme: str
    ask: str
    question: str
    why: str
    type: str
    expected: str
    items: tuple[AnswerChoice, ...]
    answers: tuple[AnswerChoice, ...]
    moves: float
    settles: int
    settles_of: int
    waiting: tuple[Waiting, ...]
    proved: bool


class Questionnaire(NamedTuple):
    """What can still be asked about a case, in the order to ask it in.

    An answer to a question that ``matter`` holds can change the band; none to one of
    ``for_report`` can, however the others turn out. ``by`` is who is asked (empty: nobody in
    particular), ``later`` the facts that cannot be asked at the stage yet, ``unsettled`` those that
    were asked and are left open. Where these are the questions to one ``post`` (empty: to all),
    ``elsewhere`` counts those to others that can change the band.
    """

    schema: str
    pack: PackReference
    case: CaseReference
    by: str
    range: Range
    matter: tuple[QuestionEntry, ...]
    for_report: tuple[QuestionEntry, ...]
    later: tuple[str, ...]
    unsettled: tuple[str, ...]
    post: str
    elsewhere: int

    def to_json(self) -> str:
        """Return the questionnaire as JSON text: the same bytes for the same one."""
        return to_json(self)


def questionnaire_of(questions: Questions) -> Questionnaire:
    """Return questions as a document."""
    return Questionnaire(
        schema=SCHEMA_VERSION,
        pack=questions.pack,
        case=questions.case,
        by=questions.by,
        range=questions.range,
        matter=tuple(map(_entry, questions.matter)),
        for_report=tuple(map(_entry, questions.for_report)),
        later=questions.later,
        unsettled=tuple(fact.id for fact in questions.unsettled),
        post=questions.post,
        elsewhere=questions.elsewhere,
    )


def _entry(question: Question) -> QuestionEntry:
    fact, worth = question.fact, question.worth
    return QuestionEntry(
        fact=fact.id,
        title=fact.title,
        theme=fact.theme,
        ask=fact.ask,
        question=fact.question,
        why=fact.why,
        type=fact.type,
        expected=fact.expected,
        items=tuple(AnswerChoice(*one[:3]) for one in fact.levels if one.id in question.items),
        answers=_answers(fact),
        moves=round(worth.moves, 2),
        settles=worth.settles,
        settles_of=worth.answers,
        waiting=question.waiting,
        proved=question.is_proved,
    )


def _answers(fact: Fact) -> tuple[AnswerChoice, ...]:
    texts = {} if fact.type == "checklist" else {one.id: one.text for one in fact.levels}
    labels = () if fact.type == "number" else fact.labels
    choices = [AnswerChoice(label, fact.words(label), texts.get(label, "")) for label in labels]
    return (*choices, AnswerChoice(NOT_KNOWN, "don't know", ""))
