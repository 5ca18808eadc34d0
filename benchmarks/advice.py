"""Times advice (CPU time) on every case in the repository and every better band.

Run from the top of the repository: ``python benchmarks/advice.py`` (needs the extra ``advise``).
"""

from __future__ import annotations

import sys
from pathlib import Path
from statistics import median
from time import process_time

from mandate import CaseError, advise, load_case, load_pack


def main() -> int:
    """Advise, time and print; return 1 where some advice is not proved."""
    pack = load_pack("cx-leader")
    times: list[float] = []
    unproved = 0
    for path in sorted(Path("cases").glob("*/*.yaml")):
        try:
            case = load_case(path)
        except CaseError:
            continue  # the key to a case study, or what else is no case
        for band in pack.bands[:-1]:
            start = process_time()
            advice = advise(case, band.id, pack)
            if advice.outcome != "there":
                times.append(process_time() - start)
                unproved += not advice.proved
    print(
        f"{len(times)} pieces of advice: median {median(times):.2f} s, "
        f"slowest {max(times):.2f} s; {unproved} not proved the cheapest"
    )
    return 1 if unproved else 0


if __name__ == "__main__":
    sys.exit(main())
