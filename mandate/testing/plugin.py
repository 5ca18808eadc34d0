"""The pytest plugin: rules' examples, golden cases and the promises become items.

``pytest`` in a folder with a pack is enough. A ``pack.yaml`` with Mandate's keys is a pack, or an
overlay of one; a YAML file with ``pack:``, ``facts:`` (or ``respondents:``) and ``expect:`` is a
golden case. Nothing else is touched, and where an ini file names packs or cases nothing else is
looked for. In a folder that is named for its cases every YAML file is taken for one. Everything
heavy is imported once there is a pack to test.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from mandate.pack.model import Pack
    from mandate.testing.expectations import Check

_HEADER = "pack.yaml"
_SUFFIXES = (".yaml", ".yml")
_PACK_KEYS = frozenset(("id", "version", "base", "scale", "drivers", "bands"))
_OVERLAY_KEYS = frozenset(("id", "version", "extends"))
_CASE_KEYS = frozenset(("pack", "expect"))
_KEY = re.compile(r"^([a-z_]+):", re.MULTILINE)
_MOST = 1_048_576  # no pack or case is larger
_Found = pytest.StashKey["_Configured"]()


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the options and ini settings."""
    group = parser.getgroup("mandate", "packs of rules (Mandate)")
    for name, what in (("pack", "pack in the folder PATH"), ("cases", "golden cases in PATH")):
        group.addoption(
            f"--mandate-{name}",
            action="append",
            default=[],
            type=Path,
            metavar="PATH",
            help=f"also test the {what} (may be given several times)",
        )
    group.addoption(
        "--mandate-tries",
        type=int,
        metavar="N",
        help="try each promise on N generated cases (default: 100; ini: mandate_tries)",
    )
    parser.addini("mandate_packs", "folders of packs to test, and no others", type="paths")
    parser.addini("mandate_cases", "folders of golden cases to test, and no others", type="paths")
    parser.addini("mandate_tries", "on how many generated cases to try each promise", default="100")


class _Configured:
    """Where packs and cases are said to be; ``looks`` for others where no ini file says so."""

    def __init__(self, config: pytest.Config) -> None:
        here = config.invocation_params.dir
        ini = {name: config.getini(f"mandate_{name}") or [] for name in ("packs", "cases")}
        self.named = [_header(here / one) for one in config.getoption("mandate_pack")]
        self.named += [here / one for one in config.getoption("mandate_cases")]
        self.usual = [*map(_header, ini["packs"]), *ini["cases"]]
        every = [path.resolve() for path in (*self.named, *self.usual)]
        self.packs = [path for path in every if path.name == _HEADER]
        self.cases = [path for path in every if path.name != _HEADER]
        self.looks = not self.usual
        self.tries = _tries(config)
        self.loaded: dict[Path, Pack] = {}

    def is_pack(self, path: Path) -> bool:
        if path.name != _HEADER or path.resolve() in self.packs:
            return path.name == _HEADER
        keys = _keys(path) if self.looks else frozenset()
        return keys >= _PACK_KEYS or keys >= _OVERLAY_KEYS

    def is_case(self, path: Path) -> bool:
        if any(folder in (path, *path.parents) for folder in self.cases):
            return True  # one that expects nothing has nothing to test, and a slip is told
        keys = _keys(path) if self.looks else frozenset()
        return keys >= _CASE_KEYS and bool(keys & {"facts", "respondents"})


def _tries(config: pytest.Config) -> int:
    """Return how often to try each promise; raises UsageError for what is no such number."""
    given = config.getoption("mandate_tries") or config.getini("mandate_tries")
    try:
        tries = int(given)
    except ValueError:
        tries = 0
    if tries < 1:
        message = f"mandate_tries: expected a whole number from 1, found '{given}'"
        raise pytest.UsageError(message)
    return tries


def _header(folder: Path) -> Path:
    return folder if folder.name == _HEADER else folder / _HEADER


def _keys(path: Path) -> frozenset[str]:
    """Return the words at the start of lines that look like keys; none if it cannot be read."""
    try:
        with path.open(encoding="utf-8-sig", errors="replace") as stream:
            return frozenset(_KEY.findall(stream.read(_MOST)))
    except OSError:
        return frozenset()


def pytest_configure(config: pytest.Config) -> None:
    """Add packs and cases that options name to the paths to collect.

    Those that an ini file names are added where pytest is run without paths.
    """
    found = config.stash[_Found] = _Configured(config)
    for path in found.usual:
        if not path.exists():
            setting = "mandate_packs" if path.name == _HEADER else "mandate_cases"
            raise pytest.UsageError(f"{setting}: there is no {path}")
    paths = [*found.named]
    if found.usual and config.args_source is not config.ArgsSource.ARGS:
        paths += found.usual
    given = [_path(config, argument) for argument in config.args]
    for path in paths:
        if not any(one in (path, *path.parents) for one in given):
            config.args.append(str(path))
            given.append(path)


