"""SVG and PDF files as pictures: what is drawn, what is told, what is refused."""

from __future__ import annotations

import io

import pikepdf
import pytest
from newsroom import FOLDER, read, with_story

from typeset.model.drawing import Drawing, Label, Shape
from typeset.model.style import Align, Colour
from typeset.read.svg import BrokenSvgError, read_svg

HEAD = "---\nheadline: 题\n---\n"
OPEN = (
    '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 100 50">'
)


def plain_inks(red: int, green: int, blue: int) -> tuple[int, int, int, int]:
    """Inks by complement, with all of the black that three have in common."""
    black = 255 - max(red, green, blue)
    room = 255 - black
    c, m, y = (round((255 - one - black) * 1000 / room) for one in (red, green, blue))
    return c, m, y, round(black * 1000 / 255)


def drawing(inside: str) -> Drawing:
    """The drawing of what stands in an SVG, all of it drawn."""
    found = read_svg(f"{OPEN}{inside}</svg>".encode(), plain_inks)
    assert found.left_out == ()
    return found.drawing


def shapes(inside: str) -> list[Shape]:
    """The shapes of a drawing."""
    return [mark for mark in drawing(inside).marks if isinstance(mark, Shape)]


def labels(inside: str) -> list[Label]:
    """The labels of a drawing."""
    return [mark for mark in drawing(inside).marks if isinstance(mark, Label)]


