import operator
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from typeset.execute.pool import executor
from typeset.execute.serial import SerialExecutor


def test_one_job_runs_in_this_process() -> None:
    with executor(1) as pool:
        assert pool.submit(os.getpid).result() == os.getpid()


def test_serial_work_is_done_in_order_when_it_is_submitted() -> None:
    seen: list[int] = []
    with executor(1) as pool:
        futures = [pool.submit(seen.append, i) for i in range(3)]
        assert seen == [0, 1, 2]
        assert all(f.done() for f in futures)


def test_serial_map_gives_results_in_order() -> None:
    with executor(1) as pool:
        assert list(pool.map(operator.mul, [1, 2, 3], [4, 5, 6])) == [4, 10, 18]


def test_what_the_work_raises_waits_in_its_future() -> None:
    with executor(1) as pool:
        future = pool.submit(operator.truediv, 1, 0)
    with pytest.raises(ZeroDivisionError):
        future.result()


def test_an_interrupt_is_not_kept_back() -> None:
    def interrupt() -> None:
        raise KeyboardInterrupt

    with executor(1) as pool, pytest.raises(KeyboardInterrupt):
        pool.submit(interrupt)


def test_no_work_after_shutdown() -> None:
    pool = SerialExecutor()
    pool.shutdown()
    with pytest.raises(RuntimeError, match="shutdown"):
        pool.submit(os.getpid)


@pytest.mark.parametrize("jobs", [0, -1])
def test_less_than_one_job_is_refused(jobs: int) -> None:
    with pytest.raises(ValueError, match="at least 1"):
        executor(jobs)


@pytest.mark.slow
def test_two_jobs_run_elsewhere_with_the_same_results_in_order() -> None:
    with executor(2) as pool:
        assert list(pool.map(operator.mul, range(5), range(5))) == [0, 1, 4, 9, 16]
        assert pool.submit(os.getpid).result() != os.getpid()


def works(process: Path) -> bool:
    """Whether a process has not ended; one that has may still be listed."""
    try:
        return (process / "stat").read_text().rpartition(") ")[2][0] != "Z"
    except OSError:
        return False


@pytest.mark.skipif(sys.platform != "linux", reason="processes are looked for in /proc")
def test_workers_end_when_the_process_they_work_for_is_killed() -> None:
    script = (
        "import os, time\n"
        "from typeset.execute.pool import executor\n"
        "if __name__ == '__main__':\n"
        "    with executor(2) as pool:\n"
        "        print(*{pool.submit(os.getpid).result() for _ in range(6)}, flush=True)\n"
        "        time.sleep(60)\n"
    )
    parent = subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE, text=True)
    assert parent.stdout is not None
    workers = [Path("/proc") / number for number in parent.stdout.readline().split()]
    assert workers
    parent.kill()
    parent.wait()
    end = time.monotonic() + 30
    while any(map(works, workers)):
        assert time.monotonic() < end
        time.sleep(0.05)
