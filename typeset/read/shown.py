"""Pictures of a story as they were typed into those that can be shown: found, measured, their captions read."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from msgspec.structs import replace

from typeset.catalogue import finding
from typeset.findings import Finding
from typeset.model.story import Gallery, Picture
from typeset.patterns import regex
from typeset.read.attributes import Attributes, read_attributes
from typeset.read.characters import composed
from typeset.read.draft import Place, PlacedPicture
from typeset.read.paragraphs import Desk
from typeset.read.references import REFERENCE, misplaced, referring
from typeset.source import Span

_STRONG: Final = regex(r"\*\*([^*]+)\*\*")

Widen = Callable[[str, list[Place]], str]
"""Half-width punctuation in Chinese set full-width, as the page wants it; told at the places of the characters."""


def read_pictures(
    typed: Sequence[PlacedPicture], desk: Desk, widen: Widen, found: list[Finding]
) -> tuple[Picture, ...]:
    """The pictures that can be had, in their order; of the others is told why not."""
    made = (_picture(picture, desk, widen, found) for picture in typed)
    return tuple(picture for picture in made if picture is not None)


def _picture(picture: PlacedPicture, desk: Desk, widen: Widen, found: list[Finding]) -> Picture | None:
    attributes = read_attributes(picture.typed.attributes)
    for mistake in attributes.mistakes:
        span = Span(desk.file, *picture.attribute_place(mistake.offset))
        found.append(finding(mistake.code, span=span, story=desk.slug, **dict(mistake.facts)))
    if picture.typed.open_brace:
        found.append(
            finding(
                "picture-attribute",
                span=Span(desk.file, *picture.attribute_place(0)),
                text="{",
                example='{columns=2 credit="…"}',
            )
        )
    known = desk.pictures.look(picture.typed.file, desk.picture_folders, picture.span)
    if isinstance(known, Finding):
        found.append(replace(known, story=desk.slug))
        return None
    mask = _mask(attributes.mask, picture, desk, found)
    here = (picture.span.line, picture.span.column)
    typed = composed(picture.typed.caption)
    caption = referring(typed, _caption_places(typed, picture), desk.file, found)
    found += misplaced(attributes.credit, [here] * len(attributes.credit), desk.file)
    return Picture(
        file=known.file,
        caption=widen(caption.text, list(caption.places)),
        credit=composed(attributes.credit),
        span=picture.span,
        pixels=known.pixels,
        kind=known.kind,
        columns=attributes.columns,
        width=attributes.width,
        rows=attributes.rows,
        place=attributes.place,
        wide=attributes.wide,
        side=attributes.side,
        fit=attributes.fit,
        focus=attributes.focus,
        contour=desk.pictures.contour(known.file, mask) if attributes.contour else (),
        mask=mask,
        caption_place=attributes.caption_place,
        caption_strong=tuple(
            (
                caption.rewriting.moved(len(composed(picture.typed.caption[:first]))),
                caption.rewriting.moved(len(composed(picture.typed.caption[:last]))),
            )
            for first, last in picture.typed.strong
        ),
        mentions=caption.mentions,
    )


def _mask(name: str, picture: PlacedPicture, desk: Desk, found: list[Finding]) -> str:
    """The file of a mask; "" when none is asked for, or, told, when it cannot be had."""
    if not name:
        return ""
    known = desk.pictures.look(name, desk.picture_folders, picture.span)
    if isinstance(known, Finding):
        found.append(replace(known, story=desk.slug))
        return ""
    if known.kind in {"PDF", "SVG"}:
        found.append(finding("mask-not-pixels", span=picture.span, story=desk.slug, file=known.file))
        return ""
    return known.file


def _caption_places(caption: str, picture: PlacedPicture) -> list[Place]:
    """Where the characters of a caption stand, nearly: marks of bold type in it are not counted, but before references."""
    line, column = picture.span.line, picture.span.column
    places = [(line, column + 2 + index) for index in range(len(caption))]
    for match, at in zip(REFERENCE.finditer(caption), picture.typed.references, strict=False):
        places[match.start()] = picture.place_of(at)
    return places


def read_gallery(
    typed: Sequence[PlacedPicture],
    asked: tuple[Attributes, Span],
    desk: Desk,
    widen: Widen,
    found: list[Finding],
) -> Gallery | None:
    """The gallery of these pictures, and what its own braces asked for; None, told, when none of them can be had."""
    attributes, span = asked
    pictures = read_pictures(typed, desk, widen, found)
    if not typed:
        found.append(finding("gallery-empty", span=span, story=desk.slug))
    if not pictures:
        return None
    caption, strong = _strong(composed(attributes.caption))
    for text in (caption, attributes.credit):
        found += misplaced(text, [(span.line, span.column)] * len(text), span.file)
    return Gallery(
        pictures=pictures,
        across=attributes.across,
        rows=attributes.rows,
        caption=widen(caption, [(span.line, span.column)] * len(caption)),
        credit=composed(attributes.credit),
        caption_place=attributes.caption_place,
        caption_strong=strong,
    )


def _strong(text: str) -> tuple[str, tuple[tuple[int, int], ...]]:
    """A text without the marks of bold stretches, and where those are."""
    plain, stretches, at = "", [], 0
    for match in _STRONG.finditer(text):
        plain += text[at : match.start()]
        stretches.append((len(plain), len(plain) + len(match[1])))
        plain += match[1]
        at = match.end()
    return plain + text[at:], tuple(stretches)
