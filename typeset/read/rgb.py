"""Colours of screens as inks of the press a house names, and whether its profile can be used."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from typeset.catalogue import finding
from typeset.findings import Finding
from typeset.model.printing import BUNDLED_PROFILE, Printing
from typeset.read.colours import RgbToInks
from typeset.read.near import meant
from typeset.read.yaml_tree import Mapping, span_at
from typeset.source import Sources

if TYPE_CHECKING:
    from typeset.repro import ColourConverter, Wanted

_ENDINGS = (".icc", ".icm")


class PressColours:
    """Converts colours for presses; each profile is read once, when the first colour asks for it.

    ``made`` are converters of readings before this one, to which those of this one are added.
    """

    def __init__(
        self, sources: Sources | None = None, made: dict[Wanted, ColourConverter] | None = None
    ) -> None:
        self._sources = sources
        self._made = {} if made is None else made
        self._known: dict[tuple[str, str, bool, int], ColourConverter] = {}

    def check(self, printing: Printing, tree: Mapping, found: list[Finding]) -> Printing:
        """The same, with the bundled profile where the plant's cannot be used; that is told."""
        file = printing.profile
        if file == BUNDLED_PROFILE or self._sources is None:
            return printing
        span = span_at(tree, "print", "profile")
        if not self._sources.exists(file):
            folder = file.rpartition("/")[0]
            near = [name for name in self._sources.names(folder or "layouts") if name.endswith(_ENDINGS)]
            found.append(finding("missing-profile", span=span, file=file, **meant(file, near)))
            return _without_profile(printing)
        from typeset.repro import BrokenProfileError, PressProfile

        try:
            PressProfile.read(self._sources.read_bytes(file))
        except BrokenProfileError as error:
            zh, en = error.args
            found.append(finding("bad-profile", span=span, file=file, reason_zh=zh, reason_en=en))
            return _without_profile(printing)
        return printing

    def inks_of(self, printing: Printing) -> RgbToInks:
        """How colours of screens become ink on this press."""

        def convert(red: int, green: int, blue: int) -> tuple[int, int, int, int]:
            return self._converter(printing).converted(red, green, blue)

        return convert

    def _converter(self, printing: Printing) -> ColourConverter:
        key = printing.profile, printing.rendering.value, printing.black_point, printing.ink_target
        if key not in self._known:
            from typeset.repro import ColourConverter, Intent, PressProfile, Wanted, bundled

            profile = bundled()
            if printing.profile != BUNDLED_PROFILE and self._sources is not None:
                profile = PressProfile.read(self._sources.read_bytes(printing.profile))
            intent = Intent(printing.rendering.value)
            wanted = Wanted(
                profile=profile, intent=intent, bpc=printing.black_point, ink_limit=printing.ink_target
            )
            if wanted not in self._made:
                self._made[wanted] = ColourConverter(wanted)
            self._known[key] = self._made[wanted]
        return self._known[key]


def _without_profile(printing: Printing) -> Printing:
    return replace(printing, profile=BUNDLED_PROFILE)
