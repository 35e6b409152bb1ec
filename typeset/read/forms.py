"""The base of the forms YAML files are checked against, and how a key is described."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel, ConfigDict, Field


class Form(BaseModel):
    """A mapping with known keys only."""

    # Built when first used: a form inside another is built with that one, and some are never used.
    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)


def key(zh: str, en: str) -> Any:
    """An optional key with what it means in both languages, for completion in editors."""
    return Field(default=None, description=f"{zh} / {en}")
