"""Packs of any size, written to a folder: every rule is tested, and some rest on findings."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

from mandate.yaml_files import dump

LEVELS = ("none", "some", "most", "all")
DRIVERS = tuple(f"driver_{number}" for number in range(8))
_POINTS = (3, 1, 0, -2)
_SEED = 20261122

Data = dict[str, Any]


def write_pack(folder: Path, rules: int, facts: int) -> None:
    """Write a pack with that many rules over that many facts to *folder*."""
    draw = random.Random(_SEED)
    names = [f"fact_{number}" for number in range(facts)]
    findings = [f"finding_{number}" for number in range(rules // 20)]
    _write(folder / "pack.yaml", _header())
    _write(
        folder / "sources.yaml",
        {"sources": {"J1": {"author": "Somebody", "title": "Judgement", "kind": "judgement"}}},
    )
    meaning = {"title": "A finding", "meaning": "Something follows from two facts."}
    _write(folder / "findings.yaml", {"findings": dict.fromkeys(findings, meaning)})
    declared = {"theme": "Everything", "facts": {name: _fact(name) for name in names}}
    _write(folder / "vocabulary" / "all.yaml", declared)
    grounds: dict[str, list[str]] = {}
    for number in range(rules):
        concluded = findings[number] if number < len(findings) else ""
        known = draw.choice(findings) if number % 5 == 4 and not concluded else ""
        pair = draw.sample([name for name in names if name not in grounds.get(known, ())], 2)
        if number % 5 == 3 and not concluded:
            rule = _graded(pair[0])
        else:
            rule = _pattern(pair, known, grounds.get(known, []), concluded)
        grounds.setdefault(concluded, pair)
        identifier = f"rule-{number}"
        about = {"id": identifier, "title": f"Rule {number}"}
        driver = DRIVERS[number % len(DRIVERS)]
        rule["then"] = {"risk": {"driver": driver, **rule.pop("risk")}, **rule.pop("then", {})}
        _write(folder / driver / f"{identifier}.yaml", about | rule | _REASON)


_REASON = {"because": "It is so.", "strength": "It is so.", "sources": ["J1"], "grade": "D"}


def _header() -> Data:
    caps = {"risk": 12, "relief": -8}
    return {
        "id": "invented",
        "version": "1.0.0",
        "title": "Invented",
        "about": "Invented, to be measured.",
        "measures": "an index of nothing",
        "headline": "The risk of nothing is {band}",
        "base": "-3",
        "base_because": "Any.",
        "scale": "0.1",
        "scale_because": "Any.",
        "drivers": {one: {"title": one, "about": "Any.", "caps": caps} for one in DRIVERS},
        "bands": {
            "low": {"title": "Low", "advice": "Go ahead."},
            "high": {"from": "-2", "title": "High", "advice": "Wait."},
        },
    }


def _fact(name: str) -> Data:
    return {
        "title": name,
        "question": f"What is {name}?",
        "why": "It matters.",
        "type": "scale",
        "levels": {level: f"It is {level}" for level in LEVELS},
        "ask": "CEO",
        "sources": ["J1"],
        "grade": "D",
    }


def _graded(fact: str) -> Data:
    points = dict(zip(LEVELS, map(str, _POINTS), strict=True))
    return {
        "risk": {"by": fact, "points": points},
        "examples": [
            {"name": "none", "facts": {fact: "none"}, "gives": "fires", "points": "3"},
            {"name": "most", "facts": {fact: "most"}, "gives": "silent"},
            {"name": "nobody asked", "facts": {}, "gives": "open"},
        ],
    }


def _pattern(pair: list[str], known: str, grounds: list[str], concluded: str) -> Data:
    one, other = pair
    when: list[object] = [{one: {"at_most": "some"}}, {other: {"at_most": "some"}}]
    behind = dict.fromkeys(grounds, "none")
    fires, near = {one: "some", other: "none"}, {one: "most", other: "none"}
    rule: Data = {
        "when": {"all": [*when, {"finding": known}] if known else when},
        "risk": {"points": "1"},
        "examples": [
            {"name": "both", "facts": behind | fires, "gives": "fires"},
            {"name": "one of two", "facts": behind | near, "gives": "silent"},
            {"name": "nobody asked", "facts": behind, "gives": "open"},
        ],
    }
    return rule | ({"then": {"concludes": concluded}} if concluded else {})


def _write(path: Path, data: Data) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(dump(data), encoding="utf-8")
