"""The pack that an overlay extends, while it is being changed."""

from __future__ import annotations

from mandate.errors import Faults, Location, did_you_mean, shortened
from mandate.pack.extension import Change
from mandate.pack.rule import named_by
from mandate.pack.trees import Trees, mapping_in, with_node_in
from mandate.source import Mapping, Node, Scalar, location


class Overlay:
    """The trees of a pack while an overlay named *by* changes them, and what it changed."""

    def __init__(self, trees: Trees, own: set[str], by: str, faults: Faults) -> None:
        self.trees = trees
        self.own = own
        self.by = by
        self.faults = faults
        self.changes: list[Change] = []
        self.disabled: dict[str, Location] = {}
        self.adds_nothing = True
        self._paths = {named_by(path): path for path in trees.rules}

    @property
    def rules(self) -> list[str]:
        """The rules of the extended pack, those that this overlay disables included."""
        return list(self._paths)

    def rule(self, name: str) -> Mapping:
        """Return what a rule of the extended pack says by now."""
        return self.trees.rules[self._paths[name]]

    def set_rule(self, name: str, tree: Mapping) -> None:
        """Let a rule of the extended pack say what *tree* says."""
        self.trees = self.trees._replace(rules={**self.trees.rules, self._paths[name]: tree})

    def drop_rules(self) -> None:
        """Leave out the rules that are disabled."""
        gone = {self._paths[name] for name in self.disabled}
        kept = {path: tree for path, tree in self.trees.rules.items() if path not in gone}
        self.trees = self.trees._replace(rules=kept)

    def set_header(self, keys: tuple[str, ...], node: Node) -> None:
        """Put *node* under some keys of ``pack.yaml``, one in the other."""
        self.trees = self.trees._replace(header=with_node_in(self.trees.header, keys, node))

    def tell(self, what: str, because: str = "") -> None:
        """Note a change."""
        self.changes.append(Change(self.by, what, because))

    def knows_rule(self, key: Scalar, to: str) -> bool:
        """Return whether *key* is a rule of the extended pack that is not disabled; record a fault
        where it is not. *to* is what would be done to it."""
        name = key.text
        if name in self.disabled:
            message = f"'{name}' is disabled by this overlay, so there is nothing to {to}"
            self.faults.add(location(key), "rule-disabled", message, "keep one of the two")
        elif name not in self._paths:
            message = f"the pack that this one extends has no rule '{shortened(name)}'"
            hint = did_you_mean(name, self._paths)
            if name in self.own:
                hint = "it is a rule of this overlay: write it as it should be"
            self.faults.add(location(key), "unknown-rule", message, hint)
        return name in self._paths and name not in self.disabled

    def is_new(self, path: str, tree: Mapping) -> bool:
        """Return whether a rule of the overlay is not in the pack below; else record a fault."""
        name = named_by(path)
        if name not in self._paths or name in self.disabled:
            return True
        message = f"the pack that this one extends has a rule '{name}'"
        hint = "disable that one with a reason, or give this one another id"
        self.faults.add(location(tree), "rule-twice", message, hint)
        return False

    def added(self, own: Trees, rules: dict[str, Mapping]) -> None:
        """Note what the overlay adds."""
        facts = [mapping_in(tree, "facts") for tree in own.vocabulary]
        kinds = {
            "finding": [mapping_in(own.findings, "findings")],
            "source": [mapping_in(own.sources, "sources")],
            "fact": facts,
        }
        for path in rules:
            self.tell(f"rule {named_by(path)} added")
        for kind, trees in kinds.items():
            for tree in trees:
                for name in tree.pairs if tree else ():
                    self.tell(f"{kind} {name} added")
        if rules or any(facts):
            self.adds_nothing = False
