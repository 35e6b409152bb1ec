"""Which typeset this is."""

from __future__ import annotations

from typeset import __version__


def version_line() -> str:
    """What ``--version`` prints."""
    return f"typeset {__version__}\n"


def tracker() -> str | None:
    """Where bugs are reported, as the package says; None when it does not say."""
    return _address("issues")


def home() -> str | None:
    """Where the project is, as the package says; None when it does not say."""
    return _address("homepage") or _address("repository")


def _address(wanted: str) -> str | None:
    from importlib import metadata

    try:
        addresses = metadata.metadata("typeset").get_all("Project-URL") or []
    except metadata.PackageNotFoundError:
        return None
    labelled = (address.split(",", 1) for address in addresses if "," in address)
    return next((url.strip() for label, url in labelled if label.strip().lower() == wanted), None)
