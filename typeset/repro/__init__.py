"""Reproduction (制版): pictures and colours made ready for the press.

Nothing here knows pages or files: bytes of a picture and what the press wants come in, samples and an account of what
was done go out (:func:`prepare`). The profile of newsprint is made in :mod:`typeset.repro.newsprint`.
"""

from typeset.repro.clipping_path import MILLION, clipping_path
from typeset.repro.colours import ColourConverter, converted
from typeset.repro.inks import limited, most_ink, most_mean_ink
from typeset.repro.opening import BrokenPictureError
from typeset.repro.prepared import PreparedPictures
from typeset.repro.preparing import look, prepare
from typeset.repro.profiles import BrokenProfileError, PressProfile, bundled
from typeset.repro.resolution import effective_ppi
from typeset.repro.telling import findings_of
from typeset.repro.wanted import Change, Did, Intent, Looked, Prepared, Size, Wanted

__all__ = [
    "MILLION",
    "BrokenPictureError",
    "BrokenProfileError",
    "Change",
    "ColourConverter",
    "Did",
    "Intent",
    "Looked",
    "Prepared",
    "PreparedPictures",
    "PressProfile",
    "Size",
    "Wanted",
    "bundled",
    "clipping_path",
    "converted",
    "effective_ppi",
    "findings_of",
    "limited",
    "look",
    "most_ink",
    "most_mean_ink",
    "prepare",
]
