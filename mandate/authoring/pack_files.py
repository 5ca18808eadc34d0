"""The files of a new pack: those of the pack in ``new_pack``, under another name and title."""

from __future__ import annotations

from pathlib import Path

from mandate.errors import visible
from mandate.pack.files import HEADER
from mandate.wording import capitalised
from mandate.yaml_files import dump

TEMPLATE = Path(__file__).parent / "new_pack"
_README = "README.md"
_NAME, _TITLE = "new-pack", "A new pack"


def pack_files(name: str, title: str = "") -> dict[str, str]:
    """Return the text of each file of a new pack, by its path within the pack's folder.

    Without a *title* the pack is called by its *name*.
    """
    title = visible(" ".join(title.split())) or title_of(name)
    files = {
        path.relative_to(TEMPLATE).as_posix(): path.read_text(encoding="utf-8")
        for path in sorted(TEMPLATE.rglob("*"))
        if path.is_file()
    }
    heading = {"id": name, "title": title}
    for key, written in (("id", _NAME), ("title", _TITLE)):
        line = f"\n{key}: {written}\n"
        files[HEADER] = files[HEADER].replace(line, f"\n{dump({key: heading[key]})}", 1)
    files[_README] = files[_README].replace(f"# {_TITLE}\n", f"# {title}\n", 1)
    return files


def title_of(name: str) -> str:
    """Return a title made of the name of a pack, a rule or a file: ``Acme bank``."""
    words = " ".join(name.replace("-", " ").replace("_", " ").split())
    return capitalised(words)
