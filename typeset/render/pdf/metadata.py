"""What the document says about itself: title, makers, date, and the standard it keeps.

All of it is given by the caller. In particular the date is the edition's, never the clock's, so that the same
edition gives the same file.
"""

from __future__ import annotations

import datetime
from typing import Final

from msgspec import Struct

from typeset.model.printing import Standard
from typeset.render.pdf.objects import PDFDictionary, Version, dictionary, name, text_string

PROOF_VERSION: Final[Version] = (1, 7)
_VERSIONS: Final = {Standard.PDFX_1A: (1, 3), Standard.PDFX_1A_2003: (1, 4), Standard.PDFX_4: (1, 6)}
# The markers of the standards in the Info dictionary (print.md §1); that of PDF/X-4 is in its XMP.
_MARKERS: Final = {
    Standard.PDFX_1A: {"GTS_PDFXVersion": "PDF/X-1:2001", "GTS_PDFXConformance": "PDF/X-1a:2001"},
    Standard.PDFX_1A_2003: {"GTS_PDFXVersion": "PDF/X-1a:2003"},
    Standard.PDFX_4: {"GTS_PDFXVersion": "PDF/X-4"},
}


class Metadata(Struct, frozen=True, kw_only=True):
    """Title, the edition's date, what made the file, and its standard; None for a proof.

    ``creator`` is the program that made the pages, ``producer`` the one that wrote the PDF.
    """

    title: str
    date: datetime.date
    creator: str = "typeset"
    producer: str = "typeset"
    standard: Standard | None = None

    @property
    def version(self) -> Version:
        """The version of PDF the file says it is."""
        return PROOF_VERSION if self.standard is None else _VERSIONS[self.standard]

    @property
    def has_xmp(self) -> bool:
        """Whether the file has XMP: from PDF 1.4 on, where the catalog first has a place for it."""
        return self.version > _VERSIONS[Standard.PDFX_1A]

    @property
    def markers(self) -> dict[str, str]:
        """The keys of the Info dictionary that name the standard."""
        return {} if self.standard is None else _MARKERS[self.standard]


def information(metadata: Metadata) -> PDFDictionary:
    """The Info dictionary; all that PDF/X asks of it (print.md §1)."""
    # An edition has a date, not an hour; noon in Beijing is the same day nearly everywhere.
    date = text_string(f"D:{metadata.date:%Y%m%d}120000+08'00'")
    entries = dictionary(
        Title=text_string(metadata.title),
        Creator=text_string(metadata.creator),
        Producer=text_string(metadata.producer),
        CreationDate=date,
        ModDate=date,
        Trapped=name("False"),
    )
    for key, value in metadata.markers.items():
        entries[key] = text_string(value)
    return entries
