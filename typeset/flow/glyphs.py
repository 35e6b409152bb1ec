"""Which characters no face has, with their places, and which were borrowed from another face than asked for."""

from __future__ import annotations

from collections.abc import Iterator

from typeset.catalogue import finding
from typeset.faces import FaceBook
from typeset.findings import Finding
from typeset.flow.body import Body
from typeset.flow.setter import Setter
from typeset.model.layout import HeadlineSpec
from typeset.model.story import Story
from typeset.source import Span
from typeset.text.classes import CharClass
from typeset.text.shape import Shaper

_SHOWN = 20
_INVISIBLE = frozenset({CharClass.SPACE, CharClass.BREAK_SPACE, CharClass.GLUE, CharClass.EM_SPACE})


def missing_in_body(body: Body) -> list[Finding]:
    """A finding for each character of the body that prints as a box."""
    findings: list[Finding] = []
    for paragraph in body.paragraphs:
        shaped = paragraph.shaped
        for index, atom in enumerate(shaped.atoms):
            if not atom.face and shaped.kinds[index] not in _INVISIBLE:
                offset = shaped.offsets[index]
                span = paragraph.source.span_at(offset)
                findings.append(_missing(shaped.text[offset], span, body.story.slug))
    return findings


def missing_in_head(story: Story, spec: HeadlineSpec, setter: Setter) -> list[Finding]:
    """The same for the headline block and the captions, at the place of the story or the picture."""
    block = story.block
    texts: list[tuple[str, str, Span]] = [
        *((text, spec.kicker, story.span) for text in block.kicker),
        *((text, spec.style, story.span) for text in block.headline),
        *((text, spec.deck, story.span) for text in block.deck),
        *((text, "slogan", story.span) for text in block.slogan),
        (block.series, "series", story.span),
        (block.byline, "byline", story.span),
        (block.editors_note, "editors_note", story.span),
        (story.jump_headline, "jump_head", story.span),
        *((p.caption, "caption", p.span) for p in story.pictures),
        *((p.credit, "credit", p.span) for p in story.pictures),
    ]
    findings: list[Finding] = []
    for text, style, span in texts:
        role = setter.style(style).face
        findings += [_missing(c, span, story.slug) for c in missing_from(text, role, setter.shaper.faces)]
    return findings


def missing_from(text: str, role: str, faces: FaceBook) -> Iterator[str]:
    """The characters of a text that neither the face of a role nor its fallbacks have."""
    return (char for char in text if not char.isspace() and faces.pick(role, char) is None)


def _missing(char: str, span: Span, story: str | None) -> Finding:
    return finding("missing-glyph", span=span, story=story, char=char, code_point=f"U+{ord(char):04X}")


def borrowed(shaper: Shaper) -> list[Finding]:
    """One notice for each pair of faces: how many characters the one lacks and the other lent."""
    lent: dict[tuple[str, str], set[str]] = {}
    for role, used, text in shaper.borrowed():
        lent.setdefault((role, used), set()).add(text)
    findings: list[Finding] = []
    for (role, used), texts in sorted(lent.items()):
        chars = "".join(sorted(texts))
        shown = chars if len(chars) <= _SHOWN else chars[:_SHOWN] + "…"
        findings.append(
            finding("fallback-face", role=role, used=used, chars=shown, amount=len(texts), unit="characters")
        )
    return findings
