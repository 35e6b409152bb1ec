"""``print`` and ``spots`` of a house style: forms into :class:`Printing`, and spot colours with their plates."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from msgspec.structs import replace

from typeset.catalogue import finding
from typeset.findings import Finding
from typeset.model.printing import Printing
from typeset.model.style import BLACK, Colour
from typeset.read.colours import Palette, RgbToInks
from typeset.read.file_names import check_file_name
from typeset.read.lengths import Lengths
from typeset.read.print_form import PrintForm, SpotForm
from typeset.read.yaml_tree import Mapping as Tree
from typeset.read.yaml_tree import span_at

_LENGTHS: Final = ("ink_square", "least_rule", "least_reversed", "least_coloured")
_INKS: Final = ("ink_target", "ink_limit")
_TENTHS: Final = 10
# Names a spot colour cannot have: those of process plates, and of what is on every plate or none.
_RESERVED: Final = frozenset({"Cyan", "Magenta", "Yellow", "Black", "All", "None"})


def read_printing(form: PrintForm | None, lengths: Lengths, paper: str) -> Printing:
    """What a page is printed with; what was not written is as :class:`Printing` has it."""
    if form is None:
        return Printing()
    given: dict[str, Any] = {}
    for name in form.model_fields_set:
        value = getattr(form, name)
        if value is None:
            continue
        if name in _LENGTHS:
            value = lengths.read(value, "print", name, positive=True)
        given[name] = value // _TENTHS if name in _INKS else value
    made = Printing(**given)
    if made.ink_target > made.ink_limit:
        # Whoever lowers the limit means the aim as well.
        made = Printing(**{**given, "ink_target": made.ink_limit})
    check_file_name(made, paper, lengths.tree, lengths.found)
    return made


def read_spots(
    forms: Mapping[str, SpotForm | None],
    tree: Tree,
    inks_of: RgbToInks,
    found: list[Finding],
    *,
    plates: bool,
) -> dict[str, Colour]:
    """Spot colours whole, by their names; process colours where the plant has no ``plates`` for them."""
    process = Palette({"黑": BLACK}, {}, inks_of)
    spots: dict[str, Colour] = {}
    for name, form in forms.items():
        if form is None:
            continue
        if form.alternate is None:
            found.append(
                finding("missing-key", span=span_at(tree, "spots", name), key=f"spots.{name}.alternate")
            )
            continue
        plate = form.plate or name
        if plate in _RESERVED:
            found.append(finding("reserved-plate", span=span_at(tree, "spots", name), name=plate))
            continue
        path = ("spots", name, "alternate") if form.plate else ("spots", name)
        inks = process.colour(form.alternate, tree, path, found)
        spots[name] = replace(inks, spot=plate if plates else "")
    return spots
