"""The page answers a flip within a frame, and gives range and advice within half a second."""

from __future__ import annotations

from pathlib import Path
from random import Random
from statistics import median

from mandate import load_case
from mandate.source import to_plain
from tests.helpers import ROOT
from tests.page.node import Request, answers, needs_node
from tests.promises.generated import pack_named, partial_case

FRAME, HALF_A_SECOND = 16, 500  # milliseconds


@needs_node
def test_a_flip_takes_less_than_a_frame_and_a_range_less_than_half_a_second(
    tmp_path: Path,
) -> None:
    pack, random = pack_named("cx-leader"), Random(4)
    requests: list[Request] = [
        {"pack": pack.id, "do": "times", "data": partial_case(pack, random)} for _ in range(40)
    ]
    found = [
        one["answer"] for one in answers(tmp_path, {pack.id: pack}, requests) if "answer" in one
    ]
    assert len(found) > 20
    assert median(one["flip"] for one in found) < FRAME
    assert median(one["range"] for one in found) < HALF_A_SECOND


@needs_node
def test_advice_on_the_band_below_takes_less_than_half_a_second(tmp_path: Path) -> None:
    pack, examples = pack_named("cx-leader"), ROOT / "cases" / "examples"
    asked = [
        *(("larkmere-telecom", "high"), ("two-voices", "low"), ("fernlea-role", "moderate")),
        *(("weights/norrow-rail", "moderate"), ("weights/orrin-motors", "low")),
        *(("weights/kestrel-homes", "high"), ("weights/tarn-optics", "moderate")),
    ]
    requests: list[Request] = [
        {"pack": pack.id, "do": "advice_time", "to": to, "data": to_plain(case.document)}
        for case, to in ((load_case(examples / f"{name}.yaml"), to) for name, to in asked)
    ]
    found = [one["answer"] for one in answers(tmp_path, {pack.id: pack}, requests)]
    assert median(found) < HALF_A_SECOND, found
