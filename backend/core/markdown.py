"""People's text as safe HTML, or as plain words."""

import html
import textwrap

import nh3
from markdown_it import MarkdownIt

from backend.core.i18n.typography import nb

_TAGS = {"a", "blockquote", "br", "code", "em", "h3", "h4", "hr", "li", "ol", "p", "pre", "strong", "ul"}
_PARSER = MarkdownIt("commonmark", {"html": False, "breaks": True})


def to_html(text: str) -> str:
    """Return Markdown `text` as HTML holding only plain text tags and web or mail links."""
    return nb(
        nh3.clean(
            _PARSER.render(text),
            tags=_TAGS,
            attributes={"a": {"href", "title"}},
            url_schemes={"http", "https", "mailto"},
            link_rel="nofollow noopener noreferrer",
        )
    )


def beginning(text: str, most: int = 280) -> str:
    """Return the first words of Markdown `text` without its marks, in at most `most` characters."""
    plain = html.unescape(nh3.clean(_PARSER.render(text), tags=set()))
    return textwrap.shorten(plain, most, placeholder="…")
