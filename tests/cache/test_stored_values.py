"""Values that are kept: what comes back is equal in every field, and bytes of any origin come to a value or to nothing."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image
from shelf import Shelf

from typeset import press
from typeset.faces import FaceBook
from typeset.flow.issue import SetIssue
from typeset.flow.jump import Placed
from typeset.flow.orders import Order, SetInFrame
from typeset.flow.standingtype import StandingType
from typeset.flow.storedtype import StoredType
from typeset.model.layout import Rect
from typeset.model.placed import (
    Dot,
    GlyphRun,
    Item,
    LineStyle,
    Modules,
    Outline,
    PlacedPicture,
    Purpose,
    Rule,
    Tint,
)
from typeset.model.placed import (
    Path as DrawnPath,
)
from typeset.model.stored import StoredItems, items_of, stored_items
from typeset.model.structure import Element, Tag
from typeset.model.style import Colour
from typeset.repro import Change, Did, Looked, Prepared
from typeset.repro.stored import looked_bytes, looked_of, prepared_bytes, prepared_of
from typeset.text.shape import Shaper

ROOT = Path(__file__).parents[2]
# Of none of these stories anything is set by it.
SHAPER = Shaper(FaceBook([]))
LENGTH = st.integers(-(10**7), 10**7)
TEXT = st.text(max_size=4)
COLOUR = st.builds(
    Colour,
    *[st.integers(0, 1000)] * 4,
    spot=TEXT,
    tint=st.integers(0, 1000),
    knocks_out=st.booleans(),
)
ELEMENT = st.recursive(
    st.none() | st.builds(Element, st.sampled_from(Tag), TEXT, st.none(), TEXT, TEXT, TEXT),
    lambda above: st.builds(
        Element,
        st.sampled_from(Tag),
        TEXT,
        above,
        spans=st.tuples(st.integers(1, 9), st.integers(1, 9)),
        holds=st.lists(above.filter(bool), max_size=2).map(tuple),
    ),
    max_leaves=6,
)
RECT = st.builds(Rect, LENGTH, LENGTH, LENGTH, LENGTH)
POINT = st.tuples(LENGTH, LENGTH)
SEGMENT = st.tuples(POINT) | st.tuples(POINT, POINT, POINT)
OUTLINE = st.builds(Outline, POINT, st.lists(SEGMENT, max_size=3).map(tuple), st.booleans())
LENGTHS = st.lists(LENGTH, max_size=4).map(tuple)
ITEM: st.SearchStrategy[Item] = st.one_of(
    st.builds(
        GlyphRun,
        TEXT,
        LENGTH,
        LENGTH,
        st.lists(st.integers(0, 65535), max_size=4).map(tuple),
        LENGTHS,
        st.lists(TEXT, max_size=4).map(tuple),
        COLOUR,
        st.sampled_from(Purpose),
        st.integers(1, 2000),
        *[st.booleans()] * 3,
        ELEMENT,
        st.integers(0, 9),
        st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9), ELEMENT.filter(bool)), max_size=2).map(
            tuple
        ),
    ),
    st.builds(Rule, *[LENGTH] * 5, COLOUR, st.sampled_from(LineStyle), ELEMENT),
    st.builds(Tint, RECT, COLOUR, ELEMENT),
    st.builds(Dot, LENGTH, LENGTH, LENGTH, COLOUR, ELEMENT),
    st.builds(
        DrawnPath, st.lists(OUTLINE, max_size=2).map(tuple), COLOUR, LENGTH, LENGTHS, st.booleans(), ELEMENT
    ),
    st.builds(PlacedPicture, TEXT, RECT, RECT, TEXT, st.booleans(), TEXT, ELEMENT, st.integers(0, 9)),
    st.builds(Modules, RECT, st.lists(TEXT, max_size=3).map(tuple), COLOUR, ELEMENT, st.integers(0, 9)),
)


def plain(value: object) -> object:
    """All fields, those too that equality leaves out, with the types of structs."""
    if isinstance(value, msgspec.Struct):
        return (type(value), *[plain(getattr(value, name)) for name in value.__struct_fields__])
    return tuple(map(plain, value)) if isinstance(value, tuple) else value


def there_and_back(items: tuple[Item, ...]) -> tuple[Item, ...]:
    return items_of(msgspec.msgpack.decode(msgspec.msgpack.encode(stored_items(items)), type=StoredItems))


@settings(max_examples=200, deadline=None)
@given(st.lists(ITEM, max_size=6).map(tuple))
def test_items_come_back_in_every_field(items: tuple[Item, ...]) -> None:
    assert plain(there_and_back(items)) == plain(items)


@settings(max_examples=300, deadline=None)
@given(st.lists(ITEM, min_size=1, max_size=3).map(tuple), st.data())
def test_spoiled_items_are_items_or_an_error_of_values(items: tuple[Item, ...], data: st.DataObject) -> None:
    spoiled = bytearray(msgspec.msgpack.encode(stored_items(items)))
    for _ in range(data.draw(st.integers(1, 3))):
        spoiled[data.draw(st.integers(0, len(spoiled) - 1))] = data.draw(st.integers(0, 255))
    try:
        made = items_of(msgspec.msgpack.decode(bytes(spoiled), type=StoredItems))
    except (ValueError, msgspec.MsgspecError):
        return
    assert all(isinstance(item, Item) for item in made)


PREPARED = st.builds(
    Prepared,
    width=st.integers(1, 9),
    height=st.integers(1, 9),
    space=st.sampled_from(["DeviceGray", "DeviceCMYK"]),
    bits=st.sampled_from([1, 8]),
    data=st.binary(max_size=20),
    is_jpeg=st.booleans(),
    inverted=st.booleans(),
    orientation=st.integers(1, 8),
    soft_mask=st.none() | st.binary(max_size=9),
    outline=st.none() | st.lists(OUTLINE, max_size=2).map(tuple),
    ppi=st.none() | st.integers(1, 900),
    most_ink=st.integers(0, 400),
    changes=st.lists(
        st.builds(Change, st.sampled_from(Did), TEXT, st.integers(0, 9), st.integers(0, 9)), max_size=3
    ).map(tuple),
)


@given(PREPARED)
def test_a_picture_made_ready_comes_back(made: Prepared) -> None:
    assert prepared_of(prepared_bytes(made)) == made


@given(st.sampled_from(["L", "CMYK"]), st.integers(1, 5), st.integers(1, 5), st.booleans(), st.data())
def test_what_was_told_of_a_picture_comes_back(
    mode: str, wide: int, high: int, masked: object, data: st.DataObject
) -> None:
    size = wide * high * (4 if mode == "CMYK" else 1)
    inks = Image.frombytes(mode, (wide, high), data.draw(st.binary(min_size=size, max_size=size)))
    looked = Looked((Change(Did.MASKED),), 8, 200, inks, inks.getchannel(0) if masked else None, ())
    kept = looked_bytes(looked)
    assert kept is not None
    again = looked_of(kept)
    assert again is not None
    assert (again.changes, again.bits, again.ppi, again.outline) == ((Change(Did.MASKED),), 8, 200, ())
    assert (again.inks.mode, again.inks.size, again.inks.tobytes()) == (mode, (wide, high), inks.tobytes())
    assert (again.opacity is None) == (not masked)


@settings(max_examples=300, deadline=None)
@given(PREPARED, st.data())
def test_spoiled_pictures_are_pictures_or_nothing(made: Prepared, data: st.DataObject) -> None:
    looked = Looked((), 8, None, Image.new("CMYK", (3, 2)), Image.new("L", (3, 2)))
    for kept, opened in ((prepared_bytes(made), prepared_of), (looked_bytes(looked) or b"", looked_of)):
        spoiled = bytearray(kept)
        spoiled[data.draw(st.integers(0, len(spoiled) - 1))] = data.draw(st.integers(0, 255))
        opened(bytes(spoiled))


@pytest.fixture(scope="module")
def settings_of_sample() -> tuple[list[tuple[Order, SetInFrame]], SetIssue]:
    """The settings of the stories of the sample newspaper."""
    found: list[tuple[Order, SetInFrame]] = []

    class Listening(StoredType, frozen=True):
        def keep(self, order: Order, done: SetInFrame) -> None:
            found.append((order, done))

    loaded = press.load(ROOT / "editions" / "2026-11-22")
    issue = press.set_pages(loaded, StandingType(Listening(Shelf(), b"")))
    return found, issue


def test_set_stories_come_back_in_every_field(
    settings_of_sample: tuple[list[tuple[Order, SetInFrame]], SetIssue],
) -> None:
    found, _ = settings_of_sample
    stored = StoredType(Shelf(), b"faces")
    placed = [(order, done) for order, done in found if isinstance(done.result, Placed)]
    assert len(placed) > 20
    for order, done in found:
        stored.keep(order, done)
    for order, done in placed:
        again = stored.find(order, SHAPER)
        assert again is not None
        assert plain(again) == plain(done)


def test_settings_are_found_by_all_they_depend_on(
    settings_of_sample: tuple[list[tuple[Order, SetInFrame]], SetIssue],
) -> None:
    found, _ = settings_of_sample
    shelf = Shelf()
    for order, done in found:
        StoredType(shelf, b"faces").keep(order, done)
    order = next(order for order, done in found if done.travels)
    assert StoredType(shelf, b"faces").find(order, SHAPER) is not None
    assert StoredType(shelf, b"others").find(order, SHAPER) is None
    assert (
        StoredType(shelf, b"faces").find(msgspec.structs.replace(order, held=not order.held), SHAPER) is None
    )
    story = msgspec.structs.replace(order.story, slug=order.story.slug + "x")
    assert StoredType(shelf, b"faces").find(msgspec.structs.replace(order, story=story), SHAPER) is None


def test_what_is_no_setting_is_set_again(
    settings_of_sample: tuple[list[tuple[Order, SetInFrame]], SetIssue],
) -> None:
    order, done = next(one for one in settings_of_sample[0] if one[1].travels)
    shelf = Shelf()
    stored = StoredType(shelf, b"")
    stored.keep(order, done)
    ((key, data),) = shelf.kept.items()
    for spoiled in (b"", b"\xc1", data[:-1], data + b"x", msgspec.msgpack.encode([1, 2]), data[::-1]):
        shelf.kept[key] = spoiled
        assert stored.find(order, SHAPER) is None
