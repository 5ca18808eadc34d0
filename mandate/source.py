"""Positioned trees of text: what a file says, before anything is read into it."""

from mandate.errors import Location, shortened
from mandate.tuples import NamedTuple

MAX_DEPTH = 32


class Document(NamedTuple):
    """The file a node stands in: the path as it was given, and its lines for excerpts."""

    path: str
    lines: tuple[str, ...]


class Scalar(NamedTuple):
    """A text, with the place it was written; ``line`` and ``column`` count from 0."""

    text: str
    document: Document
    line: int
    column: int


class Sequence(NamedTuple):
    """A list of nodes."""

    nodes: tuple["Node", ...]
    document: Document
    line: int
    column: int


class Mapping(NamedTuple):
    """Pairs of a key and a node, in the order written; no key stands twice."""

    pairs: dict[str, tuple[Scalar, "Node"]]
    document: Document
    line: int
    column: int

    def get(self, key: str) -> "Node | None":
        """Return the node under *key*, or None."""
        pair = self.pairs.get(key)
        return pair[1] if pair else None


Node = Scalar | Sequence | Mapping


def location(node: Node) -> Location:
    """Return where *node* starts, with the line it stands in."""
    content, (path, lines), line, column = node
    if line < 0:  # made from data, not read from a file
        return Location(path)
    excerpt = lines[line] if line < len(lines) else ""
    written = content if isinstance(content, str) else ""
    width = len(written) if excerpt.startswith(written, column) else 1
    return Location(path, line + 1, column + 1, excerpt, width)


def key_location(mapping: Mapping, key: str) -> Location:
    """Return where the key of a pair stands, or the mapping's start where there is no such key."""
    pair = mapping.pairs.get(key)
    return location(pair[0] if pair else mapping)


def is_nothing(node: Node) -> bool:
    """Return whether nothing stands where a value could."""
    return isinstance(node, Scalar) and not node.text


def describe(node: Node) -> str:
    """Return what kind of thing *node* is, in the words of a message."""
    if isinstance(node, Scalar):
        return f"'{shortened(node.text)}'" if node.text else "nothing"
    return "a list" if isinstance(node, Sequence) else "a mapping"


def from_plain(data: object, name: str) -> Node:
    """Return plain Python data (mappings, lists, scalars) as nodes that stand in file *name*.

    ``True`` and ``False`` become ``yes`` and ``no``; any other scalar becomes its text. Raises
    TypeError, which says under which keys, for what no YAML file could hold.
    """
    return _converted(data, Document(name, ()), ())


def _converted(value: object, document: Document, within: tuple[str, ...]) -> Node:
    """Return a part of plain data, which stands *within* these keys, as nodes."""
    if len(within) > MAX_DEPTH:
        message = f"this is nested more than {MAX_DEPTH} levels deep"
        raise TypeError(message)
    if isinstance(value, dict):
        pairs = {}
        for word, one in value.items():
            key = _text(word, document, within)
            pairs[key.text] = key, _converted(one, document, (*within, key.text))
        return Mapping(pairs, document, -1, 0)
    if isinstance(value, (list, tuple)):
        parts = [_converted(one, document, (*within, f"{n}")) for n, one in enumerate(value)]
        return Sequence(tuple(parts), document, -1, 0)
    return _text(value, document, within)


def _text(value: object, document: Document, within: tuple[str, ...]) -> Scalar:
    if isinstance(value, bool):
        return Scalar("yes" if value else "no", document, -1, 0)
    if not isinstance(value, (str, int, float)):
        found = type(value).__name__
        raise _refused(within, f"expected text, numbers, lists and mappings, found {found}")
    try:
        text = str(value)
        text.encode()
    except UnicodeEncodeError:
        raise _refused(within, f"half a character (a lone surrogate) in {text!a}") from None
    except ValueError:  # Python refuses to write out integers of thousands of digits
        raise _refused(within, "a number is too large") from None
    return Scalar(text, document, -1, 0)


def _refused(within: tuple[str, ...], why: str) -> TypeError:
    return TypeError(f"{'.'.join(within)}: {why}" if within else why)


def to_plain(node: Node) -> object:
    """Return nodes as nested dictionaries, lists and texts, as they were written."""
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, Mapping):
        return {key: to_plain(value) for key, (_, value) in node.pairs.items()}
    return [to_plain(one) for one in node.nodes]
