"""Times a cold ``mandate assess`` against a bare interpreter that imports the same libraries.

Run from the top of the repository: ``python benchmarks/cold.py [CASE]``.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from pathlib import Path
from statistics import median
from time import perf_counter

CASE = "cases/examples/thornwick-mutual.yaml"
PAIRS = 15
BARE = (
    "import collections, collections.abc; collections.Mapping = collections.abc.Mapping; "
    "import experta, click, yaml"
)


def main() -> None:
    """Run both in turn and print medians and the median of the ratios pair by pair."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("case", nargs="?", default=CASE)
    parser.add_argument("--pairs", type=int, default=PAIRS)
    options = parser.parse_args()
    assess = [str(Path(sys.executable).parent / "mandate"), "assess", options.case]
    bare = [sys.executable, "-c", BARE]
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    seconds(assess, environment)
    seconds(bare, environment)
    pairs = [
        (seconds(assess, environment), seconds(bare, environment)) for _ in range(options.pairs)
    ]
    print(f"mandate assess                     {median(a for a, _ in pairs) * 1000:7.1f} ms")
    print(f"bare imports (experta, click, yaml){median(b for _, b in pairs) * 1000:7.1f} ms")
    print(f"median ratio of {options.pairs} pairs          {median(a / b for a, b in pairs):7.2f}")


def seconds(command: list[str], environment: dict[str, str]) -> float:
    """Return how long a command takes; raises CalledProcessError where it fails."""
    start = perf_counter()
    subprocess.run(command, env=environment, check=True, stdout=subprocess.DEVNULL)
    return perf_counter() - start


if __name__ == "__main__":
    main()
