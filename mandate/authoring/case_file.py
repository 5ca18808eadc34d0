"""A new case: every question of a pack as a remark, by theme, with the answers that it takes."""

from __future__ import annotations

from collections.abc import Iterator

from mandate.conditions.wording import words
from mandate.facts import Fact
from mandate.pack.model import Pack
from mandate.wrapping import in_lines
from mandate.yaml_files import dump

_WIDTH = 100
_GAP = 2
_LONGEST = 34  # of the names of answers that their anchors are set beside
_FROM = {"search": "", "offer": " From the offer on.", "in_post": " Once in post."}
_HEAD = """\
# {pack} {version}: {count} questions. To answer one, take away the "# " before its last line and
# write one of the answers listed after the colon. A question that nobody asked stays a remark; what
# somebody was asked and could not say is answered not_known. Several possible answers are written
# {{one_of: [..., ...]}}, or on a scale or a number {{between: [..., ...]}}. An answer with a remark
# is {{value: ..., note: ...}}.
"""
_ITEMS = "Each yes or no; what is left out is open."


def case_file(pack: Pack, name: str, title: str, stage: str) -> str:
    """Return the YAML of a case of which nothing is known yet.

    *name* is what the case calls the pack: the name of one that ships with Mandate, or a path.
    """
    return "\n".join(_lines(pack, name, title, stage)) + "\n"


def _lines(pack: Pack, name: str, title: str, stage: str) -> Iterator[str]:
    yield from dump({"title": title, "pack": name, "stage": stage}).splitlines()
    facts = in_author_order(pack)
    yield ""
    yield from _HEAD.format(pack=pack.id, version=pack.version, count=len(facts)).splitlines()
    yield "facts:"
    theme = None
    for fact in facts:
        if fact.theme != theme:
            theme = fact.theme
            yield ""
            yield from _remark(theme.upper(), "")
        yield ""
        yield from _question(fact, pack)


def in_author_order(pack: Pack) -> list[Fact]:
    """Return the facts as they stand in the files of the vocabulary, file by file."""
    return sorted(
        pack.vocabulary.facts.values(), key=lambda one: (one.location[:2], one.location.column)
    )


def _question(fact: Fact, pack: Pack) -> Iterator[str]:
    """Yield the remarks about one fact; the last is its answer, still without a value."""
    applies = pack.applies.get(fact.id)
    only = f" Only where {words(applies, pack.vocabulary)}." if applies else ""
    items = f" {_ITEMS}" if fact.type == "checklist" else ""
    yield from _remark(f"{fact.question} Ask: {fact.ask}.{_FROM[fact.stage]}{only}{items}", "")
    if fact.type == "number":
        yield from _remark(_one_line(f"{fact.expected} {fact.unit}"), "  ")
    elif fact.type == "yes_no":
        yield from _remark("yes or no", "  ")
    else:
        width = min(_LONGEST, max(len(level.id) for level in fact.levels)) + _GAP
        for level in fact.levels:
            yield from _remark(level.text, f"  {level.id:<{width}}")
    yield f"  # {fact.id}:{' {}' if fact.type == 'checklist' else ''}"


def _remark(text: str, lead: str) -> Iterator[str]:
    """Yield a text in lines that are remarks among the facts, whatever stands in it."""
    indent = " " * len(lead)
    yield from in_lines(_one_line(text), _WIDTH, first=f"  # {lead}", rest=f"  # {indent}")


def _one_line(text: str) -> str:
    return " ".join(text.split())
