"""Pictures: looked at before they are decoded, then encoded anew, so that only pixels are kept."""

import asyncio
from dataclasses import dataclass
from io import BytesIO

from PIL import ExifTags, Image

from backend.core.threads import Threads
from backend.reports import errors

FORMATS = ("JPEG", "PNG", "WEBP", "GIF")
MOST_BYTES = 10_000_000
MOST_SIDE = 12_000
MOST_PIXELS, MOST_DRAFTED = 25_000_000, 60_000_000
"""A JPEG is decoded at about the size it will be kept in; all else, at its own size."""
KEPT_SIDE, KEPT_BYTES = 1600, 500_000
QUALITIES = (82, 70, 55, 40, 25)
TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
"""What sets a picture upright, by the orientation that its metadata say."""
ENCODERS = Threads(2, "pictures")
"""One picture may take 400 MB while it is decoded: however many come at once, two are."""
MOST_IN_HAND, WAIT_SECONDS = 10, 10
"""Beyond so many pictures, whoever comes is told to come again: their turn would be long in coming."""
PHOTO_TRIES = 10
"""A photo takes a second or more to encode: it counts as so many forms, or calls."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A photo encoded by us: WebP of at most 500 KB, without metadata."""

    data: bytes
    width: int
    height: int


def require_turn() -> None:
    """Refuse a photo whose turn would be long in coming. Errors: PhotosWaiting(seconds)."""
    if ENCODERS.in_hand >= MOST_IN_HAND:
        raise errors.PhotosWaiting(seconds=WAIT_SECONDS)


async def picture_of(sent: bytes) -> Picture:
    """The photo as we keep it, made in its turn. Errors: NotAPhoto, PhotoTooLarge, PhotosWaiting(seconds)."""
    require_turn()
    return await asyncio.get_running_loop().run_in_executor(ENCODERS, encoded, sent)


def encoded(sent: bytes) -> Picture:
    """The photo as we keep it. Pure, slow and heavy: see `picture_of`. Errors: NotAPhoto, PhotoTooLarge.

    Its kind and size are read from its head and bounded before any pixel is decoded.
    """
    if len(sent) > MOST_BYTES:
        raise _too_large(MOST_PIXELS)
    try:
        with Image.open(BytesIO(sent), formats=FORMATS) as image:
            most = MOST_DRAFTED if _drafted(image) else MOST_PIXELS
            if max(image.size) > MOST_SIDE or image.width * image.height > most:
                raise _too_large(most)
            upright = _upright(image)
    except errors.PhotoTooLarge:
        raise
    # What is sent to break a decoder breaks it in any way: each is the same refusal.
    except Exception as error:
        raise errors.NotAPhoto from error
    plain = Image.new("RGB", upright.size, "white")
    plain.paste(upright, mask=upright.getchannel("A"))
    return _saved(plain)


def _drafted(image: Image.Image) -> bool:
    """Whether a picture may be decoded smaller than it is; a progressive JPEG is whole in memory first."""
    return image.format in ("JPEG", "MPO") and "progressive" not in image.info


def _too_large(most: int) -> errors.PhotoTooLarge:
    return errors.PhotoTooLarge(
        most=MOST_SIDE, megapixels=most // 1_000_000, megabytes=MOST_BYTES // 1_000_000
    )


def _upright(image: Image.Image) -> Image.Image:
    """The picture with its transparency, as it was held, in the size that is kept."""
    turn = _turn(image)
    if image.mode in ("1", "P") or "transparency" in image.info:
        # A colour that stands for none, or for another, is not to be mixed with its neighbours.
        image = image.convert("RGBA")
    image.thumbnail((KEPT_SIDE, KEPT_SIDE))
    return (image if turn is None else image.transpose(turn)).convert("RGBA")


def _turn(image: Image.Image) -> Image.Transpose | None:
    """How to turn a picture; one whose metadata cannot be read stays as it lies."""
    try:
        return TURNS.get(image.getexif().get(ExifTags.Base.Orientation, 1))
    except Exception:
        return None


def _saved(image: Image.Image) -> Picture:
    while True:
        for quality in QUALITIES:
            file = BytesIO()
            image.save(file, "WEBP", quality=quality, exif=b"", icc_profile=None)
            if file.tell() <= KEPT_BYTES:
                return Picture(file.getvalue(), *image.size)
        image = image.reduce(2)
