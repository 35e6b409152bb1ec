"""All rules, in the order they are asked; what they find is sorted afterwards."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from typeset.findings import Finding
from typeset.preflight.annotations import annotation_rules
from typeset.preflight.boxes import box_rules
from typeset.preflight.case import Case
from typeset.preflight.colours import colour_rules
from typeset.preflight.fonts import font_rules
from typeset.preflight.inkrules import ink_rules
from typeset.preflight.intent import intent_rules
from typeset.preflight.marker import information_rules, marker_rules, xmp_rules
from typeset.preflight.objects import object_rules
from typeset.preflight.overprint import overprint_rules
from typeset.preflight.picturerules import line_rules, picture_rules
from typeset.preflight.structure import content_rules, file_rules
from typeset.preflight.transparency import layer_rules, transparency_rules
from typeset.preflight.typerules import type_rules

Rule = Callable[[Case], Iterator[Finding]]

RULES: Final[tuple[Rule, ...]] = (
    file_rules,
    content_rules,
    marker_rules,
    information_rules,
    xmp_rules,
    intent_rules,
    box_rules,
    font_rules,
    colour_rules,
    transparency_rules,
    layer_rules,
    object_rules,
    annotation_rules,
    overprint_rules,
    ink_rules,
    type_rules,
    picture_rules,
    line_rules,
)
