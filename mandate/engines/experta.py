"""The engine of record, and the only door to Experta.

A pack is compiled once to Experta rules; a case is one ``WorkingMemory`` fact, and what rules
conclude are ``Conclusion`` facts that later rules match. Facts, fact list, rules, activations and
agenda are Experta's. Matching and conflict resolution are plugged in at its own extension points
(``__matcher__``, ``__strategy__``), and the loop that fires leaves out its logging. The firings
are taken from the activations that fired.

An engine is not safe to share between threads.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterator
from inspect import Parameter, Signature
from math import inf
from operator import attrgetter
from typing import NamedTuple

from mandate.engines.compiled import CompiledRule, Masks, Match, Support
from mandate.engines.compiled import Matcher as Matching

_import_lock = threading.Lock()


def _import_experta() -> None:
    """Import Experta and leave ``collections`` and the root logger as they were found.

    Experta 1.9.4 pins frozendict 1.2, which reads ``collections.Mapping``, gone since Python
    3.10; and importing it calls ``logging.basicConfig``.
    """
    import collections
    import collections.abc

    with _import_lock:
        root = logging.getLogger()
        handlers = list(root.handlers)
        lacking = not hasattr(collections, "Mapping")
        if lacking:
            collections.Mapping = collections.abc.Mapping  # type: ignore[attr-defined]
        try:
            import experta
        finally:
            if lacking:
                del collections.Mapping  # type: ignore[attr-defined]
            root.handlers[:] = handlers
    if not hasattr(experta, "KnowledgeEngine"):  # experta swallows the ImportError of its parts
        message = "experta is installed but does not import; reinstall experta==1.9.4"
        raise ImportError(message)


_import_experta()

# these cannot stand at the top: until the call above, Experta does not import
from experta import TEST, Fact, KnowledgeEngine, Rule, __version__  # noqa: E402
from experta.abstract import Matcher, Strategy  # noqa: E402
from experta.activation import Activation  # noqa: E402
from experta.agenda import Agenda  # noqa: E402

ENGINE = f"experta {__version__}"


class WorkingMemory(Fact):
    """All that is known of a case: one set of possible values a slot, under ``masks``."""


class Conclusion(Fact):
    """A finding that a fired rule concluded, under ``finding``."""


_Candidate = tuple[Matching, tuple[str, ...], Rule]
"""How a rule is matched, the findings it reads, and the rule of Experta's that fires it."""


class Fired(NamedTuple):
    """One firing: the rule, its points, and the leaves of its condition that were satisfied."""

    rule: str
    points: int
    support: Support


class _Activation(Activation):
    """An activation that is compared by identity, and holds its facts in the order read."""

    def __init__(self, rule: Rule, facts: tuple[Fact, ...], match: Match) -> None:
        self.rule = rule
        self.facts = facts
        self.context = {"match": match}
        self.key = rule.salience

    __eq__ = object.__eq__
    __hash__ = object.__hash__


class _CompiledMatcher(Matcher):
    """Matches compiled rules; an activation holds the facts and the leaves that satisfied it."""

    def __init__(self, engine: ExpertaEngine) -> None:
        super().__init__(engine)
        rules = engine.rules_by_id
        self._rules: list[_Candidate] = [
            (rule.match, rule.reads, rules[rule.id]) for rule in engine.compiled
        ]
        self._readers: dict[str, list[_Candidate]] = {}
        for candidate in self._rules:
            for finding in candidate[1]:
                self._readers.setdefault(finding, []).append(candidate)
        self.reset()

    def reset(self) -> None:
        """Forget the case."""
        self._memory: WorkingMemory | None = None
        self._concluded: dict[str, Conclusion] = {}
        self._activated: dict[int, Activation] = {}

    def changes(
        self, adding: list[Fact] | None = None, deleting: list[Fact] | None = None
    ) -> tuple[list[Activation], list[Activation]]:
        """Return the activations that the new facts add, and those they replace."""
        added: list[Activation] = []
        replaced: list[Activation] = []
        for fact in adding or ():
            if isinstance(fact, Conclusion):
                finding = fact["finding"]
                self._concluded[finding] = fact
                self._match(self._readers.get(finding, []), added, replaced)
            elif isinstance(fact, WorkingMemory):
                self._memory = fact
                self._match(self._rules, added, replaced)
        return added, replaced

    def _match(
        self, candidates: list[_Candidate], added: list[Activation], replaced: list[Activation]
    ) -> None:
        memory, concluded, activated = self._memory, self._concluded, self._activated
        assert memory is not None
        masks = memory["masks"]
        for matcher, reads, rule in candidates:
            match = matcher(masks, concluded)
            if match is None:
                continue
            facts: tuple[Fact, ...] = (memory,)
            if reads:
                facts += tuple([concluded[one] for one in reads if one in concluded])
            activation = _Activation(rule, facts, match)
            if reads:  # a later conclusion may satisfy it in another way
                if id(rule) in activated:
                    replaced.append(activated[id(rule)])
                activated[id(rule)] = activation
            added.append(activation)


