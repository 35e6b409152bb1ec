"""Shadings (ISO 32000-1, 8.7.4.5) turned into grey, plate by plate: their functions are sampled anew."""

from __future__ import annotations

from typing import Final

import pikepdf
from msgspec import Struct
from pikepdf import Array, Dictionary, Name

from typeset.plates.copying import Copy
from typeset.plates.functions import Function, function_of
from typeset.plates.inks import Colour, ToCmyk
from typeset.plates.meshes import grey_mesh
from typeset.plates.spaces import Space, colour
from typeset.plates.values import entry, numbers, whole

_SAMPLES: Final = 256
_SIDE: Final = 33
_PLAIN: Final = 1
_MESHES: Final = frozenset((4, 5, 6, 7))


class Blend(Struct):
    """A shading, or, when ``pattern`` is given, the pattern of one."""

    shading: object
    space: Space
    to_cmyk: ToCmyk
    pattern: object = None
    differs: bool = True

    @property
    def category(self) -> str:
        """Where it stands among the resources."""
        return "/Shading" if self.pattern is None else "/Pattern"

    def made(self, copy: Copy, plate: str) -> pikepdf.Object:
        """The shading or pattern for a plate."""
        made = self._shading(copy, plate)
        if self.pattern is None:
            return made
        whole_one = Dictionary(Type=Name.Pattern, PatternType=2, Shading=copy.out.make_indirect(made))
        matrix = copy.plain(entry(self.pattern, "/Matrix"))
        if matrix is not None:
            whole_one["/Matrix"] = matrix
        return whole_one

    def _shading(self, copy: Copy, plate: str) -> pikepdf.Object:
        kind = whole(entry(self.shading, "/ShadingType"))
        made = Dictionary(ShadingType=kind, ColorSpace=Name.DeviceGray)
        for key in ("/BBox", "/Coords", "/Domain", "/Matrix", "/Extend", "/AntiAlias"):
            value = copy.plain(entry(self.shading, key))
            if value is not None:
                made[key] = value
        background = numbers(entry(self.shading, "/Background"), 32)
        if background and self.pattern is not None:
            made["/Background"] = Array([1 - self._amount(background, plate)])
        function = self.function()
        if kind in _MESHES:
            return grey_mesh(copy, self.shading, made, self._sampled(copy, function, plate) if function else None,
                             self.space.components, lambda v: 1 - self._amount(v, plate))  # fmt: skip
        if function is not None:
            made["/Function"] = self._sampled(copy, function, plate)
        return made

    def function(self) -> Function | None:
        """What gives its colours; None for a mesh that has them at its corners."""
        given = entry(self.shading, "/Function")
        return None if given is None else function_of(given, self.space.components)

    def _amount(self, components: tuple[float, ...], plate: str) -> float:
        return colour(self.space, components, self.to_cmyk).amount(plate)

    def _sampled(self, copy: Copy, function: Function, plate: str) -> pikepdf.Object:
        """A function of type 0 that gives the grey of a plate."""
        square = whole(entry(self.shading, "/ShadingType")) == _PLAIN
        domain = _domain(self.shading, square=square)
        data = bytearray()
        for inputs in _grid(domain, square=square):
            data.append(round(255 * (1 - self._amount(function(inputs), plate))))
        about = Dictionary(FunctionType=0, Domain=Array(list(domain)), Range=Array([0, 1]), BitsPerSample=8)
        about["/Size"] = Array([_SIDE, _SIDE] if square else [_SAMPLES])
        return copy.stream(bytes(data), about)


def _domain(shading: object, *, square: bool) -> tuple[float, ...]:
    given = numbers(entry(shading, "/Domain"), 4)
    wanted = 4 if square else 2
    if whole(entry(shading, "/ShadingType")) in _MESHES:
        # Meshes have no domain: the values at their corners are the last pair of Decode.
        given = numbers(entry(shading, "/Decode"), 64)[4:6]
    return given if len(given) == wanted else (0.0, 1.0) * (wanted // 2)


def _grid(domain: tuple[float, ...], *, square: bool) -> list[tuple[float, ...]]:
    if not square:
        return [(domain[0] + i / (_SAMPLES - 1) * (domain[1] - domain[0]),) for i in range(_SAMPLES)]
    x0, x1, y0, y1 = domain
    return [
        (x0 + x / (_SIDE - 1) * (x1 - x0), y0 + y / (_SIDE - 1) * (y1 - y0))
        for y in range(_SIDE)
        for x in range(_SIDE)
    ]


def fullest(blend: Blend) -> Colour:
    """A colour with the most a shading has on each plate, looked at in a few places."""
    function = blend.function()
    if function is None:
        some = [colour(blend.space, (v,) * blend.space.components, blend.to_cmyk) for v in (0.0, 1.0)]
    else:
        square = whole(entry(blend.shading, "/ShadingType")) == _PLAIN
        grid = _grid(_domain(blend.shading, square=square), square=square)
        some = [colour(blend.space, function(x), blend.to_cmyk) for x in grid[:: max(len(grid) // 32, 1)]]
    most: dict[str, float] = {}
    for one in some:
        for plate, amount in one.inks:
            most[plate] = max(most.get(plate, 0.0), amount)
    return Colour(blend.space.family, (), tuple(most.items()), alternate=blend.space.alternate)
