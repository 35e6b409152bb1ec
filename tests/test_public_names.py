"""The names the package exports work as the README shows them, in any order of imports."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import typeset

ROOT = Path(__file__).parent.parent


def test_at_most_ten_names_are_exported() -> None:
    assert len(typeset.__all__) <= 10


def test_load_check_and_build_are_functions_after_all_imports(tmp_path: Path) -> None:
    program = (
        "import typeset, typeset.press\n"
        f"loaded = typeset.load({str(ROOT / 'editions' / 'starter')!r})\n"
        "assert typeset.check(loaded).findings is not None\n"
        f"assert typeset.build(loaded, out={str(tmp_path)!r}).files\n"
    )
    subprocess.run([sys.executable, "-c", program], check=True)
