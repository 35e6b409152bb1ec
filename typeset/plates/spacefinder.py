"""Reads colour spaces from objects and resources; each once, however often a page names it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import pikepdf

from typeset.plates.functions import function_of
from typeset.plates.spaces import CMYK, DEVICE, GRAY, PATTERN, RGB, Space
from typeset.plates.streams import decoded
from typeset.plates.values import Reference, entry, items, numbers, reference, whole, word

_DEEPEST: Final = 6
_MOST_COLORANTS: Final = 32
_BY_COUNT: Final = {1: GRAY, 3: RGB, 4: CMYK}
_DEFAULTS: Final = {"DeviceGray": "/DefaultGray", "DeviceRGB": "/DefaultRGB", "DeviceCMYK": "/DefaultCMYK"}


class SpaceFinder:
    """Spaces by object; one finder serves one document."""

    def __init__(self) -> None:
        self._known: dict[Reference, Space | None] = {}

    def named(self, name: str, resources: object) -> Space | None:
        """The space a content stream calls by this name; None when there is none."""
        device = DEVICE.get(name)
        if device is not None:
            return self.device(device, resources)
        return self.of(entry(entry(resources, "/ColorSpace"), "/" + name), resources)

    def device(self, space: Space, resources: object) -> Space:
        """A device space, or what the resources put in its place (ISO 32000-1, 8.6.5.6)."""
        stands_in = _DEFAULTS.get(space.family, "")
        given = entry(entry(resources, "/ColorSpace"), stands_in) if stands_in else None
        if given is None or (isinstance(given, pikepdf.Name) and word(given) == space.family):
            return space
        found = self.of(given, None)
        if found is None or found.components != space.components:
            return space
        return Space(space.family, space.components, base=found, replaced=True, profile=found.profile)

    def of(self, value: object, resources: object, depth: int = 0) -> Space | None:
        """The space an object stands for; None for what is no space."""
        key = reference(value)
        if key is not None and key in self._known:
            return self._known[key]
        if key is not None:
            # Whoever comes here again while it is being read goes in a circle.
            self._known[key] = None
        found = self._read(value, resources, depth) if depth < _DEEPEST else None
        if key is not None:
            self._known[key] = found
        return found

    def _read(self, value: object, resources: object, depth: int) -> Space | None:
        if isinstance(value, pikepdf.Name):
            name = word(value)
            if name in DEVICE:
                return self.device(DEVICE[name], resources)
            given = entry(entry(resources, "/ColorSpace"), "/" + name)
            return self.of(given, None, depth + 1) if given is not None else None
        if not isinstance(value, pikepdf.Array):
            return None
        parts = list(items(value, 5))
        family = word(parts[0]) if parts else ""
        if family in DEVICE and len(parts) == 1:
            return self.device(DEVICE[family], resources)
        read = self._readers().get(family)
        return read(parts, resources, depth) if read and len(parts) > 1 else None

    def _readers(self) -> dict[str, Callable[[list[object], object, int], Space | None]]:
        return {
            "ICCBased": self._icc,
            "CalGray": lambda _p, _r, _d: Space("CalGray", 1),
            "CalRGB": lambda _p, _r, _d: Space("CalRGB", 3),
            "Lab": lambda p, _r, _d: Space("Lab", 3, ranges=numbers(entry(p[1], "/Range"), 4)),
            "Separation": self._separation,
            "DeviceN": self._device_n,
            "Indexed": self._indexed,
            "I": self._indexed,
            "Pattern": self._pattern,
        }

    def _icc(self, parts: list[object], resources: object, depth: int) -> Space | None:
        profile = parts[1]
        count = whole(entry(profile, "/N"))
        if not isinstance(profile, pikepdf.Stream) or count not in _BY_COUNT:
            return None
        below = self.of(entry(profile, "/Alternate"), resources, depth + 1)
        base = below if below and below.components == count else _BY_COUNT[count]
        return Space("ICCBased", count, base=base, profile=profile)

    def _separation(self, parts: list[object], resources: object, depth: int) -> Space | None:
        base = self.of(parts[2], resources, depth + 1) if len(parts) > 3 else None  # noqa: PLR2004 - its four
        if base is None or not word(parts[1]):
            return None
        tint = function_of(parts[3], base.components)
        return Space("Separation", 1, (word(parts[1]),), base, tint=tint)

    def _device_n(self, parts: list[object], resources: object, depth: int) -> Space | None:
        names = tuple(word(n) or "?" for n in items(parts[1], _MOST_COLORANTS))
        base = self.of(parts[2], resources, depth + 1) if len(parts) > 3 else None  # noqa: PLR2004 - its four
        if base is None or not names:
            return None
        return Space("DeviceN", len(names), names, base, tint=function_of(parts[3], base.components))

    def _indexed(self, parts: list[object], resources: object, depth: int) -> Space | None:
        base = self.of(parts[1], resources, depth + 1) if len(parts) > 3 else None  # noqa: PLR2004 - its four
        if base is None or base.family in {"Indexed", "Pattern"}:
            return None
        size = (min(max(whole(parts[2]), 0), 255) + 1) * base.components
        table = parts[3]
        data = bytes(table) if isinstance(table, pikepdf.String) else decoded(table, size).data
        return Space("Indexed", 1, base=base, table=data[:size])

    def _pattern(self, parts: list[object], resources: object, depth: int) -> Space | None:
        base = self.of(parts[1], resources, depth + 1)
        return PATTERN if base is None else Space("Pattern", base.components, base=base)
