"""Reading the ``disable:`` of an overlay, and checking that nothing that stays needs what goes."""

from __future__ import annotations

from mandate.errors import Location, did_you_mean
from mandate.pack.overlay_forms import DISABLED
from mandate.pack.overlay_trees import Overlay
from mandate.pack.trees import (
    Trees,
    mapping_in,
    nodes_of,
    texts_under,
    with_node,
    with_node_in,
    without_key,
    written,
)
from mandate.reading import Reader, text
from mandate.source import Mapping, Node, Sequence, location


def disable(overlay: Overlay, entry: Reader, own: Trees) -> None:
    """Disable the rules that an overlay names, each with its reason.

    A pattern that absorbs one of them has to be named under ``patterns_kept``, or disabled too. A
    finding that nothing concludes any more goes as well, unless a rule that stays reads it.
    """
    kept: dict[str, dict[str, Location]] = {}
    for key, node in entry.pairs("disable"):
        if overlay.knows_rule(key, "disable"):
            because, kept[key.text] = _read(overlay, node)
            overlay.disabled[key.text] = location(key)
            if because:
                overlay.tell(f"rule {key.text} disabled", because)
    by_part = _patterns_by_part(overlay)
    for name, patterns in kept.items():
        absorbing = by_part.get(name, [])
        for pattern, place in patterns.items():
            if pattern not in absorbing:
                message = f"'{pattern}' is no rule that stays and absorbs '{name}'"
                hint = did_you_mean(pattern, absorbing) or "leave it out"
                overlay.faults.add(place, "unknown-rule", message, hint)
        if name not in overlay.own:  # else the overlay puts its own rule in that place
            for pattern in absorbing:
                _part(overlay, name, pattern, is_kept=pattern in patterns)
    _withdraw_findings(overlay, own)


def _read(overlay: Overlay, node: Node) -> tuple[str, dict[str, Location]]:
    """Return the reason, and the patterns that are said to stay, each with its place."""
    if not isinstance(node, Mapping):
        return text(node, overlay.faults, "a reason"), {}
    one = Reader(node, overlay.faults, DISABLED)
    because = one.text("because")
    patterns = {written(name): location(name) for name in one.items("patterns_kept")}
    one.close()
    return because, patterns


def _staying(overlay: Overlay) -> list[str]:
    return [name for name in overlay.rules if name not in overlay.disabled]


def _patterns_by_part(overlay: Overlay) -> dict[str, list[str]]:
    """Return the patterns that stay, by each of the rules that they absorb."""
    found: dict[str, list[str]] = {}
    for pattern in _staying(overlay):
        absorbed = (written(one) for one in nodes_of(overlay.rule(pattern).get("absorbs")))
        for part in dict.fromkeys(absorbed):
            found.setdefault(part, []).append(pattern)
    return found


def _part(overlay: Overlay, name: str, pattern: str, *, is_kept: bool) -> None:
    """Take a disabled rule out of a pattern that absorbs it, which must be said to stay."""
    tree = overlay.rule(pattern)
    absorbs = tree.get("absorbs")
    if not is_kept:
        message = f"the pattern '{pattern}' absorbs '{name}'"
        hint = f"disable it too, or add 'patterns_kept: [{pattern}]' if it makes sense alone"
        overlay.faults.add(overlay.disabled[name], "still-needed", message, hint)
    elif isinstance(absorbs, Sequence):
        rest = tuple(one for one in absorbs.nodes if written(one) != name)
        shorter = with_node(tree, "absorbs", absorbs._replace(nodes=rest))
        overlay.set_rule(pattern, shorter if rest else without_key(tree, "absorbs"))


def _withdraw_findings(overlay: Overlay, own: Trees) -> None:
    """Take out the findings that only disabled rules concluded; record those still needed."""
    staying = {name: overlay.rule(name) for name in _staying(overlay)}
    present = [*staying.values(), *own.rules.values()]
    concluded = {one for tree in present for one in _concludes(tree)}
    readers: dict[str, str] = {}
    for tree in present:
        for finding in texts_under(tree.get("when"), "finding"):
            readers.setdefault(finding, written(tree.get("id")))
    for name, place in overlay.disabled.items():
        for finding in _concludes(overlay.rule(name)):
            if finding in concluded:
                continue
            if finding in readers:
                message = (
                    f"'{readers[finding]}' reads '{finding}', which no rule concludes without it"
                )
                hint = "disable that rule too, or add one that concludes the finding"
                overlay.faults.add(place, "still-needed", message, hint)
            _drop_finding(overlay, finding, needed=finding in readers)


def _concludes(tree: Mapping) -> list[str]:
    then = mapping_in(tree, "then")
    return [written(one) for one in nodes_of(then.get("concludes"))] if then else []


def _drop_finding(overlay: Overlay, finding: str, *, needed: bool) -> None:
    findings = mapping_in(overlay.trees.findings, "findings")
    if needed or findings is None or finding not in findings.pairs or not overlay.trees.findings:
        return
    tree = with_node_in(overlay.trees.findings, ("findings",), without_key(findings, finding))
    overlay.trees = overlay.trees._replace(findings=tree)
    overlay.tell(f"finding {finding} goes: no rule that stays concludes it")
