"""What is possible of the slots, and between which ends that leaves every rule and the total."""

from __future__ import annotations

from mandate.ranges.parts import Parts
from mandate.ranges.terms import ALWAYS, NEVER, PERHAPS, Domains, Truths


class State:
    """The domains of the slots and what follows from them; ``narrow`` keeps all of it in step.

    ``least`` and ``most`` are the points of each rule, ``low`` and ``high`` those of each driver
    before its caps, over all completions.
    """

    __slots__ = ("domains", "fires", "high", "least", "low", "most", "parts", "truths")

    def __init__(self, parts: Parts, domains: Domains) -> None:
        self.parts = parts
        self.domains = domains
        self.truths: Truths = [NEVER] * len(parts.concluders)
        self.fires = [NEVER] * len(parts.rules)
        self.least = [0] * len(parts.rules)
        self.most = [0] * len(parts.rules)
        self.low = [0] * len(parts.drivers)
        self.high = [0] * len(parts.drivers)
        self._update(range(len(parts.rules)))

    def copy(self) -> State:
        """Return a state that can be narrowed without this one."""
        other = State.__new__(State)
        other.parts = self.parts
        other.domains = self.domains.copy()
        other.truths = self.truths.copy()
        other.fires = self.fires.copy()
        other.least, other.most = self.least.copy(), self.most.copy()
        other.low, other.high = self.low.copy(), self.high.copy()
        return other

    def narrow(self, slot: int, domain: int) -> None:
        """Leave only the values in *domain* to a slot."""
        self.domains[slot] = domain
        self._update(self.parts.moved[slot])

    def _update(self, rules: list[int] | range) -> None:
        domains, truths, fires = self.domains, self.truths, self.fires
        least, most, low, high = self.least, self.most, self.low, self.high
        every, concluders = self.parts.rules, self.parts.concluders
        for number in rules:
            part = every[number]
            truth = ALWAYS if part.guard is None else part.guard(domains, truths)
            fires[number] = truth
            if part.grading is None:
                down = up = part.points
            else:
                down, up, graded = part.grading.outcomes(domains)
                fires[number] = min(truth, graded)
            if truth == NEVER:
                down = up = 0
            elif truth == PERHAPS:
                down, up = min(down, 0), max(up, 0)
            driver = part.driver
            if driver >= 0:
                low[driver] += down - least[number]
                high[driver] += up - most[number]
                least[number], most[number] = down, up
            for finding in part.concludes:
                truths[finding] = max([fires[one] for one in concluders[finding]])

    def is_barred(self) -> bool:
        """Return whether no completion can be."""
        domains, truths = self.domains, self.truths
        return any(one.test(domains, truths) == ALWAYS for one in self.parts.barriers)

    def ends(self) -> tuple[int, int]:
        """Return totals that no completion lies below, and above; in hundredths of a deciban."""
        parts = self.parts
        low = high = 0
        for place, (_, _, _, risk, relief) in enumerate(parts.drivers):
            down, up = self.low[place], self.high[place]
            low += risk if down > risk else relief if down < relief else down
            high += risk if up > risk else relief if up < relief else up
        pack = parts.pack
        low, high = pack.base + pack.scale * low, pack.base + pack.scale * high
        for number in parts.floors:
            truth = self.fires[number]
            if truth:
                edge = parts.rules[number].edge
                assert edge is not None
                high = max(high, edge)
                if truth == ALWAYS:
                    low = max(low, edge)
        return low, high

    def open_slots(self) -> list[int]:
        """Return the slots with more than one value left."""
        return [slot for slot, domain in enumerate(self.domains) if domain & (domain - 1)]
