"""``typeset preview`` on the command line: what keeps it from starting."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from typeset.cli import preview as command

FOLDER = "editions/starter"


def test_a_port_that_is_taken_is_told(typeset_command, starter: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        said = typeset_command("preview", str(starter / FOLDER), "--port", port, "--no-open", "--lang", "en")
    assert said.status == 2
    assert "T701" in said.err
    assert port in said.err


def test_an_address_this_machine_has_not_is_told(typeset_command, starter: Path) -> None:
    said = typeset_command(
        "preview", str(starter / FOLDER), "--host", "192.0.2.7", "--port", "0", "--no-open"
    )
    assert (said.status, "T701" in said.err) == (2, True)


def test_without_the_extra_it_is_said_what_to_install(
    typeset_command, starter: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(command, "_NEEDED", ("starlette", "no_such_package", "no_such.package"))
    said = typeset_command("preview", str(starter / FOLDER), "--lang", "en")
    assert said.status == 2
    assert "no_such_package、no_such.package" in said.err
    assert "pip install 'typeset[preview]'" in said.err


def test_an_edition_that_is_not_there_is_told(typeset_command, tmp_path: Path) -> None:
    said = typeset_command("preview", str(tmp_path / "editions" / "x"), "--no-open")
    assert (said.status, said.out) == (2, "")


def test_other_commands_do_without_the_extra() -> None:
    code = (
        "import sys, typeset.cli.app, typeset.press\n"
        "found = {'starlette', 'uvicorn', 'watchfiles'} & set(sys.modules)\n"
        "sys.exit(str(found) if found else 0)"
    )
    done = subprocess.run([sys.executable, "-c", code], check=False, capture_output=True, env=os.environ)
    assert (done.returncode, done.stderr) == (0, b"")
