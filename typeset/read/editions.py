"""One edition with all it needs: its file, the layouts of its pages, its stories and their pictures.

Every mistake of every file is reported in one run. What a frame or a page may hold is checked over the model
(:mod:`typeset.checks`); here only files that cannot be understood, and names that lead nowhere.
"""

from __future__ import annotations

from msgspec.structs import replace

from typeset.findings import Finding, coded, in_order
from typeset.flow.hands import Hands, alone
from typeset.model.edition import Edition, Filler, Fold, PageSpec, Placement
from typeset.model.style import LineRules
from typeset.read.edition_pages import EditionPages, read_pages
from typeset.read.imprint import read_imprint
from typeset.read.layouts import PageStyle
from typeset.read.placements import (
    PageAt,
    StoryShelf,
    ad_placements,
    read_fillers,
    stories_asked,
    story_placements,
    teaser_placements,
)
from typeset.read.standing_copy import StandingCopy
from typeset.source import Sources


def read_edition(
    sources: Sources,
    folder: str,
    *,
    pages: frozenset[int] | None = None,
    faces: frozenset[str] | None = None,
    standing: StandingCopy | None = None,
    hands: Hands = alone,
) -> tuple[Edition | None, tuple[Finding, ...]]:
    """Read the edition in a folder of the sources, such as ``editions/2026-11-22``.

    ``pages`` does not limit what is read: jumps and teasers need the whole edition. ``faces`` are the roles that
    styles may ask for; without them no face is found missing. What ``standing`` copy has is not read again;
    without such copy stories are read by these ``hands``.

    Returns:
        The edition and all findings. It is None when its file or a layout it uses cannot be understood; stories
        and pictures that cannot be read are left out of it, with findings of severity error.
    """
    del pages
    if standing is None:
        opened = read_pages(sources, folder, faces)
    else:
        opened = standing.pages(sources, folder, faces)
    if not isinstance(opened, EditionPages):
        return None, in_order(opened)
    found = [*opened.found]
    shelf = StoryShelf(sources, folder, opened.pictures, found, standing, hands)
    filled, fillers = _filled(opened, shelf)
    found.extend(opened.pictures.told)
    edition = _edition(opened, folder, filled, fillers, shelf) if opened.usable else None
    return edition, in_order(coded(found, opened.order.codes))


def _edition(
    opened: EditionPages,
    folder: str,
    filled: dict[int, tuple[Placement, ...]],
    fillers: tuple[Filler, ...],
    shelf: StoryShelf,
) -> Edition | None:
    form, house = opened.form, opened.house
    if form.date is None:
        return None
    return Edition(
        folder.rsplit("/", 1)[-1],
        house.paper,
        form.date,
        tuple(shelf.results.of(_with, page, filled[index]) for index, page in opened.pages),
        shelf.stories,
        opened.tree.span,
        opened.fields,
        fillers,
        opened.pictures.drawings,
        form.fold or Fold.NESTED,
        severities=house.severities,
        imprint=read_imprint(house, opened.tree),
        extra=form.extra,
    )


def _with(page: PageSpec, placements: tuple[Placement, ...]) -> PageSpec:
    return replace(page, placements=placements)


def _filled(
    opened: EditionPages, shelf: StoryShelf
) -> tuple[dict[int, tuple[Placement, ...]], tuple[Filler, ...]]:
    """What stands on each page, by its index, and the pool of fillers."""
    forms, styles = opened.forms, opened.styles
    places = {index: _page_at(opened.order.numbers[index], index, styles[index]) for index, _ in forms}
    shelf.expect(
        (slug, places[index]) for index, form in forms for slug in stories_asked(form, places[index])
    )
    filled: dict[int, tuple[Placement, ...]] = {index: () for index, _ in forms}
    for fill in (story_placements, ad_placements, teaser_placements):
        for index, form in forms:
            filled[index] += fill(form, places[index], opened.tree, shelf)
    first = next((style for style in styles.values() if style is not None), None)
    pool = replace(_page_at(0, 0, first), layout=None)
    placed = frozenset(slug for at in filled.values() for placement in at for slug in placement.stories)
    fillers = read_fillers(opened.form.fillers or (), pool, opened.tree, shelf, placed)
    return filled, fillers


def _page_at(number: int, index: int, style: PageStyle | None) -> PageAt:
    """A page while its frames are filled, by its layout and house style as far as they could be read."""
    if style is None:
        return PageAt(number, index, None, LineRules().fullwidth_punctuation)
    book = style.house.book
    return PageAt(number, index, style.layout, book.lines.fullwidth_punctuation, frozenset(book.styles))
