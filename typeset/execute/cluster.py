"""An existing Dask cluster as crew (issue 9). ``distributed`` is imported only here, and only when a cluster is asked for."""

from __future__ import annotations

import logging
import warnings
from collections.abc import Callable
from concurrent.futures import Executor
from typing import Any, Final

from typeset.catalogue import finding
from typeset.findings import TypesetError

# Seconds in which a scheduler answers, and in which it has a worker.
_PATIENCE: Final = 20
_FIRST_WORKER: Final = 30
# Tasks under way for each thread of the cluster: one is worked on, one waits, so that none idles over the network.
_EACH: Final = 2
_SHOWN: Final = 300


class ClusterCrew:
    """A cluster at an address. The scheduler gives a task whose worker died to other workers itself before it gives up."""

    alone = False

    def __init__(self, client: Any, address: str) -> None:
        from distributed import KilledWorker

        self._client = client
        self._executor: Executor = client.get_executor(pure=False)
        self._room = 1
        self.address = address
        self.lost: tuple[type[BaseException], ...] = (KilledWorker,)

    def executor(self) -> Executor:
        """The cluster's executor."""
        return self._executor

    def renew(self) -> None:
        """A cluster starts its workers again itself."""

    def room(self) -> int:
        """Follows the workers as they come and go; what it was while the scheduler does not answer."""
        try:
            self._room = max(1, _EACH * sum(self._client.ncores().values()))
        except Exception:
            # Whatever distributed raises for it: a task that is given away then will tell.
            return self._room
        return self._room

    def close(self) -> None:
        """Let go of what was given away, and of the scheduler; the cluster goes on."""
        try:
            self._executor.shutdown(wait=False)
            self._client.close(timeout=_PATIENCE)
        except Exception:
            # A scheduler that went away cannot be told.
            return

    def everywhere(self, asked: Callable[[], object]) -> dict[str, object]:
        """What each worker answers, by its address; an exception where it cannot."""
        answers: dict[str, Any] = self._client.run(asked, on_error="return")
        return answers


def cluster_at(address: str) -> ClusterCrew:
    """The Dask cluster whose scheduler is at ``address``: ``tcp://host:8786``, or ``tls://…`` with the certificates of Dask's configuration.

    Raises:
        TypesetError: when ``distributed`` is not installed, no scheduler answers, or it has no worker.
    """
    try:
        from distributed import Client
    except ImportError:
        raise TypesetError([finding("cluster-extra-missing")]) from None
    # What it logs of broken connections is told as findings; and an edition with its pictures is larger than it thinks reasonable.
    for name in ("distributed", "distributed.client"):
        logging.getLogger(name).setLevel(logging.CRITICAL)
    warnings.filterwarnings("ignore", message="Sending large graph")

    class Connection(Client):
        """A client that is closed by hand: the usual one tries again when it is forgotten, and complains on standard error."""

        def __del__(self) -> None:
            pass

    try:
        connect: Any = Connection
        client = connect(address, timeout=_PATIENCE, set_as_default=False)
    except Exception as error:
        # A name that is none, a port that is closed, certificates that are missing: each has an exception of its own.
        told = finding("cluster-unreachable", address=address, reason=reason_of(error))
        raise TypesetError([told]) from error
    try:
        client.wait_for_workers(1, timeout=_FIRST_WORKER)
    except Exception as error:
        client.close()
        raise TypesetError([finding("cluster-without-workers", address=address)]) from error
    return ClusterCrew(client, address)


def reason_of(error: BaseException) -> str:
    """What an exception says, in a line."""
    return f"{type(error).__name__}: {error}"[:_SHOWN].replace("\n", " ")
