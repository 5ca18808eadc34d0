"""Reading ``overlay.yaml``: what an overlay changes of the pack that it extends, with reasons."""

from __future__ import annotations

from mandate.errors import Faults, did_you_mean, shortened
from mandate.pack.overlay_disable import disable
from mandate.pack.overlay_forms import BAND, CHANGED_CAPS, DRIVER, OVERLAY, REWEIGHTING, SUMS
from mandate.pack.overlay_trees import Overlay
from mandate.pack.trees import Trees, mapping_in, nodes_of, with_node, with_node_in, written
from mandate.reading import Reader, reader
from mandate.source import Mapping, Node, Scalar, Sequence, location

_POINTS = ("then", "risk", "points")


def change(overlay: Overlay, document: Mapping, own: Trees, *, with_examples: bool) -> None:
    """Make the changes that ``overlay.yaml`` asks for; what is wrong with them is recorded."""
    entry = Reader(document, overlay.faults, OVERLAY)
    disable(overlay, entry, own)
    for name in SUMS:
        _change_sum(overlay, entry, name)
    _change_caps(overlay, entry)
    _change_bands(overlay, entry)
    for key, node in entry.pairs("reweight"):
        if overlay.knows_rule(key, "re-weight") and (
            one := reader(node, overlay.faults, REWEIGHTING)
        ):
            _reweight(overlay, key.text, one)
    for key, node in entry.pairs("examples"):
        if overlay.knows_rule(key, "restate") and with_examples:
            _restate(overlay, key.text, node)
    entry.close()
    overlay.drop_rules()


def _change_sum(overlay: Overlay, entry: Reader, key: str) -> None:
    """Change the base or the scale."""
    node = entry.node(key)
    one = reader(node, overlay.faults, SUMS[key], "'value' and 'because'") if node else None
    if one is None:
        return
    value, because = one.node("value"), one.node("because")
    one.close()
    if value is None or because is None:
        return
    before = written(overlay.trees.header.get(key))
    if _differs(value, before, f"the {key}", overlay.faults):
        overlay.set_header((key,), value)
        overlay.set_header((f"{key}_because",), because)
        overlay.tell(f"{key} {before} to {written(value)}", written(because))


def _change_caps(overlay: Overlay, entry: Reader) -> None:
    drivers = mapping_in(overlay.trees.header, "drivers")
    for key, node in entry.pairs("drivers"):
        if not _is_known(key, drivers, "driver", overlay.faults):
            continue
        one = reader(node, overlay.faults, DRIVER, "'caps' and 'because'")
        if one is None:
            continue
        caps, because = one.node("caps"), one.text("because")
        one.close()
        told_as = "'risk', 'relief' or both"
        entered = reader(caps, overlay.faults, CHANGED_CAPS, told_as) if caps else None
        if entered is None or not because:
            continue
        told = []
        for cap in CHANGED_CAPS.keys:
            value = entered.node(cap)
            before = written((mapping_in(drivers, key.text, "caps") or entered.mapping).get(cap))
            if value and _differs(value, before, f"the cap of {key.text}", overlay.faults):
                overlay.set_header(("drivers", key.text, "caps", cap), value)
                told.append(f"{cap} {before} to {written(value)}")
        entered.close()
        if not entered.mapping.pairs:
            message = f"nothing is said of the caps of {key.text}"
            overlay.faults.add(location(key), "missing-key", message, "add 'risk:' or 'relief:'")
        if told:
            overlay.tell(f"caps of {key.text}: {', '.join(told)}", because)


def _change_bands(overlay: Overlay, entry: Reader) -> None:
    bands = mapping_in(overlay.trees.header, "bands")
    for key, node in entry.pairs("bands"):
        if not _is_known(key, bands, "band", overlay.faults):
            continue
        one = reader(node, overlay.faults, BAND, "'from' and 'because'")
        if one is None:
            continue
        start, because = one.node("from"), one.text("because")
        one.close()
        stood = (mapping_in(bands, key.text) or one.mapping).get("from")
        if bands and key.text == next(iter(bands.pairs)):
            message = f"'{key.text}' is the lowest band: it starts nowhere"
            overlay.faults.add(location(key), "bands", message, "change where the next one starts")
        elif start is not None and because:
            before = written(stood)
            if _differs(start, before, f"the start of {key.text}", overlay.faults):
                overlay.set_header(("bands", key.text, "from"), start)
                overlay.tell(f"band {key.text} from {before} to {written(start)}", because)


