"""Phrases that every format shares, so that no two reports say the same thing differently."""

from __future__ import annotations

from collections.abc import Sequence
from math import log10

from mandate.assessment import (
    Assessment,
    CaseReference,
    FactEvidence,
    Firing,
    InapplicableFact,
    NotKnownFact,
    OpenFact,
    PackReference,
    PartlyKnownFact,
)
from mandate.case_forms import CANDIDATE
from mandate.facts import STAGES
from mandate.report import caveats, selection
from mandate.report.remedies import easiest
from mandate.report.remedy_words import remedy_words
from mandate.scoring import score

SETTLED = "Every fact is answered, and no two answers exclude each other."
_CAUSES = 3
_TITLES = 12
_NUMBERS = ("One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine")
_ACRONYMS = {"ceo", "cfo", "cio", "cmo", "coo", "cpo", "cto", "cx", "cxo", "hr", "it", "roi", "vp"}


def decibans(points: float) -> str:
    """Return points with their sign: ``+3``, ``-1.5``, ``0``."""
    return f"{points:+g}" if points else "0"


def exact(amount: float) -> str:
    """Return decibans of at most two decimals with their sign, all digits told: ``+1.76``."""
    return f"{round(amount, 2):+.2f}".rstrip("0").rstrip(".") if round(amount, 2) else "0"


def in_points(points: int) -> str:
    """Return points with their sign and noun: ``+11 points``."""
    return f"{decibans(points)} {'point' if abs(points) == 1 else 'points'}"


def drivers_sum(assessment: Assessment) -> str:
    """Return the sum that the total begins with: the base, and the scaled points of the drivers."""
    points = sum(driver.points for driver in assessment.drivers)
    return f"{assessment.base:+g} (base) {assessment.scale:+g} x {points:+d} (drivers)"


def absent_words(fact: InapplicableFact) -> str:
    """Return what does not apply, and what it would need."""
    return f"{fact.title}; it needs {fact.because}"


def pack_words(pack: PackReference) -> str:
    """Return a pack as a report names it: ``cx-leader 0.2.0``, with what it extends."""
    stands_on = f" (extends {', then '.join(pack.extends)})" if pack.extends else ""
    return f"{pack.id} {pack.version}{stands_on}"


def rating(assessment: Assessment) -> tuple[str, str]:
    """Return the rating, ``RISK: HIGH``, and the score in words; that of a case nothing is known of
    is none."""
    band = rated(assessment).upper()
    if not is_rated(assessment):
        return f"RISK: {band}", f"nothing known moves the base of {assessment.score} of 100"
    so_far = " SO FAR" if selection.is_provisional(assessment) else ""
    return f"RISK{so_far}: {band}", f"score {assessment.score} of 100"


def rated(assessment: Assessment) -> str:
    """Return the title of the band that a case falls in, if it is rated at all."""
    return assessment.band_entry.title if is_rated(assessment) else "Not rated"


def is_rated(assessment: Assessment) -> bool:
    """Return whether anything that is known counts."""
    return bool(assessment.firings or assessment.lifts)


def headline(assessment: Assessment) -> str:
    """Return the verdict in one sentence, with its main causes where it is above the base."""
    causes = [_cause(firing) for firing, _ in selection.reasons(assessment)]
    moved = sum(driver.points for driver in assessment.drivers)
    if not is_rated(assessment):
        why = "nothing that is known moves it" if assessment.facts_known else "nothing is known yet"
        return f"{assessment.headline}; but that is the base rate: {why}."
    told = assessment.headline
    if selection.is_provisional(assessment):
        known = f"{assessment.facts_known} of {assessment.facts_total} facts"
        told = f"So far, on {known}: {within_sentence(told)}"
    if not causes:
        return f"{told}; {caveats.unraised(assessment)}."
    named = causes[:_CAUSES]
    listed = ", ".join(named[:-1]) + (" and " if len(named) > 1 else "") + named[-1]
    if moved <= 0 and not assessment.lifts:
        return f"{told}; on balance what is known is in its favour, despite {listed}."
    return f"{told}, mainly because of {listed}."


