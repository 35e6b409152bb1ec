import datetime
import sys
import types
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

import typeset
from typeset.cli import main
from typeset.findings import Finding
from typeset.model.edition import Edition, JumpRules, PageSpec
from typeset.model.layout import Grid, PageLayout, Sheet
from typeset.model.style import StyleBook
from typeset.read.disk import find_workspace
from typeset.report import Outcome
from typeset.source import Span
from typeset.units import mm, pt

HERE = Span("editions/one/edition.yaml", 1, 1)


def small_edition(slug: str) -> Edition:
    sheet = Sheet(mm(390), mm(543), 0, mm(22), mm(16), mm(18), mm(18))
    grid = Grid(8, pt(117), pt("9.75"), pt("9.75"), pt(13))
    layout = PageLayout("front", sheet, grid, (), HERE)
    page = PageSpec(1, "要闻", layout, StyleBook(), JumpRules(), (), HERE)
    return Edition(slug, "云汀时报", datetime.date(2026, 11, 22), (page,), {}, HERE)


@dataclass
class FakePress:
    """Stands in for the press: gives each edition the findings or the error a test wants."""

    findings: dict[str, tuple[Finding, ...]] = field(default_factory=dict)
    raises: dict[str, BaseException] = field(default_factory=dict)
    calls: list[tuple[str, dict[str, Any]]] = field(default_factory=list)
    read_by: list[int | None] = field(default_factory=list)

    def load(
        self, path: Path, *, jobs: int | None = None, progress: Callable[[str, int, int], None]
    ) -> types.SimpleNamespace:
        progress("read", 0, 1)
        self.read_by.append(jobs)
        find_workspace(path)
        if error := self.raises.get(path.name):
            raise error
        return types.SimpleNamespace(edition=small_edition(path.name), workspace=path.parents[1])

    def kept_in(self, workspace: Path) -> None:
        """Nothing: there is no cache here."""

    def check(
        self, loaded: Any, *, kept: None, progress: Callable[[str, int, int], None]
    ) -> types.SimpleNamespace:
        progress("set", 0, 1)
        self.calls.append(("check", {}))
        return types.SimpleNamespace(outcome=lambda: self._outcome(loaded.edition))

    def withdraw(self, folder: Path, **options: Any) -> None:
        self.calls.append(("withdraw", options))

    def build(self, loaded: Any, **options: Any) -> types.SimpleNamespace:
        self.calls.append(("build", options))
        out = options["out"] or Path("out")
        return types.SimpleNamespace(outcome=self._outcome(loaded.edition), files=(out / "edition.pdf",))

    def _outcome(self, edition: Edition) -> Outcome:
        return Outcome(
            slug=edition.slug, edition=edition, pages=(1,), findings=self.findings.get(edition.slug, ())
        )


@pytest.fixture
def press(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> FakePress:
    fake = FakePress()
    module = types.ModuleType("typeset.press")
    vars(module).update(
        load=fake.load,
        check=fake.check,
        kept_in=fake.kept_in,
        build=fake.build,
        withdraw=fake.withdraw,
        BuildOptions=types.SimpleNamespace,
    )
    monkeypatch.setitem(sys.modules, "typeset.press", module)
    monkeypatch.setattr(typeset, "press", module, raising=False)
    monkeypatch.chdir(tmp_path)
    for name in ("one", "two", "three"):
        folder = tmp_path / "editions" / name
        folder.mkdir(parents=True)
        (folder / "edition.yaml").write_text("date: 2026-11-22\n", encoding="utf-8")
    (tmp_path / "layouts").mkdir()
    return fake


@dataclass
class Said:
    status: int
    out: str
    err: str


@pytest.fixture
def typeset_command(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Callable[..., Said]:
    for name in ("LC_ALL", "LC_MESSAGES", "TYPESET_DEBUG"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "en_GB.UTF-8")

    def run(*arguments: str) -> Said:
        capsys.readouterr()
        status = main(arguments)
        said = capsys.readouterr()
        return Said(status, said.out, said.err)

    return run
