"""A new rule: one fact graded, with texts to be replaced and examples that hold as they stand."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from mandate.authoring.settings import setting
from mandate.conditions.grading import read_graded
from mandate.conditions.nodes import Graded
from mandate.errors import Fault, Faults, Location, MandateError, PackError
from mandate.facts import EFFORTS, NO, WHEN, YES, Fact, Step
from mandate.pack.examples import check_examples
from mandate.pack.model import Pack, grading_of
from mandate.pack.rule import read_rule
from mandate.pack.rule_parts import Surroundings
from mandate.source import Mapping as Tree
from mandate.source import from_plain
from mandate.tuples import NamedTuple
from mandate.yaml_files import dump, read_text

_POINTS = "points"
_WHEN = {"search": "before_search", "offer": "before_offer", "in_post": WHEN[2]}
_HEAD = """\
# A draft of `mandate new rule`: weigh the points, say why in words of your own, name the sources.
"""


class Draft(NamedTuple):
    """What a new rule is to be; ``points`` of some values of the fact, or of none for a suggestion.

    A scale, a choice or a yes-or-no has no points for the values that are left out.
    """

    id: str
    title: str
    driver: str
    fact: Fact
    points: Mapping[str, int]
    source: str


def rule_file(pack: Pack, draft: Draft, path: str) -> str:
    """Return the YAML of a rule that *pack* takes as it stands; *path* is where it is to go.

    Raises MandateError where there are no points to suggest or those given do not fit the fact, and
    PackError where the rule would not fit the pack.
    """
    fact = draft.fact
    points = _completed(fact, draft.points) if draft.points else suggested_points(fact)
    grading = _grading(pack, fact, points)
    rule: dict[str, object] = {
        "id": draft.id,
        "title": draft.title,
        "then": {"risk": {"driver": draft.driver, "by": fact.id, _POINTS: points}},
        "because": f"The answer is {{{fact.id}}}. Say why this raises the risk.",
    }
    if min(grading.points) < 0:
        rule["strength"] = f"The answer is {{{fact.id}}}. Say why this lowers the risk."
    if max(grading.points) > 0:
        rule["expect"] = "Say what is likely to happen if nothing is done."
        rule["remedies"] = [_remedy(fact, grading)]
    rule["sources"], rule["grade"] = [draft.source], "D"
    rule["examples"] = list(_examples(pack, fact, grading))
    text = _HEAD + dump(rule, flow=None)
    _check(pack, text, path)
    return text


def suggested_points(fact: Fact) -> dict[str, int]:
    """Return +1 for the worst value of a directed fact, -1 for the best, and 0 between them.

    Raises MandateError where no value is better than another.
    """
    values = _values(fact)
    if not fact.better:
        message = f"no value of {fact.id} is better than another, so no points can be suggested"
        hint = f"give some, as in: {values[0]}=1"
        raise MandateError([Fault(Location(_POINTS), "no-direction", message, hint)])
    between = values[1:-1]
    if fact.type in ("number", "checklist") and len(between) > 1:
        between = [f"{between[0]} to {between[-1]}"]
    return {values[0]: fact.better, **dict.fromkeys(between, 0), values[-1]: -fact.better}


def _values(fact: Fact) -> list[str]:
    """Return what points can be given to: the values of a fact, or how many items are ticked."""
    if fact.type == "checklist":
        return [str(count) for count in range(len(fact.levels) + 1)]
    return list(fact.labels)


def _completed(fact: Fact, points: Mapping[str, int]) -> dict[str, int]:
    """Return the points with 0 for each value of a fact that none are given to, in order."""
    if fact.type in ("number", "checklist"):  # in ranges, which the reader checks
        return dict(points)
    odd = {name: worth for name, worth in points.items() if name not in fact.labels}
    return {name: points.get(name, 0) for name in fact.labels} | odd


def _grading(pack: Pack, fact: Fact, points: Mapping[str, int]) -> Graded:
    faults = Faults()
    tree = from_plain(points, _POINTS)
    assert isinstance(tree, Tree)
    node = read_graded(fact, pack.vocabulary, pack.applies, tree, faults)
    faults.raise_if_any(MandateError)
    assert node is not None
    return grading_of(node)


def _remedy(fact: Fact, grading: Graded) -> dict[str, object]:
    """Return a cure where the vocabulary has a step that is sure to be one, else what eases."""
    text = "Say what is to be done."
    steps = [step for step in fact.steps if _is_cure(fact, step, grading)]
    if steps:
        step = min(steps, key=lambda one: EFFORTS.index(one.effort))
        return {"cures": {fact.id: step.to}, "text": text}
    return {"text": text, "owner": fact.ask, "effort": "medium", "when": _WHEN[fact.stage]}


def _is_cure(fact: Fact, step: Step, grading: Graded) -> bool:
    """Return whether a step leads to where no points are added, from all that add some upwards, so
    that every other rule, which is to reward an improvement, adds no more than before."""
    if fact.better == 0 or grading.counted:
        return False
    to = fact.labels.index(step.to)
    raising = [value for value, points in enumerate(grading.points) if points > 0]
    return grading.points[to] <= 0 and all((to - one) * fact.better > 0 for one in raising)


def _examples(pack: Pack, fact: Fact, grading: Graded) -> Iterator[dict[str, object]]:
    """Yield an example for each number of points, one that is open, and one that does not apply."""
    seen = set()
    for value, points in enumerate(grading.points):
        facts = setting(pack, fact, _answer(grading, value))
        if points in seen or facts is None:
            continue
        seen.add(points)
        ending = {"gives": "fires", _POINTS: points} if points else {"gives": "silent"}
        name = (
            f"{value} of {len(fact.levels)}" if grading.counted else fact.words(fact.labels[value])
        )
        yield {"name": name, "facts": facts, **ending}
    if (facts := setting(pack, fact, {})) is not None:
        yield {"name": "nobody asked", "facts": facts, "gives": "open"}
    if (facts := setting(pack, fact, {}, applies=False)) is not None:
        yield {"name": "does not apply", "facts": facts, "gives": "silent"}


def _answer(grading: Graded, value: int) -> dict[int, int]:
    """Return what is known of the slots of a graded fact where it has a value, or that many items
    are ticked."""
    if grading.counted:
        return {slot: YES if place < value else NO for place, slot in enumerate(grading.slots)}
    return {grading.slots[0]: 1 << value}


def _check(pack: Pack, text: str, path: str) -> None:
    """Read a rule as if it stood in the pack, and run its examples; raises PackError."""
    faults = Faults()
    document = read_text(text, path, faults)
    bands = [band.id for band in pack.bands]
    around = Surroundings(
        pack.vocabulary, pack.applies, pack.findings, pack.drivers, bands, pack.sources, pack.rules
    )
    rule = read_rule(document, around, faults) if document else None
    if rule is not None:
        check_examples({rule.id: rule}, pack.impossible, faults)
    faults.raise_if_any(PackError)
