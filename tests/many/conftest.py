"""What tests of many editions share."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from small_papers import small_editions


@pytest.fixture
def papers(tmp_path: Path) -> Callable[[int], list[Path]]:
    """Makes a workspace of small editions."""
    return lambda count: small_editions(tmp_path / "group", count)
