"""To whom a report speaks: the same facts, told to the consultant, the client or the candidate."""

from __future__ import annotations

from mandate.advisory.value import CONDITIONS, GO, PAUSE, UNDECIDED
from mandate.case_forms import CANDIDATE, CLIENT
from mandate.facts import STAGES
from mandate.tuples import NamedTuple


class Voice(NamedTuple):
    """The words that depend on the reader: titles of sections and the sentences under them.

    ``verdicts`` has the title of each verdict, and what it means in a sentence (empty: the advice
    of the band says it), ``in_post`` what stands for some of them once the post is filled;
    ``fixes`` is what they are called, one and several. ``improvements`` and its lead stand for
    ``conditions`` where the verdict is to go on, ``overdue`` for both and ``next_days`` for
    ``hundred_days`` once the post is filled;
    ``undecided_lead`` stands for the lead while there is no verdict.
    """

    kind: str
    verdicts: dict[str, tuple[str, str]]
    in_post: dict[str, tuple[str, str]]
    fixes: tuple[str, str]
    findings: str
    strengths: str
    conditions: str
    conditions_lead: str
    undecided_lead: str
    improvements: str
    improvements_lead: str
    overdue: str
    overdue_lead: str
    hundred_days: str
    hundred_days_lead: str
    next_days: str
    next_days_lead: str
    questions: str
    questions_lead: str
    questions_open: str
    questions_check: str

    def verdict(self, verdict: str, stage: str) -> tuple[str, str]:
        """Return the title of a verdict at a stage, and what it means in a sentence or nothing."""
        told = {**self.verdicts, **self.in_post} if stage == STAGES[-1] else self.verdicts
        return told[verdict]


_TO_THE_FIRM = Voice(
    kind="Advisory report",
    verdicts={
        GO: ("Go", ""),
        CONDITIONS: ("Go with conditions", ""),
        PAUSE: ("Pause", ""),
        UNDECIDED: (
            "No verdict yet",
            "Too few facts are known for one. Ask first what is listed below.",
        ),
    },
    in_post={GO: ("Keep", ""), CONDITIONS: ("Adjust", ""), PAUSE: ("Renegotiate", "")},
    fixes=("fix", "fixes"),
    findings="What raises the risk, by effect",
    strengths="Strengths to keep",
    conditions="Conditions before the offer",
    conditions_lead="Each is the owner's to settle in writing before an offer is made.",
    undecided_lead=(
        "These follow from the few answers given: confirm each once the open questions are "
        "answered."
    ),
    improvements="Worth settling before the offer",
    improvements_lead="The offer can be made without these; each takes a little off the risk.",
    overdue="What was due before the start",
    overdue_lead=(
        "All of it can still be made good, and belongs on the agenda of the next review."
    ),
    hundred_days="The first hundred days",
    hundred_days_lead="What the company does for the leader once the post is filled, and by when.",
    next_days="The next hundred days",
    next_days_lead="What the company does for the leader, counted from the review of the role.",
    questions="Questions a candidate will ask",
    questions_lead=(
        "A strong candidate will ask these; have the answers ready. The most is at stake on the "
        "first."
    ),
    questions_open="What is not known yet",
    questions_check="What a candidate will want to see",
)
_TO_THE_CANDIDATE = Voice(
    kind="Report for the candidate",
    verdicts={
        GO: (
            "Go",
            "On what is told here, the role can be taken on these terms, once they are in writing.",
        ),
        CONDITIONS: (
            "Go with conditions",
            "On what is told here, take the role once the conditions below are agreed in writing.",
        ),
        PAUSE: (
            "Pause",
            "On what is told here, do not accept until the mandate has been repaired; ask the "
            "company what it is willing to change.",
        ),
        UNDECIDED: ("No verdict yet", "Too little is told here for one. Ask what is listed below."),
    },
    in_post={
        GO: ("Keep", "On what is told here, keep to these terms, and review them in six months."),
        CONDITIONS: (
            "Adjust",
            "On what is told here, raise the points below at the next review of the role, and have "
            "what is agreed put in writing.",
        ),
        PAUSE: (
            "Renegotiate",
            "On what is told here, the role is at risk: ask now that its mandate be renegotiated.",
        ),
    },
    fixes=("thing to ask for", "things to ask for"),
    findings="What stands in the way of the role, by effect",
    strengths="What speaks for the role",
    conditions="What to have agreed before you accept",
    conditions_lead="Each is for the company to settle, and worth having in writing.",
    undecided_lead=(
        "These follow from the little that is told here: find out first whether each is still "
        "needed."
    ),
    improvements="Worth asking for before you accept",
    improvements_lead="The role can be taken without these; each is worth asking for.",
    overdue="What was due before your start",
    overdue_lead=("All of it can still be made good, and is worth raising at the next review."),
    hundred_days="Your first hundred days",
    hundred_days_lead="What the company should do for you once you are in post, and by when.",
    next_days="Your next hundred days",
    next_days_lead="What the company should do for you, counted from the review of the role.",
    questions="Questions to ask",
    questions_lead=(
        "Ask for something to see rather than for an opinion. The most is at stake on the first."
    ),
    questions_open="What is not told here",
    questions_check="What to see for yourself",
)
_VOICES = {
    CLIENT: _TO_THE_FIRM._replace(
        kind="Report for the client",
        conditions_lead="Settle each in writing before you make an offer.",
        improvements_lead="You can make the offer without these; each takes a little off the risk.",
        hundred_days_lead="What you do for the leader once the post is filled, and by when.",
        next_days_lead="What you do for the leader, counted from the review of the role.",
    ),
    CANDIDATE: _TO_THE_CANDIDATE,
}


def voice(reader: str) -> Voice:
    """Return the voice of the report for a *reader*; whoever else reads is told as we are."""
    return _VOICES.get(reader, _TO_THE_FIRM)
