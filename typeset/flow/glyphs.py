"""Which characters no face has, with their places, and which were borrowed from another face than asked for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from typeset.catalogue import finding
from typeset.faces import FaceBook
from typeset.findings import Finding
from typeset.flow.body import Body
from typeset.flow.setter import Setter
from typeset.model.layout import HeadlineSpec
from typeset.model.placed import GlyphRun, Item, Purpose
from typeset.model.story import Story
from typeset.source import Span
from typeset.text.classes import CharClass
from typeset.text.shaped import ShapedParagraph
from typeset.units import Length

_SHOWN = 20
_INVISIBLE = frozenset(
    {CharClass.SPACE, CharClass.BREAK_SPACE, CharClass.GLUE, CharClass.JOINER, CharClass.EM_SPACE}
)


def missing_in_body(body: Body) -> list[Finding]:
    """A finding for each character of the body that prints as a box."""
    findings: list[Finding] = []
    for paragraph in body.paragraphs:
        shaped = paragraph.shaped
        for offset, typed in _missing_in(shaped):
            findings.append(missing(typed, paragraph.source.span_at(offset), body.story.slug))
        for annotation in shaped.annotations:
            if annotation.ruby is not None:
                lacking = _missing_in(annotation.ruby)
                span = annotation.source.span
                findings += (missing(typed, span, body.story.slug) for _, typed in lacking)
    return findings


def _missing_in(shaped: ShapedParagraph) -> Iterator[tuple[int, str]]:
    """The characters that print as a box, with their offsets."""
    for index, atom in enumerate(shaped.atoms):
        if atom.is_missing and shaped.kinds[index] not in _INVISIBLE:
            offset = shaped.offsets[index]
            yield offset, shaped.text[offset : shaped.offsets[index + 1]]


def missing_in_head(story: Story, spec: HeadlineSpec, setter: Setter) -> list[Finding]:
    """The same for the headline block and the captions, at the place of the part or the picture."""
    block = story.block
    texts: list[tuple[str, str, Span]] = [
        *((text, spec.kicker, story.place_of("kicker")) for text in block.kicker),
        *((text, spec.style, story.place_of("headline")) for text in block.headline),
        *((text, spec.deck, story.place_of("deck")) for text in block.deck),
        *((text, "slogan", story.place_of("slogan")) for text in block.slogan),
        (block.series, "series", story.place_of("series")),
        (block.byline, "byline", story.place_of("byline")),
        (block.editors_note, "editors_note", story.place_of("editors_note")),
        *((p.caption, "caption", p.span) for p in story.all_pictures),
        *((p.credit, "credit", p.span) for p in story.all_pictures),
        *((a.gallery.caption, "caption", a.span) for a in story.asides if a.gallery is not None),
        *((a.gallery.credit, "credit", a.span) for a in story.asides if a.gallery is not None),
    ]
    return [f for text, style, span in texts for f in missing_in_text(text, style, span, setter, story.slug)]


def missing_in_text(
    text: str, style: str, span: Span, setter: Setter, story: str | None = None
) -> list[Finding]:
    """A finding for each character of a line of display type or furniture that prints as a box."""
    role = setter.style(style).face
    return [missing(char, span, story) for char in missing_from(text, role, setter.shaper.faces)]


def missing_from(text: str, role: str, faces: FaceBook) -> Iterator[str]:
    """The characters of a text that neither the face of a role nor its fallbacks have."""
    return (char for char in text if not char.isspace() and faces.pick(role, char) is None)


def missing(typed: str, span: Span, story: str | None) -> Finding:
    """The finding for a character, with the marks that combine with it, that no face has."""
    code_point = " ".join(f"U+{ord(char):04X}" for char in typed)
    return finding("missing-glyph", span=span, story=story, char=typed, code_point=code_point)


def borrowed(loans: Iterable[tuple[str, str, str]]) -> list[Finding]:
    """One notice for each pair of faces: how many characters the one lacks and the other lent; ``loans`` as :meth:`Shaper.borrowed` gives them."""
    lent: dict[tuple[str, str], set[str]] = {}
    for role, used, text in loans:
        lent.setdefault((role, used), set()).add(text)
    findings: list[Finding] = []
    for (role, used), texts in sorted(lent.items()):
        chars = "".join(sorted(texts))
        shown = chars if len(chars) <= _SHOWN else chars[:_SHOWN] + "…"
        findings.append(
            finding("fallback-face", role=role, used=used, chars=shown, amount=len(texts), unit="characters")
        )
    return findings


def head_size(items: Iterable[Item]) -> Length:
    """The largest size of the type of a headline block; 0 when there is none."""
    heads = (item for item in items if isinstance(item, GlyphRun) and item.purpose is Purpose.HEAD)
    return max((item.size for item in heads), default=0)
