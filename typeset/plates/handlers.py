"""Every instruction a content stream may hold, and who does it."""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

from typeset.plates import colourwork, pathwork, placework, textwork

HANDLERS: Final = MappingProxyType(
    {**pathwork.HANDLERS, **colourwork.HANDLERS, **textwork.HANDLERS, **placework.HANDLERS}
)
