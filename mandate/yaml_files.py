"""The YAML door: files to positioned trees of text, and plain data to YAML.

Every scalar stays the text that was written (``no``, ``010``, ``12:30``); the vocabulary says
later what it means. Tags and aliases are refused: a pack or a case is plain data, and data that
cannot refer to itself cannot explode.
"""

from __future__ import annotations

import os
import re
from codecs import BOM_UTF8
from typing import TYPE_CHECKING

import yaml

from mandate.errors import Faults, Location
from mandate.source import MAX_DEPTH, Document, Mapping, Node, Scalar, Sequence, describe, location

if TYPE_CHECKING:
    from pathlib import Path

MAX_BYTES = 1_048_576
SUFFIXES = (".yaml", ".yml")
_CHUNK = 16_384  # larger than most files; more room is dearer to get than to fill
_HARMLESS = 10_000  # libyaml composes twice as many levels without harm

_TOP_LEVEL_KEY = re.compile(r"\n[A-Za-z_][A-Za-z_0-9]*:")
_NO_TAG = ""
_make = tuple.__new__  # what a NamedTuple comes down to, and half as dear


class _NoResolver:
    """Leaves every scalar the text it is, and every node without a tag of its own.

    The composer calls three of these for each node: ``"".format`` takes whatever it is given,
    returns ``""``, and unlike a method of ours costs next to nothing.
    """

    resolve = descend_resolver = ascend_resolver = check_resolver_prefix = _NO_TAG.format


if yaml.__with_libyaml__:  # twenty times as fast

    class _Loader(_NoResolver, yaml.cyaml.CParser):
        """Composes with libyaml."""

else:
    # there is only one of the two: which, depends on what is installed
    class _Loader(_NoResolver, yaml.SafeLoader):  # type: ignore[no-redef]
        """Composes in Python."""


def read_file(path: Path | str, faults: Faults, without: tuple[str, ...] = ()) -> Mapping | None:
    """Return the mapping a YAML file holds, or None after recording what is wrong with it.

    Top-level keys named in *without* are skipped unread, together with what stands under them.
    """
    name = str(path)
    text = _read_text(name, faults)
    if text is None:
        return None
    return read_text(_skip(text, without) if without else text, name, faults)


def _skip(text: str, keys: tuple[str, ...]) -> str:
    """Return YAML *text* with the lines of some top-level keys blank, so that positions hold."""
    for key in keys:
        start = 0 if text.startswith(f"{key}:") else text.find(f"\n{key}:") + 1
        if start or text.startswith(f"{key}:"):
            head, body = text[:start], text[start:]
            end = _TOP_LEVEL_KEY.search(body, len(key))
            rest = "\n" * body.count("\n", 0, end.start()) + body[end.start() :] if end else ""
            text = head + rest
    return text


def _read_text(name: str, faults: Faults) -> str | None:
    place = Location(name or "''")
    try:
        content = _read_bytes(name)
    except (FileNotFoundError, ValueError):  # ValueError: a name that no file system can hold
        faults.add(place, "missing-file", "there is no such file", "check the path")
    except IsADirectoryError:
        faults.add(place, "not-a-file", "this is a directory", "name a YAML file inside it")
    except OSError as error:
        faults.add(place, "unreadable", f"the file cannot be read: {error.strerror}")
    else:
        if len(content) > MAX_BYTES:
            message = f"the file is larger than {MAX_BYTES // 1024} KiB"
            faults.add(place, "too-large", message, "a case or rule is a page of text")
            return None
        return _decode(content.removeprefix(BOM_UTF8), place, faults)
    return None


def _read_bytes(name: str) -> bytes:
    """Return what a file holds, or the start of it where that is too large.

    Bare system calls, because a pack is a hundred files at every start: ``open`` makes twice as
    many, and a buffer.
    """
    content = b""
    descriptor = os.open(name, os.O_RDONLY | getattr(os, "O_BINARY", 0))  # Windows has the latter
    try:
        while len(content) <= MAX_BYTES and (chunk := os.read(descriptor, _CHUNK)):
            content += chunk
    finally:
        os.close(descriptor)
    return content