def _cause(firing: Firing) -> str:
    """Return a reason as it reads within a sentence: a title that names a subject comes with the
    answer given, ``CEO sponsorship (limited to words)``; one with an article says it already."""
    title, evidence = within_sentence(firing.title), firing.evidence
    if len(evidence) > 1 or title.startswith(("a ", "an ")) or not evidence:
        return title
    told = evidence[0]
    return f"{title} ({told.words})" if isinstance(told, FactEvidence) else title


def within_sentence(title: str) -> str:
    """Return a title as it reads within a sentence: initials keep their capitals."""
    return title if title[1:2].isupper() else title[:1].lower() + title[1:]


def number(count: int) -> str:
    """Return a count as a title begins with it: in a word, in digits from ten on."""
    return _NUMBERS[count - 1] if count <= len(_NUMBERS) else str(count)


def plural(count: int, word: str) -> str:
    """Return a count with its noun: ``1 open question``, ``2 open questions``."""
    return f"{count} {word}" if count == 1 else f"{count} {word}s"


def frame_words(pack: PackReference, case: CaseReference) -> str:
    """Return the pack and the stage of a case, and how it is not the whole case or the whole pack:
    ``pack cx-leader 1.0.0, stage offer, edition for the client, without the rule blind-date``."""
    words = [f"pack {pack_words(pack)}", f"stage {plain_words(case.stage)}"]
    if case.edition:
        words.append(f"edition for the {respondent(case.edition)}")
    if case.set_aside:
        rules = "rule" if len(case.set_aside) == 1 else "rules"
        words.append(f"without the {rules} {', '.join(case.set_aside)}")
    return ", ".join(words)


def edition_note(reader: str) -> str:
    """Return what stands at the head of an edition for one reader."""
    whose = respondent(reader)
    return (
        f"Edition for the {whose}: answers that are not for the {whose} are left out, so the "
        "rating may differ from that of the whole case."
    )


def points_note(assessment: Assessment) -> str:
    """Return what a point is worth under the pack's scale."""
    doubling = points_that_double(assessment.scale)
    more = f"{doubling} more about double the odds"
    return f"Points weigh evidence: {more}, {doubling} fewer halve them."


def points_that_double(scale: float) -> int:
    """Return how many points, at a scale, about double the odds of the risk: one at least."""
    return max(1, round(10 * log10(2) / scale))


def advice(assessment: Assessment) -> str:
    """Return the band's advice, or why it is withheld."""
    if not selection.is_provisional(assessment):
        return assessment.band_entry.advice
    known = known_words(assessment.facts_known, assessment.facts_total)
    nothing = score(round(assessment.base * 100))
    return (
        f"Provisional: {known}, too few for advice, which takes two in three. With none known the "
        f"score is {nothing}, so a case that says little stays near it; {_may_move(assessment)}."
    )


def known_words(known: int, total: int) -> str:
    """Return how many facts are known, in a clause."""
    return f"{known} of {total} facts {'is' if known == 1 else 'are'} known"


def _may_move(assessment: Assessment) -> str:
    """Return which way what is open can move the score."""
    span = assessment.range_with_shortlist or assessment.range
    if span.low == span.high:
        return "what is open cannot move it, and would make the report fuller"
    below, above = span.low < assessment.score, span.high > assessment.score
    way = "either way" if below and above else "up" if above else "down"
    return f"what is open can move it {way}"


def respondent(by: str) -> str:
    """Return a respondent as a post: ``hr_director`` reads ``HR director``."""
    return plain_words(by)


def plain_words(identifier: str) -> str:
    """Return an identifier as words, initials in capitals."""
    words = identifier.replace("_", " ").split()
    ends = (0, len(words) - 1)  # between other words, "it" is a pronoun
    return " ".join(
        word.upper() if word in _ACRONYMS and (word != "it" or place in ends) else word
        for place, word in enumerate(words)
    )


