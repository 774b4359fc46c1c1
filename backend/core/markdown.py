"""People's text as safe HTML, or as plain words."""

import html
import re
import textwrap
from collections.abc import Sequence

import nh3
from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict

from backend.core.i18n.typography import nb

_TAGS = {"a", "blockquote", "br", "code", "em", "h3", "h4", "hr", "li", "ol", "p", "pre", "strong", "ul"}
_PARSER = MarkdownIt("commonmark", {"html": False, "breaks": True})
_ELSEWHERE = re.compile(r"[\s\x00-\x20]*[/\\](?:[\t\n\r]|%09|%0A|%0D)*(?:[/\\]|%5C)", re.IGNORECASE)
"""An address that names another site without saying that it leaves ours."""


def to_html(text: str) -> str:
    """Return Markdown `text` as HTML holding only plain text tags, web or mail links, and links to ours.

    An image is a link to it, in its own words: nothing is fetched from elsewhere before somebody asks.
    """
    return nb(
        nh3.clean(
            _PARSER.render(text),
            tags=_TAGS,
            attributes={"a": {"href", "title"}},
            attribute_filter=_said_openly,
            url_schemes={"http", "https", "mailto"},
            link_rel="nofollow noopener noreferrer",
        )
    )


def beginning(text: str, most: int = 280) -> str:
    """Return the first words of Markdown `text` without its marks, in at most `most` characters."""
    plain = html.unescape(nh3.clean(_PARSER.render(text), tags=set()))
    return textwrap.shorten(plain, most, placeholder="…")


def _said_openly(tag: str, name: str, value: str) -> str | None:
    return None if name == "href" and _ELSEWHERE.match(value) else value


def _image(
    renderer: RendererHTML, tokens: Sequence[Token], at: int, options: OptionsDict, env: EnvType
) -> str:
    """What an image shows, as a link to it unless it stands in a link."""
    image = tokens[at]
    address = str(image.attrs["src"])
    words = html.escape(renderer.renderInlineAsText(image.children or [], options, env) or address)
    in_link = sum(one.nesting for one in tokens[:at] if one.type.startswith("link_"))
    return words if in_link else f'<a href="{html.escape(address)}">{words}</a>'


_PARSER.add_render_rule("image", _image)
