"""Those who watch: told at once and after each change; dropped when they are gone; no more than can be borne."""

from __future__ import annotations

import asyncio

import pytest
from preview_bench import client_of, settled

from typeset.preview import listeners as listeners_module
from typeset.preview.desk import Desk
from typeset.preview.listeners import Listeners


def test_a_state_is_told_at_once_and_after_each_change(desk: Desk) -> None:
    async def heard() -> list[bytes]:
        stream = Listeners(desk).events()
        told = [await anext(stream)]
        desk.poke()
        await asyncio.to_thread(settled, desk)
        told.append(await anext(stream))
        await stream.aclose()
        return told

    first, second = asyncio.run(heard())
    generation = desk.snapshot.generation
    assert first.startswith(f"id: {generation - 1}\nevent: state\n".encode())
    assert second == f'id: {generation}\nevent: state\ndata: {{"generation":{generation}}}\n\n'.encode()


def test_a_quiet_stream_says_that_it_is_alive(desk: Desk) -> None:
    async def heard() -> bytes:
        stream = Listeners(desk, pulse=0.0).events()
        await anext(stream)
        return await anext(stream)

    assert asyncio.run(heard()).startswith(b":")


def test_states_that_come_while_nobody_reads_are_told_as_one(desk: Desk) -> None:
    async def heard() -> bytes:
        stream = Listeners(desk).events()
        await anext(stream)
        for _ in range(5):
            desk.poke()
            await asyncio.to_thread(settled, desk)
        return await anext(stream)

    assert f"id: {desk.snapshot.generation + 5}\n".encode() in asyncio.run(heard())


def test_closing_ends_every_stream(desk: Desk) -> None:
    async def heard() -> tuple[int, int]:
        listeners = Listeners(desk)
        streams = [listeners.events() for _ in range(5)]
        for stream in streams:
            await anext(stream)
        before = listeners.count
        listeners.close()
        for stream in streams:
            assert [event async for event in stream] == []
        return before, listeners.count

    assert asyncio.run(heard()) == (5, 0)


def test_one_hundred_who_come_and_go_leave_nothing(desk: Desk) -> None:
    async def come_and_go() -> tuple[int, int]:
        listeners = Listeners(desk)
        for _ in range(3):
            streams = [listeners.events() for _ in range(100)]
            for stream in streams:
                await anext(stream)
            assert listeners.count == 100
            for stream in streams:
                await stream.aclose()
        return listeners.count, len(desk._heard)

    assert asyncio.run(come_and_go()) == (0, 0)


def test_more_than_can_be_borne_are_refused(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(listeners_module, "MOST", 0)

    async def refused() -> tuple[int, str]:
        async with client_of(desk) as client:
            answer = await client.get("/api/events")
            return answer.status_code, answer.json()["code"]

    assert asyncio.run(refused()) == (503, "too-many-listeners")
