"""The YAML door: files to positioned trees of text, and plain data to YAML.

Every scalar stays the text that was written (``no``, ``010``, ``12:30``); the vocabulary says
later what it means. Tags and aliases are refused: a pack or a case is plain data, and data that
cannot refer to itself cannot explode.
"""

from __future__ import annotations

import os
import re
from pathlib import Path

import yaml

from mandate.errors import Faults, Location
from mandate.source import MAX_DEPTH, Document, Mapping, Node, Scalar, Sequence, describe, location

MAX_BYTES = 1_048_576
SUFFIXES = (".yaml", ".yml")
_HARMLESS = 10_000  # libyaml composes twice as many levels without harm

_TOP_LEVEL_KEY = re.compile(r"^[A-Za-z_][A-Za-z_0-9]*:", re.MULTILINE)
_NO_TAG = "tag:none"


class _NoResolver:
    """Leaves every scalar the text it is, and every node without a tag of its own."""

    def resolve(self, kind: object, value: object, implicit: object) -> str:
        return _NO_TAG

    def descend_resolver(self, *place: object) -> None:
        """Do nothing: nothing is resolved by its place."""

    ascend_resolver = check_resolver_prefix = descend_resolver


if yaml.__with_libyaml__:  # twenty times as fast

    class _Loader(_NoResolver, yaml.cyaml.CParser):
        """Composes with libyaml."""

else:

    class _Loader(  # type: ignore[no-redef]
        _NoResolver,
        yaml.reader.Reader,
        yaml.scanner.Scanner,
        yaml.parser.Parser,
        yaml.composer.Composer,
    ):
        """Composes in Python."""

        def __init__(self, text: str) -> None:
            yaml.reader.Reader.__init__(self, text)
            yaml.scanner.Scanner.__init__(self)
            yaml.parser.Parser.__init__(self)
            yaml.composer.Composer.__init__(self)


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
            rest = body[end.start() :] if end else ""
            text = head + "\n" * body[: len(body) - len(rest)].count("\n") + rest
    return text


def _read_text(name: str, faults: Faults) -> str | None:
    place = Location(name)
    try:
        with open(name, "rb") as stream:  # noqa: PTH123  (a hundred files at every start)
            size = os.fstat(stream.fileno()).st_size  # 0 for a pipe, which is read all the same
            content = stream.read(min(size or MAX_BYTES, MAX_BYTES) + 1)
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
        return _decode(content, place, faults)
    return None


def _decode(content: bytes, place: Location, faults: Faults) -> str | None:
    try:
        return content.decode("utf-8-sig")
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
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = Scalar("", document, mark.line, mark.column) if mark else None
        message = " ".join(part for part in (error.context, error.problem) if part)
        hint = "check the indentation, quotes and brackets here"
        if place and "\t" in location(place).excerpt:
            hint = "YAML is indented with spaces, and there is a tab in this line"
        faults.add(location(place) if place else Location(name), "yaml-syntax", message, hint)
    except yaml.YAMLError as error:
        faults.add(Location(name), "yaml-syntax", " ".join(str(error).split()))
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


class _Converter:
    """Makes our nodes of PyYAML's, refusing what is more than data."""

    def __init__(self, document: Document, faults: Faults) -> None:
        self._document = document
        self._faults = faults
        self.is_sound = True  # until something is left out that was meant to be data

    def convert(self, node: yaml.Node, depth: int = 0) -> Node:
        mark, value = node.start_mark, node.value
        if node.tag is not _NO_TAG:
            message = f"tags are not allowed, found '{node.tag}'"
            self._fault(mark, "tag", message, "leave it out: everything is read as text")
            self.is_sound = False
        if type(node) is yaml.ScalarNode:
            return Scalar(value, self._document, mark.line, mark.column)
        if depth > MAX_DEPTH:
            place = Scalar("", self._document, mark.line, mark.column)
            _refuse_depth(location(place), self._faults)
            self.is_sound = False
            return Scalar("", self._document, mark.line, mark.column)
        if type(node) is yaml.SequenceNode:
            nodes = tuple([self.convert(one, depth + 1) for one in value])
            return Sequence(nodes, self._document, mark.line, mark.column)
        pairs: dict[str, tuple[Scalar, Node]] = {}
        for key_node, value_node in value:
            key = self.convert(key_node, depth + 1)
            if type(key) is Scalar and key.text not in pairs:
                pairs[key.text] = (key, self.convert(value_node, depth + 1))
            else:
                self._refuse_key(key, pairs)
        return Mapping(pairs, self._document, mark.line, mark.column)

    def _refuse_key(self, key: Node, pairs: dict[str, tuple[Scalar, Node]]) -> None:
        if isinstance(key, Scalar):
            first = pairs[key.text][0].line + 1
            message = f"'{key.text}' stands twice; it was first given in line {first}"
            self._faults.add(location(key), "duplicate-key", message, "keep one of the two")
        else:
            self._faults.add(location(key), "key", "a key must be a single word")

    def _fault(self, mark: yaml.Mark, code: str, message: str, hint: str) -> None:
        place = Scalar("", self._document, mark.line, mark.column)
        self._faults.add(location(place), code, message, hint)


def _refuse_unsafe(text: str, document: Document, faults: Faults) -> bool:
    """Record what must be refused before a tree is made of *text*; return whether there is any.

    Aliases could make the tree endless, and libyaml's composer overflows the stack on deep
    nesting. Only a text that could hold either is looked through.
    """
    before = len(faults)
    if "*" not in text and sum(map(text.count, "[{?-:")) < _HARMLESS:
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


def dump(data: object) -> str:
    """Return plain data as YAML text, in the order given; all scalars are text."""
    text: str = yaml.safe_dump(data, sort_keys=False, allow_unicode=True, width=100)
    return text