def points(shape: Shape) -> list[tuple[int, int]]:
    """The corners of a shape in units."""
    (outline,) = shape.outlines
    corners = [outline.start, *(segment[-1] for segment in outline.segments)]
    return [(x // 1000, y // 1000) for x, y in corners]


@pytest.mark.parametrize(
    ("inside", "corners"),
    [
        ('<rect x="1" y="2" width="3" height="4"/>', [(1, 2), (4, 2), (4, 6), (1, 6)]),
        ('<polygon points="0,0 9 0 9,9"/>', [(0, 0), (9, 0), (9, 9)]),
        ('<path d="m1 1h4v4H1z"/>', [(1, 1), (5, 1), (5, 5), (1, 5)]),
        ('<g transform="translate(10 5) scale(2)"><path d="M1 1L2 3z"/></g>', [(12, 7), (14, 11)]),
        ('<defs><path id="p" d="M0 0L1 1z"/></defs><use xlink:href="#p" x="3" y="4"/>', [(3, 4), (4, 5)]),
        ('<symbol id="s"><path d="M0 0L1 1z"/></symbol><use href="#s" x="2"/>', [(2, 0), (3, 1)]),
    ],
)
def test_shapes_stand_where_their_transforms_put_them(inside: str, corners: list[tuple[int, int]]) -> None:
    (shape,) = shapes(inside)
    assert points(shape) == corners


def test_arcs_and_quadratic_curves_become_cubic_ones() -> None:
    for inside in (
        '<circle cx="9" cy="9" r="5"/>',
        '<path d="M0 0Q5 9 9 0T20 0"/>',
        '<ellipse rx="3" ry="2"/>',
    ):
        (shape,) = shapes(inside)
        assert {len(segment) for segment in shape.outlines[0].segments} == {3}


@pytest.mark.parametrize(
    ("said", "fill"),
    [
        ('fill="#000"', Colour()),
        ('fill="#808080"', Colour(0, 0, 0, 498)),
        ('fill="red"', Colour(0, 1000, 1000, 0)),
        ('style="fill:rgb(0,0,255)"', Colour(1000, 1000, 0, 0)),
        ('class="a"', Colour(0, 1000, 1000, 0)),
        ('id="b"', Colour(1000, 0, 1000, 0)),
        ('fill="black" fill-opacity=".5"', Colour(0, 0, 0, 500)),
        ('fill="black" opacity="50%"', Colour(0, 0, 0, 500)),
        ('color="red" fill="currentColor"', Colour(0, 1000, 1000, 0)),
        ("", Colour()),
    ],
)
def test_paint_by_attribute_style_and_sheet(said: str, fill: Colour) -> None:
    sheet = "<style>/* x */ .a, .c{fill:red} rect{fill:black} #b{fill:lime}</style>"
    (shape,) = shapes(f'{sheet}<path {said} d="M0 0L9 9z"/>')
    assert shape.fill == fill


def test_pens_dashes_and_holes() -> None:
    (line,) = shapes('<line x2="9" stroke="#000" stroke-width="2" stroke-dasharray="3"/>')
    assert (line.fill, line.stroke, line.pen, line.dash) == (None, Colour(), 2000, (3000, 3000))
    (ring,) = shapes('<path fill-rule="evenodd" d="M0 0h9v9h-9z M2 2h3v3h-3z"/>')
    assert (ring.even_odd, len(ring.outlines)) == (True, 2)
    assert shapes('<path d="M0 0L9 9z" fill="none"/><g display="none"><rect width="9" height="9"/></g>') == []
    (scaled,) = shapes('<g transform="scale(.5)"><path fill="none" stroke="red" d="M0 0L9 9"/></g>')
    assert scaled.pen == 500


def test_labels_with_their_points_looks_and_turns() -> None:
    one, two, three = labels(
        '<g font-family="楷, serif" font-size="9"><text x="5" y="7" text-anchor="middle">雨量\n <tspan'
        ' font-weight="bold" fill="red">毫米</tspan><tspan x="1" dy="10">又</tspan></text></g>'
        '<text transform="translate(3 4) rotate(-90)">转</text>'
    )
    assert (one.x, one.y, one.align) == (5000, 7000, Align.CENTER)
    assert [run.text for run in one.runs] == ["雨量 ", "毫米"]
    assert [(run.bold, run.size, run.families) for run in one.runs] == [
        (False, 9000, ("楷", "serif")),
        (True, 9000, ("楷", "serif")),
    ]
    assert one.runs[1].colour == Colour(0, 1000, 1000, 0)
    assert (two.x, two.y, two.runs[0].text) == (1000, 17000, "又")
    assert (three.x, three.y, three.quarter) == (3000, 4000, -1)


@pytest.mark.parametrize(
    ("inside", "name"),
    [
        ('<image href="a.png"/>', "image"),
        ("<foreignObject/>", "foreignObject"),
        ("<script>x</script>", "script"),
        ('<rect width="9" height="9" filter="url(#f)"/>', "filter"),
        ('<rect width="9" height="9" fill="url(#g)"/>', "rect paint"),
        ('<use href="other.svg#a"/>', "use"),
        ('<text transform="rotate(30)">斜</text>', "text rotate(30)"),
        ('<path d="M0 0 L 9 x"/>', "path"),
        ("<style>a > b{fill:red}</style>", "style a > b"),
    ],
)
def test_what_is_not_drawn_is_named_with_its_line(inside: str, name: str) -> None:
    found = read_svg(f"{OPEN}\n{inside}</svg>".encode(), plain_inks)
    assert found.left_out == ((name, 2),)


def test_a_use_of_itself_ends() -> None:
    found = read_svg(f'{OPEN}<g id="a"><use href="#a"/></g></svg>'.encode(), plain_inks)
    assert ("use", 1) in found.left_out


@pytest.mark.parametrize(
    ("data", "line"),
    [
        (f"{OPEN}<g>".encode(), 1),
        (b'<!DOCTYPE svg [<!ENTITY a "aaaa">]>\n<svg xmlns="http://www.w3.org/2000/svg">&a;</svg>', 1),
        (b"<html><svg/></html>", 1),
        (b'<svg xmlns="http://www.w3.org/2000/svg"/>', 1),
        (f"{OPEN}{'<g>' * 200}{'</g>' * 200}</svg>".encode(), 1),
    ],
)
def test_files_that_are_no_drawing_are_refused(data: bytes, line: int) -> None:
    with pytest.raises(BrokenSvgError) as caught:
        read_svg(data, plain_inks)
    assert caught.value.args[2] == line


def shown(name: str, data: bytes) -> dict[str, str | bytes]:
    """The workspace with a story that shows a file."""
    return with_story(f"{HEAD}![图]({name})\n\n前。\n") | {f"{FOLDER}/pictures/{name}": data}


def test_a_story_shows_an_svg_and_what_is_left_out_is_told_once() -> None:
    known = read(shown("a.svg", f'{OPEN}\n<rect width="9" height="9"/><image/><image/></svg>'.encode()))
    (picture,) = known.edition.stories["lead"].pictures
    assert (picture.kind, picture.pixels) == ("SVG", (1000, 500))
    assert picture.file in known.edition.drawings
    (told,) = [f for f in known.findings if f.code == "svg-left-out"]
    assert (str(told.span), told.amount) == (f"{FOLDER}/pictures/a.svg:2:1", 2)


def pdf(pages: int = 1, **options: object) -> bytes:
    """A PDF of pages 200 by 100 points, the trim of the first 20 points smaller on each side, turned by a quarter."""
    file = io.BytesIO()
    made = pikepdf.new()
    for _ in range(pages):
        page = made.add_blank_page(page_size=(200, 100))
        page.obj.TrimBox = pikepdf.Array([20, 20, 180, 80])
        page.obj.Rotate = 90
    made.save(file, **options)
    return file.getvalue()


def test_a_pdf_has_the_size_of_its_trim_as_it_is_seen() -> None:
    known = read(shown("a.pdf", pdf()))
    (picture,) = known.edition.stories["lead"].pictures
    assert (picture.kind, picture.pixels) == ("PDF", (600, 1600))


LOCKED = {"encryption": pikepdf.Encryption(owner="a", user="b")}


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.pdf", b"%PDF-1.4\nnothing"),
        ("a.pdf", pdf(0)),
        ("a.pdf", pdf(**LOCKED)),
        ("a.svg", b"no svg"),
        ("a.svg", f"{OPEN}<g>".encode()),
    ],
)
def test_files_that_cannot_be_shown_are_told_at_the_picture(name: str, data: bytes) -> None:
    known = read(shown(name, data))
    (told,) = [f for f in known.findings if f.code == "unreadable-picture"]
    assert str(told.span).endswith("lead.md:4:1")


@pytest.mark.parametrize(
    "attribute",
    [
        'transform="matrix(1 2 3)"',
        'transform="rotate(1e400)"',
        'transform="skewX(1e400)"',
        'transform="translate(1e400)"',
        'stroke="#000" stroke-width="1e400"',
    ],
)
def test_numbers_beyond_all_measure_are_told_and_never_a_crash(attribute: str) -> None:
    known = read(shown("a.svg", f'{OPEN}<path d="M0 0h5v5z" {attribute}/></svg>'.encode()))
    assert {f.code for f in known.findings} <= {"unreadable-picture", "svg-left-out"}


@pytest.mark.parametrize("box", ["0 0 1e400 5", "0 0 nan 5", "0 0 -1e400 -5"])
def test_a_sheet_beyond_all_measure_is_told(box: str) -> None:
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{box}"><path d="M0 0h5v5z"/></svg>'
    known = read(shown("a.svg", svg.encode()))
    assert {f.code for f in known.findings} <= {"unreadable-picture", "svg-left-out"}
