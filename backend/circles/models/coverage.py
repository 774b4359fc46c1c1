"""The roll-up that coverage reads."""

from uuid import UUID

from sqlmodel import Field, SQLModel

from backend.core.db import table


class AmbassadorCount(SQLModel, table=True):
    """How many ambassadors there are in a unit (`own`) and in it with all below (`people`), on a site.

    Cells without any have no row. It is counted again a few seconds after something changes.
    """

    __tablename__ = "ambassador_count"

    org_unit_id: UUID = Field(foreign_key="org_unit.id", ondelete="CASCADE", primary_key=True)
    site_id: UUID = Field(foreign_key="site.id", ondelete="CASCADE", primary_key=True, index=True)
    own: int
    people: int


AMBASSADOR_COUNTS = table(AmbassadorCount)
