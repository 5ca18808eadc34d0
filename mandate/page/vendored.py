"""What the page has of other people: a file as it was published, with its licence beside it."""

from __future__ import annotations

import re
from pathlib import Path

from mandate.tuples import NamedTuple

FOLDER = Path(__file__).parent / "vendor"
_SOURCE_MAP = re.compile(r"\n//# sourceMappingURL=\S*\s*\Z")


class Vendored(NamedTuple):
    """A library in one file, unmodified: that at ``path`` in its package on ``registry``."""

    name: str
    version: str
    registry: str
    path: str
    sha256: str

    @property
    def file(self) -> Path:
        """Where it stands here."""
        return FOLDER / Path(self.path).name

    @property
    def licence(self) -> Path:
        """Where its licence stands."""
        return FOLDER / f"{self.name}.LICENSE"

    def module(self, name: str) -> str:
        """Return a script that defines *name* as what the library exports.

        Its licence goes with it. The address of a source map does not: the tools of a browser would
        ask for it, and a page asks for nothing.
        """
        code = _SOURCE_MAP.sub("", self.file.read_text(encoding="utf-8"))
        licence = self.licence.read_text(encoding="utf-8").strip()
        return (
            f"const {name} = (() => {{\nconst exports = {{}};\nconst module = {{ exports }};\n"
            f"/*! {self.name} {self.version}\n\n{licence}\n*/\n{code}\nreturn exports;\n}})();"
        )


JS_YAML = Vendored(
    name="js-yaml",
    version="5.5.0",
    registry="npm",
    path="dist/browser/js-yaml.umd.min.js",
    sha256="02970a652376ad653ff069c606ee7440b0514f52ed94a98426cb52426c8e5a02",
)
ALL = {one.file.name: one for one in (JS_YAML,)}
"""By the name of its file, by which a module of the page imports it."""
