"""Placing a graph in layers from left to right, so that edges cross little and hit no box.

The steps are those of Sugiyama, Tagawa and Toda (1981): layers by the longest way to the end,
places that long edges keep free in the layers they pass, orders by barycentres, and then heights by
isotonic regression (pool adjacent violators), which comes as near to the neighbours as order and
distance allow. Nothing is drawn by chance: the same graph is placed the same.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

from mandate.pack.sorting import dependencies_first
from mandate.report.pack_graph import Graph
from mandate.tuples import NamedTuple

_SWEEPS = 24
_GAP, _LANE = 14.0, 12.0


class Placed(NamedTuple):
    """Where all is: ``layers`` are the vertices of each column, ``middle`` the height of each, and
    ``ways`` the heights at which an edge passes the columns between its ends."""

    layers: tuple[tuple[str, ...], ...]
    middle: dict[str, float]
    ways: dict[tuple[str, str], tuple[float, ...]]
    bottom: float


def place(graph: Graph, heights: Mapping[str, float]) -> Placed:
    """Return where each vertex stands, given how high each is drawn (pixels, from 0 down)."""
    columns = _columns(graph)
    lanes: dict[tuple[str, str], list[str]] = {}
    layers: list[list[str]] = [[] for _ in range(max(columns.values(), default=-1) + 1)]
    for vertex in graph.vertices:
        layers[columns[vertex.id]].append(vertex.id)
    links: list[list[tuple[str, str]]] = [[] for _ in layers]
    for edge in graph.edges:
        between = range(columns[edge.start] + 1, columns[edge.end])
        own = lanes[edge.start, edge.end] = [f"{edge.start}|{edge.end}|{one}" for one in between]
        for column, lane in zip(between, own, strict=True):
            layers[column].append(lane)
        stops = [edge.start, *own, edge.end]
        for step, link in enumerate(pairwise(stops)):
            links[columns[edge.start] + step].append(link)
    _order(layers, links)
    size = {name: heights.get(name, 0.0) for layer in layers for name in layer}
    middle = _heights(layers, links, size)
    top = min((middle[name] - size[name] / 2 for name in middle), default=0.0)
    middle = {name: height - top for name, height in middle.items()}
    return Placed(
        tuple(tuple(name for name in layer if name in columns) for layer in layers),
        {name: middle[name] for name in columns},
        {ends: tuple(middle[lane] for lane in own) for ends, own in lanes.items()},
        max((middle[name] + size[name] / 2 for name in middle), default=0.0),
    )


def _columns(graph: Graph) -> dict[str, int]:
    """Return the column of each vertex, counted from the left; drivers stand at the right."""
    has_rules = any(vertex.kind == "rule" for vertex in graph.vertices)
    least = {"driver": 0, "rule": 1, "finding": 2 if has_rules else 1, "fact": 2, "theme": 2}
    feeds: dict[str, list[str]] = {vertex.id: [] for vertex in graph.vertices}
    for edge in graph.edges:
        feeds[edge.start].append(edge.end)
    kinds = {vertex.id: vertex.kind for vertex in graph.vertices}
    distance: dict[str, int] = {}  # to the right end
    for name in dependencies_first(feeds):
        distance[name] = max([least[kinds[name]], *(distance[one] + 1 for one in feeds[name])])
    used = sorted(set(distance.values()), reverse=True)
    return {vertex.id: used.index(distance[vertex.id]) for vertex in graph.vertices}


def _order(layers: list[list[str]], links: list[list[tuple[str, str]]]) -> None:
    """Order each layer so that few links cross: by the mean place of the neighbours, to and fro."""
    before: dict[str, list[str]] = {}
    after: dict[str, list[str]] = {}
    for between in links:
        for start, end in between:
            after.setdefault(start, []).append(end)
            before.setdefault(end, []).append(start)
    best, fewest = [list(layer) for layer in layers], _crossings(layers, links)
    for sweep in range(_SWEEPS):
        forward = sweep % 2 == 0
        near = before if forward else after
        numbers = range(1, len(layers)) if forward else range(len(layers) - 2, -1, -1)
        for number in numbers:
            neighbour = layers[number - 1 if forward else number + 1]
            stands = {name: place for place, name in enumerate(neighbour)}
            own = {name: place for place, name in enumerate(layers[number])}
            means = {
                name: sum(stands[one] for one in near[name]) / len(near[name])
                if name in near
                else own[name] * len(neighbour) / len(own)
                for name in own
            }
            layers[number].sort(key=lambda name: (means[name], own[name]))
        crossings = _crossings(layers, links)
        if crossings < fewest:
            best, fewest = [list(layer) for layer in layers], crossings
    layers[:] = best


def _crossings(layers: list[list[str]], links: list[list[tuple[str, str]]]) -> int:
    """Return how many pairs of links cross."""
    total = 0
    for left, right, between in zip(layers, layers[1:], links, strict=False):
        start = {name: place for place, name in enumerate(left)}
        end = {name: place for place, name in enumerate(right)}
        pairs = sorted((start[one], end[two]) for one, two in between)
        total += _inversions([two for _, two in pairs])
    return total


def _inversions(places: Sequence[int]) -> int:
    """Return how many pairs stand in the wrong order, by counting while merging."""
    if len(places) < 2:
        return 0
    half = len(places) // 2
    left, right = sorted(places[:half]), sorted(places[half:])
    found, passed = 0, 0
    for one in right:
        while passed < len(left) and left[passed] <= one:
            passed += 1
        found += len(left) - passed
    return found + _inversions(places[:half]) + _inversions(places[half:])


def _heights(
    layers: list[list[str]], links: list[list[tuple[str, str]]], size: Mapping[str, float]
) -> dict[str, float]:
    """Return the height of the middle of each vertex and lane."""
    near: dict[str, list[str]] = {}
    for between in links:
        for start, end in between:
            near.setdefault(start, []).append(end)
            near.setdefault(end, []).append(start)
    middle: dict[str, float] = {}
    for layer in layers:
        steps = _distances(layer, size)
        from_middle = sum(steps) / -2
        for name, step in zip(layer, steps, strict=True):
            from_middle += step
            middle[name] = from_middle
    for sweep in range(_SWEEPS):
        for layer in layers if sweep % 2 == 0 else reversed(layers):
            steps = _distances(layer, size)
            wanted = [
                sum(middle[one] for one in near[name]) / len(near[name])
                if name in near
                else middle[name]
                for name in layer
            ]
            middle.update(zip(layer, _spread(wanted, steps), strict=True))
    return middle


def _distances(layer: Sequence[str], size: Mapping[str, float]) -> list[float]:
    """Return how far each must stand from the one above it, middle to middle; the first: 0."""
    own = [size[name] / 2 + (_GAP if size[name] else _LANE) / 2 for name in layer]
    return [0.0, *(one + other for one, other in pairwise(own))][: len(layer)]


def _spread(wanted: Sequence[float], steps: Sequence[float]) -> list[float]:
    """Return the heights nearest to the wanted ones (least squares) that keep the distances."""
    offset, offsets = 0.0, []
    for step in steps:
        offset += step
        offsets.append(offset)
    blocks: list[tuple[float, int]] = []  # the mean of each block of equals, and its length
    for height, shift in zip(wanted, offsets, strict=True):
        block = (height - shift, 1)
        while blocks and blocks[-1][0] > block[0]:
            mean, count = blocks.pop()
            both = count + block[1]
            block = ((mean * count + block[0] * block[1]) / both, both)
        blocks.append(block)
    flat = [mean for mean, count in blocks for _ in range(count)]
    return [mean + shift for mean, shift in zip(flat, offsets, strict=True)]
