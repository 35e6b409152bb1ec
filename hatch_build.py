"""Part of the build of a wheel, editable or not: compiles what is computed most, where there is a compiler.

Each module of ``COMPILED`` is plain Python that imports nothing of this package. Its compiled form stands beside the package
under another name, and is taken only as long as it was made of just this source (``typeset/compiled.py``). Without a compiler,
and with ``HATCH_BUILD_NO_HOOKS=true``, the wheel holds plain Python and does the same.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import sysconfig
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

COMPILED = ("typeset/text/linesearch.py",)


class CompiledModules(BuildHookInterface):
    """Adds the compiled modules to a wheel."""

    PLUGIN_NAME = "custom"

    def dependencies(self) -> list[str]:
        """What compiling needs, where anything can be compiled."""
        return ["mypy>=2.4,<3", "setuptools>=75"] if _compiler() else []

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile, and put what was made beside the package."""
        if _compiler() is None:
            self.app.display_warning("no C compiler: this wheel is plain Python, and slower")
            return
        self._scratch = tempfile.TemporaryDirectory()
        included = "force_include_editable" if version == "editable" else "force_include"
        try:
            for module in COMPILED:
                made = _compile(Path(self.root, module), Path(self._scratch.name))
                build_data[included][str(made)] = made.name
        except (OSError, subprocess.CalledProcessError) as failed:
            told = getattr(failed, "stdout", None) or failed
            self.app.display_warning(f"not compiled: this wheel is plain Python, and slower\n{told}")
            return
        build_data["pure_python"] = False
        build_data["infer_tag"] = True

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Leave nothing behind."""
        scratch = getattr(self, "_scratch", None)
        if scratch is not None:
            scratch.cleanup()


def _compiler() -> str | None:
    """The C compiler extensions of this Python are made with; None where there is none, or no headers."""
    named = (os.environ.get("CC") or sysconfig.get_config_var("CC") or "cc").split()[0]
    headers = Path(sysconfig.get_path("include"), "Python.h")
    return shutil.which(named) if headers.exists() or sys.platform == "win32" else None


def _compile(module: Path, scratch: Path) -> Path:
    """The extension made of a module; it tells of what it was made."""
    data = module.read_bytes()
    name = "_" + "_".join(module.with_suffix("").parts[-3:])
    source = scratch / f"{name}.py"
    source.write_bytes(data + f'\nMADE_OF: Final = "{hashlib.sha256(data).hexdigest()}"\n'.encode())
    # Multiplying and adding are rounded apart, as Python rounds them.
    flags = {"CFLAGS": f"{os.environ.get('CFLAGS', '')} -ffp-contract=off"} if sys.platform != "win32" else {}
    subprocess.run(
        [sys.executable, "-m", "mypyc", "--strict", source.name],
        cwd=scratch,
        env={**os.environ, **flags},
        check=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    return next(made for made in scratch.glob(f"{name}.*") if made != source)