def _decode(content: bytes, place: Location, faults: Faults) -> str | None:
    try:
        return content.decode()
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        message = f"the file is not UTF-8: byte 0x{content[error.start]:02x} in line {line}"
        faults.add(place, "not-utf-8", message, "save it as UTF-8")
        return None


def read_text(text: str, name: str, faults: Faults) -> Mapping | None:
    """Return the mapping that YAML *text* holds, or None after recording what is wrong."""
    document = Document(name, tuple(text.splitlines()))
    before = len(faults)
    node = None
    try:
        if _refuse_unsafe(text, document, faults):
            return None
        composed = _Loader(text).get_single_node()
        converter = _Converter(document, faults)
        node = None if composed is None else converter.convert(composed)
        if not converter.is_sound:
            return None
    except RecursionError:
        message = "this is nested too deeply to be read"
        faults.add(Location(name), "too-deep", message, f"expected {MAX_DEPTH} levels at most")
    except yaml.YAMLError as error:
        _refuse_syntax(error, text, document, faults)
    if isinstance(node, Mapping):
        return node
    if len(faults) > before:
        return None
    if node is None:
        faults.add(Location(name), "empty-file", "the file is empty", "expected 'key: value' lines")
    else:
        message = f"expected 'key: value' lines, found {describe(node)}"
        faults.add(location(node), "not-a-mapping", message)
    return None


def _refuse_syntax(error: yaml.YAMLError, text: str, document: Document, faults: Faults) -> None:
    """Record an error of syntax, with its place where that is known."""
    line, column, hint = -1, 0, "check the indentation, quotes and brackets here"
    message = " ".join(str(error).split())
    if isinstance(error, yaml.reader.ReaderError):
        before = text[: text.index(chr(error.character))].split("\n")
        line, column, hint = len(before) - 1, len(before[-1]), "leave it out"
        message = f"the character U+{error.character:04X} is not allowed"
    elif isinstance(error, yaml.MarkedYAMLError):
        message = " ".join(part for part in (error.context, error.problem) if part)
        if mark := error.problem_mark or error.context_mark:
            line, column = mark.line, mark.column
    place = location(Scalar("", document, line, column))
    if "\t" in place.excerpt and not isinstance(error, yaml.reader.ReaderError):
        hint = "YAML is indented with spaces, and there is a tab in this line"
    faults.add(place, "yaml-syntax", message, hint if line >= 0 else "")


class _Converter:
    """Makes our nodes of PyYAML's, refusing what is more than data."""

    def __init__(self, document: Document, faults: Faults) -> None:
        self._document = document
        self._faults = faults
        self.is_sound = True  # until something is left out that was meant to be data

    def convert(self, node: yaml.Node, depth: int = 0) -> Node:
        if node.tag:
            self._refuse_tag(node)
        mark = node.start_mark
        if type(node) is yaml.ScalarNode:
            return Scalar(node.value, self._document, mark.line, mark.column)
        if depth > MAX_DEPTH:
            place = Scalar("", self._document, mark.line, mark.column)
            _refuse_depth(location(place), self._faults)
            self.is_sound = False
            return place
        if type(node) is yaml.SequenceNode:
            nodes = tuple([self.convert(one, depth + 1) for one in node.value])
            return Sequence(nodes, self._document, mark.line, mark.column)
        return Mapping(self._pairs(node, depth + 1), self._document, mark.line, mark.column)

    def _pairs(self, node: yaml.MappingNode, depth: int) -> dict[str, tuple[Scalar, Node]]:
        """Return the pairs of a mapping; texts, nine in ten of all nodes, are made on the spot."""
        document, scalar = self._document, yaml.ScalarNode
        pairs: dict[str, tuple[Scalar, Node]] = {}
        for key_node, value_node in node.value:
            word = key_node.value
            if type(key_node) is scalar and not key_node.tag and word not in pairs:
                mark = key_node.start_mark
                key: Scalar = _make(Scalar, (word, document, mark.line, mark.column))
            else:
                odd = self.convert(key_node, depth)
                if not isinstance(odd, Scalar) or word in pairs:
                    self._refuse_key(odd, pairs)
                    continue
                key = odd
            if type(value_node) is scalar and not value_node.tag:
                mark = value_node.start_mark
                text: Scalar = _make(Scalar, (value_node.value, document, mark.line, mark.column))
                pairs[word] = key, text
            else:
                pairs[word] = key, self.convert(value_node, depth)
        return pairs

    def _refuse_key(self, key: Node, pairs: dict[str, tuple[Scalar, Node]]) -> None:
        if isinstance(key, Scalar):
            first = pairs[key.text][0].line + 1
            message = f"'{key.text}' stands twice; it was first given in line {first}"
            self._faults.add(location(key), "duplicate-key", message, "keep one of the two")
        else:
            self._faults.add(location(key), "key", "a key must be a single word")

    def _refuse_tag(self, node: yaml.Node) -> None:
        place = Scalar("", self._document, node.start_mark.line, node.start_mark.column)
        message = f"tags are not allowed, found '{node.tag}'"
        hint = "leave it out: everything is read as text"
        self._faults.add(location(place), "tag", message, hint)
        self.is_sound = False


