"""The same edition gives the same bytes: again, elsewhere, in another time zone and language, and with any number of processes.

Without a cache: what is taken from one proves nothing. That it changes nothing is shown in ``tests/cache``.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PRINT = "print: {marks: all, sheets: 2, standard: STANDARD}"


def workspace(folder: Path, standard: str) -> Path:
    """A copy of the golden edition with a spread, printed with all there is; an advertisement of another program on it."""
    golden = ROOT / "tests" / "golden"
    shutil.copytree(golden / "layouts", folder / "layouts")
    shutil.copytree(golden / "editions" / "picture-contour", folder / "editions" / "day")
    for file in (folder / "layouts").glob("*.yaml"):
        text = file.read_text(encoding="utf-8")
        if text.startswith("paper:") or "\npaper:" in text:
            lines = [line for line in text.splitlines() if not line.startswith("print:")]
            asked = PRINT.replace("STANDARD", standard)
            file.write_text("\n".join([*lines, asked, ""]), encoding="utf-8")
    return folder / "editions" / "day"


def built(edition: Path, cwd: Path, *more: str, **environment: str) -> dict[str, str]:
    """The digests of all files of a build in a process of its own."""
    out = edition / "out"
    shutil.rmtree(out, ignore_errors=True)
    named = os.path.relpath(edition, cwd)
    command = [sys.executable, "-m", "typeset", "build", named, "--quiet", "--no-cache", *more]
    done = subprocess.run(
        command, cwd=cwd, env={**os.environ, **environment}, capture_output=True, check=False, text=True
    )
    assert done.returncode == 0, done.stderr + done.stdout
    return {
        file.relative_to(out).as_posix(): hashlib.sha256(file.read_bytes()).hexdigest()
        for file in sorted(out.rglob("*"))
        if file.is_file()
    }


@pytest.mark.parametrize("standard", ["pdfx-1a", "pdfx-4"])
def test_bytes_follow_from_the_edition_alone(standard: str, tmp_path: Path) -> None:
    edition = workspace(tmp_path / "one", standard)
    first = built(edition, ROOT, TZ="UTC", LC_ALL="C.UTF-8", PYTHONHASHSEED="1")
    assert {"SHA256SUMS", "edition.pdf", "pages/01.pdf", "report.json", "sheets/01a.pdf"} <= first.keys()
    zone = {"TZ": "Asia/Shanghai", "LC_ALL": "zh_CN.UTF-8", "LANG": "zh_CN.UTF-8", "PYTHONHASHSEED": "2"}
    assert built(edition, edition.parent, **zone) == first
    assert built(edition, tmp_path, "--jobs", "2", TZ="America/New_York", SOURCE_DATE_EPOCH="1") == first
    other = workspace(tmp_path / "two", standard)
    assert built(other, other, "--lang", "zh") == first
