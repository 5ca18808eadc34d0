"""The brand of a firm in an HTML page: its colours and fonts, its logo, its disclaimer."""

from __future__ import annotations

from mandate.advisory.brand import PLAIN, Brand
from mandate.report.markup import escape


def style(brand: Brand) -> str:
    """Return the rules that follow those of every page; none where nothing is to be changed."""
    if brand == PLAIN:
        return ""
    rules = [
        f":root {{ --accent: {brand.accent}; --ink: {brand.ink} }}",
        ".logo { max-height: 4rem; max-width: 16rem; display: block; margin: 0 0 1rem }",
        ".firm, .disclaimer { color: var(--soft); font-size: .86rem }",
    ]
    if brand.text_font:
        rules.append(f'body {{ font-family: "{brand.text_font}", Georgia, serif }}')
    if brand.heading_font:
        rules.append(
            "h1, h2, h3, th, .kind, .label, .verdict .word, .rating, caption, figcaption, nav, "
            f'summary, small {{ font-family: "{brand.heading_font}", Arial, sans-serif }}'
        )
    return "\n" + "\n".join(rules) + "\n"


def policy(brand: Brand) -> tuple[str, ...]:
    """Return what the content security policy has to allow: the logo in the page, nothing else."""
    return ("img-src data:",) if brand.logo else ()


def head(brand: Brand) -> str:
    """Return the logo, or the name of the firm where it has none."""
    firm = escape(brand.firm)
    if brand.logo:
        return f'<img class="logo" alt="{firm or "Logo"}" src="{brand.logo.address}">'
    return f'<p class="firm">{firm}</p>' if firm else ""


def foot(brand: Brand) -> str:
    """Return the disclaimer, or nothing."""
    told = escape(brand.disclaimer)
    return f'<footer><p class="disclaimer">{told}</p></footer>' if told else ""
