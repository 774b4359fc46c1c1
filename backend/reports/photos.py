"""Photos: looked at before they are decoded, then encoded anew, so that only pixels are kept."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from io import BytesIO
from uuid import UUID

import sqlalchemy as sa
from PIL import Image, ImageOps, UnidentifiedImageError

from backend.core.db import Session
from backend.core.errors import NotFound
from backend.reports import errors
from backend.reports.models import PHOTOS, REPORTS, Photo, Report
from backend.reports.policy import Standing, require_author
from backend.reports.submitting import note

FORMATS = ("JPEG", "PNG", "WEBP", "GIF")
MOST_BYTES = 10_000_000
MOST_SIDE, MOST_PIXELS = 12_000, 60_000_000
MOST_PHOTOS = 4
KEPT_SIDE, KEPT_BYTES = 1600, 500_000
QUALITIES = (82, 70, 55, 40, 25)


@dataclass(frozen=True, slots=True)
class Picture:
    """A photo encoded by us: WebP of at most 500 KB, without metadata."""

    data: bytes
    width: int
    height: int


def encoded(sent: bytes) -> Picture:
    """The photo as we keep it. Pure, and slow: run it in a thread. Errors: NotAPhoto, PhotoTooLarge.

    Its kind and size are read from its head and bounded before any pixel is decoded.
    """
    if len(sent) > MOST_BYTES:
        raise errors.PhotoTooLarge(most=MOST_SIDE, megabytes=MOST_BYTES // 1_000_000)
    try:
        with Image.open(BytesIO(sent), formats=FORMATS) as image:
            if max(image.size) > MOST_SIDE or image.width * image.height > MOST_PIXELS:
                raise errors.PhotoTooLarge(most=MOST_SIDE, megabytes=MOST_BYTES // 1_000_000)
            # A JPEG is decoded at about the size it will be kept in.
            image.draft("RGB", (KEPT_SIDE, KEPT_SIDE))
            upright = ImageOps.exif_transpose(image).convert("RGBA")
    except (UnidentifiedImageError, Image.DecompressionBombError, OSError, ValueError, SyntaxError) as error:
        raise errors.NotAPhoto from error
    upright.thumbnail((KEPT_SIDE, KEPT_SIDE))
    plain = Image.new("RGB", upright.size, "white")
    plain.paste(upright, mask=upright.getchannel("A"))
    return _saved(plain)


def _saved(image: Image.Image) -> Picture:
    while True:
        for quality in QUALITIES:
            file = BytesIO()
            image.save(file, "WEBP", quality=quality, exif=b"", icc_profile=None)
            if file.tell() <= KEPT_BYTES:
                return Picture(file.getvalue(), *image.size)
        image = image.reduce(2)


async def add_photos(session: Session, standing: Standing, pictures: Sequence[Picture]) -> Report:
    """Add photos to one's report. Errors: AuthorOnly, MergedAway, TooManyPhotos."""
    require_author(standing)
    report = standing.report
    counted = await session.execute(
        sa.select(sa.func.count()).select_from(PHOTOS).where(PHOTOS.c.report_id == report.id)
    )
    if counted.scalar_one() + len(pictures) > MOST_PHOTOS:
        raise errors.TooManyPhotos(most=MOST_PHOTOS)
    session.add_all(
        Photo(report_id=report.id, data=one.data, width=one.width, height=one.height) for one in pictures
    )
    await session.flush()
    if pictures:
        await note(session, standing, "report.photos_added")
    return report


async def photo_bytes(session: Session, number: int, photo_id: UUID) -> bytes:
    """The photo of a report, as WebP. Errors: NotFound."""
    from_report = sa.select(REPORTS.c.id).where(REPORTS.c.number == number).scalar_subquery()
    found = await session.execute(
        sa.select(PHOTOS.c.data).where(PHOTOS.c.id == photo_id, PHOTOS.c.report_id == from_report)
    )
    data: bytes | None = found.scalar_one_or_none()
    if data is None:
        raise NotFound
    return data


@dataclass(frozen=True, slots=True)
class PhotoRow:
    """A photo without its bytes."""

    id: UUID
    width: int
    height: int


async def photo_rows(session: Session, report_ids: Collection[UUID]) -> dict[UUID, list[PhotoRow]]:
    """The photos of each report, four at most, in one statement."""
    found = await session.execute(
        sa.select(PHOTOS.c.report_id, PHOTOS.c.id, PHOTOS.c.width, PHOTOS.c.height)
        .where(PHOTOS.c.report_id.in_(report_ids))
        .order_by(PHOTOS.c.id)
    )
    photos: dict[UUID, list[PhotoRow]] = {one: [] for one in report_ids}
    for report_id, *photo in found:
        photos[report_id].append(PhotoRow(*photo))
    return photos
