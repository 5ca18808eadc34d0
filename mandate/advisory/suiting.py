"""What a pack tells one reader to do: of use is only what the reader can still ask for."""

from __future__ import annotations

from mandate.advisory.voice import CANDIDATE
from mandate.facts import STAGES, Fact, Vocabulary, is_before
from mandate.pack.model import Pack, Rule

_OFFER = STAGES[1]


def suited(pack: Pack, reader: str) -> Pack:
    """Return a pack as a report for a *reader* needs it.

    A candidate has a say once there is an offer to answer: remedies and steps that can be taken
    only before are left out. Rules, points and digest are those of the pack.
    """
    if reader != CANDIDATE:
        return pack
    facts = tuple(map(_fact, pack.vocabulary.facts.values()))
    rules = {name: _rule(rule) for name, rule in pack.rules.items()}
    return pack._replace(vocabulary=Vocabulary(facts), rules=rules, derived={})


def _fact(fact: Fact) -> Fact:
    steps = tuple(one for one in fact.steps if not is_before(one.until, _OFFER))
    return fact._replace(steps=steps)


def _rule(rule: Rule) -> Rule:
    remedies = tuple(one for one in rule.remedies if not is_before(one.until, _OFFER))
    return rule._replace(remedies=remedies)
