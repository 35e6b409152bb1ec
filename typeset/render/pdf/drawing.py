"""Drawing the pages of one document; a page that stands as it was drawn in the run before is taken over."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct
from msgspec.structs import replace

from typeset.render.pdf.content import PageContent
from typeset.render.pdf.fonts import EmbeddedFace
from typeset.render.pdf.marked import PageTags
from typeset.render.pdf.objects import Stream
from typeset.render.pdf.resources import Pictures, Resources, Spots
from typeset.render.pdf.shares import shares_of
from typeset.render.pdf.standing import Drawn, Side, StandingContents


class Drawing(Struct, frozen=True):
    """What pages of a document are drawn with."""

    faces: Mapping[str, EmbeddedFace]
    pictures: Pictures
    spots: Spots
    standing: StandingContents

    def draw(self, side: Side) -> tuple[Drawn, Resources]:
        """A page as it is drawn, and what of the document it names."""
        resources = Resources(self.faces, self.pictures, self.spots)
        faces = {role: self.faces[role].cut for role in side.needs.meant}
        known = side.drawn
        if (
            known is not None
            and self.standing.shows_same(known, side.needs, faces)
            and resources.again(known.named)
        ):
            side.drawn = replace(known, faces=faces)
            return side.drawn, resources
        resources = Resources(self.faces, self.pictures, self.spots)
        tags = PageTags() if side.tagged else None
        if self.standing.keeps:
            side.runs = side.runs.again(faces)
        content = PageContent(side.sheet, resources, side.over, tags, side.runs).operators()
        side.drawn = Drawn(
            Stream(content, compress=True),
            resources.named(),
            faces,
            () if tags is None else shares_of(side.sheet.pages[0].page, tags),
        )
        return side.drawn, resources
