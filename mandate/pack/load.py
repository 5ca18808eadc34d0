"""Loading a pack from its folder: every file is read, and every fault is gathered first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mandate.conditions.nodes import Node, facts_read
from mandate.conditions.parse import ConditionReader
from mandate.errors import Faults, Location, PackError, did_you_mean
from mandate.facts import Fact, Vocabulary
from mandate.pack.check import check_references
from mandate.pack.digest import digest
from mandate.pack.files import EXTENDS, FINDINGS, HEADER, SOURCES, UNREAD, VOCABULARY, Files
from mandate.pack.forms import IMPOSSIBLE, SUPPRESS
from mandate.pack.header import Header, read_findings, read_header, read_sources
from mandate.pack.model import Impossible, Pack, SourceEntry
from mandate.pack.order import in_firing_order
from mandate.pack.rule import OF_FORM, named_by, read_rule
from mandate.pack.rule_parts import Surroundings
from mandate.pack.sorting import CycleError, cycle_of, dependencies_first
from mandate.pack.vocabulary import FactDeclaration, read_facts
from mandate.reading import items, reader
from mandate.source import Mapping
from mandate.source import Node as Source
from mandate.tuples import NamedTuple
from mandate.yaml_files import read_file

if TYPE_CHECKING:
    from pathlib import Path


class PackReading(NamedTuple):
    """A pack as far as it can be read: ``whole`` where every rule of it could be.

    ``pack`` is None where nothing can be said of rules, because of faults in what they rest on;
    ``header`` is its ``pack.yaml``, of an overlay with that of all it extends.
    """

    pack: Pack | None
    whole: bool
    header: Mapping | None


def load_folder(folder: str | Path, *, examples: bool = True, run: bool = True) -> Pack:
    """Return the pack in *folder*; raises PackError with every fault of all its files.

    Without *examples* the rules' examples are neither read nor run, and their notes not read;
    without *run* they are read, for somebody else to run.
    """
    faults = Faults()
    pack = read_folder(folder, faults, examples=examples, run=run).pack
    faults.raise_if_any(PackError)
    assert pack is not None
    return pack


def read_folder(
    folder: str | Path, faults: Faults, *, examples: bool = True, run: bool = True
) -> PackReading:
    """Return the pack in *folder* as far as it can be read, and record every fault of its files.

    The rest is as for ``load_folder``.
    """
    header = read_file(f"{folder}/{HEADER}", faults, () if examples else (SUPPRESS,))
    without = () if examples else UNREAD
    files = Files(folder, header, faults)
    if header is None or EXTENDS not in header.pairs:
        files.refuse_changes()
    else:
        from mandate.pack.overlay import extended  # an ordinary pack has no use for it

        overlay = extended(folder, header, without, faults)
        if overlay is None:
            _check_form(files, without, faults)
            return PackReading(None, whole=False, header=header)
        files = overlay
    head = read_header(files.header, faults) if files.header else None
    findings_file, sources_file = files.tree(FINDINGS), files.tree(SOURCES)
    findings = read_findings(findings_file, faults) if findings_file else {}
    sources = read_sources(sources_file, faults) if sources_file else {}
    vocabulary, declarations = _read_vocabulary(files, sources, faults)
    if head is None or len(faults):  # what follows would mostly repeat what is wrong up to here
        if files.extension is None:  # which has told of the rules that it changes
            _check_form(files, without, faults)
        return PackReading(None, whole=False, header=files.header)
    applies = _read_applies(declarations, vocabulary, faults)
    impossible = _read_impossible(head, vocabulary, applies, faults)
    sound = not len(faults)  # examples are run on a vocabulary without faults alone
    bands = [band.id for band in head.bands]
    paths = files.rule_paths()
    names = [named_by(path) for path in paths]
    around = Surroundings(vocabulary, applies, findings, head.drivers, bands, sources, names)
    documents = files.rules(paths, without)
    read = (read_rule(one, around, faults, examples=examples) for one in documents)
    rules = [rule for rule in read if rule]
    if not paths:
        faults.add(Location(str(folder)), "no-rules", "the pack has no rule files")
    check_references(rules, findings, faults, whole=len(rules) == len(paths) > 0)
    ordered = in_firing_order(rules, faults)
    if examples and run and sound and len(ordered) == len(paths):
        from mandate.pack.examples import check_examples  # to assess a case, they are not read

        check_examples(ordered, impossible, faults, str(folder) if files.extension else "")
    if not sound:
        return PackReading(None, whole=False, header=files.header)
    # reports show drivers in the pack's order, so that order is part of the meaning
    head_meaning = (head._replace(impossible=None, drivers={}), tuple(head.drivers.values()))
    meaning = (*head_meaning, vocabulary.facts, applies, impossible)
    pack = Pack(
        id=head.id,
        version=head.version,
        title=head.title,
        about=head.about,
        measures=head.measures,
        headline=head.headline,
        calibrated=head.calibrated,
        base=head.base,
        base_because=head.base_because,
        scale=head.scale,
        scale_because=head.scale_because,
        weights_because=head.weights_because,
        efforts=head.efforts,
        drivers=head.drivers,
        bands=head.bands,
        findings=findings,
        sources=sources,
        vocabulary=vocabulary,
        applies=applies,
        impossible=impossible,
        rules=ordered,
        extension=files.extension,
        derived={},
        digest=digest((*meaning, findings, sources, ordered)),
    )
    return PackReading(pack, whole=len(ordered) == len(paths) > 0, header=files.header)


def _check_form(files: Files, without: tuple[str, ...], faults: Faults) -> None:
    """Record what is wrong with rules whatever the vocabulary, the findings and so on may be."""
    nothing = Surroundings(Vocabulary(()), {}, (), (), (), (), ())
    for document in files.rules(files.rule_paths(), without):
        found = Faults()
        read_rule(document, nothing, found, examples=False)
        for fault in found:
            if fault.code in OF_FORM:
                faults.add(*fault)


def _read_vocabulary(
    files: Files, sources: dict[str, SourceEntry], faults: Faults
) -> tuple[Vocabulary, list[FactDeclaration]]:
    declared: dict[str, FactDeclaration] = {}
    for document in files.vocabulary():
        for declaration in read_facts(document, faults):
            fact = declaration.fact
            if fact.id in declared:
                first = declared[fact.id].fact.location
                message = f"the fact '{fact.id}' is declared twice; first at {first}"
                faults.add(fact.location, "fact-twice", message, "keep one of the two")
            declared[fact.id] = declaration
            _check_sources(fact, sources, faults)
    if not declared:
        place = Location(f"{files.folder}/{VOCABULARY}")
        faults.add(place, "no-facts", "the pack declares no facts", "add vocabulary/<theme>.yaml")
    in_order = sorted(declared.values(), key=lambda one: one.fact.id)
    return Vocabulary(tuple(one.fact for one in in_order)), in_order


def _check_sources(fact: Fact, sources: dict[str, SourceEntry], faults: Faults) -> None:
    for name in fact.sources:
        if name not in sources:
            message = f"{fact.id} cites '{name}', which sources.yaml does not list"
            faults.add(fact.location, "unknown-source", message, did_you_mean(name, sources))


def _read_applies(
    declarations: list[FactDeclaration], vocabulary: Vocabulary, faults: Faults
) -> dict[str, Node]:
    """Return what makes facts apply; a condition may rest on facts that apply conditionally."""
    pending = {one.fact.id: one.applies_when for one in declarations if one.applies_when}
    plain = ConditionReader(vocabulary, None, {}, Faults())
    nodes = {name: plain.read(source) for name, source in pending.items()}
    graph = {name: facts_read(node) & set(pending) if node else () for name, node in nodes.items()}
    try:
        order = dependencies_first(graph)
    except CycleError as error:
        names = cycle_of(error)
        place = vocabulary.facts[names[0]].location
        message = f"facts apply only when they apply: {' -> '.join(names)}"
        faults.add(place, "applies-cycle", message)
        return {}
    applies: dict[str, Node] = {}
    for name in order:
        node = ConditionReader(vocabulary, None, dict(applies), faults).read(pending[name])
        if node:
            applies[name] = node
    return applies


def _read_impossible(
    head: Header, vocabulary: Vocabulary, applies: dict[str, Node], faults: Faults
) -> tuple[Impossible, ...]:
    conditions = ConditionReader(vocabulary, None, applies, faults)
    found = []
    for node in items(head.impossible, faults):
        if entry := reader(node, faults, IMPOSSIBLE, "'when' and 'because'"):
            when: Source | None = entry.node("when")
            because = entry.text("because")
            entry.close()
            if when and (condition := conditions.read(when)):
                found.append(Impossible(condition, because))
    return tuple(found)
