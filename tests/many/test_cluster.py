"""Editions on a real Dask cluster of processes on this machine, one of which is killed."""

from __future__ import annotations

import json
import os
import shutil
import signal
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from distributed import LocalCluster
from small_papers import files_below, small_editions

from typeset.cli import main
from typeset.execute import cluster as cluster_module

EDITIONS = 60
BROKEN = 41


@pytest.fixture(scope="module")
def cluster() -> Iterator[LocalCluster]:
    made = LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None, silence_logs=60
    )
    with made:
        yield made


def run(capsys: pytest.CaptureFixture[str], *arguments: object) -> tuple[int, str, str]:
    capsys.readouterr()
    status = main(["build", *map(str, arguments), "--lang", "en"])
    said = capsys.readouterr()
    return status, said.out, said.err


def kill_half_way(cluster: LocalCluster, group: Path, killed: list[int], stop: threading.Event) -> None:
    """Kill a worker process as soon as half of the editions are there."""
    while not stop.wait(0.02):
        if len(list(group.glob("editions/*/out/report.json"))) >= EDITIONS // 2:
            pid = next(iter(cluster.workers.values())).pid
            os.kill(pid, signal.SIGKILL)
            killed.append(pid)
            return


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="processes are killed by a signal")
def test_sixty_editions_one_broken_and_a_worker_killed_half_way(
    cluster: LocalCluster, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    group = tmp_path / "group"
    editions = small_editions(group, EDITIONS)
    (editions[BROKEN] / "stories" / "news.md").unlink()
    here = tmp_path / "here"
    shutil.copytree(group, here)

    killed: list[int] = []
    stop = threading.Event()
    killer = threading.Thread(target=kill_half_way, args=(cluster, group, killed, stop))
    killer.start()
    status, out, err = run(capsys, *editions, "--cluster", cluster.scheduler_address, "--format", "json")
    stop.set()
    killer.join()
    assert len(killed) == 1
    assert status == 2
    reports = json.loads(out)
    assert [one["edition"]["slug"] for one in reports] == [edition.name for edition in editions]
    assert [n for n, one in enumerate(reports) if one["findings"] and not one["pages"]] == [BROKEN]
    assert [f["code"] for f in reports[BROKEN]["findings"]] == ["missing-story"]
    assert f"{EDITIONS} editions: {EDITIONS - 1} built, 1 not built" in err
    assert not (editions[BROKEN] / "out").exists()

    local = [str(here / "editions" / edition.name) for edition in editions]
    assert run(capsys, *local, "--jobs", "2", "--format", "json")[1] == out
    made, expected = files_below(group), files_below(here)
    assert made.keys() == expected.keys()
    assert [name for name in made if made[name] != expected[name]] == []
    assert sum(name.endswith("out/pages/01.pdf") for name in made) == EDITIONS - 1


def test_a_single_edition_on_a_cluster_is_told_as_here(
    cluster: LocalCluster, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    [edition] = small_editions(tmp_path / "group", 1)
    far = run(capsys, edition, "--cluster", cluster.scheduler_address, "--format", "html")
    there = files_below(edition)
    near = run(capsys, edition, "--format", "html")
    assert far[:2] == near[:2]
    assert files_below(edition) == there


def test_without_the_extra(tmp_path: Path, monkeypatch, capsys) -> None:
    [edition] = small_editions(tmp_path / "group", 1)
    monkeypatch.setitem(sys.modules, "distributed", None)
    status, _, err = run(capsys, edition, "--cluster", "tcp://127.0.0.1:1")
    assert status == 2
    assert "T802" in err
    assert "pip install 'typeset[cluster]'" in err
    assert not (edition / "out").exists()


@pytest.mark.parametrize("address", ["tcp://127.0.0.1:1", "tls://127.0.0.1:1", "nowhere::", "x://y"])
def test_an_address_where_no_scheduler_is(address: str, tmp_path: Path, monkeypatch, capsys) -> None:
    [edition] = small_editions(tmp_path / "group", 1)
    monkeypatch.setattr(cluster_module, "_PATIENCE", 1)
    status, out, err = run(capsys, edition, "--cluster", address)
    assert (status, out) == (2, "")
    assert "T803" in err
    assert address in err
    assert "Traceback" not in err


def test_a_scheduler_without_workers(tmp_path: Path, monkeypatch, capsys) -> None:
    [edition] = small_editions(tmp_path / "group", 1)
    monkeypatch.setattr(cluster_module, "_FIRST_WORKER", 1)
    with LocalCluster(n_workers=0, dashboard_address=None, silence_logs=60) as empty:
        status, _, err = run(capsys, edition, "--cluster", empty.scheduler_address)
    assert status == 2
    assert "T804" in err
