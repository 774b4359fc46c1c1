"""People's text as safe HTML."""

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
