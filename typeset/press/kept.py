"""What one run of the press leaves for the next one of the same edition (issue 8).

It changes nothing of what is made, only how soon: everything is kept by all that it depends on.
"""

from __future__ import annotations

from typing import Final

from msgspec import Struct, field

from typeset.flow.standingtype import StandingType
from typeset.press.inkbound import StandingBounds
from typeset.read.fonts import StandingFaces
from typeset.read.standing_copy import StandingCopy
from typeset.repro import PreparedPictures

# An issue has some dozens; so many have been in it while it was made.
_PICTURES: Final = 200


class Kept(Struct, frozen=True):
    """Faces, copy and type as they stand, the pictures made ready, and the bounds of ink."""

    faces: StandingFaces = field(default_factory=StandingFaces)
    copy: StandingCopy = field(default_factory=StandingCopy)
    type: StandingType = field(default_factory=StandingType)
    pictures: PreparedPictures = field(default_factory=lambda: PreparedPictures(_PICTURES))
    bounds: StandingBounds = field(default_factory=StandingBounds)
