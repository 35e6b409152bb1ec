"""Editions set by other processes or other machines: told of as they are done, reported in the order of the command line."""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import TYPE_CHECKING

from typeset.cli.documents import Reporting
from typeset.cli.editions import could_not_run, judged
from typeset.cli.guard import CLEAN, COULD_NOT_RUN, OUR_BUG, refused
from typeset.cli.progress import Progress
from typeset.cli.telling import Telling
from typeset.cli.terminal import tell

if TYPE_CHECKING:
    from typeset.execute.crew import Crew
    from typeset.press.many import Done
    from typeset.press.packing import Order
    from typeset.report.outcome import Outcome
    from typeset.report.selection import Selection


def each_elsewhere(
    orders: Sequence[Order],
    jobs: int,
    cluster: str | None,
    reporting: Reporting,
    selection: Selection | None,
    progress: Progress,
) -> int:
    """Build every order, on the cluster at an address or in so many processes, and give the worst exit status of all.

    Raises:
        TypesetError: when the cluster cannot be used.
    """
    from typeset.press.many import build_many

    telling = Telling(len(orders), reporting)
    crew = _crew(min(jobs, len(orders)), cluster)
    numbers = {order.edition: number for number, order in enumerate(orders)}
    status, built = CLEAN, 0
    for count, done in enumerate(build_many(orders, crew), 1):
        outcome, one = _judged(done, reporting, selection)
        status, built = max(status, one), built + done.built
        progress.edition(count, len(orders), done.order.edition, outcome, built=done.built)
        telling.add(numbers[done.order.edition], outcome, done.order.edition)
    telling.finish()
    progress.editions(len(orders), built)
    return status


def _crew(jobs: int, cluster: str | None) -> Crew:
    if cluster is None:
        from typeset.execute.crew import LocalCrew

        return LocalCrew(jobs)
    from typeset.execute.cluster import cluster_at
    from typeset.press.many import same_equipment

    crew = cluster_at(cluster)
    try:
        same_equipment(crew)
    except BaseException:
        crew.close()
        raise
    return crew


def _judged(done: Done, reporting: Reporting, selection: Selection | None) -> tuple[Outcome, int]:
    found = (*done.outcome.findings, *(refused(error, reporting.lang) for error in done.refused))
    if done.built:
        return judged(done.outcome, reporting, selection)
    if done.bug and os.environ.get("TYPESET_DEBUG") == "1":
        tell(done.bug)
    outcome, status = could_not_run(done.order.edition, found, reporting)
    return outcome, OUR_BUG if done.bug else max(status, COULD_NOT_RUN)
