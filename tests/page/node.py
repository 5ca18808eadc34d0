"""The engine of the page, run by Node: one process for many requests."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from mandate.pack.model import Pack
from mandate.page.compile import compiled_pack
from mandate.page.script import engine_script
from mandate.serialization import to_data
from tests.required import needs

JUDGE = Path(__file__).with_name("judge.mjs")
LEFT_OUT = {"schema", "receipt"}
"""What the page does not say of a case; nor does it tell its digest."""

Request = dict[str, object]
needs_node = needs("node")


def answers(
    folder: Path, packs: Mapping[str, Pack], requests: Iterable[Request], engine: str = ""
) -> list[Any]:
    """Return what the engine answers to each request: ``answer``, or ``fault`` and ``because``.

    An *engine* may be given in the place of the one that ships.
    """
    script = folder / "engine.js"
    script.write_text(engine or engine_script(), encoding="utf-8")
    compiled = [
        {"pack": name, "compiled": to_data(compiled_pack(pack))} for name, pack in packs.items()
    ]
    lines = [json.dumps(one) + "\n" for one in (*compiled, *requests)]
    done = subprocess.run(
        ["node", str(JUDGE), str(script)],
        input="".join(lines),
        capture_output=True,
        encoding="utf-8",
        timeout=600,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-3000:]
    return [json.loads(line) for line in done.stdout.split("\n")[len(compiled) : -1]]


def evaluated(folder: Path, script: str, given: object) -> Any:
    """Return what the function ``act`` of a script makes of some plain data."""
    path = folder / "script.js"
    reading = 'JSON.parse(require("node:fs").readFileSync(0, "utf8"))'
    path.write_text(f"{script}\nconsole.log(JSON.stringify(act({reading})));", encoding="utf-8")
    done = subprocess.run(
        ["node", str(path)],
        input=json.dumps(given),
        capture_output=True,
        encoding="utf-8",
        timeout=600,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-3000:]
    return json.loads(done.stdout)
