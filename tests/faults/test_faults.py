"""Every fault has a file named for it, and the whole message that it must give beside it."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from mandate.yaml_files import MAX_BYTES
from tests.helpers import TINY, changed, copy_tiny, python, run

HERE = Path(__file__).parent
CASES = sorted(path.stem for path in (HERE / "cases").glob("*.yaml"))
PACKS = sorted(path.name for path in (HERE / "packs").iterdir() if path.is_dir())
PACK_IS_AT_FAULT = {"unknown-pack", "unknown-pack-and-stage"}  # in a case file, but exit code 3


def expected(kind: str, fault: str) -> str:
    return (HERE / kind / f"{fault}.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("fault", CASES)
def test_a_faulty_case_is_refused_with_this_very_message(
    fault: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(HERE / "cases")
    path = Path(f"{fault}.yaml")
    named = "\npack:" in path.read_text(encoding="utf-8")
    done = run(capsys, "assess", path, *(() if named else ("--pack", TINY)))
    assert done.err == expected("cases", fault)
    assert done.code == (3 if fault in PACK_IS_AT_FAULT else 4)
    assert done.out == ""


@pytest.mark.parametrize("fault", PACKS)
def test_a_faulty_pack_is_refused_with_this_very_message(
    fault: str, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    pack = copy_tiny(tmp_path / "pack", {})
    for path in (HERE / "packs" / fault).rglob("*.yaml"):
        target = pack / path.relative_to(HERE / "packs" / fault)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(path.read_bytes())
    case = tmp_path / "case.yaml"
    case.write_text("title: A case\n", encoding="utf-8")
    done = run(capsys, "assess", case, "--pack", pack)
    assert done.err.replace(str(pack), "{pack}") == expected("packs", fault)
    assert done.code == 3
    assert done.out == ""


def test_every_message_belongs_to_a_fault() -> None:
    assert sorted(path.stem for path in (HERE / "cases").glob("*.txt")) == CASES
    assert sorted(path.stem for path in (HERE / "packs").glob("*.txt")) == PACKS


def test_no_message_is_wider_than_its_excerpt_and_its_hint() -> None:
    for path in HERE.glob("*/*.txt"):
        for line in path.read_text(encoding="utf-8").splitlines():
            if line[5:8] == " | " and not line[:5].isspace():
                assert len(line) <= 108, (path, line)


class TestGenerated:
    """Faults whose files are too large or too odd to keep."""

    @pytest.fixture(autouse=True)
    def _here(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.chdir(tmp_path)

    def refused(
        self, capsys: pytest.CaptureFixture[str], name: str = "case.yaml", code: int = 4
    ) -> str:
        done = run(capsys, "assess", name, "--pack", TINY)
        assert done.code == code
        assert done.out == ""
        assert "Traceback" not in done.err
        return done.err

    def accepted(self, capsys: pytest.CaptureFixture[str], content: bytes) -> str:
        Path("case.yaml").write_bytes(content)
        done = run(capsys, "assess", "case.yaml", "--pack", TINY)
        assert (done.code, done.err) == (0, "")
        return done.out

    def test_a_missing_file_is_refused(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert self.refused(capsys) == (
            "case.yaml: error[missing-file]: there is no such file\n     = check the path\n"
        )

    def test_a_directory_is_refused(self, capsys: pytest.CaptureFixture[str]) -> None:
        Path("case.yaml").mkdir()
        assert self.refused(capsys) == (
            "case.yaml: error[not-a-file]: this is a directory\n     = name a YAML file inside it\n"
        )

    def test_a_file_behind_a_file_is_refused(self, capsys: pytest.CaptureFixture[str]) -> None:
        Path("case.yaml").write_text("title: A case\n")
        assert self.refused(capsys, "case.yaml/more.yaml") == (
            "case.yaml/more.yaml: error[unreadable]: the file cannot be read: Not a directory\n"
        )

    def test_a_loop_of_symbolic_links_is_refused(self, capsys: pytest.CaptureFixture[str]) -> None:
        Path("case.yaml").symlink_to("other.yaml")
        Path("other.yaml").symlink_to("case.yaml")
        assert self.refused(capsys) == (
            "case.yaml: error[unreadable]: the file cannot be read: "
            "Too many levels of symbolic links\n"
        )

    def test_a_name_too_long_for_a_file_is_refused(
        self, capsys: pytest.CaptureFixture[str]
    ) -> None:
        name = "x" * 300
        assert self.refused(capsys, name) == (
            f"{name}: error[unreadable]: the file cannot be read: File name too long\n"
        )

    def test_a_nul_in_a_name_is_refused(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert "error[" in self.refused(capsys, "a\0b.yaml")

    @pytest.mark.skipif(
        not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything"
    )
    def test_a_file_that_may_not_be_read_is_refused(
        self, capsys: pytest.CaptureFixture[str]
    ) -> None:
        Path("case.yaml").write_text("title: A case\n")
        Path("case.yaml").chmod(0)
        assert self.refused(capsys) == (
            "case.yaml: error[unreadable]: the file cannot be read: Permission denied\n"
        )

    @pytest.mark.parametrize(
        "content", [b"", b"\n\n", b"# nothing but a remark\n", b"---\n", b"\xef\xbb\xbf"]
    )
    def test_an_empty_file_is_refused(
        self, content: bytes, capsys: pytest.CaptureFixture[str]
    ) -> None:
        Path("case.yaml").write_bytes(content)
        assert "error[" in self.refused(capsys)
        if b"---" not in content:
            assert self.refused(capsys) == (
                "case.yaml: error[empty-file]: the file is empty\n"
                "     = expected 'key: value' lines\n"
            )

    def test_a_file_that_is_not_utf_8_is_refused(self, capsys: pytest.CaptureFixture[str]) -> None:
        Path("case.yaml").write_bytes("title: A case\nnote: café\n".encode("latin-1"))
        assert self.refused(capsys) == (
            "case.yaml: error[not-utf-8]: the file is not UTF-8: byte 0xe9 in line 2\n"
            "     = save it as UTF-8\n"
        )

    def test_a_file_in_utf_16_is_refused(self, capsys: pytest.CaptureFixture[str]) -> None:
        Path("case.yaml").write_bytes("title: A case\n".encode("utf-16"))
        assert self.refused(capsys).startswith("case.yaml: error[not-utf-8]: ")

    def test_a_nul_byte_is_refused(self, capsys: pytest.CaptureFixture[str]) -> None:
        Path("case.yaml").write_bytes(b"title: A\0 case\n")
        message = self.refused(capsys)
        assert message == (
            "case.yaml:1:9: error[yaml-syntax]: the character U+0000 is not allowed\n"
            "    1 | title: A\ufffd case\n"
            "      |         ^ leave it out\n"
        )

    def test_a_control_character_is_refused(self, capsys: pytest.CaptureFixture[str]) -> None:
        Path("case.yaml").write_bytes(b"title: \x1b[2J\n")
        message = self.refused(capsys)
        assert message.startswith(
            "case.yaml:1:8: error[yaml-syntax]: the character U+001B is not allowed\n"
        )
        assert "\x1b" not in message

    def test_a_file_of_11_mb_is_refused_unread(self, capsys: pytest.CaptureFixture[str]) -> None:
        Path("case.yaml").write_bytes(b"title: A case\n" + b"# x\n" * 2_750_000)
        start = time.perf_counter()
        assert self.refused(capsys) == (
            "case.yaml: error[too-large]: the file is larger than 1024 KiB\n"
            "     = a case or rule is a page of text\n"
        )
        assert time.perf_counter() - start < 1

    def test_a_file_one_byte_too_large_is_refused_and_one_at_the_limit_is_not(
        self, capsys: pytest.CaptureFixture[str]
    ) -> None:
        head = b"title: A case\n#"
        assert self.accepted(capsys, head + b" " * (MAX_BYTES - len(head)))
        Path("case.yaml").write_bytes(head + b" " * (MAX_BYTES - len(head) + 1))
        assert "error[too-large]" in self.refused(capsys)

    def test_an_alias_bomb_is_refused_at_once(self, capsys: pytest.CaptureFixture[str]) -> None:
        lines = ["title: A case", "a: &a [x, x, x, x, x, x, x, x, x]"]
        for before, name in zip("abcdefghijklmn", "bcdefghijklmno", strict=True):
            lines.append(f"{name}: &{name} [" + ", ".join([f"*{before}"] * 9) + "]")
        Path("case.yaml").write_text("\n".join(lines) + "\n")
        start = time.perf_counter()
        message = self.refused(capsys)
        assert message.startswith("case.yaml:3:8: error[alias]: aliases are not allowed\n")
        assert time.perf_counter() - start < 1

    def test_a_file_full_of_aliases_is_refused_in_a_page_of_text(
        self, capsys: pytest.CaptureFixture[str]
    ) -> None:
        Path("case.yaml").write_text("title: &a x\nnote: [" + "*a, " * 20_000 + "]\n")
        assert len(self.refused(capsys)) < 20_000

    @pytest.mark.parametrize(
        ("form", "depth"),
        [("flow", 50), ("flow", 1000), ("closed", 1000), ("map", 1000), ("block", 100)],
    )
    def test_deep_nesting_is_refused(
        self, form: str, depth: int, capsys: pytest.CaptureFixture[str]
    ) -> None:
        Path("case.yaml").write_text(nested(form, depth))
        message = self.refused(capsys)
        assert "error[too-deep]" in message or "error[yaml-syntax]" in message

    @pytest.mark.parametrize("form", ["flow", "closed", "sequence", "map", "question"])
    def test_nesting_that_would_overflow_the_stack_is_refused(self, form: str) -> None:
        Path("case.yaml").write_text(nested(form, 52_000))
        printed = python(
            "import resource; resource.setrlimit(resource.RLIMIT_CORE, (0, 0))\n"
            "from mandate import load_case, CaseError\n"
            "try: load_case('case.yaml')\n"
            "except CaseError as error: print('refused', len(str(error)) < 2000)\n",
            cwd=Path.cwd(),
        )
        assert printed == "refused True\n"

    def test_a_long_value_is_shortened_in_the_message(
        self, capsys: pytest.CaptureFixture[str]
    ) -> None:
        Path("case.yaml").write_text("title: x\nfacts:\n  authority_type: " + "x" * 100_000)
        assert len(self.refused(capsys)) < 1000

    def test_a_long_line_is_shortened_around_the_fault(
        self, capsys: pytest.CaptureFixture[str]
    ) -> None:
        facts = ", ".join(["dedicated_budget: yes", f"charter_elements: {{{' ' * 400}scopes: no}}"])
        Path("case.yaml").write_text(f"title: x\nfacts: {{{facts}}}\n")
        assert self.refused(capsys) == (
            "case.yaml:2:451: error[unknown-item]: charter_elements has no item 'scopes'\n"
            f"    2 | {' ' * 50}scopes: no}}}}\n"
            f"      | {' ' * 50}^^^^^^ did you mean 'scope'?\n"
        )

    @pytest.mark.parametrize(
        "content",
        [
            b"\xef\xbb\xbftitle: A case\nfacts: {authority_type: none}\n",
            b"title: A case\r\nfacts:\r\n  authority_type: none\r\n",
            b"title: A case\rfacts:\r  authority_type: none\r",
            b"%YAML 1.2\n---\ntitle: A case\nfacts: {authority_type: none}\n...\n",
            b"title: A case\nfacts: {authority_type: none}",
            b'{"title": "A case", "facts": {"authority_type": "none"}}',
            b"\"title\": 'A case'\nfacts: {'authority_type': \"none\"}\n",
        ],
        ids=["bom", "crlf", "cr", "directive", "no-last-line-feed", "json", "quotes"],
    )
    def test_other_ways_to_write_the_same_case_are_accepted(
        self, content: bytes, capsys: pytest.CaptureFixture[str]
    ) -> None:
        plain = self.accepted(capsys, b"title: A case\nfacts: {authority_type: none}\n")
        assert self.accepted(capsys, content) == plain

    def test_a_case_that_comes_slowly_through_a_pipe_is_read_whole(self) -> None:
        printed = python(
            "import os, threading, time\n"
            "from mandate import load_case\n"
            "os.mkfifo('pipe')\n"
            "def write():\n"
            "    with open('pipe', 'wb', buffering=0) as pipe:\n"
            "        pipe.write(b'title: A case\\n'); time.sleep(0.3)\n"
            "        pipe.write(b'facts: {authority_type: none}\\n')\n"
            "threading.Thread(target=write).start()\n"
            "print(list(load_case('pipe').document.pairs))\n",
            cwd=Path.cwd(),
        )
        assert printed == "['title', 'facts']\n"


def nested(form: str, depth: int) -> str:
    """Return YAML that nests as deep as asked."""
    forms = {
        "flow": "a: " + "[" * depth,
        "closed": "a: " + "[" * depth + "]" * depth,
        "sequence": "- " * depth,
        "map": "{a: " * depth,
        "question": "? " * depth,
        "block": "".join(f"{' ' * n}a:\n" for n in range(depth)),
    }
    return forms[form]


class TestFoldersOfPacks:
    """Packs that lack a file, or are no packs."""

    def message(self, capsys: pytest.CaptureFixture[str], tmp_path: Path, pack: Path) -> str:
        case = tmp_path / "case.yaml"
        case.write_text("title: A case\n", encoding="utf-8")
        done = run(capsys, "assess", case, "--pack", pack)
        assert (done.code, done.out) == (3, "")
        return done.err.replace(str(pack), "{pack}")

    @pytest.mark.parametrize("name", ["findings.yaml", "sources.yaml"])
    def test_a_missing_file_is_named(
        self, name: str, capsys: pytest.CaptureFixture[str], tmp_path: Path
    ) -> None:
        pack = copy_tiny(tmp_path / "pack")
        (pack / name).unlink()
        missing = (
            f"{{pack}}/{name}: error[missing-file]: there is no such file\n     = check the path\n"
        )
        assert missing in self.message(capsys, tmp_path, pack)

    def test_a_folder_without_a_header_is_no_pack(
        self, capsys: pytest.CaptureFixture[str], tmp_path: Path
    ) -> None:
        (tmp_path / "pack").mkdir()
        assert self.message(capsys, tmp_path, tmp_path / "pack") == (
            "{pack}: error[unknown-pack]: there is no pack.yaml in this folder\n"
            "     = name the folder of a pack\n"
        )

    def test_a_pack_without_rules_is_refused(
        self, capsys: pytest.CaptureFixture[str], tmp_path: Path
    ) -> None:
        pack = copy_tiny(tmp_path / "pack")
        for path in [*pack.glob("money/*"), *pack.glob("mandate/*")]:
            path.unlink()
        assert self.message(capsys, tmp_path, pack) == (
            "{pack}: error[no-rules]: the pack has no rule files\n"
        )

    def test_a_pack_without_facts_is_refused(
        self, capsys: pytest.CaptureFixture[str], tmp_path: Path
    ) -> None:
        pack = copy_tiny(tmp_path / "pack")
        (pack / "vocabulary/all.yaml").unlink()
        assert self.message(capsys, tmp_path, pack) == (
            "{pack}/vocabulary: error[no-facts]: the pack declares no facts\n"
            "     = add vocabulary/<theme>.yaml\n"
        )

    def test_an_empty_rule_file_is_refused(
        self, capsys: pytest.CaptureFixture[str], tmp_path: Path
    ) -> None:
        pack = copy_tiny(tmp_path / "pack", {"money/extra.yaml": ""})
        assert self.message(capsys, tmp_path, pack) == (
            "{pack}/money/extra.yaml: error[empty-file]: the file is empty\n"
            "     = expected 'key: value' lines\n"
        )

    def test_a_file_that_pack_yaml_links_to_in_a_loop_is_refused(
        self, capsys: pytest.CaptureFixture[str], tmp_path: Path
    ) -> None:
        pack = copy_tiny(tmp_path / "pack")
        (pack / "money/extra.yaml").symlink_to("extra.yaml")
        assert "Too many levels of symbolic links" in self.message(capsys, tmp_path, pack)

    def test_a_pipe_among_the_rules_is_refused_and_not_waited_for(
        self, capsys: pytest.CaptureFixture[str], tmp_path: Path
    ) -> None:
        pack = copy_tiny(tmp_path / "pack")
        os.mkfifo(pack / "money/extra.yaml")
        assert "this is a pipe or a device" in self.message(capsys, tmp_path, pack)

    def test_faults_of_the_vocabulary_are_reported_before_what_they_would_break(
        self, capsys: pytest.CaptureFixture[str], tmp_path: Path
    ) -> None:
        broken = changed("vocabulary/all.yaml", "type: checklist", "type: checklists")
        message = self.message(capsys, tmp_path, copy_tiny(tmp_path / "pack", broken))
        assert message.count("error[choice]: there is no type 'checklists'") == 1
        assert "/money/" not in message
