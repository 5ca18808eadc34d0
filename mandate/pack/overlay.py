"""Overlays: a pack that extends another one, told as the changes it makes and what it adds.

The changes are made in the trees of text, before anything is read into them. So the result is read,
checked and digested as any pack is, and every fault has the place where it was written.
"""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches
from os.path import normpath
from pathlib import Path

from mandate.errors import Faults, Location, PackError
from mandate.pack.discover import pack_folder
from mandate.pack.extension import Change, Extension, PackName
from mandate.pack.files import EXTENDS, FINDINGS, HEADER, OVERLAY, SEEDS, SOURCES, TEXTS, Files
from mandate.pack.overlay_changes import change
from mandate.pack.overlay_forms import MAY, MORE, OVERLAY_HEADER, OWN
from mandate.pack.overlay_texts import reword
from mandate.pack.overlay_trees import Overlay
from mandate.pack.rule import named_by
from mandate.pack.trees import Trees, joined, mapping_in, with_node, without_key, written
from mandate.reading import Reader, text
from mandate.source import Mapping, Node, Sequence, key_location, location
from mandate.tuples import NamedTuple
from mandate.yaml_files import read_file

MOST_LAYERS = 5
_KNOWN = (HEADER, OVERLAY, TEXTS, FINDINGS, SOURCES, SEEDS)
_LIKE = 0.8


class Composed(Files):
    """What the files of an overlay and of all it extends say together."""

    def __init__(self, folder: Path, trees: Trees, extension: Extension, faults: Faults) -> None:
        super().__init__(folder, trees.header, faults)
        self.extension = extension
        self._trees = trees

    def tree(self, name: str) -> Mapping | None:
        """Return the findings or the sources of all layers."""
        return self._trees.findings if name == FINDINGS else self._trees.sources

    def vocabulary(self) -> Iterator[Mapping]:
        """Yield the vocabulary of all layers, of the extended pack first."""
        yield from self._trees.vocabulary

    def rule_paths(self) -> list[str]:
        """Return the paths of the rule files that no layer disables."""
        return list(self._trees.rules)

    def rules(self, paths: list[str], without: tuple[str, ...]) -> Iterator[Mapping]:
        """Yield the rules of all layers, with their changes; what is *without* was not read."""
        return (self._trees.rules[path] for path in paths)


class _Layer(NamedTuple):
    folder: Path
    header: Mapping

    @property
    def name(self) -> PackName:
        return PackName(*(written(self.header.get(key)) for key in ("id", "version")))


def extended(
    folder: str | Path, header: Mapping, without: tuple[str, ...], faults: Faults
) -> Composed | None:
    """Return what an overlay says together with all that it extends.

    The keys of rules named in *without* are not read. None, after recording why, where the pack it
    extends is not there, extends this one in turn, stands on too many others, or cannot be read.
    """
    layers = _chain(_Layer(Path(folder), header), faults)
    trees = _read(layers[-1], without, faults) if layers else None
    if trees is None or len(faults):  # changes to what cannot be read would only be faults more
        return None
    changes: list[Change] = []
    for layer in reversed(layers[:-1]):
        trees = _with_layer(trees, layer, without, changes, faults)
    names = tuple(layer.name for layer in layers[1:])
    return Composed(layers[0].folder, trees, Extension(names, tuple(changes)), faults)


def _chain(top: _Layer, faults: Faults) -> list[_Layer]:
    """Return the overlay, what it extends, and so on down to a pack that extends none.

    Nothing where one of them is not there, after recording why.
    """
    layers, seen = [top], [top.folder.resolve()]
    while EXTENDS in layers[-1].header.pairs:
        folder, header = layers[-1]
        below = _below(folder, header.pairs[EXTENDS][1], faults)
        if below is None:
            return []
        place = location(header.pairs[EXTENDS][1])
        if below.folder.resolve() in seen:
            ids = [one.name.id for one in layers[seen.index(below.folder.resolve()) :]]
            message = f"packs extend each other: {' -> '.join([*ids, ids[0]])}"
            faults.add(place, "extends-cycle", message, "one of them has to extend none")
            return []
        if len(layers) == MOST_LAYERS:
            message = f"this overlay stands on more than {MOST_LAYERS - 1} packs"
            faults.add(place, "extends-depth", message, "extend one of those below it")
            return []
        layers.append(below)
        seen.append(below.folder.resolve())
    return layers


def _below(folder: Path, node: Node, faults: Faults) -> _Layer | None:
    """Return the pack that an overlay in *folder* extends, or None after recording why not."""
    name = text(node, faults, "the name or the folder of a pack")
    if not name:
        return None
    try:
        below = _shorter(pack_folder(name, beside=folder))
    except PackError as error:
        for fault in error.faults:
            faults.add(location(node), *fault[1:])
        return None
    header = read_file(below / HEADER, faults)
    return _Layer(below, header) if header else None


def _shorter(folder: Path) -> Path:
    """Return a folder without the detours of its path, unless a link makes them lead elsewhere."""
    short = Path(normpath(folder))
    return short if short.exists() and short.samefile(folder) else folder


