"""Reading ``texts.yaml``: the texts of a pack in other words, such as those of another language.

Only texts can be said there, and only of what there is: no number, condition or id can change.
"""

from __future__ import annotations

from mandate.errors import Faults, did_you_mean, shortened
from mandate.pack.overlay_forms import TEXTS
from mandate.pack.overlay_trees import Overlay
from mandate.pack.trees import mapping_in, with_node, written
from mandate.reading import Reader, one_of, pairs, text
from mandate.source import Mapping, Node, Scalar, Sequence, describe, location

_HEADER = ("base_because", "scale_because", "weights_because")
_DRIVER = ("title", "about")
_BAND = ("title", "advice")
_FINDING = ("title", "meaning")
_SOURCE = ("author", "title", "interest")
_FACT = (
    *("title", "question", "candidate_question", "why", "direction", "unit", "unit_one", "ask"),
    *("levels", "items", "change"),
)
_LEVEL = ("words", "text")
_RULE = ("title", "because", "strength", "expect", "points_because", "reworded", "remedies")


def reword(overlay: Overlay, document: Mapping) -> None:
    """Replace the texts that ``texts.yaml`` says in other words; what is wrong is recorded."""
    entry = Reader(document, overlay.faults, TEXTS)
    words = _Words(overlay.faults)
    header = overlay.trees.header
    if (pack := entry.node("pack")) is not None:
        header = words.of(header, pack, "the pack", _HEADER)
    for section, parts in (("drivers", _DRIVER), ("bands", _BAND)):
        header = words.of_each(header, section, entry.node(section), section[:-1], parts)
    header = words.of_impossible(header, entry.node("impossible"))
    overlay.trees = overlay.trees._replace(
        header=header,
        findings=words.of_file(
            overlay.trees.findings, "findings", entry.node("findings"), "finding", _FINDING
        ),
        sources=words.of_file(
            overlay.trees.sources, "sources", entry.node("sources"), "source", _SOURCE
        ),
        vocabulary=words.of_vocabulary(
            overlay.trees.vocabulary, entry.node("themes"), entry.node("facts")
        ),
    )
    for key, node in entry.pairs("rules"):
        if overlay.knows_rule(key, "reword"):
            what = f"the rule '{key.text}'"
            overlay.set_rule(key.text, words.of(overlay.rule(key.text), node, what, _RULE))
    entry.close()
    if words.count:
        texts = "1 text" if words.count == 1 else f"{words.count} texts"
        overlay.tell(f"{texts} in other words")


