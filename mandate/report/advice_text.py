"""Advice for a terminal of 80 columns: a plan, step by step, and how sure it is."""

from __future__ import annotations

from collections.abc import Iterator

from mandate.advice.plan import Advice, AdvisedStep, StepSet
from mandate.report import selection
from mandate.report.outlook import left_words
from mandate.report.phrases import frame_words, known_words, plural
from mandate.report.remedy_words import LAST_CHANCE, due
from mandate.report.text import Style, plain, wrapped
from mandate.wording import capitalised

_FIND_OUT = "to find out first"


def render(advice: Advice, style: Style = plain) -> str:
    """Return the advice as text."""
    return "\n".join(_lines(advice, style)) + "\n"


def _lines(advice: Advice, style: Style) -> Iterator[str]:
    yield from wrapped(advice.case.title)
    yield from (style(line, "dim") for line in wrapped(frame_words(advice.pack, advice.case)))
    yield ""
    is_there = advice.outcome == "there"
    verdict = _there(advice) if is_there else _verdict(advice)
    now = f"As it is known the risk is {advice.band}, {advice.score} of 100."
    yield from wrapped(f"{now} {verdict}")
    is_certain = is_there and advice.sets[0].always
    if selection.is_provisional(advice) and not is_certain:
        known = known_words(advice.facts_known, advice.facts_total)
        plan = "" if is_there else "; the plan follows from what is known so far"
        yield from wrapped(
            f"Provisional: {known}, too few to act on. The first step is to ask what is open{plan}."
        )
    if is_there:
        return
    if advice.single is not None:
        yield ""
        yield style("THE BEST SINGLE CHANGE", "heading")
        for step in advice.single.steps:
            yield from wrapped(_step(step), 0, "- ")
        yield from wrapped(f"By itself it leads to {advice.single.score} of 100.", 2)
    if advice.sets:
        yield from _sets(advice, style)
    if advice.farthest is not None:
        yield from _farthest(advice, style)


def _there(advice: Advice) -> str:
    """Return that nothing need change, as far as that is certain."""
    (found,) = advice.sets
    already = f"That is {advice.to if advice.band == advice.to else f'below {advice.to}'} already"
    if found.low == found.high:
        return f"{already}: nothing need change."
    left = left_words(found)
    if found.always:
        return f"{already}, and {left}: nothing need change."
    return f"{already}; but {left}, so {advice.to} is not certain yet."


def _verdict(advice: Advice) -> str:
    limits = f" in {plural(advice.max_changes, 'step')}" if advice.max_changes is not None else ""
    if advice.outcome == "unreachable":
        return f"No set of declared steps brings it to {advice.to}{limits}."
    if advice.outcome == "unsettled":
        return (
            f"No set of steps was found that brings it to {advice.to}{limits}, and the search "
            "ended before it could rule one out."
        )
    cheapest = f"The cheapest way to {advice.to}{limits} costs {advice.cost}"
    if advice.proved:
        return f"{cheapest}; it is proved that no set of declared steps costs less."
    return (
        f"{cheapest}, of those found; it is proved that none costs less than {advice.at_least}, "
        "and not that none costs less than this."
    )


def _sets(advice: Advice, style: Style) -> Iterator[str]:
    first, *others = advice.sets
    yield ""
    yield style("THE PLAN", "heading")
    yield from _plan(first, advice.case.edition)
    yield from wrapped(_comes_to(first, advice))
    if others:
        yield ""
        yield style(f"OR, EQUALLY CHEAP ({len(others)})", "heading")
    for number, found in enumerate(others, start=1):
        instead = [_step(step) for step in first.steps if step not in found.steps]
        taken = [_step(step) for step in found.steps if step not in first.steps]
        yield from wrapped(f"instead of {'; '.join(instead)}:", 0, f"{number}. ")
        for words in taken:
            yield from wrapped(words, 3, "- ")
        yield from wrapped(_comes_to(found, advice), 3)


def _plan(found: StepSet, reader: str) -> Iterator[str]:
    by_time: dict[str, list[AdvisedStep]] = {}
    for step in found.steps:
        by_time.setdefault(_time(step, reader), []).append(step)
    for time, steps in by_time.items():
        yield f"{capitalised(time)}:"
        for step in steps:
            yield from wrapped(_step(step), 0, "- ")


def _time(step: AdvisedStep, reader: str) -> str:
    if step.kind == "find_out":
        return _FIND_OUT
    when = due(step.when, reader, late=step.late, last_chance=False)  # that is told of each step
    return f"now, where it can still be made good (it {when})" if step.late else when


def _step(step: AdvisedStep) -> str:
    if step.kind == "find_out":
        return f"{step.title}: ask again what nobody could say. Ask: {step.owner}."
    done = f"{step.now} → {step.words}"
    if step.item:
        done = f"add {step.words} (now {step.now})"
    last = f"; {LAST_CHANCE}" if step.last_chance else ""
    return f"{step.title}: {done} ({step.owner}; {step.effort} effort, {step.cost}{last})"


def _comes_to(found: StepSet, advice: Advice) -> str:
    words = f"Cost {found.cost}. It leads to {found.score} of 100, {found.band}"
    if found.low == found.high:
        return f"{words}."
    if found.always:
        return f"{words}; {left_words(found)}: it holds."
    return f"{words}, on what is known; {left_words(found)}, so {advice.to} is not certain yet."


def _farthest(advice: Advice, style: Style) -> Iterator[str]:
    assert advice.farthest is not None
    yield ""
    yield style("HOW FAR ONE CAN GET", "heading")
    yield from _plan(advice.farthest, advice.case.edition)
    led = f"{advice.farthest.score} of 100, {advice.farthest.band}"
    if advice.farthest.steps:
        yield from wrapped(f"All of this costs {advice.farthest.cost} and leads to {led}.")
    else:
        yield from wrapped(f"No step that is left lowers it: it stays at {led}.")
    if advice.obstacles:
        yield ""
        yield style("WHAT STANDS IN THE WAY", "heading")
    for one in advice.obstacles:
        floor = f", a floor at {one.floor}" if one.floor else ""
        kept = f" Left alone, as asked: {'; '.join(one.kept)}." if one.kept else ""
        fixed = f" No declared step changes: {'; '.join(one.fixed)}." if one.fixed else ""
        yield from wrapped(
            f"{one.title} ({one.points:+d}{floor}; rule {one.rule}).{kept}{fixed}", 0, "- "
        )
