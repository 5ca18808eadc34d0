"""The graph of a pack, and its layout, picture and Mermaid text."""

from __future__ import annotations

import re
from itertools import combinations, pairwise
from pathlib import Path
from xml.etree import ElementTree

import pytest

from mandate import Pack, load_pack
from mandate.conditions.nodes import facts_read, findings_read
from mandate.report import graph_mermaid, graph_svg, pack_graph
from mandate.report.graph_layout import place
from tests.helpers import TINY, changed, copy_tiny, python

SVG = "{http://www.w3.org/2000/svg}"
HOSTILE = '"]; %%{init: {}}%% <script>alert(1)</script> & `x` \u202e #quot; style a:b#c; -->'


def graphs(pack: Pack) -> list[pack_graph.Graph]:
    return [
        pack_graph.whole(pack),
        pack_graph.overview(pack),
        *(pack_graph.of_driver(pack, name) for name in pack.drivers),
        *(pack_graph.of_finding(pack, name) for name in pack.findings),
    ]


@pytest.fixture(scope="module")
def shipped() -> Pack:
    return load_pack("cx-leader")


@pytest.fixture
def hostile(tmp_path: Path) -> Pack:
    written = HOSTILE.replace('"', '\\"').replace("\u202e", "\\u202e")
    files = changed("money/small-team.yaml", "A team too small for its budget", f'"{written}"')
    files |= changed("vocabulary/all.yaml", "theme: everything", f'theme: "{written}"')
    return load_pack(copy_tiny(tmp_path / "pack", files))


def test_the_whole_has_an_edge_for_all_that_each_rule_reads_and_feeds(shipped: Pack) -> None:
    edges = {edge[:2] for edge in pack_graph.whole(shipped).edges}
    expected = set()
    for rule in shipped.rules.values():
        here = f"rule {rule.id}"
        expected |= {(f"fact {one}", here) for one in facts_read(rule.condition)}
        expected |= {(f"finding {one}", here) for one in findings_read(rule.condition)}
        expected |= {(here, f"finding {one}") for one in rule.concludes}
        expected |= {(here, f"driver {rule.driver}")} if rule.driver else set()
    assert edges == expected


def test_a_rule_comes_with_all_that_it_rests_on_through_findings(tiny: Pack) -> None:
    graph = pack_graph.of_rule(tiny, "figurehead")
    assert [vertex.id for vertex in graph.vertices] == [
        "fact authority_type",
        "fact charter_elements",
        "fact dedicated_budget",
        "fact levels_below_ceo",
        "rule figurehead",
        "rule powerless",
        "finding powerless",
        "driver authority",
    ]


def test_a_finding_comes_with_what_concludes_and_what_reads_it(tiny: Pack) -> None:
    rules = {
        one.id for one in pack_graph.of_finding(tiny, "powerless").vertices if one.kind == "rule"
    }
    assert rules == {"rule figurehead", "rule powerless"}


def test_the_overview_counts_the_rules_of_each_edge(tiny: Pack) -> None:
    edges = {edge[:2]: edge.rules for edge in pack_graph.overview(tiny).edges}
    assert edges == {
        ("theme everything", "finding powerless"): 1,
        ("theme everything", "driver authority"): 2,
        ("theme everything", "driver resources"): 2,
        ("finding powerless", "driver authority"): 1,
    }


def test_no_box_lies_over_another_and_every_edge_leads_to_the_right(shipped: Pack) -> None:
    for graph in graphs(shipped):
        placed = place(graph, {vertex.id: 46.0 for vertex in graph.vertices})
        columns = {name: n for n, layer in enumerate(placed.layers) for name in layer}
        assert all(columns[edge.start] < columns[edge.end] for edge in graph.edges)
        for layer in placed.layers:
            heights = sorted(placed.middle[name] for name in layer)
            steps = [two - one for one, two in pairwise(heights)]
            assert all(step > 46 for step in steps)
        assert all(0 <= height <= placed.bottom for height in placed.middle.values())


def test_no_edge_passes_through_a_box(shipped: Pack) -> None:
    graph = pack_graph.overview(shipped)
    placed = place(graph, {vertex.id: 46.0 for vertex in graph.vertices})
    columns = {name: n for n, layer in enumerate(placed.layers) for name in layer}
    for edge in graph.edges:
        for step, height in enumerate(placed.ways[edge.start, edge.end], columns[edge.start] + 1):
            boxes = [placed.middle[name] for name in placed.layers[step]]
            assert all(abs(height - middle) > 23 for middle in boxes)


