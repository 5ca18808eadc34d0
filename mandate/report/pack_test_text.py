"""What testing a pack came to, for the terminal: failures first, then promises and coverage."""

from __future__ import annotations

from collections.abc import Iterator

from mandate.errors import visible
from mandate.testing.results import Outcome, PackTest
from mandate.testing.suite import told

_SHOWN = 20


def render(result: PackTest) -> str:
    """Return the result as text."""
    return visible("\n".join(_lines(result)) + "\n")


def _lines(result: PackTest) -> Iterator[str]:
    of_kind = {
        kind: [one for one in result.outcomes if one.kind == kind]
        for kind in ("example", "golden", "law")
    }
    cases = len({one.group for one in of_kind["golden"]})
    yield f"{result.pack} {result.version}"
    yield f"{len(of_kind['example'])} examples of rules, {len(of_kind['golden'])} expectations " + (
        f"of {cases} golden cases, {len(of_kind['law'])} promises"
    )
    for outcome in result.failed:
        yield from _failure(outcome)
    if of_kind["law"]:
        yield from ("", "PROMISES")
        for one in of_kind["law"]:
            yield f"  {_held(one):20}  {one.name}"
    yield from _coverage(result)
    yield from ("", result.verdict.upper() if result.is_passed else f"FAILED: {result.verdict}")


def _held(law: Outcome) -> str:
    if law.failure:
        return "BROKEN"
    return f"held on {law.tries} cases" if law.tries else "nothing to try it on"


def _failure(outcome: Outcome) -> Iterator[str]:
    assert outcome.failure is not None
    yield from ("", f"FAILED  {outcome.group}: {outcome.name}")
    yield from (f"  {line}".rstrip() for line in told(outcome.failure).split("\n"))


def _coverage(result: PackTest) -> Iterator[str]:
    yield from ("", "COVERAGE BY EXAMPLES AND GOLDEN CASES")
    for one in result.coverage:
        short = "  below the threshold" if one in result.short else ""
        yield f"  {one.what:10}  {one.percent:3} %  ({one.seen} of {one.total}){short}"
    if all(one.what != "bands" for one in result.coverage):
        yield "  bands       not measured: no golden cases"
    for one in result.coverage:
        if one.missing:
            yield from ("", f"Not covered, {one.what} ({len(one.missing)}):")
            yield from (f"  - {what}" for what in one.missing[:_SHOWN])
            if len(one.missing) > _SHOWN:
                yield f"  and {len(one.missing) - _SHOWN} more, which --format json lists"
