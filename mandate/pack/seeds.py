"""Seed coverage: what the seed articles of a pack say, and which part of the pack carries it.

``seeds.yaml`` stands beside ``pack.yaml``. It changes no assessment, so no ordinary load reads it.
"""

from __future__ import annotations

from pathlib import Path

from mandate.errors import Faults, Location, PackError, did_you_mean, shortened
from mandate.pack.files import SEEDS
from mandate.pack.model import Pack
from mandate.pack.rule_parts import MAX_QUOTE_WORDS
from mandate.reading import Form, Key, Many, Named, Reader, items, reader, text
from mandate.source import Mapping, Node, Sequence, key_location, location
from mandate.tuples import NamedTuple
from mandate.yaml_files import read_file

SEED = "seed"
_ITEM = "'says' and 'carried_by'"

ITEM = Form(
    "an item",
    {
        "says": Key(
            "text", "One thing that the article says, in words of one's own.", required=True
        ),
        "quote": Key("quote", "A few words of the article, 15 at most."),
        "carried_by": Key(
            Many("carrier", least=1), "The facts, rules and findings that carry it, by id."
        ),
        "needs_none": Key("text", "Why nothing has to carry it."),
    },
)
FILE = Form(
    SEEDS, {"seeds": Key(Named("seed", Many(ITEM)), "What each seed article says.", required=True)}
)


class SeedItem(NamedTuple):
    """One thing that a seed says, in our words, with a quote of at most 15 words or none.

    ``carried_by`` are ids of facts, rules or findings, in the order written; where there are none,
    ``needs_none`` says why.
    """

    seed: str
    says: str
    quote: str
    carried_by: tuple[str, ...]
    needs_none: str
    location: Location


def seed_items(folder: Path, pack: Pack) -> tuple[SeedItem, ...]:
    """Return what ``seeds.yaml`` in *folder* lists, in order; nothing where there is no such file.

    Raises PackError with every fault of the file, carriers that *pack* does not have included.
    """
    path = folder / SEEDS
    if not path.exists():
        return ()
    faults = Faults()
    document = read_file(path, faults)
    found = read_seeds(document, pack, faults) if document else []
    faults.raise_if_any(PackError)
    return tuple(found)


def read_seeds(document: Mapping, pack: Pack, faults: Faults) -> list[SeedItem]:
    """Return the items of all seeds, in the order written; what is wrong is recorded."""
    file = Reader(document, faults, FILE)
    seeds = [source.id for source in pack.sources.values() if source.kind == SEED]
    carriers = [*pack.vocabulary.facts, *pack.rules, *pack.findings]
    found: list[SeedItem] = []
    listed = set()
    for key, node in file.pairs("seeds"):
        listed.add(key.text)
        if key.text not in seeds:
            message = f"there is no seed '{shortened(key.text)}' in sources.yaml"
            faults.add(location(key), "unknown-source", message, did_you_mean(key.text, seeds))
        entries = (reader(item, faults, ITEM, _ITEM) for item in items(node, faults))
        found += [_read_item(entry, key.text, carriers) for entry in entries if entry]
    for seed in seeds:
        if listed and seed not in listed:
            message = f"nothing is said of the seed '{seed}'"
            place = key_location(document, "seeds")
            faults.add(place, "seed-missing", message, "list its items, and what carries them")
    file.close()
    return found


def _read_item(entry: Reader, seed: str, carriers: list[str]) -> SeedItem:
    item = SeedItem(
        seed=seed,
        says=entry.text("says"),
        quote=entry.text("quote"),
        carried_by=_read_carriers(entry.items("carried_by"), carriers, entry.faults),
        needs_none=entry.text("needs_none"),
        location=location(entry.mapping),
    )
    entry.close()
    words = len(item.quote.split())
    if words > MAX_QUOTE_WORDS:
        message = f"the quote has {words} words; {MAX_QUOTE_WORDS} are allowed"
        place = location(entry.mapping.pairs["quote"][1])
        entry.faults.add(place, "quote", message, "shorten or paraphrase it")
    names, excuse = (entry.mapping.get(key) for key in ("carried_by", "needs_none"))
    if names is not None and excuse is not None:
        message = "the item is carried, and needs nothing to carry it"
        hint = "keep 'carried_by:' or 'needs_none:'"
        entry.faults.add(key_location(entry.mapping, "needs_none"), "carriers", message, hint)
    elif excuse is None and (names is None or (isinstance(names, Sequence) and not names.nodes)):
        message = "nothing carries this item"
        hint = "list ids under 'carried_by:', or say why under 'needs_none:'"
        entry.faults.add(item.location, "no-carrier", message, hint)
    return item


def _read_carriers(nodes: tuple[Node, ...], carriers: list[str], faults: Faults) -> tuple[str, ...]:
    """Return the ids in a list of carriers, recording each that the pack does not have."""
    found = []
    for node in nodes:
        name = text(node, faults, "the id of a fact, a rule or a finding")
        if name and name not in carriers:
            message = f"the pack has no fact, rule or finding '{shortened(name)}'"
            faults.add(location(node), "unknown-carrier", message, did_you_mean(name, carriers))
        elif name in found:
            faults.add(location(node), "carrier-twice", f"'{name}' stands twice", "keep one")
        found += [name] if name else []
    return tuple(found)
