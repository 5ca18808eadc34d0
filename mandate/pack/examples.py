"""Running the examples of rules: cases in small, of which each says what its rule does on it."""

from __future__ import annotations

from mandate.conditions.evaluate import Truth, evaluate
from mandate.errors import Faults
from mandate.pack.inference import OUTCOMES, Upstream, judge
from mandate.pack.model import Example, Impossible, Rule


def check_examples(
    rules: dict[str, Rule], impossible: tuple[Impossible, ...], faults: Faults, overlay: str = ""
) -> None:
    """Run each rule's examples and record those that do not hold.

    *overlay* is the folder of the overlay that the rules come from, if any: what it changes may
    ask for other examples than those of the pack that it extends.
    """
    upstream = Upstream(rules)
    for rule in rules.values():
        chain = upstream.of(rule)
        for example in rule.examples:
            masks = example.memory.masks
            for combination in impossible:
                if evaluate(combination.condition, masks, {}).truth is Truth.TRUE:
                    message = f"example '{example.name}' cannot be: {combination.because}"
                    faults.add(example.location, "impossible", message)
            verdict = judge(chain, masks)[rule.id]
            gives = OUTCOMES[verdict.truth]
            if gives != example.gives:
                message = f"example '{example.name}' of {rule.id} gives '{gives}'"
                hint = f"the example expects '{example.gives}'{_restate(example, overlay)}"
                faults.add(example.location, "example", message, hint)
            elif example.points is not None and verdict.truth is Truth.TRUE:
                points = rule.points if rule.points is not None else verdict.points
                if points != example.points:
                    message = f"example '{example.name}' of {rule.id} gives {points} points"
                    hint = f"the example expects {example.points}{_restate(example, overlay)}"
                    faults.add(example.location, "example", message, hint)


def _restate(example: Example, overlay: str) -> str:
    """Return where to say what an example of an extended pack gives under its overlay."""
    if not overlay or example.location.path.startswith(f"{overlay}/"):
        return ""
    return "; say what it gives now under 'examples:' in overlay.yaml"