def _reweight(overlay: Overlay, name: str, one: Reader) -> None:
    """Change the points of a rule: its number, or some values of its grading."""
    points, because = one.node("points"), one.node("because")
    one.close()
    if points is None or because is None:
        return
    tree = overlay.rule(name)
    risk = mapping_in(tree, "then", "risk")
    stood = risk.get("points") if risk else None
    told: list[str] = []
    if stood is None:
        message = f"the rule '{name}' adds no points"
        place = location(one.mapping)
        overlay.faults.add(place, "points", message, "there is nothing to re-weight")
    elif isinstance(stood, Mapping) and isinstance(points, Mapping):
        changed, told = _regraded(stood, points, name, overlay.faults)
        tree = with_node_in(tree, _POINTS, changed)
    elif isinstance(stood, Mapping):
        message = f"the rule '{name}' grades the values of a fact"
        overlay.faults.add(location(points), "points", message, "name those that change")
    elif _differs(points, written(stood), f"the points of '{name}'", overlay.faults):
        tree = with_node_in(tree, _POINTS, points)
        told = [f"{written(stood)} to {written(points)}"]
    if told and written(because):
        overlay.set_rule(name, with_node(tree, "points_because", because))
        overlay.tell(f"points of {name}: {', '.join(told)}", written(because))


def _regraded(
    stood: Mapping, points: Mapping, name: str, faults: Faults
) -> tuple[Mapping, list[str]]:
    """Return a grading with the points of some of its lines changed, and how, in words."""
    lines = {" ".join(line.split()): line for line in stood.pairs}
    told = []
    for value, (key, number) in points.pairs.items():
        line = lines.get(" ".join(value.split()))
        if line is None:
            message = f"the grading of '{name}' has no line '{shortened(value)}'"
            faults.add(location(key), "points", message, did_you_mean(value, lines))
            continue
        before = written(stood.get(line))
        if _differs(number, before, f"'{line}' in '{name}'", faults):
            stood = with_node(stood, line, number)
            told.append(f"{line} {before} to {written(number)}")
    if not points.pairs:
        faults.add(location(points), "points", "no value changes", "name one")
    return stood, told


def _restate(overlay: Overlay, name: str, node: Node) -> None:
    """Put examples in the place of those of the same name, and further ones after them."""
    if not isinstance(node, Sequence):
        overlay.faults.add(location(node), "list", "expected a list of examples")
        return
    tree = overlay.rule(name)
    stood = tree.get("examples")
    named = {_name(one): one for one in node.nodes}
    kept = [named.pop(_name(one), one) for one in nodes_of(stood)]
    more = [one for one in node.nodes if _name(one) in named]
    overlay.set_rule(name, with_node(tree, "examples", node._replace(nodes=(*kept, *more))))


def _name(example: Node) -> str:
    return written(example.get("name")) if isinstance(example, Mapping) else ""


def _is_known(key: Scalar, known: Mapping | None, what: str, faults: Faults) -> bool:
    names = list(known.pairs) if known else []
    if key.text not in names:
        message = f"the pack that this one extends has no {what} '{shortened(key.text)}'"
        faults.add(location(key), f"unknown-{what}", message, did_you_mean(key.text, names))
    return key.text in names


def _differs(node: Node, before: str, what: str, faults: Faults) -> bool:
    """Return whether a number differs from what stood there; record a fault where it does not."""
    if _number(written(node)) != _number(before):
        return True
    faults.add(location(node), "no-change", f"{what} would stay at {before}", "leave it out")
    return False


def _number(text: str) -> float | str:
    try:
        return float(text)
    except ValueError:
        return text
