"""SVG files as drawings: shapes, lines and type of SVG 1.1 without what needs a browser. Nothing outside the file is read."""

from __future__ import annotations

from typeset.read.svg.drawing import ReadSvg, is_svg, read_svg
from typeset.read.svg.tree import BrokenSvgError

__all__ = ["BrokenSvgError", "ReadSvg", "is_svg", "read_svg"]
