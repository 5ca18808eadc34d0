"""Templates that ask for more memory or time than there is, and how each is refused.

No test here looks at a clock: each holds that a template is refused and what it had been allowed
until then, which is what bounds the time.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from jinja2.exceptions import TemplateError

from mandate.advisory.value import AdvisoryReport
from mandate.advisory.word.bounds import (
    ALLOWANCE,
    LONGEST_PART,
    MOST_SIGNS,
    Allowance,
    BeyondBoundsError,
    check_part,
)
from mandate.advisory.word.sandbox import Fragment, Sandbox
from tests.advisory.word.opened import texts
from tests.advisory.word.test_filling import filled, refused, template

FIELDS = {"report": {"title": "A title", "rows": ["row"] * 60}}
WORK = "this asks for more work than any report needs"
CALLS = "a template calls nothing: it has no macros, functions or methods"
TAGS = "a template has no tags but 'if', 'for' and 'set'"
NUMBER = "this number is too large"

LONG = "{% set t = 'x' %}" + "{% set t = t ~ t %}" * 16
LIST = LONG + "{% set t = t|list %}"
KNOT = "{% set a = ['x'] %}" + "{% set a = [a, a, a, a, a, a, a, a] %}" * 20
KNOTS = KNOT + KNOT.replace("a =", "b =").replace("a, a", "b, b").replace("a]", "b]")
"""Small lists that hold each other so often that nobody can read them to the end."""


def nested(number: int, what: str = "x") -> str:
    return "{% for a in report.rows %}" * number + what + "{% endfor %}" * number


@pytest.mark.parametrize(
    ("code", "told"),
    [
        pytest.param(nested(6), WORK, id="loops"),
        pytest.param(nested(2, "x" * 10_000), WORK, id="long-loops"),
        pytest.param(LONG + "{% for a in t %}" * 2 + "{% endfor %}" * 2, WORK, id="letters"),
        pytest.param(
            LONG + "{% for a in t %}" * 2 + "{{ loop.length }}" + "{% endfor %}" * 2,
            WORK,
            id="length-of-loops",
        ),
        pytest.param("{% set x = 'x' %}" + "{% set x = x ~ x %}" * 40, WORK, id="double"),
        pytest.param("{% set x = 'x' %}" + "{% set x = x + x %}" * 40, WORK, id="double-plus"),
        pytest.param(
            "{% set x = 'xx' %}" + "{% set x = x|replace('x', 'xxxxxxxxxx') %}" * 12,
            WORK,
            id="replace-chain",
        ),
        pytest.param(LONG + "{{ t|replace('x', t) }}", WORK, id="replace"),
        pytest.param(LONG + "{{ t|join(t) }}", WORK, id="join"),
        pytest.param(LONG + "{{ [t, t]|map('join', t)|join }}", WORK, id="join-in-map"),
        pytest.param(LONG + "{{ t|trim(t) }}", WORK, id="trim"),
        pytest.param(LIST + "{{ t|select('in', t)|list|length }}", WORK, id="select"),
        pytest.param(
            LIST + "{{ t|map(attribute='no', default=t)|join }}", WORK, id="default-of-map"
        ),
        pytest.param(
            LONG + "{% for a in t %}{{ t[1:]|length }}{% endfor %}", WORK, id="slices-of-lists"
        ),
        pytest.param(
            LONG + "{% set p = t|replace('x', '0.') %}{{ t|map(attribute=p, default='x')|first }}",
            WORK,
            id="path-of-map",
        ),
        pytest.param(KNOT + "{{ a|string }}", WORK, id="knot-as-text"),
        pytest.param(KNOT + "{{ a ~ '' }}", WORK, id="knot-joined"),
        pytest.param(KNOT + "{{ a|join }}", WORK, id="knot-join"),
        pytest.param(KNOT + "{% if a is lower %}{% endif %}", WORK, id="knot-lower"),
        pytest.param(KNOTS + "{% if a == b %}{% endif %}", WORK, id="knots-equal"),
        pytest.param(KNOTS + "{% if a is eq b %}{% endif %}", WORK, id="knots-eq"),
        pytest.param(KNOTS + "{{ [a, b]|sort }}", WORK, id="knots-sorted"),
        pytest.param(KNOTS + "{% if a in [b] %}{% endif %}", WORK, id="knots-in"),
        pytest.param(
            KNOT.replace("[", "(").replace("]", ")") + "{{ [a]|unique }}", WORK, id="knot-unique"
        ),
        pytest.param(
            KNOT + "{{ report[a] }}", "only a name or a number finds something", id="knot-as-name"
        ),
        pytest.param(KNOT + "{{ {a: 1} }}", "a key has to be a text or a number", id="knot-key"),
        pytest.param("{{ [1]|batch(1000000, 1)|length }}", WORK, id="batch"),
        pytest.param("{{ [1]|slice(1000000)|length }}", WORK, id="slice"),
        pytest.param("{{ [1]|slice('nan'|float)|length }}", WORK, id="slice-by-no-number"),
        pytest.param("{{ 1.5|round(1000000, 'floor') }}", WORK, id="round"),
        pytest.param("{{ 'x' * 1000 }}", "'*' is for small numbers only", id="times"),
        pytest.param("{{ [1] * 1000 }}", "'*' is for small numbers only", id="list-times"),
        pytest.param("{{ [1] + [1] }}", "'+' is for two texts, or for small", id="list-plus"),
        pytest.param("{{ 9 ** 9 }}", "'**' is for small numbers only", id="power"),
        pytest.param("{{ '%099d' % 1 }}", "'%' is for small numbers only", id="width"),
        pytest.param("{% if '%099d' is odd %}{% endif %}", "'%' is for small", id="width-odd"),
        pytest.param("{% if '%099d' is even %}{% endif %}", "'%' is for small", id="width-even"),
        pytest.param(
            "{% if '%099d' is divisibleby 5 %}{% endif %}", "'%' is for small", id="width-divisible"
        ),
        pytest.param("{{ '%099d'|format(1) }}", "No filter named 'format'", id="format"),
        pytest.param("{{ 'x'|indent(9999) }}", "No filter named 'indent'", id="indent"),
        pytest.param("{{ 'x'|center(9999) }}", "No filter named 'center'", id="center"),
        pytest.param("{{ 'x'|wordwrap(1) }}", "No filter named 'wordwrap'", id="wordwrap"),
        pytest.param("{{ 1000001 }}", NUMBER, id="number"),
        pytest.param("{{ 'ff'|int(0, 16) }}", "'int' has no 'base' here", id="int-base"),
        pytest.param("{{ 'ff'|int(base=16) }}", "'int' has no 'base' here", id="int-named-base"),
        pytest.param("{{ [[1]]|sum(start=[]) }}", "'sum' has no 'start' here", id="sum"),
        pytest.param("{{ 1|default(*[2]) }}", "'*' spreads nothing here", id="spread"),
        pytest.param("{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}", TAGS, id="macro"),
        pytest.param("{% call m() %}{% endcall %}", TAGS, id="call"),
        pytest.param("{% block b %}{{ self.b() }}{% endblock %}", TAGS, id="block"),
        pytest.param("{% filter upper %}x{% endfilter %}", TAGS, id="filter"),
        pytest.param("{% set x %}x{% endset %}", TAGS, id="set-block"),
        pytest.param("{% with x = 1 %}{% endwith %}", TAGS, id="with"),
        pytest.param("{% autoescape false %}{% endautoescape %}", TAGS, id="autoescape"),
        pytest.param("{% set n = namespace(x='x') %}", CALLS, id="namespace"),
        pytest.param("{% set n.x = 1 %}", "only a name can be set", id="set-in-namespace"),
        pytest.param("{{ report.title() }}", CALLS, id="method"),
        pytest.param(
            "{% for x in [1] recursive %}{{ loop([1]) }}{% endfor %}",
            "a loop cannot go into itself here",
            id="recursive",
        ),
        pytest.param("{{ 1 }}" * 5_000, f"more than {MOST_SIGNS} names and signs", id="tags"),
        pytest.param("{{ [" + "1," * MOST_SIGNS + "] }}", "names and signs", id="literal"),
        pytest.param(nested(30), "the tags cannot be made out", id="too-deep"),
    ],
)
def test_a_bomb_is_refused(code: str, told: str) -> None:
    sandbox = Sandbox(in_xml=True)
    with pytest.raises(TemplateError, match=re.escape(told)):
        sandbox.from_string(code).render(FIELDS)
    assert 0 <= sandbox.allowance.left <= ALLOWANCE


def test_a_section_shown_over_and_over_is_refused() -> None:
    made = []

    def section() -> str:
        made.append(1)
        return "x" * 50_000

    code = "{% for a in report.rows %}" * 2 + "{{ section }}" + "{% endfor %}" * 2
    with pytest.raises(BeyondBoundsError, match=WORK):
        Sandbox(in_xml=True).from_string(code).render({**FIELDS, "section": Fragment(section)})
    assert len(made) < 100


@pytest.mark.parametrize("code", ["{{ section ~ '' }}", "{{ section|upper }}", "{{ section|e }}"])
def test_a_section_is_no_text(code: str) -> None:
    with pytest.raises(Exception, match="this is a section or a chart, not a text"):
        Sandbox(in_xml=True).from_string(code).render({"section": Fragment(lambda: "x")})


def test_what_a_firm_needs_is_far_within_the_allowance() -> None:
    code = (
        "{% for one in report.rows if one == 'row' %}{% set told = one ~ ', ' ~ report.title %}"
        "{{ loop.index }} of {{ report.rows|length }}: {{ told|upper|truncate(40) }}"
        "{{ 'x' if loop.index is odd else report.rows[:3]|join('; ')|replace('r', 'R') }}"
        "{{ report.rows|map('title')|unique|first }}{{ report.rows|select('in', ['row'])|first }}"
        "{{ (loop.index * 2 + 1)|round|int }}{{ [1, 2]|sum }}{% endfor %}"
    )
    sandbox = Sandbox(in_xml=True)
    assert "60 of 60: ROW, A TITLERow; Row; RowRowrow1213" in sandbox.from_string(code).render(
        FIELDS
    )
    assert sandbox.allowance.left > ALLOWANCE * 0.75


def test_what_filters_make_is_made_at_once() -> None:
    allowance = Allowance()
    found = allowance.limited("map", lambda values: iter(values))([1, 2])
    assert found == [1, 2]


@pytest.mark.parametrize(
    ("xml", "told"),
    [
        ("{{" * 4, "'{{' stands several times in a row without '}}'"),
        ("<w:t>{<w:b/>{</w:t>" * 4, "'{{' stands several times in a row without '}}'"),
        ("{%r %}" + "{%r " * 4, "'{%' stands several times in a row without '%}'"),
        ("{#p " * 4, "'{#' stands several times in a row without '#}'"),
        ("-%}" * 4, "'%}' stands several times in a row without '{%'"),
        ('<w:p a="{{ {{ {{ {{"/>', "'{{' stands several times in a row without '}}'"),
        ("{% vm %}", TAGS),
        ("{% <w:b/>colspan 2 %}", TAGS),
        ("x" * (LONGEST_PART + 1), "a part of it is longer than 5000000 characters"),
    ],
)
def test_tags_that_are_looked_for_without_end_are_refused(xml: str, told: str) -> None:
    with pytest.raises(BeyondBoundsError) as caught:
        check_part(xml)
    assert str(caught.value) == told


def test_a_bomb_in_a_document_is_told_with_its_paragraph(
    small: AdvisoryReport, tmp_path: Path
) -> None:
    told = refused(small, template(tmp_path, "Before", LONG + "{{ t|replace('x', t) }}"))
    assert told.startswith("firm.docx:2:1: error[template]: this asks for more work")
    assert "(in paragraph 2)" in told
    assert "shorten the loops within loops, and the texts that are put together" in told
    told = refused(small, template(tmp_path, "Before", "{% macro m() %}{% endmacro %}"))
    assert told == (
        "firm.docx:2:1: error[template]: a template has no tags but 'if', 'for' and 'set' "
        "(in paragraph 2)\n    2 | {% macro m() %}{% endmacro %}\n"
        "      | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ "
        "see the README that 'mandate new brand' writes for what it can say"
    )
    told = refused(small, template(tmp_path, "{{r " * 9))
    assert "'{{' stands several times in a row without '}}'" in told
    told = refused(small, template(tmp_path, "x", title=nested(6).replace("rows", "title")))
    assert WORK in told


def test_a_loop_and_a_choice_fill_in_as_ever(small: AdvisoryReport, tmp_path: Path) -> None:
    line = "{% for one in report.findings %}{{ loop.index }}{% endfor %}{% set a = 'b' %}{{ a }}"
    document = filled(small, template(tmp_path, line))
    assert texts(document).strip().endswith("b")
