"""Many editions, or editions on other machines: units through an executor, what comes back written as it comes (issue 9).

Whoever works reads and writes no folder. An edition that fails is told as such, and the others go on.
"""

from __future__ import annotations

import pickle
from collections.abc import Iterable, Iterator
from concurrent.futures import Future
from pathlib import Path
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from typeset.catalogue import finding
from typeset.execute.cluster import ClusterCrew, reason_of
from typeset.execute.crew import Crew
from typeset.execute.streaming import Lost, Stream
from typeset.findings import Finding, TypesetError
from typeset.press.building import withdraw
from typeset.press.edition import Printed
from typeset.press.equipment import differences, equipment
from typeset.press.output import deliver
from typeset.press.packing import Faces, Order, Packed, packed, with_answers
from typeset.press.unit import Answer, Failed, Refused, Unlike, Wanting
from typeset.press.unit_work import work
from typeset.report.outcome import Outcome

# How often a unit is sent with more answers. Each time more of it is read: edition, house style, layouts, stories, pictures.
_ROUNDS: Final = 12
# How often a unit goes to another worker because one would not give the same bytes.
_ATTEMPTS: Final = 3


class Done(Struct, frozen=True):
    """What became of an order: the outcome, and the files written if it was ``built``; the traceback of a ``bug``; what the system refused."""

    order: Order
    outcome: Outcome
    files: tuple[Path, ...] = ()
    built: bool = True
    bug: str = ""
    refused: tuple[OSError, ...] = ()


class _Errand(Struct, frozen=True):
    """An order on its way: its unit, or why there is none; how often it was sent with more answers, and sent on."""

    order: Order
    packed: Packed | Refused | OSError
    rounds: int = 0
    attempts: int = 0


def build_many(orders: Iterable[Order], crew: Crew) -> Iterator[Done]:
    """Build each order and write it into its folder, in the order in which they are done.

    Only those under way are in memory. An edition that cannot be built says why in its outcome; nothing is raised for it.
    """
    faces = Faces()
    errands = (_Errand(order, _packed(order, faces)) for order in orders)
    for errand, came in Stream(crew, _sent, _again).results(errands):
        yield _done(errand, came, crew)


def same_equipment(crew: ClusterCrew) -> None:
    """Make sure that all workers of a cluster give the same bytes as this machine.

    Raises:
        TypesetError: with a finding for each that does not.
    """
    here = equipment()
    told: list[Finding] = []
    for worker, there in sorted(crew.everywhere(equipment).items()):
        if isinstance(there, BaseException):
            told.append(finding("worker-unfit", worker=worker, reason=reason_of(there)))
        elif isinstance(there, dict) and (unlike := differences(here, there)):
            told.append(_unlike(worker, unlike))
    if told:
        raise TypesetError(told)


def _packed(order: Order, faces: Faces) -> Packed | Refused | OSError:
    try:
        return packed(order, faces)
    except TypesetError as error:
        return Refused(error.findings)
    except OSError as error:
        return error


def _sent(crew: Crew, errand: _Errand) -> Future[Answer]:
    if not isinstance(errand.packed, Packed):
        nothing_to_send: Future[Answer] = Future()
        if isinstance(errand.packed, OSError):
            nothing_to_send.set_exception(errand.packed)
        else:
            nothing_to_send.set_result(errand.packed)
        return nothing_to_send
    # Bytes, so that whoever carries them need not understand them.
    data = pickle.dumps(errand.packed.unit, pickle.HIGHEST_PROTOCOL)
    return crew.executor().submit(work, dict(equipment()), data)


def _again(errand: _Errand, answer: Answer) -> _Errand | None:
    """The errand to send instead: with more answers, or to a worker that is equipped."""
    if not isinstance(errand.packed, Packed):
        return None
    if isinstance(answer, Wanting) and errand.rounds < _ROUNDS:
        more = with_answers(errand.packed, answer.questions)
        return replace(errand, packed=more, rounds=errand.rounds + 1)
    if isinstance(answer, Unlike) and errand.attempts + 1 < _ATTEMPTS:
        return replace(errand, attempts=errand.attempts + 1)
    return None


def _done(errand: _Errand, came: Answer | Lost | Exception, crew: Crew) -> Done:
    order = errand.order
    match came:
        case Printed() if isinstance(errand.packed, Packed):
            return _written(order, errand.packed.target, came)
        case Failed(what=what, place=place, trace=trace):
            told = finding("edition-failed", what=what, place=place)
            return replace(_not_built(order, (told,)), bug=trace)
        case Refused(findings=findings, unread=True):
            return _withdrawn(order, findings)
        case OSError() if came is errand.packed:
            return replace(_not_built(order, ()), refused=(came,))
    return _not_built(order, _reasons(came, crew))


def _reasons(came: Answer | Lost | Exception, crew: Crew) -> tuple[Finding, ...]:
    """Why an edition was not built."""
    match came:
        case Refused(findings=findings):
            return findings
        case Unlike(worker=worker, differences=unlike):
            return (_unlike(worker, unlike),)
        case Wanting(questions=questions):
            names = ", ".join(sorted({name for _, name in questions}))
            return (finding("unit-incomplete", files=names),)
        case Lost(deaths=0, reason=reason):
            address = crew.address if isinstance(crew, ClusterCrew) else ""
            return (finding("cluster-lost", address=address, reason=reason),)
        case Lost(deaths=deaths):
            return (finding("worker-died", amount=deaths),)
        case _:
            # A worker that cannot even call us: it has no typeset, or another.
            reason = reason_of(came) if isinstance(came, Exception) else type(came).__name__
            return (finding("worker-unfit", worker="?", reason=reason),)


def _unlike(worker: str, unlike: tuple[str, ...]) -> Finding:
    return finding("worker-differs", worker=worker, differences=", ".join(unlike))


def _written(order: Order, target: Path, made: Printed) -> Done:
    try:
        return Done(order, made.outcome, deliver(target, made.files, made.stale))
    except OSError as error:
        return Done(order, replace(made.outcome, files=()), built=False, refused=(error,))


def _not_built(order: Order, findings: tuple[Finding, ...]) -> Done:
    return Done(order, Outcome(slug=order.edition.resolve().name, findings=findings), built=False)


def _withdrawn(order: Order, findings: tuple[Finding, ...]) -> Done:
    """Told, and the page files of an earlier build taken back: nothing of it is to go to plate by accident."""
    done = _not_built(order, findings)
    try:
        withdraw(order.edition, out=order.out, findings=findings, lang=order.options.lang)
    except OSError as error:
        return replace(done, refused=(error,))
    return done
