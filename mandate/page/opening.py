"""What the page has to know to open a case: the forms to read it by, and the pack it is for."""

from __future__ import annotations

from mandate.answers import ANSWER
from mandate.case import DEFAULT_PACK
from mandate.case_forms import CASE
from mandate.pack.model import Pack
from mandate.reading import Either, Form, Key, Kind, Many, Named, Typed

Data = dict[str, object]


def opening(pack: Pack, *names: str) -> Data:
    """Return that as plain data; *names* are those by which the page's own cases name *pack*."""
    return {
        "case": kind_data(CASE),
        "answer": kind_data(ANSWER),
        "pack": pack.id,
        "pack_names": sorted({pack.id, *names}),
        "pack_left_out": DEFAULT_PACK,
    }


def kind_data(kind: Kind) -> object:
    """Return what may stand under a key, as plain data: a name, or what it is made of."""
    if isinstance(kind, str):
        return kind
    if isinstance(kind, tuple):
        return {"words": list(kind)}
    if isinstance(kind, Form):
        return {"form": kind.what, "keys": {name: _key(key) for name, key in kind.keys.items()}}
    if isinstance(kind, Many):
        return {"many": kind_data(kind.kind)}
    if isinstance(kind, Named):
        return {"named": kind_data(kind.kind)}
    assert not isinstance(kind, Typed), "no part of a case depends on a word in it"
    assert isinstance(kind, Either)
    return {"either": [kind_data(one) for one in kind.kinds]}


def _key(key: Key) -> Data:
    return {"kind": kind_data(key.kind), "required": key.required}
