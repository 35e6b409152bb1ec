"""Makes Chinese newspapers: YAML layouts and Markdown stories in, print-ready PDF pages out."""

from __future__ import annotations

# As in `typing`, which takes longer to load than all that `--version` needs.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from typeset.press import BuildOptions, build, check, load

__all__ = ["BuildOptions", "__version__", "build", "check", "load"]

__version__ = "0.1.0"


def __getattr__(name: str) -> object:
    """Import the press only when it is asked for, so that ``import typeset`` costs nothing."""
    if name in __all__:
        from typeset import press

        return getattr(press, name)
    raise AttributeError(name)
