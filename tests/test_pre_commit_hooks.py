"""The hooks for pre-commit name commands that there are. (With pre-commit itself they were run.)"""

from __future__ import annotations

import shlex

import pytest
import yaml

from tests.helpers import ROOT, run

HOOKS = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("hook", HOOKS, ids=[hook["id"] for hook in HOOKS])
def test_a_hook_calls_a_command_that_there_is(
    hook: dict[str, object], capsys: pytest.CaptureFixture[str]
) -> None:
    program, *command = shlex.split(str(hook["entry"]))
    assert program == "mandate"
    assert run(capsys, *command, "--help").code == 0
    assert hook["id"] == "-".join((program, *command))


def test_a_hook_gets_file_names_only_where_its_command_takes_them() -> None:
    passes = {hook["id"]: hook.get("pass_filenames", True) for hook in HOOKS}
    assert passes == {
        "mandate-check": True,
        "mandate-pack-check": False,
        "mandate-pack-test": False,
    }


def test_the_rules_readme_shows_hooks_that_there_are() -> None:
    readme = (ROOT / "rules" / "README.md").read_text(encoding="utf-8")
    start = readme.index("repos:")
    shown = yaml.safe_load(readme[start : readme.index("```", start)])
    hooks = [hook for repo in shown["repos"] for hook in repo["hooks"]]
    assert [hook["id"] for hook in hooks] == [hook["id"] for hook in HOOKS]
    assert all("args" in hook for hook in hooks if hook["id"].startswith("mandate-pack-"))
