"""``typeset preview``: live pages in the browser, drawn again whenever a file is saved."""

from __future__ import annotations

import importlib.util
import sys
import webbrowser
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from typeset.catalogue import finding
from typeset.catalogue.entry import Lang
from typeset.cli.guard import CLEAN, guarded
from typeset.cli.language import language
from typeset.cli.options import LangOption
from typeset.cli.terminal import emit
from typeset.findings import TypesetError

if TYPE_CHECKING:
    from typeset.preview.serving import Address, Invitation

_NEEDED: Final = ("starlette", "uvicorn", "watchfiles")
_SERVED: Final = {
    Lang.ZH: "预览：{url}\n按 Ctrl-C 停止\n",
    Lang.EN: "preview: {url}\nCtrl-C stops it\n",
}


def preview(
    edition: Annotated[
        Path, typer.Argument(metavar="EDITION", help="Folder with edition.yaml / 含 edition.yaml 的文件夹")
    ],
    *,
    port: Annotated[
        int, typer.Option("--port", min=0, max=65535, help="Port of the server, 0 for any free one / 端口")
    ] = 8000,
    host: Annotated[
        str,
        typer.Option(
            "--host",
            help="Address to serve on; other machines need the token that is printed / 地址，别的机器凭打印的令牌访问",
        ),
    ] = "127.0.0.1",
    read_only: Annotated[
        bool, typer.Option("--read-only", help="Nothing can be changed from the browser / 只看不改")
    ] = False,
    show: Annotated[
        bool | None,
        typer.Option("--open/--no-open", help="Open the browser; usual in a terminal / 打开浏览器"),
    ] = None,
    lang: LangOption = None,
) -> None:
    """Live pages in the browser. (浏览器实时预览)."""
    chosen = language(lang)
    raise typer.Exit(
        guarded(lambda: _served(edition, (host, port), chosen, read_only=read_only, show=show), lang=chosen)
    )


def _served(edition: Path, place: tuple[str, int], lang: Lang, *, read_only: bool, show: bool | None) -> int:
    missing = [name for name in _NEEDED if not _is_installed(name)]
    if missing:
        raise TypesetError([finding("preview-extra-missing", missing="、".join(missing))])
    from typeset.preview.serving import Address, serve
    from typeset.read.disk import find_workspace

    workspace, folder = find_workspace(edition)
    address = Address(*place)
    shown = _is_shown(address) if show is None else show

    def invite(invitation: Invitation) -> None:
        emit(_SERVED[lang].format(url=invitation.url))
        if shown:
            webbrowser.open(invitation.url)

    try:
        serve(workspace, folder, address, lang=lang, read_only=read_only, invite=invite)
    except KeyboardInterrupt:
        # How a preview is stopped.
        return CLEAN
    return CLEAN


def _is_shown(address: Address) -> bool:
    return address.is_local and sys.stdout.isatty()


def _is_installed(name: str) -> bool:
    try:
        return importlib.util.find_spec(name) is not None
    except ModuleNotFoundError:
        return False
