"""Rules, boxes and tints of a frame: forms into what the model knows, with colours and widths checked."""

from __future__ import annotations

from typing import Final

from typeset.catalogue import finding
from typeset.findings import Finding
from typeset.model.layout import HAIRLINE, BoxSpec, RuleKind, RuleSpec, Side, TintSpec
from typeset.model.style import BLACK
from typeset.read.house import House
from typeset.read.rule_form import BoxForm, ColumnRuleForm, HeadRulesForm, RuleForm, RuleSidesForm, TintForm
from typeset.read.validate import missing
from typeset.read.yaml_tree import Step, span_at
from typeset.units import Length, to_pt

# These turn a corner in a figure of their own.
_SQUARE_ONLY: Final = frozenset({RuleKind.WAVE, RuleKind.ORNAMENT})
# Finer than this nothing comes out on newsprint, and a wave of it would have no end of swings.
_LEAST_WIDTH: Final[Length] = 200


class RuleReader:
    """Makes the rules of one frame, whose ``path`` is that in the tree; ``found`` takes what is wrong with them."""

    def __init__(self, house: House, path: tuple[Step, ...], found: list[Finding]) -> None:
        self._house = house
        self._path = path
        self._found = found

    def sides(self, form: RuleSidesForm | None) -> tuple[tuple[Side, RuleSpec], ...]:
        """The rules at the edges: above, below, left, right."""
        if form is None:
            return ()
        written = ((side, getattr(form, side.value)) for side in Side)
        return tuple(
            (side, self._rule(rule, "rule", side.value)) for side, rule in written if rule is not None
        )

    def head(self, form: HeadRulesForm | None) -> tuple[tuple[Side, RuleSpec], ...]:
        """The rules over and under a headline block."""
        if form is None:
            return ()
        written = ((side, getattr(form, side.value)) for side in (Side.ABOVE, Side.BELOW))
        return tuple(
            (side, self._rule(rule, "rule", side.value)) for side, rule in written if rule is not None
        )

    def between(self, form: ColumnRuleForm | None) -> RuleSpec | None:
        """The rule between columns; None when there is none."""
        if form is None or form.wanted is False:
            return None
        return HAIRLINE if form.wanted else self._rule(form, "column_rule")

    def box(self, form: BoxForm | None) -> BoxSpec | None:
        """The box; None when there is none."""
        if form is None:
            return None
        rule = self._rule(form, "box")
        radius = self._house.lengths.read(form.radius, *self._path, "box", "radius")
        if radius and rule.kind in _SQUARE_ONLY:
            span = span_at(self._house.tree, *self._path, "box", "radius")
            self._found.append(
                finding("square-corners", span=span, frame=str(self._path[-1]), rule_kind=rule.kind.value)
            )
            radius = 0
        return BoxSpec(rule, radius)

    def tint(self, form: TintForm | None) -> TintSpec | None:
        """The ground; None when there is none, or nobody says in which colour."""
        if form is None:
            return None
        if form.colour is None:
            self._found.extend(
                missing(self._house.tree, self._house.broken, (*self._path, "tint"), ("colour",))
            )
            return None
        ink = self._house.palette.colour(
            form.colour, self._house.tree, (*self._path, "tint", "colour"), self._found
        )
        return TintSpec(ink, self._house.lengths.read(form.radius, *self._path, "tint", "radius"))

    def _rule(self, form: RuleForm, *steps: Step) -> RuleSpec:
        path = (*self._path, *steps)
        ink = BLACK
        if form.colour is not None:
            ink = self._house.palette.colour(form.colour, self._house.tree, (*path, "colour"), self._found)
        return RuleSpec(form.kind or RuleKind.THIN, ink, self._width(form.width, path))

    def _width(self, text: str | None, path: tuple[Step, ...]) -> Length:
        """The width written; 0, the kind's own, when none was, or one that no press can print."""
        if text is None:
            return 0
        width = self._house.lengths.read(text, *path, "width", default=_LEAST_WIDTH)
        if width < _LEAST_WIDTH:
            span = span_at(self._house.tree, *path, "width")
            self._found.append(
                finding(
                    "out-of-range", span=span, text=text, least=f"{to_pt(_LEAST_WIDTH):g}pt", most="5080mm"
                )
            )
            return 0
        return width
