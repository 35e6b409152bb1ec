"""What the document says about itself: title, makers, date.

All of it is given by the caller. In particular the date is the edition's, never the clock's, so that the same
edition gives the same file.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from typeset.render.pdf.objects import PDFDictionary, dictionary, name, text_string


@dataclass(frozen=True, slots=True, kw_only=True)
class Metadata:
    """Title, the edition's date, and what made the file.

    ``creator`` is the program that made the pages, ``producer`` the one that wrote the PDF.
    """

    title: str
    date: datetime.date
    creator: str = "typeset"
    producer: str = "typeset"


def information(metadata: Metadata) -> PDFDictionary:
    """The Info dictionary; all that PDF/X asks of it except the marker (print.md §1)."""
    # An edition has a date, not an hour; noon in Beijing is the same day nearly everywhere.
    date = text_string(f"D:{metadata.date:%Y%m%d}120000+08'00'")
    return dictionary(
        Title=text_string(metadata.title),
        Creator=text_string(metadata.creator),
        Producer=text_string(metadata.producer),
        CreationDate=date,
        ModDate=date,
        Trapped=name("False"),
    )
