"""In which language a person is spoken to."""

from __future__ import annotations

import os
from collections.abc import Mapping

from typeset.catalogue.entry import Lang


def language(chosen: Lang | None, environ: Mapping[str, str] | None = None) -> Lang:
    """What was chosen with ``--lang``, else Chinese where the locale is Chinese, else English."""
    if chosen is not None:
        return chosen
    seen = os.environ if environ is None else environ
    # The order of POSIX: the first of these that is set counts.
    locale = next((seen[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if seen.get(name)), "")
    return Lang.ZH if locale.lower().startswith("zh") else Lang.EN
