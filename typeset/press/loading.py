"""An edition on its way into the press: from its folder to what has been read of it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from msgspec.structs import replace

from typeset.checks.frames import check_frames
from typeset.checks.heads import check_heads
from typeset.checks.judged import weighed
from typeset.checks.places import check_places
from typeset.checks.references import check_references
from typeset.checks.rules import check_rules
from typeset.execute.beside import beside, shared
from typeset.findings import Finding, Severity, TypesetError, coded, in_order
from typeset.flow.hands import Hands
from typeset.model.layout import PageLayout
from typeset.press.loaded import Loaded, Progress, silent
from typeset.read.allowances import read_allowances
from typeset.read.disk import SteadySources, find_workspace
from typeset.read.editions import read_edition
from typeset.read.fonts import known_roles, read_faces
from typeset.source import RecordedSources, Sources
from typeset.standing import NOTHING_STANDS

if TYPE_CHECKING:
    from typeset.press.kept import Kept


def load(path: str | Path, *, jobs: int | None = None, progress: Progress = silent) -> Loaded:
    """Read an edition folder with its layouts, stories, pictures and faces.

    Stories are read in so many processes; None: one a core.

    Raises:
        TypesetError: when anything in the input is wrong; all of it at once.
    """
    workspace, folder = find_workspace(Path(path))
    return load_from(SteadySources(workspace), workspace, folder, hands=shared(jobs), progress=progress)


def load_from(
    sources: Sources,
    workspace: Path,
    folder: str,
    *,
    kept: Kept | None = None,
    hands: Hands = beside,
    progress: Progress = silent,
) -> Loaded:
    """Read the edition in a folder of these sources; ``workspace`` is where they come from.

    Stories are read by these ``hands``: beside each other where a copy of this process can help. What was ``kept`` of a run before and is the same now is not read again.

    Raises:
        TypesetError: when anything in the input is wrong; all of it at once.
    """
    progress("read", 0, 1)
    recorded = RecordedSources(sources, lambda name: name.endswith((".yaml", ".md")))
    faces, face_findings = read_faces(sources, standing=kept.faces if kept is not None else None)
    edition, findings = read_edition(
        recorded,
        folder,
        faces=known_roles(faces, face_findings),
        standing=kept.copy if kept is not None else None,
        hands=hands,
    )
    found = [*findings, *face_findings]
    if edition is not None:
        standing = NOTHING_STANDS if kept is None else kept.copy.results
        for page in edition.pages:
            found += standing.of(_judged_layout, page.layout, page.section_number)
        stories_missing = any(f.code == "missing-story" for f in findings)
        found += check_places(edition, stories_missing=stories_missing)
        found += () if stories_missing else check_references(edition, standing)
        found = list(coded(found, edition.codes))
    if edition is None or faces is None or any(f.severity is Severity.ERROR for f in found):
        raise TypesetError(in_order(found))
    progress("read", 1, 1)
    allowances, mistaken = read_allowances(recorded.read)
    told = in_order(weighed([*found, *mistaken], edition.severities))
    return Loaded(edition, faces, sources, workspace, workspace / folder, told, allowances)


def _judged_layout(layout: PageLayout, page: int) -> tuple[Finding, ...]:
    """What is wrong with a layout on a page of this number in its section."""
    frames = check_frames(layout, page) if layout.is_arranged else ()
    return (*frames, *check_heads(layout), *check_rules(layout))


def hold(loaded: Loaded, pages: frozenset[int] | None = None) -> Loaded:
    """The same edition with the plan of its last build held: of these pages, or of all.

    Raises:
        TypesetError: when there is no such plan, or it cannot be read.
    """
    from typeset.read.jumps_lock import read_lock

    folder = loaded.folder.relative_to(loaded.workspace).as_posix()
    plan, found = read_lock(loaded.sources, folder, loaded.edition, pages)
    if plan is None:
        raise TypesetError(in_order(found))
    return replace(loaded, edition=replace(loaded.edition, held=plan))


def kept_in(workspace: Path, *, again: bool = False) -> Kept:
    """What other runs of the program left in the cache of a workspace; where there is none one is made.

    ``again`` says that this process will build the edition again and again, so that it keeps what it draws.
    """
    from typeset.press.kept import Kept, cache_of

    return Kept.with_cache(cache_of(workspace), again=again)
