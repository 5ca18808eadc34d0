"""How the time to load, test and assess grows with the number of rules, as a fitted exponent.

Run from the top of the repository: ``python benchmarks/growth.py``. The exponent is the slope of a
line through the logarithms of sizes and times, by least squares: 1 is a time in proportion.
"""

from __future__ import annotations

import argparse
import random
import tempfile
from collections.abc import Callable
from math import log
from pathlib import Path
from statistics import linear_regression
from time import process_time

from invented import LEVELS, write_pack

from mandate.assessor import Assessor
from mandate.library import case_from
from mandate.pack.load import load_folder
from mandate.pack.model import Pack
from mandate.testing.suite import run_suite

SIZES = (100, 300, 1000)
FACTS = 200
CASES = 100
ROUNDS = 3
STEPS = ("load", "test", "assess")


def main() -> None:
    """Measure each step on packs of each size, and print the times and the exponents."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES, metavar="RULES")
    sizes = parser.parse_args().sizes
    times = [_measured(rules) for rules in sizes]
    print(f"{'rules':>8}" + "".join(f"{step:>12}" for step in (*STEPS, "whole")))
    for rules, row in zip(sizes, times, strict=True):
        print(f"{rules:>8}" + "".join(f"{seconds * 1000:>9.0f} ms" for seconds in row))
    logs = [log(rules) for rules in sizes]
    slopes = [linear_regression(logs, [log(row[step]) for row in times])[0] for step in range(4)]
    print("exponent" + "".join(f"{slope:>12.2f}" for slope in slopes))


def _measured(rules: int) -> list[float]:
    """Return the least processor time of each step and of all together, in seconds."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder)
        write_pack(path, rules, FACTS)
        rows = [_round(path) for _ in range(ROUNDS)]
    return [min(column) for column in zip(*((*row, sum(row)) for row in rows), strict=True)]


def _round(path: Path) -> tuple[float, ...]:
    pack = load_folder(path)
    result = run_suite(pack)
    assert result.is_passed, result.verdict
    return (
        _seconds(lambda: load_folder(path)),
        _seconds(lambda: run_suite(pack)),
        _seconds(lambda: _assess(pack)),
    )


def _assess(pack: Pack) -> None:
    """Build the engine, and assess cases in which every fact is known."""
    assessor, draw = Assessor(pack), random.Random(0)
    for _ in range(CASES):
        facts = {name: draw.choice(LEVELS) for name in pack.vocabulary.facts}
        assessor.assess(assessor.read(case_from({"title": "A case", "facts": facts})))


def _seconds(step: Callable[[], object]) -> float:
    start = process_time()
    step()
    return process_time() - start


if __name__ == "__main__":
    main()