def _read(layer: _Layer, without: tuple[str, ...], faults: Faults) -> Trees:
    """Return what a layer says itself; of an overlay, what it adds."""
    files = Files(layer.folder, layer.header, faults)
    is_overlay = EXTENDS in layer.header.pairs
    findings, sources = (
        files.tree(name) if not is_overlay or (layer.folder / name).exists() else None
        for name in (FINDINGS, SOURCES)
    )
    documents = files.rules(files.rule_paths(), without)
    rules = {document.document.path: document for document in documents}
    return Trees(layer.header, findings, sources, tuple(files.vocabulary()), rules)


def _with_layer(
    below: Trees, layer: _Layer, without: tuple[str, ...], changes: list[Change], faults: Faults
) -> Trees:
    """Return what stands below an overlay with its changes and with what it adds."""
    _check_names(layer.folder, faults)
    own = _read(layer, without, faults)
    overlay = Overlay(below, {named_by(path) for path in own.rules}, layer.name.id, faults)
    if (path := layer.folder / OVERLAY).exists() and (document := read_file(path, faults)):
        change(overlay, document, own, with_examples=not without)
    if (path := layer.folder / TEXTS).exists() and (document := read_file(path, faults)):
        reword(overlay, document)
    trees, kept = overlay.trees, overlay.trees
    rules = {path: tree for path, tree in own.rules.items() if overlay.is_new(path, tree)}
    for what, before, added in (
        ("finding", kept.findings, own.findings),
        ("source", kept.sources, own.sources),
    ):
        _check_new(what, before, added, faults)
    overlay.added(own, rules)
    is_same = not any(one.because for one in overlay.changes) and overlay.adds_nothing
    trees = Trees(
        header=_header(trees.header, layer, faults, is_same=is_same),
        findings=_together("findings", kept.findings, own.findings),
        sources=_together("sources", kept.sources, own.sources),
        vocabulary=(*kept.vocabulary, *own.vocabulary),
        rules={**kept.rules, **rules},
    )
    says_anew = any(key in layer.header.pairs for key in (*MAY, *MORE))
    if not overlay.changes and not says_anew and not len(faults):
        message = "this overlay changes nothing"
        hint = f"write {OVERLAY} or {TEXTS}, or add a rule"
        faults.add(key_location(layer.header, EXTENDS), "no-change", message, hint)
    changes += overlay.changes
    return trees


def _header(below: Mapping, layer: _Layer, faults: Faults, *, is_same: bool) -> Mapping:
    """Return ``pack.yaml`` as the overlay leaves it.

    Unless the result judges every case as before (*is_same*), it counts as calibrated only where
    the overlay says so itself.
    """
    entry = Reader(layer.header, faults, OVERLAY_HEADER)
    for key in OVERLAY_HEADER.keys:
        entry.node(key)
    told = [key for key in layer.header.pairs if key in below.pairs and key not in entry.form.keys]
    for key in told:
        message = f"{entry.form.what} has no key '{key}'"
        hint = f"change it in {OVERLAY}, with a reason"
        faults.add(key_location(layer.header, key), "unknown-key", message, hint)
    entry.close(but=told)
    if layer.name.id and layer.name.id == written(below.get("id")):
        message = f"the pack that it extends is called '{layer.name.id}' too"
        hint = "give the overlay an id of its own"
        faults.add(location(layer.header.pairs["id"][1]), "pack-twice", message, hint)
    header = below if is_same else without_key(below, "calibrated")
    for key in (*OWN, *MAY, *MORE):
        node, stood = layer.header.get(key), below.get(key)
        if key in MORE and isinstance(node, Sequence) and isinstance(stood, Sequence):
            node = stood._replace(nodes=(*stood.nodes, *node.nodes))
        if node is not None:
            header = with_node(header, key, node)
    return header._replace(document=layer.header.document)


def _check_names(folder: Path, faults: Faults) -> None:
    """Record files whose names are a slip away from one that would be read."""
    for path in sorted(folder.glob("*.y*ml")):
        close = get_close_matches(path.name, _KNOWN, n=1, cutoff=_LIKE)
        if close and path.name not in _KNOWN:
            message, hint = "no overlay reads this file", f"did you mean '{close[0]}'?"
            faults.add(Location(str(path)), "stray-file", message, hint)


def _check_new(what: str, below: Mapping | None, own: Mapping | None, faults: Faults) -> None:
    """Record what an overlay adds although the pack that it extends has it."""
    before, added = mapping_in(below, f"{what}s"), mapping_in(own, f"{what}s")
    for name, (place, _) in added.pairs.items() if added else ():
        if before and name in before.pairs:
            message = f"the pack that this one extends has a {what} '{name}'"
            hint = f"use that, or choose another name; {TEXTS} can reword it"
            faults.add(location(place), "added-twice", message, hint)


def _together(key: str, below: Mapping | None, own: Mapping | None) -> Mapping | None:
    """Return a file that holds one mapping under *key*, with the pairs of two layers."""
    if below is None or own is None:
        return below or own
    inner, more = below.get(key), own.get(key)
    if not isinstance(inner, Mapping) or not isinstance(more, Mapping):
        return below if isinstance(inner, Mapping) else own
    both = joined(inner, more)
    assert both is not None
    return joined(with_node(below, key, both), own)
