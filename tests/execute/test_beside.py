"""Work shared with a copy of this process. Run in a process of its own: a copy is only made of one without threads."""

import json
import subprocess
import sys
import textwrap

import pytest

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="processes are only copied on Linux")

_HEAD = """
import json, os, sys, time
from typeset.execute import beside as module
from typeset.execute.beside import beside
module.can_be_copied = lambda: True
here = os.getpid()
def always(result): return True
def even(piece): return 1.0
"""


def run(script: str) -> object:
    done = subprocess.run(
        [sys.executable, "-c", _HEAD + textwrap.dedent(script)],
        check=False,
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    return json.loads(done.stdout)


def test_pieces_come_back_in_their_order_from_two_processes() -> None:
    got = run("""
        def work(piece):
            time.sleep(0.02)
            return piece * piece, os.getpid()
        made = beside(work, range(40), even, always)
        print(json.dumps([[result for result, _ in made], len({by for _, by in made})]))
    """)
    assert got == [[n * n for n in range(40)], 2]


def test_each_piece_is_done_once_however_many_there_are() -> None:
    got = run("""
        import tempfile
        log = tempfile.NamedTemporaryFile("ab", buffering=0)
        def work(piece):
            os.write(log.fileno(), b"%d\\n" % piece)
            return piece
        assert beside(work, range(3001), even, always) == list(range(3001))
        done = sorted(int(line) for line in open(log.name, "rb"))
        print(json.dumps(done == list(range(3001))))
    """)
    assert got is True


def test_what_does_not_travel_is_made_here() -> None:
    got = run("""
        def work(piece):
            time.sleep(0.02)
            return lambda: (piece, os.getpid())
        made = [call() for call in beside(work, range(8), even, lambda result: False)]
        print(json.dumps([[n for n, _ in made], {by for _, by in made} == {here}]))
    """)
    assert got == [list(range(8)), True]


def test_a_copy_that_dies_or_cannot_send_leaves_its_pieces_to_this_process() -> None:
    got = run("""
        def dies(piece):
            time.sleep(0.02)
            if os.getpid() != here:
                os._exit(9)
            return piece
        def unsendable(piece):
            time.sleep(0.02)
            return (lambda: piece) if os.getpid() != here else piece
        made = beside(dies, range(8), even, always), beside(unsendable, range(8), even, always)
        print(json.dumps(made))
    """)
    assert got == [list(range(8)), list(range(8))]


def test_what_a_piece_raises_is_raised_here_wherever_it_was_tried() -> None:
    got = run("""
        def work(piece):
            time.sleep(0.02)
            if piece == 3:
                raise ValueError("three")
            return piece
        try:
            beside(work, range(8), even, always)
        except ValueError as error:
            print(json.dumps(str(error)))
        # No copy is left behind.
        try:
            os.waitpid(-1, os.WNOHANG)
            print("a child is left")
        except ChildProcessError:
            pass
    """)
    assert got == "three"


def test_without_room_for_a_copy_all_is_done_here() -> None:
    got = run("""
        def refuse(): raise OSError("no more processes")
        os.fork = refuse
        open_before = len(os.listdir("/proc/self/fd"))
        made = beside(lambda piece: piece, range(8), even, always)
        print(json.dumps([made, len(os.listdir("/proc/self/fd")) - open_before]))
    """)
    assert got == [list(range(8)), 0]


def test_the_longest_pieces_are_begun_first() -> None:
    got = run("""
        module.can_be_copied = lambda: True
        begun = []
        def work(piece):
            begun.append(piece)
            return piece
        def refuse(): raise OSError
        os.fork = refuse
        beside(work, [3, 9, 1, 7], float, always)
        print(json.dumps(begun))
    """)
    assert got == [9, 7, 3, 1]


def test_a_process_with_threads_is_not_copied() -> None:
    got = run("""
        import importlib, threading
        importlib.reload(module)
        event = threading.Event()
        thread = threading.Thread(target=event.wait)
        thread.start()
        made = module.beside(lambda piece: os.getpid(), range(4), even, always)
        event.set()
        print(json.dumps(set(made) == {here}))
    """)
    assert got is True


def test_an_edition_comes_out_the_same_whoever_sets_it() -> None:
    got = run("""
        from pathlib import Path
        from typeset import press
        from typeset.flow.issue import set_issue
        from typeset.read.hyphenation import divided
        from typeset.read.words import word_starts
        loaded = press.load(Path("editions/school"))
        forked = []
        fork = os.fork
        def counted():
            forked.append(1)
            return fork()
        os.fork = counted
        one = set_issue(loaded.edition, loaded.faces, divided, word_starts)
        both = set_issue(loaded.edition, loaded.faces, divided, word_starts, hands=beside)
        print(json.dumps([one == both, one.findings == both.findings, bool(forked)]))
    """)
    assert got == [True, True, True]


def test_as_many_processes_work_as_there_are_jobs() -> None:
    got = run("""
        def work(piece):
            time.sleep(0.05)
            return os.getpid()
        both = [len(set(beside(work, range(24), even, always, jobs=jobs))) for jobs in (1, 2, 3)]
        print(json.dumps(both))
    """)
    assert got == [1, 2, 3]


def test_work_apart_is_done_by_a_copy_and_waited_for_when_it_is_wanted() -> None:
    got = run("""
        with module.apart(os.getpid, jobs=2) as copied, module.apart(os.getpid, jobs=1) as alone:
            print(json.dumps([copied() != here, alone() == here]))
    """)
    assert got == [True, True]


def test_work_apart_that_fails_is_done_again_here() -> None:
    got = run("""
        def dies():
            if os.getpid() != here:
                os._exit(9)
            return "here"
        def raises():
            raise ValueError("work")
        with module.apart(dies, jobs=2) as one, module.apart(raises, jobs=2) as other:
            said = [one()]
            try:
                other()
            except ValueError as error:
                said.append(str(error))
        print(json.dumps(said))
    """)
    assert got == ["here", "work"]


def test_nobody_waits_for_work_apart_that_is_no_longer_wanted() -> None:
    got = run("""
        with module.apart(lambda: b"x" * 1_000_000, jobs=2):
            pass
        try:
            os.waitpid(-1, os.WNOHANG)
            print(json.dumps("a child is left"))
        except ChildProcessError:
            print(json.dumps("none"))
    """)
    assert got == "none"


def test_where_ended_processes_are_nobody_s_business_work_is_shared_all_the_same() -> None:
    got = run("""
        import signal
        signal.signal(signal.SIGCHLD, signal.SIG_IGN)
        print(json.dumps(beside(lambda piece: piece + 1, range(6), even, always)))
    """)
    assert got == [1, 2, 3, 4, 5, 6]


def test_an_error_here_does_not_wait_for_a_copy() -> None:
    got = run("""
        def work(piece):
            if os.getpid() == here:
                raise ZeroDivisionError
            time.sleep(30)
        start = time.monotonic()
        try:
            beside(work, range(4), even, always)
        except ZeroDivisionError:
            print(json.dumps(time.monotonic() - start < 10))
    """)
    assert got is True


def test_what_stays_is_done_here_and_first() -> None:
    got = run("""
        done = []
        def work(piece):
            time.sleep(0.02)
            done.append(piece)
            return piece, os.getpid()
        def stays(piece): return piece % 4 == 0
        made = beside(work, range(24), even, always, stays)
        by = {piece: pid for piece, pid in made}
        print(json.dumps([
            [piece for piece, _ in made] == list(range(24)),
            {by[piece] for piece in range(0, 24, 4)} == {here},
            len(set(by.values())),
            done[:6],
        ]))
    """)
    assert got == [True, True, 2, [0, 4, 8, 12, 16, 20]]


def test_pieces_that_all_stay_need_no_copy() -> None:
    got = run("""
        module._Copy = None
        print(json.dumps(beside(lambda piece: piece + 1, range(5), even, always, lambda piece: True)))
    """)
    assert got == [1, 2, 3, 4, 5]
