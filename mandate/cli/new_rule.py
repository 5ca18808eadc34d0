"""``mandate new rule``."""

from __future__ import annotations

import re
from collections.abc import Collection

import click

from mandate.cli.creation import create_file
from mandate.cli.output import write
from mandate.errors import did_you_mean, exposed, shortened
from mandate.pack.discover import pack_folder, shipped
from mandate.pack.files import VOCABULARY
from mandate.pack.installed import installed_folder
from mandate.pack.load import load_folder
from mandate.pack.model import Pack
from mandate.reading import INTEGER, SLUG

_FOLDER = re.compile(r"[a-z0-9]+([_-][a-z0-9]+)*")
_EXAMPLE = """\b
Example:
  mandate new pack my-pack
  mandate new rule my-pack decision-seat --driver means --by decision_seat
  mandate new rule my-pack no-budget --driver means --by dedicated_budget --points none=2"""


def _slug(context: click.Context, parameter: click.Parameter, name: str) -> str:
    if not SLUG.fullmatch(name):
        raise click.BadParameter("expected lower-case words joined by hyphens, as in my-rule")
    return name


def _folder(context: click.Context, parameter: click.Parameter, name: str | None) -> str | None:
    if name is not None and (name == VOCABULARY or not _FOLDER.fullmatch(name)):
        raise click.BadParameter(f"expected one lower-case word, and not '{VOCABULARY}'")
    return name


def _points(
    context: click.Context, parameter: click.Parameter, given: tuple[str, ...]
) -> dict[str, int]:
    points: dict[str, int] = {}
    for one in given:
        value, equals, worth = (part.strip() for part in one.rpartition("="))
        if not equals or not value or not INTEGER.fullmatch(worth.removeprefix("+")):
            raise click.BadParameter(f"expected VALUE=POINTS, as in none=2, not '{one}'")
        if value in points:
            raise click.BadParameter(f"'{value}' is given points twice")
        points[value] = int(worth)
    return points


@click.command(epilog=_EXAMPLE)
@click.argument("pack")
@click.argument("name", metavar="ID", callback=_slug)
@click.option("--driver", required=True, metavar="D", help="The driver that its points go to.")
@click.option("--by", "fact", required=True, metavar="FACT", help="The fact that it grades.")
@click.option(
    "--points",
    multiple=True,
    metavar="VALUE=N",
    callback=_points,
    help="Points for a value, or for a range such as '12 to 17'; may be given several times. "
    "Left out: +1 for the worst value, -1 for the best.",
)
@click.option("--title", metavar="TEXT", help="What the rule is called; else the fact's title.")
@click.option("--source", metavar="CODE", help="The source it rests on; else a judgement.")
@click.option(
    "--folder",
    metavar="THEME",
    callback=_folder,
    help="The folder within the pack; else that named after the driver.",
)
def rule(
    pack: str,
    name: str,
    driver: str,
    fact: str,
    points: dict[str, int],
    title: str | None,
    source: str | None,
    folder: str | None,
) -> None:
    """Write a rule called ID into PACK, a name or a folder: one that grades a single fact.

    Its examples hold as they stand; its points, texts and source are there to be replaced. Nothing
    that is there already is written over.
    """
    from mandate.authoring.rule_file import Draft, rule_file  # the help has no use for it

    place = pack_folder(pack)
    if pack in shipped() or place == installed_folder(pack):
        message = f"'{pack}' is installed, and not yours to change; extend it with an overlay"
        raise click.BadParameter(message, param_hint="PACK")
    loaded = load_folder(place, run=False)
    if name in loaded.rules:
        where = loaded.rules[name].location.path
        raise click.BadParameter(f"the pack has a rule '{name}', in {where}", param_hint="ID")
    _known(driver, loaded.drivers, "driver", "--driver")
    _known(fact, loaded.vocabulary.facts, "fact", "--by")
    graded = loaded.fact(fact)
    cited = _source(source, loaded)
    draft = Draft(name, " ".join((title or graded.title).split()), driver, graded, points, cited)
    path = place / (folder or driver) / f"{name}.yaml"
    create_file(rule_file(loaded, draft, str(path)), path)
    write(exposed(f"written: {path}; try it: mandate pack check {pack}\n"), None)


def _known(word: str, known: Collection[str], what: str, option: str) -> None:
    if word not in known:
        hint = did_you_mean(word, known)
        message = f"the pack has no {what} '{shortened(word)}'" + (f"; {hint}" if hint else "")
        raise click.BadParameter(message, param_hint=option)


def _source(given: str | None, pack: Pack) -> str:
    """Return the code of the source that is given, or that of a judgement of the authors' own."""
    if given is not None:
        _known(given, pack.sources, "source", "--source")
        return given
    judgements = [source.id for source in pack.sources.values() if source.kind == "judgement"]
    if not judgements:
        message = "the pack lists no source of kind 'judgement': name the source of the rule"
        raise click.UsageError(f"{message} with --source")
    return judgements[0]
