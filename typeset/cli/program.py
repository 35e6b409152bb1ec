"""The name the program was called by, for messages that show a command to type.

It is installed under two names: in bash, zsh and ksh ``typeset`` is a builtin of the shell, and there people call
it ``paiban``. What they typed is what they should be told to type.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from typing import Final

import typer
from msgspec.structs import replace

from typeset.findings import Finding

USUAL: Final = "typeset"
# The name no shell has for itself, for commands people copy from a file.
SHELL_SAFE: Final = "paiban"


def called_as(first: str) -> str:
    """The program's name from the first word of its command line; the usual one for ``python -m``."""
    name = os.path.basename(first.replace("\\", "/")).removesuffix(".exe")  # noqa: PTH119 - not a file to open
    return USUAL if not name or name.startswith("-") or name.endswith(".py") else name


def program_of(context: typer.Context) -> str:
    """The name the program was called by, for a command of it."""
    return context.find_root().info_name or USUAL


def naming(findings: Iterable[Finding], program: str) -> tuple[Finding, ...]:
    """The findings, with those that name the program naming it as it was called."""
    return tuple(
        replace(f, facts=tuple((name, program if name == "program" else value) for name, value in f.facts))
        for f in findings
    )
