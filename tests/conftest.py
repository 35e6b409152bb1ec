"""What all tests share: outside programs that look at finished files."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from typeset.faces import FaceBook
from typeset.read.disk import DiskSources
from typeset.read.fonts import read_faces

Tool = Callable[..., str]


@pytest.fixture(scope="session")
def tool() -> Tool:
    """Runs a program such as ``pdftotext`` and gives its output; the test fails when the program does.

    Where the program is missing the test is skipped, but in CI it fails: there it must be installed.
    """

    def run(program: str, *arguments: object) -> str:
        if shutil.which(program) is None:
            reason = f"{program} is not installed"
            if os.environ.get("CI"):
                pytest.fail(reason)
            pytest.skip(reason)
        command = [program, *map(str, arguments)]
        done = subprocess.run(command, capture_output=True, check=False)
        said = done.stdout.decode("utf-8", "replace")
        assert done.returncode == 0, f"{' '.join(command)}: {said}{done.stderr.decode('utf-8', 'replace')}"
        return said

    return run


ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="session")
def faces() -> FaceBook:
    """The bundled faces, as the manifest of the repository names them."""
    book, findings = read_faces(DiskSources(ROOT))
    assert book is not None, findings
    return book


def pytest_addoption(parser: pytest.Parser) -> None:
    """``--accept`` rewrites golden files instead of comparing with them."""
    parser.addoption("--accept", action="store_true", help="rewrite the expected pages of golden tests")


@pytest.fixture
def accept(request: pytest.FixtureRequest) -> bool:
    """Whether golden files are to be rewritten."""
    return bool(request.config.getoption("--accept"))


@pytest.fixture
def starter(tmp_path: Path) -> Path:
    """A workspace with a copy of the starter, which may be spoiled."""
    (tmp_path / "layouts").mkdir()
    for file in (ROOT / "layouts").glob("starter*.yaml"):
        shutil.copy(file, tmp_path / "layouts")
    edition = ROOT / "editions" / "starter"
    shutil.copytree(edition, tmp_path / "editions" / "starter", ignore=shutil.ignore_patterns("out"))
    return tmp_path
