"""An interview as a sequence of states: what is asked next, and what an answer makes of it.

Nothing here prints, reads or saves; whoever talks to people does.
"""

from __future__ import annotations

from mandate.assessment import Assessment
from mandate.assessor import Assessor
from mandate.case_writing import Given, Value, Written, with_answers
from mandate.errors import visible
from mandate.questions.listing import Question, Questions, questions_of
from mandate.questions.relevance import Witnesses
from mandate.tuples import NamedTuple


class Interview(NamedTuple):
    """A state of an interview with *by* (empty: nobody in particular).

    The questions ``for_report`` are asked once somebody wants to go on; ``themes_skipped`` are left
    out. ``last`` is the fact that was asked about last, ``earlier`` the state before this one.
    """

    written: Written
    by: str
    questions: Questions
    themes_skipped: frozenset[str] = frozenset()
    for_report: bool = False
    last: str = ""
    earlier: Interview | None = None

    @property
    def left(self) -> tuple[Question, ...]:
        """The questions still to be asked, in their order, but that a checklist is asked to its
        end."""
        offered = self.questions.matter
        if self.for_report:
            offered += self.questions.for_report
        left = [one for one in offered if one.fact.theme not in self.themes_skipped]
        return tuple(sorted(left, key=lambda one: one.fact.id != self.last))

    @property
    def skipped(self) -> int:
        """How many questions that can change the band stand in themes that are skipped."""
        return sum(one.fact.theme in self.themes_skipped for one in self.questions.matter)


class Interviewer:
    """Leads interviews under one pack."""

    def __init__(self, assessor: Assessor) -> None:
        self._assessor = assessor
        self._witnesses: Witnesses = {}

    def begin(self, written: Written, by: str = "") -> Interview:
        """Return the first state; raises CaseError where the case cannot be read."""
        return Interview(written, by, self._questions(written, by))

    def answer(self, state: Interview, item: str, value: Value, note: str = "") -> Interview:
        """Return the state after an answer to the first question that is left.

        *item* is one of a checklist, or empty; *value* is written as a case writes it. Raises
        CaseError where the answer cannot be, with those that there are; the state still stands.
        """
        fact = state.left[0].fact.id
        given = Given(fact, ((item, value),), visible(note).strip())
        written = with_answers(state.written, [given], state.by)
        found = self._questions(written, state.by)
        return state._replace(written=written, questions=found, last=fact, earlier=state)

    def skip_theme(self, state: Interview) -> Interview:
        """Return the state in which the theme of the first question is left out."""
        skipped = state.themes_skipped | {state.left[0].fact.theme}
        return state._replace(themes_skipped=skipped, earlier=state)

    def go_on(self, state: Interview) -> Interview:
        """Return the state in which the questions for the report are asked as well."""
        return state._replace(for_report=True, earlier=state)

    def back(self, state: Interview) -> Interview:
        """Return the state before; the same, where there is none."""
        return state.earlier or state

    def assessment(self, state: Interview) -> Assessment:
        """Return the assessment of the case as it is now."""
        return self._assessor.assess(self._assessor.read(state.written.case))

    def _questions(self, written: Written, by: str) -> Questions:
        return questions_of(self._assessor.read(written.case), self._assessor, by, self._witnesses)
