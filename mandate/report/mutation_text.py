"""What mutating a pack came to, for the terminal: the scores, then survivors rule by rule, each
with a test that would tell it, and what is not counted."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from mandate.errors import visible
from mandate.mutation.results import EQUIVALENT, SURVIVED, Fate, MutationTest, Score
from mandate.report.phrases import plural
from mandate.wrapping import in_lines

_WIDTH = 100
_NAMES = {"condition": "conditions", "conclusion": "conclusions", "weight": "weights", "all": "all"}
_TOLD_BY = {
    "condition": "told by this example of the rule:",
    "conclusion": "told by this golden case:",
    "weight": "told by this golden case:",
}


def render(result: MutationTest) -> str:
    """Return the result as text; the tests in it are one line each, to be copied."""
    return visible("\n".join(_lines(result)) + "\n")


def _lines(result: MutationTest) -> Iterator[str]:
    golden = plural(result.golden, "golden case")
    yield f"{result.pack} {result.version}: {plural(len(result.fates), 'mutant')}, {golden}"
    yield ""
    yield from map(_score, result.scores)
    survivors = result.of(SURVIVED)
    if survivors:
        yield from ("", f"SURVIVED ({len(survivors)})")
        for about, fates in groupby(survivors, key=lambda one: (one.about, one.place)):
            yield from ("", f"{about[0]} ({about[1]})")
            yield from _survivors(list(fates))
    yield from _equivalents(result.of(EQUIVALENT))
    if result.undecided:
        yield from ("", f"SURVIVED, BUT PERHAPS EQUIVALENT ({len(result.undecided)})")
        yield from (line for says in result.undecided for line in _item(says))
    yield ""
    yield f"MUTATION SCORE {result.percent} %" + (
        "" if result.is_passed else f", BELOW {result.threshold} %"
    )


def _score(score: Score) -> str:
    counts = f"{score.killed} killed, {score.survived} survived, {score.equivalent} equivalent"
    return f"  {_NAMES[score.kind]:12} {score.percent:5} %  {counts}"


def _survivors(fates: list[Fate]) -> Iterator[str]:
    """Yield the survivors of one rule or driver, those that one test would tell together."""
    by_test: dict[tuple[str, str], list[Fate]] = {}
    for fate in fates:
        by_test.setdefault((fate.kind, fate.test), []).append(fate)
    for (kind, test), told in sorted(by_test.items(), key=lambda one: not one[0][1]):
        for one in told:
            yield from _item(one.sentence)
        yield from (f"    {_TOLD_BY[kind]}", f"    {test}") if test else ("    no test was found",)


def _equivalents(fates: tuple[Fate, ...]) -> Iterator[str]:
    if fates:
        yield from ("", f"EQUIVALENT, AND NOT COUNTED ({len(fates)})")
        for one in fates:
            yield from _item(f"nothing tells {one.says}: {one.by}")


def _item(text: str) -> list[str]:
    return in_lines(text, _WIDTH, first="  - ", rest="    ")
