"""What testing a pack came to, as JUnit's XML: the format that build servers read."""

from __future__ import annotations

from xml.etree import ElementTree as Xml

from mandate.errors import exposed
from mandate.testing.results import Coverage, Outcome, PackTest
from mandate.testing.suite import told


def render(result: PackTest) -> str:
    """Return the result as XML: a case for each test, and one for each coverage."""
    total = str(len(result.outcomes) + len(result.coverage))
    failures = str(len(result.failed) + len(result.short))
    root = Xml.Element("testsuites")
    counts = {"tests": total, "failures": failures, "errors": "0", "skipped": "0"}
    suite = Xml.SubElement(root, "testsuite", {"name": exposed(result.pack), **counts})
    properties = Xml.SubElement(suite, "properties")
    for name, value in (
        ("version", result.version),
        ("digest", result.digest),
        *((f"coverage.{one.what}", str(one.percent)) for one in result.coverage),
    ):
        Xml.SubElement(properties, "property", name=name, value=exposed(value))
    for outcome in result.outcomes:
        _add_test(suite, outcome, result.pack)
    for coverage in result.coverage:
        _add_coverage(suite, coverage, result)
    Xml.indent(root)
    text = Xml.tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{text}\n'


def _add_test(suite: Xml.Element, outcome: Outcome, pack: str) -> None:
    group = exposed(f"{pack}.{outcome.group}")
    test = Xml.SubElement(suite, "testcase", classname=group, name=exposed(outcome.name))
    failed = outcome.failure
    if failed is not None:
        message = exposed(f"expected {failed.expected}, but {failed.actual}")
        Xml.SubElement(test, "failure", message=message).text = exposed(told(failed))


def _add_coverage(suite: Xml.Element, coverage: Coverage, result: PackTest) -> None:
    name = f"{result.pack}.coverage"
    test = Xml.SubElement(suite, "testcase", classname=exposed(name), name=coverage.what)
    if coverage in result.short:
        message = f"{coverage.percent} % is covered, and {result.threshold} % is asked for"
        Xml.SubElement(test, "failure", message=message).text = exposed("\n".join(coverage.missing))
