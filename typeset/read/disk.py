"""Files of a workspace on disk. Nothing outside the workspace and the bundled files can be read through it."""

from __future__ import annotations

import hashlib
import mmap
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

from typeset.catalogue import finding
from typeset.findings import TypesetError
from typeset.source import Span

if TYPE_CHECKING:
    from typeset.faces import MappedFont

_BUNDLED: Final = "@bundled/"


class DiskSources:
    """The sources of one workspace, and under ``@bundled/`` the files that come with the package."""

    def __init__(self, workspace: Path) -> None:
        self._workspace = workspace.resolve()
        self._bundled = bundled_root()

    def read_bytes(self, name: str) -> bytes:
        """The content of a file.

        Raises:
            FileNotFoundError: when there is none, or its name or a symbolic link leads out of the workspace.
            OSError: when it cannot be read.
        """
        path = self._path(name)
        if path is None or not path.is_file():
            raise FileNotFoundError(name)
        return path.read_bytes()

    def map_font(self, name: str) -> bytes | MappedFont:
        """The content of a font file, mapped where the system can; as :meth:`read_bytes`."""
        path = self._path(name)
        mapped = _mapped(path) if path is not None and path.is_file() else None
        return self.read_bytes(name) if mapped is None else mapped

    def exists(self, name: str) -> bool:
        """Whether there is a file of this name inside the workspace."""
        path = self._path(name)
        try:
            return path is not None and path.is_file()
        except OSError:
            # A name longer than the disk takes is that of no file.
            return False

    def names(self, folder: str) -> tuple[str, ...]:
        """The files directly in a folder, as full names, sorted."""
        path = self._path(folder.rstrip("/") + "/.")
        if path is None or not path.is_dir():
            return ()
        prefix = folder.rstrip("/")
        return tuple(sorted(name for p in path.iterdir() if self.exists(name := f"{prefix}/{p.name}")))

    def folders(self, folder: str) -> tuple[str, ...]:
        """The folders directly in a folder ("" for the workspace), as full names, sorted."""
        path = self._path(folder.rstrip("/") or ".")
        if path is None or not path.is_dir():
            return ()
        prefix = f"{folder.rstrip('/')}/" if folder else ""
        found = (prefix + p.name for p in path.iterdir())
        return tuple(sorted(n for n in found if (inside := self._path(n)) is not None and inside.is_dir()))

    def _path(self, name: str) -> Path | None:
        root = self._workspace
        if name.startswith(_BUNDLED):
            root, name = self._bundled, name.removeprefix(_BUNDLED)
        if "\0" in name or "\\" in name or name.startswith("/") or ".." in name.split("/"):
            return None
        try:
            path = (root / name).resolve()
        except (OSError, RuntimeError):
            return None
        return path if path.is_relative_to(root) else None


class SteadySources(DiskSources):
    """The sources of one workspace as long as an edition is made of them: what was read of a file must be read of it again.

    A picture saved while its page is drawn would go to plate unseen, and be kept in the cache in place of the one that was looked at.
    """

    def __init__(self, workspace: Path) -> None:
        super().__init__(workspace)
        self._digests: dict[str, bytes] = {}

    def read_bytes(self, name: str) -> bytes:
        """The content of a file; as :meth:`DiskSources.read_bytes`.

        Raises:
            TypesetError: when it is not what it was.
        """
        data = super().read_bytes(name)
        digest = hashlib.sha256(data).digest()
        if self._digests.setdefault(name, digest) != digest:
            raise TypesetError([finding("file-changed", file=name)])
        return data


def _mapped(path: Path) -> MappedFont | None:
    """A font file mapped; None where that cannot be. On Windows a mapped file could not be replaced."""
    if sys.platform == "win32":
        return None
    import uharfbuzz as hb

    from typeset.faces import MappedFont

    try:
        with path.open("rb") as file:
            font = MappedFont(file.fileno(), 0, access=mmap.ACCESS_READ)
            # By its number: the name may stand for another file by now.
            font.blob = hb.Blob.from_file_path(f"/dev/fd/{file.fileno()}")
    except (OSError, ValueError, hb.HarfBuzzError):
        return None
    return font


def bundled_root() -> Path:
    """The package's own data; in a source checkout the repository that holds it."""
    package = Path(__file__).resolve().parent.parent
    data = package / "bundled"
    return data if data.is_dir() else package.parent


def find_workspace(edition: Path) -> tuple[Path, str]:
    """The workspace of an edition, and the edition's folder as a name in it.

    The workspace is the nearest folder above the edition's that has a ``layouts/`` folder. ``edition`` is the
    edition's folder; its ``edition.yaml`` is taken for the folder.

    Raises:
        TypesetError: when there is no such folder above.
    """
    folder = edition.resolve()
    if folder.name == "edition.yaml":
        folder = folder.parent
    if not folder.is_dir():
        raise TypesetError((finding("missing-edition", span=Span(str(edition)), folder=str(edition)),))
    for above in folder.parents:
        if (above / "layouts").is_dir():
            return above, folder.relative_to(above).as_posix()
    raise TypesetError(
        (finding("no-workspace", span=Span(str(edition)), folder=str(edition), program="typeset"),)
    )
