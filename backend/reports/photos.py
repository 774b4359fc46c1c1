"""Photos of reports: as many as may be, their bytes, what is said of them."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from uuid import UUID

import sqlalchemy as sa

from backend.core.cursors import LARGEST
from backend.core.db import Session
from backend.core.errors import NotFound
from backend.reports import errors
from backend.reports.models import PHOTOS, REPORTS, Photo, Report
from backend.reports.pictures import Picture
from backend.reports.policy import Standing, require_author
from backend.reports.standing import hold
from backend.reports.submitting import note

MOST_PHOTOS = 4


async def add_photos(session: Session, standing: Standing, pictures: Sequence[Picture]) -> Report:
    """Add photos to one's report. Errors: AuthorOnly, MergedAway, TooManyPhotos."""
    require_author(standing)
    # Two who add at once are counted one after the other.
    report = await hold(session, standing)
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
    if not 0 < number < LARGEST:
        raise NotFound
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
