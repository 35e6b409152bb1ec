from __future__ import annotations

from pathlib import Path

import pytest

from typeset.faces import Face, FaceRecord

TESTS = Path(__file__).parent.parent


@pytest.fixture(scope="session")
def square_data() -> bytes:
    return (TESTS / "square.ttf").read_bytes()


@pytest.fixture
def square(square_data: bytes) -> Face:
    return Face(FaceRecord("宋", square_data, licence="MIT"))
