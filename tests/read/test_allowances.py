"""``# typeset: allow CODE because …``: what it covers, and what is told when it cannot be understood."""

import pytest

from typeset.findings import Finding
from typeset.model.allowance import Allowance
from typeset.read.allowances import read_allowances
from typeset.source import Span

FILE = "layouts/front.yaml"


def read(text: str, file: str = FILE) -> tuple[tuple[Allowance, ...], tuple[Finding, ...]]:
    return read_allowances({file: text.encode()})


def covered(text: str, file: str = FILE) -> list[int]:
    (made,), found = read(text, file)
    assert found == ()
    return [n for n in range(1, len(text.splitlines()) + 1) if made.covers(Span(file, n, 1))]


def test_beside_a_key_it_holds_for_the_key_and_what_is_below() -> None:
    text = (
        "frames:\n"
        "  lead:  # typeset: allow underset because 版底留白是有意的\n"
        "    kind: story\n"
        "\n"
        "    rows: 1-20\n"
        "  second: {kind: story}\n"
    )
    assert covered(text) == [2, 3, 4, 5]
    ((made,), _) = read(text)
    assert (made.code, made.because) == ("underset", "版底留白是有意的")
    assert str(made.span) == f"{FILE}:2:10"


def test_on_a_line_above_it_holds_for_the_next_key() -> None:
    text = "a: 1\n# typeset: allow T103 because white\n# more words\nb:\n  c: 1\nd: 1\n"
    assert covered(text) == [2, 3, 4, 5]
    assert read(text)[0][0].code == "underset"


def test_an_item_of_a_list_holds_for_all_of_it() -> None:
    text = "pages:\n  - page: 1  # typeset: allow underset because x\n    place: {}\n  - page: 2\n"
    assert covered(text) == [2, 3]


@pytest.mark.parametrize(
    "comment",
    [
        "# typeset: allow underset because a reason",
        "#typeset:allow underset because a reason",
        "# typeset：允许 underset 因为 a reason",
        "# typeset: allow underset, because: a reason",
    ],
)
def test_how_it_may_be_written(comment: str) -> None:
    ((made,), found) = read(f"a: 1 {comment}\n")
    assert (made.code, made.because, found) == ("underset", "a reason", ())


@pytest.mark.parametrize(
    ("comment", "code"),
    [
        ("# typeset: allow underset", "allowance-unclear"),
        ("# typeset: allow underset because", "allowance-unclear"),
        ("# typeset: ignore underset because x", "allowance-unclear"),
        ("# typeset: allow undersett because x", "allowance-unknown"),
        ("# typeset: allow characters-lost because x", "allowance-firm"),
    ],
)
def test_what_is_not_understood_allows_nothing_and_is_told(comment: str, code: str) -> None:
    made, (found,) = read(f"a: 1\nb: 2 {comment}\n")
    assert made == ()
    assert (found.code, str(found.span)) == (code, f"{FILE}:2:6")


@pytest.mark.parametrize(
    "text",
    [
        'a: "x # typeset: allow underset because y"\n',
        "a: |\n  x\n  # typeset: allow underset because y\nb: 1\n",
        "a: 'one\n  # typeset: allow underset because y'\n",
        "a: b#typeset: allow underset because y\n",
    ],
)
def test_text_is_no_comment(text: str) -> None:
    assert read(text) == ((), ())


def test_in_front_matter_it_holds_for_the_story() -> None:
    text = "---\n# typeset: allow loose-lines because 引文不能改\nheadline: 题\n---\n正文。\n\n# typeset: allow x\n"
    assert covered(text, "editions/1/stories/a.md") == [1, 2, 3, 4, 5, 6, 7]


def test_copy_is_no_front_matter() -> None:
    assert read("# typeset: allow underset because x\n\n正文。\n", "a.md") == ((), ())