_BY_SALIENCE = attrgetter("key")


class _SalienceStrategy(Strategy):
    """Orders the agenda by salience alone, which no two rules share.

    Experta's own strategy breaks ties by the age of facts and keeps activations in a cache that
    outlives the engine; here there are no ties, and nothing is kept.
    """

    def _update_agenda(
        self, agenda: Agenda, added: list[Activation], removed: list[Activation]
    ) -> None:
        if not added:
            return
        if removed:
            agenda.activations = [one for one in agenda.activations if one not in removed]
        agenda.activations += [one for one in added if one not in removed]
        agenda.activations.sort(key=_BY_SALIENCE)


class _CaseFacts:
    """What a reset declares: the case, as one fact."""

    order = 0
    __signature__ = Signature((Parameter("masks", Parameter.KEYWORD_ONLY),))

    def __call__(self, masks: Masks) -> Iterator[Fact]:
        yield WorkingMemory(masks=masks)


class ExpertaEngine(KnowledgeEngine):
    """An Experta engine for the compiled rules of one pack."""

    __matcher__ = _CompiledMatcher
    __strategy__ = _SalienceStrategy

    def __init__(self, compiled: tuple[CompiledRule, ...]) -> None:
        self.compiled = compiled
        self.rules_by_id = {
            rule.id: _experta_rule(rule, salience=-order) for order, rule in enumerate(compiled)
        }
        self.fired: list[Fired] = []
        self._case_facts = _CaseFacts()
        super().__init__()

    def get_rules(self) -> list[Rule]:
        """Return the rules; they live in a table, where no attribute can shadow them."""
        return list(self.rules_by_id.values())

    def get_deffacts(self) -> list[_CaseFacts]:
        """Return what declares a case's facts on reset."""
        return [self._case_facts]

    def run(self, steps: float = inf) -> None:
        """Fire what is on the agenda until nothing is left, or *steps* times.

        This is Experta's own loop without what it writes to its logs at every firing, which takes
        it longer than the firing itself; a test holds the two equal.
        """
        self.running = True
        while steps > 0 and self.running:
            if self.facts.added or self.facts.removed:
                self.strategy.update_agenda(self.agenda, *self.get_activations())
            activation = self.agenda.get_next()
            if activation is None:
                break
            steps -= 1
            activation.rule(self, **activation.context)
        self.running = False

    def infer(self, masks: Masks) -> list[Fired]:
        """Return the firings on a case, in the order in which they fired."""
        self.fired = []
        self.reset(masks=masks)
        self.run()
        return self.fired


def _experta_rule(rule: CompiledRule, salience: int) -> Rule:
    """Return *rule* as an Experta rule, whose consequent records the firing and concludes."""
    name = rule.id
    conclusions = [Conclusion(finding=finding) for finding in rule.concludes]

    def fire(engine: ExpertaEngine, **context: Match) -> None:
        support, points = context["match"]
        engine.fired.append(Fired(name, points, support))
        for conclusion in conclusions:
            engine.facts.declare(conclusion)

    consequent: Callable[..., None] = fire
    return Rule(TEST(rule.match), salience=salience)(consequent)
