"""Stories: front matter and Markdown body into a :class:`Story`, with every place in its file."""

from __future__ import annotations

from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from typeset.catalogue import finding
from typeset.findings import Finding
from typeset.model.story import Aside, AsideKind, Emphasis, PicturePlace, Role, Story
from typeset.read.asides import TypedAside, lift_asides
from typeset.read.attributes import ASIDE_KEYS, GALLERY_KEYS, read_attributes
from typeset.read.body import AskedTable, read_body
from typeset.read.break_marks import without_marks
from typeset.read.characters import controls, invisible, is_blank
from typeset.read.draft import Draft, Place
from typeset.read.front_matter import Front, read_front
from typeset.read.headline_block import read_block, read_part, typed_places
from typeset.read.jump_form import jump_wish
from typeset.read.look import PLAIN, Look
from typeset.read.paragraphs import Desk, paragraphs, resolved
from typeset.read.paragraphs import composed as composed_draft
from typeset.read.pictures import Pictures
from typeset.read.questions import with_questions
from typeset.read.references import misplaced
from typeset.read.shown import read_gallery, read_pictures
from typeset.read.table_attributes import TABLE_KEYS, read_table_attributes
from typeset.read.table_drafts import TypedRows, table_drafts
from typeset.read.table_files import read_table_file
from typeset.read.texts import read_text
from typeset.read.widener import Widener
from typeset.read.yaml_tree import key_span_at, span_at
from typeset.source import Sources, Span

_SHOWN: Final = 8
_EM_SPACE: Final = "\u3000"


class StoryPlace(Struct, frozen=True):
    """Where a story and its pictures are looked for."""

    folder: str
    slug: str

    @property
    def file(self) -> str:
        """The story's file."""
        return f"{self.folder}/stories/{self.slug}.md"

    @property
    def picture_folders(self) -> tuple[str, ...]:
        """Beside the story, in ``pictures/`` of the edition, in the edition's folder."""
        return (f"{self.folder}/stories", f"{self.folder}/pictures", self.folder)


def read_story(
    sources: Sources,
    place: StoryPlace,
    pictures: Pictures,
    *,
    fullwidth: bool,
    styles: frozenset[str] | None = None,
) -> tuple[Story | None, tuple[Finding, ...]]:
    """Read a story that exists; None, with findings, when there is nothing in it that could be set.

    ``fullwidth`` asks for half-width punctuation in Chinese to be set full-width; ``styles`` are the names of those
    a story may ask for, None when they are not known.
    """
    text, problems = read_text(sources, place.file)
    if text is None:
        return None, problems
    found = [*problems, *controls(text, place.file), *invisible(text, place.file)]
    front = read_front(text, place.file, found)
    copy, lifted = lift_asides(front.body, place.file, front.first_line, found)
    body = read_body(copy, place.file, front.first_line)
    found.extend(body.findings)
    widener = Widener(wanted=fullwidth)
    block = read_block(front, text.split("\n"), widener, found)
    jump_headline = without_marks(read_part(front, "jump_headline", text.split("\n"), widener)).text
    drafts = _with_tables(body.drafts, sources, place.picture_folders, found)
    drafts = _with_dateline(drafts, front, text.split("\n"))
    desk = Desk(place.file, place.slug, styles, pictures, place.picture_folders)
    found += _misplaced_in_tables(drafts, place.file)
    drafts = [resolved(draft, desk, found) for draft in drafts]
    drafts = [widener.draft(composed_draft(d)) for d in drafts if _is_set(d)]
    drafts = with_questions(drafts)
    shown = read_pictures(body.pictures, desk, widener.text, found)
    span = key_span_at(front.tree, "headline") if block.headline else Span(place.file)
    if drafts and not block.headline and front.sound:
        found.append(finding("no-headline", span=Span(place.file), story=place.slug))
    found += (_widened(place, file, places) for file, places in widener.places.items())
    lost = any(f.code == "copy-not-understood" for f in body.findings)
    if not (drafts or body.pictures or lifted or lost):
        found.append(finding("empty-story", span=Span(place.file), story=place.slug))
    places = {key.text: value.span for key, value in front.tree.entries}
    made = [_aside(aside, front.first_line, desk, widener, found, sources) for aside in lifted]
    # A gallery none of whose pictures can be had leaves no room behind.
    asides = tuple(a for a in made if a.kind is not AsideKind.GALLERY or a.gallery is not None)
    if not (drafts or shown or asides):
        return None, tuple(found)
    form = front.form
    story = Story(
        slug=place.slug,
        block=block,
        paragraphs=paragraphs(drafts, place.file),
        pictures=shown,
        span=span,
        jump_headline=jump_headline,
        places=places,
        asides=asides,
        jump=jump_wish(form.jump, span_at(front.tree, "jump")) if form.jump is not None else None,
        rank=form.rank or 0,
    )
    return story, tuple(found)


def _is_set(draft: Draft) -> bool:
    """Whether a draft has copy; a cell may be empty."""
    return draft.cell is not None or not is_blank(draft.text)


