"""Pages as pictures and PDF: of the trim, of one plate, drawn once, by a process that may die."""

from __future__ import annotations

import asyncio
import io
import os
import signal
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from PIL import Image, ImageChops
from preview_bench import FOLDER, client_of, settled

from typeset.preview import drawing_process
from typeset.preview.desk import Desk
from typeset.preview.drawing_process import DrawingProcess, NotDrawnError
from typeset.preview.printing import Printing
from typeset.preview.rasterising import Order
from typeset.preview.shelf import Shelf


def opened(answer) -> Image.Image:
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"] == "image/png"
    picture = Image.open(io.BytesIO(answer.content))
    picture.load()
    return picture


def test_a_picture_may_be_kept_for_ever_when_its_digest_is_named(ask, desk: Desk) -> None:
    view = desk.snapshot.pages[0]
    named = ask("GET", f"/api/pages/1/picture?digest={view.digest}&dpi=36")
    picture = opened(named)
    assert abs(picture.width - view.width_mm / 25.4 * 36) <= 2
    assert abs(picture.height - view.height_mm / 25.4 * 36) <= 2
    assert "immutable" in named.headers["cache-control"]
    assert ask("GET", "/api/pages/1/picture?dpi=36").headers["cache-control"] == "no-store"


def test_a_picture_of_another_digest_is_not_here(ask) -> None:
    answer = ask("GET", "/api/pages/1/picture?digest=0123&dpi=36")
    assert (answer.status_code, answer.json()["code"]) == (404, "page-is-newer")


@pytest.mark.parametrize(
    "asked", ["dpi=17", "dpi=401", "dpi=x", "dpi=", "dpi=²", "plate=Z", f"dpi={'9' * 5000}"]
)
def test_pictures_too_fine_too_coarse_or_of_no_plate_are_refused(ask, asked: str) -> None:
    answer = ask("GET", f"/api/pages/1/picture?{asked}")
    assert (answer.status_code, answer.json()["code"]) == (400, "picture-asked-wrong")


@pytest.mark.parametrize("path", ["picture", "picture?dpi=36"])
def test_there_is_no_picture_of_a_page_there_is_not(ask, path: str) -> None:
    answer = ask("GET", f"/api/pages/77/{path}")
    assert (answer.status_code, answer.json()["code"]) == (404, "page-not-shown")


def test_plates_alone_add_up_to_the_page(ask) -> None:
    plates = {plate: opened(ask("GET", f"/api/pages/1/picture?dpi=36&plate={plate}")) for plate in "CMYK"}
    whole = opened(ask("GET", "/api/pages/1/picture?dpi=36"))
    assert {plate.mode for plate in plates.values()} == {"L"}
    assert abs(plates["K"].width - whole.width) <= 1
    # Black type is on the black plate alone; the others are mostly paper.
    dark = {plate: sum(picture.histogram()[:128]) for plate, picture in plates.items()}
    assert dark["K"] > 10 * max(dark["C"], 1)
    # Where no plate has ink there is paper, and paper only.
    inked = plates["C"]
    for plate in "MYK":
        inked = ImageChops.darker(inked, plates[plate])
    blank = whole.convert("L").resize(inked.size).point(lambda light: 255 if light < 40 else 0)
    ink = inked.point(lambda light: 255 if light < 250 else 0)
    assert ImageChops.subtract(blank, ink).histogram()[255] == 0


def test_a_page_and_the_edition_as_pdf(ask, desk: Desk) -> None:
    with pikepdf.open(io.BytesIO(ask("GET", "/api/pages/2.pdf").content)) as page:
        assert len(page.pages) == 1
    with pikepdf.open(io.BytesIO(ask("GET", "/api/edition.pdf").content)) as whole:
        assert len(whole.pages) == len(desk.snapshot.pages)
    assert ask("GET", "/api/pages/9.pdf").status_code == 404


