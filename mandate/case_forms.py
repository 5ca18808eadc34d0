"""The forms of a case file: the keys it may have, and what stands under them."""

from mandate.answers import ANSWERS, REMARKED, VISIBLE_TO
from mandate.facts import STAGES
from mandate.reading import YES_NO, Either, Form, Key, Many, Named

KINDS = ("client", "published", "worked_example")
OUTCOMES = (
    "left_frustrated",
    "ousted",
    "role_eliminated",
    "left_on_good_terms_after_success",
    "stayed_succeeded",
    "unclear",
)
CONFIDENCES = ("low", "medium", "high")
CLIENT, CANDIDATE = READERS = ("client", "candidate")
"""Whom an edition can always be made for, named in the case or not."""

SOURCE = Form(
    "a source",
    {
        "id": Key("text", "The name by which answers cite it.", required=True),
        "title": Key("text", "What the page, document or interview is called.", required=True),
        "address": Key("text", "Where it can be read."),
        "visible_to": VISIBLE_TO,
    },
)
OUTCOME = Form(
    "an outcome",
    {
        "what": Key(OUTCOMES, "What became of the leader.", required=True),
        "months": Key("months", "How long the leader stayed; left out where it is not told."),
        "because": Key("text", "Why it ended so, in one sentence."),
        "confidence": Key(CONFIDENCES, "How sure that is.", default="low"),
    },
)
EXPECTATION = Form(
    "an expectation",
    {
        "band": Key("band", "The band the risk falls in."),
        "fires": Key(Many("rule"), "Rules that fire."),
        "silent": Key(Many("rule"), "Rules that are known not to fire."),
        "findings": Key(Many("finding"), "Findings that hold."),
        "score": Key("score", "The score, from 0 to 100."),
        "drivers": Key(Named("driver", "integer"), "The points of drivers."),
        "because": Key("text", "Why it is to be so.", required=True),
    },
)
SET_ASIDE = Form(
    "a rule set aside",
    {
        "rule": Key("rule", "The rule that is left out.", required=True),
        "by": Key("text", "Who decided that.", required=True),
        "reason": Key("text", "Why it does not hold here.", required=True),
        "visible_to": VISIBLE_TO,
    },
)
_ATTRIBUTION = Key(YES_NO, "Whether a respondent may be named in an edition.", default="no")
RESPONDENT = Form("a respondent", {"visible_to": VISIBLE_TO, "attribution": _ATTRIBUTION})
EDITIONS = Form(
    "'editions'",
    {
        **RESPONDENT.keys,
        "respondents": Key(Named("text", RESPONDENT), "The same of single respondents."),
    },
)
CASE = Form(
    "a case",
    {
        "title": Key("text", "The company and the role, as a report is headed.", required=True),
        "id": Key("text", "A name for the case; made of the title where it is left out."),
        "kind": Key(KINDS, "Where the case comes from.", default="client"),
        "pack": Key("text", "The pack to judge by: its name, or the path of its folder."),
        "stage": Key(STAGES, "How far the hire has come.", default="search"),
        "organisation": Key("text", "The hiring company."),
        "role": Key("text", "The title of the post."),
        "years": Key("text", "When the role was held."),
        "adjacent_role": Key(
            YES_NO,
            "Whether the role lies beside customer experience: marketing, brand, digital, data ...",
            default="no",
        ),
        "edition": Key("text", "For whom the case was redacted; left out of a whole case."),
        "summary": Key(REMARKED, "What the case is about, in two to four plain sentences."),
        "sources": Key(Many(SOURCE), "What answers were read from, to be cited by id."),
        "outcome": Key(OUTCOME, "What became of the leader. No rule reads it."),
        "expect": Key(EXPECTATION, "What the pack's own tests expect of the case."),
        "note": Key(REMARKED, "What a reader has to bear in mind."),
        "editions": Key(EDITIONS, "Who may see what in an edition, unless an answer says it."),
        "set_aside": Key(Many(SET_ASIDE), "Rules that are left out by somebody's judgement."),
        "merged": Key("anything", "What files that were joined said otherwise. No rule reads it."),
        "facts": Key(
            Either(ANSWERS, "nothing"),
            "Answers by nobody in particular. What is left out is open.",
        ),
        "respondents": Key("respondents", "Answers by each of several people, by who they are."),
    },
)