def _with_tables(
    drafts: list[Draft], sources: Sources, folders: tuple[str, ...], found: list[Finding]
) -> list[Draft]:
    """The drafts with the tables of files where they were asked for."""
    made: list[Draft] = []
    for number, draft in enumerate(drafts):
        asked = draft.table_file
        if asked is None:
            made.append(draft)
            continue
        known, problems = read_table_file(sources, asked.typed.file, folders, asked.span)
        found.extend(problems)
        if known is None:
            continue
        attributes = read_table_attributes(asked.typed.attributes)
        caption = attributes.caption or asked.typed.caption
        caption_at = attributes.caption_at if attributes.caption else 2 - asked.typed.attributes_at
        head = attributes.head if known.head is None else known.head
        rows = TypedRows(
            known.rows,
            known.file,
            1,
            replace(attributes, caption=caption, caption_at=caption_at, head=head),
            asked.attribute_place,
            number=-1 - number,
            attributes_file=asked.span.file,
        )
        tables, problems_of_table = table_drafts(rows)
        made += tables
        found.extend(problems_of_table)
    return made


def _aside(
    typed: TypedAside,
    first_line: int,
    desk: Desk,
    widener: Widener,
    found: list[Finding],
    sources: Sources,
) -> Aside:
    """An aside with its copy read as that of a body is."""

    def place_of(at: int) -> Place:
        return typed.line, typed.attributes_at + at

    asked = None
    others: tuple[str, ...] = ()
    if typed.kind is AsideKind.TABLE:
        table = read_table_attributes(typed.attributes, ASIDE_KEYS)
        # Keys nobody knows are told below.
        told = tuple(mistake for mistake in table.mistakes if mistake.code != "unknown-key")
        asked = AskedTable(replace(table, mistakes=told), place_of)
        others = TABLE_KEYS
    is_gallery = typed.kind is AsideKind.GALLERY
    keys = GALLERY_KEYS if is_gallery else (*ASIDE_KEYS, *others)
    attributes = read_attributes(
        typed.attributes, keys, PicturePlace.TOP if is_gallery else PicturePlace.MIDDLE
    )
    for mistake in attributes.mistakes:
        span = Span(desk.file, *place_of(mistake.offset))
        found.append(finding(mistake.code, span=span, story=desk.slug, **dict(mistake.facts)))
    body = read_body(typed.text, desk.file, first_line, asked)
    found.extend(body.findings)
    gallery = None
    if is_gallery:
        asked_at = Span(desk.file, typed.line, 1)
        gallery = read_gallery(body.pictures, (attributes, asked_at), desk, widener.text, found)
        found.extend(_gallery_copy(draft, desk) for draft in body.drafts)
        body.drafts.clear()
    else:
        found.extend(
            finding("aside-picture", span=picture.span, story=desk.slug) for picture in body.pictures
        )
    drafts = _with_tables(body.drafts, sources, desk.picture_folders, found)
    found += _misplaced_in_tables(drafts, desk.file)
    drafts = [resolved(draft, desk, found) for draft in drafts]
    drafts = [widener.draft(composed_draft(d)) for d in drafts if _is_set(d)]
    drafts = with_questions(drafts)
    return Aside(
        kind=typed.kind,
        paragraphs=paragraphs(drafts, desk.file),
        span=Span(desk.file, typed.line, 1),
        columns=attributes.columns,
        width=attributes.width,
        wide=attributes.wide,
        side=attributes.side,
        place=attributes.place,
        gallery=gallery,
    )


def _gallery_copy(draft: Draft, desk: Desk) -> Finding:
    span = Span(desk.file, *draft.places[0]) if draft.places else Span(desk.file)
    return finding("gallery-copy", span=span, story=desk.slug, text=draft.text[:20])


def _misplaced_in_tables(drafts: list[Draft], file: str) -> list[Finding]:
    """References in captions and notes of tables, and in tables that are files of their own."""
    return [
        told
        for draft in drafts
        if draft.role in {Role.TABLE_CAPTION, Role.TABLE_NOTE} or (draft.cell is not None and draft.file)
        for told in misplaced(draft.text, draft.places, draft.file or file)
    ]


def _with_dateline(drafts: list[Draft], front: Front, lines: list[str]) -> list[Draft]:
    dateline = (front.form.dateline or "").strip()
    if not dateline:
        return drafts
    places = typed_places(dateline, span_at(front.tree, "dateline"), lines)
    looks = [Look(Emphasis.DATELINE)] * len(dateline)
    first = next((index for index, draft in enumerate(drafts) if draft.role is Role.BODY), None)
    if first is None:
        return [Draft(Role.BODY, list(dateline), looks, places), *drafts]
    draft = drafts[first]
    opened = replace(
        draft,
        chars=[*dateline, _EM_SPACE, *draft.chars],
        looks=[*looks, PLAIN, *draft.looks],
        places=[*places, draft.places[0], *draft.places],
    )
    return [*drafts[:first], opened, *drafts[first + 1 :]]


def _widened(place: StoryPlace, file: str, places: list[Place]) -> Finding:
    ordered = sorted(places)
    shown = ", ".join(f"{line}:{column}" for line, column in ordered[:_SHOWN])
    return finding(
        "punctuation-widened",
        span=Span(file or place.file, *ordered[0]),
        story=place.slug,
        amount=len(ordered),
        unit="characters",
        places=shown + (" …" if len(ordered) > _SHOWN else ""),
    )
