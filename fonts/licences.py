"""The licence files of the bundled faces, put together from what the Debian packages carry."""

from __future__ import annotations

import gzip
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Final

COPYRIGHT_FILES: Final[Mapping[str, Path]] = {
    "noto": Path("/usr/share/doc/fonts-noto-cjk/copyright"),
    "lxgw-wenkai": Path("/usr/share/doc/fonts-lxgw-wenkai/copyright"),
}
RESERVED: Final[Mapping[str, str]] = {"lxgw-wenkai": "with Reserved Font Names “霞鹜” and “LXGW”."}
FANDOL: Final = Path("usr/share/doc/texlive-doc/fonts/fandol")

CHANGED: Final = (
    "The faces cut from this font by fonts/build.py are Modified Versions: fewer characters, no hints, other\n"
    "names, and Chinese marks one em wide where the font had them narrower. They stay under this licence.\n"
)
FONT_EXCEPTION: Final = (
    "The GPL font exception, as the Free Software Foundation words it:\n"
    "As a special exception, if you create a document which uses this font, and embed\n"
    "this font or unaltered portions of this font into the document, this font does not by itself cause the\n"
    "resulting document to be covered by the GNU General Public License. This exception does not however\n"
    "invalidate any other reasons why the document might be covered by the GNU General Public License. If you\n"
    "modify this font, you may extend this exception to your version of the font, but you are not obligated to\n"
    "do so. If you do not wish to do so, delete this exception statement from your version.\n"
)


def licence_text(name: str, copyrights: Iterable[str], root: Path) -> str:
    """The licence file of one font: its owners, what was changed, and the licence itself."""
    notice = "\n".join(copyrights)
    if name in RESERVED:
        notice += f",\n{RESERVED[name]}"
    if name == "fandol":
        readme = (root / FANDOL / "README").read_text(encoding="utf-8")
        copying = gzip.decompress((root / FANDOL / "COPYING.gz").read_bytes()).decode("utf-8")
        return "\n".join((notice, "", CHANGED, FONT_EXCEPTION, readme, copying))
    return "\n".join((notice, "", CHANGED, open_font_licence(COPYRIGHT_FILES[name])))


def open_font_licence(copyright_file: Path) -> str:
    """The SIL Open Font Licence as a Debian copyright file quotes it."""
    lines = copyright_file.read_text(encoding="utf-8").splitlines()
    start = next(i for i, line in enumerate(lines) if "SIL OPEN FONT LICENSE" in line)
    text = []
    for line in lines[start:]:
        if not line.startswith(" "):
            break
        text.append("" if line.strip() == "." else line[1:])
    return "\n".join(text).rstrip() + "\n"
