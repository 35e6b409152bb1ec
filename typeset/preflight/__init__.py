"""Preflight (印前检查): judges any PDF by a standard and by the limits of a newspaper house.

:func:`judge` gives a :class:`~typeset.model.judged.Judged`; rules are one small module a group, over plates.
"""

from __future__ import annotations

from typeset.model.printing import Standard
from typeset.preflight.judging import judge
from typeset.preflight.profiles import Limits

__all__ = ["Limits", "Standard", "judge"]
