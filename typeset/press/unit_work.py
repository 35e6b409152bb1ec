"""What a worker does with a unit: it builds the edition and gives its files as bytes, and writes nothing (issue 9)."""

from __future__ import annotations

import functools
import pickle
import socket
import threading
import traceback
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from msgspec.structs import replace

from typeset.findings import TypesetError
from typeset.press.building import printed
from typeset.press.checking import check
from typeset.press.equipment import differences, equipment
from typeset.press.face_shelf import FaceShelf, usual_folder
from typeset.press.loading import hold, load_from
from typeset.press.unit import Answer, Failed, Refused, Unit, UnitSources, Unlike, Wanting
from typeset.read.disk import DiskSources
from typeset.read.named_pages import numbers_of

_SHOWN: Final = 300
# A worker may have threads; the libraries that read and write PDF are used from one of them at a time.
_ONE_AT_A_TIME: Final = threading.Lock()


def work(wanted: Mapping[str, str], data: bytes) -> Answer:
    """Build a unit that was pickled, on a machine that may be another: its equipment is compared before anything is unpickled."""
    unlike = differences(wanted, equipment())
    if unlike:
        return Unlike(socket.gethostname(), unlike)
    with _ONE_AT_A_TIME:
        try:
            return answer(pickle.loads(data), _shelf())
        except Exception as error:
            # Everything that is no answer is our bug, and no other edition suffers from it.
            return _failed(error)


def answer(unit: Unit, shelf: FaceShelf) -> Answer:
    """What a unit comes to; ``shelf`` has the faces of units before."""
    for digest in unit.faces & unit.contents.keys():
        shelf.keep(digest, unit.contents[digest])
    sources = UnitSources(unit, DiskSources(Path()), shelf)
    try:
        made: Answer = _built(unit, sources)
    except TypesetError as error:
        made = Refused(error.findings)
    # What was made of an answer that is not known counts for nothing, errors least of all.
    return Wanting(frozenset(sources.open_questions)) if sources.open_questions else made


def _built(unit: Unit, sources: UnitSources) -> Answer:
    try:
        loaded = load_from(sources, Path(), unit.folder)
        if sources.open_questions:
            return Wanting(frozenset())
        if unit.hold is not None:
            loaded = hold(loaded, numbers_of(loaded.edition, unit.hold))
    except TypesetError as error:
        return Refused(error.findings, unread=True)
    options = replace(unit.options, pages=numbers_of(loaded.edition, unit.pages))
    done = check(loaded, most_short=0)
    made = printed(done, options, unit.earlier, plan=unit.plan)
    # The display list is as large as all else, and only a report with pictures of pages looks at it.
    return made if unit.pictured else replace(made, outcome=replace(made.outcome, drawn=()))


@functools.cache
def _shelf() -> FaceShelf:
    return FaceShelf(usual_folder(), DiskSources(Path()))


def _failed(error: Exception) -> Failed:
    place = traceback.extract_tb(error.__traceback__)[-1]
    what = f"{type(error).__name__}: {error}"[:_SHOWN].replace("\n", " ")
    trace = "".join(traceback.format_exception(error))
    return Failed(what, f"{Path(place.filename).name}:{place.lineno}", trace)
