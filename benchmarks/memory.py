"""Shows whether memory grows: 10,000 assessments, printed for each 1,000 after a warm-up.

RSS is measured first, without tracemalloc, which needs memory itself; then once more under it.
Run from the top of the repository: ``python benchmarks/memory.py``. Linux only (/proc).
"""

from __future__ import annotations

import gc
import os
import tracemalloc
from collections.abc import Callable
from pathlib import Path

from peers.plain import PlainPack

from cases import samples
from mandate import load_pack
from mandate.library import assessor_of

ASSESSMENTS = 10_000
STEP = 1_000
WARM_UP = 2_000


def main() -> None:
    """Print the growth since the warm-up, in KiB."""
    plain = PlainPack(load_pack("cx-leader"))
    assessor = assessor_of(plain.pack)
    cases = [sample.known for sample in samples(plain, STEP)]

    def run(count: int) -> None:
        for number in range(count):
            assessor.assess(assessor.record(cases[number % STEP]))

    resident = growth(run, resident_bytes)
    tracemalloc.start()
    traced = growth(run, lambda: tracemalloc.get_traced_memory()[0])
    print("assessments   RSS growth   tracemalloc growth   (KiB since the warm-up)")
    for number, (rss, heap) in enumerate(zip(resident, traced, strict=True), start=1):
        print(f"{number * STEP:11,}   {rss / 1024:10.1f}   {heap / 1024:18.1f}")


def growth(run: Callable[[int], None], used: Callable[[], int]) -> list[int]:
    """Return the bytes by which memory has grown after each step."""
    run(WARM_UP)
    gc.collect()
    before, found = used(), []
    for _ in range(ASSESSMENTS // STEP):
        run(STEP)
        gc.collect()
        found.append(used() - before)
    return found


def resident_bytes() -> int:
    """Return the resident set of this process."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE")


if __name__ == "__main__":
    main()
