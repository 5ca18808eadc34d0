"""Text as HTML: what packs and cases say stays text, and a link leads to the web or nowhere."""

from __future__ import annotations

import html
import re

from mandate.errors import visible

_ADDRESS = re.compile(r"https?://[!#-;=?-\[\]_a-z|~]+", re.IGNORECASE)
"""What RFC 3986 lets stand in an address, ASCII without spaces, quotes, angle brackets and braces;
and the bar, which some have."""
_PIECE = re.compile(r"(?s).{1,24}")


def escape(text: str) -> str:
    """Return *text* as HTML shows it as it is, in content and in attributes."""
    return html.escape(visible(text), quote=True)


def flowing(text: str) -> str:
    """Return *text* as content whose very long words may be broken, so that no table bursts."""
    words = visible(text).split(" ")
    return " ".join("<wbr>".join(map(escape, _PIECE.findall(word))) for word in words)


def is_of_the_web(address: str) -> bool:
    """Return whether an address may be a link: one of the web, whole, and nothing a reader could
    run or could not see."""
    return _ADDRESS.fullmatch(address) is not None


def link(address: str, before: str = " ") -> str:
    """Return an address, if any, as a link that tells nobody who followed it; as text unless it is
    of the web."""
    if not address:
        return ""
    if not is_of_the_web(address):
        return f"{before}{flowing(address)}"
    leads = f'href="{escape(address)}" rel="noreferrer noopener" target="_blank"'
    return f"{before}<a {leads}>{flowing(address)}</a>"
