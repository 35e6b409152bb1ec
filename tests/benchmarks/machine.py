"""Where figures were measured (issue 9): machine, versions, commit."""

from __future__ import annotations

import os
import platform
import subprocess
from importlib import metadata
from pathlib import Path

PACKAGES = (
    "typeset",
    "reportlab",
    "fonttools",
    "uharfbuzz",
    "pillow",
    "msgspec",
    "pikepdf",
    "typst",
    "weasyprint",
)


def described(root: Path) -> dict[str, object]:
    """The machine, its load, Python, packages, and the commit of the checkout; ``+`` says that files were changed."""
    return {
        "machine": {
            "processor": _processor(),
            "cores": os.cpu_count(),
            "memory_gib": round(os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30, 1),
            "system": f"{platform.system()} {platform.machine()}",
            "load_before": round(os.getloadavg()[0], 2),
        },
        "python": platform.python_version(),
        "packages": {name: found for name in PACKAGES if (found := version(name))},
        "commit": commit(root),
    }


def version(package: str) -> str:
    """The version of a package; empty when it is not installed."""
    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        return ""


def commit(root: Path) -> str:
    """The commit of a checkout, short; empty when it is none."""
    name = _git(root, "rev-parse", "--short=12", "HEAD")
    changed = _git(
        root, "status", "--porcelain", "--untracked-files=no", "--", ".", ":!tests/benchmarks/results"
    )
    return name + ("+" if name and changed else "")


def _git(root: Path, *arguments: str) -> str:
    done = subprocess.run(["git", "-C", str(root), *arguments], capture_output=True, text=True, check=False)
    return done.stdout.strip() if done.returncode == 0 else ""


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.processor()
    return next((line.split(":", 1)[1].strip() for line in lines if line.startswith("model name")), "")
