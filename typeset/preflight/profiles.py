"""What files are judged by: the standard, and the limits of the house."""

from __future__ import annotations

from typing import Final

from msgspec import Struct

from typeset.model.printing import REGISTERED as NEWSPRINT_CONDITIONS


class Limits(Struct, frozen=True, kw_only=True):
    """The limits of a newspaper house; ink in percent, type and rules in points, pictures in pixels an inch.

    Sources: ink designed to 220 (WAN-IFRA newspaper profile v5) and refused above 240 (v4-era profiles, NIAD);
    squares of 15 mm, pictures (error at 99 and 549, warning at 149 and 799), rules 0.25 pt, black overprint
    below 12 pt and 2 pt, reversed and multi-ink type 10 pt, rich black text over 220 with K at least 85:
    GWG 2022, Newspaper Ads and WebCMYKNews. Type of one ink 6 pt: newspapers' own sheets (NIAD, Tribune: 6 to 7).
    """

    ink_design: float = 220.0
    ink: float = 240.0
    ink_square_mm: float = 15.0
    image_ppi_refused: float = 99.0
    image_ppi_low: float = 149.0
    bitmap_ppi_refused: float = 549.0
    bitmap_ppi_low: float = 799.0
    line_width: float = 0.25
    type_size: float = 6.0
    reversed_size: float = 10.0
    inks_size: float = 10.0
    black_text_size: float = 12.0
    black_line_width: float = 2.0
    rich_black: float = 220.0
    rich_black_key: float = 0.85
    ground: float = 0.2
    """Mean ink under white type from which it counts as reversed, 0 to 1."""


REGISTERED: Final = frozenset(
    (
        "IFRA26", "JCN2002", "CGATS TR 002", "FOGRA42", "FOGRA48", "CGATS21-2-CRPC1", "CGATS21-2-CRPC2",
        "FOGRA27", "FOGRA28", "FOGRA29", "FOGRA30", "FOGRA39", "FOGRA40", "FOGRA41", "FOGRA43", "FOGRA44", "FOGRA45",
        "FOGRA46", "FOGRA47", "FOGRA49", "FOGRA50", "FOGRA51", "FOGRA52", "FOGRA53", "FOGRA54", "FOGRA56",
        "FOGRA57", "FOGRA58", "FOGRA59", "FOGRA60", "CGATS TR 001", "CGATS TR 003", "CGATS TR 005", "CGATS TR 006",
        "CGATS21-2-CRPC3", "CGATS21-2-CRPC4", "CGATS21-2-CRPC5", "CGATS21-2-CRPC6", "CGATS21-2-CRPC7", "JC200103",
        "JC200104", "JCW2003", "EUROSB104", "EUROSB204", "PSRgravureMF",
    )
)  # fmt: skip
"""Names of the ICC's CMYK characterisation registry, as far as they are met; spaces matter."""

NEWSPRINT: Final = NEWSPRINT_CONDITIONS
"""Those of them that are newsprint."""
