"""The engine of record, and the only door to Experta.

A pack is compiled once to Experta rules; a case is one ``WorkingMemory`` fact, and what rules
conclude are ``Conclusion`` facts that later rules match. Matching is plugged in at Experta's own
extension point (``__matcher__``); agenda, salience and firing are Experta's. The firings are
taken from the activations that fired.

An engine is not safe to share between threads.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterator
from inspect import Parameter, Signature
from typing import NamedTuple

from mandate.engines.compiled import CompiledRule, Masks, Support

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

from experta import TEST, Fact, KnowledgeEngine, Rule, __version__  # noqa: E402
from experta.abstract import Matcher, Strategy  # noqa: E402
from experta.activation import Activation  # noqa: E402
from experta.agenda import Agenda  # noqa: E402
from experta.fact import InitialFact  # noqa: E402

ENGINE = f"experta {__version__}"


class _Shown(Fact):
    """A fact with a fixed text: Experta writes out the facts of every firing, logged or not."""

    def __str__(self) -> str:
        return type(self).__name__


class WorkingMemory(_Shown):
    """All that is known of a case: one set of possible values a slot, under ``masks``."""


class Conclusion(_Shown):
    """A finding that a fired rule concluded, under ``finding``."""


class Fired(NamedTuple):
    """One firing: the rule, its points, and the leaves of its condition that were satisfied."""

    rule: str
    points: int
    support: Support


class _CompiledMatcher(Matcher):
    """Matches compiled rules; an activation holds the facts and the leaves that satisfied it."""

    def __init__(self, engine: ExpertaEngine) -> None:
        super().__init__(engine)
        self._rules = engine.rules_by_id
        self._compiled = list(engine.compiled)
        self._readers: dict[str, list[CompiledRule]] = {}
        for rule in engine.compiled:
            for finding in rule.reads:
                self._readers.setdefault(finding, []).append(rule)
        self.reset()

    def reset(self) -> None:
        """Forget the case."""
        self._memory: WorkingMemory | None = None
        self._concluded: dict[str, Conclusion] = {}
        self._activated: dict[str, Activation] = {}

    def changes(
        self, adding: list[Fact] | None = None, deleting: list[Fact] | None = None
    ) -> tuple[list[Activation], list[Activation]]:
        """Return the activations that the new facts add, and those they replace."""
        added: list[Activation] = []
        replaced: list[Activation] = []
        if not adding:
            return added, replaced
        for fact in adding:
            if isinstance(fact, Conclusion):
                self._concluded[fact["finding"]] = fact
                candidates = self._readers.get(fact["finding"], [])
            elif isinstance(fact, WorkingMemory):
                self._memory = fact
                candidates = self._compiled
            else:
                continue
            self._match(candidates, added, replaced)
        return added, replaced

    def _match(
        self,
        candidates: list[CompiledRule],
        added: list[Activation],
        replaced: list[Activation],
    ) -> None:
        memory = self._memory
        assert memory is not None
        masks, concluded, activated = memory["masks"], self._concluded, self._activated
        for rule in candidates:
            support = rule.test(masks, concluded)
            if support is None:
                continue
            facts = [memory, *(concluded[one] for one in rule.reads if one in concluded)]
            activation = Activation(self._rules[rule.id], facts, {"support": support})
            if rule.id in activated:
                replaced.append(activated[rule.id])
            activated[rule.id] = activation
            added.append(activation)


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
        gone = {id(activation) for activation in removed}
        kept = [one for one in agenda.activations if id(one) not in gone]
        kept += [one for one in added if id(one) not in gone]
        kept.sort(key=lambda activation: activation.rule.salience)
        agenda.activations = kept


class _CaseFacts:
    """The facts that a reset declares: Experta's own ``InitialFact`` and the case."""

    order = 0
    __signature__ = Signature((Parameter("masks", Parameter.KEYWORD_ONLY),))

    def __call__(self, masks: Masks) -> Iterator[Fact]:
        yield InitialFact()
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
        self.masks: Masks = ()
        self._case_facts = _CaseFacts()
        super().__init__()

    def get_rules(self) -> list[Rule]:
        """Return the rules; they live in a table, where no attribute can shadow them."""
        return list(self.rules_by_id.values())

    def get_deffacts(self) -> list[_CaseFacts]:
        """Return what declares a case's facts on reset."""
        return [self._case_facts]

    def infer(self, masks: Masks) -> list[Fired]:
        """Return the firings on a case, in the order in which they fired."""
        self.fired, self.masks = [], masks
        self.reset(masks=masks)
        self.run()
        return self.fired


def _experta_rule(rule: CompiledRule, salience: int) -> Rule:
    """Return *rule* as an Experta rule, whose consequent records the firing and concludes."""
    name, fixed, grade, concludes = rule.id, rule.points, rule.grade, rule.concludes

    def fire(engine: ExpertaEngine, **context: Support) -> None:
        points = grade(engine.masks) if grade else fixed
        engine.fired.append(Fired(name, points, context["support"]))
        for finding in concludes:
            engine.declare(Conclusion(finding=finding))

    consequent: Callable[..., None] = fire
    return Rule(TEST(rule.test), salience=salience)(consequent)