class _Words:
    """Puts texts in the place of others, and counts them."""

    def __init__(self, faults: Faults) -> None:
        self.faults = faults
        self.count = 0

    def of(self, tree: Mapping, node: Node, what: str, parts: tuple[str, ...]) -> Mapping:
        """Return *tree* with some of its texts, those named in *parts*, replaced."""
        for key, new in pairs(node, self.faults):
            stood = tree.get(key.text)
            if key.text not in parts:
                message = f"no text of {what} is called '{shortened(key.text)}'"
                hint = did_you_mean(key.text, [one for one in parts if one in tree.pairs])
                self.faults.add(location(key), "unknown-key", message, hint)
            elif stood is None:
                message = f"{what} has no '{key.text}' to say in other words"
                self.faults.add(location(key), "no-text", message, "leave it out")
            else:
                tree = with_node(tree, key.text, self._part(key.text, stood, new, what))
        return tree

    def of_each(
        self, tree: Mapping, section: str, node: Node | None, what: str, parts: tuple[str, ...]
    ) -> Mapping:
        """Return *tree* with the texts of some of the entries under *section* replaced."""
        stood = mapping_in(tree, section)
        known = stood.pairs if stood else {}
        for key, new in pairs(node, self.faults):
            if not self._knows(key, known, what) or stood is None:
                continue
            entry = stood.get(key.text)
            if isinstance(entry, Mapping):
                changed = self.of(entry, new, f"the {what} '{key.text}'", parts)
                stood = with_node(stood, key.text, changed)
        return tree if stood is None else with_node(tree, section, stood)

    def of_file(
        self,
        tree: Mapping | None,
        section: str,
        node: Node | None,
        what: str,
        parts: tuple[str, ...],
    ) -> Mapping | None:
        """Return a file that may not be there with the texts of some of its entries replaced."""
        if tree is None:
            for key, _ in pairs(node, self.faults):
                self._knows(key, {}, what)
            return None
        return self.of_each(tree, section, node, what, parts)

    def of_impossible(self, header: Mapping, node: Node | None) -> Mapping:
        """Return the header with the reasons of all impossible combinations replaced."""
        stood = header.get("impossible")
        if node is None:
            return header
        if not isinstance(stood, Sequence):
            message = "the pack has no impossible combinations"
            self.faults.add(location(node), "no-text", message, "leave this out")
            return header
        what = "the impossible combinations"
        return with_node(header, "impossible", self._each(stood, node, what, "because"))

    def of_vocabulary(
        self, files: tuple[Mapping, ...], themes: Node | None, facts: Node | None
    ) -> tuple[Mapping, ...]:
        """Return the vocabulary with the names of themes and the texts of facts replaced."""
        titles = {written(file.get("theme")) for file in files}
        renamed = {}
        for key, new in pairs(themes, self.faults):
            name = " ".join(key.text.split())
            if one_of(key._replace(text=name), sorted(titles), self.faults, "theme", "no-text"):
                renamed[name] = self._text(new)
        known = {name for file in files for name in (mapping_in(file, "facts") or file).pairs}
        known_facts = sorted(known)
        told = {key.text: new for key, new in pairs(facts, self.faults)}
        for key, _ in pairs(facts, self.faults):
            self._knows(key, known_facts, "fact")
        found = []
        for file in files:
            theme = renamed.get(written(file.get("theme")))
            changed = file if theme is None else with_node(file, "theme", theme)
            own = mapping_in(file, "facts")
            for name in own.pairs if own else ():
                entry = own.get(name) if own else None
                if name in told and own is not None and isinstance(entry, Mapping):
                    new = self.of(entry, told[name], f"the fact '{name}'", _FACT)
                    own = with_node(own, name, new)
            found.append(with_node(changed, "facts", own) if own else changed)
        return tuple(found)

    def _knows(self, key: Scalar, known: object, what: str) -> bool:
        names = [str(name) for name in known] if isinstance(known, (dict, list)) else []
        if key.text in names:
            return True
        message = f"the pack that this one extends has no {what} '{shortened(key.text)}'"
        self.faults.add(location(key), f"unknown-{what}", message, did_you_mean(key.text, names))
        return False

    def _part(self, key: str, stood: Node, new: Node, what: str) -> Node:
        """Return what stands for one part of an entry, once *new* has been said of it."""
        if key in ("levels", "items") and isinstance(stood, Mapping):
            return self._levels(stood, new, what)
        if key == "change" and isinstance(stood, Mapping):
            return self._steps(stood, new, what)
        if key == "remedies" and isinstance(stood, Sequence):
            return self._each(stood, new, f"the remedies of {what}", "text", "owner")
        if key == "advice":  # one text, or one for each stage: the reader of bands looks at it
            self.count += 1
            return new
        return self._text(new)

    def _text(self, node: Node) -> Node:
        text(node, self.faults)
        self.count += 1
        return node

    def _levels(self, stood: Mapping, new: Node, what: str) -> Mapping:
        for key, words in pairs(new, self.faults):
            level = stood.get(key.text)
            if level is None:
                self._knows_no_level(key, stood, what)
                continue
            if not isinstance(level, Mapping):
                level = stood._replace(pairs={"text": (key, level)})
            if isinstance(words, Mapping):
                if "words" in words.pairs and "words" not in level.pairs:  # those of its id
                    level = with_node(level, "words", words.pairs["words"][0])
                level = self.of(level, words, f"the level '{key.text}' of {what}", _LEVEL)
            else:
                level = with_node(level, "text", self._text(words))
            stood = with_node(stood, key.text, level)
        return stood

    def _steps(self, stood: Mapping, new: Node, what: str) -> Mapping:
        for key, words in pairs(new, self.faults):
            step = stood.get(key.text)
            if isinstance(step, Mapping):
                named = f"the step of {what} to '{key.text}'"
                stood = with_node(stood, key.text, self.of(step, words, named, ("owner",)))
            else:
                self._knows_no_level(key, stood, what)
        return stood

    def _knows_no_level(self, key: Scalar, stood: Mapping, what: str) -> None:
        message = f"{what} has no '{shortened(key.text)}' here"
        self.faults.add(
            location(key), "unknown-level", message, did_you_mean(key.text, stood.pairs)
        )

    def _each(self, stood: Sequence, new: Node, what: str, part: str, *more: str) -> Sequence:
        """Return a list of entries with the texts of all of them replaced, one after the other."""
        if not isinstance(new, Sequence):
            message = f"expected a list of texts, found {describe(new)}"
            self.faults.add(location(new), "list", message)
            return stood
        if len(new.nodes) != len(stood.nodes):
            message = f"{what}: there are {len(stood.nodes)}, and {len(new.nodes)} are said here"
            self.faults.add(location(new), "no-text", message, "say all of them, in their order")
            return stood
        nodes: list[Node] = []
        for before, words in zip(stood.nodes, new.nodes, strict=True):
            if not isinstance(before, Mapping):
                nodes.append(before)
            elif isinstance(words, Mapping):
                nodes.append(self.of(before, words, f"one of {what}", (part, *more)))
            else:
                nodes.append(with_node(before, part, self._text(words)))
        return stood._replace(nodes=tuple(nodes))
