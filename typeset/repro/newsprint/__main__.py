"""Writes ``typeset/repro/newsprint.icc`` anew, or compares the model and the profile with measured patches.

``python -m typeset.repro.newsprint`` needs argyll; ``--check FILE.ti3`` needs only a file of measured CMYK patches with CIELAB.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from typeset.repro.newsprint.build import profile
from typeset.repro.newsprint.fit import fit_of_model, fit_of_profile, measured

PROFILE = Path(__file__).parents[1] / "newsprint.icc"


def main() -> None:
    """Build or check."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", metavar="FILE.ti3", type=Path, help="print the fit to measured patches")
    parser.add_argument("--output", type=Path, default=PROFILE, help="where the profile is written")
    chosen = parser.parse_args()
    if chosen.check is None:
        chosen.output.write_bytes(profile())
        return
    patches = measured(chosen.check.read_text(encoding="latin-1"))
    for name, fit in (
        ("model", fit_of_model(patches)),
        ("profile (A2B)", fit_of_profile(patches, chosen.output.read_bytes())),
    ):
        sys.stdout.write(f"{name}: {fit}\n")


if __name__ == "__main__":
    main()
