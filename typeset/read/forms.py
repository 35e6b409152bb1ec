"""The base of the forms YAML files are checked against, and how a key is described."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel, ConfigDict, Field


class Form(BaseModel):
    """A mapping with known keys only."""

    # Built at once (not `defer_build`): a form that stands in many others is then built once, not in each of them anew.
    model_config = ConfigDict(extra="forbid", frozen=True)


def key(zh: str, en: str) -> Any:
    """An optional key with what it means in both languages, for completion in editors."""
    return Field(default=None, description=f"{zh} / {en}")
