"""What setting rules aside does to a rating: a judgement, shown with who made it, why, and what it
changes.
"""

from __future__ import annotations

from mandate.pack.model import Pack
from mandate.reasoning import Inference
from mandate.set_aside import SetAside
from mandate.testimony import Judgement, RatingEntry, SetAsideRule


def judgement(
    entries: tuple[SetAside, ...], pack: Pack, adjusted: Inference, unadjusted: Inference
) -> Judgement:
    """Return what setting rules aside did: *adjusted* was inferred without them, *unadjusted* with
    every rule of the pack."""
    fired = {one.rule: one.points for one in unadjusted.firings}
    left_out = {entry.rule for entry in entries}
    told = [
        SetAsideRule(
            rule=rule,
            title=pack.rules[rule].title,
            by=by,
            reason=reason,
            fires=rule in fired,
            points=fired.get(rule, 0),
            floor=pack.rules[rule].floor or None,
            concludes=pack.rules[rule].concludes,
        )
        for rule, by, reason, _ in entries
    ]
    fallen = fired.keys() - left_out - {one.rule for one in adjusted.firings}
    return Judgement(
        set_aside=tuple(sorted(told, key=lambda one: (-abs(one.points), one.rule))),
        fallen=tuple(sorted(fallen)),
        unadjusted=RatingEntry(unadjusted.total / 100, unadjusted.score, unadjusted.band),
    )
