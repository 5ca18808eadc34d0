"""The whole test of a pack: examples, golden cases, promises and coverage, in one run."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial

from mandate.case import Case, known
from mandate.errors import CaseError, Fault, Location, MandateError
from mandate.memory import Memory
from mandate.pack.model import Pack
from mandate.testing.coverage import measured
from mandate.testing.expectations import Check, example_checks, golden_checks
from mandate.testing.judging import memory_of, tree
from mandate.testing.mismatch import MismatchError
from mandate.testing.results import Failure, Outcome, PackTest
from mandate.yaml_files import dump

LAW = "law"


def run_suite(
    pack: Pack,
    golden: Iterable[Case] = (),
    laws: Iterable[Check] = (),
    *,
    threshold: int = 0,
) -> PackTest:
    """Return what testing *pack* came to; *threshold* is the least coverage, in percent.

    *pack* has been loaded with its examples. Whatever fails is in the result; nothing is raised.
    """
    golden = tuple(golden)
    checks = [one for rule in pack.rules.values() for one in example_checks(pack, rule)]
    checks += [one for case in golden for one in golden_checks(pack, case)]
    outcomes = tuple(outcome(check, pack) for check in (*checks, *laws))
    coverage = measured(pack, [memory for case in golden for memory in _memories(case, pack)])
    return PackTest(pack.id, pack.version, pack.digest, threshold, outcomes, coverage)


def _memories(case: Case, pack: Pack) -> list[Memory]:
    """Return the working memory of a case; none where it cannot be used, as its outcome says."""
    try:
        return [known(case, pack).memory]
    except CaseError:
        return []


def law_checks(
    pack: Pack, tries: int = 100, is_over: Callable[[], bool] | None = None
) -> Iterator[Check]:
    """Yield a check for each law; raises MandateError where Hypothesis is not installed.

    *tries* is how many cases each law is tried on; once *is_over*, no more are.
    """
    try:
        from mandate.testing.properties import LAWS, hold
    except ModuleNotFoundError as error:
        if error.name != "hypothesis":
            raise
        message = "the promises are tested with Hypothesis, which is not installed"
        hint = "pip install 'mandate-risk[testing]', or leave the promises out with --no-laws"
        raise MandateError([Fault(Location("hypothesis"), "no-library", message, hint)]) from None
    for law in LAWS:
        yield Check("law", LAW, law.name, partial(hold, law, pack, tries, is_over))


def outcome(check: Check, pack: Pack) -> Outcome:
    """Return what running one check came to."""
    try:
        tries = check.run()
    except MismatchError as mismatch:
        return Outcome(check.kind, check.group, check.name, 0, failure(mismatch, pack))
    return Outcome(check.kind, check.group, check.name, tries, None)


def failure(mismatch: MismatchError, pack: Pack) -> Failure:
    """Return why a test failed, with the case to save and the conditions that decided."""
    trees: tuple[str, ...] = ()
    if mismatch.cases and mismatch.rules:
        memory = memory_of(pack, mismatch.cases[-1])
        trees = tuple(tree(rule, pack, memory) for rule in mismatch.rules)
    return Failure(
        place=str(mismatch.location) if mismatch.location else "",
        promise=mismatch.promise,
        expected=mismatch.expected,
        actual=mismatch.actual,
        case=dump(mismatch.cases[0]) if mismatch.cases else "",
        trees=trees,
    )


def told(failed: Failure) -> str:
    """Return a failure as lines of text."""
    lines = [failed.place] if failed.place else []
    if failed.promise:
        lines.append(f'promised: "{failed.promise}"')
    lines += [f"expected: {failed.expected}", f"actual:   {failed.actual}"]
    for title, text in (
        ("the condition that decided, each node with its truth:", "\n".join(failed.trees)),
        ("the smallest case, to be saved as a file:", failed.case.rstrip("\n")),
    ):
        if text:
            lines += ["", title, *(f"  {line}" for line in text.split("\n"))]
    return "\n".join(lines)
