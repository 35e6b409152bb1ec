"""What there must be for a rule to be judged by; without it the rule is not run, which is never to be read as passed."""

from __future__ import annotations

from collections.abc import Callable

from typeset.checks.rule import Case
from typeset.flow.references import refers
from typeset.model.placed import GlyphRun, Path, PlacedPage, PlacedPicture, Rule
from typeset.model.style import BLACK
from typeset.model.verdict import NotRun


def copy(case: Case) -> NotRun | None:
    """Whether a line of copy stands on any page."""
    if any(text.lines for text in case.issue.texts):
        return None
    return NotRun("版上没有正文", "no copy stands on the pages")


def stories(case: Case) -> NotRun | None:
    """Whether there is a story at all."""
    return None if case.read.stories else NotRun("这一期没有稿件", "the issue has no stories")


def headlines(case: Case) -> NotRun | None:
    """Whether a story that stands on a page has a headline."""
    placed = {part.story for part in case.issue.parts}
    if any(case.issue.edition.stories[slug].block.headline for slug in placed):
        return None
    return NotRun("版上没有标题", "no headline stands on the pages")


def type_on_pages(case: Case) -> NotRun | None:
    """Whether anything is set on the pages."""
    return None if _on_a_page(_has_type, case) else NotRun("版上没有字", "nothing is set on the pages")


def pixels(case: Case) -> NotRun | None:
    """Whether a picture of pixels stands on a page; one placed as PDF has none of its own."""
    if _on_a_page(_has_pixels, case):
        return None
    return NotRun("版上没有像素图片", "no picture of pixels stands on the pages")


def placed_pdfs(case: Case) -> NotRun | None:
    """Whether a PDF stands on a page."""
    if _on_a_page(_has_pdf, case):
        return None
    return NotRun("版上没有放进来的 PDF", "no PDF is placed on the pages")


def pictures(case: Case) -> NotRun | None:
    """Whether a picture belongs to a story that stands on a page."""
    placed = {part.story for part in case.issue.parts}
    if any(case.issue.edition.stories[slug].all_pictures for slug in placed):
        return None
    return NotRun("稿件里没有图片", "no story has a picture")


def colours(case: Case) -> NotRun | None:
    """Whether there is a picture, or anything in another ink than black."""
    if _on_a_page(_has_colour, case):
        return None
    return NotRun("各版只有黑字，没有图片", "the pages have black type and no pictures")


def reversed_type(case: Case) -> NotRun | None:
    """Whether white type stands on a page."""
    return None if _on_a_page(_has_white_type, case) else NotRun("版上没有反白字", "no type is reversed")


def coloured_type(case: Case) -> NotRun | None:
    """Whether type in several inks stands on a page."""
    if _on_a_page(_has_coloured_type, case):
        return None
    return NotRun("版上没有几色套印的字", "no type is printed in several inks")


def lines(case: Case) -> NotRun | None:
    """Whether a rule or an outline is drawn on a page."""
    return None if _on_a_page(_has_line, case) else NotRun("版上没有线", "no rule is drawn on the pages")


def references_or_teasers(case: Case) -> NotRun | None:
    """Whether the issue refers to a page anywhere: in copy, a teaser or an index."""
    edition = case.issue.edition
    if any(case.standing.of(refers, story) for story in edition.stories.values()):
        return None
    if any(placed.teasers for page in edition.pages for placed in page.placements):
        return None
    return NotRun("这一期没有参见和导读", "the issue has no references and no teasers")


def _on_a_page(has: Callable[[PlacedPage], bool], case: Case) -> bool:
    return any(case.standing.of(has, page) for page in case.issue.pages)


def _has_type(page: PlacedPage) -> bool:
    return any(isinstance(item, GlyphRun) for item in page.items)


def _has_pixels(page: PlacedPage) -> bool:
    return any(isinstance(item, PlacedPicture) and not _is_pdf(item) for item in page.items)


def _has_pdf(page: PlacedPage) -> bool:
    return any(isinstance(item, PlacedPicture) and _is_pdf(item) for item in page.items)


def _is_pdf(placed: PlacedPicture) -> bool:
    return placed.file.lower().endswith(".pdf")


def _has_colour(page: PlacedPage) -> bool:
    return any(isinstance(item, PlacedPicture) or item.colour != BLACK for item in page.items)


def _has_white_type(page: PlacedPage) -> bool:
    return any(isinstance(item, GlyphRun) and item.colour.is_white for item in page.items)


def _has_coloured_type(page: PlacedPage) -> bool:
    return any(isinstance(item, GlyphRun) and item.colour.plates > 1 for item in page.items)


def _has_line(page: PlacedPage) -> bool:
    return any(isinstance(item, Rule) or (isinstance(item, Path) and item.width > 0) for item in page.items)
