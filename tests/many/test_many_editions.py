"""Many editions with several processes: the same files and the same report as one after the other."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from small_papers import files_below

from typeset.catalogue import finding
from typeset.cli import main
from typeset.execute.serial import SerialExecutor
from typeset.findings import TypesetError
from typeset.press import many, unit_work
from typeset.press.many import Done, build_many, same_equipment
from typeset.press.packing import Order
from typeset.press.unit import Unlike, Wanting


def run(capsys: pytest.CaptureFixture[str], *arguments: object) -> tuple[int, str, str]:
    capsys.readouterr()
    status = main(["build", *map(str, arguments), "--lang", "en"])
    said = capsys.readouterr()
    return status, said.out, said.err


class Crew:
    """Works in this process; deaths are what a test says."""

    alone = False
    lost: tuple[type[BaseException], ...] = ()

    def __init__(self) -> None:
        self._executor = SerialExecutor()

    def executor(self) -> SerialExecutor:
        return self._executor

    def renew(self) -> None:
        pass

    def room(self) -> int:
        return 2

    def close(self) -> None:
        self._executor.shutdown()


def done(editions: list[Path], **options: object) -> list[Done]:
    return list(build_many([Order(edition=e, **options) for e in editions], Crew()))  # type: ignore[arg-type]


def test_with_two_processes_everything_is_as_with_one(papers, tmp_path: Path, capsys) -> None:
    editions = papers(5)
    (editions[2] / "stories" / "news.md").unlink()
    one = run(capsys, *editions, "--jobs", "1")
    there = files_below(tmp_path)
    for edition in editions:
        for file in (edition / "out").rglob("*.*"):
            file.unlink()
    two = run(capsys, *editions, "--jobs", "2")
    assert (two[0], two[1]) == (one[0], one[1])
    assert two[0] == 2
    assert files_below(tmp_path) == there
    assert "1/5" in two[2]
    assert "5 editions: 4 built, 1 not built" in two[2]


def test_each_has_a_folder_of_its_own_in_out(papers, tmp_path: Path, capsys) -> None:
    editions = papers(3)
    status, _, err = run(capsys, *editions, "--jobs", "2", "-o", tmp_path / "all", "--quiet")
    assert (status, err) == (0, "")
    assert sorted(p.name for p in (tmp_path / "all").iterdir()) == ["paper-01", "paper-02", "paper-03"]
    assert not (editions[0] / "jumps.lock").exists()
    assert (tmp_path / "all" / "paper-02" / "pages" / "01.pdf").exists()


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_reports_for_machines_are_in_the_order_asked(papers, jobs: str, capsys) -> None:
    editions = papers(3)[::-1]
    _, out, _ = run(capsys, *editions, "--jobs", jobs, "--format", "json")
    assert [one["edition"]["slug"] for one in json.loads(out)] == ["paper-03", "paper-02", "paper-01"]
    _, out, _ = run(capsys, *editions, "--jobs", jobs, "--format", "sarif")
    assert len(json.loads(out)["runs"]) == 3


def test_page_files_of_an_edition_that_cannot_be_read_are_taken_back(papers, capsys) -> None:
    editions = papers(2)
    assert run(capsys, *editions, "--jobs", "2")[0] == 0
    (editions[0] / "stories" / "news.md").write_bytes(b"\xff\xfe\xff")
    assert run(capsys, *editions, "--jobs", "2")[0] == 2
    assert files_below(editions[0] / "out").keys() == {"edition.pdf", "report.json"}
    assert "pages/01.pdf" in files_below(editions[1] / "out")


def test_a_page_nobody_has_takes_nothing_back(papers, capsys) -> None:
    editions = papers(2)
    run(capsys, *editions, "--jobs", "2")
    before = files_below(editions[0])
    status, out, _ = run(capsys, *editions, "--jobs", "2", "--page", "7")
    assert status == 2
    assert out.count("not-a-page") == 2
    assert files_below(editions[0]) == before


def test_a_folder_that_cannot_be_written_stops_no_other(papers, tmp_path: Path, capsys) -> None:
    editions = papers(3)
    (editions[1] / "out").write_text("a file", encoding="utf-8")
    status, out, _ = run(capsys, *editions, "--jobs", "2")
    assert status == 2
    assert "file-access" in out
    assert (editions[0] / "out" / "edition.pdf").exists()
    assert (editions[2] / "out" / "edition.pdf").exists()
    assert (editions[1] / "out").read_text(encoding="utf-8") == "a file"


def test_no_edition_there_stops_no_other(papers, capsys) -> None:
    [edition] = papers(1)
    status, out, _ = run(capsys, edition, edition.with_name("none"), "--jobs", "2")
    assert status == 2
    assert "missing-edition" in out
    assert (edition / "out" / "edition.pdf").exists()


def test_output_among_what_people_write_is_refused_and_nothing_taken_from_it(papers, tmp_path: Path) -> None:
    [edition] = papers(1)
    layouts = tmp_path / "group" / "layouts"
    (layouts / "report.json").write_text('{"pages": [{"file": "pages/01.pdf"}]}', encoding="utf-8")
    (layouts / "pages").mkdir()
    (layouts / "pages" / "01.pdf").touch()
    before = files_below(layouts)
    [one] = done([edition], out=layouts)
    assert [f.code for f in one.outcome.findings] == ["output-among-sources"]
    assert files_below(layouts) == before


def test_a_bug_of_ours_in_one_edition_is_told_and_the_others_go_on(papers, monkeypatch) -> None:
    editions = papers(3)
    check = unit_work.check

    def broken(loaded, **more):  # type: ignore[no-untyped-def]
        if loaded.edition.slug == "paper-02":
            raise ZeroDivisionError("of ours")
        return check(loaded, **more)

    monkeypatch.setattr(unit_work, "check", broken)
    came = done(editions)
    assert [one.built for one in came] == [True, False, True]
    [found] = came[1].outcome.findings
    assert (found.code, dict(found.facts)["what"]) == ("edition-failed", "ZeroDivisionError: of ours")
    assert "of ours" in came[1].bug
    assert not (editions[1] / "out").exists()


def test_a_bug_of_ours_is_exit_status_3(papers, monkeypatch, capsys) -> None:
    editions = papers(2)

    def spoilt(orders, crew):  # type: ignore[no-untyped-def]
        yield from build_many(orders, Crew())

    monkeypatch.setattr(many, "build_many", spoilt)
    monkeypatch.setattr(unit_work, "check", lambda loaded, **more: 1 // 0)
    status, out, _ = run(capsys, *editions, "--jobs", "2")
    assert status == 3
    assert "T801" in out


def test_a_worker_that_is_not_equipped_gets_it_a_bounded_number_of_times(papers, monkeypatch) -> None:
    asked: list[int] = []

    def unlike(wanted, data):  # type: ignore[no-untyped-def]
        asked.append(1)
        return Unlike("far", ("pillow 1 ≠ 2",))

    monkeypatch.setattr(many, "work", unlike)
    [one] = done(papers(1))
    assert [f.code for f in one.outcome.findings] == ["worker-differs"]
    assert len(asked) == 3


def test_a_worker_that_asks_for_ever_is_answered_a_bounded_number_of_times(papers, monkeypatch) -> None:
    from typeset.press.unit import Ask

    asked: list[int] = []

    def wanting(wanted, data):  # type: ignore[no-untyped-def]
        asked.append(1)
        return Wanting(frozenset({(Ask.CONTENT, f"layouts/{len(asked)}.png")}))

    monkeypatch.setattr(many, "work", wanting)
    [one] = done(papers(1))
    assert [f.code for f in one.outcome.findings] == ["unit-incomplete"]
    assert len(asked) < 20


def test_a_worker_without_typeset_is_told(papers, monkeypatch) -> None:
    def missing(wanted, data):  # type: ignore[no-untyped-def]
        raise ModuleNotFoundError("No module named 'typeset'")

    monkeypatch.setattr(many, "work", missing)
    [one] = done(papers(1))
    [found] = one.outcome.findings
    assert found.code == "worker-unfit"
    assert "typeset" in str(dict(found.facts)["reason"])


def test_workers_are_compared_before_anything_is_sent() -> None:
    class Everywhere:
        def everywhere(self, asked):  # type: ignore[no-untyped-def]
            here = dict(asked())
            return {
                "tcp://a": here,
                "tcp://b": {**here, "deflate": "0"},
                "tcp://c": ImportError("no typeset"),
            }

    with pytest.raises(TypesetError) as refused:
        same_equipment(Everywhere())  # type: ignore[arg-type]
    assert [(f.code, dict(f.facts)["worker"]) for f in refused.value.findings] == [
        ("worker-differs", "tcp://b"),
        ("worker-unfit", "tcp://c"),
    ]


def test_what_lies_in_wait_is_not_in_memory(papers) -> None:
    editions = papers(6)
    taken: list[Path] = []

    def orders():  # type: ignore[no-untyped-def]
        for edition in editions:
            taken.append(edition)
            yield Order(edition=edition)

    results = build_many(orders(), Crew())
    next(results)
    assert len(taken) == 2
    results.close()


@pytest.mark.parametrize("more", [("--jobs", "2"), ("--jobs", "1")])
def test_distributed_is_not_imported_without_a_cluster(papers, more: tuple[str, str]) -> None:
    arguments = ["build", *map(str, papers(2)), "--quiet", *more]
    program = (
        "import sys\nfrom typeset.cli import main\n"
        f"if __name__ == '__main__':\n    status = main({arguments!r})\n"
        "    sys.exit(status or 'distributed' in sys.modules or 'dask' in sys.modules)\n"
    )
    assert subprocess.run([sys.executable, "-c", program], check=False, env=os.environ).returncode == 0


def test_findings_about_machines_have_a_cure() -> None:
    from typeset.catalogue import ENTRIES

    assert finding("cluster-extra-missing").severity.word == "error"
    for one in (e for e in ENTRIES.values() if e.id.startswith("T80")):
        assert one.hint_zh
        assert one.hint_en
