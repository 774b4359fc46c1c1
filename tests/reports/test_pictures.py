"""Pictures that were made to harm: whatever is sent, a picture or a refusal comes of it."""

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from backend.reports import encoded, errors
from tests.reports.photos import a_photo

# Pillow warns of what it cannot read, and goes on.
pytestmark = pytest.mark.filterwarnings("ignore::UserWarning")

BROKEN_EXIF = (
    b"Exif\0\0MM\0*\0\0\0\x08\0\x02\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\x87\x69\0\x04\0\0\0\x01\xff\xff\xff\xf0"
)
TURNED = Image.Exif()
TURNED[0x0112] = 6
SMALL = {
    kind: a_photo(kind, size=(24, 16), exif=exif)
    for kind, exif in (
        ("JPEG", TURNED.tobytes()),
        ("PNG", TURNED.tobytes()),
        ("WEBP", TURNED.tobytes()),
        ("GIF", None),
    )
}


def outcome(sent: bytes) -> str:
    """`kept` or `refused`; whatever else happens fails the test."""
    try:
        kept = encoded(sent)
    except (errors.NotAPhoto, errors.PhotoTooLarge):
        return "refused"
    with Image.open(io.BytesIO(kept.data)) as image:
        assert (image.format, image.size) == ("WEBP", (kept.width, kept.height))
        assert not image.getexif()
    return "kept"


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
@pytest.mark.parametrize("exif", [BROKEN_EXIF, b"Exif\0\0", b"Exif\0\0II*\0", b"nothing of the kind"])
def test_metadata_that_cannot_be_read_are_left_behind(kind: str, exif: bytes) -> None:
    assert outcome(a_photo(kind, exif=exif)) == "kept"


@given(
    kind=st.sampled_from(sorted(SMALL)),
    changes=st.lists(st.tuples(st.integers(0, 4000), st.integers(0, 255)), max_size=12),
    cut=st.integers(0, 4000),
    tail=st.binary(max_size=40),
)
def test_whatever_was_done_to_its_bytes_a_picture_is_kept_or_refused(
    kind: str, changes: list[tuple[int, int]], cut: int, tail: bytes
) -> None:
    sent = bytearray(SMALL[kind])
    for at, value in changes:
        sent[at % len(sent)] = value
    outcome(bytes(sent[: cut or None]) + tail)


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "I;16"])
def test_a_picture_of_any_depth_is_kept(mode: str) -> None:
    file = io.BytesIO()
    Image.new(mode, (2000, 1000)).save(file, "PNG")
    assert outcome(file.getvalue()) == "kept"
