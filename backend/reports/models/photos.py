"""Photos of reports: bytes that we encoded ourselves, in the database."""

from uuid import UUID, uuid4

from sqlmodel import Field, SQLModel

from backend.core.db import table


class Photo(SQLModel, table=True):
    """A WebP image of at most 500 KB. Its id is random: it tells nothing of when it was sent."""

    __tablename__ = "report_photo"

    id: UUID = Field(default_factory=uuid4, primary_key=True)
    report_id: UUID = Field(foreign_key="report.id", ondelete="CASCADE", index=True)
    data: bytes
    width: int
    height: int


PHOTOS = table(Photo)
