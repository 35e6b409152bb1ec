"""Under which names the preview serves and whom: what is decided by the head of a request alone (issue 8).

A foreign site can send requests from the browser of somebody at the desk. It cannot choose Host and Origin freely, and it does not have
the cookie: a name that others may point to this machine is not served (DNS rebinding), nor is what another site sends.
"""

from __future__ import annotations

import hmac
import ipaddress
import socket
from dataclasses import dataclass, field
from http.cookies import CookieError, SimpleCookie
from typing import Final

from starlette.datastructures import Headers

READING: Final = frozenset({"GET", "HEAD"})
"""Methods that change nothing."""

_SCHEMES: Final = ("http://", "https://")


@dataclass(frozen=True, slots=True)
class Gate:
    """Whom the preview serves, with which token ("" for none), and what a request may take.

    IP addresses and this machine's own names are always served; ``host`` is a further one. ``most_bytes`` is the largest body,
    ``seconds`` the longest a request may take.
    """

    host: str = ""
    token: str = field(default="", repr=False)
    most_bytes: int = 2 << 20
    seconds: float = 60.0

    def serves(self, host: str) -> bool:
        """Whether a Host header names this server: an address does, and a name that is its own."""
        name, colon, port = host.rpartition(":")
        if not colon or not port.isdigit():
            name = host
        name = name.rstrip(".").lower()
        return name in {"localhost", socket.gethostname().lower(), self.host.lower() or "localhost"} or (
            _is_address(name.removeprefix("[").removesuffix("]"))
        )

    def knows(self, token: str) -> bool:
        """Whether a token is the right one; takes as long for a wrong one."""
        return hmac.compare_digest(token.encode(), self.token.encode())


def foreign_origin(method: str, headers: Headers, host: str) -> str | None:
    """The site a request comes from when it is another one, as far as the browser says; None for the preview's own page.

    What writes must say where it comes from. What reads need not, but a picture shown on another site is refused, while a link on it is not.
    """
    origin = headers.get("origin")
    if origin is not None:
        return None if origin in {scheme + host for scheme in _SCHEMES} else origin
    if method not in READING:
        return "?"
    site, mode = headers.get("sec-fetch-site", ""), headers.get("sec-fetch-mode", "")
    return site if site in {"cross-site", "same-site"} and mode != "navigate" else None


def is_json(headers: Headers) -> bool:
    """Whether a body says that it is JSON, which a form of another site cannot say."""
    return headers.get("content-type", "").partition(";")[0].strip().lower() == "application/json"


def cookie_of(headers: Headers, name: str) -> str:
    """The value of a cookie; "" when there is none."""
    try:
        found = SimpleCookie(headers.get("cookie", "")).get(name)
    except CookieError:
        return ""
    return "" if found is None else found.value


def _is_address(name: str) -> bool:
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True
