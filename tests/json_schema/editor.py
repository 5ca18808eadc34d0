"""YAML as an editor sees it: version 1.2, plain scalars typed by the core schema.

The editors' own reader runs in ``tests/editors``; this one stands in for it where there is no Node.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, ClassVar

import yaml


# which of the two there is, depends on what is installed
class _Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """Types plain scalars as YAML 1.2 does, and no others."""

    yaml_implicit_resolvers: ClassVar[dict[str, Any]] = {}


_TYPES = (
    ("null", r"~|null|Null|NULL|", "~nN"),
    ("bool", r"true|True|TRUE|false|False|FALSE", "tTfF"),
    ("int", r"[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+", "-+0123456789"),
    ("float", r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?", "-+.0123456789"),
    ("float", r"[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)", "-+."),
)
for _tag, _pattern, _first in _TYPES:
    _Loader.add_implicit_resolver(
        f"tag:yaml.org,2002:{_tag}",
        re.compile(f"(?:{_pattern})$"),
        [*_first, ""] if _tag == "null" else list(_first),
    )


_READ: dict[str, Callable[[str], Any]] = {
    "null": lambda _: None,
    "bool": lambda text: text.lower() == "true",
    "int": lambda text: int(text, 0) if text[:2] in ("0x", "0o") else int(text),
    "float": lambda text: float(text.lower().replace(".inf", "inf").replace(".nan", "nan")),
}
for _tag, _read in _READ.items():
    _Loader.add_constructor(
        f"tag:yaml.org,2002:{_tag}", lambda _, node, read=_read: read(node.value)
    )


def seen(text: str) -> Any:
    """Return what an editor holds a YAML file to say, keys as texts; raises yaml.YAMLError."""
    return _with_text_keys(yaml.load(text, _Loader))


def typed(data: Any) -> Any:
    """Return *data*, all texts, as an editor types each of them where it stands without quotes."""
    if isinstance(data, dict):
        return {key: typed(one) for key, one in data.items()}
    if isinstance(data, list):
        return [typed(one) for one in data]
    for tag, pattern, _ in _TYPES:
        if re.fullmatch(pattern, data.strip()):
            return _READ[tag](data.strip())
    return data


def _with_text_keys(data: Any) -> Any:
    if isinstance(data, dict):
        return {_key(name): _with_text_keys(one) for name, one in data.items()}
    return [_with_text_keys(one) for one in data] if isinstance(data, list) else data


def _key(name: Any) -> str:
    if name is None or isinstance(name, bool):
        return {None: "null", True: "true", False: "false"}[name]
    return str(name)
