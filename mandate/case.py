"""Cases: the known facts about one role at one company, each with where it came from."""

import re
from typing import TYPE_CHECKING

from mandate.answers import read_answers, read_remark, read_respondents
from mandate.case_forms import CASE, EXPECTATION, OUTCOME, SOURCE
from mandate.conditions.evaluate import Truth, evaluate
from mandate.conditions.nodes import facts_read
from mandate.errors import CaseError, Fault, Faults, Location
from mandate.memory import Answer, Memory, combine
from mandate.pack.model import Pack
from mandate.reading import Reader, integer, reader
from mandate.source import Mapping, Node, describe, is_nothing, key_location, location, to_plain
from mandate.tuples import NamedTuple
from mandate.yaml_files import dump_case, read_file

if TYPE_CHECKING:
    from pathlib import Path

    from mandate.expectation import Expectation
    from mandate.set_aside import SetAside

DEFAULT_PACK = "cx-leader"
"""The pack of a case that names none."""
_MONTHS = "a number of months"
REMARKS = ("organisation", "role", "years", "summary", "note")


class CaseSource(NamedTuple):
    """Where facts of a case come from: a page, a document, an interview."""

    id: str
    title: str
    address: str


class Outcome(NamedTuple):
    """What became of the leader: recorded to judge the pack by, and never read by its rules."""

    what: str
    months: int | None
    because: str
    confidence: str


class Case(NamedTuple):
    """A case as it was written. Its answers mean something only against a vocabulary, so they
    stay a tree of text until ``known`` reads them. ``adjacent`` tells a role beside customer
    experience, such as one in marketing or in design. An ``edition`` is what one reader may see
    of a case; it is empty for the whole."""

    id: str
    title: str
    pack: str
    stage: str
    kind: str
    sources: tuple[CaseSource, ...]
    outcome: Outcome | None
    expect: "Expectation | None"
    adjacent: bool
    set_aside: "tuple[SetAside, ...]"
    edition: str
    document: Mapping
    location: Location
    faults: tuple[Fault, ...]

    @property
    def folder(self) -> "Path":
        """The folder that a relative path to a pack starts from."""
        from pathlib import Path  # the case of a shipped pack has no use for it

        return Path(self.location.path).parent

    def remark(self, key: str) -> str:
        """Return what the case says of itself under one of the keys ``REMARKS``; may be empty."""
        return read_remark(Reader(self.document, Faults(), CASE), key)

    def to_yaml(self) -> str:
        """Return the case as the text of a YAML file; comments that it had are lost."""
        return dump_case(to_plain(self.document))


class Known(NamedTuple):
    """A case read against a pack: its working memory."""

    case: Case
    memory: Memory


def load(path: "str | Path") -> Case:
    """Return the case in a YAML file; raises CaseError where it is no YAML mapping.

    What else is wrong with its frame is kept in ``faults``, to be reported together with what is
    wrong with its answers once they are read against a pack.
    """
    faults = Faults()
    document = read_file(path, faults)
    if document is None:
        raise CaseError(faults)
    return read_case(document, faults)


def read_case(document: Mapping, faults: Faults) -> Case:
    """Return the case that a document holds; what it lacks is empty, with a fault recorded."""
    entry = Reader(document, faults, CASE)
    outcome_node, expect_node = entry.node("outcome"), entry.node("expect")
    title = entry.text("title")
    case = Case(
        id=entry.text("id") or _slug(title),
        title=title,
        pack=entry.text("pack") or DEFAULT_PACK,
        stage=entry.choice("stage"),
        kind=entry.choice("kind"),
        sources=tuple(_read_sources(entry)),
        outcome=_read_outcome(outcome_node, faults) if outcome_node else None,
        expect=_read_expectation(expect_node, faults) if expect_node else None,
        adjacent=entry.flag("adjacent_role"),
        set_aside=_read_set_aside(entry),
        edition=entry.text("edition"),
        document=document,
        location=location(document),
        faults=(),
    )
    for key in REMARKS:
        read_remark(entry, key)
    if editions := entry.node("editions"):
        from mandate.confidentiality import read_editions  # few cases have use for it

        read_editions(editions, document.get("respondents"), faults)
    entry.close()
    return case._replace(faults=tuple(faults))


def _slug(title: str) -> str:
    """Return an identifier made of a title: a digest must not depend on the file's name."""
    return "-".join(re.findall(r"[^\W_]+", title.lower())) or "case"


