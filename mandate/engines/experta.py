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
from collections.abc import Iterator, Mapping
from inspect import Parameter, Signature
from math import inf
from operator import attrgetter
from typing import ClassVar

from mandate.engines.compiled import CompiledRule, Fired
from mandate.engines.compiled import Matcher as Matching
from mandate.memory import Masks
from mandate.tuples import NamedTuple

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
            # an attribute that the types rightly do not know
            collections.Mapping = collections.abc.Mapping  # type: ignore[attr-defined]
        try:
            import experta
        finally:
            if lacking:
                del collections.Mapping  # type: ignore[attr-defined]
            root.handlers[:] = handlers
    if hasattr(experta, "watchers"):
        experta.watchers.unwatch()  # else each fact of a client's case goes into the host's log
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


class _PackRule(Rule):
    """A rule of a pack; firing it declares what it concludes."""

    conclusions: tuple[Conclusion, ...]
    __name__: str

    def __new__(cls, rule: CompiledRule, salience: int) -> _PackRule:
        """Return the rule whose condition is *rule*'s matcher."""
        made: _PackRule = super().__new__(cls, TEST(rule.match), salience=salience)
        made.__name__ = rule.id  # as Experta's log calls it
        made.conclusions = tuple(Conclusion(finding=finding) for finding in rule.concludes)
        return made

    def __call__(self, engine: ExpertaEngine) -> None:
        """Carry out the consequent."""
        for conclusion in self.conclusions:
            engine.facts.declare(conclusion)


class _Activation(Activation):
    """An activation that is compared by identity, and holds its facts in the order read."""

    context: ClassVar[dict[str, object]] = {}  # no rule binds a name

    def __init__(self, rule: Rule, facts: tuple[Fact, ...], fired: Fired) -> None:
        self.rule = rule
        self.facts = facts
        self.key = rule.salience
        self.fired = fired

    __eq__ = object.__eq__
    __hash__ = object.__hash__


class _RecordingAgenda(Agenda):
    """An agenda that records each activation it hands out to be fired."""

    def __init__(self) -> None:
        self.activations: list[_Activation] = []
        self.fired: list[Fired] = []

    def get_next(self) -> _Activation | None:
        """Return the next activation, which leaves the agenda; None where none is left."""
        if not self.activations:
            return None
        activation = self.activations.pop()
        self.fired.append(activation.fired)
        return activation


class _Candidate(NamedTuple):
    """A rule to be matched: the firing that its slot's possible values are known to lead to, how
    it is matched where they are not in that table, and the findings it reads."""

    slot: int
    of_one: Mapping[int, Fired | None]
    match: Matching
    reads: tuple[str, ...]
    rule: Rule


class _CompiledMatcher(Matcher):
    """Matches compiled rules; an activation holds the facts and the leaves that satisfied it."""

    def __init__(self, engine: ExpertaEngine) -> None:
        super().__init__(engine)
        rules = engine.rules_by_id
        self._rules = [
            _Candidate(one.slot, one.of_one, one.match, one.reads, rules[one.id])
            for one in engine.compiled
        ]
        self._readers: dict[str, list[_Candidate]] = {}
        for candidate in self._rules:
            for finding in candidate.reads:
                self._readers.setdefault(finding, []).append(candidate)
        self.reset()

    def reset(self) -> None:
        """Forget the case."""
        self._memory: WorkingMemory | None = None
        self._concluded: dict[str, Conclusion] = {}
        self._activated: dict[int, _Activation] = {}

    def changes(
        self, adding: list[Fact] | None = None, deleting: list[Fact] | None = None
    ) -> tuple[list[_Activation], list[_Activation]]:
        """Return the activations that the new facts add, and those they replace."""
        added: list[_Activation] = []
        replaced: list[_Activation] = []
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
        self, candidates: list[_Candidate], added: list[_Activation], replaced: list[_Activation]
    ) -> None:
        memory, concluded, activated = self._memory, self._concluded, self._activated
        assert memory is not None
        masks = memory["masks"]
        facts: tuple[Fact, ...] = (memory,)
        for slot, of_one, match, reads, rule in candidates:
            possible = masks[slot]
            fired = of_one[possible] if possible in of_one else match(masks, concluded)
            if fired is None:
                continue
            if not reads:
                added.append(_Activation(rule, facts, fired))
                continue
            found = tuple([concluded[one] for one in reads if one in concluded])
            activation = _Activation(rule, facts + found, fired)
            if id(rule) in activated:  # a later conclusion satisfies it in another way
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
        self, agenda: _RecordingAgenda, added: list[_Activation], removed: list[_Activation]
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
            rule.id: _PackRule(rule, salience=-order) for order, rule in enumerate(compiled)
        }
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
        agenda, facts = self.agenda, self.facts
        while steps > 0 and self.running:
            if facts.added or facts.removed:
                added, removed = self.get_activations()
                if added or removed:
                    self.strategy.update_agenda(agenda, added, removed)
            activation = agenda.get_next()
            if activation is None:
                break
            steps -= 1
            activation.rule(self)
        self.running = False

    def infer(self, masks: Masks) -> list[Fired]:
        """Return the firings on a case, in the order in which they fired."""
        self.reset(masks=masks)
        self.run()
        agenda: _RecordingAgenda = self.agenda
        return agenda.fired

    @property
    def agenda(self) -> _RecordingAgenda:
        """The agenda, which records what it hands out."""
        return self._agenda

    @agenda.setter
    def agenda(self, agenda: Agenda) -> None:
        """Put a recording agenda in the place of the plain one that a reset makes."""
        self._agenda = _RecordingAgenda()
