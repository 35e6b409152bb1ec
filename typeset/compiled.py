"""Modules that may be compiled: the compiled form where this installation has one of just this source, else the module itself.

The build writes it beside the package (``hatch_build.py``), under a name of its own, so that an edited source is never
overlooked: what it was made of is compared with what stands there.
"""

from __future__ import annotations

import hashlib
from importlib import import_module
from importlib.machinery import SourceFileLoader
from importlib.util import find_spec
from types import ModuleType


def fastest(name: str) -> ModuleType:
    """The module of this name, compiled if it can be had so.

    Raises:
        ModuleNotFoundError: when there is no such module.
    """
    try:
        compiled = import_module(f"_{name.replace('.', '_')}")
    except ImportError:
        return import_module(name)
    return compiled if _digest(name) == compiled.MADE_OF else import_module(name)


def _digest(name: str) -> str:
    """SHA-256 of the source of a module; "" where it came without."""
    spec = find_spec(name)
    if spec is None or spec.origin is None or not isinstance(spec.loader, SourceFileLoader):
        return ""
    return hashlib.sha256(spec.loader.get_data(spec.origin)).hexdigest()