def _refuse_unsafe(text: str, document: Document, faults: Faults) -> bool:
    """Record what must be refused before a tree is made of *text*; return whether there is any.

    Aliases could make the tree endless, and libyaml's composer overflows the stack on deep
    nesting. Only a text that could hold either is looked through.
    """
    before = len(faults)
    may_be_deep = len(text) > _HARMLESS and sum(map(text.count, "[{?-:")) > _HARMLESS
    if "*" not in text and not may_be_deep:
        return False
    depth = 0
    for event in yaml.parse(text, Loader=_Loader):
        mark = event.start_mark
        place = Scalar("", document, mark.line, mark.column)
        if isinstance(event, yaml.AliasEvent):
            faults.add(location(place), "alias", "aliases are not allowed", "write the value out")
        elif isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if depth > MAX_DEPTH + 1:
            _refuse_depth(location(place), faults)
            break
    return len(faults) > before


def _refuse_depth(place: Location, faults: Faults) -> None:
    message = f"this is nested more than {MAX_DEPTH} levels deep"
    faults.add(place, "too-deep", message, "a case or rule needs fewer")


class _Dumper(yaml.SafeDumper):
    """Writes out what stands in several places: aliases would be refused when it is read."""

    def ignore_aliases(self, data: object) -> bool:
        return True


def dump(data: object, *, flow: bool | None = False) -> str:
    """Return plain data as YAML text, in the order given; all scalars are text.

    As a *flow* it is one line, in braces and brackets; with None only what holds scalars alone is.
    """
    return _dumped(data, _Dumper, flow)


def dump_case(data: object) -> str:
    """Return a case as YAML text, as one would write it: short lists and answers within a line."""

    class Dumper(_Dumper):
        def mapping(self, data: dict[str, object]) -> yaml.Node:
            short = not {"value", "one_of", "between", "text", "rule", "rest"}.isdisjoint(data)
            return self.represent_mapping("tag:yaml.org,2002:map", data, flow_style=short)

        def sequence(self, data: list[object]) -> yaml.Node:
            of_texts = all(isinstance(one, str) for one in data)
            return self.represent_sequence("tag:yaml.org,2002:seq", data, flow_style=of_texts)

    Dumper.yaml_implicit_resolvers = {}  # there is text alone, which needs no quotes
    Dumper.add_representer(dict, Dumper.mapping)
    Dumper.add_representer(list, Dumper.sequence)
    return _dumped(data, Dumper)


def _dumped(data: object, dumper: type[_Dumper], flow: bool | None = False) -> str:
    more = {"width": MAX_BYTES if flow else 100, "sort_keys": False, "default_flow_style": flow}
    return str(yaml.dump(data, Dumper=dumper, allow_unicode=True, **more))
