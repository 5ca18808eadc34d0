"""The files of a pack: which there are, and what each says as a tree of text."""

from __future__ import annotations

import os
from os.path import exists
from stat import S_ISDIR, S_ISREG
from typing import TYPE_CHECKING

from mandate.errors import Faults, Location
from mandate.pack.model import Notes
from mandate.source import Mapping
from mandate.yaml_files import MAX_BYTES, SUFFIXES, read_file

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from mandate.pack.extension import Extension

EXAMPLES, EXTENDS = "examples", "extends"
UNREAD = (EXAMPLES, *Notes._fields)  # what a rule says beside its meaning
HEADER, FINDINGS, SOURCES, VOCABULARY = "pack.yaml", "findings.yaml", "sources.yaml", "vocabulary"
OVERLAY, TEXTS = "overlay.yaml", "texts.yaml"
"""What an overlay holds beside its own rules: its changes, and its texts in other words."""
SEEDS = "seeds.yaml"
"""What the seed articles say, which no assessment rests on."""
_READ = (HEADER, FINDINGS, SOURCES, OVERLAY, TEXTS, SEEDS)


class Files:
    """What the files of a pack say, as trees of text; each is read when it is asked for.

    ``header`` is ``pack.yaml``; an overlay's is that of the pack it extends, with its changes.
    """

    extension: Extension | None = None

    def __init__(self, folder: str | Path, header: Mapping | None, faults: Faults) -> None:
        self.folder = folder
        self.header = header
        self._faults = faults

    def tree(self, name: str) -> Mapping | None:
        """Return what ``findings.yaml`` or ``sources.yaml`` says."""
        return read_file(f"{self.folder}/{name}", self._faults)

    def refuse_changes(self) -> None:
        """Record the files that only an overlay has: nothing of them would be read."""
        for path in (f"{self.folder}/{name}" for name in (OVERLAY, TEXTS)):
            if exists(path):
                message = f"this file is read only where {HEADER} says '{EXTENDS}:'"
                hint = "say there which pack this one extends, or leave the file out"
                self._faults.add(Location(path), "stray-file", message, hint)

    def vocabulary(self) -> Iterator[Mapping]:
        """Yield what each vocabulary file says, in the order of their names."""
        folder = f"{self.folder}/{VOCABULARY}"
        for name in sorted(entry.name for entry in _entries(folder)):
            if name.endswith(".yaml") and (document := read_file(f"{folder}/{name}", self._faults)):
                yield document

    def rule_paths(self) -> list[str]:
        """Return the paths of the rule files in the pack's folder, sound or not, in order."""
        return rule_files(self.folder, self._faults)

    def rules(self, paths: list[str], without: tuple[str, ...]) -> Iterator[Mapping]:
        """Yield what each rule file says but for the keys *without*.

        File by file: a tree of text takes ten times the room of its rule.
        """
        for path in paths:
            if document := read_file(f"{self.folder}/{path}", self._faults, without):
                yield document


def _is_special(path: str) -> bool:
    """Return whether reading *path* could wait for ever; what cannot be seen is no such thing."""
    try:
        mode = os.stat(path).st_mode
        return not S_ISREG(mode) and not S_ISDIR(mode)
    except OSError:
        return False


def rule_files(folder: str | Path, faults: Faults) -> list[str]:
    """Return the rule files: all YAML files one folder down, but for the vocabulary's."""
    return sorted(_rule_files(str(folder), "", faults))


def _rule_files(folder: str, place: str, faults: Faults) -> Iterator[str]:
    """Yield the rule files in a folder, which stands at a *place* in that of the pack."""
    for entry in _entries(folder):
        if entry.name.startswith("."):  # it belongs to a version control system or an editor
            continue
        here = f"{place}/{entry.name}" if place else entry.name
        if entry.is_dir(follow_symlinks=False):
            yield from _rule_files(entry.path, here, faults)
        elif entry.name.endswith(SUFFIXES):
            if not entry.is_file(follow_symlinks=False) and _is_special(entry.path):
                message = "this is a pipe or a device, not a file"
                faults.add(Location(f"{folder}/{entry.name}"), "not-a-file", message)
            elif entry.name.endswith(".yml") or "/" in place or (not place and _is_rule(entry)):
                message = "this file would not be read"
                hint = "rules stand one folder down, in files that end in .yaml"
                faults.add(Location(f"{folder}/{entry.name}"), "stray-file", message, hint)
            elif place and place != VOCABULARY:
                yield here


def _is_rule(entry: os.DirEntry[str]) -> bool:
    """Return whether a file beside ``pack.yaml`` looks as if it were meant for a rule; it is not
    read as YAML, since there may be large ones of another kind."""
    if entry.name in _READ:
        return False
    try:
        with open(entry.path, "rb") as file:
            return b"\nthen:" in file.read(MAX_BYTES)
    except OSError:
        return False


def _entries(folder: str) -> list[os.DirEntry[str]]:
    """Return what is in a folder; nothing where it is none, or cannot be looked into."""
    try:
        return [*os.scandir(folder)]
    except OSError:
        return []