def test_two_hundred_requests_at_once_are_one_drawing(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    drawn: list[Order] = []
    real = DrawingProcess.draw

    def noted(self, order):
        drawn.append(order)
        return real(self, order)

    monkeypatch.setattr(DrawingProcess, "draw", noted)

    async def all_at_once() -> list[bytes]:
        async with client_of(desk) as client:
            asked = [client.get("/api/pages/1/picture?dpi=40") for _ in range(200)]
            return [answer.content for answer in await asyncio.gather(*asked)]

    pictures = asyncio.run(all_at_once())
    assert len(drawn) == 1
    assert len(set(pictures)) == 1
    assert pictures[0].startswith(b"\x89PNG")


def test_a_page_that_changed_is_drawn_before_it_is_asked_for(
    desk: Desk, starter: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[tuple[int, ...]] = []
    real = Printing.foresee

    def noted(self, pages):
        told.append(tuple(page.number for page in pages))
        real(self, pages)

    monkeypatch.setattr(Printing, "foresee", noted)
    file = sorted((starter / FOLDER / "stories").glob("*.md"))[0]

    async def looked_at_and_changed() -> None:
        async with client_of(desk) as client:
            for page in desk.snapshot.pages:
                await client.get(f"/api/pages/{page.number}/picture?dpi=30")
            before = {page.number: page.digest for page in desk.snapshot.pages}
            file.write_text(file.read_text(encoding="utf-8").rstrip() + "\n再加一句。\n", encoding="utf-8")
            desk.poke()
            await asyncio.to_thread(settled, desk)
            changed = [page for page in desk.snapshot.pages if before[page.number] != page.digest]
            assert told == [tuple(page.number for page in changed)]
            answer = await client.get(
                f"/api/pages/{changed[0].number}/picture?digest={changed[0].digest}&dpi=30"
            )
            assert answer.status_code == 200

    asyncio.run(looked_at_and_changed())


@pytest.fixture
def lake(starter: Path) -> Path:
    """A picture in the starter's first story."""
    picture = starter / FOLDER / "stories" / "lake.png"
    Image.new("RGB", (400, 300), "teal").save(picture)
    file = sorted((starter / FOLDER / "stories").glob("*.md"))[0]
    file.write_text(file.read_text(encoding="utf-8").rstrip() + "\n\n![湖](lake.png)\n", encoding="utf-8")
    return picture


@pytest.mark.parametrize(
    "change",
    [Path.unlink, lambda picture: Image.new("RGB", (640, 480), "red").save(picture)],
    ids=["gone", "another"],
)
def test_a_page_is_not_drawn_under_its_digest_with_a_picture_that_is_another_by_now(
    lake: Path, desk: Desk, ask, change: Callable[[Path], None]
) -> None:
    page = next(page for page in desk.snapshot.ready if page.files)
    change(lake)
    answer = ask("GET", f"/api/pages/{page.number}/picture?dpi=36")
    assert (answer.status_code, answer.json()["code"]) == (503, "page-not-drawn")
    desk.poke()
    settled(desk)
    if lake.exists():
        assert desk.snapshot.ready_page(page.number).digest != page.digest
        assert ask("GET", f"/api/pages/{page.number}/picture?dpi=36").status_code == 200


@pytest.fixture
def process():
    one = DrawingProcess()
    yield one
    one.close()


def test_a_drawing_process_that_died_is_started_again(process: DrawingProcess, desk: Desk) -> None:
    order = Order(desk.snapshot.ready[0].pdf(), 20, 0.0)
    first = process.draw(order)
    died = process.pid
    assert died is not None
    os.kill(died, signal.SIGKILL)
    assert process.draw(order) == first
    assert process.pid != died


def test_what_cannot_be_drawn_is_said_and_the_process_lives(process: DrawingProcess, desk: Desk) -> None:
    with pytest.raises(NotDrawnError):
        process.draw(Order(b"no PDF", 20, 0.0))
    pid = process.pid
    assert process.draw(Order(desk.snapshot.ready[0].pdf(), 20, 0.0))
    assert process.pid == pid


def test_a_page_that_takes_too_long_is_given_up(desk: Desk) -> None:
    process = DrawingProcess(longest=0.0)
    try:
        with pytest.raises(NotDrawnError):
            process.draw(Order(desk.snapshot.ready[0].pdf(), 400, 0.0))
        assert process.pid is None
    finally:
        process.close()


def test_a_process_is_replaced_after_so_many_pictures(
    process: DrawingProcess, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(drawing_process, "_MOST", 2)
    order = Order(desk.snapshot.ready[0].pdf(), 20, 0.0)
    pids = [process.pid for _ in range(4) if process.draw(order)]
    assert pids[0] == pids[1] != pids[2] == pids[3]


def test_a_shelf_keeps_what_was_used_last() -> None:
    shelf: Shelf[str] = Shelf(10)
    shelf.put("a", b"1234")
    shelf.put("b", b"1234")
    assert shelf.take("a") == b"1234"
    shelf.put("c", b"1234")
    assert (shelf.take("b"), shelf.take("a"), shelf.size) == (None, b"1234", 8)
    shelf.put("d", b"x" * 11)
    assert (shelf.take("d"), shelf.size) == (None, 0)
