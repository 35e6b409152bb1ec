"""The preview as it is served: desk, watching and application on one address until somebody stops it (issue 8)."""

from __future__ import annotations

import asyncio
import ipaddress
import secrets
import socket
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType
from typing import Final

import uvicorn
from msgspec import Struct

from typeset.catalogue import finding
from typeset.catalogue.entry import Lang
from typeset.findings import TypesetError
from typeset.preview.app import application
from typeset.preview.desk import Desk, Manner
from typeset.preview.gate import Gate
from typeset.preview.listeners import Listeners
from typeset.preview.watching import Watching

# Seconds connections are given to end when the server stops.
_FAREWELL: Final = 1
_BACKLOG: Final = 512


class Address(Struct, frozen=True):
    """Where to serve; port 0 is any free one."""

    host: str = "127.0.0.1"
    port: int = 8000

    @property
    def is_local(self) -> bool:
        """Whether only this machine can reach it."""
        if self.host.lower() == "localhost":
            return True
        try:
            return ipaddress.ip_address(self.host).is_loopback
        except ValueError:
            return False

    def bound(self) -> socket.socket:
        """A socket that listens there.

        Raises:
            TypesetError: when it cannot.
        """
        try:
            found = socket.getaddrinfo(self.host, self.port, type=socket.SOCK_STREAM)
            family, _, _, _, place = found[0]
            made = socket.create_server(place[:2], family=family, backlog=_BACKLOG)
        except (OSError, OverflowError) as error:
            reason = getattr(error, "strerror", None) or str(error)
            facts = {"host": self.host, "port": str(self.port), "reason": reason}
            raise TypesetError(
                [finding("preview-address-taken", host=facts["host"], port=facts["port"], reason=reason)]
            ) from error
        # Said to be TCP, what it accepts sends small answers at once (asyncio asks by that); else each waits 40 ms for the last.
        bound = socket.socket(made.family, made.type, socket.IPPROTO_TCP, fileno=made.detach())
        bound.set_inheritable(False)
        return bound


@dataclass(frozen=True, slots=True)
class Invitation:
    """The address to open, with the token where there is one."""

    host: str
    port: int
    token: str = field(default="", repr=False)

    @property
    def url(self) -> str:
        """The whole address; unspecified addresses as this machine's name."""
        host = self.host
        try:
            address = ipaddress.ip_address(host)
            host = socket.gethostname() if address.is_unspecified else host
            host = f"[{host}]" if address.version == 6 and not address.is_unspecified else host  # noqa: PLR2004 - IPv6
        except ValueError:
            pass
        return f"http://{host}:{self.port}/" + (f"?token={self.token}" if self.token else "")


def serve(
    workspace: Path,
    folder: str,
    address: Address,
    *,
    lang: Lang,
    read_only: bool,
    invite: Callable[[Invitation], None],
) -> None:
    """Serve the edition in ``folder`` of ``workspace`` until Ctrl-C; ``invite`` is told where as soon as it can be opened.

    Raises:
        TypesetError: when the address cannot be served.
    """
    bound = address.bound()
    port = bound.getsockname()[1]
    token = "" if address.is_local else secrets.token_urlsafe(32)
    desk = Desk(workspace, folder, Manner(lang=lang, read_only=read_only, local=address.is_local))
    watching, listeners = Watching(desk), Listeners(desk)
    app = application(desk, Gate(host=address.host, token=token), listeners)
    config = uvicorn.Config(
        app,
        log_level="warning",
        access_log=False,
        server_header=False,
        ws="none",
        lifespan="on",
        timeout_graceful_shutdown=_FAREWELL,
    )
    desk.start()
    watching.start()
    try:
        invite(Invitation(address.host, port, token))
        _Server(config, listeners).run(sockets=[bound])
    finally:
        watching.stop()
        desk.stop()
        bound.close()


class _Server(uvicorn.Server):
    """Ends the streams of those who listen as soon as it is to stop; they would never end by themselves."""

    def __init__(self, config: uvicorn.Config, listeners: Listeners) -> None:
        super().__init__(config)
        self._listeners = listeners
        self._loop: asyncio.AbstractEventLoop | None = None

    async def serve(self, sockets: list[socket.socket] | None = None) -> None:
        self._loop = asyncio.get_running_loop()
        await super().serve(sockets)

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        if self._loop is not None:
            self._loop.call_soon_threadsafe(self._listeners.close)
        super().handle_exit(sig, frame)