def test_a_picture_is_well_formed_and_holds_every_title(shipped: Pack) -> None:
    for graph in graphs(shipped):
        tree = ElementTree.fromstring(graph_svg.render(graph))
        boxes = tree.findall(f"{SVG}g")
        assert len(boxes) == len(graph.vertices)
        assert len(tree.findall(f"{SVG}path")) == len(graph.edges)
        for box, vertex in zip(boxes, graph.vertices, strict=True):
            texts = "".join(one.text or "" for one in box.findall(f"{SVG}text"))
            assert texts.replace(" ", "") == "".join((vertex.title, *vertex.notes)).replace(" ", "")


def test_no_text_is_wider_than_its_box(shipped: Pack) -> None:
    for line in re.findall(r"<text x=[^>]*>([^<]*)<", graph_svg.render(pack_graph.whole(shipped))):
        assert len(line) <= 30, line


def test_a_picture_asks_nothing_of_anywhere_else(hostile: Pack) -> None:
    text = graph_svg.render(pack_graph.whole(hostile)) + graph_svg.render(
        pack_graph.overview(hostile)
    )
    assert not re.search(r"<script|href|url\((?!#)|@import|\u202e", text)
    assert re.findall(r"https?://[^\"]*", text) == ["http://www.w3.org/2000/svg"] * 2
    ElementTree.fromstring(graph_svg.render(pack_graph.whole(hostile)))


def test_hostile_text_cannot_leave_its_label_in_mermaid(hostile: Pack) -> None:
    for graph in (pack_graph.whole(hostile), pack_graph.overview(hostile)):
        for line in graph_mermaid.render(graph).splitlines()[2:]:
            label = r'"(?:[\w ,.()\x27/+-]|#\d+;|<br/>)*"'
            vertex = rf"  n\d+(\[{label}\]|\({label}\)|\{{\{{{label}\}}\}}|\[\[{label}\]\])"
            edge = r"  n\d+ -->(\|\d+\|)? n\d+"
            style = r"  class(Def)? [\w,]+ [\w:#,]+"
            assert re.fullmatch(f"{vertex}|{edge}|{style}", line), line


def test_the_comment_of_mermaid_is_one_line_without_marks(tiny: Pack) -> None:
    graph = pack_graph.whole(tiny)._replace(title="a\n%%{init: {}}%%\nflowchart TD")
    first, second, *_ = graph_mermaid.render(graph).splitlines()
    assert re.fullmatch(r"%% [\w ]+", first)
    assert second == "flowchart LR"


def test_a_long_id_is_broken_where_it_is_joined(tiny: Pack) -> None:
    name = "maturity-customer-understanding-systematic"
    graph = pack_graph.whole(tiny)
    long = graph._replace(vertices=(graph.vertices[0]._replace(title=name), *graph.vertices[1:]))
    assert ">maturity-customer-</text>" in graph_svg.render(long)


def test_a_word_too_long_for_a_box_is_broken(tiny: Pack) -> None:
    graph = pack_graph.whole(tiny)
    long = graph._replace(
        vertices=(graph.vertices[0]._replace(title="x" * 100), *graph.vertices[1:])
    )
    lines = re.findall(r">(x+)</text>", graph_svg.render(long))
    assert "".join(lines) == "x" * 100
    assert max(map(len, lines)) < 30


def test_a_pack_is_drawn_the_same_under_any_hash_seed() -> None:
    program = (
        "import mandate; from mandate.report import graph_mermaid, graph_svg, pack_graph as g; "
        "from hashlib import sha256; pack = mandate.load_pack('cx-leader'); "
        "made = [g.whole(pack), g.overview(pack), g.of_driver(pack, 'fit')]; "
        "text = ''.join(o.render(one) for one in made for o in (graph_svg, graph_mermaid)); "
        "print(sha256(text.encode()).hexdigest())"
    )
    assert python(program, seed="1") == python(program, seed="2")


def test_every_kind_is_told_apart_in_both_formats(tiny: Pack) -> None:
    whole, little = pack_graph.whole(tiny), pack_graph.overview(tiny)
    for kind, other in combinations(("fact", "rule", "finding", "driver"), 2):
        text = graph_mermaid.render(whole)
        assert re.search(rf"class n[\d,n]+ {kind}\n", text)
        assert re.search(rf"class n[\d,n]+ {other}\n", text)
    assert "facts by theme" in graph_svg.render(little)
    assert TINY.name == tiny.id
