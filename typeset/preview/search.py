"""Search in what is printed: copy, headlines, captions, furniture; and in copy that found no room (issue 8)."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from typing import Final

from msgspec import Struct

from typeset.flow.issue import SetIssue
from typeset.preview.lengths import rect_in_mm
from typeset.preview.printed import Passage, Printed
from typeset.report.json_value import Json

MOST_HITS: Final = 200
"""So many hits are given; that there are more is said."""
MOST_ASKED: Final = 100
"""Characters of a question that are looked for."""
_AROUND: Final = 14


class _Text(Struct, frozen=True):
    """A passage with its characters folded for comparing, one for one."""

    passage: Passage
    folded: str
    rest: str = ""
    """Copy that found no room after it."""


class Index:
    """The texts of one issue that was set; made once and asked often."""

    def __init__(self, issue: SetIssue, printed: Printed | None = None) -> None:
        self._issue = issue
        known = printed or Printed.of(issue)
        self._texts = [self._text(one) for one in _with_unprinted(known, issue)]

    def hits(self, asked: str) -> dict[str, Json]:
        """Where a text stands: ``{hits: [{story, title, page, rect, before, match, after, over}], more}``.

        Letters are compared without case and width. ``rect`` is that of its first line, in millimetres; None (and ``over``) for copy
        that found no room, whose page is the one it should have been on.
        """
        wanted = folded(asked.strip()[:MOST_ASKED])
        found: list[Json] = []
        if wanted:
            for hit in self._all(wanted):
                if len(found) == MOST_HITS:
                    return {"hits": found, "more": True}
                found.append(hit)
        return {"hits": found, "more": False}

    def _text(self, passage: Passage) -> _Text:
        story = self._issue.edition.stories.get(passage.story or "") if passage.is_copy else None
        rest = "" if story is None else story.text[len(passage.text) :]
        return _Text(passage, folded(passage.text + rest), rest)

    def _all(self, wanted: str) -> Iterator[dict[str, Json]]:
        for one in self._texts:
            at = one.folded.find(wanted)
            while at >= 0:
                yield self._hit(one, at, at + len(wanted))
                at = one.folded.find(wanted, at + len(wanted))

    def _hit(self, one: _Text, first: int, last: int) -> dict[str, Json]:
        passage = one.passage
        text = passage.text + one.rest
        places = passage.places(first, last)
        over = None if places else self._over(passage.story)
        return {
            "story": passage.story,
            "title": self._title(passage.story),
            "page": places[0].page if places else over,
            "rect": rect_in_mm(places[0].rect) if places else None,
            "over": not places,
            "before": text[max(0, first - _AROUND) : first],
            "match": text[first:last],
            "after": text[last : last + _AROUND],
        }

    def _title(self, slug: str | None) -> str:
        story = self._issue.edition.stories.get(slug or "")
        return "" if story is None else "　".join(story.block.headline) or story.slug

    def _over(self, slug: str | None) -> int | None:
        return next((one.page for one in self._issue.oversets if one.story == slug), None)


def folded(text: str) -> str:
    """The text with letters of one case and width, each character still one character."""
    return "".join(_folded(char) for char in text)


def _folded(char: str) -> str:
    other = unicodedata.normalize("NFKC", char).casefold()
    return other if len(other) == 1 else char


def _with_unprinted(printed: Printed, issue: SetIssue) -> Iterator[Passage]:
    """All passages, and an empty one for each story of which nothing at all found room."""
    yield from printed.passages
    known = {one.story for one in printed.passages if one.is_copy}
    for slug in dict.fromkeys(one.story for one in issue.oversets):
        if slug not in known:
            yield Passage(slug, "", (), is_copy=True)