def _read_sources(entry: Reader) -> list[CaseSource]:
    sources: list[CaseSource] = []
    lines: dict[str, int] = {}
    for node in entry.items("sources"):
        if source := reader(node, entry.faults, SOURCE, "'id', 'title' and 'address'"):
            name, title = source.text("id"), source.text("title")
            sources.append(CaseSource(name, title, source.text("address")))
            source.texts("visible_to")
            source.close()
            place = location(source.mapping.pairs["id"][1]) if name else location(node)
            if name in lines:
                message = f"the source '{name}' is listed twice; first in line {lines[name]}"
                entry.faults.add(place, "source-twice", message, "keep one of the two")
            lines.setdefault(name, place.line)
    return sources


def _read_set_aside(entry: Reader) -> "tuple[SetAside, ...]":
    node = entry.node("set_aside")
    if node is None:
        return ()
    from mandate.set_aside import read_set_aside  # few cases have use for it

    return read_set_aside(node, entry.faults)


def _read_outcome(node: Node, faults: Faults) -> Outcome | None:
    outcome = reader(node, faults, OUTCOME)
    if outcome is None:
        return None
    months_node = outcome.node("months")
    months = integer(months_node, faults, _MONTHS) if months_node else None
    if months_node and months is not None and months < 0:
        found = describe(months_node)
        faults.add(location(months_node), "number", f"expected {_MONTHS}, found {found}")
    what = outcome.choice("what")
    because = outcome.text("because")
    confidence = outcome.choice("confidence")
    outcome.close()
    return Outcome(what, months, because, confidence)


def _read_expectation(node: Node, faults: Faults) -> "Expectation | None":
    from mandate.expectation import read_expectation  # few cases expect anything

    entry = reader(node, faults, EXPECTATION)
    return read_expectation(entry) if entry else None


def known(case: Case, pack: Pack) -> Known:
    """Return the case read against *pack*; raises CaseError with all that is wrong with it."""
    faults = Faults(case.faults)
    vocabulary = pack.vocabulary
    facts = case.document.get("facts")
    answers = []
    if facts and not is_nothing(facts):  # only remarks may stand there, as in a new case
        answers = read_answers(facts, vocabulary, "", faults)
    answers += read_respondents(case.document.get("respondents"), vocabulary, faults)
    _check_sources(case, answers, faults)
    if case.set_aside:
        from mandate.set_aside import check_rules

        check_rules(case.set_aside, pack, faults)
    memory = combine(answers, vocabulary)
    if len(answers) > len({(one.fact, one.item, one.by) for one in answers}):
        from mandate.contradictions import contradictions, refuse  # few cases have use for it

        refuse(contradictions(memory), faults)
    check_possible(case, memory, pack, faults)
    faults.raise_if_any(CaseError)
    return Known(case, memory)


def _check_sources(case: Case, answers: list[Answer], faults: Faults) -> None:
    listed = {source.id for source in case.sources}
    for answer in answers:
        if answer.source and answer.source not in listed:
            message = f"{answer.fact} cites the source '{answer.source}', which is not listed"
            hint = "add it under 'sources:'"
            faults.add(answer.location, "unknown-source", message, hint)


def check_possible(case: Case, memory: Memory, pack: Pack, faults: Faults) -> None:
    """Record each impossible combination of facts that the answers make certain, line by line."""
    truths = [evaluate(one.condition, memory.masks, {}).truth for one in pack.impossible]
    if Truth.UNKNOWN in truths and Truth.TRUE not in truths and not faults:
        _check_open(case, memory, pack, faults)
    for combination, truth in zip(pack.impossible, truths, strict=True):
        if truth is not Truth.TRUE:
            continue
        involved = facts_read(combination.condition)
        places = [answer for answer in memory.answers if answer.fact in involved]
        for answer in places or ():
            value = " or ".join(answer.values) or "not known"
            message = f"{answer.fact} is {value}, and that cannot be: {combination.because}"
            others = ", ".join(sorted(involved - {answer.fact}))
            faults.add(answer.location, "impossible", message, f"together with {others}")
        if not places:
            place = key_location(case.document, "facts")
            faults.add(place, "impossible", combination.because)


def _check_open(case: Case, memory: Memory, pack: Pack, faults: Faults) -> None:
    """Record that open facts cannot turn out in any way, where that is so."""
    from mandate.ranges.possible import is_possible  # a complete case has no use for it

    if not is_possible(pack, memory.masks):
        involved = {fact for one in pack.impossible for fact in facts_read(one.condition)}
        told = "; ".join(one.because for one in pack.impossible)
        message = f"whatever the open facts turn out to be, they cannot be together: {told}"
        places = [answer.location for answer in memory.answers if answer.fact in involved]
        hint = f"among {', '.join(sorted(involved))}"
        faults.add((*places, key_location(case.document, "facts"))[0], "impossible", message, hint)
