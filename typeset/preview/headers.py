"""What every answer says to the browser about itself: what may be loaded, by whom, and that nothing is guessed (issue 8)."""

from __future__ import annotations

from typing import Final

CSP: Final = "Content-Security-Policy"


def content_policy(nonce: str = "") -> str:
    """The policy of a page: nothing from elsewhere, no script in it; styles under ``nonce`` where one is given."""
    styles = f"'self' 'nonce-{nonce}'" if nonce else "'self'"
    return (
        f"default-src 'none'; script-src 'self'; style-src {styles}; img-src 'self' data: blob:; connect-src 'self'; "
        "font-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
    )


# Files of the page are asked for anew each time: a newer program has newer ones.
USUAL: Final = {
    CSP: content_policy(),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-cache",
}
"""Headers of every answer that does not set them itself."""
