"""What goes to the plant: the names of page files, their standard and output intent, and the list of their digests."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Final

from typeset.catalogue import finding
from typeset.findings import Finding, TypesetError
from typeset.model.edition import Edition, PageSpec
from typeset.model.file_names import FileFacts, file_name
from typeset.model.printing import BUNDLED_PROFILE, Inks, Printing, Standard
from typeset.patterns import regex
from typeset.press.output import PAGES, page_file
from typeset.repro import PressProfile

if TYPE_CHECKING:
    from typeset.render.pdf import OutputIntent

SHEETS: Final = "sheets"
"""The folder of imposed sheets."""

_LINE: Final = regex(
    rf"(?P<digest>[0-9a-f]{{64}})  (?P<name>(?:{PAGES}|{SHEETS})/[A-Za-z0-9][A-Za-z0-9._-]*)"
)


def page_files(edition: Edition) -> dict[int, str]:
    """The file of each page in the output folder, by the page's number.

    Raises:
        TypesetError: when two pages would have one name.
    """
    files = {page.number: _file(page, edition) for page in edition.pages}
    double = {name for name in files.values() if list(files.values()).count(name) > 1}
    if double:
        found: list[Finding] = [
            finding("same-file-name", span=page.span, page=page.number, text=page.printing.file_name)
            for page in edition.pages
            if files[page.number] in double
        ]
        raise TypesetError(found)
    return files


def _file(page: PageSpec, edition: Edition) -> str:
    pattern = page.printing.file_name
    if not pattern:
        return page_file(page.name)
    facts = FileFacts(
        paper=page.printing.paper_code or edition.paper,
        date=edition.date,
        page=page.name,
        issue=edition.fields.get("issue", ""),
        black=page.printing.inks is Inks.BLACK,
    )
    return f"{PAGES}/{file_name(pattern, facts)}.pdf"


def intent_of(printing: Printing, profile: PressProfile) -> OutputIntent:
    """For which press a page is made; ``profile`` is what its colours were converted with.

    A registered condition is named and no more, unless the plant gave its profile or the standard wants one embedded. The bundled profile
    claims no registered condition: it is not made from its data.
    """
    from typeset.render.pdf import OutputIntent

    own = printing.profile != BUNDLED_PROFILE
    if printing.is_registered and not own and printing.standard is not Standard.PDFX_4:
        return OutputIntent(printing.condition, printing.condition, registered=True)
    told = profile.name or "profile"
    if own:
        return OutputIntent(printing.condition, told, registered=printing.is_registered, profile=profile.data)
    return OutputIntent("Custom", told, registered=False, profile=profile.data)


def listed(text: str) -> dict[str, str]:
    """The digests in a list by their files; lines that are none of ours are passed over."""
    matches = (_LINE.fullmatch(line) for line in text.splitlines())
    return {match["name"]: match["digest"] for match in matches if match}


def manifest(written: Mapping[str, bytes], before: str, kept: Iterable[str]) -> str:
    """The list of digests: of page files written now, and of those ``kept`` from the build that wrote the list ``before``."""
    names = set(kept)
    lines = {name: digest for name, digest in listed(before).items() if name in names}
    for name, data in written.items():
        lines[name] = hashlib.sha256(data).hexdigest()
    return "".join(f"{digest}  {name}\n" for name, digest in sorted(lines.items()))
