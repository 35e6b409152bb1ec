"""A copy of a golden edition that is changed, built, and looked at."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

from typeset.cli import main

GOLDEN = Path(__file__).parents[2] / "tests" / "golden"


class Issue:
    """A copy of a golden edition that is changed and built."""

    def __init__(self, folder: Path, case: str) -> None:
        shutil.copytree(GOLDEN / "layouts", folder / "layouts")
        self.folder = folder / "editions" / case
        shutil.copytree(GOLDEN / "editions" / case, self.folder, ignore=shutil.ignore_patterns("out"))

    def house(self, text: str) -> None:
        """Add keys to every house style."""
        for file in (self.folder.parents[1] / "layouts").glob("*.yaml"):
            lines = file.read_text(encoding="utf-8").splitlines()
            if any(line.startswith("paper:") for line in lines):
                lines = [line for line in lines if not line.startswith("print:")]
                file.write_text("\n".join([*lines, text, ""]), encoding="utf-8")

    def change(self, file: str, old: str, new: str) -> None:
        path = self.folder / file
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new), encoding="utf-8")

    def build(self, *more: str) -> int:
        return main(["build", str(self.folder), "--quiet", *more])

    @property
    def report(self) -> dict[str, Any]:
        told: dict[str, Any] = json.loads((self.folder / "out" / "report.json").read_text(encoding="utf-8"))
        return told

    def told(self, code: str) -> list[dict[str, Any]]:
        return [f for f in self.report["findings"] if f["code"] == code]

    def page(self, name: str = "01") -> bytes:
        return (self.folder / "out" / "pages" / f"{name}.pdf").read_bytes()
