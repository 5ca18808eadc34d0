"""An assessment as a fragment for other people's pages."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from selectolax.lexbor import LexborHTMLParser, LexborNode

from mandate import Assessment, assess
from mandate.report import render, stylesheet, tell
from mandate.report.fragment import DEEPEST
from tests.helpers import ROOT

LARKMERE = ROOT / "cases" / "examples" / "larkmere-telecom.yaml"
ALLOWED = {"class", "scope", "aria-label", "aria-hidden", "aria-current", "focusable", "href"}
ALLOWED |= {"rel", "target", "viewBox", "width", "height", "x", "y"}


@pytest.fixture(scope="module")
def larkmere() -> Assessment:
    return assess(LARKMERE)


def elements(fragment: str) -> list[LexborNode]:
    parsed = LexborHTMLParser(fragment)
    assert parsed.head is not None
    assert not parsed.head.child
    assert parsed.body is not None
    return parsed.body.css("*")[1:]


@pytest.mark.parametrize("folded", [False, True])
def test_a_fragment_has_no_ids_no_style_and_classes_of_one_prefix(
    larkmere: Assessment, folded: bool
) -> None:
    found = elements(render(larkmere, "html-fragment", prefix="acme", folded=folded))
    assert {name for one in found for name in one.attributes} <= ALLOWED
    assert not {one.tag for one in found} & {"script", "style", "link", "img", "html", "meta"}
    classes = {word for one in found for word in (one.attributes.get("class") or "").split()}
    assert all(name.startswith("acme-") for name in classes)


def test_it_has_one_root_and_every_tag_in_it_is_closed(larkmere: Assessment) -> None:
    fragment = render(larkmere, "html-fragment")
    body = LexborHTMLParser(fragment).body
    assert body is not None
    assert [one.tag for one in body.iter()] == ["section"]
    for tag in ("section", "div", "ul", "ol", "li", "p", "table", "h3", "h4", "svg", "small"):
        assert len(re.findall(rf"<{tag}[ >]", fragment)) == fragment.count(f"</{tag}>"), tag


def test_every_class_of_the_sheet_is_in_a_fragment_and_every_rule_is_of_the_prefix(
    larkmere: Assessment,
) -> None:
    both = render(larkmere, "html-fragment", prefix="acme")
    both += render(assess({}), "html-fragment", prefix="acme")
    sheet = stylesheet("acme")
    styled = set(re.findall(r"\.(acme-[\w-]+)", sheet))
    used = {word for names in re.findall(r'class="([^"]*)"', both) for word in names.split()}
    shades = {f"acme-shade-{number}" for number in range(5)}
    assert styled - shades - {"acme-lowers"} <= used
    assert used - styled <= shades | {"acme-lowers"}
    selectors = re.findall(r"(?:^|[{}])\s*([^{}@]+)\{", sheet, re.MULTILINE)
    assert selectors
    assert all(
        part.strip().startswith(".acme-report") for one in selectors for part in one.split(",")
    )


def test_headings_begin_at_the_level_asked_for_and_skip_none(larkmere: Assessment) -> None:
    for level in range(1, DEEPEST + 1):
        fragment = render(larkmere, "html-fragment", level=level)
        found = [int(one) for one in re.findall(r"<h(\d)>", fragment)]
        assert found[0] == min(found) == level
        assert all(after <= before + 1 for before, after in pairwise(found))
    for level in (0, 5):
        with pytest.raises(ValueError, match="expected 1 to 4"):
            render(larkmere, "html-fragment", level=level)


@pytest.mark.parametrize("prefix", ["", "a b", 'x" onclick="y', "1a", "ä", "a\n", "-a"])
def test_a_prefix_that_is_no_name_is_refused(larkmere: Assessment, prefix: str) -> None:
    with pytest.raises(ValueError, match="is no name"):
        render(larkmere, "html-fragment", prefix=prefix)
    with pytest.raises(ValueError, match="is no name"):
        stylesheet(prefix)


def test_it_tells_every_reason_strength_question_and_source(larkmere: Assessment) -> None:
    for assessment in (larkmere, assess(LARKMERE.with_name("two-voices.yaml"))):
        body = LexborHTMLParser(render(assessment, "html-fragment")).body
        assert body is not None
        text, told = body.text(), tell(assessment)
        for reason in (*told.reasons, *told.strengths):
            assert reason.because in text
            assert all(one in text for one in (*reason.remedies, *reason.evidence, *reason.parts))
        assert all(one.text in text for one in told.open)
        assert all(one.words in text and one.address in text for one in told.sources)
        assert all(one in text for one in (told.headline, told.range, told.advice, told.receipt))


def test_folded_it_hides_nothing_that_is_read_first(larkmere: Assessment) -> None:
    parsed = LexborHTMLParser(render(larkmere, "html-fragment", folded=True))
    titles = [one.text() for one in parsed.css("details > summary")]
    assert "Do first" not in titles
    assert "What raises the risk (45)" in titles