def _path(config: pytest.Config, argument: str) -> Path:
    return (config.invocation_params.dir / argument.split("::")[0]).resolve()


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> PackFile | GoldenFile | None:
    """Return what to test of a file that is a pack's or a golden case; None of any other."""
    if file_path.suffix not in _SUFFIXES:
        return None
    found = parent.config.stash[_Found]
    if found.is_pack(file_path):
        return PackFile.from_parent(parent, path=file_path)
    return GoldenFile.from_parent(parent, path=file_path) if found.is_case(file_path) else None


def _load(folder: Path, config: pytest.Config) -> Pack:
    """Return the pack in a folder, with its examples not yet run, loaded once a session."""
    from mandate.errors import MandateError
    from mandate.pack.load import load_folder

    loaded = config.stash[_Found].loaded
    if folder not in loaded:
        try:
            loaded[folder] = load_folder(folder, run=False)
        except MandateError as error:
            raise pytest.Collector.CollectError(str(error)) from None
    return loaded[folder]


class PackFile(pytest.File):
    """A pack: its rules with their examples, and the promises."""

    def collect(self) -> Iterator[CheckGroup]:
        """Yield a collector for each rule that has examples, and one for the promises."""
        from mandate.testing.expectations import example_checks
        from mandate.testing.suite import LAW, law_checks

        pack = _load(self.path.parent, self.config)
        for rule in pack.rules.values():
            examples = partial(example_checks, pack, rule)
            yield CheckGroup.from_parent(self, name=rule.id, pack=pack, checks=examples)
        laws = partial(law_checks, pack, self.config.stash[_Found].tries)
        yield CheckGroup.from_parent(self, name=LAW, pack=pack, checks=laws)


class GoldenFile(pytest.File):
    """A golden case: what it expects of its assessment under the pack that it names."""

    def collect(self) -> Iterator[CheckItem]:
        """Yield an item for each thing that the case expects."""
        from mandate.errors import CaseError, MandateError
        from mandate.library import load_case
        from mandate.testing.expectations import golden_checks

        try:
            case = load_case(self.path)
            if case.faults:
                raise CaseError(case.faults)
            pack = self._pack(case.pack) if case.expect else None
        except MandateError as error:
            raise self.CollectError(str(error)) from None
        if pack is None:
            return
        for check in golden_checks(pack, case):
            yield CheckItem.from_parent(self, name=_named(check.name), pack=pack, check=check)

    def _pack(self, name: str) -> Pack:
        """Return the pack of that id among those an option names, else as a case names one."""
        from mandate.pack.discover import pack_folder, shipped

        for header in self.config.stash[_Found].packs:
            pack = _load(header.parent, self.config)
            if pack.id == name:
                return pack
        place: str | Path = name if name in shipped() else self.path.parent / name
        return _load(pack_folder(place).resolve(), self.config)


class CheckGroup(pytest.Collector):
    """The tests of one rule, or of the promises."""

    def __init__(self, *, pack: Pack, checks: Callable[[], Iterator[Check]], **more: Any) -> None:
        super().__init__(**more)
        self._pack, self._checks = pack, checks

    def collect(self) -> Iterator[CheckItem]:
        """Yield an item for each test."""
        from mandate.errors import MandateError

        try:
            checks = list(self._checks())
        except MandateError as error:  # the promises need Hypothesis; examples do not
            raise self.CollectError(str(error)) from None
        for check in checks:
            yield CheckItem.from_parent(self, name=_named(check.name), pack=self._pack, check=check)


class CheckItem(pytest.Item):
    """One test of a pack."""

    def __init__(self, *, pack: Pack, check: Check, **more: Any) -> None:
        super().__init__(**more)
        self._pack, self._check = pack, check

    def runtest(self) -> None:
        """Run the test; raises MismatchError where it fails."""
        self._check.run()

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], *args: Any) -> Any:
        """Return what failed, with the case and the condition that decided."""
        from mandate.testing.mismatch import MismatchError
        from mandate.testing.suite import failure, told

        if isinstance(excinfo.value, MismatchError):
            return told(failure(excinfo.value, self._pack))
        return super().repr_failure(excinfo, *args)

    def reportinfo(self) -> tuple[Path, int | None, str]:
        """Return where the test is, and what it is called in a heading."""
        return self.path, None, self.nodeid.split("::", 1)[-1].replace("::", ": ")


def _named(name: str) -> str:
    return name.replace("::", ":")  # which would end the name in an item's id
