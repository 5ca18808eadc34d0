"""Where an assessment comes from, in words: sources, grades of evidence, shares and interests."""

from __future__ import annotations

from mandate.assessment import Assessment, CitedSource, Firing
from mandate.report import selection
from mandate.report.phrases import decibans

GRADES = {
    "A": "quantitative study",
    "B": "survey or analyst figure",
    "C": "practitioner opinion",
    "D": "our judgement",
}
KINDS = {
    "seed": "seed articles",
    "study": "studies",
    "survey": "surveys",
    "analyst": "analysts",
    "opinion": "opinion",
    "vendor": "vendors",
    "judgement": "our judgement",
}
NO_STUDY = "judgement, no study"
SHARES_NOTE = (
    "Shares of the points of all rules that fired, whichever way they count; a rule's points are "
    "split evenly among its sources."
)
_SOURCES = 5


def case_sources(assessment: Assessment) -> list[tuple[str, str]]:
    """Return the sources of the case: each with its title, and its address or nothing."""
    return [(f"{one.id}: {one.title}", one.address) for one in assessment.case.sources]


def rule_sources(assessment: Assessment) -> list[tuple[str, str]]:
    """Return the sources that the fired rules cite, each once, as for a case."""
    cited = _cited(assessment)
    return [_source_entry(cited[code]) for code in sorted(cited, key=code_order)]


def _cited(assessment: Assessment) -> dict[str, CitedSource]:
    return {source.id: source for firing in assessment.firings for source in firing.sources}


def code_order(code: str) -> tuple[str, int, str, str]:
    """Return the key that sorts ``W9`` before ``W10``; there may be any number of digits."""
    letters = code.rstrip("0123456789")
    digits = code[len(letters) :].lstrip("0")
    return letters, len(digits), digits, code


def _source_entry(source: CitedSource) -> tuple[str, str]:
    year = f", {source.year}" if source.year else ""
    interest = f" [{source.interest}]" if source.interest else ""
    return f"{source.id}: {source.author}, {source.title}{year}{interest}", source.address


def source_words(source: CitedSource) -> str:
    """Return a source in short: code, author, year, and the words quoted from it.

    Title, address and interest stand in the list of sources.
    """
    year = f", {source.year}" if source.year else ""
    quote = f', "{source.quote}"' if source.quote else ""
    return f"{source.id} {source.author}{year}{quote}"


def origin(firing: Firing) -> str:
    """Return where a rule comes from: its id, how good the evidence is, and its sources."""
    return f"rule {firing.rule}, {grounds(firing)}"


def grounds(firing: Firing) -> str:
    """Return how good the evidence for a rule is, and its sources."""
    grade = GRADES.get(firing.grade, firing.grade)
    if selection.is_judgement(firing):
        grade = NO_STUDY if firing.grade == "D" else f"{grade} ({NO_STUDY})"
    cited = "; ".join(source_words(source) for source in firing.sources)
    return f"{grade}. {cited}"


def judged(firing: Firing) -> str:
    """Return the remark on a rule shown without its sources: empty unless judgement alone."""
    return f" ({NO_STUDY})" if selection.is_judgement(firing) else ""


def part_words(firing: Firing) -> str:
    """Return a rule that is told as part of a pattern: its points, and why it fired."""
    return f"{firing.title} ({decibans(firing.points)}){judged(firing)}: {firing.because}"


def shares(assessment: Assessment) -> dict[str, list[tuple[str, int]]]:
    """Return the percentages of the points by grade, by kind and for the five largest sources,
    each list under its title and each share with its words."""
    basis, cited = assessment.basis, _cited(assessment)
    named = {code: _source_entry(source)[0] for code, source in cited.items()}
    return {
        "Quality of the evidence": [(GRADES.get(one, one), share) for one, share in basis.grades],
        "Kind of source": [(KINDS.get(one, one), share) for one, share in basis.kinds],
        "Sources that carry most": [(named[one], share) for one, share in basis.sources[:_SOURCES]],
    }


def share_lines(assessment: Assessment) -> list[str]:
    """Return the ``shares`` in words, a line for each list of them."""
    return [
        f"{title}: {'; '.join(f'{words} {percent} %' for words, percent in listed)}."
        for title, listed in shares(assessment).items()
    ]


def interest_words(assessment: Assessment) -> str:
    """Return how much rests on sources that have something to gain from what they say."""
    share = assessment.basis.interested_share
    return f"{share} % of the points rest on sources with a vested interest."
