"""What tests of proofs share: verifying without a clock, and a small pack with random rules."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from random import Random

from mandate import Assessment, Pack, assess
from mandate.conditions.evaluate import Truth, evaluate
from mandate.conditions.nodes import FLAGS, Compare, leaves
from mandate.errors import CaseError
from mandate.memory import Masks
from mandate.pack.load import load_folder
from mandate.proofs.slots import conditions
from mandate.proofs.verifier import compare, verify
from mandate.verification import Breach, Law, Verification
from tests.helpers import TINY, copy_tiny


def verified(pack: Pack) -> Verification:
    """Return the verification of a pack, by a clock that stands still."""
    return verify(pack, 10, lambda: 0)


def compared(pack: Pack, against: Pack) -> Verification:
    """Return the comparison of two packs, by a clock that stands still."""
    return compare(pack, against, 10, lambda: 0)


def law(verification: Verification, name: str) -> Law:
    """Return one law of a verification."""
    return next(one for one in verification.laws if one.id == name)


def broken(pack: Pack, name: str) -> dict[str, Breach]:
    """Return what breaks a law, by what it is about."""
    return {breach.about: breach for breach in law(verified(pack), name).breaches}


def verdicts(verification: Verification) -> dict[str, str]:
    """Return the verdicts that are not that the law holds."""
    return {one.id: one.verdict for one in verification.laws if one.verdict != "holds"}


def assessed(case: str, pack: Pack, folder: Path) -> Assessment:
    """Return the assessment of a case in YAML, written to a file and read again."""
    path = folder / "case.yaml"
    path.write_text(case, encoding="utf-8")
    return assess(path, pack)


def is_refused(case: str, pack: Pack, folder: Path) -> bool:
    """Return whether a pack refuses a case."""
    try:
        assessed(case, pack, folder)
    except CaseError:
        return True
    return False


def complete_cases(pack: Pack) -> Iterator[Masks]:
    """Yield every complete case that can be, each flag that a rule reads both ways."""
    flags = {
        leaf.slot
        for condition in conditions(pack)
        for leaf in leaves(condition)
        if isinstance(leaf, Compare) and leaf.operator in FLAGS
    }
    sizes = [len(slot.labels) for slot in pack.vocabulary.slots]
    every = range(len(sizes), len(pack.vocabulary.nothing_known))
    sizes += [2 if flag in flags else 1 for flag in every]
    for values in product(*map(range, sizes)):
        masks = tuple(1 << value for value in values)
        if can_be(pack, masks):
            yield masks


def can_be(pack: Pack, masks: Masks) -> bool:
    """Return whether a working memory has no combination that cannot be."""
    return all(
        evaluate(one.condition, masks, {}).truth is not Truth.TRUE for one in pack.impossible
    )


SMALL = (TINY / "vocabulary" / "all.yaml").read_text(encoding="utf-8")
for long, short in (
    ("max: 6", "max: 3"),
    (", skills: Who is needed", ""),
    ("step: 5\n", "step: 25\n"),
    (", other: Anyone else", ""),
):
    assert long in SMALL
    SMALL = SMALL.replace(long, short)


def random_pack(folder: Path, seed: int, rules: int = 5) -> Pack:
    """Return the tiny pack over a smaller vocabulary, with some random rules more."""
    random = Random(seed)
    files = {"vocabulary/all.yaml": SMALL, "findings.yaml": _FINDINGS}
    for number in range(rules):
        files[f"extra/extra-{number}.yaml"] = json.dumps(_rule(random, number))
    # each finding has to be concluded by some rule
    able = {"id": "able", "when": {"authority_type": "line"}, "then": {"concludes": "able"}}
    files["extra/able.yaml"] = json.dumps({**_TEXTS, **able})
    return load_folder(copy_tiny(folder, files), examples=False)


_FINDINGS = """\
findings:
  powerless: {title: Powerless, meaning: It has no power., one_of: power}
  able: {title: Able, meaning: It has power., one_of: power}
"""
_TEXTS = {
    "title": "A rule",
    "because": "It is so.",
    "strength": "It is so.",
    "sources": ["S0"],
    "grade": "D",
}
_COMPARISONS = (
    {"authority_type": {"at_most": "influence_only"}},
    {"authority_type": "none"},
    {"authority_type": {"at_least": "process"}},
    {"dedicated_budget": "yes"},
    {"dedicated_budget": "no"},
    {"reports_to": "ceo"},
    {"levels_below_ceo": {"at_least": "2"}},
    {"levels_below_ceo": {"between": ["2", "3"]}},
    {"charter_elements": {"has": "scope"}},
    {"charter_elements": {"lacks": "measures"}},
    {"charter_elements": {"covers": {"at_most": "1"}}},
    {"team_size": {"less_than": "25"}},
    {"not": {"team_size": "50"}},
    {"disputed": "authority_type"},
    {"not": {"disputed": "authority_type"}},
    {"unknown": "reports_to"},
    {"finding": "powerless"},
    {"finding": "able"},
)
_GRADINGS = (
    ("levels_below_ceo", ("1", "2", "3")),
    ("authority_type", ("none", "influence_only", "process", "line")),
    ("charter_elements", ("0", "1", "2")),
)


def _rule(random: Random, number: int) -> dict[str, object]:
    then: dict[str, object] = {}
    kind = random.random()
    when = _condition(random)
    if kind < 0.2 and "finding" not in json.dumps(when):
        then["concludes"] = random.choice(("powerless", "able"))
    if kind < 0.3:
        then["at_least_band"] = random.choice(("moderate", "high"))
    if kind > 0.15:
        then["risk"] = _risk(random, kind)
    cures = {"authority_type": "process", "dedicated_budget": "yes"}
    chosen = random.sample(sorted(cures), k=random.choice((1, 1, 2)))
    remedy = {"text": "Do it.", "cures": {name: cures[name] for name in chosen}}
    rule = {"id": f"extra-{number}", "when": when, "then": then, "remedies": [remedy]}
    return {**_TEXTS, **rule, **({"absorbs": ["small-team"]} if kind > 0.9 else {})}


def _risk(random: Random, kind: float) -> dict[str, object]:
    driver = random.choice(("authority", "resources"))
    if kind < 0.7:
        return {"driver": driver, "points": str(random.choice((-3, -1, 1, 2, 5)))}
    fact, values = random.choice(_GRADINGS)
    points = [random.choice((-2, 0, 1, 1, 3)) for _ in values]
    points[-1] = points[0] - 1
    return {
        "driver": driver,
        "by": fact,
        "points": dict(zip(values, map(str, points), strict=True)),
    }


def _condition(random: Random, depth: int = 0) -> dict[str, object]:
    kind = random.random()
    if kind < 0.4 or depth == 2:
        return dict(random.choice(_COMPARISONS))
    children = [_condition(random, depth + 1) for _ in range(random.choice((2, 2, 3)))]
    if kind < 0.85:
        return {"all" if kind < 0.7 else "any": children}
    return {"some": {"at_least": "2", "of": children}}
