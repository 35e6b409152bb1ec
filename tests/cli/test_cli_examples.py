"""The examples of the catalogue are true: what is called wrong yields its code, what is called right does not."""

from __future__ import annotations

import contextlib
import io
import re
import shutil
import sys
from pathlib import Path

import pytest
from example_bench import FOLDER, Bench
from example_surroundings import AROUND

from typeset.catalogue import ENTRIES, Lang
from typeset.catalogue.examples import Where, examples
from typeset.cli import main
from typeset.read.edition_form import EditionForm
from typeset.read.validate import validate
from typeset.read.yaml_tree import compose

_APART = frozenset({Where.TOLD, Where.COMMAND, Where.YAML})
WRITTEN = sorted(code for code, one in examples().items() if one.where not in _APART)
YAML = sorted(code for code, one in examples().items() if one.where is Where.YAML)
COMMANDS = sorted(code for code, one in examples().items() if one.where is Where.COMMAND)
# The right way of these needs a file no example can show.
WRONG_ALONE = frozenset({"missing-profile"})


@pytest.mark.parametrize("code", WRITTEN)
def test_an_example_that_is_written_into_a_workspace(code: str, tmp_path: Path) -> None:
    example, around = examples()[code], AROUND.get(code, ())

    def read(sign: str, *, judged: bool):
        # Another folder each time, or files of the one would be there for the other.
        bench = Bench(tmp_path / f"{sign}{judged:d}")
        return bench.read(example.where, example.part(sign, Lang.EN), around, set_too=judged)

    wrong = read("-", judged=False)
    judged = code not in wrong.codes
    if judged:
        wrong = read("-", judged=True)
    assert code in wrong.codes
    if code not in WRONG_ALONE:
        right = read("+", judged=judged)
        assert code not in right.codes
        assert not right.errors


@pytest.mark.parametrize("code", [*WRITTEN, *YAML, *COMMANDS])
def test_what_is_typed_is_the_same_in_both_languages(code: str) -> None:
    def typed(lang: Lang) -> list[str]:
        return [re.sub(r"\s+#.*", "", line) for line in examples()[code].shown(lang).split("\n")]

    assert typed(Lang.ZH) == typed(Lang.EN)


def _in_yaml(text: str) -> set[str]:
    tree, found = compose(text + "\n", "x.yaml")
    told = {f.code for f in found}
    return told if tree is None else told | {f.code for f in validate(EditionForm, tree).findings}


@pytest.mark.parametrize("code", YAML)
def test_an_example_of_yaml(code: str) -> None:
    example = examples()[code]
    assert code in _in_yaml(example.part("-", Lang.EN))
    assert code not in _in_yaml(example.part("+", Lang.EN))


@pytest.fixture(scope="module")
def newsroom(tmp_path_factory: pytest.TempPathFactory, tool) -> Path:
    """A workspace in a repository whose first revision has no edition yet, with files an example may name."""
    folder = tmp_path_factory.mktemp("newsroom")
    Bench(folder).read(Where.PLACE, "place: {lead: plenary}")
    before = folder / "editions/2026-11-21"
    before.mkdir()
    text = (folder / FOLDER / "edition.yaml").read_text(encoding="utf-8")
    text = (
        text.replace("2026-11-22", "2026-11-21")
        .replace("5678", "5677")
        .replace("    place: {lead: plenary}\n", "")
    )
    (before / "edition.yaml").write_text(text, encoding="utf-8")
    for name, text in {
        "notes.txt": "记一下\n",
        "empty.txt": "",
        "known.json": "{}",
        "ad.pdf": "%PDF-1.4\n",
    }.items():
        (folder / name).write_text(text, encoding="utf-8")
    (folder / "my-paper").mkdir()
    (folder / "my-paper/notes.txt").touch()
    who = ("-c", "user.name=x", "-c", "user.email=x@example.org", "-C", folder)
    tool("git", "init", "-q", folder)
    for added in ("layouts", "."):
        tool("git", *who, "add", "--", added)
        tool("git", *who, "commit", "-qm", added)
    with contextlib.redirect_stdout(io.StringIO()) as said:
        main(["check", str(folder / FOLDER), "--format", "json"])
    for name in ("report.json", "old.json"):
        (folder / name).write_text(said.getvalue(), encoding="utf-8")
    return folder


@pytest.fixture
def called(newsroom: Path, tmp_path: Path, typeset_command, monkeypatch: pytest.MonkeyPatch):
    """Calls the lines of an example one after another and gives all they say."""
    here = tmp_path / "newsroom"
    shutil.copytree(newsroom, here)
    monkeypatch.chdir(here)

    def call(lines: str) -> str:
        told = ""
        for line in lines.split("\n"):
            words = line.partition("  #")[0].split()
            given = b""
            if words[0] == "echo":
                given, words = f"{words[1]}\n".encode(), words[3:]
            assert words[0] == "typeset", line
            monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(given), encoding="utf-8"))
            said = typeset_command(*words[1:])
            told += said.out + said.err
        return told

    return call


@pytest.mark.parametrize("code", COMMANDS)
def test_an_example_of_a_command(code: str, called) -> None:
    example = examples()[code]
    told = ENTRIES[code].id
    assert told in called(example.part("-", Lang.EN))
    assert told not in called(example.part("+", Lang.EN))