def not_known_words(fact: NotKnownFact, case: CaseReference) -> str:
    """Return what nobody could say, and the question to put again."""
    who = _who_could_not_say(fact)
    asked = f" Not known to: {', '.join(who)}." if who else ""
    return f"{fact.title}.{asked} {again_words(fact, case)}"


def again_words(fact: NotKnownFact, case: CaseReference) -> str:
    """Return the question that nobody could answer, with whom to ask."""
    again = "Ask again" if fact.ask.lower() in map(str.lower, _who_could_not_say(fact)) else "Ask"
    return f"{_question(fact, case)}{_open_items(fact.items)} {again}: {fact.ask}."


def _question(fact: selection.Unanswered, case: CaseReference) -> str:
    """Return what to ask about a fact: in an edition for the candidate, before the post is filled,
    what a candidate should."""
    own = fact.candidate_question if to_candidate(case) and case.stage != STAGES[-1] else ""
    return own or fact.question


def to_candidate(case: CaseReference) -> bool:
    """Return whether a report on a case speaks to the candidate."""
    return case.edition == CANDIDATE


def first_title(assessment: Assessment) -> str:
    """Return what a report tells first: the first steps, or questions."""
    if selection.is_provisional(assessment):
        return "Ask first"
    return "Ask for first" if to_candidate(assessment.case) else "Do first"


def _who_could_not_say(fact: NotKnownFact) -> dict[str, None]:
    return dict.fromkeys(respondent(one.by) for one in fact.by if one.by and not one.values)


def in_part_words(fact: PartlyKnownFact) -> str:
    """Return what is left open of a fact that is known in part."""
    return f"{fact.title}: {_left_words(fact)}"


def closer_words(fact: PartlyKnownFact, case: CaseReference) -> str:
    """Return the question that was answered in part, with the answer and whom to ask."""
    return f"{_question(fact, case)} So far: {_left_words(fact)}"


def _left_words(fact: PartlyKnownFact) -> str:
    return f"{fact.words}{_open_items(fact.items)}. Ask: {fact.ask}."


def _open_items(items: Sequence[str]) -> str:
    return f" (open: {', '.join(plain_words(item) for item in items)})" if items else ""


def is_settled(assessment: Assessment) -> bool:
    """Return whether every fact is known, and no two answers exclude each other."""
    return not (
        assessment.open or assessment.known_in_part or assessment.not_known or assessment.disputed
    )


def candidate_words(fact: NotKnownFact, case: CaseReference) -> str:
    """Return the question a candidate should put about a fact, to follow what is said of it to
    others."""
    question = "" if to_candidate(case) else fact.candidate_question
    return f" A candidate should ask: {question}" if question else ""


def some_titles(facts: Sequence[OpenFact]) -> str:
    """Return the titles of the first facts, and how many more there are."""
    titles = ", ".join(fact.title for fact in facts[:_TITLES])
    more = len(facts) - _TITLES
    return f"{titles}, and {more} more" if more > 0 else titles


def question_words(fact: OpenFact, case: CaseReference) -> str:
    """Return an open question, with whom to ask."""
    return f"{_question(fact, case)}{_open_items(fact.items)} Ask: {fact.ask}."


def nearest_strength(assessment: Assessment) -> str:
    """Return what to say where no rule lowers the risk: what is easiest to mend, of what there is
    still time for."""
    cures = [remedy for firing in assessment.firings for remedy in firing.remedies if remedy.cures]
    if cures:
        case = assessment.case
        words = remedy_words(easiest(cures, case.stage), case)
        return f"Nothing that was answered lowers the risk. Easiest to mend: {words}"
    where = "; the open questions below are where to look" if assessment.open else ""
    return f"Nothing that was answered lowers the risk{where}."
