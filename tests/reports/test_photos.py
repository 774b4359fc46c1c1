"""Photos: encoded anew from their pixels alone, whatever was sent."""

import io

import pytest
from PIL import Image

from backend.core.markdown import to_html
from backend.reports import encoded, errors
from tests.reports.photos import a_bomb, a_photo


def opened(data: bytes) -> Image.Image:
    return Image.open(io.BytesIO(data))


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "GIF"])
def test_a_photo_of_any_kind_becomes_a_webp(kind: str) -> None:
    kept = encoded(a_photo(kind))
    assert (opened(kept.data).format, kept.width, kept.height) == ("WEBP", 640, 480)


def test_a_heavy_photo_is_made_smaller_and_forgets_where_it_was_taken() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[0x8825] = {1: "N", 2: (44.0, 50.0, 0.0)}
    kept = encoded(a_photo(size=(3000, 2000), exif=exif.tobytes(), noise=90))
    assert len(kept.data) <= 500_000
    # Turned as it was held, then kept without its tags.
    assert kept.height > kept.width
    assert not opened(kept.data).getexif()
    assert b"GPS" not in kept.data


SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
HTML = b"<!doctype html><script>alert(1)</script>"
PDF = b"%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj"
BMP = a_photo("BMP")


@pytest.mark.parametrize("sent", [SVG, HTML, PDF, BMP, b"", b"GIF89a", b"\xff\xd8\xff\xe0", a_photo()[:400]])
def test_what_is_no_photo_of_ours_is_refused(sent: bytes) -> None:
    with pytest.raises(errors.NotAPhoto):
        encoded(sent)


def test_a_polyglot_keeps_its_pixels_and_loses_its_script() -> None:
    kept = encoded(a_photo("GIF") + b"/*<script>alert(1)</script>*/")
    assert b"script" not in kept.data


@pytest.mark.parametrize(("width", "height"), [(20_000, 20), (20, 20_000), (9_000, 9_000)])
def test_a_photo_of_twenty_thousand_pixels_is_refused_before_it_is_decoded(width: int, height: int) -> None:
    with pytest.raises(errors.PhotoTooLarge):
        encoded(a_bomb(width, height))


def test_a_decompression_bomb_is_refused_by_its_head() -> None:
    with pytest.raises((errors.PhotoTooLarge, errors.NotAPhoto)):
        encoded(a_bomb(60_000, 60_000))


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "[x](javascript:alert(1))",
        "[x](data:text/html;base64,PHNjcmlwdD4=)",
        '<img src=x onerror="alert(1)">',
        "![x](https://evil.example/pixel.gif)",
        "<svg onload=alert(1)>",
        "<a href='java\tscript:alert(1)'>x</a>",
        '[x](https://ok.example "onmouseover=alert(1)")<iframe src="//evil.example">',
    ],
)
def test_markdown_runs_and_fetches_nothing(text: str) -> None:
    html = to_html(text)
    for active in ("<script", "<img", "<svg", "<iframe", 'href="javascript', 'href="data'):
        assert active not in html
