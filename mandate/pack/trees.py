"""Trees of text with changes: what stays keeps its place in its file, and what comes in has the
place where it was written, so that every fault is shown in the file that has to be mended."""

from __future__ import annotations

from mandate.source import Mapping, Node, Scalar, Sequence
from mandate.tuples import NamedTuple


class Trees(NamedTuple):
    """All that the files of a pack say: ``rules`` by the path of each file."""

    header: Mapping
    findings: Mapping | None
    sources: Mapping | None
    vocabulary: tuple[Mapping, ...]
    rules: dict[str, Mapping]


def mapping_in(node: Node | None, *keys: str) -> Mapping | None:
    """Return the mapping that stands under some keys, one in the other; None if there is none."""
    for key in keys:
        node = node.get(key) if isinstance(node, Mapping) else None
    return node if isinstance(node, Mapping) else None


def written(node: Node | None) -> str:
    """Return the text of a scalar with single spaces; an empty one for anything else."""
    return " ".join(node.text.split()) if isinstance(node, Scalar) else ""


def with_node(tree: Mapping, key: str, node: Node) -> Mapping:
    """Return *tree* with *node* under *key*, in the place of what stood there, else at the end."""
    held = tree.pairs.get(key)
    where = held[0] if held else Scalar(key, node.document, node.line, node.column)
    return tree._replace(pairs={**tree.pairs, key: (where, node)})


def with_node_in(tree: Mapping, keys: tuple[str, ...], node: Node) -> Mapping:
    """Return *tree* with *node* under some keys, one in the other; all but the last are there."""
    first, *rest = keys
    inner = tree.get(first)
    if rest and isinstance(inner, Mapping):
        node = with_node_in(inner, tuple(rest), node)
    return with_node(tree, first, node)


def without_key(tree: Mapping, key: str) -> Mapping:
    """Return *tree* without what stands under *key*."""
    return tree._replace(pairs={name: pair for name, pair in tree.pairs.items() if name != key})


def joined(first: Mapping | None, second: Mapping | None) -> Mapping | None:
    """Return the pairs of two mappings; of a key that stands in both, the first."""
    if first is None or second is None:
        return first or second
    return first._replace(pairs={**first.pairs, **second.pairs, **first.pairs})


def nodes_of(node: Node | None) -> tuple[Node, ...]:
    """Return the nodes of a list; a single text is a list of one."""
    if isinstance(node, Scalar):
        return (node,)
    return node.nodes if isinstance(node, Sequence) else ()


def texts_under(node: Node | None, key: str) -> set[str]:
    """Return every text that stands under *key*, however deep in *node*."""
    if isinstance(node, Sequence):
        return set().union(*(texts_under(one, key) for one in node.nodes))
    if not isinstance(node, Mapping):
        return set()
    found = {written(node.get(key))} - {""}
    return found.union(*(texts_under(one, key) for _, one in node.pairs.values()))
